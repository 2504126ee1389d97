/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing-fixture.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test.h"

SubletClient *
billing_fixture_make_client (SubletTestSimulator *simulator)
{
  const char *url = sublet_test_simulator_get_url (simulator);
  g_autoptr (SubletSimulatorClock) clock = sublet_simulator_clock_new (url, "billing");
  SecretValue *key = secret_value_new ("demo-key", -1, "text/plain");
  g_autoptr (GError) error = NULL;
  SubletClient *client;

  sublet_simulator_clock_set_peer (clock, sublet_test_simulator_get_process_id (simulator));
  client = sublet_client_new (url, SUBLET_CLOCK (clock), &error);
  g_assert_no_error (error);
  sublet_client_set_key (client, key);
  secret_value_unref (key);

  return client;
}
