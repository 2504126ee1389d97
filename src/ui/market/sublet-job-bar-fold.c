/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-job-bar-private.h"

/* Whether the fields stand side by side, or one button for them. */

/**
 * sublet_job_bar_apply_folded: (skip)
 * @self: a bar
 *
 * Folds or unfolds it, as who made it wants and its width allows.
 */
void
sublet_job_bar_apply_folded (SubletJobBar *self)
{
  gboolean folded = self->fold_wanted || self->too_wide;
  GtkWidget *form;

  if (self->folded == folded)
    return;

  self->folded = folded;
  form = g_object_ref (GTK_WIDGET (self->form));
  adw_bin_set_child (folded ? self->place : self->folded_place, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (form),
                                  folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_bin_set_child (folded ? self->folded_place : self->place, form);
  g_object_unref (form);
  gtk_widget_set_visible (GTK_WIDGET (self->place), !folded);
  if (!folded)
    gtk_menu_button_popdown (self->button);
  g_object_notify (G_OBJECT (self), "folded");
}

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Of the fields side by side, wherever they are now: folded they stand in a column, the kinds are
 * all as wide as the widest, and one toggle has a word beside its icon. */
static int
get_unfolded_width (SubletJobBar *self)
{
  int width = 0;
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->form)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != self->kinds)
        width += get_minimum_width (child) + gtk_box_get_spacing (self->form);
    }
  for (child = gtk_widget_get_first_child (self->kinds); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    width += get_minimum_width (child);
  if (gtk_widget_get_visible (self->side_by_side_label))
    width -=
      get_minimum_width (self->side_by_side_label) + gtk_box_get_spacing (self->side_by_side_box);

  return width;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  SubletJobBar *self = SUBLET_JOB_BAR (widget);

  self->tick_id = 0;
  self->too_wide = get_unfolded_width (self) > gtk_widget_get_width (widget);
  sublet_job_bar_apply_folded (self);

  return G_SOURCE_REMOVE;
}

void
sublet_job_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  SubletJobBar *self = SUBLET_JOB_BAR (widget);

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)),
                      orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? for_size : -1,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
  /* It folds where it gets less. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->folded)
    *minimum = 0;
}

void
sublet_job_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletJobBar *self = SUBLET_JOB_BAR (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  gboolean too_wide = get_unfolded_width (self) > width;

  /* As a size bin does: later, and what is too wide for one frame is hidden. */
  if (too_wide != self->too_wide && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (widget, on_tick, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, get_minimum_width (child)), height, baseline, NULL);
}
