/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-running-row.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/common/sublet-tooltip.h"

#include <glib/gi18n.h>

struct _SubletRunningRow
{
  GtkListBoxRow parent_instance;

  SubletRental *rental; /* (owned) */

  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkButton *stop_button;
  GtkButton *destroy_button;
};

G_DEFINE_FINAL_TYPE (SubletRunningRow, sublet_running_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_RENTAL = 1,
} SubletRunningRowProperty;

static GParamSpec *properties[PROP_RENTAL + 1];

typedef enum
{
  SIGNAL_ORDER,
  N_SIGNALS,
} SubletRunningRowSignal;

static guint signals[N_SIGNALS];

static void
name_button (GtkButton *button, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

static void
update (SubletRunningRow *self)
{
  const char *label = sublet_rental_get_label (self->rental);
  g_autofree char *gpu = sublet_format_gpu (sublet_rental_get_gpu_name (self->rental),
                                            sublet_rental_get_num_gpus (self->rental));
  g_autofree char *rate = sublet_format_rate (sublet_rental_get_rate_now_nusd (self->rental));
  /* TRANSLATORS: a GPU model and a rate, as in "RTX 4090" and "$0.325/h" */
  g_autofree char *facts = g_strdup_printf (_ ("%1$s · %2$s"), gpu, rate);
  const char *name = label == NULL || *label == '\0' ? gpu : label;

  gtk_label_set_label (self->name_label, name);
  sublet_tooltip_set (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->facts_label, facts);
  /* TRANSLATORS: %s is the name of an instance */
  name_button (self->stop_button, g_strdup_printf (_ ("Stop %s…"), name));
  /* TRANSLATORS: %s is the name of an instance */
  name_button (self->destroy_button, g_strdup_printf (_ ("Destroy %s…"), name));

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "running.stop",
                                 sublet_rental_can_stop (self->rental));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "running.destroy",
                                 sublet_rental_can_destroy (self->rental));
  gtk_widget_set_visible (GTK_WIDGET (self), sublet_rental_is_open (self->rental));
}

static void
on_order (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget,
                 signals[SIGNAL_ORDER],
                 0,
                 g_str_equal (action_name, "running.stop") ? SUBLET_ORDER_STOP
                                                           : SUBLET_ORDER_DESTROY);
}

static void
sublet_running_row_constructed (GObject *object)
{
  SubletRunningRow *self = SUBLET_RUNNING_ROW (object);

  G_OBJECT_CLASS (sublet_running_row_parent_class)->constructed (object);

  g_signal_connect_object (self->rental, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_running_row_dispose (GObject *object)
{
  SubletRunningRow *self = SUBLET_RUNNING_ROW (object);

  g_clear_object (&self->rental);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RUNNING_ROW);

  G_OBJECT_CLASS (sublet_running_row_parent_class)->dispose (object);
}

static void
sublet_running_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRunningRow *self = SUBLET_RUNNING_ROW (object);

  switch ((SubletRunningRowProperty) prop_id)
    {
    case PROP_RENTAL:
      g_value_set_object (value, self->rental);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_running_row_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletRunningRow *self = SUBLET_RUNNING_ROW (object);

  switch ((SubletRunningRowProperty) prop_id)
    {
    case PROP_RENTAL:
      self->rental = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_running_row_class_init (SubletRunningRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_running_row_constructed;
  object_class->dispose = sublet_running_row_dispose;
  object_class->get_property = sublet_running_row_get_property;
  object_class->set_property = sublet_running_row_set_property;

  properties[PROP_RENTAL] =
    g_param_spec_object ("rental",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ORDER] = g_signal_new ("order",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        SUBLET_TYPE_ORDER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-running-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRunningRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRunningRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRunningRow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRunningRow, destroy_button);

  gtk_widget_class_install_action (widget_class, "running.stop", NULL, on_order);
  gtk_widget_class_install_action (widget_class, "running.destroy", NULL, on_order);
}

static void
sublet_running_row_init (SubletRunningRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (self->facts_label);
}

/**
 * sublet_running_row_new:
 * @rental: what it shows
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
sublet_running_row_new (SubletRental *rental)
{
  return g_object_new (SUBLET_TYPE_RUNNING_ROW, "rental", rental, NULL);
}

/**
 * sublet_running_row_get_rental:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
SubletRental *
sublet_running_row_get_rental (SubletRunningRow *self)
{
  g_return_val_if_fail (SUBLET_IS_RUNNING_ROW (self), NULL);

  return self->rental;
}
