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
#include "child-process.h"
#include "core/base/sublet-error.h"
#include "support/sublet-test.h"

/* Those that have not ended. */
static void
add_descendants (GArray *pids, int of)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  g_autofree char *name = NULL;
  const char *entry;

  g_assert_nonnull (folder);
  while ((entry = g_dir_read_name (folder)) != NULL)
    {
      int pid = atoi (entry);
      int parent = 0;

      if (!child_process_read_parent (entry, &parent, &name) || parent != of)
        continue;
      g_array_append_val (pids, pid);
      add_descendants (pids, pid);
    }
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

/* Returns the status; the answer's text too where it is wanted. */
static guint
send (SubletDemoServer *server,
      const char *key,
      const char *method,
      const char *path,
      const char *json,
      char **text)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strconcat (sublet_demo_server_get_url (server), path, NULL);
  g_autofree char *header = g_strconcat ("Bearer ", key, NULL);

  session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  message = soup_message_new (method, uri);
  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization",
                                header);
  if (json != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new_static (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", request);
    }
  soup_session_send_and_read_async (session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (session, result, &error);
  g_assert_no_error (error);
  if (text != NULL)
    *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return soup_message_get_status (message);
}

static guint
ask (SubletDemoServer *server, const char *key)
{
  return send (server, key, "GET", "/api/v0/users/current/", NULL, NULL);
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
  g_assert_cmpuint (ask (server, key), ==, 200);
  g_assert_cmpuint (ask (server, "demo-key"), ==, 404);

  child = child_process_find_simulator ();
  g_assert_cmpint (child, >, 0);

  /* A market and a key of its own for each. */
  other = start ();
  g_assert_cmpstr (sublet_demo_server_get_url (other), !=, sublet_demo_server_get_url (server));
  g_assert_cmpstr (secret_value_get_text (sublet_demo_server_get_key (other)), !=, key);
  g_clear_object (&other);

  g_clear_object (&server);
  sublet_test_await (is_gone, GINT_TO_POINTER (child));
  sublet_test_await (child_process_has_no_simulator, NULL);
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
      g_autofree char *path =
        g_strdup_printf ("/proc/%d/%s", child_process_find_simulator (), places[i]);
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
  sublet_test_await (child_process_has_no_simulator, NULL);
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
  kill (child_process_find_simulator (), SIGKILL);
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

/* Starts it with what is in a PATH and its own folder, and nothing else. */
static SubletDemoServer *
start_in (const char *folder)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *own = g_path_get_dirname (g_getenv ("SUBLET_SIMULATOR"));
  g_autofree char *path = g_strconcat (folder, ":", own, NULL);
  SubletDemoServer *server;

  g_setenv ("PATH", path, TRUE);
  server = start ();
  g_setenv ("PATH", before, TRUE);

  return server;
}

static void
test_ssh (void)
{
  g_autoptr (SubletDemoServer) server = start ();

  g_assert_cmpstr (sublet_demo_server_get_ssh_problem (server), ==, NULL);
  g_assert_true (sublet_demo_server_get_ssh (server));
}

/* A demo without SSH is a demo, and says what is missing. */
static void
test_no_ssh (void)
{
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autofree char *folder = g_dir_make_tmp ("sublet-test-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, "bwrap", NULL);
  g_autofree char *wrong = g_build_filename (folder, "sshd", NULL);
  g_autoptr (SubletDemoServer) server = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (bwrap);
  server = start_in ("/nowhere");
  g_assert_false (sublet_demo_server_get_ssh (server));
  g_assert_nonnull (strstr (sublet_demo_server_get_ssh_problem (server), "bubblewrap"));
  g_assert_cmpuint (ask (server, secret_value_get_text (sublet_demo_server_get_key (server))),
                    ==,
                    200);
  g_clear_object (&server);

  g_assert_cmpint (symlink (bwrap, link), ==, 0);
  if (!g_file_test ("/usr/sbin/sshd", G_FILE_TEST_EXISTS))
    {
      server = start_in (folder);
      g_assert_nonnull (strstr (sublet_demo_server_get_ssh_problem (server), "OpenSSH"));
      g_clear_object (&server);
    }

  g_file_set_contents_full (wrong, "#!/bin/sh\nexit 1\n", -1, 0, 0700, &error);
  g_assert_no_error (error);
  server = start_in (folder);
  g_assert_false (sublet_demo_server_get_ssh (server));
  g_assert_nonnull (strstr (sublet_demo_server_get_ssh_problem (server), "sandbox"));

  g_assert_cmpint (unlink (wrong), ==, 0);
  g_assert_cmpint (unlink (link), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);
}

/* What the simulator keeps; an isolated test has no XDG_RUNTIME_DIR. */
static bool
has_no_folder (gpointer user_data)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "sublet-simulator-"))
      return false;

  return true;
}

/* An instance with a server in its sandbox. */
static void
rent (SubletDemoServer *server)
{
  const char *key = secret_value_get_text (sublet_demo_server_get_key (server));
  g_autofree char *offers = NULL;
  g_autofree char *path = NULL;
  const char *id;

  g_assert_cmpuint (send (server, key, "POST", "/_sim/set", "{\"speed\": 100}", NULL), ==, 200);
  g_assert_cmpuint (send (server, key, "POST", "/api/v0/bundles/", "{\"limit\": 1}", &offers),
                    ==,
                    200);
  id = strstr (offers, "\"id\": ");
  g_assert_nonnull (id);
  path = g_strdup_printf ("/api/v0/asks/%d/", atoi (id + strlen ("\"id\": ")));
  g_assert_cmpuint (send (server,
                          key,
                          "PUT",
                          path,
                          "{\"image\": \"debian\", \"disk\": 16, \"runtype\": \"ssh_direct\"}",
                          NULL),
                    ==,
                    200);
}

/* The simulator, bubblewrap outside and inside, and the helper. */
static bool
has_family (gpointer user_data)
{
  GArray *pids = user_data;

  g_array_set_size (pids, 0);
  add_descendants (pids, getpid ());
  return pids->len >= 4;
}

static void
be_killed (void)
{
  g_autoptr (SubletDemoServer) server = start ();
  g_autoptr (GArray) pids = g_array_new (FALSE, FALSE, sizeof (int));
  guint i;

  rent (server);
  sublet_test_await (has_family, pids);
  for (i = 0; i < pids->len; i++)
    g_print ("child=%d\n", g_array_index (pids, int, i));
  g_print ("complete\n");
  pause ();
  g_assert_not_reached ();
}

static void
read_children (GSubprocess *parent, GArray *pids)
{
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  bool complete = false;

  while (!complete)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
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
      complete = strstr (line, "complete") != NULL;
      mark = strstr (line, "child=");
      if (mark != NULL)
        {
          int pid = atoi (mark + strlen ("child="));

          g_array_append_val (pids, pid);
        }
    }
}

/* The child outlives nobody: not even a parent that had no time for anything. Nor do the sandboxes
 * of its instances. */
static void
test_killed (void)
{
  g_autoptr (GSubprocess) parent = NULL;
  g_autoptr (GArray) pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) error = NULL;
  guint i;

  if (g_test_subprocess ())
    {
      be_killed ();
      return;
    }

  sublet_test_await (has_no_folder, NULL);
  parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                             &error,
                             "/proc/self/exe",
                             "--GTestSubprocess",
                             "-p",
                             "/app/demo-server/killed",
                             NULL);
  g_assert_no_error (error);
  read_children (parent, pids);
  g_assert_cmpuint (pids->len, >=, 4);
  g_assert_false (has_no_folder (NULL));
  for (i = 0; i < pids->len; i++)
    g_assert_false (is_gone (GINT_TO_POINTER (g_array_index (pids, int, i))));

  g_subprocess_force_exit (parent);
  for (i = 0; i < pids->len; i++)
    sublet_test_await (is_gone, GINT_TO_POINTER (g_array_index (pids, int, i)));
  sublet_test_await (has_no_folder, NULL);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/app/demo-server/open", test_open);
  g_test_add_func ("/app/demo-server/no-key-in-sight", test_no_key_in_sight);
  g_test_add_func ("/app/demo-server/ended", test_ended);
  g_test_add_func ("/app/demo-server/not-installed", test_not_installed);
  g_test_add_func ("/app/demo-server/ssh", test_ssh);
  g_test_add_func ("/app/demo-server/no-ssh", test_no_ssh);
  g_test_add_func ("/app/demo-server/killed", test_killed);

  return g_test_run ();
}
