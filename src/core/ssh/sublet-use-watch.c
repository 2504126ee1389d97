/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-use-watch.h"

#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-ssh-quote.h"

/* Of what runs and does not change the service's list tells once a minute. */
#define PACE_MS 5000
#define ANSWER_MS 8000
#define ERRORS_BYTES 1024

/* Of a machine that cannot tell, or whose shell says something else: it is not asked for ever. */
#define MOST_FAILURES 3

struct _SubletUseWatch
{
  GObject parent_instance;

  SubletConnection *connection; /* (owned) */
  GCancellable *cancellable;    /* (owned): of this object's life */
  bool asking;                  /* a question or the pause before it is on its way */
  guint pace_ms;
  guint failures; /* in a row, on this connection */
  SubletUseMark mark;
  SubletUse use;
  gint64 known_at_us; /* service time; 0: never */
};

G_DEFINE_FINAL_TYPE (SubletUseWatch, sublet_use_watch, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_SAMPLED,
} SubletUseWatchSignal;

static guint signals[SIGNAL_SAMPLED + 1];

static void ask (SubletUseWatch *self);

static void
on_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletUseWatch) self = user_data;

  self->asking = false;
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    ask (self);
}

static void
pause_then_ask (SubletUseWatch *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->asking = true;
  sublet_clock_wait_async (self->connection->clock,
                           self->pace_ms,
                           self->cancellable,
                           on_paused,
                           g_object_ref (self));
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletUseWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshExecResult)
    answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  gsize length = 0;
  const char *data = answer != NULL ? g_bytes_get_data (answer->output, &length) : NULL;

  self->asking = false;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (data != NULL && sublet_use_read (data, length, &self->mark, &self->use))
    {
      self->failures = 0;
      self->known_at_us = sublet_clock_get_service_us (self->connection->clock);
      g_signal_emit (self, signals[SIGNAL_SAMPLED], 0);
    }
  else if (++self->failures >= MOST_FAILURES)
    {
      g_info ("instance %" G_GINT64_FORMAT " does not tell how busy it is",
              sublet_connection_get_instance_id (self->connection));
      return;
    }
  pause_then_ask (self);
}

/* At most one question at a time. */
static void
ask (SubletUseWatch *self)
{
  const SubletSshExecLimits limits = { .output_bytes = SUBLET_USE_ANSWER_BYTES,
                                       .errors_bytes = ERRORS_BYTES,
                                       .timeout_ms = ANSWER_MS };
  g_autofree char *command = NULL;

  if (self->asking || self->failures >= MOST_FAILURES || self->connection->session == NULL ||
      sublet_connection_get_state (self->connection) != SUBLET_CONNECTION_STATE_READY)
    return;

  self->asking = true;
  command = sublet_ssh_quote_sh (sublet_use_get_command ());
  sublet_ssh_session_exec_async (self->connection->session,
                                 command,
                                 &limits,
                                 self->cancellable,
                                 on_answer,
                                 g_object_ref (self));
}

/* Another connection may be to another container, and its tools may be there now. */
static void
on_state_changed (SubletUseWatch *self)
{
  if (sublet_connection_get_state (self->connection) == SUBLET_CONNECTION_STATE_READY)
    ask (self);
  else
    self->failures = 0;
}

static void
sublet_use_watch_dispose (GObject *object)
{
  SubletUseWatch *self = SUBLET_USE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (sublet_use_watch_parent_class)->dispose (object);
}

static void
sublet_use_watch_finalize (GObject *object)
{
  g_object_unref (SUBLET_USE_WATCH (object)->cancellable);

  G_OBJECT_CLASS (sublet_use_watch_parent_class)->finalize (object);
}

static void
sublet_use_watch_class_init (SubletUseWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_use_watch_dispose;
  object_class->finalize = sublet_use_watch_finalize;

  signals[SIGNAL_SAMPLED] = g_signal_new ("sampled",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_use_watch_init (SubletUseWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->pace_ms = PACE_MS;
}

/**
 * sublet_use_watch_new:
 * @connection: the way to an instance
 *
 * Asks at once if that stands. Whoever made it calls sublet_use_watch_stop() in the end: a question
 * that is on its way holds it.
 *
 * Returns: (transfer full): a watch
 */
SubletUseWatch *
sublet_use_watch_new (SubletConnection *connection)
{
  SubletUseWatch *self = g_object_new (SUBLET_TYPE_USE_WATCH, NULL);

  self->connection = g_object_ref (connection);
  g_signal_connect_object (connection,
                           "notify::state",
                           G_CALLBACK (on_state_changed),
                           self,
                           G_CONNECT_SWAPPED);
  ask (self);

  return self;
}

/**
 * sublet_use_watch_stop:
 * @self: a watch
 *
 * It asks nothing any more, and tells nothing.
 */
void
sublet_use_watch_stop (SubletUseWatch *self)
{
  g_return_if_fail (SUBLET_IS_USE_WATCH (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->connection, self);
}

/**
 * sublet_use_watch_set_pace:
 * @self: a watch
 * @pace_ms: between an answer and the next question, in milliseconds
 *
 * From the next pause on.
 */
void
sublet_use_watch_set_pace (SubletUseWatch *self, guint pace_ms)
{
  g_return_if_fail (SUBLET_IS_USE_WATCH (self));

  self->pace_ms = pace_ms;
}

/**
 * sublet_use_watch_get_use:
 * @self: a watch
 *
 * Returns: (nullable) (transfer none): the latest answer
 */
const SubletUse *
sublet_use_watch_get_use (SubletUseWatch *self)
{
  g_return_val_if_fail (SUBLET_IS_USE_WATCH (self), NULL);

  return self->known_at_us > 0 ? &self->use : NULL;
}

/**
 * sublet_use_watch_get_known_at_us:
 * @self: a watch
 *
 * Returns: when the latest answer came, service time; 0: none has
 */
gint64
sublet_use_watch_get_known_at_us (SubletUseWatch *self)
{
  g_return_val_if_fail (SUBLET_IS_USE_WATCH (self), 0);

  return self->known_at_us;
}
