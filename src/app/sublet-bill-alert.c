/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-bill-alert.h"

#include "ui/billing/sublet-bill-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

struct _SubletBillAlert
{
  GObject parent_instance;

  GtkApplication *application;  /* (borrowed): it owns this */
  SubletSettings *settings;     /* (owned) */
  SubletChargeHistory *history; /* (owned) (nullable) */
  GCancellable *looking;        /* (owned) (nullable) */
  bool stale;                   /* what is looked at is not all any more */
};

G_DEFINE_FINAL_TYPE (SubletBillAlert, sublet_bill_alert, G_TYPE_OBJECT)

typedef enum
{
  PROP_HISTORY = 1,
} SubletBillAlertProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

static void look (SubletBillAlert *self);

static void
show (SubletBillAlert *self, const SubletBillCheckRow *row)
{
  g_autofree char *id = g_strconcat ("bill-", row->rental->id, NULL);
  g_autofree char *title = sublet_bill_text_dup_alert (row);
  g_autofree char *body = sublet_bill_text_dup_alert_body (row);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.quotes");
  g_notification_add_button (notification, _ ("Billing"), "app.quotes");
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillAlert) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillCheck) found =
    sublet_charge_history_take_dearer_finish (SUBLET_CHARGE_HISTORY (source), result, &error);
  guint i;

  if (g_task_get_cancellable (G_TASK (result)) != self->looking)
    return;

  g_clear_object (&self->looking);
  if (found == NULL)
    g_info ("bills were not compared: %s", error->message);
  for (i = 0; found != NULL && i < found->rows->len; i++)
    show (self, &g_array_index (found->rows, SubletBillCheckRow, i));
  if (self->stale)
    look (self);
}

/* Once at a time. What is not wanted is not told, and does not count as told; nor is anything as
 * long as the service has not said whose it is. */
static void
look (SubletBillAlert *self)
{
  gboolean wanted = FALSE;

  self->stale = self->looking != NULL;
  g_object_get (self->settings, "notify-bill", &wanted, NULL);
  if (self->stale || !wanted || self->history == NULL ||
      sublet_charge_history_get_awaited (self->history) ||
      sublet_charge_history_get_refreshing (self->history) ||
      sublet_charge_history_get_spend (self->history) == NULL)
    return;

  self->looking = g_cancellable_new ();
  sublet_charge_history_take_dearer_async (self->history,
                                           self->looking,
                                           on_found,
                                           g_object_ref (self));
}

static void
stop_looking (SubletBillAlert *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->stale = false;
}

/**
 * sublet_bill_alert_set_history:
 * @self: an alert
 * @history: (nullable): the charges
 */
void
sublet_bill_alert_set_history (SubletBillAlert *self, SubletChargeHistory *history)
{
  g_return_if_fail (SUBLET_IS_BILL_ALERT (self));
  g_return_if_fail (history == NULL || SUBLET_IS_CHARGE_HISTORY (history));

  if (self->history == history)
    return;

  stop_looking (self);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_func (self->history, look, self);
  g_set_object (&self->history, history);
  if (history != NULL)
    g_signal_connect_object (history, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

static void
sublet_bill_alert_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletBillAlertProperty) prop_id)
    {
    case PROP_HISTORY:
      g_value_set_object (value, SUBLET_BILL_ALERT (object)->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_alert_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((SubletBillAlertProperty) prop_id)
    {
    case PROP_HISTORY:
      sublet_bill_alert_set_history (SUBLET_BILL_ALERT (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_alert_dispose (GObject *object)
{
  SubletBillAlert *self = SUBLET_BILL_ALERT (object);

  stop_looking (self);
  g_clear_object (&self->history);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_bill_alert_parent_class)->dispose (object);
}

static void
sublet_bill_alert_class_init (SubletBillAlertClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_bill_alert_dispose;
  object_class->get_property = sublet_bill_alert_get_property;
  object_class->set_property = sublet_bill_alert_set_property;

  properties[PROP_HISTORY] =
    g_param_spec_object ("history",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CHARGE_HISTORY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_bill_alert_init (SubletBillAlert *self)
{
}

/**
 * sublet_bill_alert_new:
 * @application: through which it tells; it outlives the alert
 * @settings: whether the person wants to hear it
 *
 * Returns: (transfer full): an alert of nobody's bills yet
 */
SubletBillAlert *
sublet_bill_alert_new (GtkApplication *application, SubletSettings *settings)
{
  SubletBillAlert *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_BILL_ALERT, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings,
                           "notify::notify-bill",
                           G_CALLBACK (look),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}
