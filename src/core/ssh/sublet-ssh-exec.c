/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

/* Read in one step, so that orders are looked at in between. */
#define STEP_BYTES (256 * 1024)
#define CHUNK_BYTES (32 * 1024)

/* How long the server may take to answer the call at which a command was given up. */
#define GIVE_UP_MS 5000

/**
 * sublet_ssh_exec_result_free:
 * @self: (transfer full): what a command gave
 */
void
sublet_ssh_exec_result_free (SubletSshExecResult *self)
{
  g_clear_pointer (&self->output, g_bytes_unref);
  g_clear_pointer (&self->errors, g_bytes_unref);
  g_free (self->signal);
  g_free (self);
}

SubletSshJob *
sublet_ssh_job_new (SubletSshWorker *worker, const char *command, const SubletSshExecLimits *limits)
{
  SubletSshJob *self = g_new0 (SubletSshJob, 1);

  self->reference_count = 1;
  self->worker = sublet_ssh_worker_ref (worker);
  self->command = g_strdup (command);
  self->limits = *limits;
  self->output = g_byte_array_new ();
  self->errors = g_byte_array_new ();

  return self;
}

SubletSshJob *
sublet_ssh_job_ref (SubletSshJob *self)
{
  g_atomic_int_inc (&self->reference_count);
  return self;
}

void
sublet_ssh_job_unref (SubletSshJob *self)
{
  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;
  g_free (self->command);
  g_byte_array_unref (self->output);
  g_byte_array_unref (self->errors);
  sublet_ssh_worker_unref (self->worker);
  g_free (self);
}

static void
report (SubletSshJob *self, SubletSshExecResult *result, GError *error)
{
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_DONE);

  g_assert (!self->reported);
  self->reported = true;
  note->job = sublet_ssh_job_ref (self);
  note->result = result;
  note->error = error;
  sublet_ssh_worker_tell (self->worker, note);
}

static void
report_result (SubletSshJob *self)
{
  SubletSshExecResult *result = g_new0 (SubletSshExecResult, 1);
  char *signal = NULL;

  result->output = g_bytes_new (self->output->data, self->output->len);
  result->errors = g_bytes_new (self->errors->data, self->errors->len);
  result->output_truncated = self->output_truncated;
  result->errors_truncated = self->errors_truncated;
  result->exit_status = libssh2_channel_get_exit_status (self->channel);
  libssh2_channel_get_exit_signal (self->channel, &signal, NULL, NULL, NULL, NULL, NULL);
  result->signal = g_strdup (signal);
  libssh2_free (self->worker->link->session, signal);
  report (self, result, NULL);
}

/* Either the link is broken, or the server does not want this command. */
static SubletSshStep
fail (SubletSshJob *self, SubletSshLink *link, const char *doing)
{
  if (link->lost != 0 || link->cut)
    return SUBLET_SSH_STEP_BROKEN;
  if (!self->reported)
    report (self, NULL, sublet_ssh_link_make_error (link, doing));
  self->state = self->channel != NULL ? SUBLET_SSH_JOB_CLOSING : SUBLET_SSH_JOB_OVER;

  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
step_opening (SubletSshJob *self, SubletSshLink *link)
{
  self->channel = libssh2_channel_open_session (link->session);
  if (self->channel == NULL)
    return libssh2_session_last_errno (link->session) == LIBSSH2_ERROR_EAGAIN
             ? SUBLET_SSH_STEP_BLOCKED
             : fail (self, link, "opening a channel");

  self->state = self->reported ? SUBLET_SSH_JOB_CLOSING : SUBLET_SSH_JOB_STARTING;
  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
step_starting (SubletSshJob *self, SubletSshLink *link)
{
  int code = libssh2_channel_exec (self->channel, self->command);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return fail (self, link, "starting the command");

  self->state = self->reported ? SUBLET_SSH_JOB_CLOSING : SUBLET_SSH_JOB_ENDING_INPUT;
  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
step_ending_input (SubletSshJob *self, SubletSshLink *link)
{
  int code = libssh2_channel_send_eof (self->channel);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return fail (self, link, "ending the command's input");

  self->state = self->reported ? SUBLET_SSH_JOB_CLOSING : SUBLET_SSH_JOB_READING;
  return SUBLET_SSH_STEP_BUSY;
}

static void
keep (SubletSshJob *self, const guint8 *data, gsize length)
{
  const bool is_output = self->stream == 0;
  GByteArray *kept = is_output ? self->output : self->errors;
  gsize limit = is_output ? self->limits.output_bytes : self->limits.errors_bytes;
  gsize room = limit - kept->len;

  if (self->reported)
    return;

  g_byte_array_append (kept, data, (guint) MIN (length, room));
  if (length > room)
    *(is_output ? &self->output_truncated : &self->errors_truncated) = true;
}

/* One stream after the other; a read that stopped because it could not write is done again first.
 */
static SubletSshStep
step_reading (SubletSshJob *self, SubletSshLink *link)
{
  guint8 chunk[CHUNK_BYTES];
  gsize total = 0;
  int n_quiet = 0;

  while (n_quiet < 2)
    {
      ssize_t n;

      if (total >= STEP_BYTES)
        return SUBLET_SSH_STEP_BUSY;
      n = libssh2_channel_read_ex (self->channel, self->stream, (char *) chunk, sizeof chunk);
      if (n == LIBSSH2_ERROR_EAGAIN && sublet_ssh_link_wants_output (link))
        return SUBLET_SSH_STEP_BLOCKED;
      if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
        return fail (self, link, "reading what the command says");

      n_quiet = n > 0 ? 0 : n_quiet + 1;
      if (n > 0)
        {
          keep (self, chunk, (gsize) n);
          total += (gsize) n;
        }
      self->stream = self->stream == 0 ? SSH_EXTENDED_DATA_STDERR : 0;
    }

  if (!self->reported && libssh2_channel_eof (self->channel) == 0)
    return SUBLET_SSH_STEP_BLOCKED;
  self->state = self->reported ? SUBLET_SSH_JOB_CLOSING : SUBLET_SSH_JOB_ENDING;
  return SUBLET_SSH_STEP_BUSY;
}

/* Until the server has closed the channel: the exit status comes before that. */
static SubletSshStep
step_ending (SubletSshJob *self, SubletSshLink *link)
{
  int code = libssh2_channel_wait_closed (self->channel);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return fail (self, link, "waiting for the command's end");

  report_result (self);
  self->state = SUBLET_SSH_JOB_CLOSING;
  return SUBLET_SSH_STEP_BUSY;
}

/* This returns with whatever packet comes next; what follows waits for the right one. */
static SubletSshStep
step_closing (SubletSshJob *self, SubletSshLink *link)
{
  int code = libssh2_channel_close (self->channel);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0 && (link->lost != 0 || link->cut))
    return SUBLET_SSH_STEP_BROKEN;

  self->state = SUBLET_SSH_JOB_DRAINING;
  return SUBLET_SSH_STEP_BUSY;
}

/* The channel's number is free for another only when the server has closed it as well: what came
 * late would go to that. OpenSSH closes when the command has ended. */
static SubletSshStep
step_draining (SubletSshJob *self, SubletSshLink *link)
{
  SubletSshStep step;
  int code;

  if (libssh2_channel_eof (self->channel) == 0)
    {
      step = step_reading (self, link);
      self->state = SUBLET_SSH_JOB_DRAINING;
      if (step == SUBLET_SSH_STEP_BROKEN || libssh2_channel_eof (self->channel) == 0)
        return step == SUBLET_SSH_STEP_BROKEN ? step : SUBLET_SSH_STEP_BLOCKED;
    }
  code = libssh2_channel_wait_closed (self->channel);
  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0 && (link->lost != 0 || link->cut))
    return SUBLET_SSH_STEP_BROKEN;

  self->state = SUBLET_SSH_JOB_OVER;
  return SUBLET_SSH_STEP_BUSY;
}

/* ---- for the worker ---- */

void
sublet_ssh_job_start (SubletSshJob *self, gint64 now_us)
{
  self->state = SUBLET_SSH_JOB_OPENING;
  self->deadline_us = now_us + self->limits.timeout_ms * G_TIME_SPAN_MILLISECOND;
}

/**
 * sublet_ssh_job_step: (skip)
 * @self: a job that was started
 * @link: the connection
 *
 * As far as it goes at once. A call of libssh2 that has to be made again is the only one that is
 * made: nothing else is sent before.
 *
 * Returns: what it waits for
 */
SubletSshStep
sublet_ssh_job_step (SubletSshJob *self, SubletSshLink *link)
{
  SubletSshStep step;

  switch (self->state)
    {
    case SUBLET_SSH_JOB_OPENING:
      step = step_opening (self, link);
      break;

    case SUBLET_SSH_JOB_STARTING:
      step = step_starting (self, link);
      break;

    case SUBLET_SSH_JOB_ENDING_INPUT:
      step = step_ending_input (self, link);
      break;

    case SUBLET_SSH_JOB_READING:
      step = step_reading (self, link);
      break;

    case SUBLET_SSH_JOB_ENDING:
      step = step_ending (self, link);
      break;

    case SUBLET_SSH_JOB_CLOSING:
      step = step_closing (self, link);
      break;

    case SUBLET_SSH_JOB_DRAINING:
      step = step_draining (self, link);
      break;

    case SUBLET_SSH_JOB_OVER:
      if (self->channel != NULL && libssh2_channel_free (self->channel) == LIBSSH2_ERROR_EAGAIN)
        return SUBLET_SSH_STEP_BLOCKED;
      self->channel = NULL;
      return SUBLET_SSH_STEP_OVER;

    case SUBLET_SSH_JOB_QUEUED:
    default:
      g_assert_not_reached ();
    }

  return step;
}

/**
 * sublet_ssh_job_is_leaving: (skip)
 * @self: a job that is blocked
 * @link: the connection
 *
 * Returns: whether its end was told and only the server's closing is missing, so that others may
 *   go on beside it
 */
bool
sublet_ssh_job_is_leaving (SubletSshJob *self, SubletSshLink *link)
{
  return self->reported && self->state >= SUBLET_SSH_JOB_CLOSING &&
         !sublet_ssh_link_wants_output (link);
}

/**
 * sublet_ssh_job_give_up: (skip)
 * @self: a job, started or not
 * @error: (transfer full): why
 *
 * Its end is told at once. A channel that is there is closed by the steps that follow, and they
 * must come: the call that was begun has to be finished.
 */
void
sublet_ssh_job_give_up (SubletSshJob *self, GError *error)
{
  if (self->reported)
    {
      g_error_free (error);
      return;
    }

  report (self, NULL, error);
  self->deadline_us = g_get_monotonic_time () + GIVE_UP_MS * G_TIME_SPAN_MILLISECOND;
  if (self->state == SUBLET_SSH_JOB_ENDING ||
      (self->state == SUBLET_SSH_JOB_READING && !sublet_ssh_link_wants_output (self->worker->link)))
    self->state = SUBLET_SSH_JOB_CLOSING;
}
