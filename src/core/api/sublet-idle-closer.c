/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-idle-closer-private.h"

struct _SubletIdleCloser
{
  SoupSession *session; /* (owned) */
  guint idle_ms;
  guint n_queued; /* requests that libsoup has not done with */
  guint timer_id; /* runs while there is none */
  gint64
    several_at_us; /* when there were two or more last, monotonic; 0: not since all were closed */
};

/* Nothing is queued now, so nothing is cancelled by it. */
static gboolean
on_idle_for_long (gpointer user_data)
{
  SubletIdleCloser *self = user_data;

  self->timer_id = 0;
  self->several_at_us = 0;
  soup_session_abort (self->session);

  return G_SOURCE_REMOVE;
}

/* A timer that is due in this very turn is not heard of any more. */
static void
on_queued (SubletIdleCloser *self)
{
  self->n_queued++;
  if (self->n_queued > 1)
    self->several_at_us = g_get_monotonic_time ();
  g_clear_handle_id (&self->timer_id, g_source_remove);
}

/* A second connection may lie idle while the first one is asked again and again: then none is kept
 * at the next moment in which nothing is queued. */
static gboolean
has_spare (SubletIdleCloser *self)
{
  return self->several_at_us > 0 &&
         g_get_monotonic_time () - self->several_at_us >= self->idle_ms * G_TIME_SPAN_MILLISECOND;
}

static void
on_unqueued (SubletIdleCloser *self)
{
  g_return_if_fail (self->n_queued > 0);

  self->n_queued--;
  if (self->n_queued == 0)
    self->timer_id = g_timeout_add (has_spare (self) ? 0 : self->idle_ms, on_idle_for_long, self);
}

/**
 * sublet_idle_closer_new: (skip)
 * @session: a session whose idle-timeout is 0, with nothing queued yet
 * @idle_ms: how long its connections are kept after the last request has ended, in milliseconds
 *
 * Time is that of the main loop, not that of a #SubletClock: connections are real.
 *
 * Returns: (transfer full): what closes them
 */
SubletIdleCloser *
sublet_idle_closer_new (SoupSession *session, guint idle_ms)
{
  SubletIdleCloser *self = g_new0 (SubletIdleCloser, 1);

  g_assert (soup_session_get_idle_timeout (session) == 0);

  self->session = g_object_ref (session);
  self->idle_ms = idle_ms;
  g_signal_connect_swapped (session, "request-queued", G_CALLBACK (on_queued), self);
  g_signal_connect_swapped (session, "request-unqueued", G_CALLBACK (on_unqueued), self);

  return self;
}

/**
 * sublet_idle_closer_free: (skip)
 * @self: (transfer full): what closes them
 *
 * They stay open from here on.
 */
void
sublet_idle_closer_free (SubletIdleCloser *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_object_unref (self->session);
  g_free (self);
}

/**
 * sublet_idle_closer_set_idle_ms: (skip)
 * @self: what closes them
 * @idle_ms: how long they are kept from the next end of a request on, in milliseconds
 */
void
sublet_idle_closer_set_idle_ms (SubletIdleCloser *self, guint idle_ms)
{
  self->idle_ms = idle_ms;
}
