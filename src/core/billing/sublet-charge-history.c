/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/base/sublet-cancel.h"
#include "core/billing/sublet-charge-store.h"

#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletChargeHistory, sublet_charge_history, G_TYPE_OBJECT)

static guint changed_signal;
static guint account_wanted_signal;

/**
 * sublet_charge_history_emit_changed: (skip)
 * @self: a history whose days, error or refreshing are others now
 */
void
sublet_charge_history_emit_changed (SubletChargeHistory *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sublet_charge_history_set_error: (skip)
 * @self: a history
 * @error: (nullable): why days were not answered; copied
 */
void
sublet_charge_history_set_error (SubletChargeHistory *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

/* ---- the cache ---- */

typedef struct
{
  SubletChargeHistory *history; /* (owned) */
  GCancellable *cancellable;    /* (owned) */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->history);
  g_object_unref (loading->cancellable);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  SubletChargeHistory *self = loading->history;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    days = sublet_charge_store_load_finish (SUBLET_DATABASE (source), result, &error);

  if (loading->cancellable != self->loading)
    return;

  g_clear_object (&self->loading);
  if (days != NULL)
    {
      g_ptr_array_unref (self->days);
      self->days = g_steal_pointer (&days);
      sublet_charge_history_add_up (self);
    }
  else
    g_info ("not read from the cache: %s", error->message);
  sublet_charge_history_go_on (self);
  sublet_charge_history_emit_changed (self);
}

static void
load (SubletChargeHistory *self)
{
  Loading *loading = g_new0 (Loading, 1);

  self->loading = g_cancellable_new ();
  loading->history = g_object_ref (self);
  loading->cancellable = g_object_ref (self->loading);
  sublet_charge_store_load_async (self->database,
                                  sublet_client_get_server (self->client),
                                  self->account_id,
                                  on_loaded,
                                  loading);
}

/* ---- object ---- */

static void
stop_all (SubletChargeHistory *self)
{
  sublet_cancel_clear (&self->loading);
  sublet_cancel_clear (&self->asking);
  sublet_cancel_clear (&self->waiting);
  sublet_charge_history_forget_sums (self);
}

static void
sublet_charge_history_dispose (GObject *object)
{
  SubletChargeHistory *self = SUBLET_CHARGE_HISTORY (object);

  stop_all (self);
  g_clear_object (&self->client);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_charge_history_parent_class)->dispose (object);
}

static void
sublet_charge_history_finalize (GObject *object)
{
  SubletChargeHistory *self = SUBLET_CHARGE_HISTORY (object);

  g_clear_error (&self->error);
  g_ptr_array_unref (self->ranges);
  g_ptr_array_unref (self->days);
  g_hash_table_unref (self->failed);

  G_OBJECT_CLASS (sublet_charge_history_parent_class)->finalize (object);
}

static void
sublet_charge_history_class_init (SubletChargeHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_charge_history_dispose;
  object_class->finalize = sublet_charge_history_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
  account_wanted_signal = g_signal_new ("account-wanted",
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
sublet_charge_history_init (SubletChargeHistory *self)
{
  self->ranges = g_ptr_array_new ();
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
  self->failed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * sublet_charge_history_new:
 * @client: the service
 * @database: the profile's databases, open
 *
 * Returns: (transfer full): a history of nobody yet
 */
SubletChargeHistory *
sublet_charge_history_new (SubletClient *client, SubletDatabase *database)
{
  SubletChargeHistory *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_DATABASE (database), NULL);

  self = g_object_new (SUBLET_TYPE_CHARGE_HISTORY, NULL);
  self->client = g_object_ref (client);
  self->database = g_object_ref (database);

  return self;
}

/* What is known of the same account stays. */
static void
change_account (SubletChargeHistory *self, gint64 account_id, gboolean awaited, const GError *error)
{
  bool same = self->account_id == account_id;

  if (!same)
    stop_all (self);
  else if (awaited)
    {
      sublet_cancel_clear (&self->asking);
      sublet_cancel_clear (&self->waiting);
    }
  self->account_id = account_id;
  self->awaited = awaited;
  if (!same)
    g_ptr_array_set_size (self->days, 0);
  g_hash_table_remove_all (self->failed);
  sublet_charge_history_set_error (self, error);
  if (!same && account_id != 0)
    load (self);
  sublet_charge_history_go_on (self);
  sublet_charge_history_emit_changed (self);
}

/**
 * sublet_charge_history_set_account:
 * @self: a history
 * @account_id: whose the client's key is; 0: nobody's, then nothing is kept or asked
 */
void
sublet_charge_history_set_account (SubletChargeHistory *self, gint64 account_id)
{
  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));
  g_return_if_fail (account_id >= 0);

  if (self->account_id == account_id && !self->awaited)
    return;

  change_account (self, account_id, FALSE, NULL);
}

/**
 * sublet_charge_history_await_account:
 * @self: a history
 * @account_id: whose the client's key was when it was used last; 0: that is not known
 * @error: (nullable): why the service has not said yet whose it is; NULL while it is being asked
 *
 * What the cache has of that account is there, and nothing is asked of the service before
 * sublet_charge_history_set_account().
 */
void
sublet_charge_history_await_account (SubletChargeHistory *self,
                                     gint64 account_id,
                                     const GError *error)
{
  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));
  g_return_if_fail (account_id >= 0);

  change_account (self, account_id, TRUE, error);
}

/**
 * sublet_charge_history_get_account:
 * @self: a history
 *
 * Returns: whose it is; 0: nobody's, or not known
 */
gint64
sublet_charge_history_get_account (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), 0);

  return self->account_id;
}

/**
 * sublet_charge_history_get_awaited:
 * @self: a history
 *
 * Returns: whether the service has not said yet whose it is
 */
gboolean
sublet_charge_history_get_awaited (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), FALSE);

  return self->awaited;
}

/**
 * sublet_charge_history_get_database:
 * @self: a history
 *
 * Returns: (transfer none): where it is kept
 */
SubletDatabase *
sublet_charge_history_get_database (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), NULL);

  return self->database;
}

/**
 * sublet_charge_history_retry:
 * @self: a history
 *
 * Asks now for the days that somebody wants and that are due, without the pause after a failure;
 * first of all whose the key is, where that is not known. A question under way is answered first.
 */
void
sublet_charge_history_retry (SubletChargeHistory *self)
{
  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));

  if (self->awaited)
    {
      g_signal_emit (self, account_wanted_signal, 0);
      return;
    }

  g_hash_table_remove_all (self->failed);
  sublet_charge_history_go_on (self);
}

/**
 * sublet_charge_history_get_refreshing:
 * @self: a history
 *
 * Returns: whether days are being read, asked for or added up
 */
gboolean
sublet_charge_history_get_refreshing (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), FALSE);

  return self->loading != NULL || self->asking != NULL || self->adding != NULL;
}

/**
 * sublet_charge_history_get_error:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): why days were not answered last; SUBLET_ERROR_FORBIDDEN: the
 *   key may not read the bill
 */
const GError *
sublet_charge_history_get_error (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), NULL);

  return self->error;
}

/**
 * sublet_charge_history_get_days:
 * @self: a history
 *
 * Returns: (transfer none) (element-type SubletChargeDay): all that are known, the earliest first,
 *   until the next "changed"
 */
GPtrArray *
sublet_charge_history_get_days (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), NULL);

  return self->days;
}
