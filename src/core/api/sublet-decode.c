/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-api-error-private.h"
#include "core/api/sublet-client.h"
#include "core/api/sublet-offer-decoder-private.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <math.h>

/**
 * sublet_decode_is_refused: (skip)
 * @envelope: (nullable): what a 2xx reply holds beside its rows
 * @error: what the service says
 *
 * Some failures come with status 200. Source: fact sheet 9.1.
 *
 * Returns: whether the service refused after all
 */
bool
sublet_decode_is_refused (JsonObject *envelope, GError **error)
{
  g_auto (SubletApiAnswer) answer = { 0 };

  sublet_api_answer_read_object (&answer, 200, envelope);
  if (envelope == NULL || !answer.success_false)
    return false;

  g_propagate_error (error, sublet_api_answer_make_error (&answer));
  return true;
}

static void
fail (GError **error, const char *what)
{
  g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, what);
}

/* ---- offers ---- */

static gpointer
begin_offers (void)
{
  return sublet_offer_decoder_new ();
}

static bool
feed_offers (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_offer_decoder_feed (state, text, length, error);
}

static SubletOfferPage *
make_offer_page (SubletOfferDecoder *decoder, const SubletReplyTimes *times)
{
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = sublet_offer_decoder_steal_rows (decoder);
  page->skipped_rows = sublet_offer_decoder_get_n_skipped (decoder);
  page->known_at_us = times->received_at_us;

  return page;
}

static gpointer
end_offers (gpointer state, const SubletReplyTimes *times, GError **error)
{
  SubletOfferDecoder *decoder = state;
  SubletOfferPage *page;

  if (!sublet_offer_decoder_finish (decoder, error) ||
      sublet_decode_is_refused (sublet_offer_decoder_get_envelope (decoder), error))
    return NULL;
  if (!sublet_offer_decoder_get_found (decoder))
    {
      fail (error, "the reply holds no list of offers");
      return NULL;
    }

  page = make_offer_page (decoder, times);
  page->truncated =
    sublet_json_opt_bool (sublet_offer_decoder_get_envelope (decoder), "truncated", false);

  return page;
}

static gpointer
salvage_offers (gpointer state, const SubletReplyTimes *times)
{
  g_autoptr (SubletOfferPage) page = make_offer_page (state, times);

  return page->rows->len > 0 ? g_steal_pointer (&page) : NULL;
}

static void
free_offers (gpointer state)
{
  sublet_offer_decoder_free (state);
}

const SubletDecoding sublet_decode_offers = {
  .begin = begin_offers,
  .feed = feed_offers,
  .end = end_offers,
  .salvage = salvage_offers,
  .free_state = free_offers,
  .free_result = (GDestroyNotify) sublet_offer_page_free,
};

/* ---- a page of instances, and one instance ---- */

typedef struct
{
  SubletJsonRows *rows; /* (owned) */
  GArray *data;         /* (owned) (element-type SubletInstanceData): when they came is not known */
} Instances;

static bool
take_instance (const char *text, gsize length, gpointer user_data)
{
  Instances *instances = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  SubletInstanceData data;

  if (node == NULL || !sublet_instance_data_read (json_node_get_object (node), &data))
    return false;

  g_array_append_val (instances->data, data);
  return true;
}

static gpointer
begin_instances (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_instance };
  Instances *instances = g_new0 (Instances, 1);

  instances->rows = sublet_json_rows_new ("instances", &sink, instances);
  instances->data = g_array_new (FALSE, FALSE, sizeof (SubletInstanceData));
  g_array_set_clear_func (instances->data, (GDestroyNotify) sublet_instance_data_clear);

  return instances;
}

static bool
feed_instances (gpointer state, const char *text, gsize length, GError **error)
{
  Instances *instances = state;

  return sublet_json_rows_feed (instances->rows, text, length, error);
}

static void
free_instances (gpointer state)
{
  Instances *instances = state;

  sublet_json_rows_free (instances->rows);
  g_array_unref (instances->data);
  g_free (instances);
}

static SubletInstance *
make_instance (Instances *instances, guint i, const SubletReplyTimes *times)
{
  return sublet_instance_new_take (&g_array_index (instances->data, SubletInstanceData, i),
                                   times->received_at_us);
}

static gpointer
end_page (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Instances *instances = state;
  JsonObject *envelope;
  SubletInstancePage *page;
  guint i;

  if (!sublet_json_rows_finish (instances->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (instances->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  /* `instances` may be null; a reply without it is no list. */
  if (!sublet_json_rows_get_found (instances->rows) &&
      (envelope == NULL || !json_object_has_member (envelope, "instances")))
    {
      fail (error, "the reply holds no list of instances");
      return NULL;
    }

  page = g_new0 (SubletInstancePage, 1);
  page->instances = g_ptr_array_new_with_free_func (g_object_unref);
  sublet_page_read (&page->page, instances->rows, "total_instances", times);
  for (i = 0; i < instances->data->len; i++)
    g_ptr_array_add (page->instances, make_instance (instances, i, times));

  return page;
}

/* An object or an array of one under the plural name, an object on its own, or null. */
static gpointer
end_instance (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Instances *instances = state;
  JsonObject *envelope;
  SubletInstanceData data;

  if (!sublet_json_rows_finish (instances->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (instances->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;

  if (instances->data->len == 1)
    return make_instance (instances, 0, times);
  if (sublet_json_rows_get_n_skipped (instances->rows) > 0 || instances->data->len > 1)
    {
      fail (error, "the reply holds no single instance");
      return NULL;
    }
  if (sublet_json_rows_get_found (instances->rows) ||
      (envelope != NULL && json_object_has_member (envelope, "instances") &&
       !sublet_json_has_value (envelope, "instances")))
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_NOT_FOUND,
                           "the service does not know this instance");
      return NULL;
    }
  if (envelope != NULL && sublet_instance_data_read (envelope, &data))
    return sublet_instance_new_take (&data, times->received_at_us);

  fail (error, "the reply holds no instance");
  return NULL;
}

const SubletDecoding sublet_decode_instance_page = {
  .begin = begin_instances,
  .feed = feed_instances,
  .end = end_page,
  .free_state = free_instances,
  .free_result = (GDestroyNotify) sublet_instance_page_free,
};

const SubletDecoding sublet_decode_instance = {
  .begin = begin_instances,
  .feed = feed_instances,
  .end = end_instance,
  .free_state = free_instances,
  .free_result = g_object_unref,
};

/**
 * sublet_instance_page_free: (skip)
 * @page: (transfer full): a page
 */
void
sublet_instance_page_free (SubletInstancePage *page)
{
  g_ptr_array_unref (page->instances);
  sublet_page_clear (&page->page);
  g_free (page);
}

/* ---- one small object ---- */

static gpointer
begin_object (void)
{
  return sublet_json_rows_new (NULL, NULL, NULL);
}

static bool
feed_object (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_json_rows_feed (state, text, length, error);
}

static void
free_object (gpointer state)
{
  sublet_json_rows_free (state);
}

/* Source: fact sheet 7.1. `api_key`, `ssh_key` and `sid` are not looked at. */
static gpointer
end_account (gpointer state, const SubletReplyTimes *times, GError **error)
{
  JsonObject *object;
  SubletAccountData data = { 0 };

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  object = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (object, error) ||
      !sublet_json_need_int (object, "id", &data.id, error))
    return NULL;

  data.username = sublet_json_dup_opt_string (object, "username");
  data.nickname = sublet_json_dup_opt_string (object, "nickname");
  data.email = sublet_json_dup_opt_string (object, "email");
  data.credit_uusd = sublet_json_opt_amount_uusd (object, "credit");
  data.balance_uusd = sublet_json_opt_amount_uusd (object, "balance");
  data.balance_threshold_uusd = sublet_json_opt_amount_uusd (object, "balance_threshold");
  data.balance_threshold_enabled =
    sublet_json_opt_bool (object, "balance_threshold_enabled", false);
  data.autobill_threshold_uusd = sublet_json_opt_amount_uusd (object, "autobill_threshold");
  data.autobill_amount_uusd = sublet_json_opt_amount_uusd (object, "autobill_amount");

  return sublet_account_new_take (&data, times->received_at_us);
}

const SubletDecoding sublet_decode_account = {
  .begin = begin_object,
  .feed = feed_object,
  .end = end_account,
  .free_state = free_object,
  .free_result = g_object_unref,
};

/* A success, or an answer that has what only a success has. Source: fact sheet 5.6. */
static gpointer
end_prepayment (gpointer state, const SubletReplyTimes *times, GError **error)
{
  JsonObject *object;
  SubletPrepayment *prepayment;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  object = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (object, error))
    return NULL;
  if (!sublet_json_opt_bool (object, "success", false) &&
      !sublet_json_has_value (object, "discount_rate"))
    {
      fail (error, "the reply does not say that it was prepaid");
      return NULL;
    }

  prepayment = g_new0 (SubletPrepayment, 1);
  prepayment->months = sublet_json_opt_double (object, "timescale", NAN);
  prepayment->discount = sublet_json_opt_double (object, "discount_rate", NAN);

  return prepayment;
}

const SubletDecoding sublet_decode_prepayment = {
  .begin = begin_object,
  .feed = feed_object,
  .end = end_prepayment,
  .free_state = free_object,
  .free_result = g_free,
};

static gpointer
end_balance (gpointer state, const SubletReplyTimes *times, GError **error)
{
  JsonObject *object;
  SubletPrepaidBalance *balance;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  object = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (object, error))
    return NULL;

  balance = g_new0 (SubletPrepaidBalance, 1);
  balance->refundable_uusd = sublet_json_opt_amount_uusd (object, "refundable_deposit");
  balance->saved_uusd = sublet_json_opt_amount_uusd (object, "total_discount");
  balance->months = sublet_json_opt_double (object, "discount_months", NAN);
  if (balance->refundable_uusd == SUBLET_MONEY_UNKNOWN)
    {
      g_free (balance);
      fail (error, "the reply does not say what of the deposit is left");
      return NULL;
    }

  return balance;
}

const SubletDecoding sublet_decode_balance = {
  .begin = begin_object,
  .feed = feed_object,
  .end = end_balance,
  .free_state = free_object,
  .free_result = g_free,
};

/* Of what is never asked twice: an answer without the word proves nothing. */
static gpointer
end_success (gpointer state, const SubletReplyTimes *times, GError **error)
{
  JsonObject *object;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  object = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (object, error))
    return NULL;
  if (!sublet_json_opt_bool (object, "success", false))
    {
      fail (error, "the reply does not say that it was done");
      return NULL;
    }

  return g_strdup ("");
}

const SubletDecoding sublet_decode_success = {
  .begin = begin_object,
  .feed = feed_object,
  .end = end_success,
  .free_state = free_object,
  .free_result = g_free,
};

static gpointer
end_nothing (gpointer state, const SubletReplyTimes *times, GError **error)
{
  if (!sublet_json_rows_finish (state, error) ||
      sublet_decode_is_refused (sublet_json_rows_get_envelope (state), error))
    return NULL;

  return g_strdup ("");
}

const SubletDecoding sublet_decode_nothing = {
  .begin = begin_object,
  .feed = feed_object,
  .end = end_nothing,
  .free_state = free_object,
  .free_result = g_free,
};
