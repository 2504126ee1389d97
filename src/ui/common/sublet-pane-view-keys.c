/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-pane-view-private.h"

/* The way between the panes and out of one without a pointer. */

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);

  if (sublet_pane_covers (&self->start))
    sublet_pane_view_choose_shown (self, &self->start, FALSE);
  else if (sublet_pane_covers (&self->end))
    sublet_pane_view_choose_shown (self, &self->end, FALSE);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static bool
holds_focus (SubletPaneView *self, GtkWidget *child)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (focus == child || gtk_widget_is_ancestor (focus, child));
}

static gboolean
on_next_pane (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);
  GtkWidget *areas[] = { self->start.child, self->content, self->end.child };
  const int n_areas = (int) G_N_ELEMENTS (areas);
  int step = g_variant_get_int32 (arguments);
  int current = 0;
  int i;

  for (i = 0; i < n_areas; i++)
    if (areas[i] != NULL && holds_focus (self, areas[i]))
      current = i;

  for (i = 1; i < n_areas; i++)
    {
      GtkWidget *area = areas[(current + step * i + n_areas * n_areas) % n_areas];

      if (area != NULL && gtk_widget_get_mapped (area) &&
          gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD))
        return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

void
sublet_pane_view_add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, on_next_pane, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, on_next_pane, "i", -1);
}
