/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-own-terminal.h"

#include "core/base/sublet-sandbox.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* As in a desktop file: what a shell would, and "%" stands for something. Source: Desktop Entry
 * Specification, The Exec key. */
static char *
quote (char **command)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (; *command != NULL; command++)
    {
      g_autofree char *word = g_shell_quote (*command);

      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, word);
    }
  g_string_replace (line, "%", "%%", 0);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static bool
launch (char **command, GtkWidget *widget, GError **error)
{
  g_autofree char *line = quote (command);
  g_autoptr (GAppInfo) info = NULL;
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  info = g_app_info_create_from_commandline (line, "SSH", G_APP_INFO_CREATE_NEEDS_TERMINAL, error);

  return info != NULL && g_app_info_launch (info, NULL, G_APP_LAUNCH_CONTEXT (context), error);
}

/**
 * sublet_own_terminal_can_open:
 * @connection: (nullable): to an instance
 *
 * Returns: whether it is ready, and this program runs outside a sandbox
 */
gboolean
sublet_own_terminal_can_open (SubletConnection *connection)
{
  return connection != NULL && sublet_connection_has_agent_command (connection) &&
         !sublet_is_sandboxed ();
}

/**
 * sublet_own_terminal_open:
 * @connection: one that can be opened
 * @widget: where the person asked for it
 *
 * Which terminal it is the desktop says, through GLib.
 *
 * Returns: (transfer full) (nullable): why none opens, a sentence for the person; NULL: one does
 */
char *
sublet_own_terminal_open (SubletConnection *connection, GtkWidget *widget)
{
  g_auto (GStrv) command = NULL;
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  g_autoptr (GError) error = NULL;

  if (ssh == NULL)
    return g_strdup (_ ("Your own terminal needs the program ssh. Install the OpenSSH client."));

  command = sublet_connection_dup_agent_command (connection, &error);
  if (command == NULL)
    {
      g_message ("no command for another terminal: %s", error->message);
      return g_strdup (_ ("Sublet cannot lend its SSH key to your own terminal. Use Sublet’s."));
    }
  if (launch (command, widget, &error))
    return NULL;

  g_message ("no other terminal: %s", error->message);
  /* GLib has no code of its own for it; what fails later is a GSpawnError. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return g_strdup (_ ("No terminal program was found. Install xdg-terminal-exec or a terminal, "
                        "xterm for one."));

  return g_strdup (_ ("Your own terminal did not start. Use Sublet’s."));
}
