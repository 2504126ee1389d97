/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "ui/instances/sublet-rental-text.h"

#include <string.h>

/* Cards by what was typed. */

static bool
contains (const char *text, const char *folded_needle)
{
  g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold (text, -1);

  return folded != NULL && strstr (folded, folded_needle) != NULL;
}

gboolean
sublet_instances_page_matches (gpointer item, gpointer user_data)
{
  SubletInstancesPage *self = user_data;
  g_autofree char *needle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *id = NULL;

  if (self->search_text == NULL || *self->search_text == '\0')
    return TRUE;

  needle = g_utf8_casefold (self->search_text, -1);
  name = sublet_rental_text_dup_name (item);
  gpu = sublet_rental_text_dup_gpu (item);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (item));

  return contains (name, needle) || contains (gpu, needle) || contains (id, needle) ||
         contains (sublet_rental_get_image (item), needle);
}

void
sublet_instances_page_search (SubletInstancesPage *self)
{
  g_free (self->search_text);
  self->search_text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
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
