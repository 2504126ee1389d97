/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/**
 * sublet_rental_engine_open_async:
 * @self: an engine that was not opened yet
 * @cancellable: (nullable): for the callback only; the opening goes on
 * @callback: called when the journal was read
 * @user_data: for @callback
 *
 * Opens the journal and shows what it holds; asks nothing of the service.
 */
void
sublet_rental_engine_open_async (SubletRentalEngine *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (!self->opened);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_open_async);
  path = g_build_filename (sublet_profile_get_path (self->profile), "rentals.db", NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_STORE,
                               "this version cannot read a journal yet");
      return;
    }
  self->opened = TRUE;
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_rental_engine_open_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE when the journal can neither be read nor started anew
 *
 * Returns: whether the journal is open
 */
gboolean
sublet_rental_engine_open_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sublet_rental_engine_set_account (SubletRentalEngine *self,
                                  SubletAccount *account,
                                  gboolean signed_in)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (account == NULL || SUBLET_IS_ACCOUNT (account));

  self->signed_in = signed_in;
  if (g_set_object (&self->account, account))
    {
      g_object_notify (G_OBJECT (self), "account");
      g_object_notify (G_OBJECT (self), "account-known");
    }
}

void
sublet_rental_engine_set_caps (SubletRentalEngine *self, const SubletSpendCaps *caps)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (caps != NULL);

  self->caps = *caps;
}

void
sublet_rental_engine_set_visible (SubletRentalEngine *self, gboolean visible)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));

  self->visible = visible;
}

void
sublet_rental_engine_refresh (SubletRentalEngine *self)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
}

gint64
sublet_rental_engine_get_credit_end_us (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return 0;
}

/* Until the poller is there nothing is ever known, and on what is not known nothing is rented. */
static void
return_not_known (SubletRentalEngine *self,
                  gpointer tag,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "what runs is not known");
}

void
sublet_rental_engine_rent_async (SubletRentalEngine *self,
                                 SubletRentalRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  return_not_known (self, sublet_rental_engine_rent_async, cancellable, callback, user_data);
}

SubletRental *
sublet_rental_engine_rent_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sublet_rental_engine_order_async (SubletRentalEngine *self,
                                  SubletRental *rental,
                                  SubletOrder order,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  return_not_known (self, sublet_rental_engine_order_async, cancellable, callback, user_data);
}

gboolean
sublet_rental_engine_order_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sublet_rental_engine_set_label_async (SubletRentalEngine *self,
                                      SubletRental *rental,
                                      const char *label,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  return_not_known (self, sublet_rental_engine_set_label_async, cancellable, callback, user_data);
}

gboolean
sublet_rental_engine_set_label_finish (SubletRentalEngine *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
