/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-money.h"
#include "core/market/sublet-market-private.h"
#include "core/model/sublet-text.h"
#include "support/sublet-test.h"

/*
 * A market that is handed its answers, so that every row of them is known.
 */

typedef struct
{
  SubletClock *clock;
  SubletMarket *market;
} FedMarket;

static inline void
fed_market_set_up (FedMarket *fed)
{
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;

  fed->clock = sublet_clock_new ();
  /* Nobody listens there, and nobody asks. */
  client = sublet_client_new ("http://127.0.0.1:9", fed->clock, &error);
  g_assert_no_error (error);
  fed->market = sublet_market_new (client);
}

static inline void
fed_market_tear_down (FedMarket *fed)
{
  g_assert_finalize_object (fed->market);
  g_object_unref (fed->clock);
}

/* An offer of one GPU that can be rented; its machine has its number plus a thousand. */
static inline SubletOfferRow *
fed_market_append (GArray *rows, gint64 id, double usd_per_hour)
{
  SubletOfferRow *row;

  g_array_set_size (rows, rows->len + 1);
  row = &g_array_index (rows, SubletOfferRow, rows->len - 1);
  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = id + 1000;
  row->gpu_name = sublet_text_intern ("RTX 4090");
  row->num_gpus = 1;
  row->rentable = true;
  row->storage_nusd_per_gb_month = 0;
  row->inet_down_nusd_per_tb = 0;
  row->inet_up_nusd_per_tb = 0;
  sublet_money_nusd_from_usd (usd_per_hour, &row->dph_base_nusd);

  return row;
}

static inline void
fed_market_show (FedMarket *fed, GArray *rows)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = g_array_ref (rows);
  page->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  page->known_at_us = sublet_clock_get_service_us (fed->clock);
  sublet_market_take_page (fed->market, page, query, SUBLET_MARKET_CUT_NONE);
  g_assert_cmpuint (sublet_market_get_total (fed->market), >, 0);
}
