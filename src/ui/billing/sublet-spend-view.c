/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-view-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/billing/sublet-billing-actions.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-spend-bar.h"
#include "ui/billing/sublet-spend-memory.h"

#include <adwaita.h>

G_DEFINE_FINAL_TYPE (SubletSpendView, sublet_spend_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SIZE_CLASS = 1,
  PROP_HISTORY,
} SubletSpendViewProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_spend_model_retry (SUBLET_SPEND_VIEW (widget)->model);
}

/* Only while somebody looks: others look at the same model. */
static void
on_changed (SubletSpendView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  sublet_spend_view_update_rows (self);
  sublet_spend_view_update_export (self);
  sublet_billing_face_wait (SUBLET_BILLING_FACE (self->face), self->kind);
}

/* ---- the widget ---- */

static void
sublet_spend_view_map (GtkWidget *widget)
{
  SubletSpendView *self = SUBLET_SPEND_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_spend_view_parent_class)->map (widget);

  sublet_spend_model_set_visible (self->model, TRUE);
  on_changed (self);
}

static void
sublet_spend_view_unmap (GtkWidget *widget)
{
  SubletSpendView *self = SUBLET_SPEND_VIEW (widget);

  sublet_billing_face_stop_waiting (SUBLET_BILLING_FACE (self->face));
  sublet_spend_model_set_visible (self->model, FALSE);

  GTK_WIDGET_CLASS (sublet_spend_view_parent_class)->unmap (widget);
}

static gboolean
sublet_spend_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_SPEND_VIEW (widget)->bar);
}

static void
sublet_spend_view_dispose (GObject *object)
{
  SubletSpendView *self = SUBLET_SPEND_VIEW (object);

  sublet_cancel_clear (&self->exporting);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, on_changed, self);
      sublet_spend_model_set_history (self->model, NULL);
    }
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->outlook_group);
  g_clear_object (&self->models);
  g_clear_object (&self->before);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_SPEND_VIEW);
  g_clear_object (&self->bar);
  g_clear_object (&self->face);
  g_clear_object (&self->caption);
  g_clear_object (&self->figure);
  g_clear_object (&self->grouping_bar);
  g_clear_object (&self->table);
  g_clear_object (&self->history);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sublet_spend_view_parent_class)->dispose (object);
}

static void
sublet_spend_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSpendView *self = SUBLET_SPEND_VIEW (object);

  switch ((SubletSpendViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_spend_view_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  SubletSpendView *self = SUBLET_SPEND_VIEW (object);

  switch ((SubletSpendViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      sublet_spend_view_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_HISTORY:
      sublet_spend_view_set_history (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_spend_view_class_init (SubletSpendViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_spend_view_dispose;
  object_class->get_property = sublet_spend_view_get_property;
  object_class->set_property = sublet_spend_view_set_property;
  widget_class->grab_focus = sublet_spend_view_grab_focus;
  widget_class->map = sublet_spend_view_map;
  widget_class->unmap = sublet_spend_view_unmap;

  properties[PROP_SIZE_CLASS] = g_param_spec_enum ("size-class",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_SIZE_CLASS,
                                                   SUBLET_SIZE_CLASS_WIDE,
                                                   flags);
  properties[PROP_HISTORY] =
    g_param_spec_object ("history", NULL, NULL, SUBLET_TYPE_CHARGE_HISTORY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "billing.refresh", NULL, on_refresh);
  sublet_billing_actions_install (widget_class);
  sublet_spend_view_install_export (widget_class);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-spend-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSpendView, announcer);
  gtk_widget_class_bind_template_child (widget_class, SubletSpendView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletSpendView, list);
  gtk_widget_class_set_css_name (widget_class, "spendview");
}

static void
sublet_spend_view_init (SubletSpendView *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->kind = SUBLET_BILLING_FACE_BLANK;
  self->outlook_group = g_signal_group_new (SUBLET_TYPE_OUTLOOK);
  g_signal_group_connect_swapped (self->outlook_group,
                                  "changed",
                                  G_CALLBACK (sublet_spend_view_update_budget),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_spend_view_new:
 * @journal: names and places of what was rented
 *
 * Returns: (transfer floating): the section, without charges
 */
GtkWidget *
sublet_spend_view_new (SubletJournalHistory *journal)
{
  SubletSpendView *self = g_object_new (SUBLET_TYPE_SPEND_VIEW, NULL);

  self->model = sublet_spend_model_new (journal);
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_spend_model_get_clock (self->model));
  sublet_spend_view_make_rows (self);
  g_signal_connect_object (self->face,
                           "waited",
                           G_CALLBACK (sublet_spend_view_update_rows),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model,
                           "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_spend_view_update_rows (self);
  sublet_spend_view_update_export (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_spend_view_set_history:
 * @self: a section
 * @history: (nullable): the charges
 */
void
sublet_spend_view_set_history (SubletSpendView *self, SubletChargeHistory *history)
{
  g_return_if_fail (SUBLET_IS_SPEND_VIEW (self));

  if (!g_set_object (&self->history, history))
    return;

  sublet_spend_model_set_history (self->model, history);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

/**
 * sublet_spend_view_bind_settings:
 * @self: a section
 * @settings: where what was chosen is kept
 */
void
sublet_spend_view_bind_settings (SubletSpendView *self, SubletSettings *settings)
{
  g_return_if_fail (SUBLET_IS_SPEND_VIEW (self));

  sublet_spend_memory_bind (self->model, settings);
  g_object_bind_property (settings,
                          "spending-sort",
                          self->table,
                          "sort",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * sublet_spend_view_set_outlook:
 * @self: a section
 * @outlook: (nullable): what knows the budgets of a day and a month
 */
void
sublet_spend_view_set_outlook (SubletSpendView *self, SubletOutlook *outlook)
{
  g_return_if_fail (SUBLET_IS_SPEND_VIEW (self));
  g_return_if_fail (outlook == NULL || SUBLET_IS_OUTLOOK (outlook));

  g_signal_group_set_target (self->outlook_group, outlook);
  sublet_spend_view_update_budget (self);
}

/**
 * sublet_spend_view_set_size_class:
 * @self: a section
 * @size_class: how much room the window has
 */
void
sublet_spend_view_set_size_class (SubletSpendView *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_SPEND_VIEW (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_spend_bar_set_size_class (SUBLET_SPEND_BAR (self->bar), size_class);
  sublet_billing_face_set_size_class (SUBLET_BILLING_FACE (self->face), size_class);
  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
  sublet_spend_view_update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_spend_view_get_model:
 * @self: a section
 *
 * Returns: (transfer none): what it shows
 */
SubletSpendModel *
sublet_spend_view_get_model (SubletSpendView *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_VIEW (self), NULL);

  return self->model;
}
