/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-line.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define COLUMNS 80
#define ROWS 24

#define CHUNK_BYTES (64 * 1024)
#define TIMEOUT_MS 60000

/* What a shell says first is its prompt. Sublet's key is where the fixture puts it, the client's
 * beside it. A client that has much to show is not to be thrown out. Source: sshd_config(5). */
#define CONFIGURATION            \
  "PrintMotd no\n"               \
  "PrintLastLog no\n"            \
  "Match all\n"                  \
  "ClientAliveInterval 0\n"      \
  "AuthorizedKeysFile %%h/keys " \
  "%s/key.pub\n"

/* ---- the server ---- */

static void
make_client_key (BenchServer *self)
{
  g_autofree char *path = g_build_filename (self->folder, "key", NULL);
  const char *const arguments[] = {
    "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path, NULL
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

void
bench_server_start (BenchServer *self)
{
  g_autofree char *configuration = NULL;

  self->identity = ssh_make_identity ();
  self->folder = sublet_test_make_folder ();
  make_client_key (self);
  configuration = g_strdup_printf (CONFIGURATION, self->folder);
  self->server = ssh_server_new_with (self->identity, "ed25519", configuration);
}

void
bench_server_stop (BenchServer *self)
{
  ssh_server_free (self->server);
  sublet_test_remove_folder (self->folder);
  g_object_unref (self->identity);
}

SubletSshSession *
bench_server_make_session (BenchServer *self)
{
  return ssh_make_session (self->identity, ssh_server_get_port (self->server), 0, NULL);
}

/* ---- a line ---- */

/* Takes the shell. */
static void
join_shell (BenchLine *self, SubletSshShell *shell, const GError *error)
{
  g_assert_no_error (error);
  self->shell = shell;
  self->fd = sublet_ssh_shell_steal_terminal_fd (self->shell);
  g_assert_cmpint (fcntl (self->fd, F_SETFL, O_NONBLOCK), ==, 0);
}

void
bench_line_open_shell (BenchLine *self, SubletSshSession *session)
{
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell = ssh_open_shell (session, &error);

  join_shell (self, shell, error);
}

/* As a widget has it. */
void
bench_line_open_paced_shell (BenchLine *self, SubletSshSession *session)
{
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell = ssh_open_paced_shell (session, &error);

  join_shell (self, shell, error);
}

/* With the key exchange that Sublet has: the one that it would choose computes for a quarter of a
 * second. */
void
bench_line_start_client (BenchLine *self, BenchServer *server)
{
  bench_line_start_client_with (self, server, "-tt", BENCH_ITS_CIPHER);
}

/* Each of its options is one word. */
void
bench_line_start_client_with (BenchLine *self,
                              BenchServer *server,
                              const char *what,
                              const char *cipher)
{
  g_autofree char *key = g_build_filename (server->folder, "key", NULL);
  g_autofree char *port = g_strdup_printf ("%u", ssh_server_get_port (server->server));
  g_autofree char *ciphers = g_strconcat ("Ciphers=", cipher, NULL);
  const char *const arguments[] = {
    "ssh",
    "-F",
    "none",
    what,
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    "LogLevel=ERROR",
    "-o",
    "UserKnownHostsFile=/dev/null",
    "-o",
    "GlobalKnownHostsFile=/dev/null",
    "-o",
    "IdentitiesOnly=yes",
    "-o",
    "KexAlgorithms=curve25519-sha256",
    "-o",
    ciphers,
    "-o",
    "MACs=hmac-sha2-256",
    "-i",
    key,
    "-p",
    port,
    "root@127.0.0.1",
    NULL,
  };
  struct winsize size = { .ws_col = COLUMNS, .ws_row = ROWS };

  self->client = forkpty (&self->fd, NULL, NULL, &size);
  if (self->client == 0)
    {
      execvp (arguments[0], (char **) arguments);
      _exit (127);
    }
  g_assert_cmpint (self->client, >, 0);
  g_assert_cmpint (fcntl (self->fd, F_SETFL, O_NONBLOCK), ==, 0);
}

static void
await (BenchLine *self, short events)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = events };

  if (poll (&poll_fd, 1, TIMEOUT_MS) != 1)
    g_error ("nothing happened in the terminal for %d ms", TIMEOUT_MS);
}

/* 0: it has hung up. */
static gsize
read_some (BenchLine *self, char *chunk)
{
  ssize_t n;

  do
    {
      await (self, POLLIN);
      n = read (self->fd, chunk, CHUNK_BYTES);
    }
  while (n < 0 && (errno == EAGAIN || errno == EINTR));

  return n > 0 ? (gsize) n : 0;
}

void
bench_line_type (BenchLine *self, const char *text)
{
  g_assert_cmpint (write (self->fd, text, strlen (text)), ==, strlen (text));
}

void
bench_line_await (BenchLine *self, const char *end)
{
  g_autoptr (GString) said = g_string_new (NULL);
  char chunk[CHUNK_BYTES];

  while (!g_str_has_suffix (said->str, end))
    {
      gsize n = read_some (self, chunk);

      if (n == 0)
        g_error ("hung up after \"%s\"", said->str);
      g_string_append_len (said, chunk, (gssize) n);
    }
}

void
bench_line_await_size (BenchLine *self, gsize length)
{
  char chunk[CHUNK_BYTES];

  while (length > 0)
    {
      gsize n = read_some (self, chunk);

      if (n == 0 || n > length)
        g_error ("%zu bytes where %zu were left to come", n, length);
      length -= n;
    }
}

void
bench_line_quieten (BenchLine *self)
{
  bench_line_type (self, "PS1=; stty -echo -onlcr; echo rea''dy\n");
  bench_line_await (self, "ready\n");
}

char *
bench_make_text_command (gsize length)
{
  return g_strdup_printf ("yes 'What is said here is long enough for a line of a terminal.' | "
                          "head -c %zu",
                          length);
}

static bool
has_ended (gpointer user_data)
{
  return sublet_ssh_shell_get_ended (user_data);
}

/* What is left to be read is little, and fits into the terminal. */
void
bench_line_close (BenchLine *self)
{
  char chunk[CHUNK_BYTES];

  bench_line_type (self, "exit\n");
  if (self->shell != NULL)
    {
      sublet_test_await (has_ended, self->shell);
      g_clear_object (&self->shell);
    }
  while (read_some (self, chunk) > 0)
    ;
  close (self->fd);
  self->fd = -1;
  if (self->client != 0)
    g_assert_cmpint (waitpid (self->client, NULL, 0), ==, self->client);
  self->client = 0;
}
