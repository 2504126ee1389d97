/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-table-private.h"

#include "ui/common/sublet-update-queue.h"

/* What is done to a line: the actions of an instance, about the line that is meant, and a menu of
 * them beside it. */

static GtkWidget *find_row (SubletInstancesTable *self, SubletRental *rental);

static void
on_update (gpointer user_data)
{
  sublet_instance_actions_update (user_data);
}

/* What a poll changes is looked at once, before the next frame. */
static void
on_actions_changed (SubletInstanceActions *actions)
{
  sublet_update_queue_add (actions, on_update);
}

/* Back to its line, which may be another widget by now. */
static void
on_menu_closed (SubletInstancesTable *self)
{
  SubletRental *rental = sublet_instance_actions_get_rental (self->actions);
  GtkWidget *row = rental == NULL ? NULL : find_row (self, rental);

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
on_menu_visible (SubletInstancesTable *self)
{
  g_object_notify (G_OBJECT (self), "popover-open");
}

/**
 * sublet_instances_table_make_actions: (skip)
 * @self: a table with an engine
 * @connections: (nullable): the ways to what runs
 */
void
sublet_instances_table_make_actions (SubletInstancesTable *self, SubletConnections *connections)
{
  g_autoptr (GMenuModel) menu = sublet_instance_actions_make_menu ();

  self->actions = sublet_instance_actions_new (GTK_WIDGET (self), self->engine, connections);
  g_signal_connect (self->actions, "changed", G_CALLBACK (on_actions_changed), NULL);

  self->menu = g_object_ref_sink (gtk_popover_menu_new_from_model (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu,
                           "closed",
                           G_CALLBACK (on_menu_closed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->menu,
                           "notify::visible",
                           G_CALLBACK (on_menu_visible),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_instances_table_drop_actions: (skip)
 * @self: a table that goes away
 */
void
sublet_instances_table_drop_actions (SubletInstancesTable *self)
{
  if (self->actions == NULL)
    return;

  gtk_widget_unparent (self->menu);
  g_clear_object (&self->menu);
  sublet_instance_actions_detach (self->actions);
  sublet_update_queue_remove (self->actions);
  g_clear_object (&self->actions);
}

/* ---- lines ---- */

static GtkWidget *
find_row (SubletInstancesTable *self, SubletRental *rental)
{
  GtkWidget *row = gtk_widget_get_first_child (sublet_instances_table_get_list (self));

  while (row != NULL && sublet_instances_table_find_rental (self, row) != rental)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/**
 * sublet_instances_table_get_focused:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the rental whose line has the focus
 */
SubletRental *
sublet_instances_table_get_focused (SubletInstancesTable *self)
{
  GtkRoot *root;

  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));

  return root == NULL ? NULL : sublet_instances_table_find_rental (self, gtk_root_get_focus (root));
}

/**
 * sublet_instances_table_focus:
 * @self: a table
 * @rental: one of its model
 *
 * Brings its line into sight, and moves the focus to it.
 *
 * Returns: whether there is one
 */
gboolean
sublet_instances_table_focus (SubletInstancesTable *self, SubletRental *rental)
{
  GtkWidget *row;
  guint i;

  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), FALSE);

  for (i = 0; self->model != NULL && i < g_list_model_get_n_items (self->model); i++)
    {
      g_autoptr (SubletRental) item = g_list_model_get_item (self->model, i);

      if (item == rental)
        /* The column view has no such action of its own on the floor; the list inside has. */
        gtk_widget_activate_action (sublet_instances_table_get_list (self),
                                    "list.scroll-to-item",
                                    "u",
                                    i);
    }
  row = find_row (self, rental);

  return row != NULL && gtk_widget_grab_focus (row);
}

/**
 * sublet_instances_table_get_actions:
 * @self: a table
 * @rental: (nullable): what something is to be done with
 *
 * Returns: (transfer none): the actions of its lines, about that rental from now on
 */
SubletInstanceActions *
sublet_instances_table_get_actions (SubletInstancesTable *self, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), NULL);

  sublet_instance_actions_set_rental (self->actions,
                                      rental,
                                      rental == NULL ? NULL
                                                     : g_hash_table_lookup (self->records, rental));

  return self->actions;
}

/**
 * sublet_instances_table_popup_menu:
 * @self: a table
 * @rental: one of its model
 *
 * All its actions, below its line.
 */
void
sublet_instances_table_popup_menu (SubletInstancesTable *self, SubletRental *rental)
{
  GtkWidget *row;
  graphene_rect_t bounds;

  g_return_if_fail (SUBLET_IS_INSTANCES_TABLE (self));

  row = find_row (self, rental);
  if (row == NULL || sublet_rental_get_instance_id (rental) <= 0 ||
      !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return;

  sublet_instances_table_get_actions (self, rental);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ MAX ((int) graphene_rect_get_x (&bounds), 0),
                                                (int) graphene_rect_get_y (&bounds),
                                                1,
                                                (int) graphene_rect_get_height (&bounds) });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * sublet_instances_table_get_popover_open:
 * @self: a table
 *
 * Returns: whether the menu of a line is open
 */
gboolean
sublet_instances_table_get_popover_open (SubletInstancesTable *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), FALSE);

  return self->menu != NULL && gtk_widget_get_visible (self->menu);
}
