/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-swatch.h"

#include "ui/compat/sublet-ui-compat.h"

#define WIDTH 18
#define HEIGHT 12
/* Between two lines of a pattern, and how thick they are. */
#define PITCH 5.0
#define LINE 1.5
/* The ground below a pattern: light enough to see the pattern by. */
#define GROUND_ALPHA 0.4f

struct _SubletSpendSwatch
{
  GtkWidget parent_instance;

  SubletChargeKind kind;
};

G_DEFINE_FINAL_TYPE (SubletSpendSwatch, sublet_spend_swatch, GTK_TYPE_WIDGET)

static const char *
get_class (SubletChargeKind kind)
{
  switch (kind)
    {
    case SUBLET_CHARGE_KIND_GPU:
      return "series-gpu";
    case SUBLET_CHARGE_KIND_DISK:
      return "series-disk";
    case SUBLET_CHARGE_KIND_DOWNLOAD:
      return "series-download";
    case SUBLET_CHARGE_KIND_UPLOAD:
      return "series-upload";
    case SUBLET_CHARGE_KIND_OTHER:
    default:
      return "series-other";
    }
}

static void
sublet_spend_swatch_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
  *natural = *minimum;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sublet_spend_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SubletSpendSwatch *self = SUBLET_SPEND_SWATCH (widget);
  graphene_rect_t part = GRAPHENE_RECT_INIT (0,
                                             0,
                                             (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));
  cairo_t *cr;
  GdkRGBA color;

  sublet_ui_get_color (widget, &color);
  sublet_spend_swatch_fill (snapshot, self->kind, &color, &part, TRUE);
  cr = gtk_snapshot_append_cairo (snapshot, &part);
  sublet_spend_swatch_hatch (cr, self->kind, &color, &part);
  cairo_destroy (cr);
}

static void
sublet_spend_swatch_class_init (SubletSpendSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = sublet_spend_swatch_measure;
  widget_class->snapshot = sublet_spend_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "spendswatch");
  /* Its name stands beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sublet_spend_swatch_init (SubletSpendSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * sublet_spend_swatch_new:
 * @kind: which kind
 *
 * Returns: (transfer floating): a piece of its bar
 */
GtkWidget *
sublet_spend_swatch_new (SubletChargeKind kind)
{
  SubletSpendSwatch *self = g_object_new (SUBLET_TYPE_SPEND_SWATCH, NULL);

  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), get_class (kind));

  return GTK_WIDGET (self);
}

/**
 * sublet_spend_swatch_fill:
 * @snapshot: what is drawn into
 * @kind: which kind
 * @color: its colour
 * @part: where
 * @patterned: whether a pattern comes upon it
 */
void
sublet_spend_swatch_fill (GtkSnapshot *snapshot,
                          SubletChargeKind kind,
                          const GdkRGBA *color,
                          const graphene_rect_t *part,
                          gboolean patterned)
{
  GdkRGBA ground = *color;

  if (patterned && kind != SUBLET_CHARGE_KIND_GPU)
    ground.alpha *= GROUND_ALPHA;
  gtk_snapshot_append_color (snapshot, &ground, part);
}

static void
add_lines (cairo_t *cr, const graphene_rect_t *part)
{
  double bottom = part->origin.y + part->size.height;
  double y;

  for (y = bottom - PITCH / 2; y > part->origin.y; y -= PITCH)
    {
      cairo_move_to (cr, part->origin.x, y);
      cairo_line_to (cr, part->origin.x + part->size.width, y);
    }
}

/* Lines of 45 degrees, which go on from one part to the next. */
static void
add_slants (cairo_t *cr, const graphene_rect_t *part, int direction)
{
  double right = part->origin.x + part->size.width;
  double top = part->origin.y;
  double bottom = top + part->size.height;
  double x;

  for (x = part->origin.x - part->size.height; x < right + part->size.height; x += PITCH * 1.4)
    {
      cairo_move_to (cr, x, direction > 0 ? bottom : top);
      cairo_line_to (cr, x + part->size.height, direction > 0 ? top : bottom);
    }
}

static void
add_dots (cairo_t *cr, const graphene_rect_t *part)
{
  double bottom = part->origin.y + part->size.height;
  double x;
  double y;

  for (y = bottom - PITCH / 2; y > part->origin.y; y -= PITCH)
    for (x = part->origin.x + PITCH / 2; x < part->origin.x + part->size.width; x += PITCH)
      {
        cairo_move_to (cr, x - LINE / 2, y);
        cairo_line_to (cr, x + LINE / 2, y);
      }
}

/**
 * sublet_spend_swatch_hatch:
 * @cr: what is drawn into
 * @kind: which kind
 * @color: its colour
 * @part: where
 */
void
sublet_spend_swatch_hatch (cairo_t *cr,
                           SubletChargeKind kind,
                           const GdkRGBA *color,
                           const graphene_rect_t *part)
{
  if (kind == SUBLET_CHARGE_KIND_GPU)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, part->origin.x, part->origin.y, part->size.width, part->size.height);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, LINE);
  switch (kind)
    {
    case SUBLET_CHARGE_KIND_DISK:
      add_lines (cr, part);
      break;
    case SUBLET_CHARGE_KIND_DOWNLOAD:
      add_slants (cr, part, 1);
      break;
    case SUBLET_CHARGE_KIND_UPLOAD:
      add_slants (cr, part, -1);
      break;
    case SUBLET_CHARGE_KIND_GPU:
    case SUBLET_CHARGE_KIND_OTHER:
    default:
      add_dots (cr, part);
      break;
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}
