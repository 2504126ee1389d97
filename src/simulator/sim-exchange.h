/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "simulator/sim-json.h"
#include "simulator/sim-world.h"

G_BEGIN_DECLS

/*
 * One request and its answer, as the routes see them: no socket, no HTTP library. The server fills
 * in the upper half, a route the lower one, a fault may change the lower half afterwards.
 */
typedef struct _SimExchange SimExchange;
typedef struct _SimRoute SimRoute;

typedef void (*SimHandler) (SimExchange *exchange);

struct _SimRoute
{
  const char *name; /* what faults and the ledger call it */
  const char *method;
  const char *pattern; /* {} stands for a number */
  SimScope scope;      /* what the key must be allowed to; NONE: no key needed */
  double gap_s;        /* documented seconds between two calls, 0: none (fact sheet, section 0) */
  SimHandler handler;
  int burst; /* so many calls may share their gaps; 0 and 1: none */
};

struct _SimExchange
{
  /* the request */
  SimWorld *world;            /* (borrowed) */
  const SimRoute *route;      /* (nullable): NULL when nothing matches */
  const char *method;         /* (borrowed) */
  char *path;                 /* (owned) */
  char *query_text;           /* (owned) (nullable): as sent */
  GHashTable *query;          /* (owned) (nullable): name -> value */
  gint64 ids[2];              /* the numbers in the path */
  JsonNode *body;             /* (owned) (nullable) */
  bool authorization;         /* an Authorization header was sent */
  SimAccount *account;        /* (borrowed) (nullable): who asks */
  SimKey *key;                /* (borrowed) (nullable) */
  SimInstance *self_instance; /* (borrowed) (nullable): the key is this contract's own */
  SimRequestRecord *record;   /* (borrowed) */

  /* the answer */
  int status;
  const char *content_type;
  GString *text;        /* (owned) */
  char *location;       /* (owned) (nullable) */
  double retry_after_s; /* 0: no rate headers */
  gint64 contract_id;   /* what a create made, 0: nothing */

  /* what a fault says about reads */
  gint64 stale_us;  /* lists and single reads show the contracts as they were this long ago */
  int claimed_rows; /* the list counts so many rows more than there are */
  int dropped_rows; /* the list leaves out so many rows that it counts */
};

/* Answers. */
void sim_reply_json (SimExchange *exchange, int status, SimJson *json);
void sim_reply_begin (SimExchange *exchange, SimJson *json);
void sim_reply_end (SimExchange *exchange, SimJson *json);
void sim_reply_success (SimExchange *exchange, const char *message);
void sim_reply_error (SimExchange *exchange, int status, const char *error, const char *message);
void sim_reply_text (SimExchange *exchange, int status, const char *content_type, const char *text);
void sim_reply_html_error (SimExchange *exchange, int status, const char *phrase);
void sim_reply_no_such_ask (SimExchange *exchange, int status);
void sim_reply_redirect (SimExchange *exchange, int status, const char *location);

/* What came with the request. */
JsonObject *sim_exchange_get_body (SimExchange *exchange);
const char *sim_exchange_get_query (const SimExchange *exchange, const char *name);
JsonNode *sim_exchange_dup_query_json (SimExchange *exchange, const char *name, bool *valid);
const char *sim_array_get_string (JsonArray *array, guint index);
SimInstance *sim_exchange_find_instance (SimExchange *exchange, gint64 id);
SimInstance *sim_exchange_require_instance (SimExchange *exchange, gint64 id);

G_END_DECLS
