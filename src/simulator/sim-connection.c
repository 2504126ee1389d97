/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-connection.h"

#include <gio/gio.h>
#include <sys/socket.h>

#define CONNECTION_KEY "sim-connection"

static void
stop_idle (SimConnection *self)
{
  if (self->idle != NULL)
    g_source_destroy (self->idle);
  g_clear_pointer (&self->idle, g_source_unref);
}

static void
free_connection (gpointer data)
{
  stop_idle (data);
  g_free (data);
}

/*
 * libsoup 3.2's server loses a reference to each socket it accepts; one whose client hangs up
 * between two requests would stay open for good. So it is closed here, after libsoup has seen the
 * end: hence the low priority.
 */
static gboolean
on_idle (GSocket *socket, GIOCondition condition, gpointer data)
{
  SimConnection *self = data;
  char byte;

  if (recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->idle, g_source_unref);
  g_socket_close (socket, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  GSocket *socket = data;
  SimConnection *self = g_object_get_data (G_OBJECT (socket), CONNECTION_KEY);

  if (g_socket_is_closed (socket))
    return;

  stop_idle (self);
  self->idle = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_priority (self->idle, G_PRIORITY_LOW);
  g_source_set_callback (self->idle, G_SOURCE_FUNC (on_idle), self, NULL);
  g_source_attach (self->idle, NULL);
}

/**
 * sim_connection_note:
 * @message: a request that just came
 *
 * Returns: (transfer none): the connection it came on, its count raised; kept with the socket
 */
const SimConnection *
sim_connection_note (SoupServerMessage *message)
{
  static gint64 connections = 0;
  GSocket *socket = soup_server_message_get_socket (message);
  SimConnection *self = g_object_get_data (G_OBJECT (socket), CONNECTION_KEY);

  if (self == NULL)
    {
      self = g_new0 (SimConnection, 1);
      self->number = ++connections;
      g_object_set_data_full (G_OBJECT (socket), CONNECTION_KEY, self, free_connection);
    }

  stop_idle (self);
  self->requests++;
  g_signal_connect_object (message, "finished", G_CALLBACK (on_finished), socket, 0);

  return self;
}
