/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 4096

void
shell_world_set_up (ShellWorld *self, gconstpointer data)
{
  self->identity = ssh_make_identity ();
  self->server = ssh_server_new_with (self->identity, "ed25519", data != NULL ? data : "");
  self->link.kind = SSH_FAKE_RELAY;
  self->link.target = ssh_server_get_port (self->server);
  self->link.limit = G_MAXSIZE;
  ssh_fake_start (&self->link);
  self->session = ssh_make_session (self->identity, self->link.port, 0, NULL);
}

static bool
is_left_alone (gpointer user_data)
{
  return g_atomic_int_get (&G_OBJECT (user_data)->ref_count) == 1;
}

/* A session that was dropped ends by itself, a little later. */
void
shell_world_tear_down (ShellWorld *self, gconstpointer data)
{
  if (self->session != NULL)
    {
      ssh_close (self->session);
      g_assert_finalize_object (g_steal_pointer (&self->session));
    }
  ssh_fake_stop (&self->link);
  ssh_server_free (self->server);
  sublet_test_await (is_left_alone, self->identity);
  g_assert_finalize_object (self->identity);
}

static SubletSshShell *
open_shell (SubletSshSession *session, bool paced, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_ssh_session_open_shell_async (session,
                                       "xterm-256color",
                                       NULL,
                                       80,
                                       24,
                                       paced,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await_result (&result);

  return sublet_ssh_session_open_shell_finish (session, result, error);
}

SubletSshShell *
ssh_open_shell (SubletSshSession *session, GError **error)
{
  return open_shell (session, false, error);
}

SubletSshShell *
ssh_open_paced_shell (SubletSshSession *session, GError **error)
{
  return open_shell (session, true, error);
}

static gboolean
on_said (int fd, GIOCondition condition, gpointer user_data)
{
  Terminal *self = user_data;
  char chunk[CHUNK];
  ssize_t n = read (fd, chunk, sizeof chunk);

  if (n > 0)
    {
      g_string_append_len (self->said, chunk, n);
      self->n_read += (gsize) n;
      return G_SOURCE_CONTINUE;
    }
  if (n < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;

  g_assert_cmpint (errno, ==, EIO);
  self->hung_up = true;
  self->read_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_takes (int fd, GIOCondition condition, gpointer user_data)
{
  Terminal *self = user_data;
  ssize_t n = write (fd, self->typed->str, self->typed->len);

  if (n > 0)
    g_string_erase (self->typed, 0, n);
  if (self->typed->len > 0 && (n > 0 || errno == EAGAIN))
    return G_SOURCE_CONTINUE;

  self->write_id = 0;
  return G_SOURCE_REMOVE;
}

static void
on_ended (SubletSshShell *shell, gpointer user_data)
{
  Terminal *self = user_data;

  g_assert_true (sublet_ssh_shell_get_ended (shell));
  self->n_ended++;
}

Terminal *
terminal_new (SubletSshShell *shell)
{
  Terminal *self = g_new0 (Terminal, 1);

  self->shell = shell;
  self->said = g_string_new (NULL);
  self->typed = g_string_new (NULL);
  self->fd = sublet_ssh_shell_steal_terminal_fd (shell);
  g_assert_cmpint (self->fd, >=, 0);
  g_assert_cmpint (sublet_ssh_shell_steal_terminal_fd (shell), ==, -1);
  g_assert_cmpint (fcntl (self->fd, F_SETFL, O_NONBLOCK), ==, 0);
  g_assert_cmpint (fcntl (self->fd, F_GETFD) & FD_CLOEXEC, !=, 0);
  g_signal_connect (shell, "ended", G_CALLBACK (on_ended), self);
  terminal_set_reading (self, true);

  return self;
}

static Terminal *
open_terminal (SubletSshSession *session, bool paced)
{
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell = open_shell (session, paced, &error);
  Terminal *self;

  g_assert_no_error (error);
  self = terminal_new (shell);
  terminal_type (self, "PS1=; stty -echo -onlcr; echo rea''dy\n");
  terminal_await (self, "ready\n");
  g_string_truncate (self->said, 0);
  self->n_read = 0;

  return self;
}

Terminal *
terminal_open (SubletSshSession *session)
{
  return open_terminal (session, false);
}

Terminal *
terminal_open_paced (SubletSshSession *session)
{
  return open_terminal (session, true);
}

void
terminal_free (Terminal *self)
{
  terminal_set_reading (self, false);
  g_clear_handle_id (&self->write_id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_signal_handlers_disconnect_by_data (self->shell, self);
  g_object_unref (self->shell);
  g_string_free (self->said, TRUE);
  g_string_free (self->typed, TRUE);
  g_free (self);
}

void
terminal_set_reading (Terminal *self, bool reading)
{
  if (reading && self->read_id == 0 && !self->hung_up)
    self->read_id = g_unix_fd_add (self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_said, self);
  else if (!reading)
    g_clear_handle_id (&self->read_id, g_source_remove);
}

void
terminal_type_bytes (Terminal *self, const char *data, gsize length)
{
  g_string_append_len (self->typed, data, (gssize) length);
  if (self->write_id == 0)
    self->write_id = g_unix_fd_add (self->fd, G_IO_OUT, on_takes, self);
}

void
terminal_type (Terminal *self, const char *text)
{
  terminal_type_bytes (self, text, strlen (text));
}

typedef struct
{
  Terminal *terminal;
  const char *text;
  gsize length;
} Wanted;

static bool
was_said (gpointer user_data)
{
  Wanted *wanted = user_data;

  return strstr (wanted->terminal->said->str, wanted->text) != NULL;
}

void
terminal_await (Terminal *self, const char *text)
{
  Wanted wanted = { self, text, 0 };

  if (!sublet_test_wait_for (was_said, &wanted, SUBLET_TEST_TIMEOUT_MS))
    g_error ("waited in vain for \"%s\" after \"%s\"", text, self->said->str);
}

static bool
was_said_so_much (gpointer user_data)
{
  Wanted *wanted = user_data;

  return wanted->terminal->n_read >= wanted->length;
}

void
terminal_await_size (Terminal *self, gsize length)
{
  Wanted wanted = { self, NULL, length };

  if (!sublet_test_wait_for (was_said_so_much, &wanted, 4 * SUBLET_TEST_TIMEOUT_MS))
    g_error ("waited in vain for %zu bytes, there are %zu", length, self->n_read);
}

static bool
has_ended (gpointer user_data)
{
  Terminal *self = user_data;

  return self->n_ended > 0 && (self->hung_up || self->read_id == 0);
}

void
terminal_await_end (Terminal *self)
{
  sublet_test_await (has_ended, self);
  g_assert_cmpuint (self->n_ended, ==, 1);
}

/* As printf() would, which takes long where every allocation is watched. */
char *
terminal_make_count (guint to)
{
  GString *text = g_string_sized_new (24 * 1024 * 1024);
  char digits[] = "00000000\n";
  guint n;

  for (n = 1; n <= to; n++)
    {
      char *digit = &digits[7];

      while (*digit == '9')
        *digit-- = '0';
      (*digit)++;
      g_string_append (text, digits + strspn (digits, "0"));
    }
  g_string_append (text, "end\n");

  return g_string_free (text, FALSE);
}

void
terminal_assert_said (Terminal *self, const char *text)
{
  g_assert_cmpuint (self->said->len, ==, strlen (text));
  g_assert_cmpint (memcmp (self->said->str, text, self->said->len), ==, 0);
}

/* The terminal stays raw: where it takes lines and does not echo, OpenSSH answers each write with a
 * message to ignore of the same size, even one too large for any client (channel_handle_wfd). */
char *
terminal_begin_paste (Terminal *self, gsize length, const char *before)
{
  g_autofree char *text = g_malloc (length);
  g_autofree char *command =
    g_strdup_printf ("stty raw; echo go; %s head -c %zu | sha256sum\n", before, length);
  gsize i;

  for (i = 0; i < length; i++)
    text[i] = (char) (i * 31 + i / 251);
  terminal_type (self, command);
  terminal_await (self, "go\n");
  terminal_type_bytes (self, text, length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

void
terminal_exec (SubletSshSession *session, const char *command, const char *output)
{
  g_autoptr (SubletSshExecResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = ssh_exec (session, command, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (result->output, NULL),
                   g_bytes_get_size (result->output),
                   output,
                   strlen (output));
}
