/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-market.h"

#include "core/market/sublet-saved-searches-private.h"
#include "support/sublet-test-database.h"
#include "ui/market/sublet-search-name-dialog.h"
#include "ui/sublet-ui-test.h"

/* The saved searches, with the part of the header bar that has their button. */

static GtkWidget *
make_with_searches (SubletUiFixture *fixture, SubletSavedSearches *searches)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *page = shots_make_market (fixture);

  sublet_market_page_set_searches (SUBLET_MARKET_PAGE (page), searches);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (page)));
  gtk_box_append (GTK_BOX (box), page);

  return box;
}

/* As if they had been read. */
static SubletSavedSearches *
make_searches (SubletUiFixture *fixture, SubletSavedSearchesState state, bool read_only)
{
  const SubletDatabaseOptions options = { .read_only = read_only };
  SubletSavedSearches *searches = sublet_saved_searches_new ();
  g_autoptr (SubletDatabase) database = sublet_test_open_database (fixture->profile, NULL);

  if (read_only)
    {
      g_clear_object (&database);
      database = sublet_test_open_database (fixture->profile, &options);
    }
  sublet_saved_searches_set_database (searches, database);
  searches->state = state;

  return searches;
}

static void
add_search (SubletSavedSearches *searches, const char *name, const char *json)
{
  g_ptr_array_add (searches->searches, sublet_saved_search_new_stored (name, name, json));
}

static void
add_searches (SubletSavedSearches *searches)
{
  add_search (searches,
              "RTX under 0.40",
              "{\"version\":1,\"filter\":\"{\\\"models\\\":[\\\"RTX 4090\\\"]}\"}");
  add_search (searches, "Whatever is cheapest", "{\"version\":1,\"filter\":\"{}\"}");
  add_search (searches,
              "Long runs, two days on a machine of a data centre in the north of Europe",
              "{\"version\":1,\"filter\":\"{\\\"max-rate\\\":0.01}\",\"hours\":48}");
  add_search (searches, "With a bell", "{\"version\":2,\"filter\":\"{}\",\"bell\":1}");
  add_search (searches, "From a broken disk", "{");
  searches->default_id = g_strdup ("RTX under 0.40");
}

static GtkWidget *
make_searched (SubletUiFixture *fixture)
{
  g_autoptr (SubletSavedSearches)
    searches = make_searches (fixture, SUBLET_SAVED_SEARCHES_STATE_KNOWN, false);

  add_searches (searches);
  return make_with_searches (fixture, searches);
}

static GtkWidget *
make_searched_read_only (SubletUiFixture *fixture)
{
  g_autoptr (SubletSavedSearches)
    searches = make_searches (fixture, SUBLET_SAVED_SEARCHES_STATE_KNOWN, true);

  add_searches (searches);
  return make_with_searches (fixture, searches);
}

static GtkWidget *
make_no_searches (SubletUiFixture *fixture)
{
  g_autoptr (SubletSavedSearches)
    searches = make_searches (fixture, SUBLET_SAVED_SEARCHES_STATE_KNOWN, false);

  return make_with_searches (fixture, searches);
}

static GtkWidget *
make_searches_loading (SubletUiFixture *fixture)
{
  g_autoptr (SubletSavedSearches)
    searches = make_searches (fixture, SUBLET_SAVED_SEARCHES_STATE_LOADING, false);

  return make_with_searches (fixture, searches);
}

static GtkWidget *
make_searches_error (SubletUiFixture *fixture)
{
  g_autoptr (SubletSavedSearches)
    searches = make_searches (fixture, SUBLET_SAVED_SEARCHES_STATE_ERROR, false);

  return make_with_searches (fixture, searches);
}

static GtkWidget *
show_searches (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarketPage *page = shots_get_market_page (window);

  sublet_search_list_set_current (page->search_list, "RTX under 0.40");
  sublet_market_page_show_searches (page);
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);

  return gtk_widget_get_ancestor (GTK_WIDGET (page->search_list), GTK_TYPE_POPOVER);
}

/* The name of another. */
static GtkWidget *
show_save (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog =
    GTK_WIDGET (sublet_search_name_dialog_new (GTK_WINDOW (window),
                                               shots_get_market_page (window)->searches,
                                               NULL,
                                               "rtx UNDER 0.40"));

  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

static GtkWidget *
show_button (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_search_button_set_current (shots_get_market_page (window)->search_button,
                                    "Long runs, two days on a machine",
                                    TRUE);

  return window;
}

const Shot market_searches_shots[] = {
  { "market-searches", make_searched, show_searches, true },
  { "market-searches-button", make_searched, show_button, true },
  { "market-searches-empty", make_no_searches, show_searches, true },
  { "market-searches-error", make_searches_error, show_searches, true },
  { "market-searches-loading", make_searches_loading, show_searches, true },
  { "market-searches-read-only", make_searched_read_only, show_searches, true },
  { "market-searches-save", make_searched, show_save, true },
  { NULL },
};
