/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "../core/rental/engine-fixture.h"

#include "bench-figures.h"

#include "support/sublet-test.h"

#include <sys/resource.h>

/*
 * What an engine costs that watches fifty running instances, between two of its polls: how often
 * the main loop wakes up, and the processor's time. Beside it the same main loop without an engine.
 * The worst may be a window with a poll in it; the median is what lies between.
 */

#define N_INSTANCES 50
#define N_WINDOWS 10
#define WINDOW_MS 2000

/* No wake-up of its own, and what a clock tick may book. */
#define WAKE_UPS_BUDGET 1
#define CPU_BUDGET_MS 1

static guint n_wake_ups;

static gint
count_poll (GPollFD *fds, guint n_fds, gint timeout_ms)
{
  gint n = g_poll (fds, n_fds, timeout_ms);

  n_wake_ups++;
  return n;
}

static gboolean
on_over (gpointer over)
{
  *(bool *) over = true;
  return G_SOURCE_REMOVE;
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* The end of the window is one wake-up itself, and is left out. */
static void
watch (BenchFigures *wake_ups, BenchFigures *cpu)
{
  int i;

  for (i = 0; i < N_WINDOWS; i++)
    {
      bool over = false;
      double before_ms;

      g_timeout_add (WINDOW_MS, on_over, &over);
      n_wake_ups = 0;
      before_ms = get_cpu_ms ();
      while (!over)
        g_main_context_iteration (NULL, TRUE);
      bench_figures_add (cpu, get_cpu_ms () - before_ms);
      bench_figures_add (wake_ups, (double) n_wake_ups - 1);
    }
}

static bool
is_settled (gpointer user_data)
{
  EngineFixture *f = user_data;

  return sublet_rental_engine_get_running_count (f->engine) == N_INSTANCES && !f->engine->asking &&
         !f->engine->account_asked && !f->engine->walk_wanted;
}

static void
add_instances (EngineFixture *f)
{
  int i;

  for (i = 0; i < N_INSTANCES; i++)
    engine_fixture_set (f, "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\"}}");
}

int
main (int argc, char *argv[])
{
  EngineFixture f = { 0 };
  BenchFigures wake_ups = { 0 };
  BenchFigures cpu = { 0 };
  BenchFigures empty_wake_ups = { 0 };
  BenchFigures empty_cpu = { 0 };

  sublet_test_init (&argc, &argv);

  g_main_context_set_poll_func (NULL, count_poll);
  bench_print_header ();
  watch (&empty_wake_ups, &empty_cpu);

  f.folder = sublet_test_make_folder ();
  f.simulator = sublet_test_simulator_new ("--offers", "2000", "--speed", "1000", NULL);
  f.clock = sublet_clock_new ();
  add_instances (&f);
  engine_fixture_open (&f);
  engine_fixture_sign_in (&f, "demo-key");
  engine_fixture_await_known (&f);
  sublet_test_await (is_settled, &f);
  watch (&wake_ups, &cpu);

  bench_print_absolute ("engine of 50 idle 2 s: wake-ups, not ms", &wake_ups, WAKE_UPS_BUDGET);
  bench_print_beside ("engine of 50 idle 2 s: processor", &cpu, &empty_cpu, CPU_BUDGET_MS);

  engine_fixture_tear_down (&f, NULL);
  return bench_get_status ();
}
