/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-query.h"

#include <string.h>

#define DEFAULT_STORAGE_GB 8

static const struct
{
  const char *name;
  SimTarget target;
  SimField field;
} aliases[] = {
  { "geolocation", SIM_TARGET_COUNTRY, SIM_FIELD_GEOLOCATION },
  { "datacenter", SIM_TARGET_DATACENTER, SIM_FIELD_HOSTING_TYPE },
  { "verified", SIM_TARGET_VERIFIED, SIM_FIELD_VERIFICATION },
  { "allocated_storage", SIM_TARGET_FIELD, SIM_FIELD_DISK_SPACE },
  { "target_reliability", SIM_TARGET_FIELD, SIM_FIELD_EXPECTED_RELIABILITY },
  { "reliability2", SIM_TARGET_FIELD, SIM_FIELD_RELIABILITY },
  { "dphtotal", SIM_TARGET_FIELD, SIM_FIELD_DPH_TOTAL },
  { "gpu_totalram", SIM_TARGET_FIELD, SIM_FIELD_GPU_TOTAL_RAM },
  { "ubuntu_version", SIM_TARGET_FIELD, SIM_FIELD_OS_VERSION },
  { "driver_version", SIM_TARGET_DRIVER, SIM_FIELD_DRIVER_VERS },
  { "dlperf_usd", SIM_TARGET_FIELD, SIM_FIELD_DLPERF_PER_DPHTOTAL },
  { "flops_usd", SIM_TARGET_FIELD, SIM_FIELD_FLOPS_PER_DPHTOTAL },
  { "id", SIM_TARGET_NOTHING, SIM_FIELD_ID },
  { "rented", SIM_TARGET_IGNORED, SIM_FIELD_RENTED },
};

static void
clear_filter (gpointer data)
{
  g_clear_pointer (&((SimFilter *) data)->value, json_node_unref);
}

static bool
find_target (const char *name, SimTarget *target, SimField *field)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      if (g_str_equal (aliases[i].name, name))
        {
          *target = aliases[i].target;
          *field = aliases[i].field;
          return true;
        }
    }

  *target = SIM_TARGET_FIELD;
  return sim_field_from_name (name, field);
}

static char *
add_filter (SimQuery *self, const char *name, JsonNode *node)
{
  SimFilter filter = { 0 };
  JsonObjectIter iter;
  const char *op;
  JsonNode *value;

  if (!find_target (name, &filter.target, &filter.field))
    return g_strdup_printf ("Error in query parameters: %s is not a valid search key", name);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup_printf ("Error in query parameters: %s", "0 is not a valid search op");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &op, &value))
    {
      bool wants_list;

      if (!sim_op_from_name (op, &filter.op))
        return g_strdup_printf ("Error in query parameters: %s is not a valid search op", op);

      wants_list = filter.op == SIM_OP_IN || filter.op == SIM_OP_NOTIN;
      if (wants_list != (JSON_NODE_HOLDS_ARRAY (value)))
        return g_strdup_printf ("Error in query parameters: wrong value for %s of %s", op, name);
      if (filter.target == SIM_TARGET_COUNTRY && !wants_list && filter.op != SIM_OP_EQ &&
          filter.op != SIM_OP_NEQ)
        return g_strdup_printf ("Error in query parameters: %s is not a valid search op", op);

      filter.value = json_node_ref (value);
      g_array_append_val (self->filters, filter);
    }

  return NULL;
}

static char *
set_kind (SimQuery *self, JsonNode *node)
{
  const char *kind = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (g_strcmp0 (kind, "on-demand") == 0 || g_strcmp0 (kind, "ondemand") == 0)
    self->kind = SIM_PRICE_ON_DEMAND;
  else if (g_strcmp0 (kind, "bid") == 0)
    self->kind = SIM_PRICE_BID;
  else if (g_strcmp0 (kind, "reserved") == 0)
    self->kind = SIM_PRICE_RESERVED;
  else
    return g_strdup ("type: Input should be 'on-demand', 'bid' or 'reserved'");

  return NULL;
}

static char *
set_order (SimQuery *self, JsonNode *node)
{
  guint i;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("order: Input should be a valid list");

  for (i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *pair = json_array_get_element (json_node_get_array (node), i);
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (pair) ? json_node_get_array (pair) : NULL;
      SimOrderBy order = { 0 };
      SimTarget target;
      const char *name;
      const char *direction;

      if (array == NULL || json_array_get_length (array) != 2 ||
          !JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 0)) ||
          !JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 1)))
        return g_strdup ("order: Input should be pairs of field and direction");

      name = json_array_get_string_element (array, 0);
      direction = json_array_get_string_element (array, 1);
      if (name == NULL || !find_target (name, &target, &order.field))
        return g_strdup_printf ("Error in query parameters: %s is not a valid search key", name);
      if (g_strcmp0 (direction, "asc") != 0 && g_strcmp0 (direction, "desc") != 0)
        return g_strdup ("order: direction should be 'asc' or 'desc'");

      order.descending = g_str_equal (direction, "desc");
      g_array_append_val (self->order, order);
    }

  return NULL;
}

static char *
set_limit (SimQuery *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return g_strdup ("limit: Input should be a valid integer");

  self->limit = MAX (0, json_node_get_int (node));
  return NULL;
}

static char *
set_storage (SimQuery *self, JsonNode *node)
{
  JsonNode *floor;
  SimFilter filter = { .target = SIM_TARGET_FIELD,
                       .field = SIM_FIELD_DISK_SPACE,
                       .op = SIM_OP_GTE };

  if (JSON_NODE_HOLDS_OBJECT (node))
    return add_filter (self, "allocated_storage", node);
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return g_strdup ("allocated_storage: Input should be a valid number");

  self->storage_gb = json_node_get_double (node);
  floor = json_node_copy (node);
  filter.value = floor;
  g_array_append_val (self->filters, filter);
  return NULL;
}

static char *
take_member (SimQuery *self, const char *name, JsonNode *node)
{
  if (g_str_equal (name, "type"))
    return set_kind (self, node);
  if (g_str_equal (name, "order"))
    return set_order (self, node);
  if (g_str_equal (name, "limit"))
    return set_limit (self, node);
  if (g_str_equal (name, "allocated_storage"))
    return set_storage (self, node);
  if (g_str_equal (name, "disable_bundling"))
    {
      self->unbundled = JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
      return NULL;
    }

  return add_filter (self, name, node);
}

/* Unless the search says otherwise, only what can be rented is found. */
static void
add_default_rentable (SimQuery *self)
{
  SimFilter filter = { .target = SIM_TARGET_FIELD, .field = SIM_FIELD_RENTABLE, .op = SIM_OP_EQ };

  filter.value = json_node_alloc ();
  json_node_init_boolean (filter.value, TRUE);
  g_array_append_val (self->filters, filter);
}

/**
 * sim_query_new:
 * @object: (nullable): the search as sent; NULL finds everything
 * @problem: (out): (transfer full): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the search
 */
SimQuery *
sim_query_new (JsonObject *object, char **problem)
{
  g_autoptr (SimQuery) self = g_new0 (SimQuery, 1);
  SimOrderBy by_score = { .field = SIM_FIELD_SCORE, .descending = true };
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  self->storage_gb = DEFAULT_STORAGE_GB;
  self->filters = g_array_new (FALSE, TRUE, sizeof (SimFilter));
  g_array_set_clear_func (self->filters, clear_filter);
  self->order = g_array_new (FALSE, TRUE, sizeof (SimOrderBy));

  if (object != NULL)
    {
      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, &name, &node))
        if ((*problem = take_member (self, name, node)) != NULL)
          return NULL;
    }

  if (object == NULL || !json_object_has_member (object, "rentable"))
    add_default_rentable (self);
  if (self->order->len == 0)
    g_array_append_val (self->order, by_score);

  return g_steal_pointer (&self);
}

/**
 * sim_query_free:
 * @self: (transfer full): a search
 */
void
sim_query_free (SimQuery *self)
{
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_free (self);
}

/**
 * sim_query_compare:
 * @self: a search
 * @a: a row
 * @b: another
 *
 * Returns: below 0 when @a comes first
 */
int
sim_query_compare (const SimQuery *self, const SimRow *a, const SimRow *b)
{
  guint i;

  for (i = 0; i < self->order->len; i++)
    {
      const SimOrderBy *order = &g_array_index (self->order, SimOrderBy, i);
      int result = sim_value_compare (a->values[order->field], b->values[order->field]);

      if (result != 0)
        return order->descending ? -result : result;
    }

  return 0;
}
