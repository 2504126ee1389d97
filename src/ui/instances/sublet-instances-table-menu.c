/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-table-private.h"

#include <stdbool.h>

/*
 * A line has no room for what a card can do, and need not do it again: a card that is never seen is
 * told which rental it is about, and does it. Its menu is shown beside the line. GTK gives a
 * widget's actions to its children alone, so that a group with the same names stands in for them; a
 * button of the hidden card for each tells whether it can be done.
 */

#define PREFIX "instance."

static GtkWidget *find_row (SubletInstancesTable *self, SubletRental *rental);

static void
on_action (GSimpleAction *action, GVariant *parameter, SubletInstancesTable *self)
{
  g_autofree char *name = g_strconcat (PREFIX, g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (self->actor, name, NULL);
}

static void
add_action (SubletInstancesTable *self, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new (name + strlen (PREFIX), NULL);

  gtk_widget_set_parent (button, self->actor);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  gtk_widget_set_visible (button, FALSE);
  g_ptr_array_add (self->probes, button);
  g_object_bind_property (button, "sensitive", action, "enabled", G_BINDING_SYNC_CREATE);
  g_signal_connect (action, "activate", G_CALLBACK (on_action), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
add_actions (SubletInstancesTable *self, GMenuModel *menu)
{
  int i;

  for (i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *name = NULL;

      if (section != NULL)
        add_actions (self, section);
      else if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name) &&
               g_str_has_prefix (name, PREFIX))
        add_action (self, name);
    }
}

/* Back to its line, which may be another widget by now. */
static void
on_menu_closed (SubletInstancesTable *self)
{
  SubletRental *rental = sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (self->actor));
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
 * sublet_instances_table_make_actor: (skip)
 * @self: a table with an engine
 * @connections: (nullable): the ways to what runs
 */
void
sublet_instances_table_make_actor (SubletInstancesTable *self, SubletConnections *connections)
{
  GMenuModel *menu;

  self->actor = g_object_ref_sink (sublet_instance_card_new (self->engine, connections));
  gtk_widget_set_visible (self->actor, FALSE);
  gtk_widget_set_parent (self->actor, GTK_WIDGET (self));

  menu = sublet_instance_card_get_menu (SUBLET_INSTANCE_CARD (self->actor));
  self->actions = g_simple_action_group_new ();
  self->probes = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  add_actions (self, menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "instance", G_ACTION_GROUP (self->actions));

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
 * sublet_instances_table_drop_actor: (skip)
 * @self: a table that goes away
 */
void
sublet_instances_table_drop_actor (SubletInstancesTable *self)
{
  if (self->actor == NULL)
    return;

  gtk_widget_insert_action_group (GTK_WIDGET (self), "instance", NULL);
  g_clear_pointer (&self->probes, g_ptr_array_unref);
  gtk_widget_unparent (self->menu);
  g_clear_object (&self->menu);
  gtk_widget_unparent (self->actor);
  g_clear_object (&self->actor);
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
 * sublet_instances_table_get_actor:
 * @self: a table
 * @rental: (nullable): what something is to be done with
 *
 * Returns: (transfer none): the card whose actions are about that rental from now on
 */
SubletInstanceCard *
sublet_instances_table_get_actor (SubletInstancesTable *self, SubletRental *rental)
{
  SubletInstanceCard *actor;

  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), NULL);

  actor = SUBLET_INSTANCE_CARD (self->actor);
  sublet_instance_card_set_rental (actor,
                                   rental,
                                   rental == NULL ? NULL
                                                  : g_hash_table_lookup (self->records, rental));

  return actor;
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

  sublet_instances_table_get_actor (self, rental);
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
