/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-payments-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"

#define REPEAT_US (5 * G_TIME_SPAN_MINUTE)

/* 1 January 2017: before the service took money. */
#define FIRST_US (17167 * G_TIME_SPAN_DAY)

/* What is older than this when it was seen does not change any more. */
#define SETTLED_US (90 * G_TIME_SPAN_DAY)

/* One question or reading; a later one makes it stale. */
typedef struct
{
  SubletPayments *payments;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint64 from_us;
} Asking;

static Asking *
asking_new (SubletPayments *self, GCancellable *cancellable)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->payments = g_object_ref (self);
  asking->cancellable = g_object_ref (cancellable);

  return asking;
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->payments);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* ---- asking ---- */

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletPayments) self = user_data;

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    {
      g_clear_object (&self->waiting);
      sublet_payments_go_on (self);
    }
}

static void
wait (SubletPayments *self, gint64 duration_us)
{
  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_client_get_clock (self->client),
                           duration_us / 1000 + 1,
                           self->waiting,
                           on_waited,
                           g_object_ref (self));
}

static gint64
get_now_us (SubletPayments *self)
{
  return sublet_clock_get_service_us (sublet_client_get_clock (self->client));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_payment_store_put_finish (SUBLET_DATABASE (source), result, &error))
    g_info ("not kept in the cache: %s", error->message);
}

/* What came takes the place of all since then; what is older stays. */
static void
take (SubletPayments *self, const SubletBillingListing *listing, gint64 from_us)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < listing->rows->len; i++)
    g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (listing->rows, i)));
  for (i = 0; i < self->list->rows->len; i++)
    {
      SubletInvoice *invoice = g_ptr_array_index (self->list->rows, i);

      if (sublet_invoice_get_data (invoice)->when_us < from_us)
        g_ptr_array_add (rows, g_object_ref (invoice));
    }
  sublet_payments_set_list (self, sublet_payment_list_new (listing->known_at_us, rows));
  sublet_payment_store_put_async (self->database,
                                  sublet_client_get_server (self->client),
                                  self->account_id,
                                  self->list,
                                  on_kept,
                                  NULL);
}

static void
on_invoices (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletPayments *self = asking->payments;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillingListing)
    listing = sublet_client_list_invoices_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->cancellable != self->asking)
    return;

  g_clear_object (&self->asking);
  if (listing != NULL && !listing->complete)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "payments are missing");
  /* Cancelled by the client: the key is being changed, which is no reason to show. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      if (error == NULL)
        take (self, listing, asking->from_us);
      else
        self->error = g_steal_pointer (&error);
    }
  self->answered_us = get_now_us (self);
  sublet_payments_go_on (self);
  sublet_payments_emit_changed (self);
}

/**
 * sublet_payments_ask: (skip)
 * @self: payments of somebody, which are not being asked for
 *
 * All of them the first time; then those that may still change.
 */
void
sublet_payments_ask (SubletPayments *self)
{
  gint64 now_us = get_now_us (self);
  Asking *asking;

  sublet_cancel_clear (&self->waiting);
  self->asking = g_cancellable_new ();
  asking = asking_new (self, self->asking);
  asking->from_us = MAX (MIN (self->list->known_at_us, now_us) - SETTLED_US, FIRST_US);
  sublet_client_list_invoices_async (self->client,
                                     asking->from_us,
                                     MAX (now_us, asking->from_us),
                                     self->asking,
                                     on_invoices,
                                     asking);
  sublet_payments_emit_changed (self);
}

/**
 * sublet_payments_go_on: (skip)
 * @self: payments
 *
 * Asks when that is due, or waits until it is; nothing when nobody looks, or it asks already.
 */
void
sublet_payments_go_on (SubletPayments *self)
{
  gint64 age_us = get_now_us (self) - self->answered_us;

  if (self->n_looking == 0 || self->account_id == 0 || self->awaited || self->database == NULL ||
      self->loading != NULL || self->asking != NULL)
    return;

  sublet_cancel_clear (&self->waiting);
  /* A clock that went back says nothing of the age. */
  if (self->answered_us == 0 || age_us < 0 || age_us >= REPEAT_US)
    sublet_payments_ask (self);
  else
    wait (self, REPEAT_US - age_us);
}

/* ---- the cache ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletPayments *self = asking->payments;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPaymentList)
    list = sublet_payment_store_load_finish (SUBLET_DATABASE (source), result, &error);

  if (asking->cancellable != self->loading)
    return;

  g_clear_object (&self->loading);
  if (list != NULL)
    sublet_payments_set_list (self, g_steal_pointer (&list));
  else
    g_info ("not read from the cache: %s", error->message);
  sublet_payments_emit_changed (self);
  sublet_payments_go_on (self);
}

/**
 * sublet_payments_load: (skip)
 * @self: payments
 *
 * Reads what the cache has, once it is open and it is known whose they are.
 */
void
sublet_payments_load (SubletPayments *self)
{
  if (self->account_id == 0 || self->database == NULL)
    return;

  self->loading = g_cancellable_new ();
  sublet_payment_store_load_async (self->database,
                                   sublet_client_get_server (self->client),
                                   self->account_id,
                                   on_loaded,
                                   asking_new (self, self->loading));
}
