/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/billing/sublet-bill-rental-private.h"

/* The journal is read on the database's thread, and compared with the charges on a worker. */

typedef struct
{
  /* input */
  SubletSpend *spend; /* (owned) */
  gint64 now_us;

  /* in progress */
  GPtrArray *rentals; /* (owned) (nullable) (element-type SubletBillRental) */
} Check;

static void
check_free (Check *check)
{
  sublet_spend_unref (check->spend);
  g_clear_pointer (&check->rentals, g_ptr_array_unref);
  g_free (check);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Check *check = task_data;

  g_task_return_pointer (task,
                         sublet_bill_check_new (g_steal_pointer (&check->rentals),
                                                check->spend,
                                                check->now_us),
                         (GDestroyNotify) sublet_bill_check_free);
}

static void
on_rentals (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer query = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &query, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  check->rentals = g_steal_pointer (&((SubletBillRentalsQuery *) query)->rentals);
  g_task_run_in_thread (task, compare_in_thread);
}

/**
 * sublet_charge_history_check_bill_async:
 * @self: a history of an account
 * @spend: its days, as they are shown
 * @cancellable: (nullable): nobody waits for it any more
 * @callback: called when it was compared
 * @user_data: for @callback
 *
 * Holds the charges of each rental that the journal has of the account against its quote.
 */
void
sublet_charge_history_check_bill_async (SubletChargeHistory *self,
                                        SubletSpend *spend,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  SubletBillRentalsQuery *query;
  Check *check;
  GTask *task;

  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));
  g_return_if_fail (spend != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_charge_history_check_bill_async);
  check = g_new0 (Check, 1);
  check->spend = sublet_spend_ref (spend);
  check->now_us = sublet_clock_get_service_us (sublet_client_get_clock (self->client));
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  query = g_new0 (SubletBillRentalsQuery, 1);
  query->server = g_strdup (sublet_client_get_server (self->client));
  query->account_id = self->account_id;
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_bill_rentals_read,
                             query,
                             (GDestroyNotify) sublet_bill_rentals_query_free,
                             on_rentals,
                             task);
}

/**
 * sublet_charge_history_check_bill_finish:
 * @self: a history
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE: the journal cannot be read; or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what each rental was quoted and billed; NULL on error
 */
SubletBillCheck *
sublet_charge_history_check_bill_finish (SubletChargeHistory *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
