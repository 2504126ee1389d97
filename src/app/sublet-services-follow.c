/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-services-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include <stdbool.h>

/* The engine works for the account that the key belongs to, once both are known. What a key that
 * was taken away in mid-work has rented stays as it was known. */
void
sublet_services_update_account (SubletServices *self)
{
  if (!self->engine_open)
    return;

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_SIGNED_IN:
      if (sublet_session_get_account_known (self->session))
        sublet_rental_engine_set_account (self->engine,
                                          sublet_session_get_account (self->session),
                                          TRUE);
      else
        sublet_rental_engine_await_account (self->engine, sublet_session_get_error (self->session));
      break;
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      sublet_rental_engine_set_account (self->engine, NULL, FALSE);
      break;
    case SUBLET_SESSION_STATE_STARTING:
      sublet_rental_engine_await_account (self->engine, NULL);
      break;
    case SUBLET_SESSION_STATE_REJECTED:
    default:
      break;
    }
}

/* There is a key, but not the service's word for whose it is: that is still to come, or is refused
 * since the start. */
static bool
is_awaited (SubletServices *self)
{
  SubletSessionState state = sublet_session_get_state (self->session);

  return !sublet_account_memory_get_confirmed (self->memory) &&
         (state == SUBLET_SESSION_STATE_SIGNED_IN || state == SUBLET_SESSION_STATE_REJECTED);
}

/* The service has answered, and the key may not know whose it is. */
static bool
is_hidden (SubletServices *self)
{
  return sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN &&
         sublet_session_get_account_known (self->session) &&
         sublet_session_get_account (self->session) == NULL;
}

/* As the service says whose the key is, or as it is remembered as long as the service has not said:
 * then what is kept is shown, with why nothing newer is. */
static void
tell_whose_bill_it_is (SubletServices *self, gint64 account_id)
{
  const GError *error = sublet_session_get_error (self->session);
  g_autoptr (GError) hidden = NULL;

  if (is_hidden (self))
    {
      hidden = g_error_new (SUBLET_ERROR, SUBLET_ERROR_ACCOUNT_HIDDEN, "the key lacks user_read");
      error = hidden;
    }

  if (!is_awaited (self) && hidden == NULL)
    {
      if (self->charges != NULL)
        sublet_charge_history_set_account (self->charges, account_id);
      sublet_payments_set_account (self->payments, account_id);
    }
  else
    {
      if (self->charges != NULL)
        sublet_charge_history_await_account (self->charges, account_id, error);
      sublet_payments_await_account (self->payments, account_id, error);
    }
}

/**
 * sublet_services_update_bill: (skip)
 * @self: services with their parts
 *
 * Nobody sees another account's bill, nor one that a key which may not say whose it is has not
 * asked for. What a key that is not accepted any more has shown stays; of one that was not accepted
 * since the start, what is remembered stays, with that as the reason why nothing is newer.
 */
void
sublet_services_update_bill (SubletServices *self)
{
  gint64 account_id = sublet_account_memory_get_account_id (self->memory);

  if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED &&
      sublet_account_memory_get_confirmed (self->memory))
    return;

  tell_whose_bill_it_is (self, account_id);
}

/* Why it is not known whose key it is. */
static void
on_session_error (SubletServices *self)
{
  if (sublet_session_get_account_known (self->session))
    return;

  sublet_services_update_account (self);
  sublet_services_update_bill (self);
}

static void
on_session_state (SubletServices *self)
{
  SubletSessionState state = sublet_session_get_state (self->session);

  sublet_services_update_account (self);
  if (state == SUBLET_SESSION_STATE_SIGNED_IN)
    sublet_market_refresh (self->market);
  else if (state == SUBLET_SESSION_STATE_SIGNED_OUT)
    sublet_market_clear (self->market);
}

void
sublet_services_update_caps (SubletServices *self)
{
  SubletSpendCaps caps = { 0, 0 };

  if (self->engine == NULL)
    return;

  /* The schema's ranges lie within what the conversions take. */
  sublet_money_nusd_from_usd (sublet_settings_get_spend_cap_per_hour (self->settings),
                              &caps.per_hour_nusd);
  sublet_money_uusd_from_usd (sublet_settings_get_spend_cap_per_day (self->settings),
                              &caps.per_day_uusd);
  sublet_rental_engine_set_caps (self->engine, &caps);
}

void
sublet_services_update_patience (SubletServices *self)
{
  if (self->engine == NULL)
    return;

  sublet_rental_engine_set_patience (self->engine,
                                     sublet_settings_get_give_up_minutes (self->settings) *
                                       G_TIME_SPAN_MINUTE);
}

void
sublet_services_update_idle_rule (SubletServices *self)
{
  SubletIdleRule rule;

  if (self->engine == NULL)
    return;

  rule.below_percent = sublet_settings_get_idle_percent (self->settings);
  rule.after_us = sublet_settings_get_idle_minutes (self->settings) * G_TIME_SPAN_MINUTE;
  sublet_rental_engine_set_idle_rule (self->engine, &rule);
}

/**
 * sublet_services_follow_session: (skip)
 * @self: services whose parts were just made
 */
void
sublet_services_follow_session (SubletServices *self)
{
  g_signal_connect_object (self->session,
                           "notify::state",
                           G_CALLBACK (on_session_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::account-known",
                           G_CALLBACK (sublet_services_update_account),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::error",
                           G_CALLBACK (on_session_error),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine,
                           "account-wanted",
                           G_CALLBACK (sublet_session_refresh),
                           self->session,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::account",
                           G_CALLBACK (sublet_services_update_account),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->memory,
                           "changed",
                           G_CALLBACK (sublet_services_update_bill),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->payments,
                           "account-wanted",
                           G_CALLBACK (sublet_session_refresh),
                           self->session,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_services_leave_session: (skip)
 * @self: services whose parts are given up
 *
 * What is under way, as a key check or something that is read from the cache, outlives that, and
 * must find nobody here who would ask parts that are not there any more.
 */
void
sublet_services_leave_session (SubletServices *self)
{
  if (self->session == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (self->memory, self);
  sublet_session_stop (self->session);
}

void
sublet_services_on_network_changed (SubletServices *self, gboolean available)
{
  if (!available || self->session == NULL)
    return;

  if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN)
    {
      sublet_rental_engine_refresh (self->engine);
      sublet_market_refresh (self->market);
      sublet_outlook_retry (self->outlook);
      sublet_payments_retry (self->payments);
      sublet_account_keys_check (self->keys, 0);
    }
}
