/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/routes-control.h"

#include <string.h>

#include "simulator/sim-ledger-json.h"

static void
reply (SoupServerMessage *message, guint status, SimJson *json)
{
  gsize length;
  char *text = sim_json_finish (json, &length);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, length);
}

static void
refuse (SoupServerMessage *message, guint status, const char *problem)
{
  SimJson json;

  sim_json_init (&json);
  sim_json_begin_object (&json, NULL);
  sim_json_string (&json, "error", problem);
  sim_json_end_object (&json);
  reply (message, status, &json);
}

static void
reply_ledger (SimWorld *world, SoupServerMessage *message, GHashTable *query)
{
  const char *after = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  SimJson json;

  sim_json_init (&json);
  sim_ledger_write (world, &json, after != NULL ? g_ascii_strtoll (after, NULL, 10) : 0);
  reply (message, SOUP_STATUS_OK, &json);
}

/**
 * sim_control_handle:
 * @world: what is controlled
 * @message: a request below /_sim/
 * @path: its path
 * @query: (nullable): its query
 *
 * What tests use; described in CONTROL.md. A page in a browser cannot: browsers send Origin.
 */
void
sim_control_handle (SimWorld *world,
                    SoupServerMessage *message,
                    const char *path,
                    GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_one (headers, "Origin") != NULL)
    refuse (message, SOUP_STATUS_FORBIDDEN, "not for browsers");
  else if (g_str_equal (path, "/_sim/ledger") && g_str_equal (method, "GET"))
    reply_ledger (world, message, query);
  else
    refuse (message, SOUP_STATUS_NOT_FOUND, "no such control");
}
