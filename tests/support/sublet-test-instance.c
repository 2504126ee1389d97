/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-instance.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

void
sublet_test_instance_order (SubletTestInstance *self, const char *path, const char *format, ...)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *json = NULL;
  va_list arguments;

  va_start (arguments, format);
  json = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  answer = sublet_test_simulator_control_post (self->simulator, path, json);
  g_assert_nonnull (answer);
}

void
sublet_test_instance_set_link (SubletTestInstance *self, const char *route, const char *how)
{
  sublet_test_instance_order (self,
                              "/_sim/link",
                              "{\"contract\":%" G_GINT64_FORMAT ",\"route\":\"%s\",\"how\":\"%s\"}",
                              self->id,
                              route != NULL ? route : "both",
                              how);
}

static SubletInstance *
read_instance (SubletTestInstance *self)
{
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_list_instances_async (self->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_instances_finish (self->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);

  return g_object_ref (g_ptr_array_index (listing->instances, 0));
}

static bool
is_up (gpointer data)
{
  g_autoptr (SubletInstance) instance = read_instance (data);

  return sublet_instance_get_data (instance)->phase == SUBLET_INSTANCE_PHASE_RUNNING &&
         sublet_instance_get_data (instance)->direct_ssh_port > 0;
}

SubletConnection *
sublet_test_instance_make_connection (SubletTestInstance *self)
{
  SubletConnection *connection = sublet_connection_new (self->client, self->identities, self->id);
  g_autoptr (SubletInstance) instance = read_instance (self);
  SubletConnectionTimes times;

  sublet_connection_get_times (connection, &times);
  times.first_pause_ms = 50;
  times.longest_pause_ms = 200;
  sublet_connection_set_times (connection, &times);
  sublet_connection_set_database (connection, self->database, 1);
  /* As one that was rented this minute. */
  sublet_connection_set_new_key_until (connection, G_MAXINT64);
  sublet_connection_set_instance (connection, instance);

  return connection;
}

static void
make_instance (SubletTestInstance *self)
{
  g_autoptr (SubletInstance) instance = NULL;

  sublet_test_instance_order (self,
                              "/_sim/set",
                              "{\"add_foreign_instance\":{\"account\":\"ada\",\"gpu_name\":\"RTX "
                              "4090\",\"jupyter\":%s}}",
                              self->jupyter ? "true" : "false");
  sublet_test_await (is_up, self);
  instance = read_instance (self);
  self->id = sublet_instance_get_data (instance)->id;
  self->connection = sublet_test_instance_make_connection (self);
}

/**
 * sublet_test_instance_start:
 * @self: (inout): all zero but for what is said of the instance; the rest is filled in
 */
void
sublet_test_instance_start (SubletTestInstance *self)
{
  SecretValue *key = secret_value_new ("demo-key", -1, "text/plain");
  g_autofree char *sshd = sublet_test_simulator_dup_sshd_option ();
  g_autoptr (GError) error = NULL;

  self->simulator = sublet_test_simulator_new ("--speed", "60", "--offers", "100", sshd, NULL);
  self->clock = sublet_clock_new ();
  self->client =
    sublet_client_new (sublet_test_simulator_get_url (self->simulator), self->clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (self->client, key);
  secret_value_unref (key);
  self->identities =
    sublet_identity_store_new (sublet_client_get_server (self->client), "test", TRUE);
  self->folder = sublet_test_make_folder ();
  self->profile = sublet_profile_new_for_folder (self->folder, &error);
  g_assert_no_error (error);
  self->database = sublet_test_open_database (self->profile, NULL);
  make_instance (self);
}

/**
 * sublet_test_instance_stop:
 * @self: what was started
 */
void
sublet_test_instance_stop (SubletTestInstance *self)
{
  if (self->connection != NULL)
    sublet_connection_stop (self->connection);
  g_clear_object (&self->connection);
  g_clear_object (&self->database);
  g_clear_object (&self->profile);
  g_clear_object (&self->identities);
  g_clear_object (&self->client);
  g_clear_object (&self->simulator);
  g_clear_object (&self->clock);
  sublet_test_drain ();
  sublet_test_remove_folder (self->folder);
}
