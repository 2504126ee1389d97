/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-chart-private.h"

#include "ui/common/sublet-format.h"

#include <math.h>

/* A mark of the axis has room for so many lines of text. */
#define LINES_PER_STEP 2.2
/* A budget that is so many times as high as all bars would flatten them. */
#define MAX_BUDGET_FACTOR 4

/**
 * sublet_spend_chart_make_text: (skip)
 * @self: a chart
 * @text: a label
 *
 * Returns: (transfer full): the text in the chart's font
 */
PangoLayout *
sublet_spend_chart_make_text (SubletSpendChart *self, const char *text)
{
  PangoLayout *words = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (words, attributes);

  return words;
}

/**
 * sublet_spend_chart_measure_text: (skip)
 * @self: a chart
 * @text: a label
 * @height: (out) (optional): its height
 *
 * Returns: its width
 */
int
sublet_spend_chart_measure_text (SubletSpendChart *self, const char *text, int *height)
{
  g_autoptr (PangoLayout) words = sublet_spend_chart_make_text (self, text);
  int width;

  pango_layout_get_pixel_size (words, &width, height);
  return width;
}

/**
 * sublet_spend_chart_dup_mark: (skip)
 * @axis: an axis
 * @mark: how many steps from zero
 *
 * Returns: (transfer full): what stands beside it
 */
char *
sublet_spend_chart_dup_mark (const SubletSpendAxis *axis, int mark)
{
  return sublet_format_amount_step (axis->step_uusd * mark, axis->step_uusd);
}

static int
measure_marks (SubletSpendChart *self, const SubletSpendAxis *axis)
{
  int widest = 0;
  int mark;

  for (mark = axis->lowest; mark <= axis->highest; mark++)
    {
      g_autofree char *text = sublet_spend_chart_dup_mark (axis, mark);

      widest = MAX (widest, sublet_spend_chart_measure_text (self, text, NULL));
    }

  return widest;
}

static bool
shows_budget (SubletSpendChart *self, gint64 highest_uusd)
{
  return self->budget_uusd > 0 &&
         (highest_uusd == 0 || self->budget_uusd / MAX_BUDGET_FACTOR <= highest_uusd);
}

/**
 * sublet_spend_chart_lay_out: (skip)
 * @self: a chart
 * @layout: (out caller-allocates): where everything is
 */
void
sublet_spend_chart_lay_out (SubletSpendChart *self, SubletSpendLayout *layout)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint n_bars = self->bars != NULL ? self->bars->buckets->len : 0;
  gint64 lowest_uusd = 0;
  gint64 highest_uusd = 0;
  float left;
  float top;

  sublet_spend_chart_measure_text (self, "0", &layout->line);
  top = (float) (layout->line / 2 + 1);
  layout->plot.size.height =
    (float) MAX (height - (int) top - layout->line - SUBLET_SPEND_CHART_GAP, 1);
  if (n_bars > 0)
    sublet_spend_scale_get_extent (self->bars, &lowest_uusd, &highest_uusd);
  if (shows_budget (self, highest_uusd))
    highest_uusd = MAX (highest_uusd, self->budget_uusd);
  layout->axis = sublet_spend_scale_choose_axis (lowest_uusd,
                                                 highest_uusd,
                                                 (guint) (layout->plot.size.height /
                                                          (layout->line * LINES_PER_STEP)));
  left = (float) (measure_marks (self, &layout->axis) + SUBLET_SPEND_CHART_GAP);
  layout->plot.origin.x = left;
  layout->plot.origin.y = top;
  layout->plot.size.width = MAX ((float) width - left, 1);
  layout->pitch = layout->plot.size.width / MAX (n_bars, 1);
}

/**
 * sublet_spend_layout_get_y: (skip)
 * @layout: a layout
 * @amount_uusd: an amount
 *
 * Returns: where it is, from the top, in whole pixels
 */
float
sublet_spend_layout_get_y (const SubletSpendLayout *layout, gint64 amount_uusd)
{
  double top_uusd = (double) layout->axis.step_uusd * layout->axis.highest;
  double span_uusd = (double) layout->axis.step_uusd * (layout->axis.highest - layout->axis.lowest);
  double share = (top_uusd - (double) amount_uusd) / span_uusd;

  return (float) round (layout->plot.origin.y + CLAMP (share, 0, 1) * layout->plot.size.height);
}

/**
 * sublet_spend_layout_get_column: (skip)
 * @layout: a layout
 * @first: the first bar
 * @end: the one after the last
 *
 * Returns: the room of the bars with what lies beside them, in whole pixels without a gap
 */
graphene_rect_t
sublet_spend_layout_get_column (const SubletSpendLayout *layout, guint first, guint end)
{
  float left = (float) round (layout->plot.origin.x + first * layout->pitch);
  float right = (float) round (layout->plot.origin.x + end * layout->pitch);

  return GRAPHENE_RECT_INIT (left,
                             layout->plot.origin.y,
                             MAX (right - left, 1),
                             layout->plot.size.height);
}
