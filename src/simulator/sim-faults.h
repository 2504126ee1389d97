/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "simulator/sim-exchange.h"

G_BEGIN_DECLS

/*
 * What goes wrong by order. A fault is armed for a route and strikes one or more of the calls that
 * follow; CONTROL.md lists them with their options.
 */

typedef enum
{
  SIM_FAULT_LOST_REPLY,
  SIM_FAULT_RESET_BEFORE,
  SIM_FAULT_EARLY_CLOSE,
  SIM_FAULT_NO_SUCH_ASK,
  SIM_FAULT_500_HTML,
  SIM_FAULT_502_HTML,
  SIM_FAULT_503_HTML,
  SIM_FAULT_EMPTY_200,
  SIM_FAULT_CUT_JSON,
  SIM_FAULT_WRONG_JSON,
  SIM_FAULT_SUCCESS_FALSE,
  SIM_FAULT_SUCCESS_FALSE_RENTED,
  SIM_FAULT_LATE_CONTRACT,
  SIM_FAULT_INCOMPLETE_LIST,
  SIM_FAULT_STALE_LIST,
  SIM_FAULT_SLOW_BYTES,
  SIM_FAULT_DELAY,
  SIM_FAULT_HOLD,
  SIM_FAULT_429_PLAIN,
  SIM_FAULT_429_DETAIL,
  SIM_FAULT_429_JSON,
  SIM_FAULT_REDIRECT,
  SIM_FAULT_AUTH_404,
  SIM_FAULT_AUTH_401,
  SIM_FAULT_JSON_ERROR,
} SimFaultKind;

typedef struct
{
  SimFaultKind kind;
  const char *name; /* the kind's; a literal */

  /* which calls */
  char *route; /* (owned) (nullable): NULL is any */
  gint64 id;   /* the first number in the path, 0: any */
  gint64 key;  /* strikes only requests with the key of this number, 0: any */
  int nth;     /* the first matching call it strikes, from 1 */
  int times;   /* how many it strikes, 0: all from then on */

  /* how */
  bool work;       /* the request is carried out all the same */
  bool with_id;    /* success-false-rented names the contract */
  gint64 ms;       /* a time */
  gint64 bytes;    /* a size */
  int status;      /* an HTTP status */
  int more;        /* rows that incomplete-list claims, leaves out or spoils */
  const char *how; /* (nullable): a variant; interned */
  char *location;  /* (owned) (nullable): of a redirect */
  char *error;     /* (owned) (nullable): of json-error */
  char *message;   /* (owned) (nullable): of json-error */

  /* what became of it */
  int seen; /* matching calls so far */
  int hits; /* calls it struck */
} SimFault;

/* How the answer leaves. */
typedef enum
{
  SIM_SEND_NORMAL,
  SIM_SEND_CLOSE, /* nothing; the connection is closed in order */
  SIM_SEND_RESET, /* nothing; the connection is torn down */
  SIM_SEND_CUT,   /* the length of the whole is announced, part is sent, then closed */
  SIM_SEND_SLOW,  /* a few bytes at a time */
} SimSendHow;

typedef struct
{
  GPtrArray *armed; /* (element-type SimFault) (owned) */
  GPtrArray *spent; /* (element-type SimFault) (owned): disarmed; a held request may still ask */
} SimFaults;

SimFaults *sim_faults_new (void);
void sim_faults_free (SimFaults *self);
void sim_faults_clear (SimFaults *self);
bool sim_faults_arm (SimFaults *self, JsonNode *node, GError **error);
void sim_faults_write (SimFaults *self, SimJson *json);
const SimFault *sim_faults_take (SimFaults *self, SimExchange *exchange);

void sim_fault_prepare (const SimFault *fault, SimExchange *exchange);
void sim_fault_spoil (const SimFault *fault, SimExchange *exchange);
SimSendHow sim_fault_get_send_how (const SimFault *fault, const SimExchange *exchange);

void sim_reply_too_fast (SimExchange *exchange, int shape, double retry_after_s);

G_END_DECLS
