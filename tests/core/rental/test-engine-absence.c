/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "engine-fixture.h"

#include "support/sublet-test.h"

/*
 * What lists leave out, and what is made of no list at all.
 */

#define MINUTE_MS (60 * 1000)

/* Lists that leave it out once prove nothing. */
static void
test_missing_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_arm (f,
                      "{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 36000000,"
                      " \"times\": 1}");
  engine_fixture_pass (f, MINUTE_MS);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, MINUTE_MS);
  g_assert_cmpint (sublet_rental_get_gone_looks (rental), ==, 0);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* Left out by so many that it counts as gone, and there again: it is paid for, and said to be. */
static void
test_comes_back (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_arm (f,
                      "{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 36000000,"
                      " \"times\": 2}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (sublet_rental_is_open (rental));
  g_assert_cmpuint (g_list_model_get_n_items (sublet_rental_engine_get_rentals (f->engine)), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
}

/* Nobody answers for an hour: everything stays as it was known, with its age, nothing is concluded,
 * and it is asked for less than twice as often as when it was known. */
static void
test_fails_for_an_hour (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  guint before = engine_fixture_ledger_requests (f, "list");
  gint64 since_us;

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 120}");
  engine_fixture_pass (f, 5 * MINUTE_MS);
  since_us = sublet_rental_engine_get_unknown_since_us (f->engine);
  g_assert_cmpint (since_us, >, 0);
  engine_fixture_pass (f, 45 * MINUTE_MS);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpint (sublet_rental_engine_get_unknown_since_us (f->engine), ==, since_us);
  g_assert_true (sublet_rental_get_stale (rental));
  g_assert_true (sublet_rental_is_open (rental));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  /* In fifty minutes: 72, and a few more where this computer was slow. */
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "list") - before, <, 100);
  engine_fixture_pass (f, 60 * MINUTE_MS);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_KNOWN);
  g_assert_false (sublet_rental_get_stale (rental));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* It ends while nobody looks: noticed hours later, but written down when it was seen last. Whose
 * end is ordered here, and is noticed in a moment, needs none. */
static void
test_unseen_end (EngineFixture *f, gconstpointer data)
{
  g_autofree char *order = NULL;
  gint64 contract_id;
  gint64 seen_us;
  gint64 last_us;
  SubletRental *rental = engine_fixture_rent_running (f);

  contract_id = sublet_rental_get_instance_id (rental);
  seen_us = sublet_rental_get_known_at_us (rental);
  g_clear_object (&rental);
  engine_fixture_close (f);
  last_us = sublet_clock_get_service_us (f->clock);
  engine_fixture_pass (f, 90 * MINUTE_MS);
  order = g_strdup_printf ("{\"destroy_instance\":%" G_GINT64_FORMAT "}", contract_id);
  engine_fixture_set (f, order);
  engine_fixture_pass (f, 10 * 60 * MINUTE_MS);

  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_GONE);
  /* Not every list is kept. */
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT seen_us FROM rentals"),
                   >=,
                   seen_us - G_TIME_SPAN_MINUTE);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT seen_us FROM rentals"), <=, last_us);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT ended_us - seen_us FROM rentals"),
                   >=,
                   11 * G_TIME_SPAN_HOUR);
}

static void
test_ordered_end (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT seen_us FROM rentals"), ==, 0);
}

#define ADD(name, func)                     \
  g_test_add ("/core/rental/absence/" name, \
              EngineFixture,                \
              NULL,                         \
              engine_fixture_set_up,        \
              func,                         \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("missing-once", test_missing_once);
  ADD ("comes-back", test_comes_back);
  ADD ("fails-for-an-hour", test_fails_for_an_hour);
  ADD ("unseen-end", test_unseen_end);
  ADD ("ordered-end", test_ordered_end);

  return g_test_run ();
}
