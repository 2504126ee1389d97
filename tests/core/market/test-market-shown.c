/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market-shown.h"

#include "support/sublet-test.h"

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

typedef struct
{
  gint64 id;
  gint64 price;
} Offer;

static SubletMarketView *
make_view (const Offer *offers, gint64 known_at_us)
{
  g_autoptr (GArray) rows = sublet_offer_rows_new (0);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (SubletMarketIndex) index = NULL;
  SubletOfferOrder order;
  SubletJob job;

  sublet_job_init (&job);
  sublet_offer_order_init (&order);
  for (; offers->id != 0; offers++)
    {
      SubletOfferRow row;

      sublet_offer_row_init (&row);
      row.id = offers->id;
      row.dph_base_nusd = offers->price;
      row.storage_nusd_per_gb_month = 0;
      row.inet_down_nusd_per_tb = 0;
      row.inet_up_nusd_per_tb = 0;
      g_array_append_val (rows, row);
    }
  table = sublet_offer_table_new (rows, job.kind, known_at_us, NULL);
  index = sublet_market_index_new (table, &job, NULL);

  return sublet_market_view_new (index, filter, &order, NULL);
}

static void
assert_shown (const SubletMarketShown *shown, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i;

  for (i = 0; i < shown->n_positions; i++)
    {
      const SubletOfferRow *row = sublet_market_shown_get_row (shown, i);

      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT "%s=%" G_GINT64_FORMAT,
                              i > 0 ? " " : "",
                              row->id,
                              sublet_market_shown_is_gone (shown, i) ? "!" : "",
                              row->dph_base_nusd);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_held (void)
{
  static const Offer first_offers[] = { { 1, 1000000 },
                                        { 2, 2000000 },
                                        { 3, 3000000 },
                                        { 4, 4000000 },
                                        { 0 } };
  static const Offer second_offers[] = { { 2, 2000000 },
                                         { 3, 1500000 },
                                         { 4, 4000000 },
                                         { 5, 500000 },
                                         { 0 } };
  static const Offer third_offers[] = { { 1, 1100000 }, { 4, 4000000 }, { 0 } };
  g_autoptr (SubletMarketView) first = make_view (first_offers, NOW_US);
  g_autoptr (SubletMarketView) second = make_view (second_offers, NOW_US + 1);
  g_autoptr (SubletMarketView) third = make_view (third_offers, NOW_US + 2);
  g_autoptr (SubletMarketShown) shown = sublet_market_shown_new (first);
  g_autoptr (SubletMarketShown) held = NULL;
  g_autoptr (SubletMarketShown) longer = NULL;
  g_autoptr (SubletMarketShown) same = NULL;

  assert_shown (shown, "1=1000000 2=2000000 3=3000000 4=4000000");
  g_assert_cmpuint (shown->n_changes, ==, 0);

  /* One is taken and stays where it was, prices are the new ones, the cheapest new one waits. */
  held = sublet_market_shown_new_held (second, shown);
  assert_shown (held, "1!=1000000 2=2000000 3=1500000 4=4000000");
  /* 1 goes, 5 comes, 3 moves before 2. */
  g_assert_cmpuint (held->n_changes, ==, 3);

  /* What was taken may come back; what was held is held on. */
  longer = sublet_market_shown_new_held (third, held);
  assert_shown (longer, "1=1100000 2!=2000000 3!=1500000 4=4000000");
  g_assert_cmpuint (longer->n_changes, ==, 2);

  same = sublet_market_shown_new_held (first, shown);
  g_assert_cmpuint (same->n_changes, ==, 0);
}

static void
test_moved (void)
{
  Offer before[101] = { 0 };
  Offer after[101] = { 0 };
  g_autoptr (SubletMarketView) first = NULL;
  g_autoptr (SubletMarketView) second = NULL;
  g_autoptr (SubletMarketShown) shown = NULL;
  g_autoptr (SubletMarketShown) held = NULL;
  int i;

  for (i = 0; i < 100; i++)
    {
      before[i].id = after[i].id = i + 1;
      before[i].price = after[i].price = (i + 1) * 1000;
    }
  /* The first one goes to the end: one change, not a hundred. */
  after[0].price = 1000000;
  first = make_view (before, NOW_US);
  second = make_view (after, NOW_US);
  shown = sublet_market_shown_new (first);
  held = sublet_market_shown_new_held (second, shown);
  g_assert_cmpuint (held->n_changes, ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/shown/held", test_held);
  g_test_add_func ("/core/market/shown/moved", test_moved);

  return g_test_run ();
}
