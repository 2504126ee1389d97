/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

/* Much data through shells, side by side, over links that hold, slow down and end. */

/* Counts from 1: 20 MB and a little. */
#define N_LINES 2700000
#define COUNT "seq 2700000; echo end"

/* More than all buffers on the way hold together. */
#define MANY_BYTES 67108864
/* The window of a channel here is 2 MiB, that of the server's as well; the rest is the kernel's. */
#define MOST_BYTES (24 * 1024 * 1024)

static void
set_up (ShellWorld *f, gconstpointer data)
{
  shell_world_set_up (f, data);
  ssh_connect_well (f->session);
}

static void
exec_well (SubletSshSession *session, const char *command, const char *output)
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

static char *
make_count (void)
{
  GString *text = g_string_sized_new (24 * 1024 * 1024);
  guint i;

  for (i = 1; i <= N_LINES; i++)
    g_string_append_printf (text, "%u\n", i);
  g_string_append (text, "end\n");

  return g_string_free (text, FALSE);
}

static void
assert_said (Terminal *terminal, const char *text)
{
  g_assert_cmpuint (terminal->said->len, ==, strlen (text));
  g_assert_cmpint (memcmp (terminal->said->str, text, terminal->said->len), ==, 0);
}

/* ---- side by side ---- */

static void
test_side_by_side (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) first = terminal_open (f->session);
  g_autoptr (Terminal) second = terminal_open (f->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) hanging = NULL;

  sublet_ssh_session_exec_async (f->session,
                                 "sleep 100",
                                 NULL,
                                 cancellable,
                                 sublet_test_on_result,
                                 &hanging);
  terminal_type (first, "echo one; read answer; echo $answer\n");
  terminal_await (first, "one\n");
  terminal_type (second, "echo two\n");
  terminal_await (second, "two\n");
  exec_well (f->session, "echo three", "three\n");
  terminal_type (first, "four\n");
  terminal_await (first, "four\n");
  g_assert_cmpstr (first->said->str, ==, "one\nfour\n");
  g_assert_cmpstr (second->said->str, ==, "two\n");
  g_assert_null (hanging);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&hanging);
}

/* 20 MB arrive as they are, and the other channels have their turns in the meantime. */
static void
test_bulk (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) bulk = terminal_open (f->session);
  g_autoptr (Terminal) other = terminal_open (f->session);
  g_autofree char *expected = make_count ();
  guint n_answers = 0;

  terminal_type (bulk, COUNT "\n");
  terminal_await_size (bulk, 1);
  while (bulk->n_read < strlen (expected) / 2)
    {
      g_autofree char *answer = g_strdup_printf ("answer %u\n", n_answers);

      terminal_type (other, "echo ");
      terminal_type (other, answer);
      terminal_await (other, answer);
      exec_well (f->session, "echo here", "here\n");
      n_answers++;
    }
  /* Before half of it was there. */
  g_assert_cmpuint (n_answers, >, 1);
  terminal_await_size (bulk, strlen (expected));
  assert_said (bulk, expected);
}

/* Commands on the same connection answer while nothing else moves; so many of them, and as long as
 * one figure is the same as before. */
static gsize
await_standstill (ShellWorld *f, gsize (*get) (gpointer source), gpointer source, gsize slack)
{
  gsize before = get (source);
  guint n_same = 0;

  while (n_same < 25)
    {
      exec_well (f->session, "echo here", "here\n");
      n_same = get (source) - before <= slack ? n_same + 1 : 0;
      before = n_same > 0 ? before : get (source);
    }

  return before;
}

static gsize
get_passed (gpointer source)
{
  return ssh_fake_get_passed (source);
}

/* Nobody reads: what is not read stays with the server, and all of it comes later. */
static void
test_reader_waits (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  gsize passed;

  terminal_set_reading (terminal, false);
  terminal_type (terminal, "head -c " G_STRINGIFY (MANY_BYTES) " /dev/zero; exit 3\n");
  passed = await_standstill (f, get_passed, &f->link, 256 * 1024);
  g_assert_cmpuint (passed, >, 1024 * 1024);
  g_assert_cmpuint (passed, <, MOST_BYTES);
  g_assert_false (sublet_ssh_shell_get_ended (terminal->shell));

  terminal_set_reading (terminal, true);
  terminal_await_size (terminal, MANY_BYTES);
  terminal_await_end (terminal);
  g_assert_cmpuint (terminal->n_read, ==, MANY_BYTES);
  g_assert_cmpint (sublet_ssh_shell_get_exit_status (terminal->shell), ==, 3);
}

/* ---- towards the server ---- */

static char *
make_paste (gsize length)
{
  char *paste = g_malloc (length + 1);
  gsize i;

  for (i = 0; i < length; i++)
    paste[i] = (char) (i * 31 + i / 251);
  paste[length] = '\0';

  return paste;
}

static void
paste (Terminal *terminal, gsize length, const char *before)
{
  g_autofree char *text = make_paste (length);
  g_autofree char *sum =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_autofree char *command =
    g_strdup_printf ("stty raw; echo go; %s head -c %zu | sha256sum; stty -raw\n", before, length);

  terminal_type (terminal, command);
  terminal_await (terminal, "go\n");
  terminal_type_bytes (terminal, text, length);
  if (*before == '\0')
    terminal_await (terminal, sum);
}

static void
test_paste (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);

  paste (terminal, 1024 * 1024, "");
}

static gsize
get_typed (gpointer source)
{
  Terminal *terminal = source;

  return G_MAXSIZE - terminal->typed->len;
}

/* Nobody reads there: what is typed stays here. */
static void
test_server_waits (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  const gsize length = 8 * 1024 * 1024;
  g_autofree char *text = make_paste (length);
  g_autofree char *sum =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);

  paste (terminal, length, "until [ -e go ]; do sleep 0.1; done;");
  await_standstill (f, get_typed, terminal, 0);
  g_assert_cmpuint (terminal->typed->len, >, 0);
  exec_well (f->session, "touch go", "");
  terminal_await (terminal, sum);
  g_assert_cmpuint (terminal->typed->len, ==, 0);
}

/* Keys are exchanged again and again, in the middle of everything. */
static void
test_new_keys (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) bulk = terminal_open (f->session);
  g_autoptr (Terminal) other = terminal_open (f->session);
  g_autofree char *expected = make_count ();

  terminal_type (bulk, COUNT "\n");
  paste (other, 4 * 1024 * 1024, "");
  exec_well (f->session, "echo here", "here\n");
  terminal_await_size (bulk, strlen (expected));
  assert_said (bulk, expected);
}

/* ---- links ---- */

static void
test_slow (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);

  ssh_fake_set (&f->link, SSH_FAKE_SLOW);
  terminal_type (terminal, "head -c 20000 /dev/zero | tr '\\0' x; echo end\n");
  terminal_await (terminal, "xend\n");
  g_assert_cmpuint (terminal->n_read, ==, 20004);
}

static void
test_hold (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  g_autofree char *text = make_paste (3 * 1024 * 1024);

  /* More than the sockets take. */
  terminal_type (terminal, "stty raw; echo go; head -c 3145728 | wc -c; stty -raw\n");
  terminal_await (terminal, "go\n");
  ssh_fake_set (&f->link, SSH_FAKE_HOLD);
  terminal_type_bytes (terminal, text, 3 * 1024 * 1024);
  sublet_ssh_shell_resize (terminal->shell, 100, 30);
  sublet_test_drain ();
  ssh_fake_set (&f->link, SSH_FAKE_PASS);
  terminal_await (terminal, "3145728\n");
  terminal_type (terminal, "stty size\n");
  terminal_await (terminal, "30 100\n");
}

/* How it ends. What came before is there, whether or not somebody read by then. */
static void
test_lost (ShellWorld *f, SshFakeHow how)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  g_autoptr (Terminal) idle = terminal_open (f->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize passed = ssh_fake_get_passed (&f->link);

  terminal_set_reading (terminal, false);
  terminal_type (terminal, "head -c 700000 /dev/zero | tr '\\0' x; sleep 100\n");
  while (ssh_fake_get_passed (&f->link) < passed + 700000)
    exec_well (f->session, "echo here", "here\n");
  exec_well (f->session, "echo here", "here\n");
  sublet_ssh_session_exec_async (f->session,
                                 "sleep 100",
                                 NULL,
                                 NULL,
                                 sublet_test_on_result,
                                 &result);
  ssh_fake_set (&f->link, how);
  sublet_test_await_result (&result);
  g_assert_null (sublet_ssh_session_exec_finish (f->session, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);

  terminal_await_end (idle);
  g_assert_error (sublet_ssh_shell_get_error (idle->shell), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (idle->n_read, ==, 0);
  g_assert_false (sublet_ssh_shell_get_ended (terminal->shell));
  terminal_set_reading (terminal, true);
  terminal_await_end (terminal);
  g_assert_error (sublet_ssh_shell_get_error (terminal->shell),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (terminal->n_read, ==, 700000);
}

static void
test_closed (ShellWorld *f, gconstpointer data)
{
  test_lost (f, SSH_FAKE_CLOSE);
}

static void
test_reset (ShellWorld *f, gconstpointer data)
{
  test_lost (f, SSH_FAKE_RESET);
}

#define ADD(name, data, function)           \
  g_test_add ("/core/ssh/shell-flow/" name, \
              ShellWorld,                   \
              data,                         \
              set_up,                       \
              function,                     \
              shell_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("side-by-side", NULL, test_side_by_side);
  ADD ("bulk", NULL, test_bulk);
  ADD ("reader-waits", NULL, test_reader_waits);
  ADD ("paste", NULL, test_paste);
  ADD ("server-waits", NULL, test_server_waits);
  ADD ("new-keys", "RekeyLimit 1M\n", test_new_keys);
  ADD ("slow", NULL, test_slow);
  ADD ("hold", NULL, test_hold);
  ADD ("closed", NULL, test_closed);
  ADD ("reset", NULL, test_reset);

  return g_test_run ();
}
