/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "wire-fixture.h"

#include "core/api/sublet-client-private.h"

#include "api-fixture.h"

#include "support/sublet-test.h"

SubletClient *
wire_fixture_new_client (RawServer *server, SubletClock *clock)
{
  g_autoptr (SecretValue) key = new_key (TEST_KEY);
  g_autoptr (GError) error = NULL;
  SubletClient *client = sublet_client_new (raw_server_get_url (server), clock, &error);

  g_assert_no_error (error);
  sublet_client_set_key (client, key);
  return client;
}

void
wire_fixture_warm_up (SubletClient *client)
{
  int i;

  for (i = 0; i < 3; i++)
    {
      g_autoptr (SubletInstanceListing) listing = NULL;
      g_autoptr (GError) error = NULL;

      listing = list (client, &error);
      g_assert_no_error (error);
      g_assert_true (listing->complete);
    }
  sublet_test_drain ();
}
