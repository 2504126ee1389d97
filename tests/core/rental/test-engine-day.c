/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "lease-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/*
 * A whole day with a window that nobody touches: leases end, GPUs are idle, hosts want more, a
 * machine is outbid and another one ends, all of them of another tool but two. What was sent is
 * asked of the simulator's ledger.
 */

#define HOUR_MS (60 * 60 * 1000)
#define N_FOREIGN 5

/* What of the routes changes nothing and is about no contract. */
static bool
is_read (const char *route)
{
  const char *const reads[] = {
    "list",     "list-filters", "user",      "charges",           "search", "single",
    "ssh-list", "balance",      "increases", "instance-ssh-list", NULL
  };

  return g_strv_contains (reads, route);
}

static gint64
add_foreign (EngineFixture *f, const char *more)
{
  g_autofree char *order =
    g_strdup_printf ("{\"add_foreign_instance\":{\"gpu_name\":\"RTX 4090\"%s}}", more);
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator, "/_sim/set", order);

  return json_object_get_int_member (json_node_get_object (answer), "contract");
}

static void
tell (EngineFixture *f, const char *format, gint64 contract_id)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, contract_id);
  g_auto (GStrv) parts = g_strsplit (format, "%", 2);
  g_autofree char *order = g_strconcat (parts[0], id, parts[1], NULL);

  engine_fixture_set (f, order);
}

/* By their paths, whatever was answered. */
static guint
count_writes (EngineFixture *f, const gint64 *contract_ids, guint n_ids)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  guint count = 0;
  guint i;
  guint j;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);
      const char *route = json_object_get_string_member (request, "route");
      const char *path = json_object_get_string_member (request, "path");

      for (j = 0; j < n_ids && !is_read (route); j++)
        {
          g_autofree char *part = g_strdup_printf ("/%" G_GINT64_FORMAT "/", contract_ids[j]);

          count += strstr (path, part) != NULL;
        }
    }

  return count;
}

static void
test_day (EngineFixture *f, gconstpointer data)
{
  gint64 foreign[N_FOREIGN];
  gint64 ours[2];
  g_autoptr (SubletRental) stopped = NULL;
  g_autoptr (SubletRental) destroyed = NULL;
  guint i;

  for (i = 0; i < N_FOREIGN; i++)
    foreign[i] = add_foreign (f, i == 3 ? ",\"price\":2" : "");
  stopped = lease_fixture_rent (f, 2 * G_TIME_SPAN_HOUR, SUBLET_LEASE_END_STOP);
  destroyed = lease_fixture_rent (f, 5 * G_TIME_SPAN_HOUR, SUBLET_LEASE_END_DESTROY);
  engine_fixture_await_state (stopped, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_state (destroyed, SUBLET_RENTAL_STATE_RUNNING);
  ours[0] = sublet_rental_get_instance_id (stopped);
  ours[1] = sublet_rental_get_instance_id (destroyed);

  tell (f, "{\"gpu_load\":{\"contract\":%,\"percent\":1}}", foreign[0]);
  tell (f, "{\"gpu_load\":{\"contract\":%,\"percent\":1}}", ours[1]);
  tell (f, "{\"increase_price\":{\"contract\":%,\"gpu\":9}}", foreign[1]);
  engine_fixture_pass (f, HOUR_MS);
  tell (f, "{\"exit_instance\":%}", foreign[2]);
  tell (f, "{\"outbid\":%}", foreign[3]);
  tell (f, "{\"destroy_instance\":%}", foreign[4]);
  engine_fixture_pass (f, 23 * HOUR_MS);

  g_assert_cmpuint (count_writes (f, foreign, N_FOREIGN), ==, 0);
  /* What is ours was ended, each as it was to be. */
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 1);
  g_assert_cmpuint (count_writes (f, ours, G_N_ELEMENTS (ours)), >=, 2);
  engine_fixture_await_state (stopped, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  LEASE_FIXTURE_ADD ("day", test_day, NULL);

  return g_test_run ();
}
