/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-exchange-private.h"

#include "core/base/sublet-error.h"

/* What is put into a request, and the key that goes with it. */

/**
 * sublet_exchange_make_message: (skip)
 * @order: what to send
 * @key: (nullable): the key's text; with none nothing but what is asked for is said
 *
 * Returns: (transfer full): the request, ready to be sent
 */
SoupMessage *
sublet_exchange_make_message (const SubletExchangeOrder *order, const char *key)
{
  SoupMessage *message = soup_message_new_from_uri (order->endpoint->method, order->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (key != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", key, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      soup_message_headers_replace (headers, "Accept", "application/json");
    }
  if (order->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", order->body);

  /* libsoup would turn some redirected writes into GETs without a word, and sends a PUT again when
   * a reused connection closes early; a search may be sent again. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  if (order->endpoint->writes)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  else
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);

  return message;
}

/**
 * sublet_exchange_check_key: (skip)
 * @key: a key as somebody gave it
 * @error: SUBLET_ERROR_INVALID, without the key
 *
 * Returns: (transfer full): its text without blanks at its ends; NULL when it cannot be a key
 */
char *
sublet_exchange_check_key (SecretValue *key, GError **error)
{
  gsize length = 0;
  const char *text = secret_value_get (key, &length);
  g_autofree char *copy = g_strstrip (g_strndup (text, length));
  const char *at;

  for (at = copy; *at != '\0'; at++)
    {
      if (!g_ascii_isgraph (*at))
        break;
    }
  if (at > copy && *at == '\0')
    return g_steal_pointer (&copy);

  g_set_error_literal (error,
                       SUBLET_ERROR,
                       SUBLET_ERROR_INVALID,
                       "the key is empty or holds characters that no key has");
  return NULL;
}
