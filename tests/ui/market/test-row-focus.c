/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-table.h"

#include "ui/sublet-ui-test.h"

#include "fed-market.h"

/* Where the keyboard is while offers move. */

#define N_OFFERS 200

typedef struct
{
  FedMarket fed;
  SubletOfferListModel *model; /* (owned) */
  SubletMarketTable *table;
  GtkWidget *window;
} Scene;

/* Dearer and dearer, from 1; but for one, which is not offered at all for no price. */
static void
feed (Scene *scene, gint64 other_id, double usd)
{
  g_autoptr (GArray) rows = sublet_offer_rows_new (0);
  gint64 id;

  for (id = 1; id <= N_OFFERS; id++)
    if (id != other_id || usd > 0)
      fed_market_append (rows, id, id == other_id ? usd : (double) id);
  fed_market_show (&scene->fed, rows);
}

static void
set_up (Scene *scene, gconstpointer user_data)
{
  fed_market_set_up (&scene->fed);
  feed (scene, 0, 0);
  scene->model = sublet_offer_list_model_new (scene->fed.market);
  scene->table = SUBLET_MARKET_TABLE (sublet_market_table_new ());
  sublet_market_table_set_model (scene->table, scene->model);
  scene->window = sublet_ui_test_present (GTK_WIDGET (scene->table), 1200, 500);
  sublet_ui_test_settle (scene->window);
}

static void
tear_down (Scene *scene, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_assert_finalize_object (scene->model);
  fed_market_tear_down (&scene->fed);
}

static GtkWidget *
get_row (Scene *scene, guint position)
{
  GtkWidget *list =
    gtk_widget_get_last_child (GTK_WIDGET (sublet_market_table_get_view (scene->table)));
  GtkWidget *row = gtk_widget_get_first_child (list);

  g_assert_true (GTK_IS_LIST_VIEW (list));
  for (; position > 0; position--)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static gboolean
has_focus (Scene *scene, guint position)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (scene->window));

  return focus != NULL && (focus == get_row (scene, position) ||
                           gtk_widget_is_ancestor (focus, get_row (scene, position)));
}

static void
select_and_focus (Scene *scene, guint selected, guint focused)
{
  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (scene->model), selected);
  g_assert_true (gtk_widget_grab_focus (get_row (scene, focused)));
  g_assert_true (has_focus (scene, focused));
}

/* The offer becomes dearer: it is the fourth now, and so is what Return acts on. */
static void
test_moved (Scene *scene, gconstpointer user_data)
{
  select_and_focus (scene, 1, 1);
  feed (scene, 2, 4.5);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (scene->model), ==, 2);
  g_assert_true (has_focus (scene, 3));

  /* And back. */
  feed (scene, 0, 0);
  sublet_ui_test_settle (scene->window);
  g_assert_true (has_focus (scene, 1));
}

/* The focus was on another row than the selected one: that is what somebody wanted. */
static void
test_elsewhere (Scene *scene, gconstpointer user_data)
{
  select_and_focus (scene, 1, 5);
  feed (scene, 2, 4.5);
  sublet_ui_test_settle (scene->window);
  g_assert_true (has_focus (scene, 5));
}

/* The list stays where it is, and so does the focus. */
static void
test_out_of_sight (Scene *scene, gconstpointer user_data)
{
  select_and_focus (scene, 1, 1);
  feed (scene, 2, 150.5);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (scene->model), ==, 2);
  g_assert_true (has_focus (scene, 1));
}

static void
count_activation (guint *n_activated)
{
  (*n_activated)++;
}

/* It is offered no more: the next one stands where the focus is. Return does not rent that, it
 * selects it. */
static void
test_left (Scene *scene, gconstpointer user_data)
{
  guint n_activated = 0;

  g_signal_connect_swapped (scene->table, "activated", G_CALLBACK (count_activation), &n_activated);
  select_and_focus (scene, 1, 1);
  feed (scene, 2, 0);
  sublet_ui_test_settle (scene->window);
  g_assert_true (has_focus (scene, 1));
  sublet_ui_test_press (get_row (scene, 1), GDK_KEY_Return, 0);
  g_assert_cmpuint (n_activated, ==, 0);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (scene->model), ==, 3);
  sublet_ui_test_press (get_row (scene, 1), GDK_KEY_Return, 0);
  g_assert_cmpuint (n_activated, ==, 1);
}

/* A change that moved nothing, and then the focus left: what is selected later does not take it. */
static void
test_away (Scene *scene, gconstpointer user_data)
{
  select_and_focus (scene, 1, 1);
  feed (scene, 0, 0);
  gtk_window_set_focus (GTK_WINDOW (scene->window), NULL);
  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (scene->model), 3);
  sublet_ui_test_settle (scene->window);
  g_assert_false (has_focus (scene, 3));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Scene *scene, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/row-focus/moved", test_moved },
    { "/ui/market/row-focus/elsewhere", test_elsewhere },
    { "/ui/market/row-focus/out-of-sight", test_out_of_sight },
    { "/ui/market/row-focus/left", test_left },
    { "/ui/market/row-focus/away", test_away },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Scene, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
