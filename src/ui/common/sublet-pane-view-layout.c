/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-pane-view-private.h"

#include "ui/common/sublet-text-scale.h"

#define CONTENT_WIDTH 520

/* Over the content. */
bool
sublet_pane_covers (const SubletPane *pane)
{
  return pane->child != NULL && pane->shown && !pane->docked;
}

/* Beside the content. */
bool
sublet_pane_is_beside (const SubletPane *pane)
{
  return pane->child != NULL && pane->shown && pane->docked;
}

static int
pane_get_width (SubletPaneView *self, const SubletPane *pane)
{
  int width = (int) (pane->normal_width * sublet_ui_get_text_scale (GTK_WIDGET (self)));
  int minimum = 0;

  if (pane->child != NULL)
    gtk_widget_measure (pane->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (width, minimum);
}

static int
content_get_width (SubletPaneView *self)
{
  int minimum = 0;

  if (self->content != NULL)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX ((int) (CONTENT_WIDTH * sublet_ui_get_text_scale (GTK_WIDGET (self))), minimum);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);

  self->tick_id = 0;
  sublet_pane_view_apply_docking (self);

  return G_SOURCE_REMOVE;
}

static void
plan_docking (SubletPaneView *self, int width)
{
  int content_width = content_get_width (self);
  int end_width = pane_get_width (self, &self->end);
  int room = width;

  self->end.next_docked = self->end.child != NULL && width >= content_width + end_width;
  if (self->end.next_docked && (self->end.docked ? self->end.shown : self->end.remembered))
    room -= end_width;
  self->start.next_docked = self->start.child != NULL &&
                            room >= content_width + pane_get_width (self, &self->start);

  if (self->tick_id == 0 &&
      (self->end.next_docked != self->end.docked || self->start.next_docked != self->start.docked))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* In logical coordinates, start to end; mirrored for right-to-left. */
static void
allocate (SubletPaneView *self, GtkWidget *child, int x, int y, int width, int height)
{
  GskTransform *transform = NULL;
  graphene_point_t origin;

  if (child == NULL || !gtk_widget_should_layout (child) || !gtk_widget_get_child_visible (child))
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  origin = GRAPHENE_POINT_INIT (x, y);
  if (x != 0 || y != 0)
    transform = gsk_transform_translate (NULL, &origin);
  gtk_widget_allocate (child, width, height, -1, transform);
}

static int
get_minimum (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
allocate_covering (SubletPaneView *self, SubletPane *pane, int x, int width, int height)
{
  int back_height = get_minimum (pane->back_row, GTK_ORIENTATION_VERTICAL, width);

  width = MAX (width, get_minimum (pane->child, GTK_ORIENTATION_HORIZONTAL, -1));
  allocate (self, pane->back_row, x, 0, width, back_height);
  height = MAX (height - back_height, get_minimum (pane->child, GTK_ORIENTATION_VERTICAL, width));
  allocate (self, pane->child, x, back_height, width, height);
}

void
sublet_pane_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);
  int start_width = 0;
  int end_width = 0;
  int content_width;

  plan_docking (self, width);

  if (sublet_pane_is_beside (&self->end))
    {
      int separator = get_minimum (self->end.separator, GTK_ORIENTATION_HORIZONTAL, -1);

      end_width = pane_get_width (self, &self->end);
      allocate (self, self->end.child, width - end_width, 0, end_width, height);
      end_width += separator;
      allocate (self, self->end.separator, width - end_width, 0, separator, height);
    }
  if (sublet_pane_is_beside (&self->start))
    {
      int separator = get_minimum (self->start.separator, GTK_ORIENTATION_HORIZONTAL, -1);

      start_width = pane_get_width (self, &self->start);
      allocate (self, self->start.child, 0, 0, start_width, height);
      allocate (self, self->start.separator, start_width, 0, separator, height);
      start_width += separator;
    }

  content_width = width - start_width - end_width;
  if (sublet_pane_covers (&self->start))
    allocate_covering (self, &self->start, start_width, content_width, height);
  if (sublet_pane_covers (&self->end))
    allocate_covering (self, &self->end, start_width, content_width, height);
  if (self->content != NULL)
    {
      content_width =
        MAX (content_width, get_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1));
      allocate (self,
                self->content,
                start_width,
                0,
                content_width,
                MAX (height, get_minimum (self->content, GTK_ORIENTATION_VERTICAL, content_width)));
    }
}

void
sublet_pane_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);
  GtkWidget *children[] = { self->start.child, self->content, self->end.child };
  gsize i;

  *minimum = 0;
  *natural = 0;
  for (i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (children[i] == NULL)
        continue;
      gtk_widget_measure (children[i], orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *natural += child_natural;
      else
        *natural = MAX (*natural, child_natural);
    }
  *minimum_baseline = -1;
  *natural_baseline = -1;
}
