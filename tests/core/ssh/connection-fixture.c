/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

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
