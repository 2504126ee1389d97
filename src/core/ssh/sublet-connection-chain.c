/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"

/*
 * From the key to a command that answers. One try runs through the links until one breaks; tries
 * follow each other with growing pauses, because a server needs its time after *running* and a key
 * takes seconds to arrive.
 */

SubletConnectionTurn *
sublet_connection_turn_new (SubletConnection *self)
{
  SubletConnectionTurn *turn = g_new0 (SubletConnectionTurn, 1);

  turn->self = g_object_ref (self);
  turn->run = g_object_ref (self->run);

  return turn;
}

void
sublet_connection_turn_free (SubletConnectionTurn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->run);
  g_free (turn);
}

bool
sublet_connection_turn_is_over (SubletConnectionTurn *turn)
{
  return g_cancellable_is_cancelled (turn->run);
}

static void
drop_session (SubletConnection *self)
{
  if (self->session == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->session, self);
  sublet_ssh_session_close_async (self->session, NULL, NULL);
  g_clear_object (&self->session);
}

static void
end_run (SubletConnection *self)
{
  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  self->next_try_us = 0;
  sublet_connection_end_placing (self);
  sublet_tunnel_list_set_session (self->tunnels, NULL);
  drop_session (self);
  sublet_connection_end_runtime (self);
}

/* ---- the end of a try ---- */

static bool
is_final (SubletConnection *self, const GError *error)
{
  gint64 next_us =
    sublet_clock_get_monotonic_us (self->clock) + self->pause_ms * G_TIME_SPAN_MILLISECOND;

  /* The same key, or the same unreadable store, would come again; and a person who gave no
   * passphrase is not asked on and on. */
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_STORE) || next_us > self->deadline_us;
}

static void begin_try (SubletConnection *self);

static void
on_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) &&
      !sublet_connection_turn_is_over (turn))
    begin_try (turn->self);
}

void
sublet_connection_end_try (SubletConnection *self, SubletConnectionLink link, const GError *error)
{
  g_autoptr (GError) reason = g_error_copy (error);

  g_info ("instance %" G_GINT64_FORMAT ": %s", self->instance_id, reason->message);
  drop_session (self);
  if (link == SUBLET_CONNECTION_LINK_AUTHENTICATION)
    {
      /* The service refused to give it to the instance, so that is the link to mend. */
      if (self->key_error != NULL)
        {
          link = SUBLET_CONNECTION_LINK_KEY;
          g_clear_error (&reason);
          reason = g_error_copy (self->key_error);
        }
      self->key_placed = false;
    }
  sublet_connection_break_link (self, link, reason);

  if (is_final (self, reason))
    {
      end_run (self);
      sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_FAILED);
      sublet_connection_fail_shells (self, reason);
      return;
    }

  self->next_try_us =
    sublet_clock_get_monotonic_us (self->clock) + self->pause_ms * G_TIME_SPAN_MILLISECOND;
  sublet_clock_wait_async (self->clock,
                           self->pause_ms,
                           self->run,
                           on_paused,
                           sublet_connection_turn_new (self));
  self->pause_ms = MIN (self->pause_ms * 2, self->times.longest_pause_ms);
  sublet_connection_tell (self);
}

void
sublet_connection_end_try_with (SubletConnection *self,
                                SubletConnectionLink link,
                                int code,
                                const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, code, message);

  sublet_connection_end_try (self, link, error);
}

static void
begin_try (SubletConnection *self)
{
  if (self->problem != NULL)
    {
      self->deadline_us = 0;
      sublet_connection_end_try (self, SUBLET_CONNECTION_LINK_PORT, self->problem);
      return;
    }

  self->next_try_us = 0;
  g_clear_pointer (&self->expected_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented_key, sublet_ssh_host_key_unref);
  sublet_connection_reset_links (self);
  sublet_connection_enter_link (self, SUBLET_CONNECTION_LINK_KEY);
  sublet_connection_find_key (self);
  sublet_connection_tell (self);
}

void
sublet_connection_lose (SubletConnection *self)
{
  const SubletSshFailure *failure = sublet_ssh_session_get_failure (self->session);

  g_clear_error (&self->error);
  self->error =
    failure != NULL
      ? g_error_copy (failure->error)
      : g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "the connection was closed");
  g_info ("instance %" G_GINT64_FORMAT ": %s", self->instance_id, self->error->message);
  end_run (self);
  sublet_connection_reset_links (self);
  sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_LOST);
}

/* ---- by order ---- */

/**
 * sublet_connection_start:
 * @self: a connection
 *
 * The whole chain from its start, the key included, for two minutes. While it goes already or is
 * READY nothing happens.
 */
void
sublet_connection_start (SubletConnection *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  if (self->run != NULL)
    return;

  self->run = g_cancellable_new ();
  self->pause_ms = self->times.first_pause_ms;
  self->key_placed = false;
  self->latency_us = 0;
  self->started_us = sublet_clock_get_monotonic_us (self->clock);
  self->deadline_us = self->started_us + self->times.limit_ms * G_TIME_SPAN_MILLISECOND;
  g_clear_error (&self->key_error);
  sublet_connection_drop_host_key (self);
  sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_CHECKING);
  begin_try (self);
}

void
sublet_connection_begin_anew (SubletConnection *self)
{
  end_run (self);
  sublet_connection_start (self);
}

/**
 * sublet_connection_stop:
 * @self: a connection
 *
 * Ends it with all that stands on it; what it told of its way is forgotten.
 */
void
sublet_connection_stop (SubletConnection *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  if (self->state == SUBLET_CONNECTION_STATE_IDLE)
    return;

  end_run (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->expected_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented_key, sublet_ssh_host_key_unref);
  self->broken_link = SUBLET_CONNECTION_N_LINKS;
  sublet_connection_reset_links (self);
  /* What starts again may be another machine's: other drivers, another container. */
  self->runtime_checked = false;
  sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_IDLE);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the connection was stopped");
  sublet_connection_fail_shells (self, error);
}
