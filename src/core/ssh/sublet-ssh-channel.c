/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

#define CHUNK_BYTES (32 * 1024)

/**
 * sublet_ssh_channel_init: (skip)
 * @self: a channel, all zero
 * @klass: its kind
 * @worker: the session's
 */
void
sublet_ssh_channel_init (SubletSshChannel *self,
                         const SubletSshChannelClass *klass,
                         SubletSshWorker *worker)
{
  self->reference_count = 1;
  self->klass = klass;
  self->worker = sublet_ssh_worker_ref (worker);
}

SubletSshChannel *
sublet_ssh_channel_ref (SubletSshChannel *self)
{
  g_atomic_int_inc (&self->reference_count);
  return self;
}

void
sublet_ssh_channel_unref (SubletSshChannel *self)
{
  SubletSshWorker *worker = self->worker;

  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;
  self->klass->free (self);
  sublet_ssh_worker_unref (worker);
}

/* ---- the main thread ---- */

/* On whatever thread cancels. */
static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  sublet_ssh_channel_cancel (user_data);
}

/**
 * sublet_ssh_channel_submit: (skip)
 * @self: a channel
 * @task: (transfer full): returned by the kind
 */
void
sublet_ssh_channel_submit (SubletSshChannel *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_OPEN);

  self->task = task;
  note->channel = sublet_ssh_channel_ref (self);
  sublet_ssh_worker_order (self->worker, note);
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable,
                                                G_CALLBACK (on_cancelled),
                                                sublet_ssh_channel_ref (self),
                                                (GDestroyNotify) sublet_ssh_channel_unref);
}

void
sublet_ssh_channel_cancel (SubletSshChannel *self)
{
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_CANCEL);

  note->channel = sublet_ssh_channel_ref (self);
  sublet_ssh_worker_order (self->worker, note);
}

GTask *
sublet_ssh_channel_steal_task (SubletSshChannel *self)
{
  if (self->task != NULL)
    g_cancellable_disconnect (g_task_get_cancellable (self->task), self->cancelled_id);
  self->cancelled_id = 0;

  return g_steal_pointer (&self->task);
}

/* ---- the worker's thread ---- */

static void
report (SubletSshChannel *self, GError *error)
{
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_ENDED);

  g_assert (!self->reported);
  self->reported = true;
  note->channel = sublet_ssh_channel_ref (self);
  note->error = error;
  if (self->klass->fill_end != NULL)
    self->klass->fill_end (self, note);
  sublet_ssh_worker_tell (self->worker, note);
}

/* These concern one channel; after any other error libssh2 cannot go on. */
static bool
is_of_channel (int code)
{
  switch (code)
    {
    case LIBSSH2_ERROR_CHANNEL_OUTOFORDER:
    case LIBSSH2_ERROR_CHANNEL_FAILURE:
    case LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED:
    case LIBSSH2_ERROR_CHANNEL_UNKNOWN:
    case LIBSSH2_ERROR_CHANNEL_WINDOW_EXCEEDED:
    case LIBSSH2_ERROR_CHANNEL_PACKET_EXCEEDED:
    case LIBSSH2_ERROR_CHANNEL_CLOSED:
    case LIBSSH2_ERROR_CHANNEL_EOF_SENT:
    case LIBSSH2_ERROR_PROTO:
    case LIBSSH2_ERROR_TIMEOUT:
      return true;

    default:
      return false;
    }
}

/**
 * sublet_ssh_channel_fail: (skip)
 * @self: a channel
 * @link: the connection
 * @code: of libssh2
 *
 * Returns: whether the whole connection is broken, or only the server does not want this channel
 */
SubletSshStep
sublet_ssh_channel_fail (SubletSshChannel *self, SubletSshLink *link, int code)
{
  if (link->lost != 0 || link->cut || !is_of_channel (code))
    return SUBLET_SSH_STEP_BROKEN;
  if (!self->reported)
    report (self, sublet_ssh_link_make_error (link, self->klass->doing));
  self->state = self->channel != NULL ? SUBLET_SSH_CHANNEL_CLOSING : SUBLET_SSH_CHANNEL_OVER;

  return SUBLET_SSH_STEP_BUSY;
}

/**
 * sublet_ssh_channel_end: (skip)
 * @self: a channel that has said that nothing more comes
 * @link: the connection
 *
 * Waits until the server has closed the channel, since the exit status comes before that, and tells
 * the end.
 *
 * Returns: what it waits for
 */
SubletSshStep
sublet_ssh_channel_end (SubletSshChannel *self, SubletSshLink *link)
{
  int code = libssh2_channel_wait_closed (self->channel);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return sublet_ssh_channel_fail (self, link, code);

  report (self, NULL);
  self->state = SUBLET_SSH_CHANNEL_CLOSING;
  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
step_opening (SubletSshChannel *self, SubletSshLink *link)
{
  int code;

  self->channel = self->klass->open != NULL ? self->klass->open (self, link)
                                            : libssh2_channel_open_session (link->session);
  if (self->channel == NULL)
    {
      code = libssh2_session_last_errno (link->session);
      return code == LIBSSH2_ERROR_EAGAIN ? SUBLET_SSH_STEP_BLOCKED
                                          : sublet_ssh_channel_fail (self, link, code);
    }

  self->state = self->reported ? SUBLET_SSH_CHANNEL_CLOSING : SUBLET_SSH_CHANNEL_STARTING;
  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
step_starting (SubletSshChannel *self, SubletSshLink *link)
{
  int code = self->klass->start != NULL ? self->klass->start (self) : 0;
  SubletSshNote *note;

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return sublet_ssh_channel_fail (self, link, code);

  self->state = self->reported ? SUBLET_SSH_CHANNEL_CLOSING : SUBLET_SSH_CHANNEL_RUNNING;
  if (!self->reported && self->limit_ms == 0)
    self->deadline_us = G_MAXINT64;
  if (!self->reported && self->klass->on_started != NULL)
    {
      note = sublet_ssh_note_new (SUBLET_SSH_NOTE_STARTED);
      note->channel = sublet_ssh_channel_ref (self);
      sublet_ssh_worker_tell (self->worker, note);
    }

  return SUBLET_SSH_STEP_BUSY;
}

/* This returns with whatever packet comes next; what follows waits for the right one. */
static SubletSshStep
step_closing (SubletSshChannel *self, SubletSshLink *link)
{
  int code = libssh2_channel_close (self->channel);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0 && !is_of_channel (code))
    return SUBLET_SSH_STEP_BROKEN;

  self->state = SUBLET_SSH_CHANNEL_DRAINING;
  return SUBLET_SSH_STEP_BUSY;
}

/* What nobody wants any more: how much it was, or an error of libssh2's. */
static ssize_t
discard (SubletSshChannel *self, int stream)
{
  char chunk[CHUNK_BYTES];
  ssize_t total = 0;
  ssize_t n;

  do
    {
      n = libssh2_channel_read_ex (self->channel, stream, chunk, sizeof chunk);
      total += MAX (n, 0);
    }
  while (n > 0 && total < SUBLET_SSH_TURN_BYTES);

  return n < 0 && n != LIBSSH2_ERROR_EAGAIN ? n : total;
}

/* The channel's number is free for another only when the server has closed it as well: what came
 * late would go to that. OpenSSH closes when the command has ended. */
static SubletSshStep
step_draining (SubletSshChannel *self, SubletSshLink *link)
{
  int code = (int) discard (self, 0);

  if (code == 0)
    code = (int) discard (self, SSH_EXTENDED_DATA_STDERR);
  if (code > 0)
    return SUBLET_SSH_STEP_BUSY;
  if (code == 0 && libssh2_channel_eof (self->channel) == 0)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code == 0)
    code = libssh2_channel_wait_closed (self->channel);
  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0 && (link->lost != 0 || link->cut || !is_of_channel (code)))
    return SUBLET_SSH_STEP_BROKEN;

  self->state = SUBLET_SSH_CHANNEL_OVER;
  return SUBLET_SSH_STEP_BUSY;
}

/**
 * sublet_ssh_channel_begin: (skip)
 * @self: a queued channel
 * @now_us: monotonic time
 */
void
sublet_ssh_channel_begin (SubletSshChannel *self, gint64 now_us)
{
  guint limit_ms = self->limit_ms != 0 ? self->limit_ms : self->klass->start_ms;

  self->state = SUBLET_SSH_CHANNEL_OPENING;
  self->deadline_us = now_us + limit_ms * G_TIME_SPAN_MILLISECOND;
}

/**
 * sublet_ssh_channel_step: (skip)
 * @self: a channel that was begun
 * @link: the connection
 *
 * As far as it goes at once, a turn at most.
 *
 * Returns: what it waits for
 */
SubletSshStep
sublet_ssh_channel_step (SubletSshChannel *self, SubletSshLink *link)
{
  switch (self->state)
    {
    case SUBLET_SSH_CHANNEL_OPENING:
      return step_opening (self, link);

    case SUBLET_SSH_CHANNEL_STARTING:
      return step_starting (self, link);

    case SUBLET_SSH_CHANNEL_RUNNING:
      return self->klass->run (self, link);

    case SUBLET_SSH_CHANNEL_CLOSING:
      return step_closing (self, link);

    case SUBLET_SSH_CHANNEL_DRAINING:
      return step_draining (self, link);

    case SUBLET_SSH_CHANNEL_OVER:
      if (self->channel != NULL && libssh2_channel_free (self->channel) == LIBSSH2_ERROR_EAGAIN)
        return SUBLET_SSH_STEP_BLOCKED;
      self->channel = NULL;
      return SUBLET_SSH_STEP_OVER;

    case SUBLET_SSH_CHANNEL_QUEUED:
    default:
      g_assert_not_reached ();
    }
}

/**
 * sublet_ssh_channel_is_starting: (skip)
 * @self: a channel
 *
 * libssh2 has one place for a channel that is being opened, and takes the answer to one channel's
 * request for a failure of another's.
 *
 * Returns: whether no other may be begun
 */
bool
sublet_ssh_channel_is_starting (SubletSshChannel *self)
{
  return self->state == SUBLET_SSH_CHANNEL_OPENING || self->state == SUBLET_SSH_CHANNEL_STARTING;
}

/**
 * sublet_ssh_channel_take_in: (skip)
 * @self: a channel that was begun
 * @step: (out): BLOCKED, or BROKEN
 *
 * Of the calls that libssh2 has, these read packets and take nothing out.
 *
 * Returns: whether it could be asked through this channel
 */
bool
sublet_ssh_channel_take_in (SubletSshChannel *self, SubletSshStep *step)
{
  int code;

  *step = SUBLET_SSH_STEP_BLOCKED;
  if (self->channel == NULL || sublet_ssh_channel_is_starting (self))
    return false;

  code = libssh2_channel_wait_eof (self->channel);
  if (code == 0)
    code = libssh2_channel_wait_closed (self->channel);
  if (code != 0 && code != LIBSSH2_ERROR_EAGAIN)
    *step = SUBLET_SSH_STEP_BROKEN;

  return code != 0;
}

/**
 * sublet_ssh_channel_give_up: (skip)
 * @self: a channel, begun or not
 * @error: (transfer full): why
 *
 * Its end is told at once. A channel that is there is closed by the steps that follow, and they
 * must come: the call that was begun has to be finished.
 */
void
sublet_ssh_channel_give_up (SubletSshChannel *self, GError *error)
{
  if (self->reported)
    {
      g_error_free (error);
      return;
    }

  report (self, error);
  self->deadline_us = g_get_monotonic_time () + self->klass->patience_ms * G_TIME_SPAN_MILLISECOND;
  if (self->state == SUBLET_SSH_CHANNEL_RUNNING)
    self->state = SUBLET_SSH_CHANNEL_CLOSING;
}
