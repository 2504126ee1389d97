/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-volume-text.h"

#include <string.h>

/* Cards and volumes by what was typed. */

static bool
contains (const char *text, const char *folded_needle)
{
  g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold (text, -1);

  return folded != NULL && strstr (folded, folded_needle) != NULL;
}

/* Folded; (nullable): all match. */
static char *
dup_needle (SubletInstancesPage *self)
{
  return self->search_text == NULL || *self->search_text == '\0'
           ? NULL
           : g_utf8_casefold (self->search_text, -1);
}

gboolean
sublet_instances_page_matches (gpointer item, gpointer user_data)
{
  SubletInstancesPage *self = user_data;
  g_autofree char *needle = dup_needle (self);
  g_autofree char *name = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *id = NULL;

  if (needle == NULL)
    return TRUE;

  name = sublet_rental_text_dup_name (item);
  gpu = sublet_rental_text_dup_gpu (item);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (item));

  return contains (name, needle) || contains (gpu, needle) || contains (id, needle) ||
         contains (sublet_rental_get_image (item), needle);
}

/* By its name or number. */
gboolean
sublet_instances_page_volume_matches (gpointer item, gpointer user_data)
{
  g_autofree char *needle = dup_needle (user_data);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (needle == NULL)
    return TRUE;

  name = sublet_volume_text_dup_name (item);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sublet_volume_get_data (item)->id);

  return contains (name, needle) || contains (id, needle);
}

void
sublet_instances_page_search (SubletInstancesPage *self)
{
  g_free (self->search_text);
  self->search_text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown_volumes),
                      GTK_FILTER_CHANGE_DIFFERENT);
  sublet_grouped_model_flush (self->grouped);
  sublet_instances_page_update_face (self);
}

void
sublet_instances_page_clear_search (SubletInstancesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sublet_instances_page_search (self);
}
