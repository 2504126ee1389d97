/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-waits.h"

#include <gio/gio.h>
#include <sys/socket.h>

#include "simulator/sim-send.h"

typedef struct
{
  SimWaits *waits;            /* (borrowed) */
  SoupServerMessage *message; /* (owned), paused */
  GSource *peer;              /* (owned) (nullable): sees the client hang up */
  guint clock_call;           /* 0: waits for requests */
  char *route;                /* (owned) (nullable) */
  guint count;
} SimWait;

static void
free_wait (gpointer data)
{
  SimWait *wait = data;

  if (wait->peer != NULL)
    g_source_destroy (wait->peer);
  g_clear_pointer (&wait->peer, g_source_unref);
  g_object_unref (wait->message);
  g_free (wait->route);
  g_free (wait);
}

static void
answer (gpointer data)
{
  SimWait *wait = data;
  SimWorld *world = wait->waits->service->world;
  SimJson json;

  sim_json_init (&json);
  sim_clock_write (world->clock, &json);
  sim_send_date (wait->message, world);
  sim_send_json (wait->message, SOUP_STATUS_OK, &json);
  soup_server_message_unpause (wait->message);
  g_ptr_array_remove (wait->waits->open, wait);
}

/* A client that hung up no longer waits: its time must not hold up or drive the others'. */
static gboolean
on_peer (GSocket *socket, GIOCondition condition, gpointer data)
{
  SimWait *wait = data;
  char byte;

  if (recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
    return G_SOURCE_CONTINUE;

  if (wait->clock_call != 0)
    sim_clock_cancel_call (wait->waits->service->world->clock, wait->clock_call);
  g_clear_pointer (&wait->peer, g_source_unref);
  soup_server_message_unpause (wait->message);
  g_ptr_array_remove (wait->waits->open, wait);
  return G_SOURCE_REMOVE;
}

static SimWait *
start_wait (SimWaits *self, SoupServerMessage *message)
{
  SimWait *wait = g_new0 (SimWait, 1);
  GSocket *socket = soup_server_message_get_socket (message);

  wait->waits = self;
  wait->message = g_object_ref (message);
  soup_server_message_pause (message);
  wait->peer = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (wait->peer, G_SOURCE_FUNC (on_peer), wait, NULL);
  g_source_attach (wait->peer, NULL);
  g_ptr_array_add (self->open, wait);

  return wait;
}

static guint
count_requests (SimWaits *self, const char *route)
{
  GPtrArray *requests = self->service->world->ledger->requests;
  guint count = 0;
  guint i;

  for (i = 0; i < requests->len; i++)
    {
      const SimRequestRecord *record = g_ptr_array_index (requests, i);

      count += route == NULL || g_strcmp0 (record->route, route) == 0;
    }

  return count;
}

/**
 * sim_waits_new:
 * @service: whose clock and ledger count
 *
 * Returns: (transfer full): nobody waits
 */
SimWaits *
sim_waits_new (SimService *service)
{
  SimWaits *self = g_new0 (SimWaits, 1);

  self->service = service;
  self->open = g_ptr_array_new_with_free_func (free_wait);
  return self;
}

/**
 * sim_waits_free:
 * @self: (transfer full): who still waits is not answered
 */
void
sim_waits_free (SimWaits *self)
{
  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * sim_waits_add_time:
 * @self: who waits
 * @message: the request
 * @duration_us: how long from now
 * @client: (nullable): who it is, for the jumps of virtual time; registered if it is not yet
 * @early: answered too when the simulator sends something that was due before
 */
void
sim_waits_add_time (SimWaits *self,
                    SoupServerMessage *message,
                    gint64 duration_us,
                    const char *client,
                    bool early)
{
  SimClock *clock = self->service->world->clock;
  SimWait *wait = start_wait (self, message);

  wait->clock_call = sim_clock_call_after (clock, duration_us, client, answer, wait, NULL);
  if (early)
    sim_clock_wake_early (clock, wait->clock_call);
  if (client != NULL && !sim_clock_has_client (clock, client))
    sim_clock_register_client (clock, client, 1);
}

/**
 * sim_waits_add_requests:
 * @self: who waits
 * @message: the request
 * @route: (nullable): which requests are counted; NULL is all
 * @count: how many there must be in the ledger
 */
void
sim_waits_add_requests (SimWaits *self, SoupServerMessage *message, const char *route, guint count)
{
  SimWait *wait = start_wait (self, message);

  wait->route = g_strdup (route);
  wait->count = count;
  sim_waits_note_request (self);
}

/**
 * sim_waits_note_request:
 * @self: who waits
 *
 * A request has come: whoever awaited it is answered.
 */
void
sim_waits_note_request (SimWaits *self)
{
  guint i;

  for (i = self->open->len; i > 0; i--)
    {
      SimWait *wait = g_ptr_array_index (self->open, i - 1);

      if (wait->clock_call == 0 && count_requests (self, wait->route) >= wait->count)
        answer (wait);
    }
}
