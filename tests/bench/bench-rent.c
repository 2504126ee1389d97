/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "../core/rental/engine-fixture.h"

#include "bench-figures.h"

#include "support/sublet-test.h"

/*
 * From the order to rent until the service has answered it, with a list of what runs that is a few
 * seconds old: the checks, the journal on the disk, and whatever is asked before. In real time, on
 * a service that keeps its limits.
 */

#define N_RENTALS 8
#define PAUSE_MS 4000

#define TIME_BUDGET_MS 2000
#define REQUESTS_BUDGET 3

static gboolean
on_over (gpointer over)
{
  *(bool *) over = true;
  return G_SOURCE_REMOVE;
}

static void
wait_a_little (void)
{
  bool over = false;

  g_timeout_add (PAUSE_MS, on_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static bool
is_answered (gpointer rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);

  return state != SUBLET_RENTAL_STATE_INTENDED && state != SUBLET_RENTAL_STATE_REQUESTING;
}

static guint
count_until_create (EngineFixture *f, guint n_before)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  guint i;

  for (i = n_before; i < json_array_get_length (requests); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (requests, i),
                                                    "route"),
                     "create"))
      break;
  g_assert_cmpuint (i, <, json_array_get_length (requests));

  return i - n_before + 1;
}

static guint
count_requests (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return json_array_get_length (
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests"));
}

static void
rent (EngineFixture *f, guint nth, BenchFigures *time, BenchFigures *requests)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, nth);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  guint n_before = count_requests (f);
  gint64 start_us = g_get_monotonic_time ();

  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  sublet_test_await (is_answered, rental);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_PROVISIONING);
  bench_figures_add_since (time, start_us);
  bench_figures_add (requests, (double) count_until_create (f, n_before));
}

int
main (int argc, char *argv[])
{
  EngineFixture f = { 0 };
  BenchFigures time = { 0 };
  BenchFigures requests = { 0 };
  guint i;

  sublet_test_init (&argc, &argv);

  f.folder = sublet_test_make_folder ();
  f.simulator = sublet_test_simulator_new ("--offers", "2000", NULL);
  f.clock = sublet_clock_new ();
  engine_fixture_open (&f);
  engine_fixture_sign_in (&f, "demo-key");
  engine_fixture_await_known (&f);
  for (i = 0; i < N_RENTALS; i++)
    {
      wait_a_little ();
      rent (&f, i, &time, &requests);
    }

  bench_print_header ();
  bench_print_absolute ("order to rent, until it is answered", &time, TIME_BUDGET_MS);
  bench_print_absolute ("  requests for it, not ms", &requests, REQUESTS_BUDGET);

  engine_fixture_tear_down (&f, NULL);
  return bench_get_status ();
}
