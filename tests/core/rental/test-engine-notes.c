/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* What readings tell beside the state: price, progress, two instances with one token. */

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static SubletRental *
rent_image (EngineFixture *f, const char *image)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  sublet_rental_request_set_image (request, image);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  return rental;
}

/* ---- the price ---- */

#define COUNT_PRICE "SELECT count (*) FROM events WHERE reason = 'price-differs'"

static void
test_price_as_accepted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (rental),
                   ==,
                   sublet_rental_get_quoted_rate_nusd (rental));
  g_assert_cmpint (engine_fixture_ask_journal (f, COUNT_PRICE), ==, 0);
}

/* The market has moved between the quote and the rental: said with the first list that shows it,
 * once, and after a restart too. */
static void
test_price_differs (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rate_nusd;
  SubletRental *again;

  order = g_strdup_printf ("{\"reprice\": {\"machine\": %" G_GINT64_FORMAT ", \"factor\": 1.3}}",
                           sublet_offer_get_row (offer)->machine_id);
  engine_fixture_set (f, order);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  engine_fixture_pass (f, 20 * 1000);
  g_assert_true (sublet_rental_get_differences (rental) & SUBLET_RENTAL_DIFFERENCE_RATE);
  rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_assert_cmpint (rate_nusd, >, sublet_rental_get_accepted_rate_nusd (rental));
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (rental),
                   ==,
                   sublet_rental_get_quoted_rate_nusd (rental));
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, COUNT_PRICE), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT rate_nusd FROM events"
                                               "  WHERE reason = 'price-differs'"),
                   ==,
                   rate_nusd);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_NONE);
  g_clear_object (&rental);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  again = engine_fixture_nth (f, 0);
  g_assert_true (sublet_rental_get_differences (again) & SUBLET_RENTAL_DIFFERENCE_RATE);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, COUNT_PRICE), ==, 1);
}

/* ---- bids ---- */

/* A bid that answers false together with an id is a rental, at what was bid. */
static void
test_bid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_bid (f);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  SubletInstance *instance;

  if (data != NULL)
    engine_fixture_arm (f, data);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  instance = sublet_rental_get_instance (rental);
  g_assert_true (sublet_instance_get_data (instance)->is_bid);
  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, engine_fixture_ledger_contract (f));
}

/* ---- progress ---- */

#define COUNT_STUCK "SELECT count (*) FROM events WHERE reason = 'stuck'"

static void
test_stuck (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_image (f, data);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_gives_up_at_us (rental),
                   >,
                   sublet_clock_get_service_us (f->clock));
  g_assert_cmpint (sublet_rental_get_gives_up_at_us (rental),
                   <,
                   sublet_clock_get_service_us (f->clock) + 20 * G_TIME_SPAN_MINUTE);
  g_assert_false (sublet_rental_get_stuck (rental));
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);

  engine_fixture_pass (f, 17 * 60 * 1000);
  g_assert_true (sublet_rental_get_stuck (rental));
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);

  /* Nothing is ever ended by itself. */
  engine_fixture_pass (f, 40 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_true (sublet_rental_get_stuck (rental));
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, COUNT_STUCK), ==, 1);
}

/* A pull that goes on is no reason to give up, until it goes on for ever. */
static void
test_slow (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_image (f, "example/slow-pull");

  engine_fixture_pass (f, 50 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_false (sublet_rental_get_stuck (rental));
  engine_fixture_pass (f, 15 * 60 * 1000);
  g_assert_true (sublet_rental_get_stuck (rental));
}

static void
test_patience (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  sublet_rental_engine_set_patience (f->engine, 3 * G_TIME_SPAN_MINUTE);
  rental = rent_image (f, "example/hang-loading");
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_true (sublet_rental_get_stuck (rental));
}

static void
test_not_stuck (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  g_assert_cmpint (sublet_rental_get_gives_up_at_us (rental), ==, 0);
  engine_fixture_pass (f, 2 * 60 * 60 * 1000);
  g_assert_false (sublet_rental_get_stuck (rental));
  g_assert_cmpint (engine_fixture_ask_journal (f, COUNT_STUCK), ==, 0);
}

/* ---- two of one token ---- */

/* What no client of ours does: the same token once more. */
static gint64
rent_again_with_token (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 3);
  g_autofree char *token = g_strdup_printf ("%s/%s",
                                            sublet_profile_get_install_id (f->profile),
                                            sublet_rental_get_id (rental));
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  const SubletCreateRequest request = {
    .offer_id = sublet_offer_get_row (offer)->id,
    .launch = launch,
    .disk_gb = 64,
    .label = "twin",
    .token = token,
    .bid_nusd = SUBLET_MONEY_UNKNOWN,
  };
  g_autoptr (SubletPermit) permit = sublet_permit_new ("twin");
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_client_create_instance_async (f->client,
                                       permit,
                                       &request,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await_result (&result);
  outcome = sublet_client_create_instance_finish (f->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_CREATED);

  return outcome->instance_id;
}

static void
test_twins (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 first_id = sublet_rental_get_instance_id (rental);
  gint64 second_id = rent_again_with_token (f, rental);
  SubletRental *twin;
  g_autoptr (GError) error = NULL;

  engine_fixture_pass (f, 2 * 60 * 1000);
  /* Both are there, and neither has taken the other's place. */
  g_assert_cmpuint (engine_fixture_count (f), ==, 2);
  twin = engine_fixture_find (f, second_id);
  g_assert_nonnull (twin);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, first_id);
  g_assert_cmpint (sublet_rental_get_twin_id (rental), ==, second_id);
  g_assert_cmpint (sublet_rental_get_twin_id (twin), ==, first_id);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 2);
  g_assert_cmpuint (f->n_notices, ==, 1);
  g_assert_error (f->notice, SUBLET_ERROR, SUBLET_ERROR_RENTED_TWICE);

  /* The one nobody wants is ended; the other stays what it was. */
  g_assert_true (engine_fixture_order (f, twin, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (twin, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, 2 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_twin_id (rental), ==, 0);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  g_assert_cmpuint (f->n_notices, ==, 1);
}

/* ---- several copies of Sublet on one account ---- */

static void
open_other (EngineFixture *f, EngineFixture *other)
{
  *other = (EngineFixture){ 0 };
  other->folder = sublet_test_make_folder ();
  other->simulator = f->simulator;
  other->clock = f->clock;
  engine_fixture_open (other);
  engine_fixture_sign_in (other, "demo-key");
  engine_fixture_await_known (other);
}

static void
close_other (EngineFixture *other)
{
  engine_fixture_close (other);
  g_clear_error (&other->notice);
  sublet_test_remove_folder (other->folder);
}

/* Another installation's token is only watched, and settles nothing that is unclear here. */
static void
test_other_installation (EngineFixture *f, gconstpointer data)
{
  EngineFixture other;
  g_autoptr (SubletRental) theirs = NULL;
  g_autoptr (SubletRental) ours = NULL;
  SubletRental *seen;

  open_other (f, &other);
  theirs = engine_fixture_rent_running (&other);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"create\"}");
  ours = engine_fixture_rent (f);
  engine_fixture_await_state (ours, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_await_state (ours, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_instance_id (ours), ==, 0);

  seen = engine_fixture_find (f, sublet_rental_get_instance_id (theirs));
  g_assert_nonnull (seen);
  g_assert_cmpint (sublet_rental_get_origin (seen), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_cmpint (sublet_rental_get_twin_id (seen), ==, 0);

  /* A restart of either leaves the other's alone. */
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpint (sublet_rental_get_state (theirs), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_clear_object (&theirs);
  close_other (&other);
}

#define ADD(name, func, data)             \
  g_test_add ("/core/rental/notes/" name, \
              EngineFixture,              \
              data,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("price/as-accepted", test_price_as_accepted, NULL);
  ADD ("price/differs", test_price_differs, NULL);
  ADD ("bid", test_bid, NULL);
  ADD ("bid/false-with-id",
       test_bid,
       "{\"fault\": \"success-false-rented\", \"route\": \"create\", \"with_id\": true}");
  ADD ("bid/lost", test_bid, "{\"fault\": \"lost-reply\", \"route\": \"create\"}");
  ADD ("stuck/hang-loading", test_stuck, "example/hang-loading");
  ADD ("stuck/never-reports", test_stuck, "example/never-reports");
  ADD ("stuck/slow", test_slow, NULL);
  ADD ("stuck/patience", test_patience, NULL);
  ADD ("stuck/not", test_not_stuck, NULL);
  ADD ("twins", test_twins, NULL);
  ADD ("other-installation", test_other_installation, NULL);

  return g_test_run ();
}
