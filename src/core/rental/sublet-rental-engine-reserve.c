/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/* A deposit for what runs already, as a person orders it. */

static bool
check_by_hand (SubletRentalEngine *self,
               SubletRentalTrack *track,
               gint64 amount_uusd,
               GError **error)
{
  SubletAccount *account = self->account;
  gint64 credit_uusd = account != NULL ? sublet_account_get_data (account)->credit_uusd
                                       : SUBLET_MONEY_UNKNOWN;

  if (!sublet_engine_check_writable (self, error) || !sublet_engine_check_key (self, error))
    return false;

  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (amount_uusd <= 0 || amount_uusd > SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "prepay: no such amount");
  else if (track->prepay.asking || !sublet_rental_can_prepay (track->rental) ||
           !sublet_engine_may_prepay (track))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "prepay: not in this state");
  else if (credit_uusd != SUBLET_MONEY_UNKNOWN && credit_uusd < amount_uusd)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT, "prepay: more than the credit");
  else
    return true;

  return false;
}

/**
 * sublet_rental_engine_check_prepay:
 * @self: an engine
 * @rental: one of its rentals, ours
 * @amount_uusd: what would be paid ahead
 * @error: as sublet_rental_engine_prepay_finish()
 *
 * By what is known now; before it is paid the service is asked once more. Writes and sends nothing.
 *
 * Returns: whether it could be ordered
 */
gboolean
sublet_rental_engine_check_prepay (SubletRentalEngine *self,
                                   SubletRental *rental,
                                   gint64 amount_uusd,
                                   GError **error)
{
  SubletRentalTrack *track;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), FALSE);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), FALSE);

  track = sublet_engine_find_rental (self, rental);

  return check_by_hand (self, track, amount_uusd, error) &&
         sublet_authorizer_check (self, track, sublet_rental_track_get_running_nusd (track), error);
}

/**
 * sublet_rental_engine_prepay_async:
 * @self: an engine
 * @rental: one of its rentals, ours
 * @amount_uusd: what to pay ahead, more than 0
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_rental_engine_prepay_async (SubletRentalEngine *self,
                                   SubletRental *rental,
                                   gint64 amount_uusd,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *track;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_prepay_async);
  track = sublet_engine_find_rental (self, rental);
  if (check_by_hand (self, track, amount_uusd, &error))
    sublet_engine_ask_paid (self, track, &sublet_prepay_kind, amount_uusd, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * sublet_rental_engine_prepay_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_NO_CREDIT, SUBLET_ERROR_CAP,
 *   SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH, SUBLET_ERROR_STORE: nothing
 *   was paid; SUBLET_ERROR_OUTCOME_UNKNOWN: it may have been, and "deposit-state" tells later
 *
 * Returns: whether it is paid
 */
gboolean
sublet_rental_engine_prepay_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
