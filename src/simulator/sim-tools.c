/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-tools.h"
#include "core/base/sublet-sandbox.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#define HELPER "sublet-simulator-inside"
#define SYSTEM_SSHD "/usr/sbin/sshd"

/* Where the folders of a server from elsewhere are seen inside. */
#define INSIDE_PREFIX "/opt/openssh"

G_DEFINE_QUARK (sim_sshd_error, sim_sshd_error)

/**
 * sim_sshd_error_get_nick:
 * @error: why instances cannot be servers
 *
 * Returns: the reason in a word
 */
const char *
sim_sshd_error_get_nick (const GError *error)
{
  static const char *const nicks[] = {
    [SIM_SSHD_ERROR_FLATPAK] = "flatpak",     [SIM_SSHD_ERROR_NO_BUBBLEWRAP] = "no-bubblewrap",
    [SIM_SSHD_ERROR_NO_SERVER] = "no-server", [SIM_SSHD_ERROR_NO_SANDBOX] = "no-sandbox",
    [SIM_SSHD_ERROR_FAILED] = "failed",
  };

  return error->domain == SIM_SSHD_ERROR ? nicks[error->code] : nicks[SIM_SSHD_ERROR_FAILED];
}

static SimTools *
fail (GError **error, SimSshdError code, const char *problem)
{
  g_set_error (error, SIM_SSHD_ERROR, code, "--sshd: %s", problem);
  return NULL;
}

/* Beside this program where it was built, else where it was installed to. */
static char *
find_helper (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  char *path = g_build_filename (folder, HELPER, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;

  g_free (path);
  path = g_build_filename (LIBEXECDIR, HELPER, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;

  g_free (path);
  return NULL;
}

static char *
find_sshd (const char *given)
{
  g_autofree char *path = given != NULL ? g_strdup (given) : g_find_program_in_path ("sshd");

  if (path == NULL)
    path = g_strdup (SYSTEM_SSHD);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return NULL;

  return realpath (path, NULL);
}

/* The libraries that were unpacked beside it: lib, and in it the folder of the architecture. */
static char *
make_library_path (const char *prefix)
{
  g_autofree char *folder = g_build_filename (prefix, "lib", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GString *path = g_string_new (INSIDE_PREFIX "/lib");
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "-linux-") != NULL)
      g_string_append_printf (path, ":" INSIDE_PREFIX "/lib/%s", name);

  return g_string_free (path, FALSE);
}

static char *
find_part (const char *prefix, const char *name)
{
  static const char *const folders[] = { "lib/openssh", "libexec/openssh", "libexec" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (prefix, folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_build_filename (INSIDE_PREFIX, folders[i], name, NULL);
    }

  return NULL;
}

static void
place_sshd (SimTools *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_prefix (path, "/usr/"))
    {
      self->sshd = g_strdup (path);
      self->library_path = g_strdup ("");
      return;
    }

  self->folder = g_path_get_dirname (path);
  self->prefix = g_path_get_dirname (self->folder);
  self->sshd = g_build_filename (INSIDE_PREFIX "/sbin", name, NULL);
  self->library_path = make_library_path (self->prefix);
  self->session_program = find_part (self->prefix, "sshd-session");
  self->auth_program = find_part (self->prefix, "sshd-auth");
}

/**
 * sim_tools_new:
 * @sshd: (nullable): an OpenSSH server; NULL looks in PATH, then for the system's
 * @error: what is missing (#SimSshdError)
 *
 * Returns: (transfer full) (nullable): where the programs are
 */
SimTools *
sim_tools_new (const char *sshd, GError **error)
{
  g_autoptr (SimTools) self = g_new0 (SimTools, 1);
  g_autofree char *path = find_sshd (sshd);

  /* It cannot be started in one, and what it would be handed belongs to the sandbox around us. */
  if (sublet_is_sandboxed ())
    return fail (error, SIM_SSHD_ERROR_FLATPAK, "not in a Flatpak");

  self->bwrap = g_find_program_in_path ("bwrap");
  if (self->bwrap == NULL)
    return fail (error, SIM_SSHD_ERROR_NO_BUBBLEWRAP, "bubblewrap is missing: no bwrap in PATH");
  if (path == NULL)
    {
      g_autofree char *problem =
        sshd != NULL
          ? g_strdup_printf ("the OpenSSH server is missing: no program %s", sshd)
          : g_strdup ("the OpenSSH server is missing: no sshd in PATH and no " SYSTEM_SSHD);

      return fail (error, SIM_SSHD_ERROR_NO_SERVER, problem);
    }

  self->helper = find_helper ();
  if (self->helper == NULL)
    return fail (error, SIM_SSHD_ERROR_FAILED, HELPER " is missing");

  place_sshd (self, path);
  return g_steal_pointer (&self);
}

/**
 * sim_tools_free:
 * @self: (transfer full): tools
 */
void
sim_tools_free (SimTools *self)
{
  g_free (self->bwrap);
  g_free (self->helper);
  g_free (self->sshd);
  g_free (self->folder);
  g_free (self->prefix);
  g_free (self->library_path);
  g_free (self->session_program);
  g_free (self->auth_program);
  g_free (self);
}
