/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"

#include "config.h"

#include "core/logs/sublet-log-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"

/* When a log is asked for, and how: one look after the other. */

/* Between the end of one look and the next, however long it took. */
#define LEAST_PAUSE_MS 1000
#define MOST_PAUSE_MS 60000

/* A long log is asked for less often, so that it takes no more of the network than is fair: no more
 * than the market does. */
#define BYTES_PER_MINUTE (5 * 1000 * 1000)

/* What waits, and lets go of a log that nobody has any more. */
typedef struct
{
  GWeakRef log;
  GCancellable *cancellable; /* (owned) */
} Pending;

static Pending *
pending_new (SubletLog *self, GCancellable *cancellable)
{
  Pending *pending = g_new0 (Pending, 1);

  g_weak_ref_init (&pending->log, self);
  pending->cancellable = g_object_ref (cancellable);

  return pending;
}

static void
pending_free (Pending *pending)
{
  g_weak_ref_clear (&pending->log);
  g_object_unref (pending->cancellable);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
clear_pause (SubletLog *self)
{
  sublet_cancel_clear (&self->pause);
}

/* Asking again by itself would bring the same. */
static bool
is_final (const GError *error)
{
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
}

static void begin_look (SubletLog *self, bool ordered);

static void
on_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  g_autoptr (SubletLog) self = g_weak_ref_get (&pending->log);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) || self == NULL ||
      self->pause != pending->cancellable)
    return;

  g_clear_object (&self->pause);
  begin_look (self, false);
}

/* Ten seconds from one look to the next, unless it brings much; twice as long after each that
 * failed. */
static void
wait_for_next (SubletLog *self)
{
  gint64 interval_ms = SUBLET_LOG_INTERVAL_S * 1000;
  gint64 passed_ms;

  clear_pause (self);
  if (!self->watched || self->look != NULL || is_final (self->error))
    return;

  interval_ms = MIN (interval_ms << MIN (self->n_failures, 3), MOST_PAUSE_MS);
  interval_ms = MAX (interval_ms, self->interval_ms);
  passed_ms = (sublet_clock_get_monotonic_us (sublet_log_get_clock (self)) - self->look_us) / 1000;
  self->pause = g_cancellable_new ();
  sublet_clock_wait_async (sublet_log_get_clock (self),
                           MAX (interval_ms - passed_ms, LEAST_PAUSE_MS),
                           self->pause,
                           on_paused,
                           pending_new (self, self->pause));
}

/* ---- one look; read from top to bottom ---- */

static void on_fetched (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_read (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fetch (SubletLog *self, guint tail, bool ordered)
{
  SubletLogQuery query = { .instance_id = self->instance_id,
                           .host = self->host,
                           .tail = tail,
                           .ordered = ordered };

  self->tail = tail;
  sublet_client_fetch_log_async (self->client,
                                 &query,
                                 self->look,
                                 on_fetched,
                                 pending_new (self, self->look));
}

static void
begin_look (SubletLog *self, bool ordered)
{
  clear_pause (self);
  self->look_us = sublet_clock_get_monotonic_us (sublet_log_get_clock (self));
  self->look_bytes = 0;
  sublet_log_begin_look (self, ordered);
  fetch (self, self->known ? SUBLET_LOG_NEXT_TAIL : SUBLET_LOG_FIRST_TAIL, ordered);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  g_autoptr (SubletLog) self = g_weak_ref_get (&pending->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = sublet_client_fetch_log_finish (SUBLET_CLIENT (source), result, &error);
  if (self == NULL || self->look != pending->cancellable)
    return;

  if (bytes != NULL)
    {
      self->look_bytes += (gint64) g_bytes_get_size (bytes);
      sublet_log_read_async (bytes,
                             self->hashes,
                             SUBLET_LOG_MAX_LINES,
                             on_read,
                             g_steal_pointer (&pending));
      return;
    }

  /* The key was changed meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  else
    g_info ("The log did not come: %s", error->message);
  sublet_log_take_error (self, g_steal_pointer (&error));
  wait_for_next (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  g_autoptr (SubletLog) self = g_weak_ref_get (&pending->log);
  g_autoptr (SubletLogReading) reading = sublet_log_read_finish (result);

  if (self == NULL || self->look != pending->cancellable)
    return;

  if (!reading->joined && self->tail < SUBLET_LOG_FIRST_TAIL)
    {
      fetch (self, SUBLET_LOG_FIRST_TAIL, false);
      return;
    }

  self->interval_ms =
    MAX (SUBLET_LOG_INTERVAL_S * 1000, self->look_bytes * 60 * 1000 / BYTES_PER_MINUTE);
  sublet_log_take_reading (self, reading);
  wait_for_next (self);
}

/**
 * sublet_log_on_key_changed: (skip)
 * @self: a log
 *
 * What the key before was refused may be allowed now. A look under way ends by itself, and the next
 * one follows at once.
 */
void
sublet_log_on_key_changed (SubletLog *self)
{
  self->look_us = 0;
  if (self->look == NULL && self->watched && sublet_client_has_key (self->client))
    begin_look (self, false);
}

/**
 * sublet_log_stop: (skip)
 * @self: a log
 *
 * Nothing is under way any more.
 */
void
sublet_log_stop (SubletLog *self)
{
  clear_pause (self);
  sublet_cancel_clear (&self->look);
}

/**
 * sublet_log_ask:
 * @self: a log
 *
 * Asks now, as a person wants it; while it is being asked for nothing happens.
 */
void
sublet_log_ask (SubletLog *self)
{
  g_return_if_fail (SUBLET_IS_LOG (self));

  if (self->look != NULL)
    return;

  self->n_failures = 0;
  begin_look (self, true);
}

/**
 * sublet_log_set_watched:
 * @self: a log
 * @watched: whether somebody looks
 *
 * While somebody does it is asked for every ten seconds, a long one less often, the first time at
 * once, where the latest look is older than that.
 */
void
sublet_log_set_watched (SubletLog *self, gboolean watched)
{
  g_return_if_fail (SUBLET_IS_LOG (self));

  if (self->watched == (bool) watched)
    return;

  self->watched = watched;
  if (!watched)
    clear_pause (self);
  else if (self->look_us == 0 && self->look == NULL)
    begin_look (self, true);
  else
    wait_for_next (self);
}

/**
 * sublet_log_get_watched:
 * @self: a log
 *
 * Returns: whether somebody looks
 */
gboolean
sublet_log_get_watched (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), FALSE);

  return self->watched;
}
