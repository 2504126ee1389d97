/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-sparkline.h"

#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_BARS 20
#define BAR_GAP 1
#define MIN_BAR_WIDTH 3
#define HEIGHT 14
/* A reading stands for the time until the next one, which comes after a minute when all is quiet.
 */
#define HOLD_US (90 * G_TIME_SPAN_SECOND)

struct _SubletSparkline
{
  GtkWidget parent_instance;

  SubletInstanceRecord *record; /* (owned) (nullable) */
  gulong changed_handler;
  SubletSparklineSeries series;
};

G_DEFINE_FINAL_TYPE (SubletSparkline, sublet_sparkline, GTK_TYPE_WIDGET)

G_DEFINE_ENUM_TYPE (SubletSparklineSeries,
                    sublet_sparkline_series,
                    G_DEFINE_ENUM_VALUE (SUBLET_SPARKLINE_GPU, "gpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SPARKLINE_VRAM, "vram"))

typedef enum
{
  PROP_SERIES = 1,
  PROP_RECORD,
} SubletSparklineProperty;

static GParamSpec *properties[PROP_RECORD + 1];

static double
get_ratio (SubletSparkline *self, const SubletUsageSample *sample)
{
  return self->series == SUBLET_SPARKLINE_GPU ? sample->gpu_ratio : sample->vram_ratio;
}

/* NAN where no reading stands. */
static void
make_bars (SubletSparkline *self, double bars[N_BARS])
{
  guint n_samples = sublet_instance_record_get_n_samples (self->record);
  gint64 end_us =
    n_samples == 0 ? 0 : sublet_instance_record_get_sample (self->record, n_samples - 1)->at_us;
  guint sample = 0;
  guint bar;

  for (bar = 0; bar < N_BARS; bar++)
    {
      gint64 bar_us = end_us - SUBLET_USAGE_SPAN_US / N_BARS * (N_BARS - 1 - bar);

      bars[bar] = NAN;
      while (sample < n_samples &&
             sublet_instance_record_get_sample (self->record, sample)->at_us <= bar_us)
        sample++;
      if (sample > 0)
        {
          const SubletUsageSample *last =
            sublet_instance_record_get_sample (self->record, sample - 1);

          if (bar_us - last->at_us <= HOLD_US)
            bars[bar] = get_ratio (self, last);
        }
    }
}

static void
update_label (SubletSparkline *self)
{
  guint n_samples = self->record == NULL ? 0 : sublet_instance_record_get_n_samples (self->record);
  double lowest = INFINITY;
  double highest = -INFINITY;
  double now = NAN;
  g_autofree char *lowest_text = NULL;
  g_autofree char *highest_text = NULL;
  g_autofree char *now_text = NULL;
  g_autofree char *label = NULL;
  guint i;

  for (i = 0; i < n_samples; i++)
    {
      double ratio = get_ratio (self, sublet_instance_record_get_sample (self->record, i));

      if (!isfinite (ratio))
        continue;
      lowest = MIN (lowest, ratio);
      highest = MAX (highest, ratio);
      now = ratio;
    }

  now_text = sublet_format_percent (now, 0);
  lowest_text = sublet_format_percent (lowest, 0);
  highest_text = sublet_format_percent (highest, 0);
  if (self->series == SUBLET_SPARKLINE_GPU)
    label = g_strdup_printf (
      /* TRANSLATORS: the GPU's use over ten minutes, in per cent: now, lowest, highest */
      _ ("GPU use: now %1$s %%, lowest %2$s %%, highest %3$s %%"),
         now_text,
         lowest_text,
         highest_text);
  else
    label = g_strdup_printf (
      /* TRANSLATORS: the GPU memory's use over ten minutes, in per cent: now, lowest, highest */
      _ ("GPU memory use: now %1$s %%, lowest %2$s %%, highest %3$s %%"),
         now_text,
         lowest_text,
         highest_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_changed (SubletSparkline *self)
{
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sublet_sparkline_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
               ? N_BARS * (MIN_BAR_WIDTH + BAR_GAP) - BAR_GAP
               : HEIGHT;
  /* Where there is less room, the oldest bars go. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural / 2 : *natural;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sublet_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SubletSparkline *self = SUBLET_SPARKLINE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double step = MAX ((double) (width + BAR_GAP) / N_BARS, MIN_BAR_WIDTH + BAR_GAP);
  double begin = MIN (0, width + BAR_GAP - N_BARS * step);
  double bars[N_BARS];
  GdkRGBA ground;
  GdkRGBA ink;
  guint i;

  if (self->record == NULL)
    return;

  sublet_ui_get_color (widget, &ink);
  ground = ink;
  ground.alpha *= 0.12f;
  ink.alpha *= 0.65f;
  make_bars (self, bars);
  for (i = 0; i < N_BARS; i++)
    {
      float x = (float) round (begin + i * step);
      float bar_width = (float) round (begin + (i + 1) * step) - x - BAR_GAP;
      float bar_height;

      if (x < 0)
        continue;
      if (!isfinite (bars[i]))
        {
          gtk_snapshot_append_color (snapshot,
                                     &ground,
                                     &GRAPHENE_RECT_INIT (x, height - 1.0f, bar_width, 1.0f));
          continue;
        }
      bar_height = MAX (1.0f, (float) round (bars[i] * height));
      gtk_snapshot_append_color (snapshot,
                                 &ink,
                                 &GRAPHENE_RECT_INIT (x,
                                                      height - bar_height,
                                                      bar_width,
                                                      bar_height));
    }
}

static void
sublet_sparkline_dispose (GObject *object)
{
  sublet_sparkline_set_record (SUBLET_SPARKLINE (object), NULL);

  G_OBJECT_CLASS (sublet_sparkline_parent_class)->dispose (object);
}

static void
sublet_sparkline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSparkline *self = SUBLET_SPARKLINE (object);

  switch ((SubletSparklineProperty) prop_id)
    {
    case PROP_SERIES:
      g_value_set_enum (value, self->series);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_sparkline_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletSparkline *self = SUBLET_SPARKLINE (object);

  switch ((SubletSparklineProperty) prop_id)
    {
    case PROP_SERIES:
      self->series = (SubletSparklineSeries) g_value_get_enum (value);
      break;
    case PROP_RECORD:
      sublet_sparkline_set_record (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_sparkline_class_init (SubletSparklineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_sparkline_dispose;
  object_class->get_property = sublet_sparkline_get_property;
  object_class->set_property = sublet_sparkline_set_property;
  widget_class->measure = sublet_sparkline_measure;
  widget_class->snapshot = sublet_sparkline_snapshot;

  properties[PROP_SERIES] =
    g_param_spec_enum ("series",
                       NULL,
                       NULL,
                       sublet_sparkline_series_get_type (),
                       SUBLET_SPARKLINE_GPU,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECORD] =
    g_param_spec_object ("record",
                         NULL,
                         NULL,
                         SUBLET_TYPE_INSTANCE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sublet_sparkline_init (SubletSparkline *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * sublet_sparkline_new:
 * @series: which figure
 *
 * Returns: (transfer floating): a chart without a record
 */
GtkWidget *
sublet_sparkline_new (SubletSparklineSeries series)
{
  return g_object_new (SUBLET_TYPE_SPARKLINE, "series", series, NULL);
}

/**
 * sublet_sparkline_set_record:
 * @self: a chart
 * @record: (nullable): what to draw
 */
void
sublet_sparkline_set_record (SubletSparkline *self, SubletInstanceRecord *record)
{
  g_return_if_fail (SUBLET_IS_SPARKLINE (self));

  if (self->record == record)
    return;

  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);
  if (record != NULL)
    self->changed_handler =
      g_signal_connect_swapped (record, "changed", G_CALLBACK (on_changed), self);
  on_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
