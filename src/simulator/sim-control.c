/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-control.h"

#include <string.h>

#include "core/base/sublet-json.h"
#include "simulator/sim-ledger-json.h"
#include "simulator/sim-router.h"
#include "simulator/sim-send.h"
#include "simulator/sim-waits.h"

struct _SimControl
{
  SimService *service; /* (borrowed) */
  SimCalls *calls;     /* (borrowed) */
  SimWaits *waits;     /* (owned) */
};

/* One control request. */
typedef struct
{
  SimControl *control;
  SoupServerMessage *message;
  GHashTable *query; /* (nullable) */
  JsonNode *body;    /* (nullable) */
} Request;

static void
refuse (SoupServerMessage *message, guint status, const char *problem)
{
  SimJson json;

  sim_json_init (&json);
  sim_json_begin_object (&json, NULL);
  sim_json_string (&json, "error", problem);
  sim_json_end_object (&json);
  sim_send_json (message, status, &json);
}

static void
reply_or_refuse (Request *request, bool done, GError *error, SimJson *json)
{
  if (done)
    sim_send_json (request->message, SOUP_STATUS_OK, json);
  else
    {
      g_free (sim_json_finish (json, NULL));
      refuse (request->message, SOUP_STATUS_BAD_REQUEST, error->message);
    }
}

static void
handle_ledger (Request *request)
{
  const char *after = request->query != NULL ? g_hash_table_lookup (request->query, "after") : NULL;
  SimJson json;

  sim_json_init (&json);
  sim_ledger_write (request->control->service->world,
                    &json,
                    after != NULL ? g_ascii_strtoll (after, NULL, 10) : 0);
  sim_send_json (request->message, SOUP_STATUS_OK, &json);
}

static void
handle_set (Request *request)
{
  g_autoptr (GError) error = NULL;
  SimJson json;
  bool done;

  sim_json_init (&json);
  sim_json_begin_object (&json, NULL);
  done = sim_service_set (request->control->service, request->body, &json, &error);
  sim_json_end_object (&json);
  reply_or_refuse (request, done, error, &json);
}

static void
write_faults (Request *request, SimJson *json)
{
  sim_json_init (json);
  sim_json_begin_object (json, NULL);
  sim_faults_write (request->control->service->faults, json);
  sim_json_int (json, "held", sim_calls_count_held (request->control->calls));
  sim_json_end_object (json);
}

static void
handle_get_faults (Request *request)
{
  SimJson json;

  write_faults (request, &json);
  sim_send_json (request->message, SOUP_STATUS_OK, &json);
}

static void
handle_arm_faults (Request *request)
{
  g_autoptr (GError) error = NULL;
  bool done = sim_faults_arm (request->control->service->faults, request->body, &error);
  SimJson json;

  write_faults (request, &json);
  reply_or_refuse (request, done, error, &json);
}

static void
handle_clear_faults (Request *request)
{
  sim_faults_clear (request->control->service->faults);
  handle_get_faults (request);
}

static void
handle_release (Request *request)
{
  guint count = sim_calls_release_held (request->control->calls);
  SimJson json;

  sim_json_init (&json);
  sim_json_begin_object (&json, NULL);
  sim_json_int (&json, "released", count);
  sim_json_end_object (&json);
  sim_send_json (request->message, SOUP_STATUS_OK, &json);
}

static void
handle_reset (Request *request)
{
  g_autoptr (GError) error = NULL;
  SimJson json;
  bool done;

  sim_calls_release_held (request->control->calls);
  done = sim_service_reset (request->control->service, &error);
  sim_json_init (&json);
  sim_clock_write (request->control->service->world->clock, &json);
  reply_or_refuse (request, done, error, &json);
}

static void
handle_get_clock (Request *request)
{
  SimJson json;

  sim_json_init (&json);
  sim_clock_write (request->control->service->world->clock, &json);
  sim_send_json (request->message, SOUP_STATUS_OK, &json);
}

static void
handle_set_clock (Request *request)
{
  g_autoptr (GError) error = NULL;
  bool done = sim_service_set_clock (request->control->service, request->body, &error);
  SimJson json;

  sim_world_advance (request->control->service->world);
  sim_json_init (&json);
  sim_clock_write (request->control->service->world->clock, &json);
  reply_or_refuse (request, done, error, &json);
}

static void
handle_wait (Request *request)
{
  JsonObject *body = JSON_NODE_HOLDS_OBJECT (request->body) ? json_node_get_object (request->body)
                                                            : NULL;
  g_autofree char *client = sublet_json_dup_opt_string (body, "client");
  gint64 ms = sublet_json_opt_int (body, "ms", -1);

  if (ms < 0)
    {
      refuse (request->message, SOUP_STATUS_BAD_REQUEST, "ms: a number from 0 is needed");
      return;
    }

  sim_waits_add_time (request->control->waits,
                      request->message,
                      ms * 1000,
                      client,
                      sublet_json_opt_bool (body, "early", false));
}

static void
handle_await (Request *request)
{
  JsonObject *body = JSON_NODE_HOLDS_OBJECT (request->body) ? json_node_get_object (request->body)
                                                            : NULL;
  g_autofree char *route = sublet_json_dup_opt_string (body, "route");

  if (route != NULL && !sim_router_has_name (route))
    {
      refuse (request->message, SOUP_STATUS_BAD_REQUEST, "no such route");
      return;
    }

  sim_waits_add_requests (request->control->waits,
                          request->message,
                          route,
                          (guint) sublet_json_opt_int (body, "count", 1));
}

static void
handle_get_link (Request *request)
{
  SimSshd *sshd = request->control->service->sshd;
  const char *id = request->query != NULL ? g_hash_table_lookup (request->query, "contract") : NULL;
  g_autoptr (GError) error = NULL;
  SimJson json;
  bool done;

  if (sshd == NULL)
    {
      refuse (request->message, SOUP_STATUS_BAD_REQUEST, "there are no links without --sshd");
      return;
    }

  sim_json_init (&json);
  done =
    sim_sshd_write_links (sshd, id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0, &json, &error);
  reply_or_refuse (request, done, error, &json);
}

static void
handle_set_link (Request *request)
{
  SimSshd *sshd = request->control->service->sshd;
  g_autoptr (GError) error = NULL;
  SimJson json;
  bool done;

  if (sshd == NULL)
    {
      refuse (request->message, SOUP_STATUS_BAD_REQUEST, "there are no links without --sshd");
      return;
    }

  sim_json_init (&json);
  done = sim_sshd_set_link (sshd, request->body, &json, &error);
  reply_or_refuse (request, done, error, &json);
}

static const struct
{
  const char *method;
  const char *path;
  void (*handle) (Request *request);
} routes[] = {
  { "GET", "/_sim/ledger", handle_ledger },          { "POST", "/_sim/set", handle_set },
  { "GET", "/_sim/faults", handle_get_faults },      { "POST", "/_sim/faults", handle_arm_faults },
  { "DELETE", "/_sim/faults", handle_clear_faults }, { "POST", "/_sim/release", handle_release },
  { "POST", "/_sim/await", handle_await },           { "POST", "/_sim/reset", handle_reset },
  { "GET", "/_sim/clock", handle_get_clock },        { "POST", "/_sim/clock", handle_set_clock },
  { "POST", "/_sim/clock/wait", handle_wait },       { "GET", "/_sim/link", handle_get_link },
  { "POST", "/_sim/link", handle_set_link },
};

static bool
dispatch (Request *request, const char *method, const char *path)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (g_str_equal (routes[i].method, method) && g_str_equal (routes[i].path, path))
        {
          routes[i].handle (request);
          return true;
        }
    }

  return false;
}

/**
 * sim_control_new:
 * @service: what is controlled
 * @calls: its requests
 *
 * Returns: (transfer full): the control
 */
SimControl *
sim_control_new (SimService *service, SimCalls *calls)
{
  SimControl *self = g_new0 (SimControl, 1);

  self->service = service;
  self->calls = calls;
  self->waits = sim_waits_new (service);

  return self;
}

/**
 * sim_control_free:
 * @self: (transfer full): the control; who still waits is not answered
 */
void
sim_control_free (SimControl *self)
{
  sim_waits_free (self->waits);
  g_free (self);
}

/**
 * sim_control_handle:
 * @self: the control
 * @message: a request below /_sim/
 * @path: its path
 * @query: (nullable): its query
 *
 * A page in a browser cannot use it: browsers send Origin.
 */
void
sim_control_handle (SimControl *self,
                    SoupServerMessage *message,
                    const char *path,
                    GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) node = json_from_string (*text != '\0' ? text : "{}", NULL);
  Request request = { .control = self, .message = message, .query = query, .body = node };

  sim_send_date (message, self->service->world);
  if (soup_message_headers_get_one (headers, "Origin") != NULL)
    refuse (message, SOUP_STATUS_FORBIDDEN, "not for browsers");
  else if (node == NULL)
    refuse (message, SOUP_STATUS_BAD_REQUEST, "the body is no JSON");
  else if (!dispatch (&request, soup_server_message_get_method (message), path))
    refuse (message, SOUP_STATUS_NOT_FOUND, "no such control");
}

/**
 * sim_control_note_request:
 * @self: the control
 *
 * A request of the service has come.
 */
void
sim_control_note_request (SimControl *self)
{
  sim_waits_note_request (self->waits);
}
