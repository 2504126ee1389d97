/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

void
connection_fixture_set_up (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_start (world);
}

void
connection_fixture_tear_down (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_stop (world);
}

bool
connection_fixture_is_ready (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_READY;
}

void
connection_fixture_give_up_soon (SubletTestInstance *world, guint stage_ms)
{
  SubletConnectionTimes times;

  sublet_connection_get_times (world->connection, &times);
  times.limit_ms = 1;
  times.command_ms = stage_ms;
  times.session.banner_ms = stage_ms;
  sublet_connection_set_times (world->connection, &times);
}

bool
connection_fixture_is_failed (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_FAILED;
}

void
connection_fixture_start_well (SubletConnection *connection)
{
  sublet_connection_start (connection);
  sublet_test_await (connection_fixture_is_ready, connection);
}

void
connection_fixture_assert_links (SubletConnection *connection, SubletConnectionLink broken)
{
  int i;

  g_assert_cmpint (sublet_connection_get_broken_link (connection), ==, broken);
  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    {
      const SubletLinkResult *link = sublet_connection_get_link (connection, i);
      SubletLinkState expected = i < (int) broken    ? SUBLET_LINK_STATE_DONE
                                 : i == (int) broken ? SUBLET_LINK_STATE_FAILED
                                                     : SUBLET_LINK_STATE_WAITING;

      g_assert_cmpint (link->state, ==, expected);
    }
}

void
connection_fixture_fail_at (SubletTestInstance *world, SubletConnectionLink link, int code)
{
  sublet_connection_start (world->connection);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  sublet_test_await (connection_fixture_is_failed, world->connection);
  g_test_message ("%s", sublet_connection_get_error (world->connection)->message);
  connection_fixture_assert_links (world->connection, link);
  g_assert_error (sublet_connection_get_error (world->connection), SUBLET_ERROR, code);
}
