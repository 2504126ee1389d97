/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "agent-fixture.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"

#include "ssh-fixture.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Sublet's key lent to the person's own ssh: OpenSSH's programs against it, and where its socket
 * is. */

/* ---- OpenSSH's programs ---- */

typedef struct
{
  int status;
  char *output; /* (owned) */
  char *errors; /* (owned) */
} Run;

static void
run_clear (Run *run)
{
  g_free (run->output);
  g_free (run->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Run
run_program (const char *const *argv, const char *socket_path)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { 0 };

  g_subprocess_launcher_setenv (launcher, "SSH_AUTH_SOCK", socket_path, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, sublet_test_on_result, &result);
  g_subprocess_communicate_utf8_finish (process,
                                        sublet_test_await_result (&result),
                                        &run.output,
                                        &run.errors,
                                        &error);
  g_assert_no_error (error);
  run.status = g_subprocess_get_exit_status (process);
  g_test_message ("%s: %d, %s%s", argv[0], run.status, run.output, run.errors);

  return run;
}

static Run
run_ssh_add (AgentWorld *world, const char *option)
{
  const char *const argv[] = { "ssh-add", option, NULL };

  return run_program (argv, sublet_ssh_agent_get_socket_path (world->agent));
}

static void
test_list (AgentWorld *world, gconstpointer data)
{
  const char *line = sublet_ssh_identity_get_public_line (world->identity);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_auto (Run) keys = run_ssh_add (world, "-L");
  g_auto (Run) fingerprints = run_ssh_add (world, "-l");

  g_assert_cmpint (keys.status, ==, 0);
  g_assert_cmpstr (g_strchomp (keys.output), ==, line);
  g_assert_cmpint (fingerprints.status, ==, 0);
  g_assert_nonnull (strstr (fingerprints.output, fingerprint));
}

/* Forgotten while it runs: there is no key any more, and the agent says so. */
static void
test_no_key (AgentWorld *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Run) before = run_ssh_add (world, "-L");
  g_auto (Run) after = { 0 };

  sublet_identity_store_forget_async (world->identities, NULL, sublet_test_on_result, &result);
  sublet_identity_store_forget_finish (world->identities,
                                       sublet_test_await_result (&result),
                                       &error);
  g_assert_no_error (error);
  after = run_ssh_add (world, "-L");
  g_assert_cmpint (before.status, ==, 0);
  g_assert_cmpint (after.status, ==, 1);
}

static Run
sign_in (guint16 port, const char *agent)
{
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autofree char *agent_option = g_strdup_printf ("IdentityAgent=%s", agent);
  const char *const argv[] = { "ssh",
                               "-F",
                               "none",
                               "-o",
                               agent_option,
                               "-o",
                               "IdentityFile=none",
                               "-o",
                               "BatchMode=yes",
                               "-o",
                               "StrictHostKeyChecking=no",
                               "-o",
                               "UserKnownHostsFile=/dev/null",
                               "-p",
                               port_text,
                               "root@127.0.0.1",
                               "echo signed in",
                               NULL };

  return run_program (argv, "");
}

/* A real server lets it in with this agent alone, and without it does not. */
static void
test_sign_in (AgentWorld *world, gconstpointer data)
{
  g_autoptr (SshServer) server = ssh_server_new (world->identity, "ed25519");
  guint16 port = ssh_server_get_port (server);
  g_auto (Run) with = sign_in (port, sublet_ssh_agent_get_socket_path (world->agent));
  g_auto (Run) without = sign_in (port, "none");

  g_assert_cmpint (with.status, ==, 0);
  g_assert_cmpstr (with.output, ==, "signed in\n");
  g_assert_cmpint (without.status, ==, 255);
  g_assert_nonnull (strstr (without.errors, "Permission denied"));
}

/* ---- the socket ---- */

static guint
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  return info.st_mode;
}

static void
test_modes (AgentWorld *world, gconstpointer data)
{
  const char *path = sublet_ssh_agent_get_socket_path (world->agent);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (folder);

  g_assert_true (g_str_has_prefix (root, world->folder));
  g_assert_cmphex (get_mode (path), ==, S_IFSOCK | 0600);
  g_assert_cmphex (get_mode (folder), ==, S_IFDIR | 0700);
  g_assert_cmphex (get_mode (root), ==, S_IFDIR | 0700);
}

/* As a process leaves it that was killed. */
static char *
leave_dead (const char *root)
{
  char *folder = g_build_filename (root, "killed", NULL);
  g_autofree char *known_hosts = g_build_filename (folder, "known_hosts-sublet-1", NULL);
  g_autofree char *path = g_build_filename (folder, SUBLET_SSH_AGENT_SOCKET_NAME, NULL);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (known_hosts, "", 0, NULL));
  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);

  return folder;
}

static void
test_dead (AgentWorld *world, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (sublet_ssh_agent_get_socket_path (world->agent));
  g_autofree char *root = g_path_get_dirname (folder);
  g_autofree char *dead = leave_dead (root);
  g_autoptr (SubletSshAgent) other = agent_world_make_agent (world);
  g_autoptr (GError) error = NULL;
  g_auto (Run) run = { 0 };

  sublet_ssh_agent_start (other, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  /* One that lives is left alone. */
  run = run_ssh_add (world, "-L");
  g_assert_cmpint (run.status, ==, 0);
}

/* Something else is where the folder would be; or it was open to others. */
static void
test_place (AgentWorld *world, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (sublet_ssh_agent_get_socket_path (world->agent));
  g_autofree char *root = g_path_get_dirname (folder);
  g_autoptr (GError) error = NULL;

  sublet_ssh_agent_stop (world->agent);
  g_assert_null (sublet_ssh_agent_get_socket_path (world->agent));
  g_assert_cmpint (g_chmod (root, 0755), ==, 0);
  sublet_ssh_agent_start (world->agent, &error);
  g_assert_no_error (error);
  g_assert_cmphex (get_mode (root), ==, S_IFDIR | 0700);

  sublet_ssh_agent_stop (world->agent);
  g_assert_cmpint (g_rmdir (root), ==, 0);
  g_assert_cmpint (symlink (world->folder, root), ==, 0);
  g_assert_false (sublet_ssh_agent_start (world->agent, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
  g_assert_null (sublet_ssh_agent_get_socket_path (world->agent));
  g_assert_cmpint (g_unlink (root), ==, 0);
}

/* Longer than the name of a socket can be: said, and not cut off to be somewhere else. */
static void
test_long (AgentWorld *world, gconstpointer data)
{
  g_autofree char *name = g_strnfill (120, 'a');
  g_autofree char *parent = g_build_filename (world->folder, name, NULL);
  g_autofree char *root = g_build_filename (parent, "sublet-agent", NULL);
  g_autoptr (SubletSshAgent) agent = sublet_ssh_agent_new (world->identities);
  g_autoptr (GError) error = NULL;

  sublet_ssh_agent_set_parent (agent, parent);
  g_assert_false (sublet_ssh_agent_start (agent, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
  /* And nothing is left of it. */
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

#define ADD(name, function)       \
  g_test_add ("/ssh/agent/" name, \
              AgentWorld,         \
              NULL,               \
              agent_world_set_up, \
              function,           \
              agent_world_tear_down)

  ADD ("list", test_list);
  ADD ("no-key", test_no_key);
  ADD ("sign-in", test_sign_in);
  ADD ("modes", test_modes);
  ADD ("dead", test_dead);
  ADD ("place", test_place);
  ADD ("long", test_long);

  return g_test_run ();
}
