/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-service.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-orders.h"

#include <math.h>

/* What a test may change (POST /_sim/set, /_sim/clock, and the same in a scenario). */

/* Seconds: a year, either way. */
#define MAX_DATE_OFFSET (366.0 * 24 * 60 * 60)

/* The switches, by name. */
static bool
set_flag (SimOptions *options, const char *name, bool value)
{
  const struct
  {
    const char *name;
    bool *flag;
  } flags[] = {
    { "keyless_search", &options->keyless_search }, { "low_bids", &options->low_bids },
    { "market_empty", &options->market_empty },     { "old_list_works", &options->old_list_works },
    { "sloppy_filters", &options->sloppy_filters }, { "utf8", &options->utf8 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (g_str_equal (flags[i].name, name))
        {
          *flags[i].flag = value;
          return true;
        }
    }

  return false;
}

static bool
set_figure (SimOptions *options, const char *name, double value)
{
  if (g_str_equal (name, "page_cap") && value >= 1)
    options->page_cap = (int) value;
  else if (g_str_equal (name, "charge_rows") && value >= 1)
    options->charge_rows = (int) value;
  else if (g_str_equal (name, "rate_scale") && value >= 0)
    options->rate_scale = value;
  else if (g_str_equal (name, "speed") && value > 0)
    options->speed = value;
  else if (g_str_equal (name, "start_odds") && value >= 0)
    options->start_odds = value;
  else if (g_str_equal (name, "one_price") && value >= 0)
    options->one_price = value;
  else if (g_str_equal (name, "date_offset") && value >= -MAX_DATE_OFFSET &&
           value <= MAX_DATE_OFFSET)
    options->date_offset = value;
  else
    return false;

  return true;
}

static const char *
set_member (SimOrderContext *order, const char *name)
{
  SimOptions *options = &order->world->options;
  const char *problem;

  if (sim_order_do (order, name, &problem))
    return problem;

  if (JSON_NODE_HOLDS_VALUE (order->node) &&
      json_node_get_value_type (order->node) == G_TYPE_BOOLEAN)
    return set_flag (options, name, json_node_get_boolean (order->node)) ? NULL : "no such switch";

  return set_figure (options, name, order->number) ? NULL : "no such order, or out of range";
}

/**
 * sim_service_set:
 * @self: the service, its world caught up with the clock
 * @orders: an object of orders, or an array of such objects
 * @result: (nullable): an object that numbers of new contracts are written to
 * @error: which order is wrong, and why; those before it are done
 *
 * Returns: whether all orders were done
 */
bool
sim_service_set (SimService *self, JsonNode *orders, SimJson *result, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint i;

  if (JSON_NODE_HOLDS_ARRAY (orders))
    {
      JsonArray *array = json_node_get_array (orders);

      for (i = 0; i < json_array_get_length (array); i++)
        if (!sim_service_set (self, json_array_get_element (array, i), result, error))
          return false;
      return true;
    }

  if (!JSON_NODE_HOLDS_OBJECT (orders))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "orders should be an object");
      return false;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (orders));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      SimOrderContext order = { .world = self->world, .node = node, .result = result };
      const char *problem;

      if (!sublet_json_node_to_double (node, &order.number))
        order.number = NAN;
      order.object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      order.text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      problem = set_member (&order, name);
      if (problem != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", name, problem);
          return false;
        }
    }

  return true;
}

/**
 * sim_service_set_clock:
 * @self: the service
 * @order: an object with any of virtual, epoch, register, unregister, advance_ms
 * @error: what is wrong with it
 *
 * Returns: whether it was done
 */
bool
sim_service_set_clock (SimService *self, JsonNode *order, GError **error)
{
  SimClock *clock = self->world->clock;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (order) ? json_node_get_object (order) : NULL;
  JsonObject *client = sublet_json_get_opt_object (object, "register");
  g_autofree char *name = sublet_json_dup_opt_string (client, "client");
  g_autofree char *leaver = sublet_json_dup_opt_string (object, "unregister");
  gint64 epoch_us = sublet_json_opt_epoch_us (object, "epoch");

  if (epoch_us != 0)
    {
      if (sim_world_has_rented (self->world))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "something is rented");
          return false;
        }
      sim_world_set_epoch (self->world, epoch_us);
    }

  if (sublet_json_opt_bool (object, "virtual", false))
    {
      if (self->sshd != NULL)
        {
          g_set_error (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_ARGUMENT,
                       "with --sshd time is the computer's");
          return false;
        }
      sim_clock_make_virtual (clock);
    }
  if (name != NULL)
    sim_clock_register_client (clock, name, (int) sublet_json_opt_int (client, "waits", 1));
  if (leaver != NULL)
    sim_clock_unregister_client (clock, leaver);

  if (sublet_json_has_value (object, "advance_ms"))
    {
      if (!sim_clock_is_virtual (clock))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the clock is not virtual");
          return false;
        }
      sim_clock_advance (clock, sublet_json_opt_int (object, "advance_ms", 0) * 1000);
    }

  return true;
}
