/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test.h"
#include "ui/instance/sublet-instance-overview.h"
#include "ui/instances/connection-world.h"
#include "ui/instances/sublet-instance-record-private.h"
#include "ui/sublet-ui-test.h"

/* While somebody looks at an instance's page, the instance itself is asked how busy it is. */

/* Less than between two questions. */
#define PROMPTLY_MS 3000

static guint n_refs; /* of the connection, when nobody looks */

static bool
has_own_word (gpointer record)
{
  return ((SubletInstanceRecord *) record)->use_at_us > 0;
}

/* The runtime checks hold it as well. */
static bool
is_checked (gpointer connection)
{
  return sublet_connection_get_report (connection) != NULL &&
         !sublet_connection_get_checking_runtime (connection);
}

static bool
is_let_go (gpointer data)
{
  ConnectionWorld *world = data;

  return G_OBJECT (world->connection)->ref_count == n_refs;
}

static void
test_asked_while_seen (ConnectionWorld *world, gconstpointer data)
{
  g_autoptr (SubletInstanceRecord) record = NULL;
  g_autoptr (SubletInstanceSubject) subject = NULL;
  GtkWidget *overview;
  GtkWidget *window;
  SubletUse use;

  connection_world_show (world, false);
  connection_world_await_ready (world, " · ");
  sublet_test_await (is_checked, world->connection);
  sublet_test_drain ();
  n_refs = G_OBJECT (world->connection)->ref_count;
  record = sublet_instance_record_new (world->rental);
  subject = sublet_instance_subject_new (world->f.engine,
                                         world->connections,
                                         world->f.client,
                                         world->rental,
                                         record);
  overview = sublet_instance_overview_new (subject);
  g_assert_false (has_own_word (record));

  window = sublet_ui_test_present (overview, 800, 600);
  sublet_test_await (has_own_word, record);
  sublet_instance_record_get_use (record, sublet_rental_get_instance (world->rental), &use);
  /* The stand-in's GPU is idle; the list's busy. */
  g_assert_cmpfloat_with_epsilon (use.gpu_util_percent, 0, 1e-9);

  /* Nobody looks any more. */
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&subject);
  g_assert_true (sublet_test_wait_for (is_let_go, world, PROMPTLY_MS));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/instances/overview-live/asked-while-seen",
              ConnectionWorld,
              NULL,
              connection_world_set_up,
              test_asked_while_seen,
              connection_world_tear_down);

  return g_test_run ();
}
