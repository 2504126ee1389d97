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
  engine_fixture_set_up (f, NULL);
}

static SubletRental *
rent_with_ceiling (EngineFixture *f, SubletOffer *offer, gint64 ceiling_nusd)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  sublet_rental_request_set_ceiling_nusd (request, ceiling_nusd);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  return rental;
}

static gint64
get_running_rate (SubletOffer *offer)
{
  SubletQuote quote;
  SubletJob job;

  sublet_job_init (&job);
  sublet_quote_for_row (sublet_offer_get_row (offer), &job, &quote);
  return quote.running_rate_nusd;
}

/* In every shape the service was seen to say it. Proposed without a ceiling, taken at it, too dear
 * just above it. */
static void
test_next (EngineFixture *f, gconstpointer data)
{
  g_autofree char *fault =
    g_strdup_printf ("{\"fault\": \"no-such-ask\", \"route\": \"create\", \"status\": %s}",
                     (const char *) data);
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRental) proposed = NULL;
  g_autoptr (SubletRental) too_dear = NULL;
  g_autoptr (SubletRental) taken = NULL;
  const SubletOfferRow *asked = sublet_offer_get_row (offer);
  const SubletOfferRow *row;
  SubletQuote quote;
  SubletJob job;
  gint64 rate_nusd;

  engine_fixture_arm (f, fault);
  proposed = rent_with_ceiling (f, offer, 0);
  engine_fixture_await_state (proposed, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (proposed), ==, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);
  g_assert_nonnull (sublet_rental_get_next_offer (proposed));
  row = sublet_offer_get_row (sublet_rental_get_next_offer (proposed));
  rate_nusd = sublet_rental_get_next_rate_nusd (proposed);
  g_assert_cmpint (rate_nusd, ==, get_running_rate (sublet_rental_get_next_offer (proposed)));
  g_assert_cmpint (row->id, !=, asked->id);
  g_assert_cmpstr (row->gpu_name, ==, asked->gpu_name);
  g_assert_cmpint (row->num_gpus, >=, asked->num_gpus);
  g_assert_true (row->rentable && !row->rented);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);

  engine_fixture_arm (f, fault);
  too_dear = rent_with_ceiling (f, offer, rate_nusd - 1);
  engine_fixture_await_state (too_dear, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (too_dear), ==, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 0);

  engine_fixture_arm (f, fault);
  taken = rent_with_ceiling (f, offer, rate_nusd);
  engine_fixture_await_state (taken, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_next_rate_nusd (taken), ==, rate_nusd);
  g_assert_cmpint (sublet_rental_get_quoted_rate_nusd (taken), ==, get_running_rate (offer));
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 4);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT max (number) FROM intents"), ==, 2);
  /* Its traffic is that machine's, not that of the one that was gone. */
  sublet_job_init (&job);
  sublet_quote_for_row (row, &job, &quote);
  g_assert_cmpint (quote.traffic_uusd, >, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT quoted_traffic_uusd FROM rentals"
                                               "  WHERE contract_id > 0"),
                   ==,
                   quote.traffic_uusd);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT max (sending) FROM requests"), ==, 1);
}

/* Once, and not more: the second that is gone ends it. */
static void
test_only_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, "{\"fault\": \"no-such-ask\", \"route\": \"create\", \"times\": 0}");
  rental = rent_with_ceiling (f, offer, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_OFFER_GONE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 0);
}

static void
test_no_candidate (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, "{\"fault\": \"no-such-ask\", \"route\": \"create\"}");
  engine_fixture_set (f, "{\"market_empty\": true}");
  rental = rent_with_ceiling (f, offer, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_NO_CANDIDATE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

static void
test_market_does_not_answer (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f,
                      "[{\"fault\": \"no-such-ask\", \"route\": \"create\"},"
                      " {\"fault\": \"502-html\", \"route\": \"search\", \"times\": 0}]");
  rental = rent_with_ceiling (f, offer, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_OFFER_GONE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

/* The answer to the next candidate is lost: it is unclear like any other. */
static void
test_next_is_lost (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f,
                      "[{\"fault\": \"no-such-ask\", \"route\": \"create\"},"
                      " {\"fault\": \"lost-reply\", \"route\": \"create\"}]");
  rental = rent_with_ceiling (f, offer, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, engine_fixture_ledger_contract (f));
}

/* A cap holds for the candidate as for anything else. */
static void
test_cap (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  const SubletSpendCaps caps = { .per_hour_nusd = get_running_rate (offer) };
  g_autoptr (SubletRental) rental = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  engine_fixture_arm (f, "{\"fault\": \"no-such-ask\", \"route\": \"create\"}");
  rental = rent_with_ceiling (f, offer, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_CAP);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

/* The volume is asked for again with the candidate, so its intent counts it. */
static void
test_volume (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  const gint64 volume_nusd = engine_fixture_add_volume (request, 7);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_request_set_ceiling_nusd (request, 100 * SUBLET_NUSD_PER_USD);
  engine_fixture_arm (f, "{\"fault\": \"no-such-ask\", \"route\": \"create\"}");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT i.running_nusd - r.next_rate_nusd"
                                               "  FROM intents AS i JOIN rentals AS r"
                                               "  ON r.id = i.rental_id WHERE i.number = 2"),
                   ==,
                   volume_nusd);
}

#define ADD(name, func, data)            \
  g_test_add ("/core/rental/next/" name, \
              EngineFixture,             \
              data,                      \
              set_up,                    \
              func,                      \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("404", test_next, "404");
  ADD ("400", test_next, "400");
  ADD ("409", test_next, "409");
  ADD ("410", test_next, "410");
  ADD ("only-once", test_only_once, NULL);
  ADD ("no-candidate", test_no_candidate, NULL);
  ADD ("market-does-not-answer", test_market_does_not_answer, NULL);
  ADD ("next-is-lost", test_next_is_lost, NULL);
  ADD ("cap", test_cap, NULL);
  ADD ("volume", test_volume, NULL);

  return g_test_run ();
}
