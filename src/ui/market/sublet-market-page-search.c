/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

/* ---- which search it is ---- */

/* The one that was applied as long as it is what is set, else whichever that is. */
static SubletSavedSearch *
find_current (SubletMarketPage *self, gboolean *changed)
{
  g_auto (SubletSearchTerms) now = { 0 };
  SubletSavedSearch *applied = sublet_saved_searches_find (self->searches, self->search_id, NULL);
  SubletSavedSearch *same;

  *changed = FALSE;
  sublet_search_terms_init_from_settings (&now, self->settings);
  if (applied != NULL && sublet_search_terms_equal (sublet_saved_search_get_terms (applied), &now))
    return applied;

  same = sublet_saved_searches_find_terms (self->searches, &now);
  if (same != NULL)
    return same;

  *changed = applied != NULL;
  return applied;
}

/**
 * sublet_market_page_set_search_id:
 * @self: a page
 * @id: (nullable): of the search that was applied or saved last
 */
void
sublet_market_page_set_search_id (SubletMarketPage *self, const char *id)
{
  char *copy = g_strdup (id);

  g_free (self->search_id);
  self->search_id = copy;
}

/**
 * sublet_market_page_update_search:
 * @self: a page
 *
 * The button names the search that is set, or was before something was changed.
 */
void
sublet_market_page_update_search (SubletMarketPage *self)
{
  gboolean changed = FALSE;
  SubletSavedSearch *current;

  if (self->searches == NULL)
    return;

  current = find_current (self, &changed);
  sublet_market_page_set_search_id (self,
                                    current != NULL ? sublet_saved_search_get_id (current) : NULL);
  sublet_search_button_set_current (self->search_button,
                                    current != NULL ? sublet_saved_search_get_name (current) : NULL,
                                    changed);
  sublet_search_list_set_current (self->search_list, changed ? NULL : self->search_id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "market.save-search",
                                 sublet_saved_searches_get_state (self->searches) ==
                                     SUBLET_SAVED_SEARCHES_STATE_KNOWN &&
                                   !sublet_saved_searches_get_read_only (self->searches));
}

/* The default was applied before anything was asked. */
static void
on_searches_known (SubletMarketPage *self)
{
  const char *default_id = sublet_saved_searches_get_default_id (self->searches);

  if (self->search_id == NULL && default_id != NULL)
    sublet_market_page_set_search_id (self, default_id);
  sublet_market_page_update_search (self);
}

static void
apply (SubletMarketPage *self, SubletSavedSearch *search)
{
  if (sublet_saved_search_get_reading (search) == SUBLET_SEARCH_READING_NONE)
    return;

  sublet_market_page_set_search_id (self, sublet_saved_search_get_id (search));
  sublet_market_freeze (self->market);
  sublet_search_terms_apply (sublet_saved_search_get_terms (search), self->settings);
  sublet_market_thaw (self->market);
  sublet_market_page_update_search (self);
  sublet_search_button_popdown (self->search_button);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * sublet_market_page_show_searches:
 * @self: a page
 *
 * Opens the list.
 */
void
sublet_market_page_show_searches (SubletMarketPage *self)
{
  if (self->search_button != NULL)
    sublet_search_button_popup (self->search_button);
}

/* ---- the list ---- */

static void
on_act (SubletMarketPage *self, SubletSavedSearch *search, SubletSearchVerb verb)
{
  if (verb == SUBLET_SEARCH_VERB_APPLY)
    apply (self, search);
  else
    sublet_market_page_change_search (self, search, verb);
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The list's face says the same. */
  if (!sublet_saved_searches_load_finish (SUBLET_SAVED_SEARCHES (source), result, &error))
    g_message ("No saved searches: %s", error->message);
}

static void
on_retry (SubletMarketPage *self)
{
  sublet_saved_searches_load_async (self->searches, on_reloaded, NULL);
}

static void
build_button (SubletMarketPage *self)
{
  GtkWidget *list = sublet_search_list_new (self->market, self->searches);

  self->search_list = SUBLET_SEARCH_LIST (list);
  self->search_button = SUBLET_SEARCH_BUTTON (sublet_search_button_new (list));
  g_signal_connect_object (list, "act", G_CALLBACK (on_act), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list,
                           "move",
                           G_CALLBACK (sublet_market_page_move_search),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list,
                           "save",
                           G_CALLBACK (sublet_market_page_save_search),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "retry", G_CALLBACK (on_retry), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (GTK_BOX (self->header_start),
                              GTK_WIDGET (self->search_button),
                              self->filters_toggle);
  sublet_search_button_set_compact (self->search_button,
                                    self->size_class != SUBLET_SIZE_CLASS_WIDE);
}

/**
 * sublet_market_page_set_searches:
 * @self: a page
 * @searches: the person's searches
 *
 * Once.
 */
void
sublet_market_page_set_searches (SubletMarketPage *self, SubletSavedSearches *searches)
{
  static const char *const followed[] = {
    "notify::filters", "notify::sort-columns", "notify::visible-columns", "notify::job-hours",
    "notify::disk-gb", "notify::job-down-gb",  "notify::job-up-gb",       "notify::price-kind",
  };
  gsize i;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));
  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (searches));
  g_return_if_fail (self->searches == NULL);

  self->searches = g_object_ref (searches);
  build_button (self);
  for (i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (self->settings,
                             followed[i],
                             G_CALLBACK (sublet_market_page_update_search),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (searches,
                           "notify::state",
                           G_CALLBACK (on_searches_known),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (searches,
                           "items-changed",
                           G_CALLBACK (sublet_market_page_update_search),
                           self,
                           G_CONNECT_SWAPPED);
  on_searches_known (self);
}
