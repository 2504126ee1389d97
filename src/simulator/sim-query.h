/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "simulator/sim-market.h"

G_BEGIN_DECLS

/* A search as sent (fact sheet 2.2 and 2.3): filters, order, limit, kind of price, disk. */

typedef enum
{
  SIM_OP_EQ,
  SIM_OP_NEQ,
  SIM_OP_GT,
  SIM_OP_GTE,
  SIM_OP_LT,
  SIM_OP_LTE,
  SIM_OP_IN,
  SIM_OP_NOTIN,
} SimOp;

/* What a filter looks at, where that is not simply a field of the row. */
typedef enum
{
  SIM_TARGET_FIELD,
  SIM_TARGET_COUNTRY,
  SIM_TARGET_DATACENTER,
  SIM_TARGET_VERIFIED,
  SIM_TARGET_DRIVER,
  SIM_TARGET_NOTHING, /* finds nothing: `id` */
  SIM_TARGET_IGNORED, /* accepted without effect: `rented` */
} SimTarget;

typedef struct
{
  SimTarget target;
  SimField field;
  SimOp op;
  JsonNode *value; /* (owned) */
} SimFilter;

typedef struct
{
  SimField field;
  bool descending;
} SimOrderBy;

typedef struct
{
  SimPriceKind kind;
  double storage_gb;
  gint64 limit;    /* 0: none was sent */
  bool unbundled;  /* equal shares of a machine are a row each */
  bool sloppy;     /* numeric filters let some rows through that they should not */
  GArray *filters; /* (element-type SimFilter) (owned) */
  GArray *order;   /* (element-type SimOrderBy) (owned) */
} SimQuery;

SimQuery *sim_query_new (JsonObject *object, char **problem);
void sim_query_free (SimQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimQuery, sim_query_free)

bool sim_query_matches (const SimQuery *self, const SimRow *row);
int sim_query_compare (const SimQuery *self, const SimRow *a, const SimRow *b);

bool sim_op_from_name (const char *name, SimOp *op);
bool sim_filter_value_matches (SimValue actual, SimOp op, JsonNode *wanted);
int sim_value_compare (SimValue a, SimValue b);

G_END_DECLS
