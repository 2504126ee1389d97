/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-query.h"

#include "core/base/sublet-json.h"

#include <math.h>
#include <stdlib.h>

/* Two numbers this close are the same number. */
#define EPSILON 1e-9

/* In sloppy mode one row in so many passes a bound it misses by this part. */
#define SLOPPY_EVERY 8
#define SLOPPY_PART 0.05

static int
compare_numbers (double a, double b)
{
  if (fabs (a - b) < EPSILON)
    return 0;

  return a < b ? -1 : 1;
}

static bool
node_is_null (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node);
}

/* Equality and order of a row's value and a query's; false when they cannot be compared. */
static bool
compare_with_node (SimValue actual, JsonNode *wanted, int *result)
{
  double number;
  double other;

  if (!JSON_NODE_HOLDS_VALUE (wanted))
    return false;

  if (actual.kind == SIM_VALUE_STRING)
    {
      if (json_node_get_value_type (wanted) != G_TYPE_STRING)
        return false;
      *result = g_strcmp0 (actual.string, json_node_get_string (wanted));
      return true;
    }

  if (!sim_value_to_double (actual, &number))
    return false;

  if (json_node_get_value_type (wanted) == G_TYPE_BOOLEAN)
    other = json_node_get_boolean (wanted) ? 1 : 0;
  else if (!sublet_json_node_to_double (wanted, &other))
    return false;

  *result = compare_numbers (number, other);
  return true;
}

static bool
is_in (SimValue actual, JsonArray *list)
{
  guint i;

  for (i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      int result;

      if (node_is_null (node) &&
          (actual.kind == SIM_VALUE_NULL || actual.kind == SIM_VALUE_MISSING))
        return true;
      if (compare_with_node (actual, node, &result) && result == 0)
        return true;
    }

  return false;
}

/**
 * sim_op_from_name:
 * @name: an operator on the wire
 * @op: (out): the operator
 *
 * Returns: whether there is such an operator
 */
bool
sim_op_from_name (const char *name, SimOp *op)
{
  static const char *const names[] = { "eq", "neq", "gt", "gte", "lt", "lte", "in", "notin" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        {
          *op = (SimOp) i;
          return true;
        }
    }

  return false;
}

/**
 * sim_filter_value_matches:
 * @actual: what a row has
 * @op: the comparison
 * @wanted: what the filter says; an array for in and notin
 *
 * Returns: whether the row passes; a row without the value passes only a filter for null
 */
bool
sim_filter_value_matches (SimValue actual, SimOp op, JsonNode *wanted)
{
  bool unknown = actual.kind == SIM_VALUE_NULL || actual.kind == SIM_VALUE_MISSING;
  int result;

  if (op == SIM_OP_IN)
    return is_in (actual, json_node_get_array (wanted));
  if (op == SIM_OP_NOTIN)
    return !unknown && !is_in (actual, json_node_get_array (wanted));
  if (node_is_null (wanted))
    return op == SIM_OP_EQ ? unknown : op == SIM_OP_NEQ && !unknown;
  if (!compare_with_node (actual, wanted, &result))
    return op == SIM_OP_NEQ && !unknown;

  switch (op)
    {
    case SIM_OP_EQ:
      return result == 0;
    case SIM_OP_NEQ:
      return result != 0;
    case SIM_OP_GT:
      return result > 0;
    case SIM_OP_GTE:
      return result >= 0;
    case SIM_OP_LT:
      return result < 0;
    case SIM_OP_LTE:
      return result <= 0;
    case SIM_OP_IN:
    case SIM_OP_NOTIN:
    default:
      return false;
    }
}

/**
 * sim_value_compare:
 * @a: a value
 * @b: another
 *
 * Returns: below 0 when @a is less; what is null or missing is less than anything
 */
int
sim_value_compare (SimValue a, SimValue b)
{
  double x;
  double y;
  bool a_is_number = sim_value_to_double (a, &x);
  bool b_is_number = sim_value_to_double (b, &y);

  if (a_is_number && b_is_number)
    return compare_numbers (x, y);
  if (a.kind == SIM_VALUE_STRING && b.kind == SIM_VALUE_STRING)
    return g_strcmp0 (a.string, b.string);

  return (a_is_number || a.kind == SIM_VALUE_STRING) - (b_is_number || b.kind == SIM_VALUE_STRING);
}

/* "535.86.05" is compared as 535086005 (fact sheet 2.3). */
static JsonNode *
make_driver_number (JsonNode *wanted)
{
  JsonNode *number;
  int parts[3] = { 0, 0, 0 };
  g_auto (GStrv) words = NULL;
  guint i;

  if (!JSON_NODE_HOLDS_VALUE (wanted) || json_node_get_value_type (wanted) != G_TYPE_STRING)
    return json_node_ref (wanted);

  words = g_strsplit (json_node_get_string (wanted), ".", 3);
  for (i = 0; words[i] != NULL; i++)
    parts[i] = atoi (words[i]);

  number = json_node_alloc ();
  return json_node_init_int (number,
                             (gint64) parts[0] * 1000000 + (gint64) parts[1] * 1000 + parts[2]);
}

static SimValue
get_target_value (const SimFilter *filter, const SimRow *row)
{
  SimValue value = row->values[filter->field];

  switch (filter->target)
    {
    case SIM_TARGET_COUNTRY:
      return sim_value_string (row->country);

    case SIM_TARGET_DATACENTER:
      return SIM_BOOL (sim_row_get_int (row, SIM_FIELD_HOSTING_TYPE) == 1);

    case SIM_TARGET_VERIFIED:
      return SIM_BOOL (g_strcmp0 (sim_row_get_string (row, SIM_FIELD_VERIFICATION), "verified") ==
                       0);

    case SIM_TARGET_FIELD:
    case SIM_TARGET_DRIVER:
    case SIM_TARGET_NOTHING:
    case SIM_TARGET_IGNORED:
    default:
      /* Rows say null where the filter means false. */
      if (filter->field == SIM_FIELD_EXTERNAL && value.kind == SIM_VALUE_NULL)
        return SIM_BOOL (false);
      return value;
    }
}

static bool
lets_through (const SimFilter *filter, const SimRow *row)
{
  double actual;
  double wanted;

  return sim_row_get_int (row, SIM_FIELD_MACHINE_ID) % SLOPPY_EVERY == 0 &&
         filter->target == SIM_TARGET_FIELD && filter->op >= SIM_OP_GT &&
         filter->op <= SIM_OP_LTE && sim_value_to_double (row->values[filter->field], &actual) &&
         sublet_json_node_to_double (filter->value, &wanted) &&
         fabs (actual - wanted) <= SLOPPY_PART * fabs (wanted);
}

static bool
filter_matches (const SimFilter *filter, const SimRow *row)
{
  g_autoptr (JsonNode) number = NULL;

  if (filter->target == SIM_TARGET_IGNORED)
    return true;
  if (filter->target == SIM_TARGET_NOTHING)
    return false;
  if (filter->target != SIM_TARGET_DRIVER)
    return sim_filter_value_matches (get_target_value (filter, row), filter->op, filter->value);

  if (JSON_NODE_HOLDS_ARRAY (filter->value))
    return false;
  number = make_driver_number (filter->value);
  return sim_filter_value_matches (row->values[filter->field], filter->op, number);
}

/**
 * sim_query_matches:
 * @self: a search
 * @row: an offer
 *
 * Returns: whether the search finds it
 */
bool
sim_query_matches (const SimQuery *self, const SimRow *row)
{
  guint i;

  for (i = 0; i < self->filters->len; i++)
    {
      const SimFilter *filter = &g_array_index (self->filters, SimFilter, i);

      if (!filter_matches (filter, row) && !(self->sloppy && lets_through (filter, row)))
        return false;
    }

  return true;
}
