/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-pane-view-private.h"

/* Which pane is seen, and what is remembered of that. */

void
sublet_pane_view_update_visibility (SubletPaneView *self)
{
  SubletPane *panes[] = { &self->start, &self->end };
  bool covered = false;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      SubletPane *pane = panes[i];

      gtk_widget_set_child_visible (pane->separator, sublet_pane_is_beside (pane));
      gtk_widget_set_child_visible (pane->back_row, sublet_pane_covers (pane));
      if (pane->child != NULL)
        gtk_widget_set_child_visible (pane->child, pane->shown);
      covered = covered || sublet_pane_covers (pane);
    }
  if (self->content != NULL)
    gtk_widget_set_child_visible (self->content, !covered);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
notify_shown (SubletPaneView *self, const SubletPane *pane)
{
  g_object_notify (G_OBJECT (self), pane == &self->start ? "start-shown" : "end-shown");
}

/* Without touching what is remembered: the room changed, not the person's mind. */
static void
set_shown (SubletPaneView *self, SubletPane *pane, gboolean shown)
{
  SubletPane *other = pane == &self->start ? &self->end : &self->start;

  if (pane->shown == shown)
    return;

  pane->shown = shown;
  if (sublet_pane_covers (pane) && sublet_pane_covers (other))
    {
      other->shown = FALSE;
      notify_shown (self, other);
    }
  sublet_pane_view_update_visibility (self);
  notify_shown (self, pane);
}

void
sublet_pane_view_set_remembered (SubletPaneView *self, SubletPane *pane, gboolean remembered)
{
  if (pane->remembered == remembered)
    return;

  pane->remembered = remembered;
  g_object_notify (G_OBJECT (self), pane == &self->start ? "start-remembered" : "end-remembered");
  if (pane->docked)
    set_shown (self, pane, remembered);
}

/* By the person or the program: where there is room, that is remembered. */
void
sublet_pane_view_choose_shown (SubletPaneView *self, SubletPane *pane, gboolean shown)
{
  GtkWidget *target = shown ? pane->child : self->content;
  bool covering = !pane->docked;

  if (pane->docked)
    sublet_pane_view_set_remembered (self, pane, shown);
  if (pane->shown == shown)
    return;

  set_shown (self, pane, shown);
  if (covering && target != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (target, GTK_DIR_TAB_FORWARD);
}

static void
apply_docked (SubletPaneView *self, SubletPane *pane)
{
  if (pane->docked == pane->next_docked)
    return;

  pane->docked = pane->next_docked;
  g_object_notify (G_OBJECT (self), pane == &self->start ? "start-docked" : "end-docked");
  if (pane->docked)
    set_shown (self, pane, pane->remembered || pane->shown);
  else
    set_shown (self, pane, FALSE);
  sublet_pane_view_update_visibility (self);
}

/**
 * sublet_pane_view_apply_docking:
 * @self: a view
 *
 * The layout has found that a pane fits beside the content, or does not any more.
 */
void
sublet_pane_view_apply_docking (SubletPaneView *self)
{
  apply_docked (self, &self->end);
  apply_docked (self, &self->start);
}

/**
 * sublet_pane_view_get_start_shown:
 * @self: a view
 *
 * Returns: whether the start pane is seen now
 */
gboolean
sublet_pane_view_get_start_shown (SubletPaneView *self)
{
  g_return_val_if_fail (SUBLET_IS_PANE_VIEW (self), FALSE);

  return self->start.shown;
}

/**
 * sublet_pane_view_set_start_shown:
 * @self: a view
 * @shown: whether to show the start pane: beside the content where there is room, which is
 *   remembered, else over it
 */
void
sublet_pane_view_set_start_shown (SubletPaneView *self, gboolean shown)
{
  g_return_if_fail (SUBLET_IS_PANE_VIEW (self));

  sublet_pane_view_choose_shown (self, &self->start, shown);
}

/**
 * sublet_pane_view_get_end_shown:
 * @self: a view
 *
 * Returns: whether the end pane is seen now
 */
gboolean
sublet_pane_view_get_end_shown (SubletPaneView *self)
{
  g_return_val_if_fail (SUBLET_IS_PANE_VIEW (self), FALSE);

  return self->end.shown;
}

/**
 * sublet_pane_view_set_end_shown:
 * @self: a view
 * @shown: as for the start pane
 */
void
sublet_pane_view_set_end_shown (SubletPaneView *self, gboolean shown)
{
  g_return_if_fail (SUBLET_IS_PANE_VIEW (self));

  sublet_pane_view_choose_shown (self, &self->end, shown);
}

/**
 * sublet_pane_view_get_start_docked:
 * @self: a view
 *
 * Returns: whether there is room for the start pane beside the content
 */
gboolean
sublet_pane_view_get_start_docked (SubletPaneView *self)
{
  g_return_val_if_fail (SUBLET_IS_PANE_VIEW (self), FALSE);

  return self->start.docked;
}

/**
 * sublet_pane_view_get_end_docked:
 * @self: a view
 *
 * Returns: whether there is room for the end pane beside the content
 */
gboolean
sublet_pane_view_get_end_docked (SubletPaneView *self)
{
  g_return_val_if_fail (SUBLET_IS_PANE_VIEW (self), FALSE);

  return self->end.docked;
}
