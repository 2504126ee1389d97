/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

#include "core/base/sublet-error.h"

/**
 * sublet_ssh_session_set_phase: (skip)
 * @self: a session
 * @phase: what it has reached
 */
void
sublet_ssh_session_set_phase (SubletSshSession *self, SubletSshPhase phase)
{
  if (self->phase == phase)
    return;
  g_debug ("session: %s", sublet_ssh_phase_get_nick (phase));
  self->phase = phase;
  g_object_notify (G_OBJECT (self), "phase");
}

static void
set_route (SubletSshSession *self, SubletSshRoute *route)
{
  if (route == NULL || self->route == route)
    return;
  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  self->route = sublet_ssh_route_ref (route);
  g_object_notify (G_OBJECT (self), "route");
}

static void
end_connecting (SubletSshSession *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->connecting);

  if (task == NULL)
    return;
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void
take_phase (SubletSshSession *self, SubletSshNote *note)
{
  set_route (self, note->route);
  sublet_ssh_session_set_phase (self, note->phase);
  if (note->phase == SUBLET_SSH_PHASE_READY)
    end_connecting (self, NULL);
}

static void
take_end (SubletSshSession *self, SubletSshNote *note)
{
  g_autoptr (GPtrArray) closing = g_steal_pointer (&self->closing);
  g_autoptr (GError) closed = NULL;
  guint i;

  g_cancellable_cancel (self->resolving);
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  self->failure = g_steal_pointer (&note->failure);
  if (self->failure != NULL)
    {
      g_info ("session: %s", self->failure->error->message);
      set_route (self, self->failure->route);
    }
  else
    {
      closed = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the session was closed");
    }
  sublet_ssh_session_set_phase (self, SUBLET_SSH_PHASE_CLOSED);
  end_connecting (self, closed != NULL ? closed : self->failure->error);
  for (i = 0; i < closing->len; i++)
    g_task_return_boolean (g_ptr_array_index (closing, i), TRUE);
}

/* Orders that came too late, each with the end of the session as its own. */
static void
refuse_orders (SubletSshWorker *worker, const SubletSshFailure *failure)
{
  SubletSshNote *order;

  /* Until none is left: what has a channel in it would keep the worker, and the worker that. */
  while ((order = sublet_ssh_mailbox_take (&worker->orders)) != NULL)
    {
      while (order != NULL)
        {
          SubletSshNote *next = order->next;

          if (order->kind == SUBLET_SSH_NOTE_OPEN)
            {
              order->error =
                failure != NULL
                  ? g_error_copy (failure->error)
                  : g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the session was closed");
              order->channel->klass->on_ended (order->channel, order);
            }
          sublet_ssh_note_free (order);
          order = next;
        }
    }
}

/**
 * sublet_ssh_session_on_note: (skip)
 * @worker: whose news it is; its session may be gone
 * @note: the news; freed by the caller
 */
void
sublet_ssh_session_on_note (SubletSshWorker *worker, SubletSshNote *note)
{
  g_autoptr (SubletSshSession) self = NULL;

  /* Nothing that is called from here takes it away. */
  if (worker->session != NULL)
    self = g_object_ref (worker->session);

  if (note->kind == SUBLET_SSH_NOTE_STARTED)
    {
      note->channel->klass->on_started (note->channel);
    }
  else if (note->kind == SUBLET_SSH_NOTE_MOVED)
    {
      note->channel->klass->on_moved (note->channel, note);
    }
  else if (note->kind == SUBLET_SSH_NOTE_ENDED)
    {
      note->channel->klass->on_ended (note->channel, note);
    }
  else if (note->kind == SUBLET_SSH_NOTE_GONE)
    {
      /* It was the last that the thread did. */
      g_thread_join (g_steal_pointer (&worker->thread));
      sublet_ssh_worker_unref (worker);
      refuse_orders (worker, note->failure);
      if (self != NULL)
        {
          worker->session = NULL;
          g_clear_pointer (&self->worker, sublet_ssh_worker_unref);
          take_end (self, note);
        }
    }
  else if (self != NULL && note->kind == SUBLET_SSH_NOTE_PHASE)
    {
      take_phase (self, note);
    }
  else if (self != NULL && note->kind == SUBLET_SSH_NOTE_HOST_KEY)
    {
      self->host_key = g_steal_pointer (&note->key);
      g_object_notify (G_OBJECT (self), "host-key");
    }
}
