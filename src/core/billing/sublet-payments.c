/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-payments.h"

#include "core/base/sublet-error.h"
#include "core/billing/sublet-payment-store.h"

#define REPEAT_US (5 * G_TIME_SPAN_MINUTE)

/* 1 January 2017: before the service took money. */
#define FIRST_US (17167 * G_TIME_SPAN_DAY)

/* What is older than this when it was seen does not change any more. */
#define SETTLED_US (90 * G_TIME_SPAN_DAY)

struct _SubletPayments
{
  GObject parent_instance;

  SubletClient *client;     /* (owned) */
  SubletDatabase *database; /* (owned) (nullable): until it is open */
  gint64 account_id;        /* 0: nobody */
  gboolean visible;

  SubletPaymentList *list; /* (owned) */
  gint64 answered_us;      /* service time of the latest answer or failure; 0: none */
  GError *error;           /* (owned) (nullable) */
  GCancellable *loading;   /* (owned) (nullable): of what is read from the cache */
  GCancellable *asking;    /* (owned) (nullable): of the question under way */
  GCancellable *waiting;   /* (owned) (nullable): of the pause before the next one */
};

static void sublet_payments_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletPayments,
                               sublet_payments,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sublet_payments_list_model_iface_init))

static guint changed_signal;

static void
stop (GCancellable **cancellable)
{
  g_autoptr (GCancellable) stopped = g_steal_pointer (cancellable);

  g_cancellable_cancel (stopped);
}

static void
emit_changed (SubletPayments *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Takes the list. */
static void
set_list (SubletPayments *self, SubletPaymentList *list)
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

static void go_on (SubletPayments *self);

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletPayments) self = user_data;

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    {
      g_clear_object (&self->waiting);
      go_on (self);
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
  set_list (self, sublet_payment_list_new (listing->known_at_us, rows));
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
  go_on (self);
  emit_changed (self);
}

/* All of them the first time; then those that may still change. */
static void
ask (SubletPayments *self)
{
  gint64 now_us = get_now_us (self);
  Asking *asking;

  stop (&self->waiting);
  self->asking = g_cancellable_new ();
  asking = asking_new (self, self->asking);
  asking->from_us = MAX (MIN (self->list->known_at_us, now_us) - SETTLED_US, FIRST_US);
  sublet_client_list_invoices_async (self->client,
                                     asking->from_us,
                                     MAX (now_us, asking->from_us),
                                     self->asking,
                                     on_invoices,
                                     asking);
  emit_changed (self);
}

static void
go_on (SubletPayments *self)
{
  gint64 age_us = get_now_us (self) - self->answered_us;

  if (!self->visible || self->account_id == 0 || self->database == NULL || self->loading != NULL ||
      self->asking != NULL)
    return;

  stop (&self->waiting);
  /* A clock that went back says nothing of the age. */
  if (self->answered_us == 0 || age_us < 0 || age_us >= REPEAT_US)
    ask (self);
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
    set_list (self, g_steal_pointer (&list));
  else
    g_info ("not read from the cache: %s", error->message);
  emit_changed (self);
  go_on (self);
}

static void
load (SubletPayments *self)
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
  stop (&self->loading);
  stop (&self->asking);
  stop (&self->waiting);
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
  load (self);
}

/**
 * sublet_payments_set_account:
 * @self: payments
 * @account_id: whose the client's key is; 0: not known, then nothing is kept or asked
 */
void
sublet_payments_set_account (SubletPayments *self, gint64 account_id)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));
  g_return_if_fail (account_id >= 0);

  if (self->account_id == account_id)
    return;

  stop_all (self);
  self->account_id = account_id;
  self->answered_us = 0;
  g_clear_error (&self->error);
  set_list (self, make_empty ());
  load (self);
  emit_changed (self);
}

/**
 * sublet_payments_set_visible:
 * @self: payments
 * @visible: whether somebody looks
 *
 * Asks at once, unless that was less than five minutes ago, and every five minutes.
 */
void
sublet_payments_set_visible (SubletPayments *self, gboolean visible)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));

  if (self->visible == visible)
    return;

  self->visible = visible;
  if (!visible)
    stop (&self->waiting);
  go_on (self);
}

/**
 * sublet_payments_refresh:
 * @self: payments
 *
 * Asks now, unless it is being asked.
 */
void
sublet_payments_refresh (SubletPayments *self)
{
  g_return_if_fail (SUBLET_IS_PAYMENTS (self));

  if (self->account_id != 0 && self->database != NULL && self->loading == NULL &&
      self->asking == NULL)
    ask (self);
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
