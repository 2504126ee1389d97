/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-chart-private.h"

/* The bar that is shown: by the pointer, by keys. */

static void
set_pointed (SubletSpendChart *self, int pointed)
{
  if (self->pointed == pointed)
    return;

  self->pointed = pointed;
  sublet_spend_chart_update_sentence (self);
}

/* -1: none is there. */
static int
find_bar_at (SubletSpendChart *self, double x)
{
  SubletSpendLayout layout;
  double along;

  if (sublet_spend_chart_get_n_bars (self) == 0)
    return -1;

  sublet_spend_chart_lay_out (self, &layout);
  along = x - layout.plot.origin.x;
  if (along < 0 || along >= layout.plot.size.width)
    return -1;

  return (int) MIN (along / layout.pitch, sublet_spend_chart_get_n_bars (self) - 1);
}

static void
on_motion (SubletSpendChart *self, double x, double y)
{
  set_pointed (self, find_bar_at (self, x));
}

static void
on_leave (SubletSpendChart *self)
{
  set_pointed (self, -1);
}

static void
choose (SubletSpendChart *self, guint bar)
{
  self->chosen_us = g_array_index (self->bars->buckets, SubletSpendBucket, bar).start_us;
  /* What was just chosen is told, wherever the pointer rests. */
  self->pointed = -1;
  sublet_spend_chart_update_sentence (self);
}

static void
on_pressed (SubletSpendChart *self, int n_press, double x, double y)
{
  int bar = find_bar_at (self, x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (bar >= 0)
    choose (self, (guint) bar);
}

/* @move: how many bars, or to an end of them. */
static gboolean
on_move (GtkWidget *widget, GVariant *move, gpointer user_data)
{
  SubletSpendChart *self = SUBLET_SPEND_CHART (widget);
  guint n_bars = sublet_spend_chart_get_n_bars (self);

  if (n_bars > 0)
    choose (self,
            (guint) CLAMP ((gint64) sublet_spend_chart_get_chosen (self) +
                             g_variant_get_int32 (move),
                           0,
                           (gint64) n_bars - 1));

  return GDK_EVENT_STOP;
}

/**
 * sublet_spend_chart_install_keys: (skip)
 * @widget_class: the chart's class
 */
void
sublet_spend_chart_install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    guint keypad_key;
    int move;
  } keys[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, -G_MAXINT },
    { GDK_KEY_End, GDK_KEY_KP_End, G_MAXINT },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i].key, 0, on_move, "i", keys[i].move);
      gtk_widget_class_add_binding (widget_class,
                                    keys[i].keypad_key,
                                    0,
                                    on_move,
                                    "i",
                                    keys[i].move);
    }
}

/**
 * sublet_spend_chart_add_controllers: (skip)
 * @self: a new chart
 */
void
sublet_spend_chart_add_controllers (SubletSpendChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
