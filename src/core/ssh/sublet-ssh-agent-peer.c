/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-agent-private.h"

#include <openssl/crypto.h>

/* One who is connected: it keeps itself, until the other side hangs up or @life is over. */
typedef struct
{
  GIOStream *stream;               /* (owned) */
  SubletIdentityStore *identities; /* (owned) */
  GCancellable *life;              /* (owned) */
  guint *n_peers;                  /* (owned) g_rc_box */

  /* in progress */
  guint32 size;    /* of the message, big-endian as it comes */
  guint8 *message; /* (owned) (nullable) */
  gsize length;
  GBytes *answer; /* (owned) (nullable) */
} Peer;

static void read_size (Peer *peer);

static void
drop_message (Peer *peer)
{
  /* Somebody may have tried to hand over a key of theirs. */
  if (peer->message != NULL)
    OPENSSL_cleanse (peer->message, peer->length);
  g_clear_pointer (&peer->message, g_free);
}

static void
peer_free (Peer *peer)
{
  drop_message (peer);
  g_clear_pointer (&peer->answer, g_bytes_unref);
  g_io_stream_close (peer->stream, NULL, NULL);
  g_object_unref (peer->stream);
  g_object_unref (peer->identities);
  g_object_unref (peer->life);
  (*peer->n_peers)--;
  g_rc_box_release (peer->n_peers);
  g_free (peer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

/* Whether all of it came; else the other side is gone, or this one ends. */
static bool
finish_read (GObject *source, GAsyncResult *result, gsize wanted)
{
  g_autoptr (GError) error = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, &error))
    {
      g_debug ("agent: %s", error->message);
      return false;
    }

  return n_read == wanted;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Peer) peer = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&peer->answer, g_bytes_unref);
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    read_size (g_steal_pointer (&peer));
  else
    g_debug ("agent: %s", error->message);
}

static void
on_message (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Peer) peer = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (peer->stream);
  gconstpointer data;
  gsize length;

  if (!finish_read (source, result, peer->length))
    return;

  peer->answer = sublet_ssh_agent_answer (sublet_identity_store_get_identity (peer->identities),
                                          peer->message,
                                          peer->length);
  drop_message (peer);
  data = g_bytes_get_data (peer->answer, &length);
  g_output_stream_write_all_async (output,
                                   data,
                                   length,
                                   G_PRIORITY_DEFAULT,
                                   peer->life,
                                   on_written,
                                   peer);
  g_steal_pointer (&peer);
}

static void
on_size (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Peer) peer = user_data;

  if (!finish_read (source, result, sizeof peer->size))
    return;

  peer->length = GUINT32_FROM_BE (peer->size);
  if (peer->length == 0 || peer->length > SUBLET_SSH_AGENT_MESSAGE_BYTES)
    {
      g_info ("agent: a message of %" G_GSIZE_FORMAT " bytes is refused", peer->length);
      return;
    }

  peer->message = g_malloc (peer->length);
  g_input_stream_read_all_async (G_INPUT_STREAM (source),
                                 peer->message,
                                 peer->length,
                                 G_PRIORITY_DEFAULT,
                                 peer->life,
                                 on_message,
                                 peer);
  g_steal_pointer (&peer);
}

/* (transfer full) */
static void
read_size (Peer *peer)
{
  g_input_stream_read_all_async (g_io_stream_get_input_stream (peer->stream),
                                 &peer->size,
                                 sizeof peer->size,
                                 G_PRIORITY_DEFAULT,
                                 peer->life,
                                 on_size,
                                 peer);
}

/**
 * sublet_ssh_agent_peer_serve: (skip)
 * @connection: to one who may ask
 * @identities: has the key, now or later
 * @life: cancelled when the agent ends
 * @n_peers: a g_rc_box with how many are connected
 *
 * Answers one message after the other. Main thread.
 */
void
sublet_ssh_agent_peer_serve (GSocketConnection *connection,
                             SubletIdentityStore *identities,
                             GCancellable *life,
                             guint *n_peers)
{
  Peer *peer = g_new0 (Peer, 1);

  peer->stream = g_object_ref (G_IO_STREAM (connection));
  peer->identities = g_object_ref (identities);
  peer->life = g_object_ref (life);
  peer->n_peers = g_rc_box_acquire (n_peers);
  (*n_peers)++;
  read_size (peer);
}
