/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-view-private.h"

/* The end stays in sight until a person scrolls away from it. */

static GtkAdjustment *
get_adjustment (SubletLogView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

static bool
is_at_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - 1;
}

/* Text that comes into sight is measured then, and moves the end: on_measured() follows. */
void
sublet_log_view_go_to_end (SubletLogView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_upper (adjustment) -
                              gtk_adjustment_get_page_size (adjustment));
}

/* So long what moves it may be the person's doing. */
#define INPUT_US (G_USEC_PER_SEC / 2)

/* Text that is measured or grows moves it as well. */
static void
on_scrolled (SubletLogView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  bool by_person = g_get_monotonic_time () - self->input_us < INPUT_US;

  if (by_person && is_at_end (adjustment))
    sublet_log_view_take_follow (self, true);
  else if (by_person && value < self->last_value)
    sublet_log_view_take_follow (self, false);
  self->last_value = value;
}

static gboolean
on_input (SubletLogView *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type != GDK_MOTION_NOTIFY || (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK) != 0)
    self->input_us = g_get_monotonic_time ();

  return GDK_EVENT_PROPAGATE;
}

static void
on_measured (SubletLogView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (self->follow && !is_at_end (adjustment))
    sublet_log_view_go_to_end (self);
  self->last_value = gtk_adjustment_get_value (adjustment);
}

void
sublet_log_view_watch_scrolling (SubletLogView *self)
{
  GtkEventController *input = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (input, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (input, "event", G_CALLBACK (on_input), self);
  gtk_widget_add_controller (self->scrolled, input);
  g_signal_connect_swapped (get_adjustment (self), "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect_swapped (get_adjustment (self), "changed", G_CALLBACK (on_measured), self);
}

void
sublet_log_view_unwatch_scrolling (SubletLogView *self)
{
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (get_adjustment (self), self);
}
