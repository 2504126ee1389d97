/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "app/sublet-application.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/terminal/sublet-terminal-window.h"

/* Which main window a terminal's window belongs to; compared, never looked into. None while there
 * is no main window. */
#define OWNER "sublet-window"

/* What is asked for is the application's to show: it has a main window, or makes one. */
static void
activate (SubletTerminalWindow *terminal, const char *action, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (terminal));

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), action, parameter);
}

/* The page of the instance has a doctor. */
static void
on_show_rental (SubletTerminalWindow *terminal, SubletRental *rental)
{
  activate (terminal, "find-cause", g_variant_new_string (sublet_rental_get_id (rental)));
}

static void
on_destroy_rental (SubletTerminalWindow *terminal, SubletRental *rental)
{
  activate (terminal, "destroy-rental", g_variant_new_string (sublet_rental_get_id (rental)));
}

/* Without a main window too: what is asked for is told where it was asked. */
static void
on_extend_lease (SubletTerminalWindow *terminal, SubletRental *rental, GtkWidget *where)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (terminal));
  SubletServices *services = SUBLET_IS_APPLICATION (application)
                               ? sublet_application_get_services (SUBLET_APPLICATION (application))
                               : NULL;

  if (services != NULL && sublet_services_get_state (services) == SUBLET_SERVICES_STATE_READY)
    sublet_lease_change_extend (where, sublet_services_get_engine (services), rental, NULL);
}

static void
on_show_instances (SubletTerminalWindow *terminal)
{
  activate (terminal, "instances", NULL);
}

static void on_window_created (SubletTerminalWindow *terminal, SubletTerminalWindow *created);

static void
connect_terminal (SubletTerminalWindow *terminal, gpointer owner)
{
  g_object_set_data (G_OBJECT (terminal), OWNER, owner);
  g_signal_connect (terminal, "show-rental", G_CALLBACK (on_show_rental), NULL);
  g_signal_connect (terminal, "destroy-rental", G_CALLBACK (on_destroy_rental), NULL);
  g_signal_connect (terminal, "extend-lease", G_CALLBACK (on_extend_lease), NULL);
  g_signal_connect (terminal, "show-instances", G_CALLBACK (on_show_instances), NULL);
  g_signal_connect (terminal, "window-created", G_CALLBACK (on_window_created), NULL);
}

/* A tab that is drawn out of one has a window of its own. */
static void
on_window_created (SubletTerminalWindow *terminal, SubletTerminalWindow *created)
{
  connect_terminal (created, g_object_get_data (G_OBJECT (terminal), OWNER));
}

/* Those of the owner, with a reference each. */
static GPtrArray *
list_terminals (SubletWindow *owner)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *terminals = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_TERMINAL_WINDOW (window) &&
          g_object_get_data (G_OBJECT (window), OWNER) == owner)
        g_ptr_array_add (terminals, g_steal_pointer (&window));
    }

  return terminals;
}

/**
 * sublet_window_leave_terminals:
 * @self: a window that goes while the program goes on
 *
 * Its shells stay where they are.
 */
void
sublet_window_leave_terminals (SubletWindow *self)
{
  g_autoptr (GPtrArray) terminals = list_terminals (self);
  guint i;

  for (i = 0; i < terminals->len; i++)
    g_object_set_data (g_ptr_array_index (terminals, i), OWNER, NULL);
  g_clear_weak_pointer (&self->terminal);
}

/**
 * sublet_window_adopt_terminals:
 * @self: a new window
 *
 * The shells that stayed when the last one went are its own.
 */
void
sublet_window_adopt_terminals (SubletWindow *self)
{
  g_autoptr (GPtrArray) terminals = list_terminals (NULL);
  guint i;

  for (i = 0; i < terminals->len; i++)
    {
      g_object_set_data (g_ptr_array_index (terminals, i), OWNER, self);
      g_set_weak_pointer (&self->terminal, g_ptr_array_index (terminals, i));
    }
}

static void
make_terminal (SubletWindow *self)
{
  SubletTerminalWindow *terminal =
    sublet_terminal_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                sublet_services_get_settings (self->services),
                                sublet_rental_engine_get_clock (self->engine),
                                sublet_services_get_demo (self->services),
                                sublet_services_get_ssh_problem (self->services));

  g_set_weak_pointer (&self->terminal, GTK_WINDOW (terminal));
  connect_terminal (terminal, self);
}

/**
 * sublet_window_open_terminal:
 * @self: a window whose services are ready
 * @rental: where a shell is wanted
 *
 * One window has all terminals. Where the rental has one already, that comes into sight; another
 * shell on it is a tab of that window.
 */
void
sublet_window_open_terminal (SubletWindow *self, SubletRental *rental)
{
  SubletConnection *connection =
    sublet_connections_get (sublet_services_get_connections (self->services), rental);

  if (connection == NULL)
    return;

  if (self->terminal == NULL)
    make_terminal (self);
  if (!sublet_terminal_window_show_tab (SUBLET_TERMINAL_WINDOW (self->terminal), rental))
    sublet_terminal_window_add_tab (SUBLET_TERMINAL_WINDOW (self->terminal), rental, connection);
  gtk_window_present (self->terminal);
}

/**
 * sublet_window_close_terminal:
 * @self: a window
 *
 * Without asking: what its shells stand on goes.
 */
void
sublet_window_close_terminal (SubletWindow *self)
{
  g_autoptr (GPtrArray) terminals = list_terminals (self);
  guint i;

  for (i = 0; i < terminals->len; i++)
    gtk_window_destroy (g_ptr_array_index (terminals, i));
  g_clear_weak_pointer (&self->terminal);
}
