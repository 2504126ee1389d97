/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-buffer-private.h"
#include "core/ssh/sublet-ssh-line-private.h"
#include "core/ssh/sublet-ssh-window-private.h"
#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (32 * 1024)

/* Until the server has started a command that has no limit. */
#define START_MS 30000

typedef struct
{
  SubletSshChannel parent;

  /* construct-only */
  char *command; /* (owned) */
  SubletSshExecLimits limits;
  SubletSshTraffic *traffic; /* (owned) (nullable) of its input */

  /* the worker's */
  bool started;
  int input_fd;           /* -1: none, or all was read */
  SubletSshBuffer *input; /* (owned) (nullable) not yet taken by the server; NULL: never any */
  SubletSshWindow window; /* of its input */
  bool input_ended;       /* the server was told that there is no more, or wants no more */
  bool input_stopped;     /* by what the command said */
  GString *line;          /* (owned) of that: the latest, as far as it has come */
  int stream;             /* 0 or SSH_EXTENDED_DATA_STDERR: the one to read next */
  GByteArray *output;     /* (owned) */
  GByteArray *errors;     /* (owned) */
  bool output_truncated;
  bool errors_truncated;
  gsize told; /* bytes of the output */
} SubletSshExec;

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

static void
exec_free (SubletSshChannel *channel)
{
  SubletSshExec *self = (SubletSshExec *) channel;

  if (self->input_fd >= 0)
    close (self->input_fd);
  g_clear_pointer (&self->traffic, sublet_ssh_traffic_unref);
  g_free (self->input);
  g_free (self->command);
  /* Nothing is left here of what was handed over. */
  if (self->limits.secret && self->output->data != NULL)
    explicit_bzero (self->output->data, self->output->len);
  g_byte_array_unref (self->output);
  g_byte_array_unref (self->errors);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/* ---- the worker's thread ---- */

static int
exec_start (SubletSshChannel *channel)
{
  SubletSshExec *self = (SubletSshExec *) channel;
  int code = self->started ? 0 : libssh2_channel_exec (channel->channel, self->command);

  if (code == 0)
    self->started = true;

  if (code != 0 || channel->reported || self->input != NULL)
    return code;

  /* Its input is empty. */
  self->input_ended = true;
  return libssh2_channel_send_eof (channel->channel);
}

/* ---- its input ---- */

/* Who writes to it notices. */
static void
close_input (SubletSshExec *self)
{
  if (self->input_fd >= 0)
    close (self->input_fd);
  self->input_fd = -1;
}

/* Whether there is something to give, or will not be any more. */
static bool
fill_input (SubletSshExec *self)
{
  ssize_t n;

  if (!sublet_ssh_buffer_is_empty (self->input) || self->input_fd < 0)
    return true;
  n = sublet_ssh_buffer_take_fd (self->input, self->input_fd);
  if (n == -EAGAIN)
    return false;
  if (n <= 0)
    close_input (self);

  return true;
}

static SubletSshStep
end_input (SubletSshExec *self, SubletSshLink *link)
{
  int code;

  if (sublet_ssh_link_has_unsent (link))
    return SUBLET_SSH_STEP_BLOCKED;

  code = libssh2_channel_send_eof (self->parent.channel);
  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  if (code != 0)
    return sublet_ssh_channel_fail (&self->parent, link, code);
  self->input_ended = true;

  return SUBLET_SSH_STEP_BUSY;
}

static void
count_input (SubletSshExec *self, gsize length)
{
  SubletSshNote *note;

  if (self->traffic == NULL || !sublet_ssh_traffic_add (self->traffic, 0, length))
    return;

  note = sublet_ssh_note_new (SUBLET_SSH_NOTE_MOVED);
  note->channel = sublet_ssh_channel_ref (&self->parent);
  sublet_ssh_worker_tell (self->parent.worker, note);
}

/* As long as the server takes it. A command that has ended wants no more, and that is no failure:
 * its status says what it thinks of that. */
static SubletSshStep
pass_input (SubletSshExec *self, SubletSshLink *link)
{
  gsize total = 0;

  while (!self->input_ended && total < SUBLET_SSH_TURN_BYTES)
    {
      ssize_t n;

      if (!fill_input (self))
        return SUBLET_SSH_STEP_BLOCKED;
      if (sublet_ssh_buffer_is_empty (self->input))
        return end_input (self, link);
      if (!sublet_ssh_window_takes (&self->window,
                                    self->parent.channel,
                                    link,
                                    g_get_monotonic_time ()))
        return SUBLET_SSH_STEP_BLOCKED;

      n = sublet_ssh_buffer_give_channel (self->input, self->parent.channel);
      if (n == LIBSSH2_ERROR_EAGAIN || n == 0)
        return SUBLET_SSH_STEP_BLOCKED;
      if (n == LIBSSH2_ERROR_CHANNEL_CLOSED)
        {
          close_input (self);
          self->input_ended = true;
          return SUBLET_SSH_STEP_BLOCKED;
        }
      if (n < 0)
        return sublet_ssh_channel_fail (&self->parent, link, (int) n);
      count_input (self, (gsize) n);
      total += (gsize) n;
    }

  return self->input_ended ? SUBLET_SSH_STEP_BLOCKED : SUBLET_SSH_STEP_BUSY;
}

/* The command goes on; it finds its input at an end. */
static void
heed_errors (SubletSshExec *self, const guint8 *data, gsize length)
{
  if (self->limits.ends_input == NULL || self->input == NULL || self->input_stopped ||
      !sublet_ssh_line_find (self->line, (const char *) data, length, self->limits.ends_input))
    return;

  self->input_stopped = true;
  close_input (self);
  sublet_ssh_buffer_clear (self->input);
}

static bool
exec_get_poll (SubletSshChannel *channel, struct pollfd *poll, gint64 *deadline_us)
{
  SubletSshExec *self = (SubletSshExec *) channel;

  poll->fd = self->input_fd;
  poll->events = POLLIN;
  poll->revents = 0;
  /* What waits for the window is there to be given. */
  *deadline_us = self->input != NULL && !sublet_ssh_buffer_is_empty (self->input)
                   ? sublet_ssh_window_get_deadline (&self->window)
                   : G_MAXINT64;

  return self->input_fd >= 0 && sublet_ssh_buffer_is_empty (self->input);
}

/* ---- its output ---- */

static void
keep (SubletSshExec *self, const guint8 *data, gsize length)
{
  const bool is_output = self->stream == 0;
  GByteArray *kept = is_output ? self->output : self->errors;
  gsize limit = is_output ? self->limits.output_bytes : self->limits.errors_bytes;
  gsize room = limit - kept->len;

  g_byte_array_append (kept, data, (guint) MIN (length, room));
  if (length > room)
    *(is_output ? &self->output_truncated : &self->errors_truncated) = true;
}

/* To whoever wants to follow it. */
static void
tell_output (SubletSshExec *self)
{
  SubletSshNote *note;

  if (self->limits.on_output == NULL || self->output->len == self->told)
    return;

  note = sublet_ssh_note_new (SUBLET_SSH_NOTE_MOVED);
  note->channel = sublet_ssh_channel_ref (&self->parent);
  note->rest = g_byte_array_new ();
  g_byte_array_append (note->rest,
                       self->output->data + self->told,
                       (guint) (self->output->len - self->told));
  self->told = self->output->len;
  sublet_ssh_worker_tell (self->parent.worker, note);
}

/* One stream after the other. */
static SubletSshStep
take_output_of (SubletSshChannel *channel, SubletSshLink *link)
{
  SubletSshExec *self = (SubletSshExec *) channel;
  guint8 chunk[CHUNK_BYTES];
  gsize total = 0;
  int n_quiet = 0;

  while (n_quiet < 2)
    {
      ssize_t n;

      if (total >= SUBLET_SSH_TURN_BYTES)
        return SUBLET_SSH_STEP_BUSY;
      n = libssh2_channel_read_ex (channel->channel, self->stream, (char *) chunk, sizeof chunk);
      if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
        return sublet_ssh_channel_fail (channel, link, (int) n);

      n_quiet = n > 0 ? 0 : n_quiet + 1;
      if (n > 0)
        {
          keep (self, chunk, (gsize) n);
          if (self->stream != 0)
            heed_errors (self, chunk, (gsize) n);
          if (self->limits.secret)
            explicit_bzero (chunk, (gsize) n);
          total += (gsize) n;
        }
      self->stream = self->stream == 0 ? SSH_EXTENDED_DATA_STDERR : 0;
    }

  tell_output (self);
  return libssh2_channel_eof (channel->channel) == 0 ? SUBLET_SSH_STEP_BLOCKED
                                                     : sublet_ssh_channel_end (channel, link);
}

static SubletSshStep
exec_run (SubletSshChannel *channel, SubletSshLink *link)
{
  SubletSshExec *self = (SubletSshExec *) channel;
  const bool was_stopped = self->input_stopped;
  SubletSshStep input = pass_input (self, link);
  SubletSshStep output;

  if (input == SUBLET_SSH_STEP_BROKEN || channel->state != SUBLET_SSH_CHANNEL_RUNNING)
    return input;
  output = take_output_of (channel, link);
  /* The server is told at once. */
  if (self->input_stopped && !was_stopped && output == SUBLET_SSH_STEP_BLOCKED)
    return SUBLET_SSH_STEP_BUSY;

  return output == SUBLET_SSH_STEP_BLOCKED ? input : output;
}

static void
wipe (gpointer data)
{
  GByteArray *bytes = data;

  explicit_bzero (bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}

/* Of a secret there is one copy, and that is wiped. */
static GBytes *
take_output (SubletSshExec *self)
{
  GByteArray *output = self->output;

  if (!self->limits.secret)
    return g_bytes_new (output->data, output->len);

  self->output = g_byte_array_new ();
  return g_bytes_new_with_free_func (output->data, output->len, wipe, output);
}

static void
exec_fill_end (SubletSshChannel *channel, SubletSshNote *note)
{
  SubletSshExec *self = (SubletSshExec *) channel;
  SubletSshExecResult *result;
  char *signal = NULL;

  close_input (self);
  if (note->error != NULL)
    return;

  result = g_new0 (SubletSshExecResult, 1);
  result->output = take_output (self);
  result->errors = g_bytes_new (self->errors->data, self->errors->len);
  result->output_truncated = self->output_truncated;
  result->errors_truncated = self->errors_truncated;
  result->input_stopped = self->input_stopped;
  result->exit_status = libssh2_channel_get_exit_status (channel->channel);
  libssh2_channel_get_exit_signal (channel->channel, &signal, NULL, NULL, NULL, NULL, NULL);
  result->signal = g_strdup (signal);
  libssh2_free (channel->worker->link->session, signal);
  note->result = result;
}

/* ---- the main thread ---- */

static void
exec_on_moved (SubletSshChannel *channel, SubletSshNote *note)
{
  SubletSshExec *self = (SubletSshExec *) channel;

  if (note->rest == NULL)
    sublet_ssh_traffic_tell (self->traffic);
  else
    self->limits.on_output ((const char *) note->rest->data,
                            note->rest->len,
                            self->limits.user_data);
}

/* The task holds the session, if nothing else does any more. */
static void
exec_on_ended (SubletSshChannel *channel, SubletSshNote *note)
{
  g_autoptr (GTask) task = sublet_ssh_channel_steal_task (channel);

  if (note->error != NULL)
    g_task_return_error (task, g_steal_pointer (&note->error));
  else
    g_task_return_pointer (task,
                           g_steal_pointer (&note->result),
                           (GDestroyNotify) sublet_ssh_exec_result_free);
}

static const SubletSshChannelClass exec_class = {
  .doing = "running a command",
  .start_ms = START_MS,
  .patience_ms = SUBLET_SSH_PATIENCE_MS,
  .start = exec_start,
  .run = exec_run,
  .get_poll = exec_get_poll,
  .fill_end = exec_fill_end,
  .on_moved = exec_on_moved,
  .on_ended = exec_on_ended,
  .free = exec_free,
};

SubletSshChannel *
sublet_ssh_exec_new (SubletSshWorker *worker,
                     const char *command,
                     const SubletSshExecLimits *limits)
{
  SubletSshExec *self = g_new0 (SubletSshExec, 1);

  sublet_ssh_channel_init (&self->parent, &exec_class, worker);
  self->parent.limit_ms = limits->timeout_ms;
  self->command = g_strdup (command);
  self->limits = *limits;
  /* What is to be wiped does not move while it grows. */
  self->output = limits->secret ? g_byte_array_sized_new ((guint) limits->output_bytes)
                                : g_byte_array_new ();
  self->errors = g_byte_array_new ();
  self->line = g_string_new (NULL);
  self->input_fd = -1;

  return &self->parent;
}

void
sublet_ssh_exec_feed (SubletSshChannel *channel, int fd, SubletSshTraffic *traffic)
{
  SubletSshExec *self = (SubletSshExec *) channel;

  self->input_fd = fd;
  self->input = g_new0 (SubletSshBuffer, 1);
  self->traffic = traffic != NULL ? sublet_ssh_traffic_ref (traffic) : NULL;
}

bool
sublet_ssh_channel_is_exec (SubletSshChannel *self)
{
  return self->klass == &exec_class;
}
