/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-demo-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "app/sublet-demo-child.h"
#include "core/base/sublet-error.h"

#define KEY_BYTES 32

struct _SubletDemoServer
{
  GObject parent_instance;

  GSubprocess *process; /* (owned) (nullable) */
  int key_fd;           /* our end of the key's pipe; while it is open the child lives. -1: none */
  GDataInputStream *lines; /* (owned) (nullable): what the child prints */
  char *url;               /* (owned) (nullable): until it listens */
  SecretValue *key;        /* (owned) (nullable): until it is started */
  gboolean has_ssh;
  const char *ssh_problem; /* (nullable): static, in the program's language */
};

G_DEFINE_FINAL_TYPE (SubletDemoServer, sublet_demo_server, G_TYPE_OBJECT)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static bool
make_key (SubletDemoServer *self, GError **error)
{
  guint8 bytes[KEY_BYTES];
  char text[2 * KEY_BYTES + 1];
  gsize i;

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    {
      int code = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (code),
                   "no random numbers: %s",
                   g_strerror (code));
      return false;
    }

  for (i = 0; i < sizeof bytes; i++)
    g_snprintf (text + 2 * i, 3, "%02x", bytes[i]);
  self->key = secret_value_new (text, 2 * KEY_BYTES, "text/plain");
  explicit_bzero (bytes, sizeof bytes);
  explicit_bzero (text, sizeof text);

  return true;
}

/* Before there is a child: the pipe holds far more than a key, and we still have both its ends. */
static bool
write_key (SubletDemoServer *self, GError **error)
{
  const char *text = secret_value_get_text (self->key);
  gssize length = (gssize) strlen (text);

  if (write (self->key_fd, text, (gsize) length) != length || write (self->key_fd, "\n", 1) != 1)
    {
      int code = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (code),
                   "a pipe that takes no key: %s",
                   g_strerror (code));
      return false;
    }

  return true;
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (SubletDemoServer) self = g_weak_ref_get (weak);

  /* Without a cancellable there is no error to hear of. */
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_weak_ref_clear (weak);
  g_free (weak);

  if (self != NULL)
    {
      g_info ("The demo market ended");
      g_signal_emit (self, signals[SIGNAL_ENDED], 0);
    }
}

static void
watch (SubletDemoServer *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_subprocess_wait_async (self->process, NULL, on_waited, weak);
}

static void on_line (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_line (SubletDemoServer *self, GTask *task)
{
  g_data_input_stream_read_line_async (self->lines,
                                       G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task),
                                       on_line,
                                       g_object_ref (task));
}

/* First where it listens, then whether its instances have SSH. */
static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SubletDemoServer *self = SUBLET_DEMO_SERVER (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  line =
    g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->url == NULL && line != NULL && sublet_demo_child_is_address (g_strstrip (line)))
    {
      self->url = g_steal_pointer (&line);
      read_line (self, task);
      return;
    }
  if (self->url == NULL || line == NULL ||
      !sublet_demo_child_read_ssh (line, &self->has_ssh, &self->ssh_problem))
    {
      g_clear_pointer (&self->url, g_free);
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_FAILED,
                               "the simulator did not say where it listens and what it has");
      return;
    }

  watch (self);
  g_task_return_boolean (task, TRUE);
}

static void
sublet_demo_server_dispose (GObject *object)
{
  SubletDemoServer *self = SUBLET_DEMO_SERVER (object);

  if (self->key_fd >= 0)
    {
      close (self->key_fd);
      self->key_fd = -1;
    }
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);

  G_OBJECT_CLASS (sublet_demo_server_parent_class)->dispose (object);
}

static void
sublet_demo_server_finalize (GObject *object)
{
  SubletDemoServer *self = SUBLET_DEMO_SERVER (object);

  g_free (self->url);
  g_clear_pointer (&self->key, secret_value_unref);

  G_OBJECT_CLASS (sublet_demo_server_parent_class)->finalize (object);
}

static void
sublet_demo_server_class_init (SubletDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_demo_server_dispose;
  object_class->finalize = sublet_demo_server_finalize;

  signals[SIGNAL_ENDED] = g_signal_new ("ended",
                                        SUBLET_TYPE_DEMO_SERVER,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
sublet_demo_server_init (SubletDemoServer *self)
{
  self->key_fd = -1;
}

/**
 * sublet_demo_server_new:
 *
 * Returns: (transfer full): a demo market that is not open yet
 */
SubletDemoServer *
sublet_demo_server_new (void)
{
  return g_object_new (SUBLET_TYPE_DEMO_SERVER, NULL);
}

/**
 * sublet_demo_server_start_async:
 * @self: a demo market that is not open yet
 * @cancellable: (nullable): to stop waiting for it
 * @callback: called when it listens, or will not
 * @user_data: for @callback
 *
 * Starts the simulator on a free port of this computer, with a key of this run that it gets through
 * a pipe. Its instances are OpenSSH servers in sandboxes of their own where that is possible. From
 * the thread of the main loop: the child dies with the thread that started it.
 */
void
sublet_demo_server_start_async (SubletDemoServer *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_return_if_fail (SUBLET_IS_DEMO_SERVER (self));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_demo_server_start_async);

  if (!make_key (self, &error) || !g_unix_open_pipe (fds, FD_CLOEXEC, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->key_fd = fds[1];
  if (write_key (self, &error))
    self->process = sublet_demo_child_spawn (fds[0], &error);
  else
    close (fds[0]);
  if (self->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  /* The pipe stays open, or another line would be the child's end. */
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->lines), FALSE);
  read_line (self, task);
}

/**
 * sublet_demo_server_start_finish:
 * @self: a demo market
 * @result: the result
 * @error: a place for an error
 *
 * Returns: whether it is open; %SUBLET_ERROR_NOT_FOUND when the simulator is not installed
 */
gboolean
sublet_demo_server_start_finish (SubletDemoServer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_demo_server_get_url:
 * @self: a demo market
 *
 * Returns: (nullable): where it listens: a loopback address, once it is open
 */
const char *
sublet_demo_server_get_url (SubletDemoServer *self)
{
  g_return_val_if_fail (SUBLET_IS_DEMO_SERVER (self), NULL);

  return self->url;
}

/**
 * sublet_demo_server_get_key:
 * @self: a demo market
 *
 * Returns: (transfer none) (nullable): the key of this run, once it was started
 */
SecretValue *
sublet_demo_server_get_key (SubletDemoServer *self)
{
  g_return_val_if_fail (SUBLET_IS_DEMO_SERVER (self), NULL);

  return self->key;
}

/**
 * sublet_demo_server_get_ssh:
 * @self: a demo market
 *
 * Returns: whether its instances can be reached with SSH; false until it is open
 */
gboolean
sublet_demo_server_get_ssh (SubletDemoServer *self)
{
  g_return_val_if_fail (SUBLET_IS_DEMO_SERVER (self), FALSE);

  return self->has_ssh;
}

/**
 * sublet_demo_server_get_ssh_problem:
 * @self: a demo market
 *
 * Returns: (transfer none) (nullable): why they cannot, a sentence for the person, once it is open;
 *   NULL when they can
 */
const char *
sublet_demo_server_get_ssh_problem (SubletDemoServer *self)
{
  g_return_val_if_fail (SUBLET_IS_DEMO_SERVER (self), NULL);

  return self->ssh_problem;
}
