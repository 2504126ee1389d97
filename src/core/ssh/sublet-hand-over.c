/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-hand-over.h"

#include "core/base/sublet-error.h"

#include <libsoup/soup.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/*
 * Why it goes this way. The address that a browser is started with is an argument, which every
 * process here can read; so it holds a number that opens one page once, and that page is given to
 * processes of this person alone. The secret is in the answer, and in the browser's next request,
 * which goes through the tunnel. Jupyter then sets its cookie and leads on to an address without
 * it.
 */

#define LIMIT_MS 60000
#define NONCE_BYTES 16

struct _SubletHandOver
{
  GObject parent_instance;

  /* construct-only */
  char *target; /* (owned) */

  /* state */
  uid_t person;        /* whose connections are answered */
  SecretValue *secret; /* (owned) (nullable) until it has answered */
  SoupServer *server;  /* (owned) (nullable) until it is over */
  char *path;          /* (owned) */
  char *address;       /* (owned) */
  guint limit_id;
};

G_DEFINE_FINAL_TYPE (SubletHandOver, sublet_hand_over, G_TYPE_OBJECT)

static void
end (SubletHandOver *self)
{
  g_clear_pointer (&self->secret, secret_value_unref);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/* ---- who asks ---- */

/* The kernel's list of connections says whose each one is: the other end of this one, in the order
 * of the wire read as a number of this computer. Source: proc(5), /proc/net/tcp. */
static bool
find_owner (guint16 port, guint16 server_port, unsigned int *uid)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint32 loopback = g_htonl (0x7f000001);
  gsize i;

  if (!g_file_get_contents ("/proc/net/tcp", &text, NULL, NULL))
    return false;

  lines = g_strsplit (text, "\n", -1);
  for (i = 1; lines[i] != NULL; i++)
    {
      unsigned int ends[4];

      if (sscanf (lines[i],
                  " %*u: %x:%x %x:%x %*x %*x:%*x %*x:%*x %*x %u",
                  &ends[0],
                  &ends[1],
                  &ends[2],
                  &ends[3],
                  uid) == 5 &&
          ends[0] == loopback && ends[1] == port && ends[2] == loopback && ends[3] == server_port)
        return true;
    }

  return false;
}

static bool
is_ours (SubletHandOver *self, SoupServerMessage *message)
{
  GSocketAddress *local = soup_server_message_get_local_address (message);
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  unsigned int uid = 0;

  return G_IS_INET_SOCKET_ADDRESS (local) && G_IS_INET_SOCKET_ADDRESS (remote) &&
         find_owner (g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (remote)),
                     g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)),
                     &uid) &&
         uid == self->person;
}

/* ---- the answer ---- */

static gboolean
on_idle (gpointer user_data)
{
  end (user_data);

  return G_SOURCE_REMOVE;
}

/* Not from within the server's own call. */
static void
on_answered (SoupServerMessage *message, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, g_object_ref (user_data), g_object_unref);
}

static void
send_on (SubletHandOver *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize length = 0;
  const char *secret = secret_value_get (self->secret, &length);
  char *target = g_strdup_printf ("%s%.*s", self->target, (int) length, secret);

  soup_message_headers_replace (headers, "Location", target);
  explicit_bzero (target, strlen (target));
  g_free (target);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, SOUP_STATUS_SEE_OTHER, NULL);
  g_clear_pointer (&self->secret, secret_value_unref);
  g_signal_connect_object (message, "finished", G_CALLBACK (on_answered), self, 0);
}

/* Whoever asks for anything else learns nothing, and does not use it up: browsers ask for icons. */
static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  SubletHandOver *self = user_data;

  if (self->secret != NULL && strcmp (path, self->path) == 0 &&
      strcmp (soup_server_message_get_method (message), SOUP_METHOD_GET) == 0 &&
      is_ours (self, message))
    send_on (self, message);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

/* ---- its life ---- */

static gboolean
on_limit (gpointer user_data)
{
  SubletHandOver *self = user_data;

  self->limit_id = 0;
  end (self);

  return G_SOURCE_REMOVE;
}

static void
sublet_hand_over_dispose (GObject *object)
{
  end (SUBLET_HAND_OVER (object));

  G_OBJECT_CLASS (sublet_hand_over_parent_class)->dispose (object);
}

static void
sublet_hand_over_finalize (GObject *object)
{
  SubletHandOver *self = SUBLET_HAND_OVER (object);

  g_free (self->target);
  g_free (self->path);
  g_free (self->address);

  G_OBJECT_CLASS (sublet_hand_over_parent_class)->finalize (object);
}

static void
sublet_hand_over_class_init (SubletHandOverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_hand_over_dispose;
  object_class->finalize = sublet_hand_over_finalize;
}

static void
sublet_hand_over_init (SubletHandOver *self)
{
  self->person = getuid ();
}

static bool
make_path (SubletHandOver *self, GError **error)
{
  guint8 nonce[NONCE_BYTES];
  GString *path = g_string_new ("/");
  gsize i;

  if (getrandom (nonce, sizeof nonce, 0) != sizeof nonce)
    {
      g_string_free (path, TRUE);
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED, "there are no random numbers");
      return false;
    }
  for (i = 0; i < sizeof nonce; i++)
    g_string_append_printf (path, "%02x", nonce[i]);
  self->path = g_string_free (path, FALSE);

  return true;
}

static bool
serve (SubletHandOver *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &problem))
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_FAILED,
                   "no port of this computer could be had: %s",
                   problem->message);
      return false;
    }

  uris = soup_server_get_uris (self->server);
  self->address =
    g_strdup_printf ("http://127.0.0.1:%d%s", g_uri_get_port (uris->data), self->path);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return true;
}

/**
 * sublet_hand_over_new:
 * @target: an address that the secret is put behind, and which needs no escape there
 * @secret: what is handed over
 * @error: SUBLET_ERROR_FAILED
 *
 * It lives by itself until it is over.
 *
 * Returns: (transfer full) (nullable): what answers at its address from now on
 */
SubletHandOver *
sublet_hand_over_new (const char *target, SecretValue *secret, GError **error)
{
  g_autoptr (SubletHandOver) self = NULL;

  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_HAND_OVER, NULL);
  self->target = g_strdup (target);
  self->secret = secret_value_ref (secret);
  if (!make_path (self, error) || !serve (self, error))
    return NULL;
  sublet_hand_over_set_limit (self, LIMIT_MS);

  return g_steal_pointer (&self);
}

/**
 * sublet_hand_over_set_limit:
 * @self: one that answers
 * @limit_ms: from now until it does not any more; until then it keeps itself alive
 */
void
sublet_hand_over_set_limit (SubletHandOver *self, guint limit_ms)
{
  g_return_if_fail (SUBLET_IS_HAND_OVER (self));

  g_object_ref (self);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  self->limit_id =
    g_timeout_add_full (G_PRIORITY_DEFAULT, limit_ms, on_limit, self, g_object_unref);
}

/**
 * sublet_hand_over_set_person:
 * @self: one that answers
 * @person: who is answered, by the number of the user
 */
void
sublet_hand_over_set_person (SubletHandOver *self, uid_t person)
{
  g_return_if_fail (SUBLET_IS_HAND_OVER (self));

  self->person = person;
}

const char *
sublet_hand_over_get_address (SubletHandOver *self)
{
  g_return_val_if_fail (SUBLET_IS_HAND_OVER (self), NULL);

  return self->address;
}

gboolean
sublet_hand_over_get_over (SubletHandOver *self)
{
  g_return_val_if_fail (SUBLET_IS_HAND_OVER (self), FALSE);

  return self->server == NULL;
}
