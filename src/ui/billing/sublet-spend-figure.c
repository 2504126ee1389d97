/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-figure.h"

#include "ui/billing/sublet-spend-chart.h"
#include "ui/billing/sublet-spend-swatch.h"
#include "ui/billing/sublet-spend-table.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

struct _SubletSpendFigure
{
  GtkWidget parent_instance;

  GtkWidget *entries[SUBLET_N_CHARGE_KINDS]; /* (borrowed): of the legend */
  GtkWidget *incomplete;                     /* (borrowed): the legend's */
  GtkWidget *budget;                         /* (borrowed): the legend's */

  /* template children */
  GtkWidget *chart;
  GtkWidget *table;
  GtkWidget *sentence;
  GtkWidget *foot;
  GtkWidget *legend;
  GtkWidget *table_button;
};

G_DEFINE_FINAL_TYPE (SubletSpendFigure, sublet_spend_figure, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SHOW_TABLE = 1,
} SubletSpendFigureProperty;

static GParamSpec *properties[PROP_SHOW_TABLE + 1];

static gboolean
get_show_table (SubletSpendFigure *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));
}

static void
on_toggled (SubletSpendFigure *self)
{
  gboolean show_table = get_show_table (self);

  gtk_widget_set_visible (self->chart, !show_table);
  gtk_widget_set_visible (self->sentence, !show_table);
  gtk_widget_set_visible (self->legend, !show_table);
  gtk_widget_set_visible (self->table, show_table);
  /* It stays where it is. */
  gtk_widget_set_hexpand (self->table_button, show_table);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TABLE]);
}

static void
on_sentence (SubletSpendFigure *self)
{
  gtk_label_set_text (GTK_LABEL (self->sentence),
                      sublet_spend_chart_get_sentence (SUBLET_SPEND_CHART (self->chart)));
}

static GtkWidget *
make_entry (GtkWidget *swatch, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  if (swatch != NULL)
    gtk_box_append (GTK_BOX (box), swatch);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* Its place in the legend, to be hidden with it. */
static GtkWidget *
add_entry (SubletSpendFigure *self, GtkWidget *swatch, const char *text)
{
  GtkWidget *entry = make_entry (swatch, text);
  GtkWidget *place;

  gtk_flow_box_append (GTK_FLOW_BOX (self->legend), entry);
  place = gtk_widget_get_parent (entry);
  gtk_widget_set_focusable (place, FALSE);
  gtk_widget_set_visible (place, FALSE);

  return place;
}

static void
make_legend (SubletSpendFigure *self)
{
  guint kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    self->entries[kind] = add_entry (self,
                                     sublet_spend_swatch_new ((SubletChargeKind) kind),
                                     sublet_spend_text_get_kind ((SubletChargeKind) kind));
  self->budget = add_entry (self, NULL, NULL);
  /* TRANSLATORS: a legend: thin lines in a chart, the sign stands for them, mark such days */
  self->incomplete = add_entry (self, NULL, _ ("╱╱ not all known"));
}

/* In large text the button stands below the legend. */
static void
update_foot (SubletSpendFigure *self)
{
  sublet_ui_stack_large_line (GTK_BOX (self->foot), 6);
}

static void
sublet_spend_figure_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_spend_figure_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_foot));
  update_foot (SUBLET_SPEND_FIGURE (widget));
}

static void
sublet_spend_figure_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_foot, widget);

  GTK_WIDGET_CLASS (sublet_spend_figure_parent_class)->unroot (widget);
}

static gboolean
sublet_spend_figure_grab_focus (GtkWidget *widget)
{
  SubletSpendFigure *self = SUBLET_SPEND_FIGURE (widget);

  return gtk_widget_grab_focus (get_show_table (self) ? self->table : self->chart);
}

static void
sublet_spend_figure_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_SPEND_FIGURE);

  G_OBJECT_CLASS (sublet_spend_figure_parent_class)->dispose (object);
}

static void
sublet_spend_figure_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletSpendFigureProperty) prop_id)
    {
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, get_show_table (SUBLET_SPEND_FIGURE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_spend_figure_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((SubletSpendFigureProperty) prop_id)
    {
    case PROP_SHOW_TABLE:
      sublet_spend_figure_set_show_table (SUBLET_SPEND_FIGURE (object),
                                          g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletSpendFigure, child)

static void
sublet_spend_figure_class_init (SubletSpendFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_spend_figure_dispose;
  object_class->get_property = sublet_spend_figure_get_property;
  object_class->set_property = sublet_spend_figure_set_property;
  widget_class->grab_focus = sublet_spend_figure_grab_focus;
  widget_class->root = sublet_spend_figure_root;
  widget_class->unroot = sublet_spend_figure_unroot;

  properties[PROP_SHOW_TABLE] =
    g_param_spec_boolean ("show-table",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SUBLET_TYPE_SPEND_CHART);
  g_type_ensure (SUBLET_TYPE_SPEND_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-spend-figure.ui");
  BIND (chart);
  BIND (table);
  BIND (sentence);
  BIND (foot);
  BIND (legend);
  BIND (table_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_set_css_name (widget_class, "spendfigure");
}

static void
sublet_spend_figure_init (SubletSpendFigure *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_legend (self);
  g_signal_connect_object (self->chart,
                           "notify::sentence",
                           G_CALLBACK (on_sentence),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_spend_figure_new:
 *
 * Returns: (transfer floating): a figure without a series
 */
GtkWidget *
sublet_spend_figure_new (void)
{
  return g_object_new (SUBLET_TYPE_SPEND_FIGURE, NULL);
}

/* Only what is there is explained. */
static void
update_legend (SubletSpendFigure *self, const SubletSpendSeries *series)
{
  bool used[SUBLET_N_CHARGE_KINDS] = { true };
  guint kind;
  guint i;

  for (i = 0; series != NULL && i < series->buckets->len; i++)
    for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
      used[kind] = used[kind] ||
                   g_array_index (series->buckets, SubletSpendBucket, i).parts_uusd[kind] != 0;
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    gtk_widget_set_visible (self->entries[kind], used[kind]);
  gtk_widget_set_visible (self->incomplete, series != NULL && !series->sum.complete);
}

/**
 * sublet_spend_figure_take_series:
 * @self: a figure
 * @series: (transfer full) (nullable): what to show
 */
void
sublet_spend_figure_take_series (SubletSpendFigure *self, SubletSpendSeries *series)
{
  g_return_if_fail (SUBLET_IS_SPEND_FIGURE (self));

  update_legend (self, series);
  sublet_spend_table_set_series (SUBLET_SPEND_TABLE (self->table), series);
  sublet_spend_chart_take_series (SUBLET_SPEND_CHART (self->chart), series);
}

/**
 * sublet_spend_figure_set_budget_uusd:
 * @self: a figure
 * @budget_uusd: what a bucket of the series may cost; 0: no line
 */
void
sublet_spend_figure_set_budget_uusd (SubletSpendFigure *self, gint64 budget_uusd)
{
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;
  GtkWidget *entry;

  g_return_if_fail (SUBLET_IS_SPEND_FIGURE (self));

  amount = sublet_format_amount (budget_uusd);
  /* TRANSLATORS: a legend: a dashed line in a chart, the sign stands for it; %s is an amount */
  text = g_strdup_printf (_ ("– – budget %s"), amount);
  entry = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (self->budget));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (entry)), text);
  gtk_widget_set_visible (self->budget, budget_uusd > 0);
  sublet_spend_chart_set_budget_uusd (SUBLET_SPEND_CHART (self->chart), budget_uusd);
}

/**
 * sublet_spend_figure_set_show_table:
 * @self: a figure
 * @show_table: whether it is a table
 */
void
sublet_spend_figure_set_show_table (SubletSpendFigure *self, gboolean show_table)
{
  g_return_if_fail (SUBLET_IS_SPEND_FIGURE (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->table_button), show_table);
}
