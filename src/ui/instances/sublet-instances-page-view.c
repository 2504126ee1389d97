/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

/* Cards or a table, both of the same model in the same order. The one that is not seen has none. */

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SubletInstancesPage *self = user_data;

  return sublet_instance_order_compare (self->sort_key,
                                        self->sort_descending,
                                        (SubletRental *) a,
                                        (SubletRental *) b,
                                        sublet_rental_engine_get_clock (self->engine));
}

/**
 * sublet_instances_page_is_table:
 * @self: a page
 *
 * Returns: whether the table is seen, which a narrow page has no room for
 */
bool
sublet_instances_page_is_table (SubletInstancesPage *self)
{
  return self->size_class != SUBLET_SIZE_CLASS_NARROW &&
         g_str_equal (self->view, SUBLET_INSTANCES_VIEW_TABLE);
}

/**
 * sublet_instances_page_update_order:
 * @self: a page
 *
 * Cards and lines stand as the order says, held or not: a person has asked for it.
 */
void
sublet_instances_page_update_order (SubletInstancesPage *self)
{
  sublet_instances_page_update_grouping (self);
  sublet_grouped_model_set_order (self->grouped, compare, self);
  sublet_instances_table_show_order (SUBLET_INSTANCES_TABLE (self->table),
                                     self->sort_key,
                                     self->sort_descending);
}

/**
 * sublet_instances_page_update_grouping:
 * @self: a page
 *
 * GTK 4.8 has no captions in a table: there lines go by what groups them first, then by the order.
 * An order that is the groups' own has the last word, for the lines can be turned round.
 */
void
sublet_instances_page_update_grouping (SubletInstancesPage *self)
{
  bool is_table = sublet_instances_page_is_table (self);
  const SubletGrouping *grouping = sublet_instance_grouping_get (self->grouping);

  if (is_table && self->grouping == SUBLET_INSTANCE_GROUPING_STATE &&
      self->sort_key == SUBLET_INSTANCE_KEY_STATE)
    grouping = NULL;
  sublet_grouped_model_set_grouping (self->grouped, grouping, !is_table);
}

static void
on_order_wanted (SubletInstancesPage *self, int key, gboolean descending)
{
  sublet_instances_page_set_order (self, (SubletInstanceKey) key, descending);
}

/**
 * sublet_instances_page_make_table:
 * @self: a page with its model
 */
void
sublet_instances_page_make_table (SubletInstancesPage *self)
{
  SubletInstanceActions *lines;

  self->table = sublet_instances_table_new (self->engine, self->connections, self->records);
  sublet_instances_table_set_selection (SUBLET_INSTANCES_TABLE (self->table), self->selection);
  g_signal_connect_object (self->table,
                           "order-wanted",
                           G_CALLBACK (on_order_wanted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table,
                           "notify::popover-open",
                           G_CALLBACK (sublet_instances_page_on_popover),
                           self,
                           G_CONNECT_SWAPPED);
  lines = sublet_instances_table_get_actions (SUBLET_INSTANCES_TABLE (self->table), NULL);
  sublet_instances_page_follow_wishes (self, G_OBJECT (lines));
  gtk_stack_add_named (GTK_STACK (self->views), self->table, SUBLET_INSTANCES_VIEW_TABLE);
  sublet_instances_page_update_menus (self);
}

/**
 * sublet_instances_page_update_view:
 * @self: a page
 *
 * Shows what was chosen, as far as there is room.
 */
void
sublet_instances_page_update_view (SubletInstancesPage *self)
{
  bool is_table = sublet_instances_page_is_table (self);
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_set_visible (self->view_buttons, self->size_class != SUBLET_SIZE_CLASS_NARROW);
  if (self->grouped == NULL || (self->shows_model && is_table == self->shows_table))
    return;

  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  sublet_instances_table_set_model (SUBLET_INSTANCES_TABLE (self->table), NULL);
  sublet_instances_page_update_order (self);
  if (is_table)
    sublet_instances_table_set_model (SUBLET_INSTANCES_TABLE (self->table),
                                      G_LIST_MODEL (self->grouped));
  else
    {
      selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->card_rows)));
      gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
    }
  self->shows_model = true;
  self->shows_table = is_table;
  gtk_stack_set_visible_child_name (GTK_STACK (self->views),
                                    is_table ? SUBLET_INSTANCES_VIEW_TABLE
                                             : SUBLET_INSTANCES_VIEW_CARDS);
  sublet_instances_page_update_volumes (self);
  sublet_instances_page_start_clock (self);
}
