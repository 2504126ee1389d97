/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-bar.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-text-scale.h"

/* Nothing has room beside something else in a narrow window from here on. */
#define LARGE_TEXT 1.5

struct _SubletBillingBar
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletBilling *billing; /* (owned) */

  /* state */
  GCancellable *day_wait; /* (owned) (nullable): until the next UTC day */

  /* template children */
  GtkWidget *grid;
  GtkWidget *range;
  GtkWidget *words;
  GtkWidget *days;
  GtkWidget *age;
  GtkWidget *add_button;
  GtkWidget *note_box;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (SubletBillingBar, sublet_billing_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BILLING = 1,
} SubletBillingBarProperty;

static GParamSpec *properties[PROP_BILLING + 1];

static gint64
get_now_us (SubletBillingBar *self)
{
  return sublet_clock_get_service_us (sublet_billing_get_clock (self->billing));
}

static void
update (SubletBillingBar *self)
{
  g_autofree char *age = sublet_billing_text_dup_age (self->billing);
  g_autofree char *note = sublet_billing_text_dup_note (self->billing);
  g_autofree char *days = sublet_billing_text_dup_days (sublet_billing_get_from_us (self->billing),
                                                        sublet_billing_get_until_us (self->billing),
                                                        get_now_us (self));

  gtk_label_set_label (GTK_LABEL (self->days), days);
  gtk_label_set_label (GTK_LABEL (self->age), age);
  gtk_label_set_label (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note_box, note != NULL);
}

static void
set_range (SubletBillingBar *self, SubletBillingRange range, gint64 from_us, gint64 until_us)
{
  /* The bill's own first range goes on with the days by itself. */
  if (range == SUBLET_BILLING_RANGE_30_DAYS)
    sublet_billing_set_range (self->billing, 0, 0);
  else
    sublet_billing_set_range (self->billing, from_us, until_us);
  update (self);
}

/**
 * sublet_billing_bar_follow_days:
 * @self: a bar
 *
 * Makes the bill's range the chosen one, if its days are others.
 */
void
sublet_billing_bar_follow_days (SubletBillingBar *self)
{
  SubletBillingRange range;
  gint64 from_us;
  gint64 until_us;

  g_return_if_fail (SUBLET_IS_BILLING_BAR (self));

  range = (SubletBillingRange) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->range));
  sublet_billing_range_get (range, get_now_us (self), &from_us, &until_us);
  if (from_us / G_TIME_SPAN_DAY != sublet_billing_get_from_us (self->billing) / G_TIME_SPAN_DAY ||
      until_us / G_TIME_SPAN_DAY != sublet_billing_get_until_us (self->billing) / G_TIME_SPAN_DAY)
    set_range (self, range, from_us, until_us);
}

static void
on_selected (SubletBillingBar *self)
{
  /* Not while the template is built. */
  if (self->billing != NULL)
    sublet_billing_bar_follow_days (self);
}

/* ---- midnight ---- */

static void on_next_day (GObject *source, GAsyncResult *result, gpointer user_data);

static void
wait_for_next_day (SubletBillingBar *self)
{
  gint64 now_us = get_now_us (self);

  self->day_wait = g_cancellable_new ();
  sublet_clock_wait_async (sublet_billing_get_clock (self->billing),
                           (sublet_billing_range_get_next_day_us (now_us) - now_us) / 1000 + 1,
                           self->day_wait,
                           on_next_day,
                           g_object_ref (self));
}

static void
stop_waiting (SubletBillingBar *self)
{
  if (self->day_wait != NULL)
    g_cancellable_cancel (self->day_wait);
  g_clear_object (&self->day_wait);
}

static void
on_next_day (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillingBar) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->day_wait);
  sublet_billing_bar_follow_days (self);
  update (self);
  wait_for_next_day (self);
}

static void
sublet_billing_bar_map (GtkWidget *widget)
{
  SubletBillingBar *self = SUBLET_BILLING_BAR (widget);

  GTK_WIDGET_CLASS (sublet_billing_bar_parent_class)->map (widget);

  update (self);
  stop_waiting (self);
  wait_for_next_day (self);
}

static void
sublet_billing_bar_unmap (GtkWidget *widget)
{
  stop_waiting (SUBLET_BILLING_BAR (widget));

  GTK_WIDGET_CLASS (sublet_billing_bar_parent_class)->unmap (widget);
}

static gboolean
sublet_billing_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_BILLING_BAR (widget)->range);
}

static void
sublet_billing_bar_constructed (GObject *object)
{
  SubletBillingBar *self = SUBLET_BILLING_BAR (object);

  G_OBJECT_CLASS (sublet_billing_bar_parent_class)->constructed (object);

  g_signal_connect_object (self->billing, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_billing_bar_dispose (GObject *object)
{
  SubletBillingBar *self = SUBLET_BILLING_BAR (object);

  stop_waiting (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_BAR);
  g_clear_object (&self->billing);

  G_OBJECT_CLASS (sublet_billing_bar_parent_class)->dispose (object);
}

static void
sublet_billing_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingBar *self = SUBLET_BILLING_BAR (object);

  switch ((SubletBillingBarProperty) prop_id)
    {
    case PROP_BILLING:
      g_value_set_object (value, self->billing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_bar_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletBillingBar *self = SUBLET_BILLING_BAR (object);

  switch ((SubletBillingBarProperty) prop_id)
    {
    case PROP_BILLING:
      self->billing = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingBar, child)

static void
sublet_billing_bar_class_init (SubletBillingBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_billing_bar_constructed;
  object_class->dispose = sublet_billing_bar_dispose;
  object_class->get_property = sublet_billing_bar_get_property;
  object_class->set_property = sublet_billing_bar_set_property;
  widget_class->grab_focus = sublet_billing_bar_grab_focus;
  widget_class->map = sublet_billing_bar_map;
  widget_class->unmap = sublet_billing_bar_unmap;

  properties[PROP_BILLING] =
    g_param_spec_object ("billing",
                         NULL,
                         NULL,
                         SUBLET_TYPE_BILLING,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-bar.ui");
  BIND (grid);
  BIND (range);
  BIND (words);
  BIND (days);
  BIND (age);
  BIND (add_button);
  BIND (note_box);
  BIND (note);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_set_css_name (widget_class, "billingbar");
}

static void
sublet_billing_bar_init (SubletBillingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_billing_bar_set_size_class (self, SUBLET_SIZE_CLASS_WIDE);
}

/**
 * sublet_billing_bar_new:
 * @billing: the bill
 *
 * Returns: (transfer floating): a bar that shows its last thirty days
 */
GtkWidget *
sublet_billing_bar_new (SubletBilling *billing)
{
  return g_object_new (SUBLET_TYPE_BILLING_BAR, "billing", billing, NULL);
}

static void
place (SubletBillingBar *self, GtkWidget *child, int column, int row, int column_span)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);
  GtkGridLayoutChild *place =
    GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (place, column);
  gtk_grid_layout_child_set_row (place, row);
  gtk_grid_layout_child_set_column_span (place, column_span);
}

/**
 * sublet_billing_bar_set_size_class:
 * @self: a bar
 * @size_class: how much room there is
 *
 * In one row; in two when narrow, in three when the text is large too.
 */
void
sublet_billing_bar_set_size_class (SubletBillingBar *self, SubletSizeClass size_class)
{
  gboolean narrow = size_class == SUBLET_SIZE_CLASS_NARROW;
  gboolean large;

  g_return_if_fail (SUBLET_IS_BILLING_BAR (self));

  large = sublet_ui_get_text_scale (GTK_WIDGET (self)) >= LARGE_TEXT;
  gtk_widget_set_hexpand (self->range, narrow);
  place (self, self->range, 0, 0, 1);
  place (self, self->words, narrow ? 0 : 1, narrow ? 1 : 0, narrow && !large ? 2 : 1);
  if (narrow && large)
    place (self, self->add_button, 0, 2, 1);
  else
    place (self, self->add_button, narrow ? 1 : 2, 0, 1);
}
