/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/sublet-demo-server.h"
#include "core/base/sublet-error.h"
#include "support/sublet-test.h"

/* The simulator that this process started, or 0. */
static pid_t
find_child (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *stat = NULL;
      char *rest;
      int parent = 0;
      char state = 0;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &stat, NULL, NULL))
        continue;
      rest = strrchr (stat, ')');
      if (rest != NULL && sscanf (rest + 1, " %c %d", &state, &parent) == 2 && state != 'Z' &&
          parent == getpid () && strstr (stat, "(sublet-simulat") != NULL)
        return (pid_t) atoi (name);
    }

  return 0;
}

static bool
has_no_child (gpointer user_data)
{
  return find_child () == 0;
}

static bool
is_gone (gpointer user_data)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", GPOINTER_TO_INT (user_data));
  g_autofree char *stat = NULL;
  char *rest;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return true;

  rest = strrchr (stat, ')');
  return rest != NULL && rest[2] == 'Z';
}

static SubletDemoServer *
start (void)
{
  g_autoptr (SubletDemoServer) server = sublet_demo_server_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_demo_server_start_async (server, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_demo_server_start_finish (server, result, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&server);
}

static guint
ask (const char *url, const char *key)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strconcat (url, "/api/v0/users/current/", NULL);
  g_autofree char *header = g_strconcat ("Bearer ", key, NULL);

  session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  message = soup_message_new ("GET", uri);
  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization",
                                header);
  soup_session_send_and_read_async (session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (session, result, &error);
  g_assert_no_error (error);

  return soup_message_get_status (message);
}

static void
test_open (void)
{
  g_autoptr (SubletDemoServer) server = NULL;
  g_autoptr (SubletDemoServer) other = NULL;
  const char *key;
  pid_t child;

  server = start ();
  key = secret_value_get_text (sublet_demo_server_get_key (server));
  g_assert_true (g_str_has_prefix (sublet_demo_server_get_url (server), "http://127.0.0.1:"));
  g_assert_cmpuint (strlen (key), ==, 64);
  g_assert_cmpuint (ask (sublet_demo_server_get_url (server), key), ==, 200);
  g_assert_cmpuint (ask (sublet_demo_server_get_url (server), "demo-key"), ==, 404);

  child = find_child ();
  g_assert_cmpint (child, >, 0);

  /* A market and a key of its own for each. */
  other = start ();
  g_assert_cmpstr (sublet_demo_server_get_url (other), !=, sublet_demo_server_get_url (server));
  g_assert_cmpstr (secret_value_get_text (sublet_demo_server_get_key (other)), !=, key);
  g_clear_object (&other);

  g_clear_object (&server);
  sublet_test_await (is_gone, GINT_TO_POINTER (child));
  sublet_test_await (has_no_child, NULL);
}

/* Neither the person's key nor the demo's is where another process could read it. */
static void
test_no_key_in_sight (void)
{
  static const char *const places[] = { "environ", "cmdline" };
  g_autoptr (SubletDemoServer) server = NULL;
  gsize i;

  g_setenv ("VAST_API_KEY", "sublet-planted-one", TRUE);
  g_setenv ("VASTAI_API_KEY", "sublet-planted-two", TRUE);
  server = start ();
  g_unsetenv ("VAST_API_KEY");
  g_unsetenv ("VASTAI_API_KEY");

  for (i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/%s", find_child (), places[i]);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      g_file_get_contents (path, &text, &length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (length, >, 0);
      g_assert_null (memmem (text, length, "sublet-planted", strlen ("sublet-planted")));
      g_assert_null (
        memmem (text, length, secret_value_get_text (sublet_demo_server_get_key (server)), 64));
    }

  /* The next test finds its own child. */
  g_clear_object (&server);
  sublet_test_await (has_no_child, NULL);
}

static void
on_ended (gpointer user_data)
{
  bool *ended = user_data;

  *ended = true;
}

static bool
is_true (gpointer user_data)
{
  return *(bool *) user_data;
}

static void
test_ended (void)
{
  g_autoptr (SubletDemoServer) server = start ();
  bool ended = false;

  g_signal_connect_swapped (server, "ended", G_CALLBACK (on_ended), &ended);
  kill (find_child (), SIGKILL);
  sublet_test_await (is_true, &ended);
}

static void
test_not_installed (void)
{
  g_autoptr (SubletDemoServer) server = sublet_demo_server_new ();
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (BINDIR "/sublet-simulator", G_FILE_TEST_EXISTS))
    {
      g_test_message ("a simulator is installed: it goes before the PATH");
      return;
    }

  g_setenv ("PATH", "/nowhere", TRUE);
  sublet_demo_server_start_async (server, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_setenv ("PATH", path, TRUE);
  g_assert_false (sublet_demo_server_start_finish (server, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

/* The child outlives nobody: not even a parent that had no time for anything. */
static void
test_killed (void)
{
  g_autoptr (GSubprocess) parent = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child = 0;

  if (g_test_subprocess ())
    {
      g_autoptr (SubletDemoServer) server = start ();

      g_print ("child=%d\n", find_child ());
      pause ();
      g_assert_not_reached ();
    }

  parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                             &error,
                             "/proc/self/exe",
                             "--GTestSubprocess",
                             "-p",
                             "/app/demo-server/killed",
                             NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  while (child == 0)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *line = NULL;
      const char *mark;

      g_data_input_stream_read_line_async (lines,
                                           G_PRIORITY_DEFAULT,
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
      sublet_test_await_result (&result);
      line = g_data_input_stream_read_line_finish (lines, result, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
      mark = strstr (line, "child=");
      if (mark != NULL)
        child = (pid_t) atoi (mark + strlen ("child="));
    }
  g_assert_cmpint (child, >, 0);
  g_assert_false (is_gone (GINT_TO_POINTER (child)));

  g_subprocess_force_exit (parent);
  sublet_test_await (is_gone, GINT_TO_POINTER (child));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/app/demo-server/open", test_open);
  g_test_add_func ("/app/demo-server/no-key-in-sight", test_no_key_in_sight);
  g_test_add_func ("/app/demo-server/ended", test_ended);
  g_test_add_func ("/app/demo-server/not-installed", test_not_installed);
  g_test_add_func ("/app/demo-server/killed", test_killed);

  return g_test_run ();
}
