/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-launch-text.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-choice-text.h"

#include <glib/gi18n.h>

/* More are counted, not listed, under a row's title. */
#define MOST_PORTS_NAMED 3

/**
 * sublet_launch_text_port:
 * @port: a port
 *
 * Returns: (transfer full): its number, and its protocol when that is not TCP
 */
char *
sublet_launch_text_port (const SubletLaunchPort *port)
{
  return port->udp ? g_strdup_printf ("%d/udp", port->port) : g_strdup_printf ("%d", port->port);
}

static char *
mode_and_route (SubletLaunch *launch)
{
  SubletLaunchRoute route = sublet_launch_get_route (launch);

  switch (sublet_launch_get_mode (launch))
    {
    case SUBLET_LAUNCH_MODE_ARGS:
      return g_strdup (_ ("Arguments, no SSH"));
    case SUBLET_LAUNCH_MODE_JUPYTER:
      if (route == SUBLET_LAUNCH_ROUTE_DIRECT)
        return g_strdup (_ ("Jupyter, direct"));
      if (route == SUBLET_LAUNCH_ROUTE_PROXY)
        return g_strdup (_ ("Jupyter through Vast"));
      return g_strdup (_ ("Jupyter and SSH"));
    case SUBLET_LAUNCH_MODE_SSH:
    default:
      if (route == SUBLET_LAUNCH_ROUTE_DIRECT)
        return g_strdup (_ ("SSH, direct"));
      if (route == SUBLET_LAUNCH_ROUTE_PROXY)
        return g_strdup (_ ("SSH through Vast"));
      return g_strdup (_ ("SSH"));
    }
}

static char *
name_ports (const GArray *ports)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint i;

  for (i = 0; i < ports->len; i++)
    g_ptr_array_add (words, sublet_launch_text_port (&g_array_index (ports, SubletLaunchPort, i)));
  g_ptr_array_add (words, NULL);
  list = g_strjoinv (", ", (char **) words->pdata);

  /* TRANSLATORS: %s is one port or some, as in "7860, 9000/udp" */
  return g_strdup_printf (ngettext ("port %s", "ports %s", ports->len), list);
}

/**
 * sublet_launch_text_mode:
 * @launch: what is set
 *
 * Returns: (transfer full): launch mode, how many variables, and which ports
 */
char *
sublet_launch_text_mode (SubletLaunch *launch)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const GArray *ports = sublet_launch_get_ports (launch);
  guint n_env = sublet_launch_get_n_env (launch);
  guint n_packages = g_strv_length ((char **) sublet_launch_get_packages (launch));

  g_ptr_array_add (parts, mode_and_route (launch));
  if (n_env > 0)
    g_ptr_array_add (parts,
                     /* TRANSLATORS: how many environment variables are set */
                     g_strdup_printf (ngettext ("%u variable", "%u variables", n_env), n_env));
  if (ports != NULL && ports->len > MOST_PORTS_NAMED)
    g_ptr_array_add (parts,
                     /* TRANSLATORS: how many ports are opened */
                     g_strdup_printf (ngettext ("%u port", "%u ports", ports->len), ports->len));
  else if (ports != NULL && ports->len > 0)
    g_ptr_array_add (parts, name_ports (ports));
  if (n_packages > 0)
    g_ptr_array_add (parts,
                     /* TRANSLATORS: how many Python packages are required */
                     g_strdup_printf (ngettext ("%u package", "%u packages", n_packages),
                                      n_packages));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * sublet_launch_text_onstart:
 * @launch: what is set
 *
 * Returns: (transfer full): how long the script is; never what is in it
 */
char *
sublet_launch_text_onstart (SubletLaunch *launch)
{
  const char *text = sublet_launch_get_onstart (launch);
  const char *p;
  guint n_lines = 1;

  if (text == NULL || *text == '\0')
    {
      if (sublet_launch_is_onstart_missing (launch))
        return g_strdup (_ ("Not kept, asked for again"));
      return g_strdup (C_ ("on-start script", "None"));
    }

  for (p = text; *p != '\0'; p++)
    {
      if (*p == '\n' && p[1] != '\0')
        n_lines++;
    }

  /* TRANSLATORS: how long a script is */
  return g_strdup_printf (ngettext ("%u line", "%u lines", n_lines), n_lines);
}

static char *
name_volume (const SubletLaunchVolume *volume)
{
  g_autofree char *size = NULL;
  const char *path = volume->mount_path == NULL ? "" : volume->mount_path;

  if (volume->kind == SUBLET_LAUNCH_VOLUME_EXISTING)
    /* TRANSLATORS: a volume that exists; %s is a folder, as in /data */
    return g_strdup_printf (_ ("volume at %s"), path);

  size = sublet_format_number (volume->size_gb, 0);
  /* TRANSLATORS: a number of gigabytes and a folder, as in "new volume, 50 GB at /data" */
  return g_strdup_printf (_ ("new volume, %1$s GB at %2$s"), size, path);
}

static char *
dup_key_name (SubletLaunch *launch)
{
  const char *text = sublet_launch_get_ssh_key (launch);
  g_autoptr (SubletKeyChoice) choice = text != NULL ? sublet_key_choice_parse (text, NULL) : NULL;

  if (text == NULL)
    return g_strdup (_ ("SSH key as in Preferences"));

  return sublet_key_choice_text_dup (choice, SUBLET_KEY_CHOICE_TEXT_SHORT);
}

/**
 * sublet_launch_text_access:
 * @launch: what is set
 *
 * Returns: (transfer full): the SSH key, the login's user and server, and the volume; never a
 * password
 */
char *
sublet_launch_text_access (SubletLaunch *launch)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const SubletLaunchVolume *volume = sublet_launch_get_volume (launch);
  const char *user = sublet_launch_get_registry_user (launch);
  const char *server = sublet_launch_get_registry_server (launch);

  g_ptr_array_add (parts, dup_key_name (launch));
  if (user != NULL && *user != '\0')
    {
      if (server == NULL || *server == '\0')
        server = "docker.io";
      /* TRANSLATORS: a user and a server, as in "ada at ghcr.io" */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%1$s at %2$s"), user, server));
    }
  if (volume != NULL && volume->kind != SUBLET_LAUNCH_VOLUME_NONE)
    g_ptr_array_add (parts, name_volume (volume));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * sublet_launch_text_size:
 * @length: of a script, in characters
 *
 * Returns: (transfer full): that, and how many can be sent as they are
 */
char *
sublet_launch_text_size (glong length)
{
  g_autofree char *number = sublet_format_number ((double) length, 0);
  g_autofree char *most = sublet_format_number (SUBLET_LAUNCH_MAX_ONSTART, 0);

  if (length > SUBLET_LAUNCH_MAX_ONSTART)
    /* TRANSLATORS: two numbers of characters; a longer script is sent compressed */
    return g_strdup_printf (_ ("%1$s of %2$s, sent packed"), number, most);

  /* TRANSLATORS: two numbers of characters, as in "1,204 of 4,048" */
  return g_strdup_printf (_ ("%1$s of %2$s"), number, most);
}

/**
 * sublet_launch_text_missing:
 * @launch: what a recipe or a past rental had
 *
 * Returns: (transfer full) (nullable): how many secrets it names that nobody kept, for above the
 *   rows that ask for them; %NULL when there are none
 */
char *
sublet_launch_text_missing (SubletLaunch *launch)
{
  guint n_missing = sublet_launch_get_n_missing_secrets (launch);

  if (n_missing == 0)
    return NULL;

  /* TRANSLATORS: how many secret values (of variables, logins, scripts) have to be typed again */
  return g_strdup_printf (ngettext ("%u secret was not kept. Type it again where it is asked for.",
                                    "%u secrets were not kept. Type them again where they are "
                                    "asked for.",
                                    n_missing),
                          n_missing);
}
