/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <stdlib.h>
#include <string.h>

/* ---- renting ---- */

static int
compare_price (gconstpointer a, gconstpointer b)
{
  const SubletOfferRow *x = a;
  const SubletOfferRow *y = b;

  return (x->dph_total_nusd > y->dph_total_nusd) - (x->dph_total_nusd < y->dph_total_nusd);
}

SubletPriceKind
fault_runner_get_kind (const char *word)
{
  if (strcmp (word, "bid") == 0)
    return SUBLET_PRICE_KIND_INTERRUPTIBLE;
  if (strcmp (word, "reserved") == 0)
    return SUBLET_PRICE_KIND_RESERVED;

  return SUBLET_PRICE_KIND_ON_DEMAND;
}

SubletOfferPage *
fault_runner_search (Runner *self, SubletPriceKind kind, GError **error)
{
  const char *const names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  SubletOfferPage *page;

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_offer_query_set_kind (query, kind);
  sublet_client_search_offers_async (self->client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (self->client, result, error);
  if (page != NULL)
    g_array_sort (page->rows, compare_price);

  return page;
}

SubletOffer *
fault_runner_pick_offer (const SubletOfferPage *page, guint nth)
{
  guint i;

  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (row->rentable && !row->rented && row->disk_space_gb >= 64 && nth-- == 0)
        return sublet_offer_new (row, page->kind, page->known_at_us);
    }

  return NULL;
}

SubletRentalRequest *
fault_runner_make_request (SubletOffer *offer, gint64 ceiling_nusd, SubletPriceKind kind)
{
  SubletRentalRequest *request;
  SubletJob job;

  sublet_job_init (&job);
  job.kind = kind;
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  sublet_rental_request_set_label (request, "campaign");
  sublet_rental_request_set_ceiling_nusd (request, ceiling_nusd);
  if (kind == SUBLET_PRICE_KIND_RESERVED)
    sublet_rental_request_set_deposit_uusd (request, FAULT_RUNNER_DEPOSIT_UUSD);

  return request;
}

static void
answer_rentals (Runner *self, GAsyncResult **results, guint n)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  guint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rentals");
  json_builder_begin_array (builder);
  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletRental) rental = NULL;
      GError *error = NULL;

      rental = sublet_rental_engine_rent_finish (self->engine, results[i], &error);
      if (rental != NULL)
        json_builder_add_string_value (builder, sublet_rental_get_id (rental));
      else
        g_ptr_array_add (errors, error);
      g_object_unref (results[i]);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  for (i = 0; i < errors->len; i++)
    json_builder_add_string_value (builder, ((GError *) g_ptr_array_index (errors, i))->message);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}

void
fault_runner_rent (Runner *self, char **words)
{
  gint64 ceiling_nusd = g_ascii_strtoll (words[0], NULL, 10);
  SubletPriceKind kind = fault_runner_get_kind (words[1]);
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[8] = { NULL };
  guint n = 0;
  guint i;

  page = fault_runner_search (self, kind, &error);
  if (page == NULL)
    {
      fault_runner_answer_error (error);
      return;
    }

  /* The driver's delay to the kill starts here. */
  fault_runner_answer_fine ();
  for (i = 2; words[i] != NULL && n < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (SubletOffer) offer = fault_runner_pick_offer (page, (guint) atoi (words[i]));
      g_autoptr (SubletRentalRequest) request = NULL;

      if (offer == NULL)
        continue;
      request = fault_runner_make_request (offer, ceiling_nusd, kind);
      sublet_rental_engine_rent_async (self->engine,
                                       request,
                                       NULL,
                                       sublet_test_on_result,
                                       &results[n++]);
    }
  for (i = 0; i < n; i++)
    sublet_test_await_result (&results[i]);

  answer_rentals (self, results, n);
}

/* ---- orders ---- */

SubletRental *
fault_runner_find_rental (Runner *self, gint64 contract_id)
{
  SubletRentalTrack *track = sublet_engine_find_contract (self->engine, contract_id);

  if (track == NULL)
    {
      g_autoptr (GError)
        error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no card for it");

      fault_runner_answer_error (error);
    }

  return track != NULL ? track->rental : NULL;
}

static SubletOrder
get_order (const char *word)
{
  if (strcmp (word, "start") == 0)
    return SUBLET_ORDER_START;
  if (strcmp (word, "stop") == 0)
    return SUBLET_ORDER_STOP;
  if (strcmp (word, "reboot") == 0)
    return SUBLET_ORDER_REBOOT;
  if (strcmp (word, "recycle") == 0)
    return SUBLET_ORDER_RECYCLE;
  if (strcmp (word, "destroy") != 0)
    g_error ("order what? \"%s\"", word);

  return SUBLET_ORDER_DESTROY;
}

void
fault_runner_order (Runner *self, gint64 contract_id, const char *order)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  sublet_rental_engine_order_async (self->engine,
                                    rental,
                                    get_order (order),
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_order_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

void
fault_runner_label (Runner *self, gint64 contract_id, const char *label)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  sublet_rental_engine_set_label_async (self->engine,
                                        rental,
                                        label,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_set_label_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

void
fault_runner_answer_increase (Runner *self, gint64 contract_id, const char *answer)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  SubletPriceIncrease *increase = rental != NULL ? sublet_rental_get_increase (rental) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  if (increase == NULL)
    g_error ("no price increase waits");
  sublet_rental_engine_answer_increase_async (self->engine,
                                              rental,
                                              sublet_price_increase_get_data (increase)->id,
                                              strcmp (answer, "accept") == 0,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_answer_increase_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

void
fault_runner_update (Runner *self, gint64 contract_id, const char *image)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  launch = sublet_rental_engine_dup_launch (self->engine, rental);
  sublet_launch_set_image (launch, image);
  sublet_rental_engine_update_software_async (self->engine,
                                              rental,
                                              launch,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_update_software_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

void
fault_runner_bid (Runner *self, gint64 contract_id, gint64 bid_nusd)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  sublet_rental_engine_change_bid_async (self->engine,
                                         rental,
                                         bid_nusd,
                                         NULL,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_change_bid_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

void
fault_runner_lease (Runner *self, gint64 contract_id, gint64 seconds, const char *at_end)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (self->clock));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  if (self->forgets_leases)
    {
      fault_runner_answer_fine ();
      return;
    }
  sublet_rental_engine_set_lease_async (self->engine,
                                        rental,
                                        now_us + seconds * G_TIME_SPAN_SECOND,
                                        strcmp (at_end, "destroy") == 0 ? SUBLET_LEASE_END_DESTROY
                                                                        : SUBLET_LEASE_END_STOP,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_set_lease_finish (self->engine, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}
