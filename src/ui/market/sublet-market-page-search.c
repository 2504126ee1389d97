/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "core/market/sublet-filter-range.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/market/sublet-search-name-dialog.h"
#include "ui/market/sublet-search-row.h"

#include <glib/gi18n.h>

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

static void
set_search_id (SubletMarketPage *self, const char *id)
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
  set_search_id (self, current != NULL ? sublet_saved_search_get_id (current) : NULL);
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
    set_search_id (self, default_id);
  sublet_market_page_update_search (self);
}

static void
apply (SubletMarketPage *self, SubletSavedSearch *search)
{
  if (sublet_saved_search_get_reading (search) == SUBLET_SEARCH_READING_NONE)
    return;

  set_search_id (self, sublet_saved_search_get_id (search));
  sublet_market_freeze (self->market);
  sublet_search_terms_apply (sublet_saved_search_get_terms (search), self->settings);
  sublet_market_thaw (self->market);
  sublet_market_page_update_search (self);
  sublet_search_button_popdown (self->search_button);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ---- changes ---- */

/* What is done once a change is on the disk, and with what. */
typedef struct
{
  SubletMarketPage *page;    /* (owned) */
  SubletSavedSearch *search; /* (owned) (nullable): as it was before */
  char *id;                  /* (owned) (nullable): what is the current search now */
  char *told;                /* (owned) (nullable): what is said */
  guint position;
  gboolean is_default;
  GCallback undo; /* (nullable) */
} Change;

static Change *
change_new (SubletMarketPage *self, SubletSavedSearch *search)
{
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (self);
  g_set_object (&change->search, search);

  return change;
}

static void
change_free (Change *change)
{
  g_object_unref (change->page);
  g_clear_object (&change->search);
  g_free (change->id);
  g_free (change->told);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
on_undo_over (gpointer user_data, GClosure *closure)
{
  change_free (user_data);
}

static void
tell_failure (SubletMarketPage *self, const GError *error)
{
  const SubletAnswer answers[] = {
    { "close", _ ("Close"), SUBLET_ANSWER_PLAIN },
  };
  const SubletQuestion question = {
    .heading = _ ("The Saved Searches Did Not Change"),
                  .body = sublet_error_text_get_next_step (error),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "close",
                  .close_answer = "close",
    };

  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, NULL, NULL);
}

/* Takes the change: the toast keeps it as long as there is something to undo. */
static void
offer_undo (Change *change)
{
  sublet_toast_offer (GTK_WIDGET (change->page),
                      change->told,
                      _ ("Undo"), change->undo, change, on_undo_over);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  SubletMarketPage *self = change->page;
  g_autoptr (GError) error = NULL;
  gboolean done =
    sublet_saved_searches_change_finish (SUBLET_SAVED_SEARCHES (source), result, &error);

  /* Destroyed meanwhile. */
  if (self->searches == NULL)
    return;
  if (!done)
    {
      tell_failure (self, error);
      return;
    }

  if (change->id != NULL)
    set_search_id (self, change->id);
  sublet_market_page_update_search (self);
  if (change->undo != NULL)
    offer_undo (g_steal_pointer (&change));
  else if (change->told != NULL)
    sublet_toast_show (GTK_WIDGET (self), change->told);
}

static void
on_undo_remove (AdwToast *toast, Change *removed)
{
  SubletMarketPage *self = removed->page;

  if (self->searches != NULL)
    sublet_saved_searches_restore_async (self->searches,
                                         removed->search,
                                         removed->position,
                                         removed->is_default,
                                         on_changed,
                                         change_new (self, NULL));
}

static void
on_undo_replace (AdwToast *toast, Change *replaced)
{
  SubletMarketPage *self = replaced->page;

  if (self->searches != NULL)
    sublet_saved_searches_replace_async (self->searches,
                                         replaced->search,
                                         on_changed,
                                         change_new (self, NULL));
}

/* The toast is behind the list. */
static void
remove_search (SubletMarketPage *self, SubletSavedSearch *search)
{
  const char *id = sublet_saved_search_get_id (search);
  Change *change = change_new (self, search);

  sublet_saved_searches_find (self->searches, id, &change->position);
  change->is_default = g_strcmp0 (sublet_saved_searches_get_default_id (self->searches), id) == 0;
  /* TRANSLATORS: %s is a saved search's name */
  change->told = g_strdup_printf (_ ("Deleted %s"), sublet_saved_search_get_name (search));
  change->undo = G_CALLBACK (on_undo_remove);
  sublet_search_button_popdown (self->search_button);
  sublet_saved_searches_remove_async (self->searches, id, on_changed, change);
}

static void
replace (SubletMarketPage *self, SubletSavedSearch *search)
{
  g_auto (SubletSearchTerms) now = { 0 };
  g_autoptr (SubletSavedSearch) instead = NULL;
  Change *change = change_new (self, search);

  sublet_search_terms_init_from_settings (&now, self->settings);
  instead = sublet_saved_search_new_instead (search, &now);
  change->id = g_strdup (sublet_saved_search_get_id (search));
  /* TRANSLATORS: %s is a saved search's name */
  change->told = g_strdup_printf (_ ("Replaced %s"), sublet_saved_search_get_name (search));
  change->undo = G_CALLBACK (on_undo_replace);
  sublet_search_button_popdown (self->search_button);
  sublet_saved_searches_replace_async (self->searches, instead, on_changed, change);
}

static void
move (SubletMarketPage *self, SubletSavedSearch *search, guint position)
{
  const char *id = sublet_saved_search_get_id (search);

  sublet_search_list_focus_search (self->search_list, id);
  sublet_saved_searches_move_async (self->searches,
                                    id,
                                    position,
                                    on_changed,
                                    change_new (self, NULL));
}

static void
move_by (SubletMarketPage *self, SubletSavedSearch *search, int step)
{
  guint position = 0;

  if (sublet_saved_searches_find (self->searches, sublet_saved_search_get_id (search), &position) !=
      NULL)
    move (self, search, position + (guint) step);
}

static void
toggle_default (SubletMarketPage *self, SubletSavedSearch *search)
{
  const char *id = sublet_saved_search_get_id (search);
  gboolean is_default = g_strcmp0 (sublet_saved_searches_get_default_id (self->searches), id) == 0;

  sublet_saved_searches_set_default_async (self->searches,
                                           is_default ? NULL : id,
                                           on_changed,
                                           change_new (self, NULL));
}

/* ---- names ---- */

static SubletSearchNameDialog *
open_name_dialog (SubletMarketPage *self, SubletSavedSearch *renamed, const char *proposed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SubletSearchNameDialog *dialog =
    sublet_search_name_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   self->searches,
                                   renamed,
                                   proposed);

  sublet_search_button_popdown (self->search_button);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

/* Another may have the old name by now: then nothing changes, and that is said. */
static void
on_undo_rename (AdwToast *toast, Change *renamed)
{
  SubletMarketPage *self = renamed->page;

  if (self->searches != NULL)
    sublet_saved_searches_rename_async (self->searches,
                                        sublet_saved_search_get_id (renamed->search),
                                        sublet_saved_search_get_name (renamed->search),
                                        on_changed,
                                        change_new (self, NULL));
}

static void
on_renamed (SubletSearchNameDialog *dialog, const char *name, Change *asked)
{
  SubletMarketPage *self = asked->page;
  Change *change;

  if (self->searches == NULL)
    return;

  change = change_new (self, asked->search);
  /* TRANSLATORS: a saved search's new name */
  change->told = g_strdup_printf (_ ("Renamed to %s"), name);
  change->undo = G_CALLBACK (on_undo_rename);
  sublet_saved_searches_rename_async (self->searches,
                                      sublet_saved_search_get_id (asked->search),
                                      name,
                                      on_changed,
                                      change);
}

static void
rename_search (SubletMarketPage *self, SubletSavedSearch *search)
{
  SubletSearchNameDialog *dialog =
    open_name_dialog (self, search, sublet_saved_search_get_name (search));

  g_signal_connect_data (dialog,
                         "named",
                         G_CALLBACK (on_renamed),
                         change_new (self, search),
                         on_undo_over,
                         0);
}

/* "RTX 4090 under $0.400/h", as far as the filters say so much. */
static char *
dup_description (SubletMarketPage *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  g_autofree char *models = g_strjoinv (", ", (char **) sublet_offer_filter_get_models (filter));
  gint64 max_rate_nusd = sublet_offer_filter_get_upper (filter, SUBLET_FILTER_PART_PRICE);
  g_autofree char *rate = NULL;

  if (max_rate_nusd == SUBLET_FILTER_NO_BOUND)
    return g_steal_pointer (&models);

  rate = sublet_format_rate (max_rate_nusd);
  if (*models == '\0')
    /* TRANSLATORS: a proposed name of a search; %s is a rate like $0.400/h */
    return g_strdup_printf (_ ("Under %s"), rate);

  /* TRANSLATORS: a proposed name of a search: models, a rate like $0.400/h */
  return g_strdup_printf (_ ("%1$s under %2$s"), models, rate);
}

/* One that can be taken as it is, else none. */
static char *
dup_proposed (SubletMarketPage *self)
{
  g_autofree char *description = dup_description (self);

  if (sublet_saved_searches_check_name (self->searches, description, NULL) ==
      SUBLET_SEARCH_NAME_PROBLEM_NONE)
    return g_steal_pointer (&description);

  return g_strdup ("");
}

static void
on_named (SubletMarketPage *self, const char *name)
{
  g_auto (SubletSearchTerms) now = { 0 };
  g_autoptr (SubletSavedSearch) search = NULL;
  Change *change;

  if (self->searches == NULL)
    return;

  sublet_search_terms_init_from_settings (&now, self->settings);
  search = sublet_saved_search_new (name, &now);
  change = change_new (self, NULL);
  change->id = g_strdup (sublet_saved_search_get_id (search));
  /* TRANSLATORS: %s is a saved search's name */
  change->told = g_strdup_printf (_ ("Saved %s"), name);
  sublet_saved_searches_add_async (self->searches, search, on_changed, change);
}

/**
 * sublet_market_page_save_search:
 * @self: a page
 *
 * Asks what this search is to be called, and keeps it.
 */
void
sublet_market_page_save_search (SubletMarketPage *self)
{
  g_autofree char *proposed = NULL;

  if (self->searches == NULL)
    return;

  proposed = dup_proposed (self);
  g_signal_connect_object (open_name_dialog (self, NULL, proposed),
                           "named",
                           G_CALLBACK (on_named),
                           self,
                           G_CONNECT_SWAPPED);
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
  switch (verb)
    {
    case SUBLET_SEARCH_VERB_REPLACE:
      replace (self, search);
      break;
    case SUBLET_SEARCH_VERB_RENAME:
      rename_search (self, search);
      break;
    case SUBLET_SEARCH_VERB_TOGGLE_DEFAULT:
      toggle_default (self, search);
      break;
    case SUBLET_SEARCH_VERB_MOVE_UP:
      move_by (self, search, -1);
      break;
    case SUBLET_SEARCH_VERB_MOVE_DOWN:
      move_by (self, search, 1);
      break;
    case SUBLET_SEARCH_VERB_REMOVE:
      remove_search (self, search);
      break;
    case SUBLET_SEARCH_VERB_APPLY:
    default:
      apply (self, search);
      break;
    }
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
  g_signal_connect_object (list, "move", G_CALLBACK (move), self, G_CONNECT_SWAPPED);
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
