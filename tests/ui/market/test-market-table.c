/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-table.h"

#include "support/sublet-test.h"
#include "ui/market/sublet-offer-columns.h"

#include "market-fixture.h"

static GtkWidget *
present_table (MarketFixture *fixture, SubletOfferListModel **model, GtkWidget **table)
{
  GtkWidget *window;

  market_fixture_refresh (fixture);
  *model = sublet_offer_list_model_new (fixture->market);
  *table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (*table), *model);
  window = sublet_ui_test_present (*table, 1300, 600);

  return window;
}

static GtkColumnViewColumn *
dup_column (GtkWidget *table, guint i)
{
  GtkColumnView *view = sublet_market_table_get_view (SUBLET_MARKET_TABLE (table));

  return g_list_model_get_item (gtk_column_view_get_columns (view), i);
}

/* The title above a column. */
static GtkWidget *
get_title (GtkWidget *table, guint i)
{
  GtkColumnView *view = sublet_market_table_get_view (SUBLET_MARKET_TABLE (table));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));

  for (; i > 0; i--)
    title = gtk_widget_get_next_sibling (title);

  return title;
}

/* "" for none. */
static const char *
get_arrow (GtkWidget *table, guint i)
{
  GtkWidget *child = gtk_widget_get_first_child (get_title (table, i));

  for (child = gtk_widget_get_first_child (child); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child))
        continue;
      if (gtk_widget_has_css_class (child, "ascending"))
        return "ascending";
      if (gtk_widget_has_css_class (child, "descending"))
        return "descending";
    }

  return "";
}

/* What GTK does for a click on a title. */
static void
click_title (GtkWidget *table, guint i, GtkSortType direction)
{
  GtkColumnView *view = sublet_market_table_get_view (SUBLET_MARKET_TABLE (table));
  g_autoptr (GtkColumnViewColumn) column = dup_column (table, i);

  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (view, column, direction);
}

static void
assert_order (MarketFixture *fixture, SubletOfferKey key, bool descending)
{
  SubletOfferOrder order;

  sublet_market_get_order (fixture->market, &order);
  g_assert_cmpint (order.first, ==, key);
  g_assert_cmpint (order.first_descending, ==, descending);
}

static void
test_header (MarketFixture *fixture, gconstpointer user_data)
{
  SubletOfferListModel *model;
  GtkWidget *table;
  GtkWidget *window = present_table (fixture, &model, &table);
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint position = 0;
  SubletOfferOrder order;
  gsize i;

  /* The arrow stands where the market's order is from the first. */
  g_assert_cmpstr (get_arrow (table, 2), ==, "ascending");

  for (i = 0; i < n_columns; i++)
    {
      if ((columns[i].flags & SUBLET_OFFER_COLUMN_DEFAULT) == 0)
        continue;

      if (columns[i].key >= 0)
        {
          click_title (table, position, GTK_SORT_DESCENDING);
          assert_order (fixture, (SubletOfferKey) columns[i].key, true);
          click_title (table, position, GTK_SORT_ASCENDING);
          assert_order (fixture, (SubletOfferKey) columns[i].key, false);
          g_assert_cmpstr (get_arrow (table, position), ==, "ascending");
        }
      position++;
    }
  g_assert_cmpuint (position, ==, 12);

  /* And follows when the order is changed elsewhere. */
  sublet_market_get_order (fixture->market, &order);
  sublet_offer_order_sort_by (&order, SUBLET_OFFER_KEY_RELIABILITY, true);
  sublet_market_set_order (fixture->market, &order);
  g_assert_cmpstr (get_arrow (table, 5), ==, "descending");
  g_assert_cmpstr (get_arrow (table, 2), ==, "");
  assert_order (fixture, SUBLET_OFFER_KEY_RELIABILITY, true);

  /* By what has no column: no arrow says otherwise, nothing is changed back. */
  sublet_offer_order_sort_by (&order, SUBLET_OFFER_KEY_UP, false);
  sublet_market_set_order (fixture->market, &order);
  assert_order (fixture, SUBLET_OFFER_KEY_UP, false);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (model);
}

static guint
count_columns (GtkWidget *table)
{
  GtkColumnView *view = sublet_market_table_get_view (SUBLET_MARKET_TABLE (table));

  return g_list_model_get_n_items (gtk_column_view_get_columns (view));
}

static void
assert_column (GtkWidget *table, guint position, const SubletOfferColumn *expected)
{
  g_autoptr (GtkColumnViewColumn) column = dup_column (table, position);
  GtkWidget *label = sublet_ui_test_find_type (get_title (table, position), GTK_TYPE_LABEL);
  int natural;

  g_assert_cmpint (gtk_column_view_column_get_expand (column),
                   ==,
                   expected->key == SUBLET_OFFER_KEY_GPU ||
                     expected->key == SUBLET_OFFER_KEY_PLACE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, expected->title);
  if (expected->key < 0)
    return;

  g_assert_cmpint (gtk_widget_get_width (label), >, 0);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (label), >=, natural);
}

static void
test_columns (MarketFixture *fixture, gconstpointer user_data)
{
  static const char *const some[] = { "cores", "job-rate", "no-such", NULL };
  SubletOfferListModel *model;
  GtkWidget *table;
  GtkWidget *window = present_table (fixture, &model, &table);
  SubletOfferLayout *layout = sublet_market_table_get_layout (SUBLET_MARKET_TABLE (table));
  g_autoptr (GtkColumnViewColumn) third = NULL;
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint position;
  gsize i;

  g_assert_cmpuint (n_columns, ==, 26);
  for (i = 1; i < n_columns; i++)
    g_assert_cmpstr (columns[i].id, ==, sublet_offer_key_get_id ((SubletOfferKey) columns[i].key));
  g_assert_cmpuint (count_columns (table), ==, 12);

  /* No title is cut, and room that is left goes to what is as long as it likes. */
  for (i = 0, position = 0; i < n_columns; i++)
    if ((columns[i].flags & SUBLET_OFFER_COLUMN_DEFAULT) != 0)
      assert_column (table, position++, &columns[i]);

  /* What is not shown is not there; mark and name always are. */
  sublet_offer_layout_set_columns (layout, some);
  g_assert_cmpuint (count_columns (table), ==, 4);
  third = dup_column (table, 2);
  g_assert_cmpstr (gtk_column_view_column_get_title (third), ==, "Cores");
  sublet_offer_layout_set_columns (layout, NULL);
  g_assert_cmpuint (count_columns (table), ==, 12);
  sublet_ui_test_settle (window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (model);
}

/* The titles in the header, which are the cells' order as well. */
static void
assert_titles (GtkWidget *table, const char *const *titles)
{
  guint i;

  for (i = 0; titles[i] != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = dup_column (table, i);
      GtkWidget *label = sublet_ui_test_find_type (get_title (table, i), GTK_TYPE_LABEL);

      g_assert_cmpstr (gtk_column_view_column_get_title (column), ==, titles[i]);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, titles[i]);
    }
  g_assert_cmpuint (count_columns (table), ==, i);
}

/* What GTK does when a title is dragged: the column is taken out, and put in again. */
static void
test_reorder (MarketFixture *fixture, gconstpointer user_data)
{
  static const char *const some[] = { "gpu", "job-rate", "place", NULL };
  static const char *const as_set[] = { "", "GPU", "Job $/h", "Place", NULL };
  static const char *const dragged[] = { "", "Place", "GPU", "Job $/h", NULL };
  static const char *const back[] = { "", "GPU", "Place", "Job $/h", NULL };
  SubletOfferListModel *model;
  GtkWidget *table;
  GtkWidget *window = present_table (fixture, &model, &table);
  GtkColumnView *view = sublet_market_table_get_view (SUBLET_MARKET_TABLE (table));
  SubletOfferLayout *layout = sublet_market_table_get_layout (SUBLET_MARKET_TABLE (table));
  g_autoptr (GtkColumnViewColumn) place = NULL;

  g_assert_true (gtk_column_view_get_reorderable (view));
  sublet_offer_layout_set_columns (layout, some);
  assert_titles (table, as_set);

  place = dup_column (table, 3);
  gtk_column_view_insert_column (view, 1, place);
  assert_titles (table, dragged);
  {
    g_auto (GStrv) ids = sublet_offer_layout_dup_columns (layout);
    g_autofree char *joined = g_strjoinv (" ", ids);

    g_assert_cmpstr (joined, ==, "mark place gpu job-rate");
  }

  /* From the keyboard: the title moves with its column. */
  sublet_offer_layout_move (layout, sublet_offer_columns_find ("gpu"), 1);
  sublet_ui_test_settle (window);
  assert_titles (table, back);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (model);
}

static void
test_resize (MarketFixture *fixture, gconstpointer user_data)
{
  SubletOfferListModel *model;
  GtkWidget *table;
  GtkWidget *window = present_table (fixture, &model, &table);
  SubletOfferLayout *layout = sublet_market_table_get_layout (SUBLET_MARKET_TABLE (table));
  const SubletOfferColumn *down = sublet_offer_columns_find ("down");
  g_autoptr (GtkColumnViewColumn) gpu = dup_column (table, 1);
  g_autoptr (GtkColumnViewColumn) place = dup_column (table, 6);
  g_autoptr (GtkColumnViewColumn) speed = dup_column (table, 8);
  g_autoptr (GtkColumnViewColumn) last = dup_column (table, 11);
  GtkWidget *label;
  int natural;

  /* What GTK does when an edge is dragged. */
  g_assert_true (gtk_column_view_column_get_resizable (speed));
  gtk_column_view_column_set_fixed_width (speed, 220);
  g_assert_cmpint (sublet_offer_layout_get_width (layout, down), ==, 220);
  g_assert_true (sublet_offer_layout_has_own_width (layout, down));

  /* Twice: the second time the layout is at its least already. */
  gtk_column_view_column_set_fixed_width (speed, 1);
  gtk_column_view_column_set_fixed_width (speed, 0);
  sublet_ui_test_settle (window);
  label = sublet_ui_test_find_type (get_title (table, 8), GTK_TYPE_LABEL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (speed), >, natural);
  g_assert_cmpint (gtk_widget_get_width (label), >=, natural);

  /* Room that is left goes to those that nobody made wider, or to the last. */
  g_assert_true (gtk_column_view_column_get_expand (gpu));
  gtk_column_view_column_set_fixed_width (gpu, 160);
  g_assert_false (gtk_column_view_column_get_expand (gpu));
  g_assert_true (gtk_column_view_column_get_expand (place));
  gtk_column_view_column_set_fixed_width (place, 130);
  g_assert_false (gtk_column_view_column_get_expand (place));
  g_assert_true (gtk_column_view_column_get_expand (last));
  sublet_offer_layout_reset (layout);
  g_assert_true (gtk_column_view_column_get_expand (gpu));
  g_assert_false (gtk_column_view_column_get_expand (last));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (speed),
                   ==,
                   sublet_offer_layout_get_width (layout, down));

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (model);
}

static void
count_activation (guint *n_activated)
{
  (*n_activated)++;
}

static void
test_rows (MarketFixture *fixture, gconstpointer user_data)
{
  SubletOfferListModel *model;
  GtkWidget *table;
  GtkWidget *window = present_table (fixture, &model, &table);
  const SubletOfferColumn *gpu = sublet_offer_columns_find ("gpu");
  g_autofree char *first = sublet_offer_column_dup_text (gpu, fixture->market, 0);
  guint n_activated = 0;
  guint n_live;
  gpointer weak = table;

  g_assert_nonnull (sublet_ui_test_find_label (table, first));
  n_live = sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (model));
  g_assert_cmpuint (n_live, >, 20);
  g_assert_cmpuint (n_live, <, 260);

  g_signal_connect_swapped (table, "activated", G_CALLBACK (count_activation), &n_activated);
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (table)),
                         "activate",
                         3u);
  g_assert_cmpuint (n_activated, ==, 0);
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)), ==, 3);
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (table)),
                         "activate",
                         3u);
  g_assert_cmpuint (n_activated, ==, 1);
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)), ==, 3);
  sublet_market_table_scroll_to (SUBLET_MARKET_TABLE (table),
                                 sublet_market_get_shown (fixture->market) - 1);
  sublet_ui_test_settle (window);

  /* While nobody sees it, it holds nothing. */
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), NULL);
  sublet_ui_test_settle (window);
  g_assert_cmpuint (sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (model)), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone (&weak);
  g_assert_finalize_object (model);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (MarketFixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/table/header", test_header },   { "/ui/market/table/columns", test_columns },
    { "/ui/market/table/reorder", test_reorder }, { "/ui/market/table/resize", test_resize },
    { "/ui/market/table/rows", test_rows },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                MarketFixture,
                NULL,
                market_fixture_set_up,
                tests[i].test,
                market_fixture_tear_down);

  return g_test_run ();
}
