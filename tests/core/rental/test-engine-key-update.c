/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/*
 * Another SSH key for what has an order for other software already: that order has the launch as it
 * was, with the key before, and is settled by lists, also in the next process. It brings no key
 * back.
 */

#define IMAGE "vllm/vllm-openai:v0.6"
#define BEFORE "file:///home/ada/.ssh/before"
#define AFTER "file:///home/ada/.ssh/after"
#define TEN_MINUTES_MS (10 * 60 * 1000)

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

/* (transfer full): runs with the key before. */
static SubletRental *
rent (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  sublet_launch_set_ssh_key (launch, BEFORE);
  sublet_rental_request_set_launch (request, launch);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);

  return rental;
}

static SubletLaunch *
make_launch (EngineFixture *f, SubletRental *rental)
{
  SubletLaunch *launch = sublet_rental_engine_dup_launch (f->engine, rental);

  sublet_launch_set_image (launch, IMAGE);

  return launch;
}

static void
set_key (EngineFixture *f, SubletRental *rental, const char *ssh_key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_ssh_key_async (f->engine,
                                          rental,
                                          ssh_key,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_set_ssh_key_finish (f->engine, result, &error));
  g_assert_no_error (error);
}

static gint64
count (EngineFixture *f, const char *table, const char *word)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM %s WHERE instr (launch_json, '%s') > 0", table, word);

  return engine_fixture_ask_journal (f, sql);
}

static gint64
count_orders (EngineFixture *f, const char *outcome)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM orders WHERE kind = 'update' AND outcome = '%s'",
                     outcome);

  return engine_fixture_ask_journal (f, sql);
}

/* Here, in what would be rented again, and in the journal; the order itself stays what it was. */
static void
assert_has_key (EngineFixture *f, SubletRental *rental, const char *ssh_key)
{
  g_autofree char *has = sublet_rental_engine_dup_ssh_key (f->engine, rental);
  g_autoptr (SubletLaunch) launch = sublet_rental_engine_dup_launch (f->engine, rental);

  g_assert_cmpstr (has, ==, ssh_key);
  g_assert_cmpstr (sublet_launch_get_ssh_key (launch), ==, ssh_key);
  g_assert_cmpint (count (f, "rentals", "before"), ==, 0);
  g_assert_cmpint (count (f, "rentals", "after"), ==, ssh_key != NULL);
  g_assert_cmpint (count (f, "orders", "before"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "ssh-key-changed"), ==, 1);
}

/* The order is on its way, or answered, and no list shows it yet. */
static void
test_in_flight (EngineFixture *f, gconstpointer data)
{
  const char *ssh_key = data;
  g_autoptr (SubletRental) rental = rent (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"update-template\"}");
  sublet_rental_engine_update_software_async (f->engine,
                                              rental,
                                              launch,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"update-template\",\"count\":1}");
  set_key (f, rental, ssh_key);
  assert_has_key (f, rental, ssh_key);
  engine_fixture_post (f, "/_sim/release", "{}");
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_update_software_finish (f->engine, result, &error));
  g_assert_no_error (error);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  g_assert_cmpstr (sublet_rental_get_image (rental), ==, IMAGE);
  assert_has_key (f, rental, ssh_key);
}

/* Its answer was lost and the program ended: the next process finds it done by the lists. */
static void
test_replayed (EngineFixture *f, gconstpointer data)
{
  const char *ssh_key = data;
  g_autoptr (SubletRental) rental = rent (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);

  engine_fixture_arm (f, "{\"fault\":\"lost-reply\",\"route\":\"update-template\"}");
  sublet_rental_engine_update_software_async (f->engine, rental, launch, NULL, NULL, NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"update-template\",\"count\":1}");
  set_key (f, rental, ssh_key);
  g_assert_cmpint (count_orders (f, "done"), ==, 0);

  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, TEN_MINUTES_MS);
  rental = g_object_ref (engine_fixture_nth (f, 0));
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  g_assert_cmpstr (sublet_rental_get_image (rental), ==, IMAGE);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 1);
  assert_has_key (f, rental, ssh_key);

  /* And in the one after that, where nothing is left to settle. */
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  rental = g_object_ref (engine_fixture_nth (f, 0));
  assert_has_key (f, rental, ssh_key);
}

#define ADD(name, ssh_key, func)                      \
  g_test_add ("/core/rental/engine-key-update/" name, \
              EngineFixture,                          \
              ssh_key,                                \
              set_up,                                 \
              func,                                   \
              engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  ADD ("in-flight", AFTER, test_in_flight);
  ADD ("in-flight-to-preferences", NULL, test_in_flight);
  ADD ("replayed", AFTER, test_replayed);
  ADD ("replayed-to-preferences", NULL, test_replayed);

  return g_test_run ();
}
