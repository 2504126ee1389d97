/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/base/sublet-cancel.h"

/* The days are added up on a worker, once for all who look. */

typedef struct
{
  SubletChargeHistory *history; /* (owned) */
  GCancellable *cancellable;    /* (owned) */
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->history);
  g_object_unref (adding->cancellable);
  g_free (adding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adding) adding = user_data;
  SubletChargeHistory *self = adding->history;
  g_autoptr (SubletSpend) before = NULL;
  g_autoptr (SubletSpend) spend = sublet_spend_new_finish (result, NULL);

  /* Another account's, or nobody's any more. */
  if (adding->cancellable != self->adding)
    return;

  g_clear_object (&self->adding);
  before = g_steal_pointer (&self->spend);
  self->spend = g_steal_pointer (&spend);
  if (self->stale)
    sublet_charge_history_add_up (self);
  sublet_charge_history_emit_changed (self);
}

/**
 * sublet_charge_history_add_up: (skip)
 * @self: a history whose days are others now
 *
 * One sum at a time: what comes while it is made is in the next one.
 */
void
sublet_charge_history_add_up (SubletChargeHistory *self)
{
  Adding *adding;

  self->stale = self->adding != NULL;
  if (self->stale || self->days->len == 0)
    return;

  self->adding = g_cancellable_new ();
  adding = g_new0 (Adding, 1);
  adding->history = g_object_ref (self);
  adding->cancellable = g_object_ref (self->adding);
  sublet_spend_new_async (self->days, self->adding, on_added, adding);
}

/**
 * sublet_charge_history_forget_sums: (skip)
 * @self: a history whose days are another's now
 */
void
sublet_charge_history_forget_sums (SubletChargeHistory *self)
{
  sublet_cancel_clear (&self->adding);
  self->stale = FALSE;
  g_clear_pointer (&self->spend, sublet_spend_unref);
}

/**
 * sublet_charge_history_get_spend:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): its days, added up, until the next "changed"; NULL as long
 *   as none are. Where each instance ran is to be added with sublet_spend_place().
 */
SubletSpend *
sublet_charge_history_get_spend (SubletChargeHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), NULL);

  return self->spend;
}
