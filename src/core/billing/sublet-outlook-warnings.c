/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-outlook-private.h"

#include <string.h>

/* What a person was told of the budgets, in this process and others. */

/* One reading; of another account by the time it is there, it is dropped. */
typedef struct
{
  SubletOutlook *outlook; /* (owned) */
  gint64 account_id;
} Loading;

static void
on_warnings_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (SubletOutlook) self = loading->outlook;
  SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS] = { 0 };
  g_autoptr (GError) error = NULL;

  /* Without a cache it may be told twice. */
  if (!sublet_budget_memory_load_finish (SUBLET_DATABASE (source), result, warnings, &error))
    g_info ("not read from the cache: %s", error->message);
  if (self->account_id != loading->account_id)
    return;

  memcpy (self->warnings, warnings, sizeof warnings);
  self->warned_account_id = self->account_id;
  sublet_outlook_emit_changed (self);
}

/**
 * sublet_outlook_load_warnings: (skip)
 * @self: an outlook whose account is another now
 *
 * Nobody is told before it has been read what was told.
 */
void
sublet_outlook_load_warnings (SubletOutlook *self)
{
  Loading *loading;

  self->warned_account_id = 0;
  if (self->account_id == 0)
    return;

  loading = g_new0 (Loading, 1);
  loading->outlook = g_object_ref (self);
  loading->account_id = self->account_id;
  sublet_budget_memory_load_async (sublet_charge_history_get_database (self->history),
                                   sublet_client_get_server (self->client),
                                   self->account_id,
                                   on_warnings_loaded,
                                   loading);
}

/**
 * sublet_outlook_take_warning:
 * @self: an outlook
 * @period: the present UTC day or month
 * @level: (out): how its budget stands
 * @spent: (out caller-allocates): what was spent of it
 *
 * A level is told once in a period, also by another process of the same profile.
 *
 * Returns: whether @level is to be told now, and was not yet
 */
gboolean
sublet_outlook_take_warning (SubletOutlook *self,
                             SubletBudgetPeriod period,
                             SubletBudgetLevel *level,
                             SubletSpent *spent)
{
  gint64 budget_uusd;

  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), FALSE);
  g_return_val_if_fail (level != NULL && spent != NULL, FALSE);

  budget_uusd = sublet_outlook_get_budget_uusd (self, period);
  sublet_outlook_read_spent (self, period, spent);
  *level = sublet_budget_get_level (budget_uusd, spent->spent_uusd);
  /* On the strength of a memory nobody is warned. */
  if (self->account_id == 0 || sublet_charge_history_get_awaited (self->history) ||
      self->warned_account_id != self->account_id ||
      !sublet_budget_warning_take (&self->warnings[period], spent->start_us, budget_uusd, *level))
    return FALSE;

  sublet_budget_memory_put (sublet_charge_history_get_database (self->history),
                            sublet_client_get_server (self->client),
                            self->account_id,
                            period,
                            &self->warnings[period]);
  return TRUE;
}
