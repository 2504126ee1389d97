/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "../core/rental/engine-fixture.h"

#include "bench-figures.h"

#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

#include <malloc.h>

/*
 * How much memory a day leaves behind: ten instances that run, and some that never came up, polled
 * in virtual time as they are while somebody looks, with their cards in sight. What is counted is
 * what was allocated and not freed; the first hours fill what has a limit, such as the lines of
 * use.
 */

#define N_INSTANCES 16
#define N_RUNNING 10
#define HOUR_MS (60 * 60 * 1000)
#define N_FIRST_HOURS 4
#define N_HOURS 24

/* A poll that lost a hundred bytes an instance would leave more. */
#define BUDGET_MB 1

static double
get_used_mb (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1e6;
}

static void
pass_hours (EngineFixture *f, GtkWidget *window, int n)
{
  for (; n > 0; n--)
    {
      engine_fixture_pass (f, HOUR_MS);
      sublet_ui_test_settle (window);
    }
}

int
main (int argc, char *argv[])
{
  EngineFixture f = { 0 };
  GtkWidget *window;
  double before_mb;
  guint n_running;
  int i;

  sublet_ui_test_init (&argc, &argv);

  engine_fixture_set_up (&f, NULL);
  engine_fixture_set (&f, "{\"credit\": {\"account\": \"ada\", \"usd\": 100000}}");
  for (i = 0; i < N_INSTANCES; i++)
    engine_fixture_set (&f, "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\"}}");
  engine_fixture_sign_in (&f, "demo-key");
  engine_fixture_await_known (&f);

  window = sublet_ui_test_present (sublet_instances_page_new (f.engine, NULL), 1200, 800);
  sublet_rental_engine_set_visible (f.engine, TRUE);
  sublet_ui_test_settle (window);
  pass_hours (&f, window, N_FIRST_HOURS);
  n_running = sublet_rental_engine_get_running_count (f.engine);
  g_assert_cmpuint (n_running, >=, N_RUNNING);

  bench_print_header ();
  before_mb = get_used_mb ();
  pass_hours (&f, window, N_HOURS);
  g_assert_cmpuint (sublet_rental_engine_get_running_count (f.engine), ==, n_running);
  bench_print_memory ("a day with 10 cards in sight leaves behind",
                      get_used_mb () - before_mb,
                      BUDGET_MB);

  gtk_window_destroy (GTK_WINDOW (window));
  engine_fixture_tear_down (&f, NULL);
  return bench_get_status ();
}
