/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/common/sublet-own-terminal.h"
#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/**
 * sublet_instance_card_follow_connection: (skip)
 * @self: a card
 */
void
sublet_instance_card_follow_connection (SubletInstanceCard *self)
{
  SubletConnection *connection = NULL;

  if (self->rental != NULL && self->connections != NULL && sublet_rental_is_up (self->rental))
    connection = sublet_connections_get (self->connections, self->rental);
  if (self->connection == connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_func (self->connection,
                                          sublet_instance_card_queue_update,
                                          self);
  g_set_object (&self->connection, connection);
  if (connection != NULL)
    g_signal_connect_object (connection,
                             "changed",
                             G_CALLBACK (sublet_instance_card_queue_update),
                             self,
                             G_CONNECT_SWAPPED);
}

void
sublet_instance_card_update_connection (SubletInstanceCard *self)
{
  bool shown = sublet_connection_row_has_content (self->connection);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->connection_row, shown);
  if (!shown)
    return;

  name = sublet_rental_text_dup_name (self->rental);
  sublet_connection_row_update (SUBLET_CONNECTION_ROW (self->connection_row),
                                self->connection,
                                name,
                                sublet_rental_engine_get_clock (self->engine));
}

/* ---- actions ---- */

/* Also before it is ready: the terminal says how far it is, and opens when it is. */
static void
on_terminal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  if (self->connection != NULL)
    g_signal_emit_by_name (self, "terminal", self->rental);
}

static void
on_connect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  if (self->connection != NULL)
    sublet_connection_start (self->connection);
}

/* The page of the instance has a doctor. */
static void
on_find_cause (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  gtk_widget_activate_action (widget,
                              "win.show-instance",
                              "(ss)",
                              sublet_rental_get_id (self->rental),
                              "connection");
}

static void
on_check_runtime (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  if (self->connection != NULL)
    sublet_connection_check_runtime (self->connection);
}

static void
on_cancel_runtime (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  if (self->connection != NULL)
    sublet_connection_cancel_runtime (self->connection);
}

static void
on_own_terminal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);
  g_autofree char *problem = NULL;

  if (!sublet_own_terminal_can_open (self->connection))
    return;

  problem = sublet_own_terminal_open (self->connection, widget);
  if (problem != NULL)
    sublet_toast_show (widget, problem);
}

static void
on_copy_command (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);
  g_autofree char *command =
    self->connection == NULL ? NULL : sublet_connection_dup_command (self->connection);

  if (command == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), command);
  sublet_toast_show (widget, _ ("SSH command copied"));
}

void
sublet_instance_card_update_connection_actions (SubletInstanceCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  SubletConnection *connection = self->connection;
  SubletConnectionState state = connection == NULL ? SUBLET_CONNECTION_STATE_IDLE
                                                   : sublet_connection_get_state (connection);
  g_autofree char *command = connection == NULL ? NULL : sublet_connection_dup_command (connection);

  gtk_widget_action_set_enabled (widget, "instance.terminal", connection != NULL);
  gtk_widget_action_set_enabled (widget,
                                 "instance.connect",
                                 connection != NULL && state != SUBLET_CONNECTION_STATE_CHECKING &&
                                   state != SUBLET_CONNECTION_STATE_READY);
  gtk_widget_action_set_enabled (widget,
                                 "instance.check-runtime",
                                 state == SUBLET_CONNECTION_STATE_READY &&
                                   !sublet_connection_get_checking_runtime (connection));
  gtk_widget_action_set_enabled (widget, "instance.copy-command", command != NULL);
  gtk_widget_action_set_enabled (widget,
                                 "instance.own-terminal",
                                 sublet_own_terminal_can_open (connection));
}

void
sublet_instance_card_install_connection_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "instance.terminal", NULL, on_terminal);
  gtk_widget_class_install_action (widget_class, "instance.connect", NULL, on_connect);
  gtk_widget_class_install_action (widget_class, "instance.check-runtime", NULL, on_check_runtime);
  gtk_widget_class_install_action (widget_class,
                                   "instance.cancel-runtime",
                                   NULL,
                                   on_cancel_runtime);
  gtk_widget_class_install_action (widget_class, "instance.find-cause", NULL, on_find_cause);
  gtk_widget_class_install_action (widget_class, "instance.copy-command", NULL, on_copy_command);
  gtk_widget_class_install_action (widget_class, "instance.own-terminal", NULL, on_own_terminal);
}
