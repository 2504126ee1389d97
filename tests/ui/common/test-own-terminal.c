/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-own-terminal.h"

#include "core/ssh/sublet-ssh-agent-private.h"

#include "support/sublet-test-instance.h"
#include "ui/sublet-ui-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/*
 * The person's own terminal on an instance that is a real SSH server: a program that looks like a
 * terminal to GLib types something, and it is there.
 */

#define TYPED "echo by their own terminal > /workspace/typed"

typedef struct
{
  SubletTestInstance instance;
  SubletSshAgent *agent;
  GtkWidget *window;
  char *programs; /* the only ones that are found */
  char *path;     /* the real PATH */
} World;

static bool
is_ready (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_READY;
}

static void
set_up (World *world, gconstpointer data)
{
  sublet_test_instance_start (&world->instance);
  world->agent = sublet_ssh_agent_new (world->instance.identities);
  sublet_ssh_agent_set_parent (world->agent, world->instance.folder);
  sublet_connection_set_agent (world->instance.connection, world->agent);
  world->window = sublet_ui_test_present (gtk_label_new ("Own Terminal"), 200, 100);
  world->programs = g_build_filename (world->instance.folder, "programs", NULL);
  g_assert_cmpint (g_mkdir (world->programs, 0700), ==, 0);
  world->path = g_strdup (g_getenv ("PATH"));
}

static void
tear_down (World *world, gconstpointer data)
{
  g_setenv ("PATH", world->path, TRUE);
  gtk_window_destroy (GTK_WINDOW (world->window));
  sublet_connection_stop (world->instance.connection);
  g_clear_object (&world->instance.connection);
  g_clear_object (&world->agent);
  sublet_test_instance_stop (&world->instance);
  g_free (world->programs);
  g_free (world->path);
}

static void
start_well (World *world)
{
  g_assert_false (sublet_own_terminal_can_open (world->instance.connection));
  sublet_connection_start (world->instance.connection);
  sublet_test_await (is_ready, world->instance.connection);
  g_assert_true (sublet_own_terminal_can_open (world->instance.connection));
}

/* ---- programs ---- */

static void
link_program (World *world, const char *name)
{
  g_autofree char *program = g_find_program_in_path (name);
  g_autofree char *path = g_build_filename (world->programs, name, NULL);

  g_assert_nonnull (program);
  g_assert_cmpint (symlink (program, path), ==, 0);
}

/* What GLib takes for a terminal: it runs what is behind -e, and the person types. */
static void
make_terminal (World *world)
{
  g_autofree char *path = g_build_filename (world->programs, "xterm", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "exec >'%s/log' 2>&1\n"
                                             "[ \"$1\" = -e ] || exit 9\n"
                                             "shift\n"
                                             "echo '" TYPED "' | \"$@\"\n"
                                             "echo \"ended $?\" >'%s/ended'\n",
                                             world->instance.folder,
                                             world->instance.folder);

  g_assert_true (g_file_set_contents_full (path, script, -1, 0, 0700, NULL));
}

static char *
read_file (World *world, const char *name)
{
  g_autofree char *path = g_build_filename (world->instance.folder, name, NULL);
  char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) ? contents : NULL;
}

static bool
has_ended (gpointer data)
{
  g_autofree char *text = read_file (data, "ended");

  return text != NULL && g_str_has_suffix (text, "\n");
}

static GStrv
dup_command (World *world)
{
  g_autoptr (GError) error = NULL;
  GStrv command = sublet_connection_dup_agent_command (world->instance.connection, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (command[0], ==, "ssh");

  return command;
}

/* One that would take any server, and no key but the person's. */
static char *
write_config (World *world)
{
  char *path = g_build_filename (world->instance.folder, "config", NULL);

  g_assert_true (g_file_set_contents (path,
                                      "Host *\n"
                                      "  StrictHostKeyChecking no\n"
                                      "  UserKnownHostsFile /dev/null\n"
                                      "  HostKeyAlias other\n"
                                      "  IdentitiesOnly yes\n"
                                      "  IdentityAgent none\n"
                                      "  ForwardAgent yes\n",
                                      -1,
                                      NULL));

  return path;
}

/* The command with the person's own configuration and one more word: what it says, how it ends. */
static int
run_command (World *world, char **command, const char *word, char **output)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *config = write_config (world);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add_many (builder, command[0], "-F", config, NULL);
  g_strv_builder_addv (builder, (const char **) command + 1);
  g_strv_builder_add (builder, word);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, sublet_test_on_result, &result);
  g_subprocess_communicate_utf8_finish (process,
                                        sublet_test_await_result (&result),
                                        output,
                                        NULL,
                                        &error);
  g_assert_no_error (error);

  return g_subprocess_get_exit_status (process);
}

/* ---- tests ---- */

static void
test_open (World *world, gconstpointer data)
{
  g_autofree char *problem = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) command = NULL;
  g_autofree char *output = NULL;

  start_well (world);
  link_program (world, "ssh");
  make_terminal (world);
  g_setenv ("PATH", world->programs, TRUE);
  problem = sublet_own_terminal_open (world->instance.connection, world->window);
  g_assert_null (problem);
  sublet_test_await (has_ended, world);
  ended = read_file (world, "ended");
  log = read_file (world, "log");
  g_test_message ("%s", log);
  g_assert_cmpstr (ended, ==, "ended 0\n");

  command = dup_command (world);
  g_assert_cmpint (run_command (world, command, "cat /workspace/typed", &output), ==, 0);
  g_assert_cmpstr (output, ==, "by their own terminal\n");
}

/* Which programs are missing is said in words. */
static void
test_missing (World *world, gconstpointer data)
{
  g_autofree char *no_ssh = NULL;
  g_autofree char *no_terminal = NULL;

  start_well (world);
  g_setenv ("PATH", world->programs, TRUE);
  no_ssh = sublet_own_terminal_open (world->instance.connection, world->window);
  g_assert_nonnull (no_ssh);
  g_assert_nonnull (strstr (no_ssh, "OpenSSH"));
  g_assert_null (sublet_ssh_agent_get_socket_path (world->agent));

  g_setenv ("PATH", world->path, TRUE);
  link_program (world, "ssh");
  g_setenv ("PATH", world->programs, TRUE);
  no_terminal = sublet_own_terminal_open (world->instance.connection, world->window);
  g_assert_nonnull (no_terminal);
  g_assert_nonnull (strstr (no_terminal, "xdg-terminal-exec"));
}

/* What is pinned holds and the agent stays here, whatever the person's own configuration says. */
static void
test_host_key_changed (World *world, gconstpointer data)
{
  g_auto (GStrv) command = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start_well (world);
  command = dup_command (world);
  g_assert_cmpint (run_command (world, command, "echo agent $SSH_AUTH_SOCK", &before), ==, 0);
  g_assert_cmpstr (before, ==, "agent\n");

  sublet_test_instance_order (&world->instance,
                              "/_sim/set",
                              "{\"change_host_key\":%" G_GINT64_FORMAT "}",
                              world->instance.id);
  g_assert_cmpint (run_command (world, command, "echo let in", &after), ==, 255);
  g_test_message ("%s", after);
  g_assert_nonnull (strstr (after, "Host key verification failed"));
}

/* Off again when the connection is. */
static void
test_not_ready (World *world, gconstpointer data)
{
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sublet_own_terminal_can_open (NULL));
  start_well (world);
  sublet_connection_stop (world->instance.connection);
  g_assert_false (sublet_own_terminal_can_open (world->instance.connection));
  command = sublet_connection_dup_agent_command (world->instance.connection, &error);
  g_assert_null (command);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/ui/own-terminal/" name, World, NULL, set_up, function, tear_down)

  ADD ("open", test_open);
  ADD ("missing", test_missing);
  ADD ("host-key-changed", test_host_key_changed);
  ADD ("not-ready", test_not_ready);

  return g_test_run ();
}
