/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-chart-private.h"

#include "ui/billing/sublet-spend-swatch.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 200
#define NATURAL_WIDTH 600
#define HEIGHT 160
/* Lines of text that the height has room for beside the bars. */
#define TEXT_HEIGHT 40
/* A bar with the gap beside it is no thinner. */
#define MIN_PITCH 2.0
/* Of the width, at the least: the rest is the axis's. */
#define PLOT_SHARE 0.85

G_DEFINE_FINAL_TYPE (SubletSpendChart, sublet_spend_chart, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SENTENCE = 1,
  PROP_BUDGET_UUSD,
} SubletSpendChartProperty;

static GParamSpec *properties[PROP_BUDGET_UUSD + 1];

/**
 * sublet_spend_chart_get_n_bars: (skip)
 * @self: a chart
 *
 * Returns: how many bars there are
 */
guint
sublet_spend_chart_get_n_bars (SubletSpendChart *self)
{
  return self->bars != NULL ? self->bars->buckets->len : 0;
}

/**
 * sublet_spend_chart_get_chosen: (skip)
 * @self: a chart with bars
 *
 * Returns: index of the bar that was chosen; the last one, unless another was
 */
guint
sublet_spend_chart_get_chosen (SubletSpendChart *self)
{
  return self->chosen_us != 0 ? sublet_spend_scale_find (self->bars, self->chosen_us)
                              : sublet_spend_chart_get_n_bars (self) - 1;
}

/**
 * sublet_spend_chart_get_shown: (skip)
 * @self: a chart with bars
 *
 * Returns: index of the bar that the sentence is of
 */
guint
sublet_spend_chart_get_shown (SubletSpendChart *self)
{
  return self->pointed >= 0 ? MIN ((guint) self->pointed, sublet_spend_chart_get_n_bars (self) - 1)
                            : sublet_spend_chart_get_chosen (self);
}

/**
 * sublet_spend_chart_update_sentence: (skip)
 * @self: a chart whose bars, or the bar that is shown, may be others
 */
void
sublet_spend_chart_update_sentence (SubletSpendChart *self)
{
  guint n_bars = sublet_spend_chart_get_n_bars (self);
  guint shown = n_bars > 0 ? sublet_spend_chart_get_shown (self) : 0;
  g_autofree char *sentence = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  sentence = n_bars > 0 ? sublet_spend_text_dup_sentence (&g_array_index (self->bars->buckets,
                                                                          SubletSpendBucket,
                                                                          shown),
                                                          self->bars)
                        : g_strdup ("");
  if (g_strcmp0 (sentence, self->sentence) == 0)
    return;

  g_free (self->sentence);
  self->sentence = g_steal_pointer (&sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) MAX (n_bars, 1),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) MIN (shown + 1, MAX (n_bars, 1)),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->sentence,
                                  /* A value has no text of its own on the bus of the floor. */
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->sentence,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

/* Before there is a width, all. */
static guint
get_max_bars (SubletSpendChart *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 0 ? (guint) MAX (width * PLOT_SHARE / MIN_PITCH, 1) : G_MAXINT;
}

static void
update_bars (SubletSpendChart *self)
{
  g_clear_pointer (&self->bars, sublet_spend_series_free);
  if (self->series != NULL && self->series->buckets->len > 0)
    self->bars = sublet_spend_scale_group (self->series, get_max_bars (self));
  sublet_spend_chart_update_sentence (self);
}

/* ---- the widget ---- */

static void
sublet_spend_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  double scale = sublet_ui_get_text_scale (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH
                                                       : HEIGHT + (int) (TEXT_HEIGHT * scale);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : *minimum;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (widget);

  self->regroup_tick = 0;
  update_bars (self);

  return G_SOURCE_REMOVE;
}

/* Another sentence makes others ask for other room, which is not to happen in here. */
static void
sublet_spend_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (widget);
  g_autoptr (SubletSpendSeries) bars = NULL;

  if (sublet_spend_chart_get_n_bars (self) == 0 || self->regroup_tick != 0)
    return;

  bars = sublet_spend_scale_group (self->series, get_max_bars (self));
  if (bars->buckets->len != self->bars->buckets->len)
    self->regroup_tick = gtk_widget_add_tick_callback (widget, on_tick, NULL, NULL);
}

static void
sublet_spend_chart_dispose (GObject *object)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (object);
  gsize kind;

  if (self->regroup_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->regroup_tick);
  self->regroup_tick = 0;
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    g_clear_pointer (&self->swatches[kind], gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_spend_chart_parent_class)->dispose (object);
}

static void
sublet_spend_chart_finalize (GObject *object)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (object);

  g_clear_pointer (&self->series, sublet_spend_series_free);
  g_clear_pointer (&self->bars, sublet_spend_series_free);
  g_free (self->sentence);

  G_OBJECT_CLASS (sublet_spend_chart_parent_class)->finalize (object);
}

static void
sublet_spend_chart_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (object);

  switch ((SubletSpendChartProperty) prop_id)
    {
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    case PROP_BUDGET_UUSD:
      g_value_set_int64 (value, self->budget_uusd);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_spend_chart_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (object);

  switch ((SubletSpendChartProperty) prop_id)
    {
    case PROP_BUDGET_UUSD:
      sublet_spend_chart_set_budget_uusd (self, g_value_get_int64 (value));
      break;
    case PROP_SENTENCE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_spend_chart_class_init (SubletSpendChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_spend_chart_dispose;
  object_class->finalize = sublet_spend_chart_finalize;
  object_class->get_property = sublet_spend_chart_get_property;
  object_class->set_property = sublet_spend_chart_set_property;
  widget_class->measure = sublet_spend_chart_measure;
  widget_class->size_allocate = sublet_spend_chart_size_allocate;
  widget_class->snapshot = sublet_spend_chart_snapshot;

  properties[PROP_SENTENCE] =
    g_param_spec_string ("sentence",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUDGET_UUSD] =
    g_param_spec_int64 ("budget-uusd",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  sublet_spend_chart_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "spendchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
sublet_spend_chart_init (SubletSpendChart *self)
{
  guint kind;

  self->pointed = -1;
  self->sentence = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  /* Time and money stand as they do everywhere. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    {
      self->swatches[kind] = sublet_spend_swatch_new ((SubletChargeKind) kind);
      gtk_widget_set_parent (self->swatches[kind], GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->swatches[kind], FALSE);
    }
  sublet_spend_chart_add_controllers (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Spending over time"),
                                     GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                     1.0,
                                     -1);
}

/**
 * sublet_spend_chart_new:
 *
 * Returns: (transfer floating): a chart without a series
 */
GtkWidget *
sublet_spend_chart_new (void)
{
  return g_object_new (SUBLET_TYPE_SPEND_CHART, NULL);
}

/**
 * sublet_spend_chart_take_series:
 * @self: a chart
 * @series: (transfer full) (nullable): what to draw
 */
void
sublet_spend_chart_take_series (SubletSpendChart *self, SubletSpendSeries *series)
{
  g_return_if_fail (SUBLET_IS_SPEND_CHART (self));

  g_clear_pointer (&self->series, sublet_spend_series_free);
  self->series = series;
  /* Out of range it would stand at an end from which the last one is not followed. */
  if (series != NULL &&
      (self->chosen_us < series->sum.start_us || self->chosen_us >= series->sum.end_us))
    self->chosen_us = 0;
  update_bars (self);
}

/**
 * sublet_spend_chart_set_budget_uusd:
 * @self: a chart
 * @budget_uusd: what a bucket may cost; 0: no line
 */
void
sublet_spend_chart_set_budget_uusd (SubletSpendChart *self, gint64 budget_uusd)
{
  g_return_if_fail (SUBLET_IS_SPEND_CHART (self));
  g_return_if_fail (budget_uusd >= 0);

  if (self->budget_uusd == budget_uusd)
    return;

  self->budget_uusd = budget_uusd;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUDGET_UUSD]);
}

/**
 * sublet_spend_chart_get_sentence:
 * @self: a chart
 *
 * Returns: (transfer none): what is said of the bar under the pointer, or else the chosen one
 */
const char *
sublet_spend_chart_get_sentence (SubletSpendChart *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_CHART (self), NULL);

  return self->sentence;
}

/**
 * sublet_spend_chart_get_bars:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the bars as they are drawn
 */
const SubletSpendSeries *
sublet_spend_chart_get_bars (SubletSpendChart *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_CHART (self), NULL);

  return self->bars;
}
