/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-chart-private.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-spend-swatch.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/compat/sublet-ui-compat.h"

#include <adwaita.h>
#include <math.h>

/* Between two labels below. */
#define LABEL_GAP 12
/* Thinner bars have no pattern: nobody would see it. */
#define MIN_PATTERN_WIDTH 6
/* Share of its room that a bar takes. */
#define BAR_SHARE 0.75

/* What one drawing needs everywhere. */
typedef struct
{
  SubletSpendChart *chart;
  GtkSnapshot *snapshot;
  SubletSpendLayout layout;
  GdkRGBA ink;
  GdkRGBA words;  /* of the labels */
  bool by_months; /* the labels below name months */
} Drawing;

static GdkRGBA
fade (const GdkRGBA *color, float alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  return faded;
}

static void
append_text (Drawing *drawing, PangoLayout *words, double x, double y)
{
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot,
                          &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y)));
  gtk_snapshot_append_layout (drawing->snapshot, words, &drawing->words);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
draw_axis (Drawing *drawing)
{
  const SubletSpendLayout *layout = &drawing->layout;
  const graphene_rect_t *plot = &layout->plot;
  int mark;

  for (mark = layout->axis.lowest; mark <= layout->axis.highest; mark++)
    {
      g_autofree char *text = sublet_spend_chart_dup_mark (&layout->axis, mark);
      g_autoptr (PangoLayout) words = sublet_spend_chart_make_text (drawing->chart, text);
      float y = sublet_spend_layout_get_y (layout, layout->axis.step_uusd * mark);
      GdkRGBA color = fade (&drawing->ink, mark == 0 ? 0.6f : 0.15f);
      int width;

      pango_layout_get_pixel_size (words, &width, NULL);
      append_text (drawing,
                   words,
                   plot->origin.x - SUBLET_SPEND_CHART_GAP - width,
                   y - layout->line / 2.0);
      gtk_snapshot_append_color (drawing->snapshot,
                                 &color,
                                 &GRAPHENE_RECT_INIT (plot->origin.x, y, plot->size.width, 1));
    }
}

/* In the middle of its bar, as far as the edges let it, and away from the one before. */
static void
draw_tick (Drawing *drawing, guint i, double *taken)
{
  const SubletSpendLayout *layout = &drawing->layout;
  const graphene_rect_t *plot = &layout->plot;
  const SubletSpendBucket *bucket =
    &g_array_index (drawing->chart->bars->buckets, SubletSpendBucket, i);
  g_autofree char *text = sublet_spend_text_dup_tick (bucket, drawing->by_months);
  g_autoptr (PangoLayout) words = sublet_spend_chart_make_text (drawing->chart, text);
  double x;
  int width;

  pango_layout_get_pixel_size (words, &width, NULL);
  x = plot->origin.x + (i + 0.5) * layout->pitch - width / 2.0;
  x = MIN (x, plot->origin.x + plot->size.width - width);
  /* Below the axis there is room. */
  x = MAX (x, 0);
  if (x < *taken + LABEL_GAP)
    return;

  append_text (drawing, words, x, plot->origin.y + plot->size.height + SUBLET_SPEND_CHART_GAP);
  *taken = x + width;
}

/* The same everywhere, so that the labels stand in even steps. */
static guint
find_stride (Drawing *drawing)
{
  const GArray *buckets = drawing->chart->bars->buckets;
  int widest = 0;
  guint i;

  for (i = 0; i < buckets->len; i += MAX (buckets->len / 12, 1))
    {
      g_autofree char *text =
        sublet_spend_text_dup_tick (&g_array_index (buckets, SubletSpendBucket, i), false);

      widest = MAX (widest, sublet_spend_chart_measure_text (drawing->chart, text, NULL));
    }

  return sublet_spend_scale_get_stride (buckets->len,
                                        drawing->layout.plot.size.width,
                                        widest + LABEL_GAP);
}

static void
draw_ticks (Drawing *drawing)
{
  const GArray *buckets = drawing->chart->bars->buckets;
  guint stride = find_stride (drawing);
  double taken = -LABEL_GAP;
  guint i;

  drawing->by_months = sublet_spend_scale_is_long (drawing->chart->bars);
  for (i = 0; i < buckets->len; i += drawing->by_months ? 1 : stride)
    if (!drawing->by_months ||
        sublet_spend_scale_begins_month (&g_array_index (buckets, SubletSpendBucket, i)))
      draw_tick (drawing, i, &taken);
}

/* ---- days that are not all known ---- */

static void
hatch_column (cairo_t *cr, const graphene_rect_t *column)
{
  double bottom = column->origin.y + column->size.height;
  double x;

  cairo_save (cr);
  cairo_rectangle (cr, column->origin.x, column->origin.y, column->size.width, column->size.height);
  cairo_clip (cr);
  for (x = column->origin.x - column->size.height; x < column->origin.x + column->size.width;
       x += 8)
    {
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x + column->size.height, column->origin.y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Thin lines behind all of the column: also a bar that is not there may be missing. */
static void
draw_incomplete (Drawing *drawing)
{
  const GArray *buckets = drawing->chart->bars->buckets;
  GdkRGBA color = fade (&drawing->ink, 0.2f);
  cairo_t *cr = NULL;
  guint first;
  guint i;

  for (i = 0; i < buckets->len; i++)
    {
      graphene_rect_t column;

      if (g_array_index (buckets, SubletSpendBucket, i).complete)
        continue;
      for (first = i; i < buckets->len; i++)
        if (g_array_index (buckets, SubletSpendBucket, i).complete)
          break;
      if (cr == NULL)
        {
          cr = gtk_snapshot_append_cairo (drawing->snapshot, &drawing->layout.plot);
          gdk_cairo_set_source_rgba (cr, &color);
          cairo_set_line_width (cr, 1);
        }
      column = sublet_spend_layout_get_column (&drawing->layout, first, i);
      hatch_column (cr, &column);
    }
  if (cr != NULL)
    cairo_destroy (cr);
}

/* ---- bars ---- */

/* What colours the kinds have. */
static void
get_colors (SubletSpendChart *self, GdkRGBA *colors)
{
  gsize kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    sublet_ui_get_color (self->swatches[kind], &colors[kind]);
}

static graphene_rect_t
get_bar (const SubletSpendLayout *layout, guint i)
{
  graphene_rect_t column = sublet_spend_layout_get_column (layout, i, i + 1);
  float width = MAX ((float) floor (column.size.width * BAR_SHARE), 1);

  column.origin.x += (float) floor ((column.size.width - width) / 2);
  column.size.width = width;

  return column;
}

/* Calls it for each part of each bar: what is negative hangs below zero. */
typedef void (*PartFunc) (gpointer data, SubletChargeKind kind, const graphene_rect_t *part);

static void
for_each_part (const SubletSpendLayout *layout, const GArray *buckets, PartFunc func, gpointer data)
{
  guint i;
  guint kind;

  for (i = 0; i < buckets->len; i++)
    {
      const SubletSpendBucket *bucket = &g_array_index (buckets, SubletSpendBucket, i);
      graphene_rect_t bar = get_bar (layout, i);
      gint64 above_uusd = 0;
      gint64 below_uusd = 0;

      for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
        {
          gint64 part_uusd = bucket->parts_uusd[kind];
          gint64 *edge_uusd = part_uusd < 0 ? &below_uusd : &above_uusd;
          float from = sublet_spend_layout_get_y (layout, *edge_uusd);
          float to;

          *edge_uusd = sublet_money_add (*edge_uusd, part_uusd);
          to = sublet_spend_layout_get_y (layout, *edge_uusd);
          if (fabs (to - from) >= 1)
            func (data,
                  (SubletChargeKind) kind,
                  &GRAPHENE_RECT_INIT (bar.origin.x,
                                       MIN (from, to),
                                       bar.size.width,
                                       (float) fabs (to - from)));
        }
    }
}

typedef struct
{
  GtkSnapshot *snapshot;
  gboolean patterned;
  cairo_t *cr; /* (owned) (nullable): while patterns are drawn */
  GdkRGBA colors[SUBLET_N_CHARGE_KINDS];
} Painter;

static void
fill_part (gpointer data, SubletChargeKind kind, const graphene_rect_t *part)
{
  Painter *painter = data;

  sublet_spend_swatch_fill (painter->snapshot,
                            kind,
                            &painter->colors[kind],
                            part,
                            painter->patterned);
}

static void
hatch_part (gpointer data, SubletChargeKind kind, const graphene_rect_t *part)
{
  Painter *painter = data;

  sublet_spend_swatch_hatch (painter->cr, kind, &painter->colors[kind], part);
}

/* The patterns of all bars are one node: a renderer makes a picture of each. */
static void
draw_bars (Drawing *drawing)
{
  const SubletSpendLayout *layout = &drawing->layout;
  const GArray *buckets = drawing->chart->bars->buckets;
  Painter painter = { .snapshot = drawing->snapshot };

  get_colors (drawing->chart, painter.colors);
  painter.patterned = get_bar (layout, 0).size.width >= MIN_PATTERN_WIDTH;
  for_each_part (layout, buckets, fill_part, &painter);
  if (!painter.patterned)
    return;

  painter.cr = gtk_snapshot_append_cairo (drawing->snapshot, &layout->plot);
  for_each_part (layout, buckets, hatch_part, &painter);
  cairo_destroy (painter.cr);
}

/* ---- what is chosen, and the budget ---- */

static void
draw_chosen (Drawing *drawing)
{
  guint shown = sublet_spend_chart_get_shown (drawing->chart);
  graphene_rect_t column = sublet_spend_layout_get_column (&drawing->layout, shown, shown + 1);
  GdkRGBA color = fade (&drawing->ink, 0.12f);

  gtk_snapshot_append_color (drawing->snapshot, &color, &column);
}

static void
draw_budget (Drawing *drawing)
{
  const SubletSpendLayout *layout = &drawing->layout;
  const graphene_rect_t *plot = &layout->plot;
  double top_uusd = (double) layout->axis.step_uusd * layout->axis.highest;
  static const double dashes[] = { 6, 4 };
  cairo_t *cr;
  float y;

  if (drawing->chart->budget_uusd == 0 || (double) drawing->chart->budget_uusd > top_uusd)
    return;

  y = sublet_spend_layout_get_y (layout, drawing->chart->budget_uusd);
  cr = gtk_snapshot_append_cairo (drawing->snapshot,
                                  &GRAPHENE_RECT_INIT (plot->origin.x, y - 1, plot->size.width, 2));
  gdk_cairo_set_source_rgba (cr, &drawing->ink);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, plot->origin.x, y);
  cairo_line_to (cr, plot->origin.x + plot->size.width, y);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/**
 * sublet_spend_chart_snapshot: (skip)
 * @widget: a chart
 * @snapshot: what it is drawn into
 */
void
sublet_spend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (widget);
  Drawing drawing = { .chart = self, .snapshot = snapshot };
  bool contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  sublet_spend_chart_lay_out (self, &drawing.layout);
  sublet_ui_get_color (widget, &drawing.ink);
  drawing.words = fade (&drawing.ink, contrast ? 1 : 0.72f);
  draw_axis (&drawing);
  if (self->bars == NULL)
    return;

  draw_incomplete (&drawing);
  draw_chosen (&drawing);
  draw_bars (&drawing);
  draw_budget (&drawing);
  draw_ticks (&drawing);
}
