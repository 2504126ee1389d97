/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-search-list-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"

/* What the list shows: its face, what is cheapest of each search, and where each stands. */

/**
 * sublet_search_list_get_row: (skip)
 * @self: a list
 * @position: of a search
 *
 * Returns: (transfer none) (nullable): its row
 */
SubletSearchRow *
sublet_search_list_get_row (SubletSearchList *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row != NULL ? SUBLET_SEARCH_ROW (row) : NULL;
}

/* ---- faces ---- */

static const char *
get_face (SubletSearchList *self)
{
  switch (sublet_saved_searches_get_state (self->searches))
    {
    case SUBLET_SAVED_SEARCHES_STATE_KNOWN:
      return g_list_model_get_n_items (G_LIST_MODEL (self->searches)) > 0 ? "list" : "empty";
    case SUBLET_SAVED_SEARCHES_STATE_ERROR:
      return "error";
    case SUBLET_SAVED_SEARCHES_STATE_LOADING:
    default:
      return "loading";
    }
}

/**
 * sublet_search_list_update_face: (skip)
 * @self: a list
 *
 * Which face it has, and whether a search can be saved.
 */
void
sublet_search_list_update_face (SubletSearchList *self)
{
  const char *face = get_face (self);
  gboolean known = sublet_saved_searches_get_state (self->searches) ==
                   SUBLET_SAVED_SEARCHES_STATE_KNOWN;
  gboolean read_only = known && sublet_saved_searches_get_read_only (self->searches);
  g_autoptr (GError)
    reason = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_READ_ONLY, "searches");

  gtk_stack_set_visible_child_name (self->stack, face);
  gtk_spinner_set_spinning (self->spinner,
                            g_str_equal (face, "loading") &&
                              gtk_widget_get_mapped (GTK_WIDGET (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "searches.save", known && !read_only);
  gtk_label_set_text (self->reason_label, sublet_error_text_get_sentence (reason));
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), read_only);
}

/* ---- what is cheapest ---- */

static void
show_lowest (SubletSearchList *self)
{
  SubletSearchRow *row;
  guint i;

  for (i = 0; self->lowest != NULL && i < self->lowest->len; i++)
    {
      row = sublet_search_list_get_row (self, i);
      if (row != NULL)
        sublet_search_row_set_lowest (row, &g_array_index (self->lowest, SubletLowest, i));
    }
}

static void
on_lowest (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSearchList) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *lowest = sublet_market_find_lowest_finish (SUBLET_MARKET (source), result, &error);

  /* Cancelled: another one is under way, or nobody looks. */
  if (lowest == NULL)
    return;

  g_clear_object (&self->looking);
  g_clear_pointer (&self->lowest, g_array_unref);
  self->lowest = lowest;
  show_lowest (self);
}

/**
 * sublet_search_list_stop_looking: (skip)
 * @self: a list
 *
 * What is cheapest is not looked for any more.
 */
void
sublet_search_list_stop_looking (SubletSearchList *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/**
 * sublet_search_list_look_for_lowest: (skip)
 * @self: a list
 *
 * Finds what is cheapest of each search, while somebody looks.
 */
void
sublet_search_list_look_for_lowest (SubletSearchList *self)
{
  sublet_search_list_stop_looking (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->looking = g_cancellable_new ();
  sublet_market_find_lowest_async (self->market,
                                   G_LIST_MODEL (self->searches),
                                   self->looking,
                                   on_lowest,
                                   g_object_ref (self));
}

/* ---- where each stands ---- */

/**
 * sublet_search_list_update_places: (skip)
 * @self: a list
 *
 * Tells each row where it stands, and what is set of it.
 */
void
sublet_search_list_update_places (SubletSearchList *self)
{
  const char *default_id = sublet_saved_searches_get_default_id (self->searches);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->searches));
  guint i;

  for (i = 0; i < n; i++)
    {
      SubletSearchRow *row = sublet_search_list_get_row (self, i);
      const char *id = sublet_saved_search_get_id (sublet_search_row_get_search (row));
      const SubletSearchPlace place = {
        .first = i == 0,
        .last = i + 1 == n,
        .is_default = g_strcmp0 (id, default_id) == 0,
        .current = g_strcmp0 (id, self->current_id) == 0,
        .read_only = sublet_saved_searches_get_read_only (self->searches),
      };

      sublet_search_row_set_place (row, &place);
    }
}
