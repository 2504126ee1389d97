/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-payments-private.h"

#include "core/base/sublet-cancel.h"

#include <stdbool.h>

static void sublet_payments_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletPayments,
                               sublet_payments,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sublet_payments_list_model_iface_init))

static guint changed_signal;
static guint account_wanted_signal;

/**
 * sublet_payments_emit_changed: (skip)
 * @self: payments that are others now, or of which the getters say something else
 */
void
sublet_payments_emit_changed (SubletPayments *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sublet_payments_set_list: (skip)
 * @self: payments
 * @list: (transfer full): what takes their place
 */
void
sublet_payments_set_list (SubletPayments *self, SubletPaymentList *list)
{
  guint n_before = self->list->rows->len;

  sublet_payment_list_free (self->list);
  self->list = list;
  if (n_before > 0 || list->rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, list->rows->len);
}

static SubletPaymentList *
make_empty (void)
{
  return sublet_payment_list_new (0, g_ptr_array_new_with_free_func (g_object_unref));
}

/* ---- object ---- */

static GType
sublet_payments_get_item_type (GListModel *list)
{
  return SUBLET_TYPE_INVOICE;
}

static guint
sublet_payments_get_n_items (GListModel *list)
{
  return SUBLET_PAYMENTS (list)->list->rows->len;
}

static gpointer
sublet_payments_get_item (GListModel *list, guint position)
{
  GPtrArray *rows = SUBLET_PAYMENTS (list)->list->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
sublet_payments_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_payments_get_item_type;
  iface->get_n_items = sublet_payments_get_n_items;
  iface->get_item = sublet_payments_get_item;
}

static void
stop_all (SubletPayments *self)
{
  sublet_cancel_clear (&self->loading);
  sublet_cancel_clear (&self->asking);
  sublet_cancel_clear (&self->waiting);
}

static void
sublet_payments_dispose (GObject *object)
{
  SubletPayments *self = SUBLET_PAYMENTS (object);

  stop_all (self);
  g_clear_object (&self->client);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_payments_parent_class)->dispose (object);
}

static void
sublet_payments_finalize (GObject *object)
{
  SubletPayments *self = SUBLET_PAYMENTS (object);

  g_clear_error (&self->error);
  sublet_payment_list_free (self->list);

  G_OBJECT_CLASS (sublet_payments_parent_class)->finalize (object);
}

static void
sublet_payments_class_init (SubletPaymentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_payments_dispose;
  object_class->finalize = sublet_payments_finalize;

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
sublet_payments_init (SubletPayments *self)
{
  self->list = make_empty ();
}

/**
 * sublet_payments_new:
 * @client: the service
 *
 * Returns: (transfer full): payments of nobody yet
 */
SubletPayments *
sublet_payments_new (SubletClient *client)
{
  SubletPayments *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);

  self = g_object_new (SUBLET_TYPE_PAYMENTS, NULL);
  self->client = g_object_ref (client);

  return self;
}

/**
 * sublet_payments_set_database:
 * @self: payments
 * @database: the profile's databases, open
 */
void
sublet_payments_set_database (SubletPayments *self, SubletDatabase *database)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (self->database == NULL);

  self->database = g_object_ref (database);
  sublet_payments_load (self);
}

static void
set_error (SubletPayments *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

/* What is known of the same account stays. */
static void
change_account (SubletPayments *self, gint64 account_id, gboolean awaited, const GError *error)
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
  self->answered_us = 0;
  set_error (self, error);
  if (!same)
    {
      sublet_payments_set_list (self, make_empty ());
      sublet_payments_load (self);
    }
  sublet_payments_go_on (self);
  sublet_payments_emit_changed (self);
}

/**
 * sublet_payments_set_account:
 * @self: payments
 * @account_id: whose the client's key is; 0: nobody's, then nothing is kept or asked
 */
void
sublet_payments_set_account (SubletPayments *self, gint64 account_id)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));
  g_return_if_fail (account_id >= 0);

  if (self->account_id == account_id && !self->awaited)
    return;

  change_account (self, account_id, FALSE, NULL);
}

/**
 * sublet_payments_await_account:
 * @self: payments
 * @account_id: whose the client's key was when it was used last; 0: that is not known
 * @error: (nullable): why the service has not said yet whose it is; NULL while it is being asked
 *
 * What the cache has of that account is there, and nothing is asked of the service before
 * sublet_payments_set_account().
 */
void
sublet_payments_await_account (SubletPayments *self, gint64 account_id, const GError *error)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));
  g_return_if_fail (account_id >= 0);

  change_account (self, account_id, TRUE, error);
}

/**
 * sublet_payments_set_visible:
 * @self: payments
 * @visible: whether one more looks, or one fewer
 *
 * Asks at once, unless that was less than five minutes ago, and every five minutes. Of two sections
 * the one that comes is seen before the one that goes is not.
 */
void
sublet_payments_set_visible (SubletPayments *self, gboolean visible)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));
  g_return_if_fail (visible || self->n_looking > 0);

  self->n_looking += visible ? 1 : -1;
  if (self->n_looking == 0)
    sublet_cancel_clear (&self->waiting);
  else if (self->n_looking == 1 && visible)
    sublet_payments_go_on (self);
}

/**
 * sublet_payments_refresh:
 * @self: payments
 *
 * Asks now, unless it is being asked; first of all whose the key is, where that is not known.
 */
void
sublet_payments_refresh (SubletPayments *self)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));

  if (self->awaited)
    g_signal_emit (self, account_wanted_signal, 0);
  else if (self->account_id != 0 && self->database != NULL && self->loading == NULL &&
           self->asking == NULL)
    sublet_payments_ask (self);
}

/**
 * sublet_payments_retry:
 * @self: payments
 *
 * Asks now, if somebody looks and the latest question was not answered.
 */
void
sublet_payments_retry (SubletPayments *self)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));

  if (self->n_looking > 0 && self->error != NULL)
    sublet_payments_refresh (self);
}

/**
 * sublet_payments_get_known_at_us:
 * @self: payments
 *
 * Returns: service time of the latest whole answer, which may be in the cache only; 0: none
 */
gint64
sublet_payments_get_known_at_us (SubletPayments *self)
{
  g_return_val_if_fail (SUBLET_IS_PAYMENTS (self), 0);

  return self->list->known_at_us;
}

/**
 * sublet_payments_get_refreshing:
 * @self: payments
 *
 * Returns: whether they are being read or asked for
 */
gboolean
sublet_payments_get_refreshing (SubletPayments *self)
{
  g_return_val_if_fail (SUBLET_IS_PAYMENTS (self), FALSE);

  return self->loading != NULL || self->asking != NULL;
}

/**
 * sublet_payments_get_error:
 * @self: payments
 *
 * Returns: (transfer none) (nullable): why the latest question was not answered;
 *   SUBLET_ERROR_FORBIDDEN: the key may not read the bill
 */
const GError *
sublet_payments_get_error (SubletPayments *self)
{
  g_return_val_if_fail (SUBLET_IS_PAYMENTS (self), NULL);

  return self->error;
}
