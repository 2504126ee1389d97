/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-table.h"

#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

#include "fed-market.h"

/* What one has selected and what one looks at, while answers come. */

#define N_OFFERS 200
#define FIRST_ID 5000

typedef struct
{
  FedMarket fed;
  SubletOfferListModel *model;
  GtkWidget *window;
  GtkWidget *table;
  GtkAdjustment *adjustment;
} Scene;

/* Offers that cost more and more, those with the lowest numbers least. */
static GArray *
make_rows (gint64 from, gint64 to)
{
  GArray *rows = sublet_offer_rows_new (0);
  gint64 id;

  for (id = from; id < to; id++)
    fed_market_append (rows, id, 0.001 * (double) (id - 4000));

  return rows;
}

static void
show (Scene *scene, gint64 from, gint64 to)
{
  g_autoptr (GArray) rows = make_rows (from, to);

  fed_market_show (&scene->fed, rows);
}

static void
set_up (Scene *scene, gconstpointer user_data)
{
  GtkWidget *scrolled;

  fed_market_set_up (&scene->fed);
  show (scene, FIRST_ID, FIRST_ID + N_OFFERS);
  scene->model = sublet_offer_list_model_new (scene->fed.market);
  scene->table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (scene->table), scene->model);
  scene->window = sublet_ui_test_present (scene->table, 1300, 500);
  scrolled = sublet_ui_test_find_type (scene->table, GTK_TYPE_SCROLLED_WINDOW);
  scene->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
}

static void
tear_down (Scene *scene, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_finalize_object (scene->model);
  fed_market_tear_down (&scene->fed);
}

/* ---- what is selected ---- */

static void
select_offer (Scene *scene, gint64 id)
{
  sublet_offer_list_model_set_selected_id (scene->model, id);
  sublet_ui_test_settle (scene->window);
}

static void
assert_selected (Scene *scene, gint64 id, guint position)
{
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (scene->model), ==, id);
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (scene->model)),
                    ==,
                    position);
  if (position != G_MAXUINT)
    g_assert_cmpint (sublet_market_get_row (scene->fed.market, position)->id, ==, id);
}

static void
test_listed_anew (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) rows = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  g_autoptr (SubletNotifyCounter) ids = sublet_notify_counter_new (scene->model, "selected-id");
  SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, 70);

  select_offer (scene, row->id);
  assert_selected (scene, FIRST_ID + 70, 70);
  g_assert_cmpuint (sublet_notify_counter_take (ids), ==, 1);

  /* The same machine and as many GPUs, under another number and dearer. */
  row->id = 9000;
  sublet_money_nusd_from_usd (50, &row->dph_base_nusd);
  fed_market_show (&scene->fed, rows);
  assert_selected (scene, 9000, N_OFFERS - 1);
  g_assert_cmpuint (sublet_notify_counter_take (ids), ==, 1);

  /* And again: it is known by what it is now. */
  row->id = 9001;
  fed_market_show (&scene->fed, rows);
  assert_selected (scene, 9001, N_OFFERS - 1);

  /* Another count is another offer. */
  row->id = 9002;
  row->num_gpus = 2;
  fed_market_show (&scene->fed, rows);
  assert_selected (scene, 9001, G_MAXUINT);
}

static void
test_not_its_neighbour (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) both = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  g_autoptr (GArray) one = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  g_autoptr (GArray) later = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);

  /* The machine offers one GPU twice; the one that is selected is taken. */
  fed_market_append (both, 9000, 7)->machine_id = 4711;
  fed_market_append (both, 9001, 8)->machine_id = 4711;
  fed_market_append (one, 9001, 8)->machine_id = 4711;
  fed_market_append (later, 9001, 8)->machine_id = 4711;
  fed_market_append (later, 9002, 9)->machine_id = 4711;

  fed_market_show (&scene->fed, both);
  select_offer (scene, 9000);
  fed_market_show (&scene->fed, one);
  assert_selected (scene, 9000, G_MAXUINT);

  /* What that machine offers later is not what was taken. */
  fed_market_show (&scene->fed, later);
  assert_selected (scene, 9000, G_MAXUINT);

  /* Beside one that stays, the new one is it. */
  select_offer (scene, 9001);
  g_array_index (later, SubletOfferRow, later->len - 2).id = 9003;
  fed_market_show (&scene->fed, later);
  assert_selected (scene, 9003, N_OFFERS);
}

static void
test_unknown_machine (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) rows = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, 3);

  row->machine_id = -1;
  fed_market_show (&scene->fed, rows);
  select_offer (scene, row->id);
  row->id = 9000;
  fed_market_show (&scene->fed, rows);
  assert_selected (scene, FIRST_ID + 3, G_MAXUINT);
}

static void
test_hidden_is_not_lost (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) rows = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

  /* A filter hides the selected one and lets pass another of its machine. */
  fed_market_append (rows, 4900, 0.001)->machine_id = FIRST_ID + 1070;
  select_offer (scene, FIRST_ID + 70);
  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 2000000);
  sublet_market_set_filter (scene->fed.market, filter);
  fed_market_show (&scene->fed, rows);
  assert_selected (scene, FIRST_ID + 70, G_MAXUINT);
}

/* ---- what is in sight ---- */

static double
get_row_height (Scene *scene)
{
  return gtk_adjustment_get_upper (scene->adjustment) / sublet_market_get_shown (scene->fed.market);
}

/* How far below the edge the offer begins, in pixels. */
static double
get_place (Scene *scene, gint64 id)
{
  guint position = sublet_market_find_offer (scene->fed.market, id);

  g_assert_cmpuint (position, !=, G_MAXUINT);

  return position * get_row_height (scene) - gtk_adjustment_get_value (scene->adjustment);
}

/* So that a third of that offer is above the edge. */
static void
scroll_to (Scene *scene, guint position)
{
  gtk_adjustment_set_value (scene->adjustment, (position + 0.3333) * get_row_height (scene));
  sublet_ui_test_settle (scene->window);
}

static void
assert_place (Scene *scene, gint64 id, double expected)
{
  sublet_ui_test_settle (scene->window);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpfloat_with_epsilon (get_place (scene, id), expected, 1.5);
}

static void
test_rows_come_and_go (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) rows = NULL;
  double place;

  scroll_to (scene, 100);
  place = get_place (scene, FIRST_ID + 100);
  g_assert_cmpfloat (place, <, 0);

  /* Above: cheaper ones come, and go again. */
  show (scene, FIRST_ID - 37, FIRST_ID + N_OFFERS);
  assert_place (scene, FIRST_ID + 100, place);
  show (scene, FIRST_ID + 20, FIRST_ID + N_OFFERS);
  assert_place (scene, FIRST_ID + 100, place);

  /* The first that is seen is taken: the second stays. */
  rows = make_rows (FIRST_ID, FIRST_ID + N_OFFERS);
  place = get_place (scene, FIRST_ID + 101);
  g_array_index (rows, SubletOfferRow, 100).rented = true;
  fed_market_show (&scene->fed, rows);
  assert_place (scene, FIRST_ID + 101, place);

  /* Listed anew, it is still the first. */
  g_array_index (rows, SubletOfferRow, 101).id = 9000;
  fed_market_append (rows, 4001, 0.002);
  fed_market_show (&scene->fed, rows);
  assert_place (scene, 9000, place);
}

/* There is no room yet for where it has to scroll to. */
static void
test_at_the_end (Scene *scene, gconstpointer user_data)
{
  double place;

  gtk_adjustment_set_value (scene->adjustment, 1e9);
  sublet_ui_test_settle (scene->window);
  place = get_place (scene, FIRST_ID + N_OFFERS - 1);
  g_assert_cmpfloat (place, >, 100);
  show (scene, FIRST_ID - 50, FIRST_ID + N_OFFERS);
  assert_place (scene, FIRST_ID + N_OFFERS - 1, place);
}

static void
test_at_the_top (Scene *scene, gconstpointer user_data)
{
  SubletOfferOrder order;

  /* What comes at the top is what one waits for. */
  show (scene, FIRST_ID - 37, FIRST_ID + N_OFFERS);
  assert_place (scene, FIRST_ID - 37, 0);

  /* Another order begins at its top. */
  scroll_to (scene, 100);
  sublet_market_get_order (scene->fed.market, &order);
  order.first_descending = true;
  sublet_market_set_order (scene->fed.market, &order);
  assert_place (scene, FIRST_ID + N_OFFERS - 1, 0);
}

/* One row, and more than fit again. */
static void
test_few (Scene *scene, gconstpointer user_data)
{
  scroll_to (scene, 100);
  show (scene, FIRST_ID + 7, FIRST_ID + 8);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (scene->adjustment), <, 1);
  show (scene, FIRST_ID, FIRST_ID + N_OFFERS);
  assert_place (scene, FIRST_ID, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Scene *scene, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/refresh/listed-anew", test_listed_anew },
    { "/ui/market/refresh/not-its-neighbour", test_not_its_neighbour },
    { "/ui/market/refresh/unknown-machine", test_unknown_machine },
    { "/ui/market/refresh/hidden-is-not-lost", test_hidden_is_not_lost },
    { "/ui/market/refresh/rows-come-and-go", test_rows_come_and_go },
    { "/ui/market/refresh/at-the-end", test_at_the_end },
    { "/ui/market/refresh/at-the-top", test_at_the_top },
    { "/ui/market/refresh/few", test_few },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Scene, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
