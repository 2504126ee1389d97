/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "ui/common/sublet-own-terminal.h"
#include "ui/common/sublet-toast.h"

#include <glib/gi18n.h>

/* Also before it is ready: the terminal says how far it is, and opens when it is. */
void
sublet_instance_actions_terminal (SubletInstanceActions *self)
{
  if (self->connection != NULL)
    g_signal_emit_by_name (self, "terminal", self->rental);
}

void
sublet_instance_actions_connect (SubletInstanceActions *self)
{
  if (self->connection != NULL)
    sublet_connection_start (self->connection);
}

/* The page of the instance has a doctor. */
void
sublet_instance_actions_find_cause (SubletInstanceActions *self)
{
  gtk_widget_activate_action (self->widget,
                              "win.show-instance",
                              "(ss)",
                              sublet_rental_get_id (self->rental),
                              "connection");
}

void
sublet_instance_actions_check_runtime (SubletInstanceActions *self)
{
  if (self->connection != NULL)
    sublet_connection_check_runtime (self->connection);
}

void
sublet_instance_actions_cancel_runtime (SubletInstanceActions *self)
{
  if (self->connection != NULL)
    sublet_connection_cancel_runtime (self->connection);
}

void
sublet_instance_actions_own_terminal (SubletInstanceActions *self)
{
  g_autofree char *problem = NULL;

  if (!sublet_own_terminal_can_open (self->connection))
    return;

  problem = sublet_own_terminal_open (self->connection, self->widget);
  if (problem != NULL)
    sublet_toast_show (self->widget, problem);
}

void
sublet_instance_actions_copy_command (SubletInstanceActions *self)
{
  g_autofree char *command =
    self->connection == NULL ? NULL : sublet_connection_dup_command (self->connection);

  if (command == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), command);
  sublet_toast_show (self->widget, _ ("SSH command copied"));
}

void
sublet_instance_actions_update_connection (SubletInstanceActions *self)
{
  SubletConnection *connection = self->connection;
  SubletConnectionState state = connection == NULL ? SUBLET_CONNECTION_STATE_IDLE
                                                   : sublet_connection_get_state (connection);
  g_autofree char *command = connection == NULL ? NULL : sublet_connection_dup_command (connection);

  sublet_instance_actions_set_enabled (self, "terminal", connection != NULL);
  sublet_instance_actions_set_enabled (self,
                                       "connect",
                                       connection != NULL &&
                                         state != SUBLET_CONNECTION_STATE_CHECKING &&
                                         state != SUBLET_CONNECTION_STATE_READY);
  sublet_instance_actions_set_enabled (self,
                                       "check-runtime",
                                       state == SUBLET_CONNECTION_STATE_READY &&
                                         !sublet_connection_get_checking_runtime (connection));
  sublet_instance_actions_set_enabled (self, "copy-command", command != NULL);
  sublet_instance_actions_set_enabled (self,
                                       "own-terminal",
                                       sublet_own_terminal_can_open (connection));
}
