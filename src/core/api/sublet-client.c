/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-uri-private.h"

/* Cancelling an HTTP/2 request hangs until the server answers. Source: measured, libsoup 3.2. */
#define FORCE_HTTP1 "SOUP_FORCE_HTTP1"

struct _SubletClient
{
  GObject parent_instance;

  SubletTransport *transport; /* (owned) */
  char *server;               /* (owned) */
};

enum
{
  SIGNAL_KEY_REJECTED,
  SIGNAL_KEY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SubletClient, sublet_client, G_TYPE_OBJECT)

static void
on_key_rejected (SubletTransport *transport, const GError *error, SubletClient *self)
{
  g_signal_emit (self, signals[SIGNAL_KEY_REJECTED], 0, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reply->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&reply->result), reply->free_result);
}

/**
 * sublet_client_send_read: (skip)
 * @self: a client
 * @request: a read with a decoding
 * @task: (transfer full): what returns the decoded reply
 */
void
sublet_client_send_read (SubletClient *self, const SubletRequest *request, GTask *task)
{
  sublet_transport_send_async (self->transport,
                               request,
                               g_task_get_cancellable (task),
                               on_read,
                               task);
}

static void
sublet_client_dispose (GObject *object)
{
  SubletClient *self = SUBLET_CLIENT (object);

  if (self->transport != NULL)
    g_signal_handlers_disconnect_by_data (self->transport, self);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (sublet_client_parent_class)->dispose (object);
}

static void
sublet_client_finalize (GObject *object)
{
  SubletClient *self = SUBLET_CLIENT (object);

  g_free (self->server);

  G_OBJECT_CLASS (sublet_client_parent_class)->finalize (object);
}

static void
sublet_client_class_init (SubletClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_client_dispose;
  object_class->finalize = sublet_client_finalize;

  /**
   * SubletClient::key-rejected:
   * @self: the client
   * @error: SUBLET_ERROR_AUTH
   *
   * A call found that the client's key is not accepted any more. The call fails with the same
   * error.
   */
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

  /**
   * SubletClient::key-changed:
   * @self: the client
   *
   * It has another key, or none any more: what the one before was refused may be allowed now.
   */
  signals[SIGNAL_KEY_CHANGED] = g_signal_new ("key-changed",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              0);
}

static void
sublet_client_init (SubletClient *self)
{
}

/**
 * sublet_client_prepare_process:
 *
 * Holds libsoup to HTTP/1.1. Call it once, first thing in main: it changes the environment, which
 * is safe only while there is one thread.
 */
void
sublet_client_prepare_process (void)
{
  g_setenv (FORCE_HTTP1, "1", TRUE);
}

/**
 * sublet_client_new:
 * @base_url: the service's origin; no path behind it
 * @clock: for everything that waits or measures
 * @error: SUBLET_ERROR_INVALID for anything but https, or http to this computer
 *
 * On this computer the requests are paced at a tenth of the service's gaps.
 *
 * Returns: (transfer full): a client without a key, NULL on error
 */
SubletClient *
sublet_client_new (const char *base_url, SubletClock *clock, GError **error)
{
  g_autoptr (GUri) base = NULL;
  SubletClient *self;
  bool loopback;

  g_return_val_if_fail (SUBLET_IS_CLOCK (clock), NULL);

  base = sublet_uri_parse_base (base_url, error);
  if (base == NULL)
    return NULL;

  /* Only TLS negotiates HTTP/2. */
  if (g_str_equal (g_uri_get_scheme (base), "https") && g_getenv (FORCE_HTTP1) == NULL)
    {
      g_warning ("sublet_client_prepare_process() was not called");
      sublet_client_prepare_process ();
    }

  loopback = sublet_uri_is_loopback (base);
  self = g_object_new (SUBLET_TYPE_CLIENT, NULL);
  self->server = sublet_uri_make_origin (base);
  self->transport =
    sublet_transport_new (base, clock, loopback ? &sublet_pace_loopback : &sublet_pace_service);
  g_signal_connect (self->transport, "key-rejected", G_CALLBACK (on_key_rejected), self);

  return self;
}

/**
 * sublet_client_get_server:
 * @self: a client
 *
 * Returns: (transfer none): the origin without path, "https://console.vast.ai"; with the account's
 *   number the name of a stored row's owner
 */
const char *
sublet_client_get_server (SubletClient *self)
{
  g_return_val_if_fail (SUBLET_IS_CLIENT (self), NULL);

  return self->server;
}

/**
 * sublet_client_get_clock:
 * @self: a client
 *
 * Returns: (transfer none): its clock, which knows the service's time after the first reply
 */
SubletClock *
sublet_client_get_clock (SubletClient *self)
{
  g_return_val_if_fail (SUBLET_IS_CLIENT (self), NULL);

  return sublet_transport_get_clock (self->transport);
}

/**
 * sublet_client_get_transport: (skip)
 * @self: a client
 *
 * Returns: (transfer none): what carries its requests
 */
SubletTransport *
sublet_client_get_transport (SubletClient *self)
{
  return self->transport;
}

/**
 * sublet_client_set_key:
 * @self: a client
 * @key: (nullable): the key from now on; NULL forgets it
 *
 * Reads that were asked with an older key end with G_IO_ERROR_CANCELLED. A write that is under way
 * goes on with the key it was ordered with and tells how it ended, because it happened.
 */
void
sublet_client_set_key (SubletClient *self, SecretValue *key)
{
  g_return_if_fail (SUBLET_IS_CLIENT (self));

  sublet_transport_set_key (self->transport, key);
  g_signal_emit (self, signals[SIGNAL_KEY_CHANGED], 0);
}

/**
 * sublet_client_has_key:
 * @self: a client
 *
 * Returns: whether it has a key
 */
gboolean
sublet_client_has_key (SubletClient *self)
{
  g_return_val_if_fail (SUBLET_IS_CLIENT (self), FALSE);

  return sublet_transport_has_key (self->transport);
}

/**
 * sublet_client_dup_key_print:
 * @self: a client
 * @salt: what it is for; with another one the same key has another print
 *
 * By which the same key is known again, and which tells nothing of it: a keyed hash (HMAC, SHA-256)
 * of @salt. It can only be tried out against guesses, and the service's keys are long and random.
 * It may be kept.
 *
 * Returns: (transfer full) (nullable): hexadecimal; NULL without a key
 */
char *
sublet_client_dup_key_print (SubletClient *self, const char *salt)
{
  g_return_val_if_fail (SUBLET_IS_CLIENT (self), NULL);
  g_return_val_if_fail (salt != NULL, NULL);

  return sublet_transport_dup_key_print (self->transport, salt);
}

/**
 * sublet_client_set_reply_folder:
 * @self: a client
 * @folder: (nullable): made when first needed; NULL: replies are not kept
 *
 * Where a reply is kept that could not be read, a read's for the second time, without what may be
 * secret in it; the error names the file and says what that file shows. At most five are kept.
 */
void
sublet_client_set_reply_folder (SubletClient *self, const char *folder)
{
  g_return_if_fail (SUBLET_IS_CLIENT (self));

  sublet_transport_set_reply_folder (self->transport, folder);
}

/**
 * sublet_client_note_secret:
 * @self: a client
 * @secret: what must be in no message and in nothing that is kept of a reply
 *
 * The keys that are sent and what an instance is asked for with are noted by themselves.
 */
void
sublet_client_note_secret (SubletClient *self, SecretValue *secret)
{
  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (secret != NULL);

  sublet_transport_note_secret (self->transport, secret);
}

/**
 * sublet_client_get_account_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the account
 * @user_data: for @callback
 *
 * Source: fact sheet 7.1.
 */
void
sublet_client_get_account_async (SubletClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_ACCOUNT,
                            .decoding = &sublet_decode_account };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_get_account_async);
  sublet_client_send_read (self, &request, task);
}

/**
 * sublet_client_get_account_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_FORBIDDEN when the key lacks user_read, and others
 *
 * Returns: (transfer full): the account, NULL on error
 */
SubletAccount *
sublet_client_get_account_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
