/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-table.h"

#include "support/sublet-test.h"
#include "ui/market/sublet-filter-pane.h"
#include "ui/market/sublet-offer-details.h"
#include "ui/sublet-ui-test.h"

#include "hostile-offers.h"

#include <math.h>

/* Offers that nobody should list: each is shown for what it is. */

#define UNKNOWN "–"

typedef struct
{
  FedMarket fed;
} Scene;

static void
set_up (Scene *scene, gconstpointer user_data)
{
  g_autoptr (GArray) rows = hostile_offers_new ();

  fed_market_set_up (&scene->fed);
  fed_market_show (&scene->fed, rows);
  g_assert_cmpuint (sublet_market_get_shown (scene->fed.market), ==, rows->len);
}

static void
tear_down (Scene *scene, gconstpointer user_data)
{
  fed_market_tear_down (&scene->fed);
}

static char *
dup_text (Scene *scene, gint64 id, const SubletOfferColumn *column)
{
  return sublet_offer_column_dup_text (column,
                                       scene->fed.market,
                                       sublet_market_find_offer (scene->fed.market, id));
}

static void
assert_decent (const char *text)
{
  const char *at;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, !=, "");
  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 200);
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
  g_assert_null (strstr (text, "nan"));
  g_assert_null (strstr (text, "inf"));
  g_assert_null (strstr (text, "null"));
  g_assert_null (strstr (text, "9223372036854775808"));
  /* What turns the text around it is isolated, or not there. */
  g_assert_true (strstr (text, "\xe2\x80\xae") == NULL || strstr (text, "\xe2\x81\xa9") != NULL);
}

static void
test_cells (Scene *scene, gconstpointer user_data)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint n_shown = sublet_market_get_shown (scene->fed.market);
  gsize i;
  guint j;

  for (i = 0; i < n_columns; i++)
    for (j = 0; columns[i].key >= 0 && j < n_shown; j++)
      {
        g_autofree char *text = sublet_offer_column_dup_text (&columns[i], scene->fed.market, j);

        assert_decent (text);
      }
}

/* Whatever has a dash is last, in both directions, by every column. */
static void
test_missing_last (Scene *scene, gconstpointer user_data)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint n_shown = sublet_market_get_shown (scene->fed.market);
  int descending;
  gsize i;
  guint j;

  for (i = 0; i < n_columns; i++)
    for (descending = 0; columns[i].key >= 0 && descending < 2; descending++)
      {
        SubletOfferOrder order = { (SubletOfferKey) columns[i].key, descending != 0 };
        g_autofree char *missing = NULL;
        gboolean dash = FALSE;

        order.second = order.first;
        sublet_market_set_order (scene->fed.market, &order);
        missing = dup_text (scene, HOSTILE_MISSING, &columns[i]);
        if (!g_str_equal (missing, UNKNOWN))
          g_error ("%s is \"%s\" where it is missing", columns[i].id, missing);
        for (j = 0; j < n_shown; j++)
          {
            g_autofree char *text =
              sublet_offer_column_dup_text (&columns[i], scene->fed.market, j);

            if (dash && !g_str_equal (text, UNKNOWN))
              g_error ("%s: \"%s\" after what is missing", columns[i].id, text);
            dash = g_str_equal (text, UNKNOWN);
          }
        g_assert_true (dash);
      }
}

/* A price that is none is not shown as one, not sorted as one, not chosen, and said. */
static void
test_no_price (Scene *scene, gconstpointer user_data)
{
  static const gint64 ids[] = { HOSTILE_FREE, HOSTILE_NEGATIVE };
  SubletMarket *market = scene->fed.market;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint position = sublet_market_find_offer (market, ids[i]);
      g_autofree char *rate = dup_text (scene, ids[i], sublet_offer_columns_find ("job-rate"));
      g_autofree char *gpu = dup_text (scene, ids[i], sublet_offer_columns_find ("gpu-rate"));
      g_autofree char *value = dup_text (scene, ids[i], sublet_offer_columns_find ("value"));
      g_autofree char *warning =
        sublet_offer_column_dup_tooltip (sublet_offer_columns_find ("mark"), market, position);

      g_assert_cmpstr (rate, ==, UNKNOWN);
      g_assert_cmpstr (gpu, ==, UNKNOWN);
      g_assert_cmpstr (value, ==, UNKNOWN);
      g_assert_true (g_str_has_prefix (warning, "What is listed as its price is zero or less"));
    }

  g_assert_cmpint (sublet_market_get_row (market, 0)->id, ==, HOSTILE_FINE);
  g_assert_cmpint (sublet_market_get_row (market,
                                          sublet_market_choose (market, SUBLET_POLICY_CHEAPEST))
                     ->id,
                   ==,
                   HOSTILE_FINE);
}

static void
assert_labels_decent (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    {
      g_autofree char *line = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));

      /* Warnings stand in lines. */
      g_strdelimit (line, "\n", ' ');
      assert_decent (line);
    }
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_labels_decent (child);
}

/* The end of a figure without its beginning is another figure. */
static void
assert_cut_visibly (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_INSCRIPTION (widget))
    g_assert_cmpint (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (widget)),
                     ==,
                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_cut_visibly (child);
}

static void
test_table_and_details (Scene *scene, gconstpointer user_data)
{
  SubletMarket *market = scene->fed.market;
  g_autoptr (SubletOfferListModel) model = sublet_offer_list_model_new (market);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *table = sublet_market_table_new ();
  GtkWidget *details = sublet_offer_details_new ();
  GtkWidget *window;
  SubletJob job;
  guint i;

  sublet_offer_details_set_clock (SUBLET_OFFER_DETAILS (details), scene->fed.clock);
  gtk_widget_set_hexpand (table, TRUE);
  gtk_box_append (GTK_BOX (box), table);
  gtk_box_append (GTK_BOX (box), details);
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), model);
  window = sublet_ui_test_present (box, 1200, 700);
  sublet_market_get_job (market, &job);
  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      g_autoptr (SubletOffer) offer = sublet_market_dup_offer (market, i);

      sublet_offer_details_show (SUBLET_OFFER_DETAILS (details),
                                 offer,
                                 &job,
                                 SUBLET_PRESENCE_LISTED);
      sublet_ui_test_settle (window);
      assert_labels_decent (details);
    }
  assert_cut_visibly (table);
  /* Markup is text. */
  g_assert_nonnull (sublet_ui_test_find_label (table, "<b>RTX</b> &"));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Beside the table, the models are chosen by their names. */
static void
test_filters (Scene *scene, gconstpointer user_data)
{
  GtkWidget *pane = sublet_filter_pane_new (scene->fed.market);
  GtkWidget *window = sublet_ui_test_present (pane, 400, 700);

  sublet_ui_test_settle (window);
  assert_labels_decent (pane);
  g_assert_nonnull (sublet_ui_test_find_label (pane, "<b>RTX</b> &"));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Scene *scene, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/hostile-offers/cells", test_cells },
    { "/ui/market/hostile-offers/missing-last", test_missing_last },
    { "/ui/market/hostile-offers/no-price", test_no_price },
    { "/ui/market/hostile-offers/table-and-details", test_table_and_details },
    { "/ui/market/hostile-offers/filters", test_filters },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Scene, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
