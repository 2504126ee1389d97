/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/instances/sublet-instances-page.h"
#include "ui/terminal/sublet-terminal-window.h"

/* Which main window a terminal's window belongs to; compared, never looked into. None while there
 * is no main window. */
#define OWNER "sublet-window"

/* The way to an instance, and what its checks found, are on its card. */
static void
on_show_rental (SubletWindow *self, SubletRental *rental)
{
  adw_view_stack_set_visible_child (self->stack, self->instances_page);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_show_instances (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->instances_page);
  gtk_window_present (GTK_WINDOW (self));
}

static void on_window_created (SubletWindow *self, SubletTerminalWindow *terminal);

/* A tab that is drawn out of one has a window of its own. */
static void
connect_terminal (SubletWindow *self, SubletTerminalWindow *terminal)
{
  g_object_set_data (G_OBJECT (terminal), OWNER, self);
  g_signal_connect_object (terminal,
                           "show-rental",
                           G_CALLBACK (on_show_rental),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (terminal,
                           "show-instances",
                           G_CALLBACK (on_show_instances),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (terminal,
                           "window-created",
                           G_CALLBACK (on_window_created),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
on_window_created (SubletWindow *self, SubletTerminalWindow *terminal)
{
  connect_terminal (self, terminal);
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

/* ---- without a main window: what it would show brings it back ---- */

static void
on_show_rental_alone (SubletTerminalWindow *terminal, SubletRental *rental)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (terminal));

  g_action_group_activate_action (G_ACTION_GROUP (application),
                                  "show-rental",
                                  g_variant_new_string (sublet_rental_get_id (rental)));
}

static void
on_show_instances_alone (SubletTerminalWindow *terminal)
{
  g_action_group_activate_action (G_ACTION_GROUP (
                                    gtk_window_get_application (GTK_WINDOW (terminal))),
                                  "instances",
                                  NULL);
}

static void connect_alone (SubletTerminalWindow *terminal);

static void
on_window_created_alone (SubletTerminalWindow *terminal, SubletTerminalWindow *created)
{
  connect_alone (created);
}

static void
connect_alone (SubletTerminalWindow *terminal)
{
  g_signal_connect (terminal, "show-rental", G_CALLBACK (on_show_rental_alone), NULL);
  g_signal_connect (terminal, "show-instances", G_CALLBACK (on_show_instances_alone), NULL);
  g_signal_connect (terminal, "window-created", G_CALLBACK (on_window_created_alone), NULL);
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
    {
      GObject *terminal = g_ptr_array_index (terminals, i);

      g_signal_handlers_disconnect_by_data (terminal, self);
      g_object_set_data (terminal, OWNER, NULL);
      connect_alone (SUBLET_TERMINAL_WINDOW (terminal));
    }
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
      gpointer terminal = g_ptr_array_index (terminals, i);

      g_signal_handlers_disconnect_by_func (terminal, on_show_rental_alone, NULL);
      g_signal_handlers_disconnect_by_func (terminal, on_show_instances_alone, NULL);
      g_signal_handlers_disconnect_by_func (terminal, on_window_created_alone, NULL);
      connect_terminal (self, terminal);
      g_set_weak_pointer (&self->terminal, terminal);
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
  connect_terminal (self, terminal);
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
