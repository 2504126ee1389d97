/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-sending-private.h"

#include "core/api/sublet-uri-private.h"
#include "core/base/sublet-error.h"

#include <string.h>

/* What one request carries on its way. */

/* What is sent may be secret: environment values, a login, a script. */
static void
wipe_body (gpointer body)
{
  explicit_bzero (body, strlen (body));
  g_free (body);
}

static GBytes *
dup_body (const char *body)
{
  char *copy = g_strdup (body);

  return g_bytes_new_with_free_func (copy, strlen (copy), wipe_body, copy);
}

/**
 * sublet_sending_new: (skip)
 * @transport: what will carry it
 * @request: what to send; copied, but for its key
 *
 * What it is sent with and may be secret is noted by the transport.
 *
 * Returns: (transfer full): a request on its way, without a key
 */
SubletSending *
sublet_sending_new (SubletTransport *transport, const SubletRequest *request)
{
  SubletSending *sending = g_new0 (SubletSending, 1);

  sending->endpoint = sublet_endpoint_get (request->endpoint);
  sending->path = sublet_endpoint_make_path (sending->endpoint, request->id, request->key_id);
  sending->uri = sublet_uri_build (transport->base, sending->path, request->query);
  sending->decoding = request->decoding;
  sending->ordered = request->ordered;
  if (request->body != NULL)
    {
      sending->body = dup_body (request->body);
      if (sending->endpoint->id == SUBLET_ENDPOINT_CREATE_INSTANCE ||
          sending->endpoint->id == SUBLET_ENDPOINT_UPDATE_TEMPLATE)
        sublet_secret_set_add_body (transport->secrets, request->body);
    }
  if (request->permit != NULL)
    sending->permit = sublet_permit_ref (request->permit);

  return sending;
}

/**
 * sublet_sending_free: (skip)
 * @sending: (transfer full): a request on its way
 */
void
sublet_sending_free (SubletSending *sending)
{
  g_free (sending->path);
  g_clear_pointer (&sending->uri, g_uri_unref);
  g_clear_pointer (&sending->body, g_bytes_unref);
  g_clear_pointer (&sending->key, secret_value_unref);
  g_clear_pointer (&sending->permit, sublet_permit_unref);
  g_clear_pointer (&sending->reply, sublet_reply_free);
  g_free (sending);
}

/**
 * sublet_sending_take_key: (skip)
 * @sending: a request on its way, without a key
 * @transport: what carries it
 * @key: (nullable): another than the transport's own
 * @error: SUBLET_ERROR_AUTH without any key, SUBLET_ERROR_INVALID for what cannot be one
 *
 * Returns: whether there is a key that can be sent
 */
bool
sublet_sending_take_key (SubletSending *sending,
                         SubletTransport *transport,
                         SecretValue *key,
                         GError **error)
{
  g_autofree char *text = NULL;

  sending->own_key = key == NULL;
  sending->key_generation = transport->key_generation;
  if (key == NULL)
    key = transport->key;
  if (key == NULL)
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_AUTH, "there is no key");
      return false;
    }

  text = sublet_exchange_check_key (key, error);
  if (text != NULL)
    {
      sending->key = secret_value_ref (key);
      sublet_secret_set_add_value (transport->secrets, key);
    }

  return text != NULL;
}
