/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "simulator/sim-json.h"

G_BEGIN_DECLS

/*
 * What was asked, in the order it was asked. What was rented and billed is not kept here a second
 * time: the contracts themselves know it.
 */

typedef struct
{
  gint64 number;      /* from 1 */
  gint64 at_us;       /* service time of arrival */
  char *method;       /* (owned) */
  char *path;         /* (owned): without query */
  char *asked;        /* (owned) (nullable): JSON; of a search that was understood, what it asked */
  const char *route;  /* (nullable): the route's name; a literal */
  gint64 account_id;  /* 0: nobody */
  gint64 key_id;      /* 0: no or unknown key */
  gint64 offer_id;    /* of a create, else 0 */
  gint64 contract_id; /* that a create made, else 0 */
  int status;         /* as sent; 0: no answer was sent */
  const char *fault;  /* (nullable): the fault that was played; interned */
  const char *note;   /* (nullable): what a witness saw when it arrived; interned */
  bool worked;        /* the request was carried out */
  bool query_key;     /* the api_key query parameter was used */
  gint64 connection;  /* which connection, from 1 */
  int on_connection;  /* which request on it, from 1 */
} SimRequestRecord;

typedef struct
{
  GPtrArray *requests; /* (element-type SimRequestRecord) (owned) */
} SimLedger;

SimLedger *sim_ledger_new (void);
void sim_ledger_free (SimLedger *self);
void sim_ledger_clear (SimLedger *self);

SimRequestRecord *sim_ledger_add (SimLedger *self,
                                  gint64 at_us,
                                  const char *method,
                                  const char *path);
void sim_ledger_write_requests (SimLedger *self, SimJson *json, gint64 after);

G_END_DECLS
