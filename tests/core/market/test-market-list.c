/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "market-fixture.h"

/* What of it is shown, in which order, and what is said of each. */

static void
test_filter (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  const char *model;
  guint n_total;
  guint n_choosable;

  refresh (fixture);
  model = sublet_market_get_model (market, 0, &n_total, &n_choosable);
  g_assert_cmpuint (n_total, ==, n_choosable);
  sublet_offer_filter_set_model (filter, model, true);
  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 0);
  sublet_market_set_filter (market, filter);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, 0);
  g_assert_cmpuint (sublet_market_get_n_hidden (market, SUBLET_FILTER_PART_PRICE),
                    ==,
                    sublet_market_get_total (market));
  g_assert_cmpuint (sublet_market_choose (market, SUBLET_POLICY_CHEAPEST), ==, G_MAXUINT);

  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
  sublet_market_set_filter (market, filter);
  sublet_market_get_model (market, 0, &n_total, NULL);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, n_total);
  g_assert_cmpuint (sublet_market_get_n_hidden (market, SUBLET_FILTER_PART_MODEL),
                    ==,
                    sublet_market_get_total (market) - n_total);
}

static void
test_order (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  SubletOfferOrder orders;
  guint n_emissions = 0;
  guint i;

  refresh (fixture);
  g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_emission), &n_emissions);
  sublet_offer_order_init (&orders);
  sublet_offer_order_sort_by (&orders, SUBLET_OFFER_KEY_RELIABILITY, true);
  sublet_market_set_order (market, &orders);
  sublet_market_set_order (market, &orders);
  g_assert_cmpuint (n_emissions, ==, 1);
  for (i = 1; i < sublet_market_get_shown (market); i++)
    g_assert_false (sublet_market_get_row (market, i - 1)->reliability <
                    sublet_market_get_row (market, i)->reliability);
}

static void
test_held (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autofree char *take = NULL;
  gint64 first_id;
  gint64 second_id;

  refresh (fixture);
  first_id = sublet_market_get_row (market, 0)->id;
  second_id = sublet_market_get_row (market, 1)->id;
  take = g_strdup_printf ("{\"take_offer\":%" G_GINT64_FORMAT "}", first_id);
  order (fixture, take);

  sublet_market_set_held (market, TRUE);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_row (market, 0)->id, ==, first_id);
  g_assert_cmpint (sublet_market_get_row (market, 1)->id, ==, second_id);
  g_assert_true (sublet_market_is_gone (market, 0));
  g_assert_false (sublet_market_is_gone (market, 1));
  g_assert_null (sublet_market_dup_offer (market, 0));
  g_assert_false (sublet_market_has_offer (market, first_id));
  g_assert_cmpuint (sublet_market_find_offer (market, first_id), ==, 0);
  g_assert_cmpuint (sublet_market_choose (market, SUBLET_POLICY_CHEAPEST), >, 0);
  g_assert_cmpuint (sublet_market_get_changes (market), >, 0);
  /* No filter is set: what came or went is not hidden. */
  g_assert_cmpuint (sublet_market_get_hidden (market), ==, 0);

  sublet_market_set_held (market, FALSE);
  g_assert_cmpuint (sublet_market_get_changes (market), ==, 0);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, sublet_market_get_total (market));
  g_assert_cmpuint (sublet_market_find_offer (market, first_id), ==, G_MAXUINT);
  /* An equal share of the same machine may be offered instead. */
  g_assert_cmpuint (sublet_market_find_offer (market, second_id), <=, 1);
}

static void
test_held_and_changed (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autofree char *take = NULL;
  SubletOfferOrder orders;
  gint64 first_id;

  refresh (fixture);
  first_id = sublet_market_get_row (market, 0)->id;
  take = g_strdup_printf ("{\"take_offer\":%" G_GINT64_FORMAT "}", first_id);
  order (fixture, take);
  sublet_market_set_held (market, TRUE);
  refresh (fixture);
  g_assert_true (sublet_market_is_gone (market, 0));

  /* What the person does is done at once, and with what is known now. */
  sublet_offer_order_init (&orders);
  sublet_offer_order_sort_by (&orders, SUBLET_OFFER_KEY_GPU_RAM, true);
  sublet_market_set_order (market, &orders);
  g_assert_cmpuint (sublet_market_get_changes (market), ==, 0);
  g_assert_cmpuint (sublet_market_find_offer (market, first_id), ==, G_MAXUINT);
}

static void
test_old_rate (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autofree char *reprice = NULL;
  SubletQuote before;
  SubletQuote now;
  gint64 id;
  gint64 old_rate_nusd;
  gint64 known_at_us;
  gint64 first_known_at_us;
  guint position;

  refresh (fixture);
  first_known_at_us = sublet_market_get_known_at_us (market);
  id = sublet_market_get_row (market, 5)->id;
  g_assert_false (sublet_market_get_old_rate (market, 5, &old_rate_nusd, &known_at_us));
  sublet_market_get_quote (market, 5, &before);
  reprice = g_strdup_printf ("{\"reprice\":{\"machine\":%" G_GINT64_FORMAT ",\"factor\":1.25}}",
                             sublet_market_get_row (market, 5)->machine_id);
  order (fixture, reprice);
  refresh (fixture);

  position = sublet_market_find_offer (market, id);
  sublet_market_get_quote (market, position, &now);
  g_assert_cmpint (now.gpu_rate_nusd, >, before.gpu_rate_nusd);
  g_assert_true (sublet_market_get_old_rate (market, position, &old_rate_nusd, &known_at_us));
  g_assert_cmpint (old_rate_nusd, ==, before.job_rate_nusd);
  g_assert_cmpint (known_at_us, ==, first_known_at_us);

  /* Ten minutes later it is no news. */
  sublet_manual_clock_advance (fixture->clock, 11 * 60 * 1000);
  g_assert_false (sublet_market_get_old_rate (market, position, &old_rate_nusd, &known_at_us));
}

/* Several of one model, each on a machine of its own, the chosen one first. */
static void
test_pick (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (SubletOffer) first = NULL;
  guint i;
  guint j;

  refresh (fixture);
  for (i = 0; first == NULL; i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (fixture->market, i);

      if (g_strcmp0 (row->gpu_name, "RTX 4090") == 0 && row->num_gpus == 1)
        first = sublet_market_dup_offer (fixture->market, i);
    }
  offers = sublet_market_pick (fixture->market, SUBLET_POLICY_CHEAPEST, first, 3);
  g_assert_cmpuint (offers->len, ==, 3);
  g_assert_true (g_ptr_array_index (offers, 0) == first);

  /* As many as there are, and no machine twice. */
  all = sublet_market_pick (fixture->market, SUBLET_POLICY_CHEAPEST, first, 1000);
  g_assert_cmpuint (all->len, >=, 3);
  g_assert_cmpuint (all->len, <, 1000);
  for (i = 0; i < all->len; i++)
    {
      const SubletOfferRow *row = sublet_offer_get_row (g_ptr_array_index (all, i));

      g_assert_cmpstr (row->gpu_name, ==, sublet_offer_get_row (first)->gpu_name);
      g_assert_cmpint (row->num_gpus, ==, sublet_offer_get_row (first)->num_gpus);
      for (j = 0; j < i; j++)
        g_assert_cmpint (row->machine_id,
                         !=,
                         sublet_offer_get_row (g_ptr_array_index (all, j))->machine_id);
    }
  for (i = 0; i < 3; i++)
    g_assert_cmpint (sublet_offer_get_row (g_ptr_array_index (offers, i))->id,
                     ==,
                     sublet_offer_get_row (g_ptr_array_index (all, i))->id);
}

static bool
has_many (gpointer market)
{
  return sublet_market_get_total (market) > 5000;
}

typedef struct
{
  SubletMarket *market;
  double min_memory_mb;
} Wanted;

static bool
shows_wanted (gpointer user_data)
{
  Wanted *wanted = user_data;

  return sublet_market_get_shown (wanted->market) > 0 &&
         sublet_market_get_row (wanted->market, 0)->gpu_ram_mb >= wanted->min_memory_mb;
}

/* More than are calculated on the main loop. */
static void
test_large (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  Wanted wanted = { market, 0 };
  SubletOfferOrder orders;
  int gb;

  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
  sublet_manual_clock_advance (fixture->clock, 10000);
  sublet_market_load_more (market);
  await_idle (fixture);
  sublet_test_await (has_many, market);

  /* Faster than the worker: the last one counts. */
  for (gb = 8; gb <= 80; gb += 8)
    {
      sublet_offer_filter_set_range (filter,
                                     SUBLET_FILTER_PART_MEMORY,
                                     gb * SUBLET_FILTER_BOUND_UNIT,
                                     SUBLET_FILTER_NO_BOUND);
      sublet_market_set_filter (market, filter);
    }
  sublet_offer_order_init (&orders);
  sublet_offer_order_sort_by (&orders, SUBLET_OFFER_KEY_GPU_RAM, false);
  sublet_market_set_order (market, &orders);
  wanted.min_memory_mb = 80 * 1024 * 0.92;
  sublet_test_await (shows_wanted, &wanted);

  /* Forgotten while a worker is at it. */
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_MEMORY);
  sublet_market_set_filter (market, filter);
  sublet_market_clear (market);
  g_assert_cmpuint (sublet_market_get_total (market), ==, 0);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_KNOWN);
}

#define ADD(name, test) \
  g_test_add ("/core/market/market/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("filter", test_filter);
  ADD ("order", test_order);
  ADD ("held", test_held);
  ADD ("held-and-changed", test_held_and_changed);
  ADD ("old-rate", test_old_rate);
  ADD ("pick", test_pick);
  g_test_add ("/core/market/market/large", Fixture, NULL, set_up_large, test_large, tear_down);

  return g_test_run ();
}
