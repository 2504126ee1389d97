/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test.h"

/* Host keys over a connection: which one is taken, which one is asked about, and what is kept. */

static void
test_host_key_changed (SubletTestInstance *world, gconstpointer data)
{
  g_autofree char *pinned = NULL;

  connection_fixture_start_well (world->connection);
  sublet_connection_stop (world->connection);
  sublet_test_instance_order (world,
                              "/_sim/set",
                              "{\"change_host_key\":%" G_GINT64_FORMAT "}",
                              world->id);

  /* By the same object, and by one that has it from the database alone. No second try. */
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  pinned = g_strdup (
    sublet_ssh_host_key_get_fingerprint (sublet_connection_get_expected_key (world->connection)));
  g_object_unref (world->connection);
  world->connection = sublet_test_instance_make_connection (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (
                     sublet_connection_get_expected_key (world->connection)),
                   ==,
                   pinned);
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (
                     sublet_connection_get_presented_key (world->connection)),
                   !=,
                   pinned);
}

static void
change_host_key (SubletTestInstance *world)
{
  sublet_test_instance_order (world,
                              "/_sim/set",
                              "{\"change_host_key\":%" G_GINT64_FORMAT "}",
                              world->id);
}

/* The one that a person has looked at, and no other: by the same object, and by the next one. */
static void
test_host_key_accepted (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshHostKey) seen = NULL;

  connection_fixture_start_well (world->connection);
  sublet_connection_stop (world->connection);
  change_host_key (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  seen = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (world->connection));
  sublet_connection_accept_host_key (world->connection, seen);
  sublet_test_await (connection_fixture_is_ready, world->connection);

  sublet_connection_stop (world->connection);
  g_object_unref (world->connection);
  world->connection = sublet_test_instance_make_connection (world);
  connection_fixture_start_well (world->connection);
  sublet_connection_stop (world->connection);
  change_host_key (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  g_assert_true (
    sublet_ssh_host_key_equal (sublet_connection_get_expected_key (world->connection), seen));
}

/* A key that came after the person had looked is not the one that was accepted. */
static void
test_host_key_changed_again (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshHostKey) seen = NULL;

  connection_fixture_start_well (world->connection);
  sublet_connection_stop (world->connection);
  change_host_key (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  seen = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (world->connection));
  change_host_key (world);
  sublet_connection_accept_host_key (world->connection, seen);
  sublet_test_await (connection_fixture_is_failed, world->connection);
  g_assert_error (sublet_connection_get_error (world->connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_HOST_KEY);
}

/* A key that nobody has seen, later than a first one is taken: it is shown, and nothing is pinned
 * before the person says so. */
static SubletSshHostKey *
meet_new_key (SubletTestInstance *world)
{
  SubletSshHostKey *key;

  connection_fixture_fail_at (world,
                              SUBLET_CONNECTION_LINK_HOST_KEY,
                              SUBLET_ERROR_SSH_HOST_KEY_NEW);
  g_assert_null (sublet_connection_get_expected_key (world->connection));
  key = sublet_connection_get_presented_key (world->connection);
  g_assert_nonnull (key);

  return sublet_ssh_host_key_ref (key);
}

static void
test_host_key_new (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshHostKey) seen = NULL;
  g_autoptr (SubletSshHostKey) again = NULL;

  sublet_connection_set_new_key_until (world->connection,
                                       sublet_clock_get_service_us (world->clock) -
                                         G_TIME_SPAN_SECOND);
  seen = meet_new_key (world);
  again = meet_new_key (world);
  g_assert_true (sublet_ssh_host_key_equal (seen, again));
  change_host_key (world);
  sublet_connection_accept_host_key (world->connection, seen);
  sublet_test_await (connection_fixture_is_failed, world->connection);
  g_assert_error (sublet_connection_get_error (world->connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_HOST_KEY);

  g_clear_pointer (&seen, sublet_ssh_host_key_unref);
  seen = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (world->connection));
  sublet_connection_accept_host_key (world->connection, seen);
  sublet_test_await (connection_fixture_is_ready, world->connection);

  /* And the next process knows it. */
  sublet_connection_stop (world->connection);
  g_object_unref (world->connection);
  world->connection = sublet_test_instance_make_connection (world);
  sublet_connection_set_new_key_until (world->connection, 0);
  connection_fixture_start_well (world->connection);
}

/* What comes next is shown first, however young the instance is. */
static void
test_host_key_forgotten (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshHostKey) seen = NULL;
  gint64 until_us = -1;

  connection_fixture_start_well (world->connection);
  change_host_key (world);
  sublet_connection_forget_host_key (world->connection);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_IDLE);
  sublet_connection_set_new_key_until (world->connection, G_MAXINT64);
  g_clear_pointer (&seen, sublet_ssh_host_key_unref);
  seen = meet_new_key (world);

  /* Nor by the next process. */
  sublet_connection_stop (world->connection);
  g_object_unref (world->connection);
  world->connection = sublet_test_instance_make_connection (world);
  sublet_connection_set_new_key_until (world->connection, G_MAXINT64);
  g_clear_pointer (&seen, sublet_ssh_host_key_unref);
  seen = meet_new_key (world);
  sublet_connection_set_new_key_until (world->connection, G_MAXINT64);
  g_object_get (world->connection, "new-key-until-us", &until_us, NULL);
  g_assert_cmpint (until_us, ==, 0);
  sublet_connection_accept_host_key (world->connection, seen);
  sublet_test_await (connection_fixture_is_ready, world->connection);
  sublet_connection_stop (world->connection);
  change_host_key (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
}

static bool
exec (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, data, error);
}

/* @when: BEFORE DELETE or BEFORE INSERT */
static void
fill_disk (SubletTestInstance *world, const char *when)
{
  g_autofree char *trigger = g_strdup_printf ("CREATE TRIGGER keep %s ON host_keys"
                                              " BEGIN SELECT RAISE (FAIL, 'the disk is full'); END",
                                              when);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (world->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             exec,
                             trigger,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (world->database, result, NULL, &error));
  g_assert_no_error (error);
}

/* An accepted key takes the other one's place on the disk at once or not at all: with none there,
 * the next process would take whatever comes. */
static void
test_host_key_half_accepted (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshHostKey) first = NULL;

  connection_fixture_start_well (world->connection);
  sublet_connection_stop (world->connection);
  change_host_key (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  first = sublet_ssh_host_key_ref (sublet_connection_get_expected_key (world->connection));
  fill_disk (world, "BEFORE INSERT");
  sublet_connection_accept_host_key (world->connection,
                                     sublet_connection_get_presented_key (world->connection));
  sublet_test_await (connection_fixture_is_ready, world->connection);

  sublet_connection_stop (world->connection);
  g_object_unref (world->connection);
  world->connection = sublet_test_instance_make_connection (world);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
  g_assert_true (
    sublet_ssh_host_key_equal (sublet_connection_get_expected_key (world->connection), first));
}

/* The next start would find what was to be forgotten. */
static void
test_host_key_not_forgotten (SubletTestInstance *world, gconstpointer data)
{
  connection_fixture_start_well (world->connection);
  fill_disk (world, "BEFORE DELETE");
  sublet_connection_forget_host_key (world->connection);
  sublet_test_await (connection_fixture_is_failed, world->connection);
  g_assert_cmpint (sublet_connection_get_broken_link (world->connection),
                   ==,
                   SUBLET_CONNECTION_LINK_HOST_KEY);
  g_assert_nonnull (strstr (sublet_connection_get_error (world->connection)->message, "full"));
}

#define ADD(name, func)                         \
  g_test_add ("/ssh/connection-host-key/" name, \
              SubletTestInstance,               \
              NULL,                             \
              connection_fixture_set_up,        \
              func,                             \
              connection_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("changed", test_host_key_changed);
  ADD ("accepted", test_host_key_accepted);
  ADD ("changed-again", test_host_key_changed_again);
  ADD ("new", test_host_key_new);
  ADD ("forgotten", test_host_key_forgotten);
  ADD ("not-forgotten", test_host_key_not_forgotten);
  ADD ("half-accepted", test_host_key_half_accepted);

  return g_test_run ();
}
