/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static gint64
get_rate (SubletRentalRequest *request)
{
  SubletQuote quote;

  sublet_rental_request_get_quote (request, &quote);
  return quote.running_rate_nusd;
}

static SubletRentalRequest *
make_nth (EngineFixture *f, guint nth)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, nth);

  return engine_fixture_make_request (f, offer);
}

static void
test_per_hour (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 0);
  SubletSpendCaps caps = { .per_hour_nusd = get_rate (request) - 1 };
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 0);

  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rental);
}

static void
test_per_day (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 0);
  gint64 day_uusd = sublet_money_cost_uusd (get_rate (request), G_TIME_SPAN_DAY);
  SubletSpendCaps caps = { .per_day_uusd = day_uusd - 1 };
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);

  caps.per_day_uusd = day_uusd;
  sublet_rental_engine_set_caps (f->engine, &caps);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rental);
}

/* What somebody else started is paid by the same credit. */
static void
test_foreign_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 0);
  const SubletSpendCaps caps = { .per_hour_nusd = get_rate (request) };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
}

/* What is unclear may run: it counts as running until it is settled. */
static void
test_unclear_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) first = make_nth (f, 0);
  g_autoptr (SubletRentalRequest) second = make_nth (f, 1);
  const SubletSpendCaps caps = {
    .per_hour_nusd = get_rate (first) + get_rate (second) - 1,
  };
  g_autoptr (SubletRental) unclear = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"create\"}");
  unclear = engine_fixture_try_rent (f, first, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (unclear, SUBLET_RENTAL_STATE_UNCLEAR);
  g_assert_null (engine_fixture_try_rent (f, second, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);

  engine_fixture_await_state (unclear, SUBLET_RENTAL_STATE_REFUSED);
  rental = engine_fixture_try_rent (f, second, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rental);
}

/* Two at once: the second is judged with the first already counted. */
static void
test_two_at_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) first = make_nth (f, 0);
  g_autoptr (SubletRentalRequest) second = make_nth (f, 1);
  const SubletSpendCaps caps = {
    .per_hour_nusd = get_rate (first) + get_rate (second) - 1,
  };
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (SubletRental) one = NULL;
  g_autoptr (SubletRental) two = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  sublet_rental_engine_rent_async (f->engine, first, NULL, sublet_test_on_result, &first_result);
  sublet_rental_engine_rent_async (f->engine, second, NULL, sublet_test_on_result, &second_result);
  sublet_test_await_result (&first_result);
  sublet_test_await_result (&second_result);
  one = sublet_rental_engine_rent_finish (f->engine, first_result, &error);
  g_assert_no_error (error);
  two = sublet_rental_engine_rent_finish (f->engine, second_result, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_assert_null (two);
  engine_fixture_await_state (one, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

/* One nano-dollar below the cap it is refused, at the cap it is rented; (transfer full). */
static SubletRental *
rent_at_cap (EngineFixture *f, SubletRentalRequest *request, gint64 cap_nusd, const char *fault)
{
  SubletSpendCaps caps = { .per_hour_nusd = cap_nusd - 1 };
  SubletRental *rental;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);

  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  if (fault != NULL)
    engine_fixture_arm (f, fault);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rental);

  return rental;
}

/* Whatever is there may come to cost so much without another order; one more is above the cap. */
static void
assert_counts_as_running (EngineFixture *f, SubletRental *rental, gint64 running_nusd)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 5);

  g_object_unref (rent_at_cap (f, request, running_nusd + get_rate (request), NULL));
}

/* Nobody orders anything more, and it starts and bills by itself. */
static void
test_waiting_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 running_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_set (f, "{\"start_odds\": 0}");
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_WAITING_FOR_GPU);
  assert_counts_as_running (f, rental, running_nusd);
}

/* Its host may try again. */
static void
test_failed_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 0);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_request_set_image (request, "example/manifest-unknown");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_FAILED);
  assert_counts_as_running (f, rental, sublet_rental_get_rate_running_nusd (rental));
}

/* An order that the service has not taken ends nothing. */
static void
test_destroying_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"destroy\", \"times\": 40}");
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_pass (f, 10 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_DESTROYING);
  assert_counts_as_running (f, rental, sublet_rental_get_rate_running_nusd (rental));
}

/* Stopped, it is its disk. */
static void
test_stopped_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  assert_counts_as_running (f, rental, sublet_rental_get_rate_stopped_nusd (rental));
}

static void
test_bid_counts (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_bid (f);
  SubletSpendCaps caps = { .per_hour_nusd = get_rate (request) - 1 };
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  caps.per_hour_nusd = 0;
  sublet_rental_engine_set_caps (f->engine, &caps);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  assert_counts_as_running (f, rental, get_rate (request));
}

/* The cheapest one whose machine has room for a volume. */
static SubletRentalRequest *
make_with_volume (EngineFixture *f, gint64 *volume_nusd)
{
  guint nth;

  for (nth = 0; nth < 5; nth++)
    {
      g_autoptr (SubletRentalRequest) request = make_nth (f, nth);
      SubletOffer *offer = sublet_rental_request_get_offer (request);
      g_autoptr (SubletCatalogueListing) listing = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      const SubletVolumeData *data;

      sublet_client_search_volumes_async (f->client,
                                          sublet_offer_get_row (offer)->machine_id,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
      sublet_test_await_result (&result);
      listing = sublet_client_list_catalogue_finish (f->client, result, &error);
      g_assert_no_error (error);
      data = listing->items->len > 0
               ? sublet_volume_get_data (g_ptr_array_index (listing->items, 0))
               : NULL;
      if (data == NULL || data->size_gb < 100)
        continue;
      *volume_nusd = engine_fixture_add_volume (request, data->id);
      return g_steal_pointer (&request);
    }

  g_assert_not_reached ();
}

/* No reading shows what a volume costs that was made along: it counts all the same, asked for and
 * running. */
static void
assert_volume_counts (EngineFixture *f, const char *fault, SubletRentalState state)
{
  gint64 volume_nusd = 0;
  g_autoptr (SubletRentalRequest) request = make_with_volume (f, &volume_nusd);
  const gint64 together_nusd = get_rate (request) + volume_nusd;
  g_autoptr (SubletRental) rental = rent_at_cap (f, request, together_nusd, fault);

  engine_fixture_await_state (rental, state);
  assert_counts_as_running (f, rental, together_nusd);
}

static void
test_volume_counts (EngineFixture *f, gconstpointer data)
{
  assert_volume_counts (f, NULL, SUBLET_RENTAL_STATE_RUNNING);
}

static void
test_unclear_volume_counts (EngineFixture *f, gconstpointer data)
{
  assert_volume_counts (f,
                        "{\"fault\": \"reset-before\", \"route\": \"create\"}",
                        SUBLET_RENTAL_STATE_UNCLEAR);
}

/* Started again, it counts with the volume that it has. */
static void
test_volume_counts_at_start (EngineFixture *f, gconstpointer data)
{
  gint64 volume_nusd = 0;
  g_autoptr (SubletRentalRequest) request = make_with_volume (f, &volume_nusd);
  SubletSpendCaps caps = { .per_hour_nusd = get_rate (request) + volume_nusd - 1 };
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_no_error (error);
}

/* The same offer clicked twice is rented once; the other asks for the next, or does not. */
static void
test_twice (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) first = make_nth (f, 0);
  g_autoptr (SubletRentalRequest) second = make_nth (f, 0);
  g_autoptr (SubletRental) one = NULL;
  g_autoptr (SubletRental) two = NULL;
  g_autoptr (GError) error = NULL;

  one = engine_fixture_try_rent (f, first, &error);
  g_assert_no_error (error);
  two = engine_fixture_try_rent (f, second, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (one, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_state (two, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (two), ==, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

static void
test_invalid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = make_nth (f, 0);
  g_autoptr (GError) error = NULL;

  sublet_rental_request_set_image (request, "not an image");
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  sublet_rental_request_set_image (request, "an/image");
}

#define FOREIGN "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\"}}"

#define ADD(name, func, data)            \
  g_test_add ("/core/rental/caps/" name, \
              EngineFixture,             \
              data,                      \
              set_up,                    \
              func,                      \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("per-hour", test_per_hour, NULL);
  ADD ("per-day", test_per_day, NULL);
  ADD ("foreign-counts", test_foreign_counts, FOREIGN);
  ADD ("unclear-counts", test_unclear_counts, NULL);
  ADD ("two-at-once", test_two_at_once, NULL);
  ADD ("twice", test_twice, NULL);
  ADD ("waiting-counts", test_waiting_counts, NULL);
  ADD ("failed-counts", test_failed_counts, NULL);
  ADD ("destroying-counts", test_destroying_counts, NULL);
  ADD ("stopped-counts", test_stopped_counts, NULL);
  ADD ("bid-counts", test_bid_counts, NULL);
  ADD ("volume-counts", test_volume_counts, NULL);
  ADD ("volume-counts/unclear", test_unclear_volume_counts, NULL);
  ADD ("volume-counts/start", test_volume_counts_at_start, NULL);
  ADD ("invalid", test_invalid, NULL);

  return g_test_run ();
}
