/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "agent-fixture.h"

#include "support/sublet-test.h"

SubletSshAgent *
agent_world_make_agent (AgentWorld *world)
{
  SubletSshAgent *agent = sublet_ssh_agent_new (world->identities);

  sublet_ssh_agent_set_parent (agent, world->folder);

  return agent;
}

void
agent_world_set_up (AgentWorld *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  world->identities = sublet_identity_store_new ("http://127.0.0.1", "desk", TRUE);
  sublet_identity_store_load_async (world->identities, NULL, sublet_test_on_result, &result);
  world->identity = sublet_identity_store_load_finish (world->identities,
                                                       sublet_test_await_result (&result),
                                                       &error);
  g_assert_no_error (error);
  world->folder = sublet_test_make_folder ();
  world->agent = agent_world_make_agent (world);
  g_assert_null (sublet_ssh_agent_get_socket_path (world->agent));
  sublet_ssh_agent_start (world->agent, &error);
  g_assert_no_error (error);
}

void
agent_world_tear_down (AgentWorld *world, gconstpointer data)
{
  g_clear_object (&world->agent);
  g_clear_object (&world->identity);
  sublet_test_drain ();
  g_object_add_weak_pointer (G_OBJECT (world->identities), (gpointer *) &world->identities);
  g_object_unref (world->identities);
  /* No peer holds it. */
  g_assert_null (world->identities);
  sublet_test_remove_folder (world->folder);
}
