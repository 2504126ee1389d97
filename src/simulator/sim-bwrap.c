/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-bwrap.h"

#include <string.h>

#include "simulator/sim-host-key.h"
#include "simulator/sim-run-folder.h"
#include "simulator/sim-sandbox-files.h"

/**
 * sim_bwrap_add:
 * @arguments: (element-type utf8): a command line
 * @...: words, ended by NULL
 */
void
sim_bwrap_add (GPtrArray *arguments, ...)
{
  const char *argument;
  va_list list;

  va_start (list, arguments);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, g_strdup (argument));
  va_end (list);
}

/* A server from elsewhere: the folders it may need and nothing beside them. */
static void
add_openssh (GPtrArray *arguments, const SimTools *tools)
{
  static const char *const names[] = { "lib", "libexec" };
  guint i;

  if (tools->folder == NULL)
    return;

  sim_bwrap_add (arguments, "--ro-bind", tools->folder, "/opt/openssh/sbin", NULL);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *outside = g_build_filename (tools->prefix, names[i], NULL);
      g_autofree char *inside = g_build_filename ("/opt/openssh", names[i], NULL);

      sim_bwrap_add (arguments, "--ro-bind-try", outside, inside, NULL);
    }
}

/**
 * sim_bwrap_make_arguments:
 * @tools: the programs
 * @etc: what is /etc/sim inside
 * @stand_ins: the Python packages
 * @host: the name of the computer inside
 *
 * The boundary, to be followed by what runs in it. Source: bubblewrap's manual; that login as root,
 * terminals and file transfer work in it was tried as root and as an ordinary user.
 *
 * Returns: (transfer full) (element-type utf8): the command line so far
 */
GPtrArray *
sim_bwrap_make_arguments (const SimTools *tools,
                          const char *etc,
                          const char *stand_ins,
                          const char *host)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  sim_bwrap_add (arguments,
                 tools->bwrap,
                 "--unshare-all",
                 "--die-with-parent",
                 "--new-session",
                 NULL);
  /* In a user namespace of its own somebody inside would have all capabilities again. */
  sim_bwrap_add (arguments, "--unshare-user", "--disable-userns", NULL);
  sim_bwrap_add (arguments, "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", NULL);
  sim_bwrap_add (arguments, "--clearenv", "--hostname", host, NULL);
  sim_bwrap_add (arguments, "--ro-bind", "/usr", "/usr", NULL);
  sim_bwrap_add (arguments, "--symlink", "usr/bin", "/bin", "--symlink", "usr/sbin", "/sbin", NULL);
  sim_bwrap_add (arguments,
                 "--symlink",
                 "usr/lib",
                 "/lib",
                 "--symlink",
                 "usr/lib64",
                 "/lib64",
                 NULL);
  sim_bwrap_add (arguments, "--tmpfs", "/etc", "--ro-bind", etc, "/etc/sim", NULL);
  sim_bwrap_add (arguments, "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", NULL);
  sim_bwrap_add (arguments, "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", NULL);
  sim_bwrap_add (arguments, "--symlink", "sim/passwd", "/etc/passwd", NULL);
  sim_bwrap_add (arguments, "--symlink", "sim/group", "/etc/group", NULL);
  sim_bwrap_add (arguments, "--symlink", "sim/hosts", "/etc/hosts", NULL);
  sim_bwrap_add (arguments, "--symlink", "sim/profile", "/etc/profile", NULL);
  sim_bwrap_add (arguments, "--symlink", "sim/profile", "/etc/bash.bashrc", NULL);
  /* Read-only: when root started us our user inside is root to the kernel, and root owns what sets
   * the kernel's behaviour below /proc/sys; writing there takes no capability. */
  sim_bwrap_add (arguments, "--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev", NULL);
  sim_bwrap_add (arguments, "--tmpfs", "/tmp", "--tmpfs", "/run", "--tmpfs", "/var", NULL);
  sim_bwrap_add (arguments, "--tmpfs", "/root", "--tmpfs", "/workspace", NULL);
  sim_bwrap_add (arguments, "--dir", "/var/log", "--dir", "/var/tmp", NULL);
  sim_bwrap_add (arguments, "--ro-bind", tools->helper, SIM_BWRAP_HELPER, NULL);
  sim_bwrap_add (arguments, "--symlink", "../inside", "/opt/sublet/bin/nvidia-smi", NULL);
  sim_bwrap_add (arguments, "--ro-bind", stand_ins, "/opt/sublet/python", NULL);
  add_openssh (arguments, tools);
  sim_bwrap_add (arguments, "--setenv", "HOME", "/root", "--chdir", "/root", NULL);

  return arguments;
}

/**
 * sim_bwrap_new_launcher:
 * @flags: where output goes
 *
 * Nothing of ours is handed on: no environment, and no descriptors but those named later.
 *
 * Returns: (transfer full): a launcher
 */
GSubprocessLauncher *
sim_bwrap_new_launcher (GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  char *none[] = { NULL };

  g_subprocess_launcher_set_environ (launcher, none);
  return launcher;
}

/**
 * sim_bwrap_check:
 * @tools: the programs
 * @folder: the simulator's, with the stand-ins
 * @error: why no instance could run
 *
 * Waits while an OpenSSH server tests itself in a sandbox; done once, before anything is served.
 *
 * Returns: whether it could
 */
bool
sim_bwrap_check (const SimTools *tools, const char *folder, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    sim_bwrap_new_launcher (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *etc = g_build_filename (folder, "check", NULL);
  g_autofree char *stand_ins = g_build_filename (folder, "stand-ins", NULL);
  g_autofree char *library_variable = NULL;
  g_autofree char *key = NULL;
  g_autofree char *public_key = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GPtrArray) arguments = sim_bwrap_make_arguments (tools, etc, stand_ins, "check");
  g_autoptr (GSubprocess) process = NULL;

  if (g_mkdir_with_parents (etc, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s could not be made", etc);
      return false;
    }
  if (!sim_host_key_make ("check", &key, &public_key) ||
      !sim_files_write_text (etc, "passwd", "root:x:1000:1000:root:/root:/bin/bash\n", error) ||
      !sim_files_write_text (etc, "host_key", key, error) ||
      !sim_files_write_text (etc, "sshd_config", "HostKey /etc/sim/host_key\n", error))
    return false;

  if (*tools->library_path != '\0')
    sim_bwrap_add (arguments, "--setenv", "LD_LIBRARY_PATH", tools->library_path, NULL);
  sim_bwrap_add (arguments, tools->sshd, "-t", "-f", "/etc/sim/sshd_config", NULL);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, error))
    return false;

  sim_remove_tree (etc);
  if (g_subprocess_get_successful (process))
    return true;

  g_set_error (error,
               SIM_SSHD_ERROR,
               SIM_SSHD_ERROR_NO_SANDBOX,
               "--sshd: no OpenSSH server runs in a sandbox here: %s",
               g_strstrip (complaint));
  return false;
}
