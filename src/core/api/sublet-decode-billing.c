/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"
#include "core/model/sublet-invoice-kind.h"

#include <string.h>

/* Source: fact sheet 7.2 and 7.3. */
#define INSTANCE_SOURCE "instance-"

/* ---- one row ---- */

static SubletChargeKind
find_charge_kind (const char *type)
{
  static const char *const words[] = {
    [SUBLET_CHARGE_KIND_GPU] = "gpu",
    [SUBLET_CHARGE_KIND_DISK] = "disk",
    [SUBLET_CHARGE_KIND_DOWNLOAD] = "bwd",
    [SUBLET_CHARGE_KIND_UPLOAD] = "bwu",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (type, words[i]) == 0)
        return (SubletChargeKind) i;
    }

  return SUBLET_CHARGE_KIND_OTHER;
}

static void
read_parts (JsonArray *items, SubletChargeData *data)
{
  guint i;

  for (i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      g_autofree char *type = NULL;
      SubletChargeKind kind;
      gint64 amount_uusd;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      amount_uusd = sublet_json_opt_amount_uusd (json_node_get_object (node), "amount");
      if (amount_uusd == SUBLET_MONEY_UNKNOWN)
        continue;
      type = sublet_json_dup_opt_string (json_node_get_object (node), "type");
      kind = find_charge_kind (type);
      data->parts_uusd[kind] = sublet_money_add (data->parts_uusd[kind], amount_uusd);
    }
}

/* Amounts are rounded one by one, so the parts may miss the sum by some tenths of a cent; the sum
 * counts, and what no part explains is kept as OTHER. */
static void
read_rest (SubletChargeData *data)
{
  gint64 sum_uusd = 0;
  gsize i;

  for (i = 0; i < SUBLET_N_CHARGE_KINDS; i++)
    sum_uusd = sublet_money_add (sum_uusd, data->parts_uusd[i]);
  if (sum_uusd < data->amount_uusd)
    data->parts_uusd[SUBLET_CHARGE_KIND_OTHER] += data->amount_uusd - sum_uusd;
}

static gint64
read_instance_id (const char *source)
{
  guint64 id = 0;

  if (source == NULL || !g_str_has_prefix (source, INSTANCE_SOURCE))
    return 0;

  return g_ascii_string_to_unsigned (source + strlen (INSTANCE_SOURCE),
                                     10,
                                     1,
                                     G_MAXINT64,
                                     &id,
                                     NULL)
           ? (gint64) id
           : 0;
}

static gpointer
read_charge (JsonObject *object)
{
  g_auto (SubletChargeData) data = { 0 };

  data.amount_uusd = sublet_json_opt_amount_uusd (object, "amount");
  if (data.amount_uusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  data.start_us = sublet_json_opt_epoch_us (object, "start");
  data.end_us = sublet_json_opt_epoch_us (object, "end");
  data.type = sublet_json_dup_opt_string (object, "type");
  data.source = sublet_json_dup_opt_string (object, "source");
  data.description = sublet_json_dup_opt_string (object, "description");
  data.label =
    sublet_json_dup_opt_string (sublet_json_get_opt_object (object, "metadata"), "label");
  data.instance_id = read_instance_id (data.source);
  read_parts (sublet_json_get_opt_array (object, "items"), &data);
  read_rest (&data);

  return sublet_charge_new_take (&data);
}

static gpointer
read_invoice (JsonObject *object)
{
  JsonObject *metadata = sublet_json_get_opt_object (object, "metadata");
  g_auto (SubletInvoiceData) data = { 0 };
  g_autofree char *type = sublet_json_dup_opt_string (object, "type");

  data.amount_uusd = sublet_json_opt_amount_uusd (object, "amount");
  data.when_us = sublet_json_opt_epoch_us (object, "start");
  if (data.amount_uusd == SUBLET_MONEY_UNKNOWN || data.when_us == 0)
    return NULL;

  data.kind = sublet_invoice_kind_from_word (type);
  if (data.kind != SUBLET_INVOICE_KIND_TRANSFER && data.kind != SUBLET_INVOICE_KIND_PAYOUT)
    data.amount_uusd = -data.amount_uusd;
  data.paid_us = sublet_json_opt_epoch_us (object, "end");
  data.source = sublet_json_dup_opt_string (object, "source");
  data.description = sublet_json_dup_opt_string (object, "description");
  data.id = MAX (sublet_json_opt_int (metadata, "invoice_id", 0), 0);
  data.service = sublet_json_dup_opt_string (metadata, "service");

  return sublet_invoice_new_take (&data);
}

/* ---- one page ---- */

typedef gpointer (*ReadRow) (JsonObject *object);

typedef struct
{
  SubletJsonRows *rows; /* (owned) */
  GPtrArray *results;   /* (owned) (element-type GObject) */
  ReadRow read_row;
} Results;

static bool
take_row (const char *text, gsize length, gpointer user_data)
{
  Results *results = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  gpointer row = node != NULL ? results->read_row (json_node_get_object (node)) : NULL;

  if (row == NULL)
    return false;

  g_ptr_array_add (results->results, row);
  return true;
}

static gpointer
begin (ReadRow read_row)
{
  static const SubletJsonRowSink sink = { .take_row = take_row };
  Results *results = g_new0 (Results, 1);

  results->rows = sublet_json_rows_new ("results", &sink, results);
  results->results = g_ptr_array_new_with_free_func (g_object_unref);
  results->read_row = read_row;

  return results;
}

static gpointer
begin_charges (void)
{
  return begin (read_charge);
}

static gpointer
begin_invoices (void)
{
  return begin (read_invoice);
}

static bool
feed (gpointer state, const char *text, gsize length, GError **error)
{
  Results *results = state;

  return sublet_json_rows_feed (results->rows, text, length, error);
}

static void
free_results (gpointer state)
{
  Results *results = state;

  sublet_json_rows_free (results->rows);
  g_ptr_array_unref (results->results);
  g_free (results);
}

static gpointer
end (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Results *results = state;
  JsonObject *envelope;
  SubletBillingPage *page;

  if (!sublet_json_rows_finish (results->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (results->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  if (!sublet_json_rows_get_found (results->rows) &&
      (envelope == NULL || !json_object_has_member (envelope, "results")))
    {
      sublet_decode_fail (error, "the reply holds no list of results");
      return NULL;
    }

  page = g_new0 (SubletBillingPage, 1);
  page->results = g_ptr_array_ref (results->results);
  sublet_page_read (&page->page, results->rows, "total", times);

  return page;
}

const SubletDecoding sublet_decode_charges = {
  .begin = begin_charges,
  .feed = feed,
  .end = end,
  .free_state = free_results,
  .free_result = (GDestroyNotify) sublet_billing_page_free,
};

const SubletDecoding sublet_decode_invoices = {
  .begin = begin_invoices,
  .feed = feed,
  .end = end,
  .free_state = free_results,
  .free_result = (GDestroyNotify) sublet_billing_page_free,
};

/**
 * sublet_billing_page_free: (skip)
 * @page: (transfer full): a page
 */
void
sublet_billing_page_free (SubletBillingPage *page)
{
  g_ptr_array_unref (page->results);
  sublet_page_clear (&page->page);
  g_free (page);
}
