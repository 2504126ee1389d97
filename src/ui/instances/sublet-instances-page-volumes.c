/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "ui/instances/sublet-volume-text.h"

/* Volumes that no instance uses: the last group of the cards, and what stands under anything else.
 */

/**
 * sublet_instances_page_make_volumes: (skip)
 * @self: a page with its models
 */
void
sublet_instances_page_make_volumes (SubletInstancesPage *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkCustomFilter *filter =
    gtk_custom_filter_new (sublet_instances_page_volume_matches, self, NULL);

  self->shown_volumes =
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->volumes)), GTK_FILTER (filter));
  self->volumes_caption = g_list_store_new (SUBLET_TYPE_GROUP_CAPTION);
  /* Where a rental stands in the cards' model is where the grouped one says. */
  g_list_store_append (parts, self->grouped);
  g_list_store_append (parts, self->volumes_caption);
  g_list_store_append (parts, self->shown_volumes);
  self->card_rows = gtk_flatten_list_model_new (G_LIST_MODEL (parts));

  sublet_volumes_group_set_volumes (SUBLET_VOLUMES_GROUP (self->volumes_group),
                                    self->volumes,
                                    G_LIST_MODEL (self->shown_volumes),
                                    self->engine);
  g_signal_connect_object (self->shown_volumes,
                           "items-changed",
                           G_CALLBACK (sublet_instances_page_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->volumes,
                           "notify",
                           G_CALLBACK (sublet_instances_page_update),
                           self,
                           G_CONNECT_SWAPPED);
}

/* A row of its own, another one whenever it says something else. */
static void
update_caption (SubletInstancesPage *self)
{
  GListModel *captions = G_LIST_MODEL (self->volumes_caption);
  guint n = g_list_model_get_n_items (captions);
  g_autoptr (SubletGroupCaption) old = g_list_model_get_item (captions, 0);
  g_autoptr (SubletGroupCaption) new = NULL;
  g_autofree char *heading = sublet_volume_text_dup_heading (G_LIST_MODEL (self->shown_volumes));
  g_autofree char *doubt =
    sublet_volume_text_dup_doubt (self->volumes, sublet_rental_engine_get_clock (self->engine));

  if (old != NULL && g_strcmp0 (sublet_group_caption_get_title (old), heading) == 0 &&
      g_strcmp0 (sublet_group_caption_get_note (old), doubt) == 0)
    return;

  if (heading != NULL || doubt != NULL)
    new = g_object_new (SUBLET_TYPE_GROUP_CAPTION, "title", heading, "note", doubt, NULL);
  if (n > 0 || new != NULL)
    g_list_store_splice (self->volumes_caption, 0, n, (gpointer *) &new, new != NULL);
}

/**
 * sublet_instances_page_update_volumes: (skip)
 * @self: a page
 *
 * In the list of cards they are its last group; a table has no room for them, and what is empty
 * says itself what is not known of them.
 */
void
sublet_instances_page_update_volumes (SubletInstancesPage *self)
{
  bool content = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->faces)),
                            SUBLET_INSTANCES_FACE_CONTENT) == 0;

  /* It is being made. */
  if (self->card_rows == NULL)
    return;

  update_caption (self);
  sublet_volumes_group_set_quiet (SUBLET_VOLUMES_GROUP (self->volumes_group), !content);
  gtk_widget_set_visible (self->volumes_group, !content || sublet_instances_page_is_table (self));
}
