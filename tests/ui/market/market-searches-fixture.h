/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-market-page.h"

#include "core/base/sublet-money.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-search-button.h"
#include "ui/market/sublet-search-list.h"
#include "ui/market/sublet-search-name-dialog.h"
#include "ui/market/sublet-search-row.h"

#include "market-fixture.h"

/* Saved searches on the page of the market: the button, the list, the question for a name. */

typedef struct
{
  MarketFixture base;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletSavedSearches *searches;
  SubletSettings *settings;
  GtkWidget *page;
  GtkWidget *toasts;
  GtkWidget *window;
  guint n_views;
} Fixture;

static inline void
count_view (Fixture *fixture)
{
  fixture->n_views++;
}

static inline void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_load_async (fixture->searches, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_saved_searches_load_finish (fixture->searches, result, NULL);
}

static inline void
set_up_with (Fixture *fixture, const SubletDatabaseOptions *options)
{
  g_autoptr (GError) error = NULL;

  market_fixture_set_up (&fixture->base, NULL);
  fixture->settings = sublet_settings_new (TRUE);
  g_object_set (fixture->settings, "filters", "{}", NULL);
  if (fixture->folder == NULL)
    fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->database = sublet_test_open_database (fixture->profile, options);
  fixture->searches = sublet_saved_searches_new ();
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, NULL);
  sublet_saved_searches_set_database (fixture->searches, fixture->database);
  load (fixture);
}

static inline void
present (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  SubletMarketPage *page;

  fixture->page = sublet_market_page_new (fixture->base.market, fixture->settings);
  page = SUBLET_MARKET_PAGE (fixture->page);
  sublet_market_page_set_searches (page, fixture->searches);
  gtk_widget_set_vexpand (fixture->page, TRUE);
  fixture->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), fixture->page);
  gtk_box_append (GTK_BOX (box), sublet_market_page_get_header_start (page));
  gtk_box_append (GTK_BOX (box), fixture->toasts);
  fixture->window = sublet_ui_test_present (box, 1200, 800);
  market_fixture_await_idle (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  g_signal_connect_swapped (fixture->base.market, "view-changed", G_CALLBACK (count_view), fixture);
}

/* ---- what a person sees and does ---- */

static inline GtkWidget *
get_button (Fixture *fixture)
{
  return sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_SEARCH_BUTTON);
}

static inline SubletSearchList *
get_list (Fixture *fixture)
{
  return SUBLET_SEARCH_LIST (
    sublet_ui_test_find_type (get_button (fixture), SUBLET_TYPE_SEARCH_LIST));
}

static inline GtkWidget *
get_row (Fixture *fixture, int position)
{
  GtkWidget *list = sublet_ui_test_find (GTK_WIDGET (get_list (fixture)), "list");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), position));
}

/* What is cheapest may be looked for still, and that holds the list. */
static inline void
close_window (Fixture *fixture)
{
  gpointer page = fixture->page;
  gpointer list = sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_SEARCH_LIST);

  g_signal_handlers_disconnect_by_data (fixture->base.market, fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  g_object_add_weak_pointer (G_OBJECT (list), &list);
  /* GTK 4.8 stumbles over a popover whose window goes. */
  sublet_search_button_popdown (SUBLET_SEARCH_BUTTON (get_button (fixture)));
  sublet_ui_test_settle (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&page);
  sublet_ui_test_assert_gone (&list);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture);
  g_assert_finalize_object (fixture->searches);
  g_assert_finalize_object (fixture->database);
  g_clear_object (&fixture->profile);
  g_assert_finalize_object (fixture->settings);
  market_fixture_tear_down (&fixture->base, NULL);
  sublet_test_remove_folder (fixture->folder);
}

static inline bool
is_listed (gpointer user_data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (user_data));
}

static inline void
open_list (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "market.show-searches", NULL);
  sublet_test_await (is_listed, get_list (fixture));
  sublet_ui_test_settle (fixture->window);
}

static inline void
do_to_row (Fixture *fixture, int position, const char *action)
{
  g_assert_true (gtk_widget_activate_action (get_row (fixture, position), action, NULL));
}

static inline bool
is_action_on (GtkWidget *widget, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  bool on;

  /* A widget that names an action is off while the action is. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, widget);
  on = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return on;
}

static inline GtkWidget *
find_name_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_SEARCH_NAME_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static inline void
type_name (GtkWidget *dialog, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "entry")), name);
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Wanted;

static inline bool
has_count (gpointer user_data)
{
  Wanted *wanted = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (wanted->fixture->searches)) == wanted->n;
}

static inline void
await_count (Fixture *fixture, guint n)
{
  Wanted wanted = { fixture, n };

  sublet_test_await (has_count, &wanted);
}

static inline void
save (Fixture *fixture, const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->searches));
  GtkWidget *dialog;
  gpointer gone = NULL;

  gtk_widget_activate_action (fixture->page, "market.save-search", NULL);
  dialog = find_name_dialog ();
  g_assert_nonnull (dialog);
  g_set_weak_pointer (&gone, dialog);
  type_name (dialog, name);
  g_assert_true (gtk_widget_activate_action (dialog, "search-name.save", NULL));
  sublet_ui_test_assert_gone (&gone);
  await_count (fixture, n + 1);
}

static inline const char *
get_name (Fixture *fixture, guint position)
{
  g_autoptr (SubletSavedSearch)
    search = g_list_model_get_item (G_LIST_MODEL (fixture->searches), position);

  return sublet_saved_search_get_name (search);
}

static inline void
assert_button (Fixture *fixture, const char *name, gboolean changed)
{
  GtkWidget *label = sublet_ui_test_find_label (get_button (fixture), name);
  GtkWidget *sign = sublet_ui_test_find_label (get_button (fixture), "· changed");

  g_assert_nonnull (label);
  g_assert_cmpint (sign != NULL && gtk_widget_get_visible (sign), ==, changed);
}

typedef struct
{
  Fixture *fixture;
  const char *names;
} Order;

static inline bool
has_order (gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GString) joined = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (order->fixture->searches)); i++)
    g_string_append (joined, get_name (order->fixture, i));

  return g_str_equal (joined->str, order->names);
}

static inline void
await_order (Fixture *fixture, const char *names)
{
  Order order = { fixture, names };

  sublet_test_await (has_order, &order);
}
