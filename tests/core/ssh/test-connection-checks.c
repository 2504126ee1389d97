/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "support/sublet-test.h"

/* The runtime checks over one connection: as they run, are ended, and run after each start. */

static bool
is_checked (gpointer data)
{
  return sublet_connection_get_report (data) != NULL &&
         !sublet_connection_get_checking_runtime (data);
}

/* How often each was told: begun, under way, all. */
typedef struct
{
  guint n_none;
  guint n_some;
  guint last;
  guint all;
} Told;

static void
on_changed (SubletConnection *connection, Told *told)
{
  const SubletRuntimeProgress *progress = sublet_connection_get_runtime_progress (connection);
  guint done;

  g_assert_cmpint (progress != NULL, ==, sublet_connection_get_checking_runtime (connection));
  g_assert_cmpint (progress != NULL, ==, sublet_connection_get_runtime_so_far (connection) != NULL);
  if (progress == NULL)
    return;
  done = sublet_runtime_progress_get_done (progress);
  g_assert_cmpuint (done, >=, told->last);
  told->last = done;
  told->all = sublet_runtime_progress_get_all (progress);
  if (done == 0)
    told->n_none++;
  else if (done < sublet_runtime_progress_get_all (progress))
    told->n_some++;
}

static void
test_progress (SubletTestInstance *world, gconstpointer data)
{
  static const char *const texts[] = { "torch>=99", "?nowhere", NULL };
  SubletConnection *connection = world->connection;
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  g_autoptr (SubletRuntimeReport) first = NULL;
  Told told = { 0 };

  sublet_connection_set_packages (connection, packages);
  sublet_connection_set_checks_runtime (connection, TRUE);
  g_signal_connect (connection, "changed", G_CALLBACK (on_changed), &told);
  sublet_connection_start (connection);
  sublet_test_await (is_checked, connection);
  g_assert_cmpuint (told.n_none, >, 0);
  g_assert_cmpuint (told.n_some, >, 0);
  g_signal_handlers_disconnect_by_data (connection, &told);

  first = sublet_runtime_report_ref (sublet_connection_get_report (connection));
  g_assert_cmpint (sublet_runtime_report_get_item (first, SUBLET_RUNTIME_TOPIC_TORCH)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_VERSION);
  g_assert_cmpuint (sublet_runtime_report_get_n_packages (first), ==, 1);
  g_assert_cmpint (sublet_runtime_report_get_package (first, 0)->item.finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_MISSING);

  /* Another start may be another container. */
  sublet_connection_stop (connection);
  sublet_connection_start (connection);
  sublet_test_await (connection_fixture_is_ready, connection);
  g_assert_true (sublet_connection_get_checking_runtime (connection));
  g_assert_true (sublet_connection_get_report (connection) == first);
  sublet_test_await (is_checked, connection);
  g_assert_true (sublet_connection_get_report (connection) != first);
}

static bool
has_gpus (gpointer data)
{
  const SubletRuntimeProgress *progress = sublet_connection_get_runtime_progress (data);

  return progress != NULL &&
         sublet_runtime_progress_get_topic (progress, SUBLET_RUNTIME_TOPIC_GPUS) ==
           SUBLET_RUNTIME_STAGE_DONE;
}

static void
test_cancel (SubletTestInstance *world, gconstpointer data)
{
  SubletConnection *connection = world->connection;

  sublet_connection_start (connection);
  sublet_test_await (connection_fixture_is_ready, connection);
  g_assert_false (sublet_connection_get_checking_runtime (connection));
  sublet_connection_cancel_runtime (connection);

  sublet_connection_check_runtime (connection);
  g_assert_true (sublet_connection_get_checking_runtime (connection));
  g_assert_nonnull (sublet_connection_get_runtime_progress (connection));
  sublet_connection_cancel_runtime (connection);
  g_assert_false (sublet_connection_get_checking_runtime (connection));
  g_assert_null (sublet_connection_get_runtime_progress (connection));
  g_assert_null (sublet_connection_get_runtime_so_far (connection));
  g_assert_null (sublet_connection_get_runtime_error (connection));

  /* Of what was found until then nothing is lost, and nothing becomes the report. */
  sublet_connection_check_runtime (connection);
  g_assert_nonnull (sublet_connection_get_runtime_so_far (connection));
  sublet_test_await (has_gpus, connection);
  sublet_connection_cancel_runtime (connection);
  g_assert_false (sublet_connection_get_checking_runtime (connection));
  g_assert_true (has_gpus (connection));
  g_assert_cmpint (sublet_runtime_report_get_item (sublet_connection_get_runtime_so_far (
                                                     connection),
                                                   SUBLET_RUNTIME_TOPIC_GPUS)
                     ->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_FINE);
  g_assert_null (sublet_connection_get_report (connection));

  /* What was ended says nothing into what follows. */
  sublet_connection_check_runtime (connection);
  sublet_test_await (is_checked, connection);
  g_assert_null (sublet_connection_get_runtime_error (connection));
  g_assert_true (connection_fixture_is_ready (connection));
  g_assert_null (sublet_connection_get_runtime_so_far (connection));

  /* And with the connection they end as well. */
  sublet_connection_check_runtime (connection);
  sublet_connection_stop (connection);
  g_assert_false (sublet_connection_get_checking_runtime (connection));
}

static bool
is_at_rest (gpointer data)
{
  return !sublet_connection_get_checking_runtime (data);
}

/* A driver may hang for ever; what the others said until the time was over is the report. */
static void
test_time (SubletTestInstance *world, gconstpointer data)
{
  SubletConnection *connection = world->connection;
  SubletConnectionTimes times;
  guint n_cut = 0;

  sublet_connection_get_times (connection, &times);
  for (times.runtime_ms = 25;; times.runtime_ms += times.runtime_ms / 4)
    {
      Told told = { 0 };

      sublet_connection_set_times (connection, &times);
      sublet_connection_start (connection);
      sublet_test_await (connection_fixture_is_ready, connection);
      g_signal_connect (connection, "changed", G_CALLBACK (on_changed), &told);
      sublet_connection_check_runtime (connection);
      sublet_test_await (is_at_rest, connection);
      g_signal_handlers_disconnect_by_data (connection, &told);
      sublet_connection_stop (connection);
      if (told.last == 0)
        continue;
      g_assert_no_error (sublet_connection_get_runtime_error (connection));
      g_assert_nonnull (sublet_connection_get_report (connection));
      if (told.last == told.all)
        break;
      n_cut++;
    }
  g_assert_cmpuint (n_cut, >, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/ssh/connection-checks/progress",
              SubletTestInstance,
              NULL,
              connection_fixture_set_up,
              test_progress,
              connection_fixture_tear_down);
  g_test_add ("/ssh/connection-checks/cancel",
              SubletTestInstance,
              NULL,
              connection_fixture_set_up,
              test_cancel,
              connection_fixture_tear_down);
  g_test_add ("/ssh/connection-checks/time",
              SubletTestInstance,
              NULL,
              connection_fixture_set_up,
              test_time,
              connection_fixture_tear_down);

  return g_test_run ();
}
