/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-demo-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <unistd.h>

#include "core/base/sublet-error.h"

#define PROGRAM "sublet-simulator"
#define KEY_BYTES 32

/* Where the child finds the key: the first descriptor after the standard ones. */
#define CHILD_KEY_FD 3

/* A rental is up within half a minute instead of some minutes; nothing else goes faster. */
#define SPEED "8"

struct _SubletDemoServer
{
  GObject parent_instance;

  GSubprocess *process; /* (owned) (nullable) */
  int key_fd;           /* our end of the key's pipe; while it is open the child lives. -1: none */
  char *url;            /* (owned) (nullable): until it listens */
  SecretValue *key;     /* (owned) (nullable): until it is started */
};

G_DEFINE_FINAL_TYPE (SubletDemoServer, sublet_demo_server, G_TYPE_OBJECT)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Runs between fork and exec. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static char *
find_program (void)
{
  g_autofree char *installed = g_build_filename (BINDIR, PROGRAM, NULL);

  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);

  return g_find_program_in_path (PROGRAM);
}

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

static GSubprocess *
spawn (SubletDemoServer *self, int child_fd, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = find_program ();
  g_autofree char *fd_option = g_strdup_printf ("--key-fd=%d", CHILD_KEY_FD);
  const char *const argv[] = { program, "--port=0", "--speed=" SPEED, fd_option, NULL };

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_fd (launcher, child_fd, CHILD_KEY_FD);
  /* main() took the person's key out of the environment already; this holds without main(). */
  g_subprocess_launcher_unsetenv (launcher, "VAST_API_KEY");
  g_subprocess_launcher_unsetenv (launcher, "VASTAI_API_KEY");
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);

  if (program == NULL)
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_NOT_FOUND,
                           PROGRAM " is not installed");
      return NULL;
    }

  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

/* Loopback alone: nothing that the child prints can send the demo anywhere else. */
static bool
is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = NULL;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 ||
      g_uri_get_host (uri) == NULL)
    return false;

  address = g_inet_address_new_from_string (g_uri_get_host (uri));
  return address != NULL && g_inet_address_get_is_loopback (address);
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
  if (line == NULL || !is_loopback (g_strstrip (line)))
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_FAILED,
                               PROGRAM " did not say where it listens");
      return;
    }

  self->url = g_steal_pointer (&line);
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
 * a pipe. From the thread of the main loop: the child dies with the thread that started it.
 */
void
sublet_demo_server_start_async (SubletDemoServer *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
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
    self->process = spawn (self, fds[0], &error);
  else
    close (fds[0]);
  if (self->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  /* The pipe stays open, or a second line would be the child's end. */
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines,
                                       G_PRIORITY_DEFAULT,
                                       cancellable,
                                       on_line,
                                       g_object_ref (task));
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
