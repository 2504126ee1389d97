/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/rental/sublet-rental-batch.h"

#include "support/sublet-test.h"

/* The slowest outcome that there is, for each of four. */
#define SEVERAL_S 2400

/* ---- several of one wish ---- */

static SubletRentalBatch *awaited_batch; /* (unowned) */

static bool
is_over (Runner *self)
{
  return !sublet_rental_batch_get_running (awaited_batch);
}

static SubletRentalBatch *
make_batch (Runner *self,
            const SubletOfferPage *page,
            guint count,
            gint64 ceiling_nusd,
            SubletPriceKind kind)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletRentalRequest) request = NULL;
  guint i;

  for (i = 0; i < count; i++)
    {
      SubletOffer *offer = fault_runner_pick_offer (page, i);

      if (offer != NULL)
        g_ptr_array_add (offers, offer);
    }
  if (offers->len == 0)
    return NULL;

  request = fault_runner_make_request (g_ptr_array_index (offers, 0), ceiling_nusd, kind);

  return sublet_rental_batch_new (self->engine, request, offers, FALSE);
}

void
fault_runner_rent_several (Runner *self, guint count, gint64 ceiling_nusd, SubletPriceKind kind)
{
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (SubletRentalBatch) batch = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  page = fault_runner_search (self, kind, &error);
  if (page == NULL)
    {
      fault_runner_answer_error (error);
      return;
    }

  /* The driver's delay to the kill starts here. */
  fault_runner_answer_fine ();
  batch = make_batch (self, page, count, ceiling_nusd, kind);
  if (batch == NULL)
    {
      fault_runner_answer_fine ();
      return;
    }
  sublet_rental_batch_start_async (batch, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (!sublet_rental_batch_start_finish (batch, result, &error))
    {
      fault_runner_answer_error (error);
      return;
    }
  awaited_batch = batch;
  fault_runner_wait (self, is_over, SEVERAL_S);
  fault_runner_answer_fine ();
}

/* ---- one instead of another ---- */

void
fault_runner_replace (Runner *self, gint64 contract_id)
{
  SubletRental *old = fault_runner_find_rental (self, contract_id);
  g_autoptr (SubletRental) kept = NULL;
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) replaced = NULL;
  g_autoptr (GError) error = NULL;

  if (old == NULL)
    return;
  kept = g_object_ref (old);
  sublet_rental_engine_find_next_async (self->engine, kept, NULL, sublet_test_on_result, &found);
  sublet_test_await_result (&found);
  request = sublet_rental_engine_find_next_finish (self->engine, found, &error);
  if (request == NULL)
    {
      fault_runner_answer_error (error);
      return;
    }
  sublet_rental_engine_replace_async (self->engine,
                                      kept,
                                      request,
                                      NULL,
                                      sublet_test_on_result,
                                      &replaced);
  sublet_test_await_result (&replaced);
  next = sublet_rental_engine_replace_finish (self->engine, replaced, &error);
  if (next != NULL)
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

/* ---- one taken back ---- */

void
fault_runner_adopt (Runner *self, gint64 contract_id)
{
  SubletRental *rental = fault_runner_find_rental (self, contract_id);
  g_autoptr (SubletRental) adopted = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (rental == NULL)
    return;
  sublet_rental_engine_adopt_async (self->engine, rental, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  adopted = sublet_rental_engine_adopt_finish (self->engine, result, &error);
  if (adopted != NULL)
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}
