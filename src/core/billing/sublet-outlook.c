/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-outlook-private.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-forecast.h"

/* Of which days the charges are wanted beside those of the month: those that the traffic is of. */
#define DAYS_BEFORE 2

G_DEFINE_FINAL_TYPE (SubletOutlook, sublet_outlook, G_TYPE_OBJECT)

static guint changed_signal;

/**
 * sublet_outlook_get_now_us: (skip)
 * @self: an outlook
 *
 * Returns: service time
 */
gint64
sublet_outlook_get_now_us (SubletOutlook *self)
{
  return sublet_clock_get_service_us (sublet_rental_engine_get_clock (self->engine));
}

/* The credit pays for what is no rental too. */
static void
tell_engine (SubletOutlook *self)
{
  g_autoptr (SubletBurn) burn = sublet_outlook_make_burn (self);
  gint64 beside_nusd =
    sublet_money_add (burn->parts[SUBLET_BURN_KIND_VOLUME].rate_nusd, burn->traffic_nusd);

  sublet_rental_engine_set_beside_rate_nusd (self->engine, MAX (beside_nusd, 0));
}

/**
 * sublet_outlook_emit_changed: (skip)
 * @self: an outlook of which something is another
 */
void
sublet_outlook_emit_changed (SubletOutlook *self)
{
  tell_engine (self);
  g_signal_emit (self, changed_signal, 0);
}

static bool
has_budget (SubletOutlook *self)
{
  return sublet_outlook_get_budget_uusd (self, SUBLET_BUDGET_PERIOD_DAY) > 0 ||
         sublet_outlook_get_budget_uusd (self, SUBLET_BUDGET_PERIOD_MONTH) > 0;
}

/* ---- charges ---- */

static gint64
get_first_day_us (gint64 now_us)
{
  return MIN (sublet_forecast_get_month_start_us (now_us),
              sublet_charge_day_floor (now_us) - DAYS_BEFORE * G_TIME_SPAN_DAY);
}

/* All that are known: there may be years, of which only these days are looked at. */
static void
read_charges (SubletOutlook *self)
{
  SubletSpend *spend = sublet_charge_history_get_spend (self->history);

  g_clear_pointer (&self->spend, sublet_spend_unref);
  self->spend = spend != NULL ? sublet_spend_ref (spend) : NULL;
  self->spend_known_at_us =
    spend != NULL
      ? sublet_spend_get_known_at_us (spend,
                                      sublet_charge_day_floor (sublet_outlook_get_now_us (self)))
      : 0;
}

/* What was told is of each account another. */
static void
take_account (SubletOutlook *self)
{
  self->account_id = sublet_charge_history_get_account (self->history);
  sublet_outlook_load_warnings (self);
}

static void
on_charges_changed (SubletOutlook *self)
{
  read_charges (self);
  if (sublet_charge_history_get_account (self->history) != self->account_id)
    take_account (self);
  sublet_outlook_emit_changed (self);
}

/* ---- asking ---- */

static void
update_asking (SubletOutlook *self)
{
  bool wanted = self->n_watching > 0 || has_budget (self);
  gint64 now_us = sublet_outlook_get_now_us (self);
  gint64 until_us = sublet_forecast_get_month_end_us (now_us);

  self->day_us = sublet_charge_day_floor (now_us);
  if (self->watches_volumes != wanted)
    sublet_idle_volumes_set_watched (self->volumes, wanted);
  self->watches_volumes = wanted;
  if (!wanted || self->history == NULL || now_us <= 0)
    g_clear_object (&self->watch);
  else if (self->watch == NULL)
    self->watch = sublet_charge_watch_new (self->history, get_first_day_us (now_us), until_us);
  else
    sublet_charge_watch_set_range (self->watch, get_first_day_us (now_us), until_us);
}

/* What was known of the present day is of another when the next one has begun. */
static void
on_engine_known (SubletOutlook *self)
{
  if (sublet_charge_day_floor (sublet_outlook_get_now_us (self)) != self->day_us)
    {
      if (self->history != NULL)
        read_charges (self);
      update_asking (self);
    }
  sublet_outlook_emit_changed (self);
}

static void
on_budget_changed (SubletOutlook *self)
{
  update_asking (self);
  sublet_outlook_emit_changed (self);
}

/* ---- object ---- */

static void
sublet_outlook_dispose (GObject *object)
{
  SubletOutlook *self = SUBLET_OUTLOOK (object);

  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  if (self->watches_volumes)
    sublet_idle_volumes_set_watched (self->volumes, FALSE);
  self->watches_volumes = false;
  g_clear_object (&self->watch);
  g_clear_object (&self->history);
  g_clear_object (&self->volumes);
  g_clear_object (&self->engine);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_outlook_parent_class)->dispose (object);
}

static void
sublet_outlook_finalize (GObject *object)
{
  g_clear_pointer (&SUBLET_OUTLOOK (object)->spend, sublet_spend_unref);

  G_OBJECT_CLASS (sublet_outlook_parent_class)->finalize (object);
}

static void
sublet_outlook_class_init (SubletOutlookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_outlook_dispose;
  object_class->finalize = sublet_outlook_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_outlook_init (SubletOutlook *self)
{
}

static void
follow (SubletOutlook *self, gpointer object, const char *signal, GCallback callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * sublet_outlook_new:
 * @engine: what is rented
 * @client: the service
 * @settings: the budgets
 *
 * Returns: (transfer full): an outlook that knows no charges yet
 */
SubletOutlook *
sublet_outlook_new (SubletRentalEngine *engine, SubletClient *client, SubletSettings *settings)
{
  SubletOutlook *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_OUTLOOK, NULL);
  self->engine = g_object_ref (engine);
  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->volumes = sublet_idle_volumes_dup_shared (engine);
  follow (self, engine, "notify::known-at-us", G_CALLBACK (on_engine_known));
  follow (self, engine, "notify::knowledge", G_CALLBACK (sublet_outlook_emit_changed));
  follow (self, engine, "notify::burn-rate-nusd", G_CALLBACK (sublet_outlook_emit_changed));
  follow (self, engine, "notify::account", G_CALLBACK (sublet_outlook_emit_changed));
  follow (self, self->volumes, "notify::known-at-us", G_CALLBACK (sublet_outlook_emit_changed));
  follow (self, settings, "notify::daily-budget", G_CALLBACK (on_budget_changed));
  follow (self, settings, "notify::monthly-budget", G_CALLBACK (on_budget_changed));
  update_asking (self);

  return self;
}

/**
 * sublet_outlook_set_history:
 * @self: an outlook
 * @history: the charges, of which others may look at more
 *
 * Whose the outlook is, the history says.
 */
void
sublet_outlook_set_history (SubletOutlook *self, SubletChargeHistory *history)
{
  g_return_if_fail (SUBLET_IS_OUTLOOK (self));
  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  self->history = g_object_ref (history);
  follow (self, history, "changed", G_CALLBACK (on_charges_changed));
  on_charges_changed (self);
  update_asking (self);
}

/**
 * sublet_outlook_get_account:
 * @self: an outlook
 *
 * Returns: whose it is; 0: nobody's, or not known
 */
gint64
sublet_outlook_get_account (SubletOutlook *self)
{
  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), 0);

  return self->account_id;
}

/**
 * sublet_outlook_set_watched:
 * @self: an outlook
 * @watched: whether one more, or one fewer, looks
 */
void
sublet_outlook_set_watched (SubletOutlook *self, gboolean watched)
{
  g_return_if_fail (SUBLET_IS_OUTLOOK (self));
  g_return_if_fail (watched || self->n_watching > 0);

  self->n_watching += watched ? 1 : -1;
  update_asking (self);
}

/**
 * sublet_outlook_get_engine:
 * @self: an outlook
 *
 * Returns: (transfer none): what knows what is rented
 */
SubletRentalEngine *
sublet_outlook_get_engine (SubletOutlook *self)
{
  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), NULL);

  return self->engine;
}

/**
 * sublet_outlook_make_burn:
 * @self: an outlook
 *
 * Returns: (transfer full): what is paid for now
 */
SubletBurn *
sublet_outlook_make_burn (SubletOutlook *self)
{
  SubletBurn *burn;

  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), NULL);

  burn = sublet_burn_new ();
  sublet_burn_add_rentals (burn, sublet_rental_engine_get_rentals (self->engine));
  if (sublet_idle_volumes_get_knowledge (self->volumes) != SUBLET_KNOWLEDGE_NEVER)
    sublet_burn_add_volumes (burn, sublet_idle_volumes_get_all (self->volumes));
  if (self->spend != NULL)
    sublet_burn_add_traffic (burn, self->spend, self->spend_known_at_us);

  return burn;
}

/**
 * sublet_outlook_get_error:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): why days of charges were not answered last;
 *   SUBLET_ERROR_FORBIDDEN: the key may not read the bill
 */
const GError *
sublet_outlook_get_error (SubletOutlook *self)
{
  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), NULL);

  return self->history != NULL ? sublet_charge_history_get_error (self->history) : NULL;
}

/**
 * sublet_outlook_retry:
 * @self: an outlook
 *
 * Asks now for the days that somebody wants and that are due, without the pause after a failure;
 * first of all whose the key is, where that is not known, whether somebody looks or not.
 */
void
sublet_outlook_retry (SubletOutlook *self)
{
  g_return_if_fail (SUBLET_IS_OUTLOOK (self));

  if (self->history != NULL)
    sublet_charge_history_retry (self->history);
}

/**
 * sublet_outlook_get_budget_uusd:
 * @self: an outlook
 * @period: a day or a month
 *
 * Returns: what a person wants to spend in it; 0: there is no budget
 */
gint64
sublet_outlook_get_budget_uusd (SubletOutlook *self, SubletBudgetPeriod period)
{
  double usd = 0;
  gint64 budget_uusd;

  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), 0);

  g_object_get (self->settings,
                period == SUBLET_BUDGET_PERIOD_DAY ? "daily-budget" : "monthly-budget",
                &usd,
                NULL);

  return sublet_money_uusd_from_usd (usd, &budget_uusd) ? budget_uusd : 0;
}
