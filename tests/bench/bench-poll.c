/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "../core/rental/engine-fixture.h"

#include "bench-figures.h"
#include "bench-pulse.h"

#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

/*
 * How long the main loop computes without a pause while two hundred running instances are asked
 * for, page by page, and taken in; the engine alone, and with the page that shows them as cards and
 * as a table. What is drawn is beside the point: all rows differ from the last ones in use, cost
 * and time.
 */

#define N_INSTANCES 200
#define N_POLLS 14
#define N_WARM_UPS 2

#define POLL_BUDGET_MS 4

static bool
is_settled (gpointer user_data)
{
  EngineFixture *f = user_data;

  return sublet_rental_engine_get_running_count (f->engine) == N_INSTANCES && !f->engine->asking &&
         !f->engine->account_asked && !f->engine->walk_wanted;
}

/* Past what changes while they come up. */
static bool
are_running (gpointer user_data)
{
  EngineFixture *f = user_data;
  guint i;

  for (i = 0; i < N_INSTANCES; i++)
    if (sublet_rental_get_state (engine_fixture_nth (f, i)) != SUBLET_RENTAL_STATE_RUNNING)
      return false;

  return is_settled (f);
}

static void
poll (EngineFixture *f, BenchFigures *stalls)
{
  int i;

  for (i = 0; i < N_POLLS; i++)
    {
      BenchPulse pulse;

      bench_pulse_start (&pulse);
      sublet_rental_engine_refresh (f->engine);
      sublet_test_await (is_settled, f);
      bench_pulse_stop (&pulse);
      if (i >= N_WARM_UPS)
        bench_figures_add (stalls, (double) pulse.longest_cpu_us / 1000);
    }
}

int
main (int argc, char *argv[])
{
  EngineFixture f = { 0 };
  BenchFigures alone = { 0 };
  BenchFigures cards = { 0 };
  BenchFigures table = { 0 };
  GtkWidget *page;
  GtkWidget *window;
  int i;

  sublet_ui_test_init (&argc, &argv);

  f.folder = sublet_test_make_folder ();
  f.simulator = sublet_test_simulator_new ("--offers", "2000", "--speed", "1000", NULL);
  f.clock = sublet_clock_new ();
  for (i = 0; i < N_INSTANCES; i++)
    engine_fixture_set (&f, "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\"}}");
  engine_fixture_open (&f);
  engine_fixture_sign_in (&f, "demo-key");
  engine_fixture_await_known (&f);
  sublet_test_await (is_settled, &f);
  sublet_rental_engine_refresh (f.engine);
  sublet_test_await (are_running, &f);

  bench_print_header ();
  poll (&f, &alone);
  bench_print_absolute ("poll of 200 instances", &alone, POLL_BUDGET_MS);

  page = sublet_instances_page_new (f.engine, NULL);
  window = sublet_ui_test_present (page, 1200, 800);
  sublet_ui_test_settle (window);
  poll (&f, &cards);
  bench_print_plain ("... with their cards in sight, drawn too", &cards);

  g_object_set (page, "view", "table", NULL);
  sublet_ui_test_settle (window);
  poll (&f, &table);
  bench_print_plain ("... with their table in sight, drawn too", &table);

  gtk_window_destroy (GTK_WINDOW (window));
  engine_fixture_tear_down (&f, NULL);
  return bench_get_status ();
}
