/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-money.h"

/* Source: fact sheet 7.1. There is no nickname; balance is 0 on accounts that prepay. */
static void
handle_current_user (SimExchange *exchange)
{
  const SimAccount *account = exchange->account;
  gint64 credit_uusd = sim_world_get_credit_uusd (exchange->world, exchange->account);
  SimJson json;

  sim_reply_begin (exchange, &json);
  sim_json_int (&json, "id", account->id);
  sim_json_int (&json, "key_id", exchange->key != NULL ? exchange->key->id : 0);
  sim_json_string (&json, "username", account->username);
  sim_json_string (&json, "fullname", account->fullname);
  sim_json_string (&json, "email", account->email);
  sim_json_bool (&json, "email_verified", true);
  sim_json_int (&json, "balance", 0);
  sim_json_double (&json, "credit", sublet_money_usd_from_uusd (credit_uusd));
  sim_json_double (&json, "balance_threshold", 5);
  sim_json_bool (&json, "balance_threshold_enabled", true);
  sim_json_null (&json, "autobill_threshold");
  sim_json_null (&json, "autobill_amount");
  sim_json_int (&json, "billing_creditonly", 1);
  sim_json_bool (&json, "can_pay", true);
  sim_json_bool (&json, "has_billing", true);
  sim_json_bool (&json, "has_payout", false);
  sim_json_null (&json, "last4");
  sim_json_double (&json, "billed_expected", 0);
  sim_json_double (&json, "billed_verified", 0);
  sim_json_double (&json, "paid_expected", 0);
  sim_json_double (&json, "paid_verified", 0);
  sim_json_bool (&json, "got_signup_credit", false);
  sim_json_bool (&json, "password_resettable", true);
  sim_json_null (&json, "paypal_email");
  sim_json_null (&json, "billaddress_country");
  sim_json_string (&json, "tfa_status", "disabled");
  sim_json_null (&json, "ssh_key");
  /* The real object carries a legacy key here, which clients must drop. */
  sim_json_string (&json, "api_key", "0000-legacy-key-drop-me");
  sim_json_string (&json, "sid", "0000-session-drop-me");
  sim_reply_end (exchange, &json);
}

const SimRoute sim_account_routes[] = {
  { "user", "GET", "/api/v0/users/current/", SIM_SCOPE_USER_READ, 0, handle_current_user },
  { NULL },
};
