/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-billing-private.h"

#include "core/base/sublet-money.h"

/* The service books by the hour. */
#define REPEAT_MS (5 * 60 * 1000)

/* What is shown before a person chooses. */
#define FIRST_DAYS 30

/* ---- what came ---- */

static int
compare_charges (gconstpointer a, gconstpointer b)
{
  const SubletChargeData *left = sublet_charge_get_data (*(SubletCharge *const *) a);
  const SubletChargeData *right = sublet_charge_get_data (*(SubletCharge *const *) b);

  if (left->amount_uusd != right->amount_uusd)
    return left->amount_uusd < right->amount_uusd ? 1 : -1;
  return (left->instance_id < right->instance_id) - (left->instance_id > right->instance_id);
}

static void
fill (GListStore *store, GPtrArray *rows)
{
  g_list_store_splice (store,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (store)),
                       rows->pdata,
                       rows->len);
}

static gint64
add_up (GPtrArray *charges)
{
  gint64 total_uusd = 0;
  guint i;

  for (i = 0; i < charges->len; i++)
    total_uusd =
      sublet_money_add (total_uusd,
                        sublet_charge_get_data (g_ptr_array_index (charges, i))->amount_uusd);

  return total_uusd;
}

static void
take (SubletBilling *self, SubletBillingListing *charges, SubletBillingListing *invoices)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  g_ptr_array_sort (charges->rows, compare_charges);
  fill (self->charges, charges->rows);
  fill (self->invoices, invoices->rows);
  self->total_uusd = add_up (charges->rows);
  sublet_billing_notify (self, PROP_TOTAL_UUSD);
  self->complete = charges->complete && invoices->complete;
  sublet_billing_notify (self, PROP_COMPLETE);
  self->known_at_us = charges->known_at_us;
  sublet_billing_notify (self, PROP_KNOWN_AT_US);
  sublet_billing_set_error (self, NULL);
  sublet_billing_set_state (self, SUBLET_BILLING_STATE_KNOWN);
  g_object_thaw_notify (object);
}

/* ---- asking ---- */

/* One question; a later one makes it stale. */
typedef struct
{
  SubletBilling *billing;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint64 from_us;
  gint64 until_us;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->billing);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
end_asking (SubletBilling *self, const GError *error)
{
  g_clear_object (&self->asking);
  g_clear_pointer (&self->pending, sublet_billing_listing_free);
  g_object_freeze_notify (G_OBJECT (self));
  /* Cancelled by the client: the key is being changed, which is no reason to show. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->state == SUBLET_BILLING_STATE_LOADING)
        sublet_billing_set_state (self, SUBLET_BILLING_STATE_NEVER);
    }
  else if (error != NULL)
    {
      g_info ("the bill is not known: %s", error->message);
      sublet_billing_set_error (self, error);
      /* What was known stays on the screen, with its age. */
      if (self->state != SUBLET_BILLING_STATE_KNOWN)
        sublet_billing_set_state (self, SUBLET_BILLING_STATE_ERROR);
    }
  sublet_billing_notify (self, PROP_REFRESHING);
  g_object_thaw_notify (G_OBJECT (self));
  sublet_billing_wait (self);
}

static void
on_invoices (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletBilling *self = asking->billing;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillingListing)
    listing = sublet_client_list_invoices_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->cancellable != self->asking)
    return;

  if (listing != NULL)
    take (self, self->pending, listing);
  end_asking (self, error);
}

static void
on_charges (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletBilling *self = asking->billing;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillingListing)
    listing = sublet_client_list_charges_finish (SUBLET_CLIENT (source), result, &error);
  gint64 from_us;
  gint64 until_us;

  if (asking->cancellable != self->asking)
    return;
  if (listing == NULL)
    {
      end_asking (self, error);
      return;
    }

  self->pending = g_steal_pointer (&listing);
  /* Payments have a time of day: the whole days are meant. */
  from_us = asking->from_us - asking->from_us % G_TIME_SPAN_DAY;
  until_us =
    asking->until_us - asking->until_us % G_TIME_SPAN_DAY + G_TIME_SPAN_DAY - G_TIME_SPAN_SECOND;
  sublet_client_list_invoices_async (self->client,
                                     from_us,
                                     until_us,
                                     self->asking,
                                     on_invoices,
                                     g_steal_pointer (&asking));
}

/**
 * sublet_billing_get_range: (skip)
 * @self: a bill
 * @from_us: (out): a moment of the first day
 * @until_us: (out): a moment of the last one
 */
void
sublet_billing_get_range (SubletBilling *self, gint64 *from_us, gint64 *until_us)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_client_get_clock (self->client));

  *until_us = self->until_us > 0 ? self->until_us : now_us;
  *from_us = self->from_us > 0 ? self->from_us : now_us - (FIRST_DAYS - 1) * G_TIME_SPAN_DAY;
}

/**
 * sublet_billing_ask: (skip)
 * @self: a bill that is not being asked
 */
void
sublet_billing_ask (SubletBilling *self)
{
  Asking *asking = g_new0 (Asking, 1);

  sublet_billing_stop (self);
  self->asking = g_cancellable_new ();
  asking->billing = g_object_ref (self);
  asking->cancellable = g_object_ref (self->asking);
  sublet_billing_get_range (self, &asking->from_us, &asking->until_us);
  g_object_freeze_notify (G_OBJECT (self));
  sublet_billing_notify (self, PROP_REFRESHING);
  if (self->state != SUBLET_BILLING_STATE_KNOWN)
    sublet_billing_set_state (self, SUBLET_BILLING_STATE_LOADING);
  g_object_thaw_notify (G_OBJECT (self));
  sublet_client_list_charges_async (self->client,
                                    asking->from_us,
                                    asking->until_us,
                                    self->asking,
                                    on_charges,
                                    asking);
}

/**
 * sublet_billing_stop: (skip)
 * @self: a bill
 *
 * Nothing is asked any more, and nothing is planned.
 */
void
sublet_billing_stop (SubletBilling *self)
{
  g_autoptr (GCancellable) asking = g_steal_pointer (&self->asking);
  g_autoptr (GCancellable) waiting = g_steal_pointer (&self->waiting);

  g_clear_pointer (&self->pending, sublet_billing_listing_free);
  g_cancellable_cancel (asking);
  g_cancellable_cancel (waiting);
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBilling) self = user_data;

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    sublet_billing_refresh (self);
}

/**
 * sublet_billing_wait: (skip)
 * @self: a bill
 *
 * Plans the next question, while somebody looks.
 */
void
sublet_billing_wait (SubletBilling *self)
{
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
  if (!self->visible || self->asking != NULL)
    return;

  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_client_get_clock (self->client),
                           REPEAT_MS,
                           self->waiting,
                           on_waited,
                           g_object_ref (self));
}
