/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-exchange.h"

/**
 * sim_reply_json:
 * @exchange: a request
 * @status: the HTTP status
 * @json: (transfer full): a finished writer
 *
 * The type is sent bare, without a charset (fact sheet 11).
 */
void
sim_reply_json (SimExchange *exchange, int status, SimJson *json)
{
  gsize length;
  g_autofree char *text = sim_json_finish (json, &length);

  exchange->status = status;
  exchange->content_type = "application/json";
  g_string_truncate (exchange->text, 0);
  g_string_append_len (exchange->text, text, (gssize) length);
}

/**
 * sim_reply_begin:
 * @exchange: a request
 * @json: (out): a writer inside the answer's object
 */
void
sim_reply_begin (SimExchange *exchange, SimJson *json)
{
  sim_json_init (json);
  json->utf8 = exchange->world->options.utf8;
  sim_json_begin_object (json, NULL);
}

/**
 * sim_reply_end:
 * @exchange: a request
 * @json: (transfer full): the writer of sim_reply_begin()
 */
void
sim_reply_end (SimExchange *exchange, SimJson *json)
{
  sim_json_end_object (json);
  sim_reply_json (exchange, 200, json);
}

/**
 * sim_reply_success:
 * @exchange: a request
 * @message: (nullable): `msg`
 */
void
sim_reply_success (SimExchange *exchange, const char *message)
{
  SimJson json;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  if (message != NULL)
    sim_json_string (&json, "msg", message);
  sim_reply_end (exchange, &json);
}

/**
 * sim_reply_error:
 * @exchange: a request
 * @status: the HTTP status
 * @error: `error`
 * @message: `msg`
 */
void
sim_reply_error (SimExchange *exchange, int status, const char *error, const char *message)
{
  SimJson json;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", false);
  sim_json_string (&json, "error", error);
  sim_json_string (&json, "msg", message);
  sim_json_end_object (&json);
  sim_reply_json (exchange, status, &json);
}

/**
 * sim_reply_text:
 * @exchange: a request
 * @status: the HTTP status
 * @content_type: a literal
 * @text: the body
 */
void
sim_reply_text (SimExchange *exchange, int status, const char *content_type, const char *text)
{
  exchange->status = status;
  exchange->content_type = content_type;
  g_string_assign (exchange->text, text);
}

/**
 * sim_reply_html_error:
 * @exchange: a request
 * @status: the HTTP status
 * @phrase: its words
 *
 * What the proxy in front of the service says.
 */
void
sim_reply_html_error (SimExchange *exchange, int status, const char *phrase)
{
  g_autofree char *text =
    g_strdup_printf ("<html>\r\n<head><title>%d %s</title></head>\r\n<body>\r\n<center><h1>%d "
                     "%s</h1></center>\r\n</body>\r\n</html>\r\n",
                     status,
                     phrase,
                     status,
                     phrase);

  sim_reply_text (exchange, status, "text/html", text);
}

/**
 * sim_reply_no_such_ask:
 * @exchange: a create
 * @status: 400, 404, 409 or 410: which of the shapes that were seen
 *
 * The offer is taken (fact sheet 3.4).
 */
void
sim_reply_no_such_ask (SimExchange *exchange, int status)
{
  gint64 id = exchange->ids[0];
  g_autofree char *message = NULL;
  SimJson json;

  if (status == 404)
    message = g_strdup_printf ("error 404/3603: no_such_ask Instance type by id %" G_GINT64_FORMAT
                               " is not available.",
                               id);
  else
    message = g_strdup_printf ("error %d/3907: no_such_ask Instance type %" G_GINT64_FORMAT
                               " is no longer available.",
                               status,
                               id);

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", false);
  sim_json_string (&json, "error", status == 404 ? "invalid_args" : "no_such_ask");
  sim_json_string (&json, "msg", message);
  sim_json_int (&json, "ask_id", id);
  sim_json_end_object (&json);
  sim_reply_json (exchange, status, &json);
}

/**
 * sim_reply_redirect:
 * @exchange: a request
 * @status: 301, 302, 307 or 308
 * @location: where to
 */
void
sim_reply_redirect (SimExchange *exchange, int status, const char *location)
{
  sim_reply_html_error (exchange, status, "Moved");
  g_free (exchange->location);
  exchange->location = g_strdup (location);
}

/**
 * sim_exchange_get_body:
 * @exchange: a request
 *
 * Returns: (transfer none) (nullable): the body's object; NULL when it is no object
 */
JsonObject *
sim_exchange_get_body (SimExchange *exchange)
{
  return exchange->body != NULL && JSON_NODE_HOLDS_OBJECT (exchange->body)
           ? json_node_get_object (exchange->body)
           : NULL;
}

/**
 * sim_exchange_get_query:
 * @exchange: a request
 * @name: a query parameter
 *
 * Returns: (transfer none) (nullable): its decoded value
 */
const char *
sim_exchange_get_query (const SimExchange *exchange, const char *name)
{
  return exchange->query != NULL ? g_hash_table_lookup (exchange->query, name) : NULL;
}

/**
 * sim_exchange_dup_query_json:
 * @exchange: a request
 * @name: a query parameter that holds JSON
 * @valid: (out): false when it is there and no JSON
 *
 * Returns: (transfer full) (nullable): the value, NULL when absent or no JSON
 */
JsonNode *
sim_exchange_dup_query_json (SimExchange *exchange, const char *name, bool *valid)
{
  const char *text = sim_exchange_get_query (exchange, name);
  JsonNode *node = text != NULL ? json_from_string (text, NULL) : NULL;

  *valid = text == NULL || *text == '\0' || node != NULL;
  return node;
}

/**
 * sim_array_get_string:
 * @array: what a client sent
 * @index: below its length
 *
 * Returns: (transfer none) (nullable): the text there, NULL when it is something else
 */
const char *
sim_array_get_string (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/**
 * sim_exchange_find_instance:
 * @exchange: a request
 * @id: a contract
 *
 * Returns: (transfer none) (nullable): the asking account's living contract of that number; the
 *   contract's own key sees that one only
 */
SimInstance *
sim_exchange_find_instance (SimExchange *exchange, gint64 id)
{
  SimInstance *instance = sim_world_find_instance (exchange->world, id);

  if (instance == NULL || instance->account != exchange->account ||
      !sim_instance_is_alive (instance))
    return NULL;

  return exchange->self_instance == NULL || exchange->self_instance == instance ? instance : NULL;
}

/**
 * sim_exchange_require_instance:
 * @exchange: a request
 * @id: a contract
 *
 * Returns: (transfer none) (nullable): as sim_exchange_find_instance(); without one the answer is
 *   made
 */
SimInstance *
sim_exchange_require_instance (SimExchange *exchange, gint64 id)
{
  SimInstance *instance = sim_exchange_find_instance (exchange, id);
  g_autofree char *message = NULL;

  if (instance == NULL)
    {
      message = g_strdup_printf ("error 404/3502: no_such_instance Instance %" G_GINT64_FORMAT
                                 " not found.",
                                 id);
      sim_reply_error (exchange, 404, "no_such_instance", message);
    }

  return instance;
}
