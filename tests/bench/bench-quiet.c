/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "../core/rental/engine-fixture.h"

#include "bench-figures.h"

#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

#include <sys/resource.h>

/*
 * What ten running instances cost a computer on which nobody does anything: the processor's time of
 * a minute, polls and clocks and what they draw included, with their cards in sight and with no
 * window. 0.3 % of a core is 180 ms a minute.
 */

#define N_INSTANCES 10
#define N_MINUTES 2
#define MINUTE_MS 60000

#define SEEN_BUDGET_MS 180
#define HIDDEN_BUDGET_MS 30

static bool
are_running (gpointer user_data)
{
  EngineFixture *f = user_data;
  guint i;

  if (sublet_rental_engine_get_running_count (f->engine) < N_INSTANCES || f->engine->asking)
    return false;
  for (i = 0; i < N_INSTANCES; i++)
    if (sublet_rental_get_state (engine_fixture_nth (f, i)) != SUBLET_RENTAL_STATE_RUNNING)
      {
        sublet_rental_engine_refresh (f->engine);
        return false;
      }

  return true;
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

static void
watch (BenchFigures *cpu)
{
  int i;

  for (i = 0; i < N_MINUTES; i++)
    {
      double before_ms = get_cpu_ms ();
      bool over = false;

      g_timeout_add (MINUTE_MS, on_over, &over);
      while (!over)
        g_main_context_iteration (NULL, TRUE);
      bench_figures_add (cpu, get_cpu_ms () - before_ms);
    }
}

int
main (int argc, char *argv[])
{
  EngineFixture f = { 0 };
  BenchFigures seen = { 0 };
  BenchFigures hidden = { 0 };
  GtkWidget *window;
  int i;

  sublet_ui_test_init (&argc, &argv);

  f.folder = sublet_test_make_folder ();
  f.simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "1000", NULL);
  f.clock = sublet_clock_new ();
  for (i = 0; i < N_INSTANCES; i++)
    engine_fixture_set (&f, "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\"}}");
  engine_fixture_open (&f);
  engine_fixture_sign_in (&f, "demo-key");
  engine_fixture_await_known (&f);
  sublet_test_await (are_running, &f);

  bench_print_header ();
  window = sublet_ui_test_present (sublet_instances_page_new (f.engine, NULL), 1200, 800);
  sublet_rental_engine_set_visible (f.engine, TRUE);
  sublet_ui_test_settle (window);
  watch (&seen);
  bench_print_absolute ("a quiet minute, 10 cards in sight: processor", &seen, SEEN_BUDGET_MS);

  gtk_widget_set_visible (window, FALSE);
  sublet_rental_engine_set_visible (f.engine, FALSE);
  sublet_test_drain ();
  watch (&hidden);
  bench_print_absolute ("... with no window: processor", &hidden, HIDDEN_BUDGET_MS);

  gtk_window_destroy (GTK_WINDOW (window));
  engine_fixture_tear_down (&f, NULL);
  return bench_get_status ();
}
