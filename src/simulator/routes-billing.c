/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"
#include "simulator/sim-page.h"

#include <math.h>

/* Source: fact sheet 7.2 and 7.3. */
#define CHARGES_DEFAULT_ROWS 100
#define CHARGES_MAX_ROWS 500
#define INVOICES_DEFAULT_ROWS 60

#define DAY_US ((gint64) G_TIME_SPAN_DAY)

/* What one contract or volume cost in the days asked for. */
typedef struct
{
  SimInstance *instance; /* (borrowed) (nullable) */
  SimVolume *volume;     /* (borrowed) (nullable) */
  SimCost cost;
  gint64 start_us; /* of the first day with a charge */
  gint64 end_us;   /* of the last one */
} Charge;

static gint64
floor_day (gint64 at_us)
{
  return at_us - at_us % DAY_US;
}

static gint64
get_id (const Charge *charge)
{
  return charge->instance != NULL ? charge->instance->id : charge->volume->id;
}

/* Amounts are rounded to a tenth of a cent, as the service does. */
static void
write_amount (SimJson *json, gint64 uusd)
{
  sim_json_double (json, "amount", round (sublet_money_usd_from_uusd (uusd) * 1000) / 1000);
}

static void
write_item (const Charge *charge,
            SimJson *json,
            const char *type,
            gint64 uusd,
            const char *description)
{
  sim_json_begin_object (json, NULL);
  sim_json_int (json, "start", charge->start_us / G_USEC_PER_SEC);
  sim_json_int (json, "end", charge->end_us / G_USEC_PER_SEC);
  sim_json_string (json, "type", type);
  sim_json_null (json, "source");
  sim_json_string (json, "description", description);
  write_amount (json, uusd);
  sim_json_begin_object (json, "metadata");
  sim_json_end_object (json);
  sim_json_begin_array (json, "items");
  sim_json_end_array (json);
  sim_json_end_object (json);
}

static void
write_items (const Charge *charge, SimJson *json)
{
  const SimCost *cost = &charge->cost;
  double gpu_hours = (double) cost->gpu_us / G_TIME_SPAN_HOUR;
  double disk_hours = (double) cost->disk_us / G_TIME_SPAN_HOUR;
  g_autofree char *gpu =
    g_strdup_printf ("%.3f hours at $%.3f/hour",
                     gpu_hours,
                     sublet_money_usd_from_uusd (cost->gpu_uusd) / MAX (gpu_hours, 1e-9));
  g_autofree char *disk =
    g_strdup_printf ("%.1f GB for %.3f hours",
                     charge->instance != NULL ? charge->instance->disk_gb : charge->volume->size_gb,
                     disk_hours);

  sim_json_begin_array (json, "items");
  if (cost->gpu_uusd > 0)
    write_item (charge, json, "gpu", cost->gpu_uusd, gpu);
  if (cost->disk_uusd > 0)
    write_item (charge, json, "disk", cost->disk_uusd, disk);
  if (cost->download_uusd > 0)
    write_item (charge, json, "bwd", cost->download_uusd, "Internet download");
  if (cost->upload_uusd > 0)
    write_item (charge, json, "bwu", cost->upload_uusd, "Internet upload");
  sim_json_end_array (json);
}

static void
write_charge (const Charge *charge, SimJson *json)
{
  gint64 days = (charge->end_us - charge->start_us) / DAY_US;
  bool is_instance = charge->instance != NULL;
  const char *type = is_instance ? "instance" : "volume";
  g_autofree char *source = g_strdup_printf ("%s-%" G_GINT64_FORMAT, type, get_id (charge));
  g_autofree char *description = g_strdup_printf ("%s %" G_GINT64_FORMAT
                                                  " Charges - %" G_GINT64_FORMAT " day%s",
                                                  is_instance ? "Instance" : "Volume",
                                                  get_id (charge),
                                                  days,
                                                  days == 1 ? "" : "s");

  sim_json_begin_object (json, NULL);
  sim_json_int (json, "start", charge->start_us / G_USEC_PER_SEC);
  sim_json_int (json, "end", charge->end_us / G_USEC_PER_SEC);
  sim_json_string (json, "type", type);
  sim_json_string (json, "source", source);
  sim_json_string (json, "description", description);
  write_amount (json, sim_cost_get_total_uusd (&charge->cost));
  sim_json_begin_object (json, "metadata");
  sim_json_string (json, "label", is_instance ? charge->instance->label : charge->volume->label);
  sim_json_end_object (json);
  write_items (charge, json);
  sim_json_end_object (json);
}

static void
add_cost (Charge *charge, gint64 from_us, gint64 until_us, SimCost *cost)
{
  if (charge->instance != NULL)
    sim_instance_add_cost (charge->instance, from_us, until_us, cost);
  else
    {
      gint64 disk_uusd = sim_volume_get_cost_uusd (charge->volume, from_us, until_us);

      cost->disk_uusd += disk_uusd;
      cost->disk_us += disk_uusd > 0 ? until_us - MAX (from_us, charge->volume->created_us) : 0;
    }
}

/* Of what it has cost in that time; false: nothing. */
static bool
fill_charge (Charge *charge, gint64 from_us, gint64 until_us)
{
  gint64 created_us = charge->instance != NULL ? charge->instance->created_us
                                               : charge->volume->created_us;
  gint64 day_us;

  add_cost (charge, from_us, until_us, &charge->cost);
  if (sim_cost_get_total_uusd (&charge->cost) <= 0)
    return false;

  day_us = floor_day (MAX (from_us, created_us));
  charge->start_us = day_us;
  charge->end_us = day_us;
  for (; day_us < until_us; day_us += DAY_US)
    {
      SimCost cost = { 0 };

      add_cost (charge, day_us, MIN (until_us, day_us + DAY_US), &cost);
      if (sim_cost_get_total_uusd (&cost) > 0)
        charge->end_us = day_us + DAY_US;
    }

  return true;
}

static int
compare_charges (gconstpointer a, gconstpointer b, gpointer data)
{
  const Charge *first = a;
  const Charge *second = b;
  const bool *latest_first = data;
  gint64 order = first->start_us != second->start_us ? first->start_us - second->start_us
                                                     : get_id (first) - get_id (second);
  int result = order < 0 ? -1 : order > 0;

  return *latest_first ? -result : result;
}

static bool
wants (JsonObject *filters, const char *column, const char *word)
{
  JsonObject *ops = sublet_json_get_opt_object (filters, column);
  JsonArray *list = sublet_json_get_opt_array (ops, "in");
  guint i;

  for (i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (g_strcmp0 (sim_array_get_string (list, i), word) == 0)
      return true;

  return list == NULL || json_array_get_length (list) == 0;
}

static void
add_instances (SimExchange *exchange, gint64 from_us, gint64 until_us, GArray *charges)
{
  guint i;

  for (i = 0; i < exchange->world->instances->len; i++)
    {
      Charge charge = { .instance = g_ptr_array_index (exchange->world->instances, i) };

      if (charge.instance->account == exchange->account && fill_charge (&charge, from_us, until_us))
        g_array_append_val (charges, charge);
    }
}

static void
add_volumes (SimExchange *exchange, gint64 from_us, gint64 until_us, GArray *charges)
{
  guint i;

  for (i = 0; i < exchange->world->volumes->len; i++)
    {
      Charge charge = { .volume = g_ptr_array_index (exchange->world->volumes, i) };

      if (charge.volume->account == exchange->account && fill_charge (&charge, from_us, until_us))
        g_array_append_val (charges, charge);
    }
}

/* Destroyed contracts stay: charges are the only history of spending there is. */
static GArray *
find_charges (SimExchange *exchange, JsonObject *filters, const SimSpan *span)
{
  GArray *charges = g_array_new (FALSE, TRUE, sizeof (Charge));
  gint64 from_us = floor_day (span->from_us);
  gint64 until_us =
    MIN (floor_day (span->until_us) + DAY_US, sim_world_now_us (exchange->world) + 1);
  bool latest_first = sim_take_latest_first (exchange);

  if (wants (filters, "type", "instance"))
    add_instances (exchange, from_us, until_us, charges);
  if (wants (filters, "type", "volume"))
    add_volumes (exchange, from_us, until_us, charges);

  g_array_sort_with_data (charges, compare_charges, &latest_first);
  return charges;
}

static SimPage
take_limit (SimExchange *exchange, guint fallback, guint most)
{
  const char *text = sim_exchange_get_query (exchange, "limit");
  gint64 limit = text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;

  return (SimPage){ .limit = limit > 0 ? (guint) MIN (limit, most) : fallback };
}

static void
write_counts (SimJson *json, const char *what, const SimPage *page, guint total)
{
  guint end = MIN (total, page->offset + page->limit);
  g_autofree char *token = end < total ? sim_page_make_token (what, end) : NULL;

  sim_json_bool (json, "success", true);
  sim_json_int (json, "count", end - MIN (page->offset, end));
  sim_json_int (json, "total", total);
  sim_json_string (json, "next_token", token);
}

static void
handle_charges (SimExchange *exchange)
{
  bool valid;
  g_autoptr (JsonNode) node = sim_exchange_dup_query_json (exchange, "select_filters", &valid);
  JsonObject *filters = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                      : NULL;
  const char *format = sim_exchange_get_query (exchange, "format");
  g_autoptr (GArray) charges = NULL;
  SimPage page = take_limit (exchange, CHARGES_DEFAULT_ROWS, CHARGES_MAX_ROWS);
  SimSpan span;
  SimJson json;
  guint i;

  if (!sim_span_take (filters, "day", &span))
    {
      sim_reply_error (exchange,
                       400,
                       "invalid_request",
                       "Must provide both 'day' gte and lte filters in select_filters.");
      return;
    }
  if (format != NULL && !g_str_equal (format, "table") && !g_str_equal (format, "tree"))
    {
      sim_reply_error (exchange, 400, "invalid_request", "format: should be table or tree");
      return;
    }
  if (exchange->world->options.charge_rows > 0)
    page.limit = MIN (page.limit, (guint) exchange->world->options.charge_rows);
  if (!sim_page_take (exchange, "charges", &page))
    return;

  charges = find_charges (exchange, filters, &span);
  sim_reply_begin (exchange, &json);
  write_counts (&json, "charges", &page, charges->len);
  sim_json_begin_array (&json, "results");
  for (i = page.offset; i < charges->len && i < page.offset + page.limit; i++)
    write_charge (&g_array_index (charges, Charge, i), &json);
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

static void
write_invoice (const SimInvoice *invoice, SimJson *json)
{
  sim_json_begin_object (json, NULL);
  sim_json_epoch (json, "start", invoice->when_us);
  sim_json_epoch (json, "end", invoice->when_us + G_TIME_SPAN_MINUTE);
  sim_json_string (json, "type", invoice->type);
  sim_json_string (json, "source", invoice->source);
  sim_json_string (json, "description", invoice->description);
  sim_json_double (json, "amount", sublet_money_usd_from_uusd (invoice->amount_uusd));
  sim_json_begin_object (json, "metadata");
  sim_json_int (json, "invoice_id", invoice->id);
  sim_json_string (json, "service", invoice->service);
  sim_json_end_object (json);
  sim_json_begin_array (json, "items");
  sim_json_end_array (json);
  sim_json_end_object (json);
}

/* A wrong range is told with status 200 (fact sheet 7.3). */
static void
reply_invalid_range (SimExchange *exchange)
{
  SimJson json;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", false);
  sim_json_string (&json, "error", "Invalid date range");
  sim_json_int (&json, "count", 0);
  sim_json_int (&json, "total", 0);
  sim_json_begin_array (&json, "results");
  sim_json_end_array (&json);
  sim_json_null (&json, "next_token");
  sim_reply_end (exchange, &json);
}

static int
compare_invoices (gconstpointer a, gconstpointer b, gpointer data)
{
  const SimInvoice *first = *(const SimInvoice *const *) a;
  const SimInvoice *second = *(const SimInvoice *const *) b;
  const bool *latest_first = data;
  int result = first->when_us < second->when_us ? -1 : first->when_us > second->when_us;

  return *latest_first ? -result : result;
}

static void
handle_invoices (SimExchange *exchange)
{
  bool valid;
  bool latest_first = sim_take_latest_first (exchange);
  g_autoptr (JsonNode) node = sim_exchange_dup_query_json (exchange, "select_filters", &valid);
  JsonObject *filters = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                      : NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  SimPage page = take_limit (exchange, INVOICES_DEFAULT_ROWS, CHARGES_MAX_ROWS);
  SimSpan span;
  SimJson json;
  guint i;

  if (!sim_span_take (filters, "when", &span))
    {
      reply_invalid_range (exchange);
      return;
    }
  if (!sim_page_take (exchange, "invoices", &page))
    return;

  for (i = 0; i < exchange->account->invoices->len; i++)
    {
      SimInvoice *invoice = g_ptr_array_index (exchange->account->invoices, i);

      if (invoice->when_us >= span.from_us && invoice->when_us <= span.until_us &&
          wants (filters, "service", invoice->service))
        g_ptr_array_add (found, invoice);
    }
  g_ptr_array_sort_with_data (found, compare_invoices, &latest_first);

  sim_reply_begin (exchange, &json);
  write_counts (&json, "invoices", &page, found->len);
  sim_json_begin_array (&json, "results");
  for (i = page.offset; i < found->len && i < page.offset + page.limit; i++)
    write_invoice (g_ptr_array_index (found, i), &json);
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

const SimRoute sim_billing_routes[] = {
  { "charges", "GET", "/api/v0/charges/", SIM_SCOPE_BILLING_READ, 1, handle_charges },
  { "invoices", "GET", "/api/v1/invoices/", SIM_SCOPE_BILLING_READ, 3, handle_invoices },
  { NULL },
};
