/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-host-key-store.h"

/* What has to come back. A login may say something of its own before. */
static const char ready_command[] = "echo sublet-ready";
static const char ready_word[] = "sublet-ready";

#define COMMAND_OUTPUT_BYTES (16 * 1024)

static void connect_session (SubletConnection *self);

/* ---- a command ---- */

static bool
contains_word (GBytes *output)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (output, &length);

  return data != NULL && g_strstr_len (data, (gssize) length, ready_word) != NULL;
}

static void
on_command (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (SubletSshExecResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  if (sublet_connection_turn_is_over (turn))
    return;
  if (answer == NULL)
    {
      sublet_connection_end_try (self, SUBLET_CONNECTION_LINK_COMMAND, error);
      return;
    }
  if (!contains_word (answer->output))
    {
      sublet_connection_end_try_with (self,
                                      SUBLET_CONNECTION_LINK_COMMAND,
                                      SUBLET_ERROR_PROTOCOL,
                                      "the command ended without the word that it was to say");
      return;
    }

  self->latency_us = sublet_clock_get_monotonic_us (self->clock) - self->command_since_us;
  g_clear_error (&self->error);
  self->broken_link = SUBLET_CONNECTION_N_LINKS;
  /* The key is there, whatever the service said when it was to be given. */
  self->links[SUBLET_CONNECTION_LINK_KEY].state = SUBLET_LINK_STATE_DONE;
  sublet_connection_enter_link (self, SUBLET_CONNECTION_N_LINKS);
  sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_READY);
  sublet_tunnel_list_set_session (self->tunnels, self->session);
  sublet_connection_serve_shells (self);
  sublet_connection_on_ready (self);
}

static void
run_command (SubletConnection *self)
{
  const SubletSshExecLimits limits = { .output_bytes = COMMAND_OUTPUT_BYTES,
                                       .errors_bytes = COMMAND_OUTPUT_BYTES,
                                       .timeout_ms = self->times.command_ms };

  sublet_connection_enter_link (self, SUBLET_CONNECTION_LINK_COMMAND);
  self->command_since_us = sublet_clock_get_monotonic_us (self->clock);
  sublet_ssh_session_exec_async (self->session,
                                 ready_command,
                                 &limits,
                                 self->run,
                                 on_command,
                                 sublet_connection_turn_new (self));
  sublet_connection_tell (self);
}

/* ---- the host key ---- */

static void
on_pinned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  g_autoptr (GError) error = NULL;

  /* It is compared all the same as long as this connection lives; only the next process cannot. */
  if (sublet_host_key_store_pin_finish (SUBLET_DATABASE (source), result, &error))
    turn->self->pinned_kept = true;
  else
    g_message ("the host key of instance %" G_GINT64_FORMAT " is not kept: %s",
               turn->self->instance_id,
               error->message);
  if (!sublet_connection_turn_is_over (turn))
    run_command (turn->self);
}

/* Only what the person's key has opened: the server of somebody else would not have let it in. */
static void
pin_host_key (SubletConnection *self)
{
  SubletSshHostKey *key = sublet_ssh_session_get_host_key (self->session);

  if (self->pinned != NULL || key == NULL)
    {
      run_command (self);
      return;
    }

  self->pinned = sublet_ssh_host_key_ref (key);
  self->pinned_known = true;
  self->pinned_kept = false;
  if (self->database == NULL)
    {
      run_command (self);
      return;
    }
  sublet_host_key_store_pin_async (self->database,
                                   sublet_client_get_server (self->client),
                                   self->account_id,
                                   self->instance_id,
                                   key,
                                   sublet_clock_get_service_us (self->clock),
                                   on_pinned,
                                   sublet_connection_turn_new (self));
}

static void
on_pinned_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (GError) error = NULL;
  gint64 since_us = 0;
  SubletSshHostKey *key =
    sublet_host_key_store_load_finish (SUBLET_DATABASE (source), result, &since_us, &error);

  if (sublet_connection_turn_is_over (turn))
    {
      g_clear_pointer (&key, sublet_ssh_host_key_unref);
      return;
    }
  if (error != NULL)
    {
      /* Without it a changed key would be taken for the first one. */
      sublet_connection_end_try (self, SUBLET_CONNECTION_LINK_HOST_KEY, error);
      return;
    }

  /* A person removed it, perhaps in a process before this one. */
  if (key == NULL && since_us != 0)
    {
      self->host_key_forgotten = true;
      sublet_connection_set_new_key_until (self, 0);
    }
  self->pinned = key;
  self->pinned_known = true;
  self->pinned_kept = true;
  connect_session (self);
}

/* ---- the session ---- */

static void
on_phase (SubletConnection *self)
{
  SubletSshPhase phase = sublet_ssh_session_get_phase (self->session);

  if (self->state == SUBLET_CONNECTION_STATE_READY && phase == SUBLET_SSH_PHASE_CLOSED)
    sublet_connection_lose (self);
  else if (self->state == SUBLET_CONNECTION_STATE_CHECKING && phase < SUBLET_SSH_PHASE_READY)
    {
      sublet_connection_enter_link (self, sublet_connection_link_for_phase (phase));
      sublet_connection_tell (self);
    }
}

static void
take_route (SubletConnection *self, SubletSshRoute *route)
{
  const SubletSshRoute *first;
  g_autoptr (GPtrArray) routes = sublet_connection_make_routes (self->instance);

  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  self->fell_back = false;
  if (route == NULL || routes->len == 0)
    return;

  first = g_ptr_array_index (routes, 0);
  self->route = sublet_ssh_route_ref (route);
  self->fell_back = first->kind == SUBLET_SSH_ROUTE_DIRECT && route->kind == SUBLET_SSH_ROUTE_PROXY;
}

static void
take_failure (SubletConnection *self, const GError *error)
{
  const SubletSshFailure *failure = sublet_ssh_session_get_failure (self->session);
  SubletConnectionLink link = SUBLET_CONNECTION_LINK_PORT;

  if (failure != NULL)
    {
      link = sublet_connection_link_for_phase (failure->phase);
      take_route (self, failure->route);
      if (failure->expected != NULL)
        self->expected_key = sublet_ssh_host_key_ref (failure->expected);
      if (failure->presented != NULL)
        self->presented_key = sublet_ssh_host_key_ref (failure->presented);
    }

  sublet_connection_end_try (self, link, error);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (GError) error = NULL;
  gboolean connected =
    sublet_ssh_session_connect_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (sublet_connection_turn_is_over (turn))
    return;
  if (!connected)
    {
      take_failure (self, error);
      return;
    }

  take_route (self, sublet_ssh_session_get_route (self->session));
  pin_host_key (self);
}

static void
connect_session (SubletConnection *self)
{
  g_autoptr (GPtrArray) routes = sublet_connection_make_routes (self->instance);

  sublet_connection_enter_link (self, SUBLET_CONNECTION_LINK_PORT);
  if (routes->len == 0)
    {
      sublet_connection_end_try_with (self,
                                      SUBLET_CONNECTION_LINK_PORT,
                                      SUBLET_ERROR_NOT_FOUND,
                                      "the service lists no SSH port of this instance");
      return;
    }

  self->session = sublet_ssh_session_new (self->identity, "root", routes, self->pinned);
  sublet_ssh_session_set_refuses_new_key (self->session, !sublet_connection_takes_new_key (self));
  sublet_ssh_session_set_times (self->session, &self->times.session);
  g_signal_connect_swapped (self->session, "notify::phase", G_CALLBACK (on_phase), self);
  sublet_ssh_session_connect_async (self->session,
                                    self->run,
                                    on_connected,
                                    sublet_connection_turn_new (self));
  sublet_connection_tell (self);
}

/**
 * sublet_connection_takes_new_key: (skip)
 * @self: a connection
 *
 * Returns: whether a key is taken that nobody has seen before
 */
bool
sublet_connection_takes_new_key (SubletConnection *self)
{
  return sublet_clock_get_service_us (self->clock) <= self->new_key_until_us;
}

/**
 * sublet_connection_drop_host_key:
 * @self: a connection that is about to start
 *
 * The database has the last word: what it held is forgotten there when a container is made anew,
 * for the next one shows a host key of its own. Only a key that it could not keep stays.
 */
void
sublet_connection_drop_host_key (SubletConnection *self)
{
  if (!self->pinned_kept)
    return;

  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  self->pinned_known = false;
  self->pinned_kept = false;
}

void
sublet_connection_find_host_key (SubletConnection *self)
{
  if (self->pinned_known || self->database == NULL)
    connect_session (self);
  else
    sublet_host_key_store_load_async (self->database,
                                      sublet_client_get_server (self->client),
                                      self->instance_id,
                                      on_pinned_loaded,
                                      sublet_connection_turn_new (self));
}
