/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-use-watch.h"

#include "support/sublet-test-instance.h"
#include "support/sublet-test.h"

#include <math.h>

/* An instance is asked how busy it is, over a real server, while it can be reached. */

typedef struct
{
  SubletTestInstance instance;
  SubletUseWatch *watch;
  int n_samples;
} World;

static void
on_sampled (World *world)
{
  world->n_samples++;
}

static void
set_up (World *world, gconstpointer data)
{
  sublet_test_instance_start (&world->instance);
  world->watch = sublet_use_watch_new (world->instance.connection);
  sublet_use_watch_set_pace (world->watch, 20);
  g_signal_connect_swapped (world->watch, "sampled", G_CALLBACK (on_sampled), world);
}

static bool
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (World *world, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (world->watch, world);
  sublet_use_watch_stop (world->watch);
  g_assert_true (sublet_test_wait_for (is_alone, world->watch, SUBLET_TEST_TIMEOUT_MS));
  g_assert_finalize_object (world->watch);
  sublet_test_instance_stop (&world->instance);
}

static bool
has_three (gpointer data)
{
  return ((World *) data)->n_samples >= 3;
}

static bool
is_lost (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_LOST;
}

static void
test_samples (World *world, gconstpointer data)
{
  SubletConnection *connection = world->instance.connection;
  const SubletUse *use;

  /* It opens no connection. */
  sublet_test_drain ();
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  g_assert_null (sublet_use_watch_get_use (world->watch));
  g_assert_cmpint (sublet_use_watch_get_known_at_us (world->watch), ==, 0);

  sublet_connection_start (connection);
  sublet_test_await (has_three, world);
  use = sublet_use_watch_get_use (world->watch);
  g_assert_nonnull (use);
  g_assert_true (isfinite (use->gpu_util_percent));
  g_assert_true (isfinite (use->vmem_used_ratio));
  g_assert_true (isfinite (use->mem_used_gb));
  g_assert_cmpint (sublet_use_watch_get_known_at_us (world->watch), >, 0);

  /* Away, and there again. */
  sublet_test_instance_set_link (&world->instance, NULL, "cut");
  sublet_test_await (is_lost, connection);
  sublet_test_instance_set_link (&world->instance, NULL, "ok");
  sublet_test_drain ();
  world->n_samples = 0;
  sublet_connection_start (connection);
  sublet_test_await (has_three, world);
}

static gboolean
on_over (gpointer over)
{
  *(bool *) over = true;
  return G_SOURCE_REMOVE;
}

/* Stopped with a question on its way: it tells nothing any more. */
static void
test_stopped (World *world, gconstpointer data)
{
  bool over = false;

  sublet_connection_start (world->instance.connection);
  sublet_test_await (has_three, world);
  sublet_use_watch_stop (world->watch);
  world->n_samples = 0;
  g_timeout_add (300, on_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (world->n_samples, ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/core/ssh/use-watch/" name, World, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("samples", test_samples);
  ADD ("stopped", test_stopped);

  return g_test_run ();
}
