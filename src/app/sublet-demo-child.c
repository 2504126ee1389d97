/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-demo-child.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "core/base/sublet-error.h"

#define PROGRAM "sublet-simulator"

/* Where the child finds the key: the first descriptor after the standard ones. */
#define CHILD_KEY_FD 3

/* How the child's second line begins, see CONTROL.md of the simulator. */
#define SSH_LINE "ssh: "

/* A rental is up within half a minute instead of some minutes; nothing else goes faster. */
#define SPEED "8"

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

/**
 * sublet_demo_child_spawn:
 * @key_fd: (transfer full): where it reads its key
 * @error: a place for an error
 *
 * It dies with this thread; what it prints is the process's standard output.
 *
 * Returns: (transfer full) (nullable): the simulator; %SUBLET_ERROR_NOT_FOUND when it is not
 *   installed
 */
GSubprocess *
sublet_demo_child_spawn (int key_fd, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = find_program ();
  g_autofree char *fd_option = g_strdup_printf ("--key-fd=%d", CHILD_KEY_FD);
  const char *const argv[] = { program,      "--port=0", "--speed=" SPEED, "--month", fd_option,
                               "--try-sshd", NULL };

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_fd (launcher, key_fd, CHILD_KEY_FD);
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

/**
 * sublet_demo_child_is_address:
 * @url: its first line
 *
 * Loopback alone: nothing that the child prints can send the demo anywhere else.
 *
 * Returns: whether it says where the child listens
 */
gboolean
sublet_demo_child_is_address (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = NULL;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 ||
      g_uri_get_host (uri) == NULL)
    return FALSE;

  address = g_inet_address_new_from_string (g_uri_get_host (uri));
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* A sentence for its word. */
static const char *
get_problem (const char *word)
{
  if (g_str_equal (word, "flatpak"))
    return _ ("The demo’s instances have no SSH when Sublet runs as a Flatpak.");
  if (g_str_equal (word, "no-bubblewrap"))
    return _ ("The demo’s instances have no SSH: bubblewrap is not installed on this computer.");
  if (g_str_equal (word, "no-server"))
    return _ (
      "The demo’s instances have no SSH: no OpenSSH server is installed on this computer.");
  if (g_str_equal (word, "no-sandbox"))
    return _ ("The demo’s instances have no SSH: this computer does not let them run in a sandbox.");

  return _ ("The demo’s instances have no SSH on this computer.");
}

/**
 * sublet_demo_child_read_ssh:
 * @line: its second line
 * @has_ssh: (out): whether its instances can be reached with SSH
 * @problem: (out) (nullable): why not, a sentence for the person; static
 *
 * Source: CONTROL.md of the simulator, `--try-sshd`.
 *
 * Returns: whether it is a line about SSH
 */
gboolean
sublet_demo_child_read_ssh (const char *line, gboolean *has_ssh, const char **problem)
{
  const char *word = line + strlen (SSH_LINE);

  if (!g_str_has_prefix (line, SSH_LINE))
    return FALSE;

  *has_ssh = g_str_equal (word, "ready");
  *problem = *has_ssh ? NULL : get_problem (word);
  return TRUE;
}
