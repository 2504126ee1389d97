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
    sublet_market_page_set_search_id (self, change->id);
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

/**
 * sublet_market_page_move_search:
 * @self: a page
 * @search: a saved search
 * @position: where it is to stand in the list
 */
void
sublet_market_page_move_search (SubletMarketPage *self, SubletSavedSearch *search, guint position)
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
    sublet_market_page_move_search (self, search, position + (guint) step);
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

/**
 * sublet_market_page_change_search:
 * @self: a page
 * @search: a saved search
 * @verb: what is to be done with it, but not to apply it
 */
void
sublet_market_page_change_search (SubletMarketPage *self,
                                  SubletSavedSearch *search,
                                  SubletSearchVerb verb)
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
      g_return_if_reached ();
    }
}

/* ---- a new one ---- */

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
