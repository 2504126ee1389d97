/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-client.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <math.h>

/* Replies that are one small object: an account, a deposit, that something was done. */

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
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_account,
  .free_state = sublet_decode_free_object,
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
      sublet_decode_fail (error, "the reply does not say that it was prepaid");
      return NULL;
    }

  prepayment = g_new0 (SubletPrepayment, 1);
  prepayment->months = sublet_json_opt_double (object, "timescale", NAN);
  prepayment->discount = sublet_json_opt_double (object, "discount_rate", NAN);

  return prepayment;
}

const SubletDecoding sublet_decode_prepayment = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_prepayment,
  .free_state = sublet_decode_free_object,
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
      sublet_decode_fail (error, "the reply does not say what of the deposit is left");
      return NULL;
    }

  return balance;
}

const SubletDecoding sublet_decode_balance = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_balance,
  .free_state = sublet_decode_free_object,
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
      sublet_decode_fail (error, "the reply does not say that it was done");
      return NULL;
    }

  return g_strdup ("");
}

const SubletDecoding sublet_decode_success = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_success,
  .free_state = sublet_decode_free_object,
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
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_nothing,
  .free_state = sublet_decode_free_object,
  .free_result = g_free,
};
