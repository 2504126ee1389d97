/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market-walk.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/model/sublet-text.h"
#include "support/sublet-test.h"

#include <string.h>

/* What an invented service has, and what is wrong with it. */
typedef struct
{
  GArray *rows; /* (element-type SubletOfferRow), by price */
  guint page_cap;
  bool ignores_prices;
  bool ignores_models;
  guint n_asked;
} Service;

static void
service_init (Service *service, guint page_cap)
{
  memset (service, 0, sizeof *service);
  service->rows = sublet_offer_rows_new (0);
  service->page_cap = page_cap;
}

static void
add (Service *service, guint count, gint64 rate_nusd, const char *gpu_name, const char *country)
{
  guint i;

  for (i = 0; i < count; i++)
    {
      SubletOfferRow row;

      sublet_offer_row_init (&row);
      row.id = (gint64) service->rows->len + 1;
      row.dph_total_nusd = rate_nusd;
      row.gpu_name = gpu_name != NULL ? sublet_text_intern (gpu_name) : NULL;
      g_strlcpy (row.country, country, sizeof row.country);
      g_array_append_val (service->rows, row);
    }
}

static bool
fits_words (const char *word, const char *const *named, const char *const *excluded)
{
  if (named != NULL && (word == NULL || !g_strv_contains (named, word)))
    return false;

  return excluded == NULL || word == NULL || !g_strv_contains (excluded, word);
}

static bool
fits (const Service *service, const SubletOfferRow *row, SubletOfferQuery *query)
{
  gint64 max_nusd = sublet_offer_query_get_max_dph_nusd (query);
  bool price = row->dph_total_nusd >= sublet_offer_query_get_min_dph_nusd (query) &&
               (max_nusd == 0 || row->dph_total_nusd <= max_nusd);

  return (price || service->ignores_prices) &&
         (service->ignores_models ||
          fits_words (row->gpu_name,
                      sublet_offer_query_get_gpu_names (query),
                      sublet_offer_query_get_excluded_gpu_names (query))) &&
         fits_words (row->country[0] != '\0' ? row->country : NULL,
                     sublet_offer_query_get_countries (query),
                     sublet_offer_query_get_excluded_countries (query));
}

static SubletOfferPage *
answer (Service *service, SubletOfferQuery *query)
{
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);
  guint i;

  page->rows = sublet_offer_rows_new (0);
  page->known_at_us = ++service->n_asked;
  for (i = 0; i < service->rows->len && !page->truncated; i++)
    {
      const SubletOfferRow *row = &g_array_index (service->rows, SubletOfferRow, i);

      if (!fits (service, row, query))
        continue;
      page->truncated = page->rows->len == service->page_cap;
      if (page->truncated)
        break;
      g_array_set_size (page->rows, page->rows->len + 1);
      sublet_offer_row_copy (row, &g_array_index (page->rows, SubletOfferRow, page->rows->len - 1));
    }

  return page;
}

/* To the end, or to so many answers. */
static void
run (SubletMarketWalk *walk, Service *service, guint max_pages)
{
  guint i;

  for (i = 0; i < max_pages; i++)
    {
      g_autoptr (SubletOfferQuery) query = sublet_market_walk_dup_query (walk);
      g_autoptr (SubletOfferPage) page = NULL;

      if (query == NULL)
        return;
      page = answer (service, query);
      sublet_market_walk_take_page (walk, page);
    }
}

static void
walk_all (Service *service, SubletOfferQuery *wanted, guint max_rows, SubletMarketWalk **walk)
{
  g_autoptr (SubletOfferQuery) any = sublet_offer_query_new ();
  g_autoptr (SubletOfferQuery) next = NULL;

  *walk = sublet_market_walk_new (wanted != NULL ? wanted : any, max_rows);
  run (*walk, service, 10000);
  next = sublet_market_walk_dup_query (*walk);
  g_assert_null (next);
}

static void
assert_each_once (SubletMarketWalk *walk, guint n_rows)
{
  g_autoptr (SubletOfferPage) page = sublet_market_walk_dup_page (walk);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint i;

  g_assert_cmpuint (page->rows->len, ==, n_rows);
  for (i = 0; i < page->rows->len; i++)
    g_assert_true (g_hash_table_add (ids, &g_array_index (page->rows, SubletOfferRow, i).id));
}

static void
service_clear (Service *service)
{
  g_array_unref (service->rows);
}

static void
test_one_page (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  g_autoptr (SubletMarketWalk) cut = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  Service service;

  service_init (&service, 10);
  add (&service, 10, 300000000, "RTX 4090", "FI");
  walk_all (&service, NULL, 0, &walk);
  g_assert_cmpuint (service.n_asked, ==, 1);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (walk, 10);

  /* Nobody asked for a second one. */
  add (&service, 1, 300000000, "RTX 4090", "FI");
  walk_all (&service, NULL, 0, &cut);
  g_assert_cmpuint (service.n_asked, ==, 2);
  g_assert_cmpint (sublet_market_walk_get_cut (cut), ==, SUBLET_MARKET_CUT_MORE);
  assert_each_once (cut, 10);
  page = sublet_market_walk_dup_page (cut);
  g_assert_true (page->truncated);
  service_clear (&service);
}

/* Neighbours in price share pages; each is there once, none is left out between two pages. */
static void
test_by_price (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  Service service;
  gint64 rate_nusd;

  service_init (&service, 10);
  for (rate_nusd = 100; rate_nusd < 200; rate_nusd++)
    add (&service, (guint) (rate_nusd % 4) + 1, rate_nusd * 1000, "RTX 4090", "FI");
  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (walk, service.rows->len);
  g_assert_cmpuint (sublet_market_walk_get_n_pages (walk), ==, service.n_asked);

  /* As old as the oldest. */
  page = sublet_market_walk_dup_page (walk);
  g_assert_cmpint (page->known_at_us, ==, 1);
  service_clear (&service);
}

/* The service compares more digits than a price has here. */
static void
test_rounded (void)
{
  static const char *const models[] = { "RTX 4090", "H100 SXM", "Tesla T4" };
  g_autoptr (SubletMarketWalk) walk = NULL;
  Service service;
  gint64 i;

  service_init (&service, 4);
  for (i = 0; i < 30; i++)
    add (&service, 3, 1000 + i, models[i % 3], "FI");
  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (walk, 90);
  service_clear (&service);
}

/* One price, many offers, in the middle of others: all come, by model, then by country. */
static void
test_one_price (void)
{
  static const char *const models[] = { "RTX 4090", "RTX 5090", "H100 SXM", "Tesla T4", NULL };
  static const char *const countries[] = { "FI", "SE", "US", "" };
  g_autoptr (SubletMarketWalk) walk = NULL;
  Service service;
  guint i;
  guint j;

  service_init (&service, 64);
  add (&service, 100, 200000000, "RTX 3060", "FI");
  for (i = 0; i < G_N_ELEMENTS (models); i++)
    {
      for (j = 0; j < G_N_ELEMENTS (countries); j++)
        add (&service, 20 + 10 * i + j, 300000000, models[i], countries[j]);
    }
  add (&service, 100, 400000000, "RTX 3060", "SE");
  add (&service, 3, 400000001, "RTX 3060", "SE");
  g_assert_cmpuint (service.rows->len, >, 900);

  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_PRICE);
  /* Only RTX 3060 of one price in one country are more than a page, twice. */
  assert_each_once (walk, service.rows->len - 36 - 36);
  service_clear (&service);
}

/* What was not on the first page of a price has names that nobody knew. */
static void
test_unknown_words (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  Service service;
  guint i;

  service_init (&service, 5);
  for (i = 0; i < 40; i++)
    {
      g_autofree char *model = g_strdup_printf ("GPU %u", i);

      add (&service, 4, 300000000, model, i % 2 == 0 ? "FI" : "SE");
    }
  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (walk, 160);
  service_clear (&service);
}

/* Nothing tells them apart: what can be shown is shown, and the cut is said. */
static void
test_too_many_alike (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  Service service;

  service_init (&service, 64);
  add (&service, 10000, 300000000, "RTX 4090", "FI");
  add (&service, 7, 500000000, "RTX 4090", "FI");
  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_PRICE);
  assert_each_once (walk, 64 + 7);
  g_assert_cmpuint (service.n_asked, <, 6);
  service_clear (&service);
}

/* The person's own filter holds for every part. */
static void
test_wanted (void)
{
  static const char *const wanted_models[] = { "RTX 4090", "RTX 5090", NULL };
  g_autoptr (SubletMarketWalk) walk = NULL;
  g_autoptr (SubletOfferQuery) wanted = sublet_offer_query_new ();
  Service service;

  service_init (&service, 10);
  add (&service, 30, 100000000, "RTX 4090", "FI");
  add (&service, 8, 300000000, "RTX 4090", "FI");
  add (&service, 8, 300000000, "RTX 4090", "SE");
  add (&service, 20, 300000000, "Tesla T4", "FI");
  add (&service, 8, 300000000, "RTX 5090", "FI");
  add (&service, 30, 500000000, "RTX 5090", "FI");
  sublet_offer_query_set_gpu_names (wanted, wanted_models);
  sublet_offer_query_set_min_dph_nusd (wanted, 200000000);
  sublet_offer_query_set_max_dph_nusd (wanted, 300000000);
  walk_all (&service, wanted, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (walk, 24);
  service_clear (&service);
}

static void
test_max_rows (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  g_autoptr (SubletMarketWalk) exactly = NULL;
  Service service;
  gint64 i;

  service_init (&service, 10);
  for (i = 1; i <= 100; i++)
    add (&service, 1, i * 1000000, "RTX 4090", "FI");
  walk_all (&service, NULL, 25, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_MORE);
  assert_each_once (walk, 25);

  /* As many as there are: it is whole, not cut. */
  walk_all (&service, NULL, 100, &exactly);
  g_assert_cmpint (sublet_market_walk_get_cut (exactly), ==, SUBLET_MARKET_CUT_NONE);
  assert_each_once (exactly, 100);
  service_clear (&service);
}

/* Further from what is known, without asking for that again. */
static void
test_start_after (void)
{
  g_autoptr (SubletOfferQuery) any = sublet_offer_query_new ();
  g_autoptr (SubletMarketWalk) first = NULL;
  g_autoptr (SubletMarketWalk) walk = NULL;
  g_autoptr (SubletOfferPage) known = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  Service service;
  gint64 i;

  service_init (&service, 10);
  for (i = 1; i <= 100; i++)
    add (&service, 1, i * 1000000, "RTX 4090", "FI");
  walk_all (&service, NULL, 0, &first);
  known = sublet_market_walk_dup_page (first);
  walk = sublet_market_walk_new (any, 30);
  sublet_market_walk_start_after (walk, known->rows, known->known_at_us);
  g_assert_cmpuint (sublet_market_walk_get_n_rows (walk), ==, 10);
  run (walk, &service, 1000);
  assert_each_once (walk, 30);
  /* Nine new ones of each page, for the dearest is there already. */
  g_assert_cmpuint (sublet_market_walk_get_n_pages (walk), ==, 3);
  page = sublet_market_walk_dup_page (walk);
  g_assert_cmpint (page->known_at_us, ==, 1);
  /* What is shown did not change under its readers. */
  g_assert_cmpuint (known->rows->len, ==, 10);
  service_clear (&service);
}

/* The same page for every question, and a service that does not know one of the filters. */
static void
test_deaf_service (void)
{
  g_autoptr (SubletMarketWalk) prices = NULL;
  g_autoptr (SubletMarketWalk) models = NULL;
  Service service;
  gint64 i;

  service_init (&service, 20);
  for (i = 1; i <= 100; i++)
    add (&service, 1, i * 1000000, i % 2 == 0 ? "RTX 4090" : "RTX 5090", "FI");
  service.ignores_prices = true;
  walk_all (&service, NULL, 100000, &prices);
  g_assert_cmpint (sublet_market_walk_get_cut (prices), ==, SUBLET_MARKET_CUT_STUCK);
  assert_each_once (prices, 20);
  g_assert_cmpuint (service.n_asked, ==, 2);
  service_clear (&service);

  service_init (&service, 20);
  for (i = 0; i < 30; i++)
    {
      g_autofree char *model = g_strdup_printf ("GPU %" G_GINT64_FORMAT, i);

      add (&service, 2, 300000000, model, "FI");
    }
  add (&service, 5, 400000000, "RTX 4090", "FI");
  service.ignores_models = true;
  walk_all (&service, NULL, 100000, &models);
  g_assert_cmpint (sublet_market_walk_get_cut (models), ==, SUBLET_MARKET_CUT_PRICE);
  assert_each_once (models, 20 + 5);
  g_assert_cmpuint (service.n_asked, <, 20);
  service_clear (&service);
}

/* A page that broke off ends it: what comes after is not known, and cannot be asked for. */
static void
test_cut_reply (void)
{
  g_autoptr (SubletOfferQuery) any = sublet_offer_query_new ();
  g_autoptr (SubletOfferQuery) query = NULL;
  g_autoptr (SubletOfferQuery) next = NULL;
  g_autoptr (SubletMarketWalk) walk = sublet_market_walk_new (any, 1000);
  g_autoptr (SubletOfferPage) page = NULL;
  Service service;

  service_init (&service, 10);
  add (&service, 8, 100000000, "RTX 4090", "FI");
  add (&service, 8, 200000000, "RTX 4090", "FI");
  run (walk, &service, 1);
  query = sublet_market_walk_dup_query (walk);
  page = answer (&service, query);
  page->skipped_rows = 2;
  page->cut_error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "cut");
  sublet_market_walk_take_page (walk, page);
  next = sublet_market_walk_dup_query (walk);
  g_assert_null (next);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_REPLY);
  assert_each_once (walk, 16);
  service_clear (&service);
}

/* Without a price nobody can go on by it. */
static void
test_no_prices (void)
{
  g_autoptr (SubletMarketWalk) walk = NULL;
  Service service;

  service_init (&service, 20);
  add (&service, 30, SUBLET_MONEY_UNKNOWN, "RTX 4090", "FI");
  service.ignores_prices = true;
  walk_all (&service, NULL, 100000, &walk);
  g_assert_cmpint (sublet_market_walk_get_cut (walk), ==, SUBLET_MARKET_CUT_STUCK);
  assert_each_once (walk, 20);
  g_assert_cmpuint (service.n_asked, ==, 1);
  service_clear (&service);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/market-walk/one-page", test_one_page);
  g_test_add_func ("/core/market/market-walk/by-price", test_by_price);
  g_test_add_func ("/core/market/market-walk/rounded", test_rounded);
  g_test_add_func ("/core/market/market-walk/one-price", test_one_price);
  g_test_add_func ("/core/market/market-walk/unknown-words", test_unknown_words);
  g_test_add_func ("/core/market/market-walk/too-many-alike", test_too_many_alike);
  g_test_add_func ("/core/market/market-walk/wanted", test_wanted);
  g_test_add_func ("/core/market/market-walk/max-rows", test_max_rows);
  g_test_add_func ("/core/market/market-walk/start-after", test_start_after);
  g_test_add_func ("/core/market/market-walk/deaf-service", test_deaf_service);
  g_test_add_func ("/core/market/market-walk/cut-reply", test_cut_reply);
  g_test_add_func ("/core/market/market-walk/no-prices", test_no_prices);

  return g_test_run ();
}
