/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"

#include "support/sublet-test.h"

/* Offers, requests and orders. */

static int
compare_price (gconstpointer a, gconstpointer b)
{
  const SubletOfferRow *x = a;
  const SubletOfferRow *y = b;

  return (x->dph_total_nusd > y->dph_total_nusd) - (x->dph_total_nusd < y->dph_total_nusd);
}

static SubletOffer *
pick_offer (EngineFixture *f, SubletPriceKind kind, guint nth)
{
  const char *const names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_offer_query_set_kind (query, kind);
  sublet_client_search_offers_async (f->client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (f->client, result, &error);
  g_assert_no_error (error);
  g_array_sort (page->rows, compare_price);
  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (row->rentable && !row->rented && row->disk_space_gb >= 64 &&
          (kind != SUBLET_PRICE_KIND_RESERVED || row->discounted_dph_nusd < row->dph_total_nusd) &&
          nth-- == 0)
        return sublet_offer_new (row, page->kind, page->known_at_us);
    }

  g_error ("too few offers for this test");
}

SubletOffer *
engine_fixture_pick_offer (EngineFixture *f, guint nth)
{
  return pick_offer (f, SUBLET_PRICE_KIND_ON_DEMAND, nth);
}

SubletRentalRequest *
engine_fixture_make_bid (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = pick_offer (f, SUBLET_PRICE_KIND_INTERRUPTIBLE, 0);
  SubletRentalRequest *request = engine_fixture_make_request (f, offer);
  SubletJob job = *sublet_rental_request_get_job (request);

  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_rental_request_set_job (request, &job);

  return request;
}

SubletRentalRequest *
engine_fixture_make_reserved (EngineFixture *f, gint64 deposit_uusd)
{
  g_autoptr (SubletOffer) offer = pick_offer (f, SUBLET_PRICE_KIND_RESERVED, 0);
  SubletRentalRequest *request = engine_fixture_make_request (f, offer);
  SubletJob job = *sublet_rental_request_get_job (request);

  job.kind = SUBLET_PRICE_KIND_RESERVED;
  sublet_rental_request_set_job (request, &job);
  sublet_rental_request_set_deposit_uusd (request, deposit_uusd);

  return request;
}

SubletRentalRequest *
engine_fixture_make_request (EngineFixture *f, SubletOffer *offer)
{
  SubletRentalRequest *request;
  SubletJob job;

  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  sublet_rental_request_set_label (request, "ada-1");
  sublet_rental_request_set_lease (request, 8 * G_TIME_SPAN_HOUR, SUBLET_LEASE_END_STOP);

  return request;
}

SubletRental *
engine_fixture_try_rent (EngineFixture *f, SubletRentalRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_rent_async (f->engine, request, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_rent_finish (f->engine, result, error);
}

gint64
engine_fixture_add_volume (SubletRentalRequest *request, gint64 volume_offer_id)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  const SubletLaunchVolume volume = { .kind = SUBLET_LAUNCH_VOLUME_NEW,
                                      .id = volume_offer_id,
                                      .size_gb = 100,
                                      .mount_path = (char *) "/data",
                                      .nusd_per_gb_month = 180 * (SUBLET_NUSD_PER_USD / 1000) };
  gint64 rate_nusd;

  sublet_launch_set_volume (launch, &volume);
  sublet_rental_request_set_launch (request, launch);
  rate_nusd = sublet_rental_request_get_volume_rate_nusd (request);
  g_assert_cmpint (rate_nusd, >, 0);

  return rate_nusd;
}

SubletRental *
engine_fixture_rent (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_try_rent (f, request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (rental);
  return rental;
}

SubletRental *
engine_fixture_rent_running (EngineFixture *f)
{
  SubletRental *rental = engine_fixture_rent (f);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  return rental;
}

gboolean
engine_fixture_order (EngineFixture *f, SubletRental *rental, SubletOrder order, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_order_async (f->engine, rental, order, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_order_finish (f->engine, result, error);
}
