/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-transport-object-private.h"

#include "core/api/sublet-uri-private.h"

/* More than libsoup's two for one host: the queue says what may go, not the connections. */
#define MAX_CONNECTIONS 8

#define USER_AGENT "Sublet/" VERSION

enum
{
  SIGNAL_KEY_REJECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SubletTransport, sublet_transport, G_TYPE_OBJECT)

static double
random_jitter (void)
{
  return g_random_double ();
}

static void
sublet_transport_dispose (GObject *object)
{
  SubletTransport *self = SUBLET_TRANSPORT (object);

  g_clear_pointer (&self->idle_closer, sublet_idle_closer_free);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->pacer);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_transport_parent_class)->dispose (object);
}

static void
sublet_transport_finalize (GObject *object)
{
  SubletTransport *self = SUBLET_TRANSPORT (object);

  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_pointer (&self->key, secret_value_unref);
  sublet_secret_set_free (self->secrets);
  g_free (self->reply_folder);

  G_OBJECT_CLASS (sublet_transport_parent_class)->finalize (object);
}

static void
sublet_transport_class_init (SubletTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_transport_dispose;
  object_class->finalize = sublet_transport_finalize;

  signals[SIGNAL_KEY_REJECTED] = g_signal_new ("key-rejected",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_ERROR);
}

static void
sublet_transport_init (SubletTransport *self)
{
  self->jitter = random_jitter;
  self->secrets = sublet_secret_set_new ();
}

/**
 * sublet_transport_reject_key: (skip)
 * @self: a transport
 * @error: what the service said of its key
 */
void
sublet_transport_reject_key (SubletTransport *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_KEY_REJECTED], 0, error);
}

/**
 * sublet_reply_free: (skip)
 * @reply: (transfer full): a reply
 */
void
sublet_reply_free (SubletReply *reply)
{
  g_clear_error (&reply->error);
  if (reply->result != NULL)
    reply->free_result (reply->result);
  sublet_api_answer_clear (&reply->answer);
  g_free (reply);
}

/**
 * sublet_transport_new: (skip)
 * @base: what sublet_uri_parse_base() gave
 * @clock: for waits and timeouts
 * @pace: how fast
 *
 * Returns: (transfer full): a transport without a key
 */
SubletTransport *
sublet_transport_new (GUri *base, SubletClock *clock, const SubletPace *pace)
{
  SubletTransport *self = g_object_new (SUBLET_TYPE_TRANSPORT, NULL);

  self->base = g_uri_ref (base);
  self->clock = g_object_ref (clock);
  self->pacer = sublet_pacer_new (clock, pace);
  self->session = soup_session_new_with_options ("max-conns",
                                                 MAX_CONNECTIONS,
                                                 "max-conns-per-host",
                                                 MAX_CONNECTIONS,
                                                 "user-agent",
                                                 USER_AGENT,
                                                 "timeout",
                                                 0,
                                                 "idle-timeout",
                                                 0,
                                                 NULL);
  self->idle_closer = sublet_idle_closer_new (self->session, SUBLET_TRANSPORT_IDLE_MS);
  /* What goes to this computer goes through nobody's proxy. */
  if (sublet_uri_is_loopback (base))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * sublet_transport_get_clock: (skip)
 * @self: a transport
 *
 * Returns: (transfer none): its clock
 */
SubletClock *
sublet_transport_get_clock (SubletTransport *self)
{
  return self->clock;
}

/**
 * sublet_transport_set_key: (skip)
 * @self: a transport
 * @key: (nullable): the key from now on
 *
 * Reads that are under way with another key end as cancelled.
 */
void
sublet_transport_set_key (SubletTransport *self, SecretValue *key)
{
  g_clear_pointer (&self->key, secret_value_unref);
  self->key = key != NULL ? secret_value_ref (key) : NULL;
  self->key_generation++;
}

/**
 * sublet_transport_has_key: (skip)
 * @self: a transport
 *
 * Returns: whether it has one
 */
bool
sublet_transport_has_key (SubletTransport *self)
{
  return self->key != NULL;
}

/**
 * sublet_transport_dup_key_print: (skip)
 * @self: a transport
 * @salt: what it is for
 *
 * Returns: (transfer full) (nullable): see sublet_client_dup_key_print()
 */
char *
sublet_transport_dup_key_print (SubletTransport *self, const char *salt)
{
  gsize length;
  gconstpointer bytes;

  if (self->key == NULL)
    return NULL;

  bytes = secret_value_get (self->key, &length);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, bytes, length, salt, -1);
}

/**
 * sublet_transport_set_reply_folder: (skip)
 * @self: a transport
 * @folder: (nullable): where replies are kept that cannot be read; NULL: nowhere
 */
void
sublet_transport_set_reply_folder (SubletTransport *self, const char *folder)
{
  g_free (self->reply_folder);
  self->reply_folder = g_strdup (folder);
}

/**
 * sublet_transport_note_secret: (skip)
 * @self: a transport
 * @value: what must be in no message and in nothing that is kept of a reply
 *
 * The keys and what creates carry are noted by themselves.
 */
void
sublet_transport_note_secret (SubletTransport *self, SecretValue *value)
{
  sublet_secret_set_add_value (self->secrets, value);
}

/**
 * sublet_transport_set_jitter: (skip)
 * @self: a transport
 * @jitter: in place of chance; for tests
 */
void
sublet_transport_set_jitter (SubletTransport *self, SubletJitterFunc jitter)
{
  self->jitter = jitter;
}
