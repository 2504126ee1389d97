/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include <math.h>
#include <string.h>

/* What registry logins and places in the container may look like. */

/* Ours: what every file system takes. */
#define MAX_PATH_LENGTH 1024

/* Ours; the passwords that some clouds give for twelve hours are of 3,000 characters. */
#define MAX_LOGIN_LENGTH 4096

#define MAX_VOLUME_NAME_LENGTH 64

/**
 * sublet_launch_is_clean: (skip)
 * @text: any text
 * @allowed: control characters that are fine
 *
 * Returns: whether it is UTF-8 without other control characters
 */
bool
sublet_launch_is_clean (const char *text, const char *allowed)
{
  const char *at;

  if (!g_utf8_validate (text, -1, NULL))
    return false;
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (at)) && strchr (allowed, *at) == NULL)
        return false;
    }

  return true;
}

/**
 * sublet_launch_consists_of: (skip)
 * @text: any text
 * @others: characters that are fine beside letters and digits
 *
 * Returns: whether it has nothing else
 */
bool
sublet_launch_consists_of (const char *text, const char *others)
{
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && strchr (others, *text) == NULL)
        return false;
    }

  return true;
}

/* They travel as flags of one line, `-u user -p token registry.example`: a blank, a quote or a dash
 * at the start would make another line of it. Source: fact sheet 3.1, `image_login`. */
static bool
is_login_word (const char *text)
{
  const char *at;

  for (at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isgraph (*at) || strchr ("\"'\\`", *at) != NULL)
        return false;
    }

  return *text != '-';
}

/**
 * sublet_launch_check_registry: (skip)
 * @self: a launch
 *
 * Returns: what is wrong with its login
 */
SubletLaunchProblem
sublet_launch_check_registry (SubletLaunch *self)
{
  const char *password = self->registry_password;

  if (self->registry_user == NULL)
    return SUBLET_LAUNCH_PROBLEM_NONE;
  if (*self->registry_user == '\0' || (password != NULL && *password == '\0'))
    return SUBLET_LAUNCH_PROBLEM_MISSING;
  if (strlen (self->registry_user) > MAX_LOGIN_LENGTH ||
      strlen (self->registry_server) > MAX_PATH_LENGTH ||
      (password != NULL && strlen (password) > MAX_LOGIN_LENGTH))
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  if (!is_login_word (self->registry_user) || (password != NULL && !is_login_word (password)))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;
  if (*self->registry_server != '\0' &&
      (!g_ascii_isalnum (*self->registry_server) ||
       !sublet_launch_consists_of (self->registry_server, ".-:/_")))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

/**
 * sublet_launch_check_path: (skip)
 * @path: (nullable): a folder inside
 *
 * Returns: what is wrong with it as an absolute one
 */
SubletLaunchProblem
sublet_launch_check_path (const char *path)
{
  if (path == NULL || *path == '\0')
    return SUBLET_LAUNCH_PROBLEM_MISSING;
  if (strlen (path) > MAX_PATH_LENGTH)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  if (*path != '/' || !sublet_launch_is_clean (path, "") ||
      g_ascii_isspace (path[strlen (path) - 1]))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

/* A volume over the home hides the keys that SSH asks, one over the root or the system everything.
 * Source for `/root` and `/`: fact sheet 5.9. */
static bool
is_reserved_place (const char *path)
{
  static const char *const places[] = {
    "/",      "/bin",  "/boot", "/dev",  "/etc", "/lib",
    "/lib64", "/proc", "/root", "/sbin", "/sys", "/usr",
  };
  g_autofree char *plain = g_canonicalize_filename (path, "/");
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_str_equal (plain, places[i]))
        return true;
    }

  return g_str_has_prefix (plain, "/root/.ssh") || g_str_has_prefix (plain, "/proc/") ||
         g_str_has_prefix (plain, "/dev/") || g_str_has_prefix (plain, "/sys/");
}

/**
 * sublet_launch_check_volume: (skip)
 * @self: a launch
 *
 * Returns: what is wrong with its volume
 */
SubletLaunchProblem
sublet_launch_check_volume (SubletLaunch *self)
{
  const SubletLaunchVolume *volume = &self->volume;
  SubletLaunchProblem problem;

  if (volume->kind == SUBLET_LAUNCH_VOLUME_NONE)
    return SUBLET_LAUNCH_PROBLEM_NONE;
  if (volume->id <= 0)
    return SUBLET_LAUNCH_PROBLEM_MISSING;
  problem = sublet_launch_check_path (volume->mount_path);
  if (problem != SUBLET_LAUNCH_PROBLEM_NONE)
    return problem;
  /* It travels inside `id:path` too. */
  if (!sublet_launch_consists_of (volume->mount_path, "/._-"))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;
  if (is_reserved_place (volume->mount_path))
    return SUBLET_LAUNCH_PROBLEM_RESERVED;
  if (volume->kind != SUBLET_LAUNCH_VOLUME_NEW)
    return SUBLET_LAUNCH_PROBLEM_NONE;

  if (!isfinite (volume->size_gb) || volume->size_gb < 1)
    return SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE;
  if (volume->name != NULL && strlen (volume->name) > MAX_VOLUME_NAME_LENGTH)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  if (volume->name != NULL && !sublet_launch_consists_of (volume->name, "_-"))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

/**
 * sublet_launch_get_n_own_ports:
 * @self: a launch
 *
 * Returns: how many ports its mode opens where it is reached directly: SSH's, and Jupyter's.
 *   Source: fact sheet 3.2.
 */
guint
sublet_launch_get_n_own_ports (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), 0);

  switch (self->mode)
    {
    case SUBLET_LAUNCH_MODE_SSH:
      return 1;

    case SUBLET_LAUNCH_MODE_JUPYTER:
      return 2;

    case SUBLET_LAUNCH_MODE_ARGS:
    default:
      return 0;
    }
}

/**
 * sublet_launch_is_direct:
 * @self: a launch
 * @n_machine_ports: how many the machine can map, -1: not known
 *
 * The route that is chosen by itself is direct where that leaves enough ports for those that were
 * asked for.
 *
 * Returns: whether it is reached directly there rather than through the service's proxy
 */
gboolean
sublet_launch_is_direct (SubletLaunch *self, int n_machine_ports)
{
  guint n_own;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), FALSE);

  n_own = sublet_launch_get_n_own_ports (self);
  switch (self->route)
    {
    case SUBLET_LAUNCH_ROUTE_DIRECT:
      return n_own > 0;

    case SUBLET_LAUNCH_ROUTE_PROXY:
      return FALSE;

    case SUBLET_LAUNCH_ROUTE_AUTO:
    default:
      return n_own > 0 && n_machine_ports >= 0 &&
             (guint) n_machine_ports >= n_own + self->ports->len;
    }
}
