/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-gauge-row.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define NEARLY_FULL 0.8

struct _SubletGaugeRow
{
  GtkWidget parent_instance;

  char *caption; /* (owned) (nullable) */

  GtkWidget *caption_label;
  GtkWidget *bar;
  GtkWidget *warning_icon;
  GtkWidget *figures_label;
};

G_DEFINE_FINAL_TYPE (SubletGaugeRow, sublet_gauge_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CAPTION = 1,
} SubletGaugeRowProperty;

static GParamSpec *properties[PROP_CAPTION + 1];

static void
sublet_gauge_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_GAUGE_ROW);

  G_OBJECT_CLASS (sublet_gauge_row_parent_class)->dispose (object);
}

static void
sublet_gauge_row_finalize (GObject *object)
{
  g_free (SUBLET_GAUGE_ROW (object)->caption);

  G_OBJECT_CLASS (sublet_gauge_row_parent_class)->finalize (object);
}

static void
sublet_gauge_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletGaugeRowProperty) prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, SUBLET_GAUGE_ROW (object)->caption);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_gauge_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletGaugeRow *self = SUBLET_GAUGE_ROW (object);

  switch ((SubletGaugeRowProperty) prop_id)
    {
    case PROP_CAPTION:
      if (g_strcmp0 (self->caption, g_value_get_string (value)) == 0)
        break;
      g_free (self->caption);
      self->caption = g_value_dup_string (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_gauge_row_class_init (SubletGaugeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_gauge_row_dispose;
  object_class->finalize = sublet_gauge_row_finalize;
  object_class->get_property = sublet_gauge_row_get_property;
  object_class->set_property = sublet_gauge_row_set_property;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instances/sublet-gauge-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletGaugeRow, caption_label);
  gtk_widget_class_bind_template_child (widget_class, SubletGaugeRow, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletGaugeRow, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, SubletGaugeRow, figures_label);
}

static void
sublet_gauge_row_init (SubletGaugeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The theme's levels say that much is good. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_FULL);
}

/**
 * sublet_gauge_row_align:
 * @self: a row
 * @captions: the captions of the rows whose bars begin where this one's does
 */
void
sublet_gauge_row_align (SubletGaugeRow *self, GtkSizeGroup *captions)
{
  g_return_if_fail (SUBLET_IS_GAUGE_ROW (self));

  gtk_size_group_add_widget (captions, self->caption_label);
}

/**
 * sublet_gauge_row_set:
 * @self: a row
 * @used_gb: gigabytes in use, NAN when not known
 * @size_gb: gigabytes there are, NAN when not known
 * @warns: whether being nearly full matters
 */
void
sublet_gauge_row_set (SubletGaugeRow *self, double used_gb, double size_gb, gboolean warns)
{
  bool known = isfinite (used_gb) && used_gb >= 0 && isfinite (size_gb) && size_gb > 0;
  double ratio = known ? CLAMP (used_gb / size_gb, 0.0, 1.0) : 0.0;
  bool nearly_full = warns && ratio > NEARLY_FULL;
  g_autofree char *used = sublet_format_number (used_gb, 0);
  g_autofree char *size = sublet_format_number (size_gb, 0);
  g_autofree char *figures = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (SUBLET_IS_GAUGE_ROW (self));

  /* TRANSLATORS: how much is used of how much, as in "41 of 64 GB"; a no-break space */
  figures = g_strdup_printf (_ ("%1$s of %2$s GB"), known ? used : "–", size);
  gtk_label_set_label (GTK_LABEL (self->figures_label), figures);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), ratio);
  gtk_widget_set_visible (self->warning_icon, nearly_full);
  if (nearly_full)
    gtk_widget_add_css_class (self->bar, "warning");
  else
    gtk_widget_remove_css_class (self->bar, "warning");

  /* TRANSLATORS: a gauge for those who listen: what it shows and its figures */
  spoken = g_strdup_printf (_ ("%1$s: %2$s"), self->caption, figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  figures,
                                  -1);
}
