/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-bill-view-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/billing/sublet-billing-actions.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-spend-bar.h"

#include <adwaita.h>

G_DEFINE_FINAL_TYPE (SubletBillView, sublet_bill_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SIZE_CLASS = 1,
} SubletBillViewProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

static void check (SubletBillView *self);

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_spend_model_retry (SUBLET_BILL_VIEW (widget)->model);
}

static void
update (SubletBillView *self)
{
  sublet_bill_view_update_rows (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_billing_face_wait (SUBLET_BILLING_FACE (self->face), self->kind);
}

/* ---- the comparison ---- */

/* A bill begins with its rental, which may be before the days that are looked at. */
static void
watch_bills (SubletBillView *self, SubletChargeHistory *history, const SubletBillCheck *found)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_spend_model_get_clock (self->model));
  gint64 from_us;
  gint64 until_us;

  if (!sublet_bill_check_get_days (found, now_us, &from_us, &until_us))
    g_clear_object (&self->watch);
  else if (self->watch == NULL)
    self->watch = sublet_charge_watch_new (history, from_us, until_us);
  else
    sublet_charge_watch_set_range (self->watch, from_us, until_us);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillView) self = user_data;
  SubletChargeHistory *history = SUBLET_CHARGE_HISTORY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillCheck)
    found = sublet_charge_history_check_bill_finish (history, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->checking);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  self->compared = true;
  if (found != NULL)
    {
      sublet_spend_model_limit_check (self->model, found);
      watch_bills (self, history, found);
    }
  sublet_bill_view_show_check (self, found);
  update (self);
  if (self->stale)
    check (self);
}

/* One comparison at a time. */
static void
check (SubletBillView *self)
{
  self->stale = self->checking != NULL;
  if (self->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->checking = g_cancellable_new ();
  if (!sublet_spend_model_check_bill_async (self->model,
                                            self->checking,
                                            on_checked,
                                            g_object_ref (self)))
    {
      g_object_unref (self);
      g_clear_object (&self->checking);
      self->compared = false;
      g_clear_object (&self->watch);
      sublet_bill_view_show_check (self, NULL);
    }
  update (self);
}

static void
stop_checking (SubletBillView *self)
{
  sublet_cancel_clear (&self->checking);
  self->stale = false;
}

/* ---- the widget ---- */

static void
sublet_bill_view_map (GtkWidget *widget)
{
  SubletBillView *self = SUBLET_BILL_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_bill_view_parent_class)->map (widget);

  sublet_spend_model_set_visible (self->model, TRUE);
  check (self);
}

static void
sublet_bill_view_unmap (GtkWidget *widget)
{
  SubletBillView *self = SUBLET_BILL_VIEW (widget);

  sublet_billing_face_stop_waiting (SUBLET_BILLING_FACE (self->face));
  stop_checking (self);
  g_clear_object (&self->watch);
  sublet_spend_model_set_visible (self->model, FALSE);

  GTK_WIDGET_CLASS (sublet_bill_view_parent_class)->unmap (widget);
}

static gboolean
sublet_bill_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_BILL_VIEW (widget)->bar);
}

static void
sublet_bill_view_dispose (GObject *object)
{
  SubletBillView *self = SUBLET_BILL_VIEW (object);

  stop_checking (self);
  g_clear_object (&self->watch);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->models);
  g_clear_object (&self->before);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILL_VIEW);
  g_clear_object (&self->bar);
  g_clear_object (&self->face);
  g_clear_object (&self->caption);
  g_clear_object (&self->table);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sublet_bill_view_parent_class)->dispose (object);
}

static void
sublet_bill_view_finalize (GObject *object)
{
  g_clear_error (&SUBLET_BILL_VIEW (object)->error);

  G_OBJECT_CLASS (sublet_bill_view_parent_class)->finalize (object);
}

static void
sublet_bill_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletBillViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, SUBLET_BILL_VIEW (object)->size_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((SubletBillViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      sublet_bill_view_set_size_class (SUBLET_BILL_VIEW (object),
                                       (SubletSizeClass) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_view_class_init (SubletBillViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_bill_view_dispose;
  object_class->finalize = sublet_bill_view_finalize;
  object_class->get_property = sublet_bill_view_get_property;
  object_class->set_property = sublet_bill_view_set_property;
  widget_class->grab_focus = sublet_bill_view_grab_focus;
  widget_class->map = sublet_bill_view_map;
  widget_class->unmap = sublet_bill_view_unmap;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "billing.refresh", NULL, on_refresh);
  sublet_billing_actions_install (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-bill-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBillView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletBillView, list);
  gtk_widget_class_set_css_name (widget_class, "billview");
}

static void
sublet_bill_view_init (SubletBillView *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->kind = SUBLET_BILLING_FACE_BLANK;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_bill_view_new:
 * @model: that of the section Spending
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_bill_view_new (SubletSpendModel *model)
{
  SubletBillView *self = g_object_new (SUBLET_TYPE_BILL_VIEW, NULL);

  self->model = g_object_ref (model);
  sublet_bill_view_make_rows (self);
  g_signal_connect_object (self->face,
                           "waited",
                           G_CALLBACK (sublet_bill_view_update_rows),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  sublet_bill_view_show_check (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * sublet_bill_view_set_size_class:
 * @self: a section
 * @size_class: how much room the window has
 */
void
sublet_bill_view_set_size_class (SubletBillView *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_BILL_VIEW (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_spend_bar_set_size_class (SUBLET_SPEND_BAR (self->bar), size_class);
  sublet_billing_face_set_size_class (SUBLET_BILLING_FACE (self->face), size_class);
  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
  sublet_bill_view_update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_bill_view_bind_settings:
 * @self: a section
 * @settings: where its order is kept
 */
void
sublet_bill_view_bind_settings (SubletBillView *self, SubletSettings *settings)
{
  g_return_if_fail (SUBLET_IS_BILL_VIEW (self));

  g_object_bind_property (settings,
                          "quotes-sort",
                          self->table,
                          "sort",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}
