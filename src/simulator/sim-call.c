/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-call.h"

#include "simulator/sim-auth.h"
#include "simulator/sim-router.h"
#include "simulator/sim-send.h"

#include <string.h>

struct _SimCalls
{
  SimService *service; /* (borrowed) */
  GPtrArray *held;     /* (element-type Call): waiting for a release */
};

/*
 * One request on its way: a fault may delay or hold it, then the work is done, a fault may spoil
 * the answer, delay or hold that, and at last it is sent.
 */
typedef struct
{
  SimCalls *calls;            /* (borrowed) */
  SoupServerMessage *message; /* (owned) */
  const SimFault *fault;      /* (borrowed) (nullable) */
  SimExchange exchange;
  bool paused;
  bool gone; /* the client has closed the connection */
} Call;

static void
free_call (Call *call)
{
  g_signal_handlers_disconnect_by_data (call->message, call);
  g_free (call->exchange.path);
  g_free (call->exchange.query_text);
  g_free (call->exchange.location);
  g_clear_pointer (&call->exchange.query, g_hash_table_unref);
  g_clear_pointer (&call->exchange.body, json_node_unref);
  g_string_free (call->exchange.text, TRUE);
  g_object_unref (call->message);
  g_free (call);
}

static void
on_disconnected (SoupServerMessage *message, gpointer data)
{
  Call *call = data;

  call->gone = true;
}

/* The answer has to wait: for some time, or until a test releases it. */
static void
wait_then (Call *call, SimClockFunc next)
{
  SimClock *clock = call->calls->service->world->clock;

  if (!call->paused)
    {
      soup_server_message_pause (call->message);
      call->paused = true;
    }

  if (call->fault->kind == SIM_FAULT_HOLD)
    g_ptr_array_add (call->calls->held, call);
  else
    sim_clock_call_after (clock,
                          call->fault->ms * 1000,
                          NULL,
                          next,
                          call,
                          (GDestroyNotify) free_call);
}

static bool
fault_waits (const Call *call, const char *moment)
{
  return call->fault != NULL &&
         (call->fault->kind == SIM_FAULT_DELAY || call->fault->kind == SIM_FAULT_HOLD) &&
         g_str_equal (call->fault->how, moment);
}

static void
send_answer (gpointer data)
{
  Call *call = data;
  SimExchange *exchange = &call->exchange;
  SimSendHow how = sim_fault_get_send_how (call->fault, exchange);

  exchange->record->status = how == SIM_SEND_CLOSE || how == SIM_SEND_RESET ? 0 : exchange->status;
  if (call->gone)
    {
      free_call (call);
      return;
    }

  if (how == SIM_SEND_NORMAL)
    {
      sim_send (call->message, exchange);
      if (call->paused)
        soup_server_message_unpause (call->message);
    }
  else if (how == SIM_SEND_CUT)
    sim_send_raw (call->message, exchange, (gsize) call->fault->bytes, -1);
  else if (how == SIM_SEND_SLOW)
    sim_send_raw (call->message, exchange, (gsize) call->fault->bytes, call->fault->ms * 1000);
  else
    sim_send_nothing (call->message, how == SIM_SEND_RESET);

  free_call (call);
}

/* GET has no body; elsewhere it must be JSON when there is one. */
static bool
take_body (Call *call)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    return true;

  if (!g_utf8_validate (text, (gssize) length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return false;

  call->exchange.body = json_parser_steal_root (parser);
  return true;
}

/* Who asks, whether they may, what the route does. */
static void
do_work (Call *call)
{
  SimExchange *exchange = &call->exchange;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (exchange->route == NULL)
    {
      sim_router_reply_unmatched (exchange);
      return;
    }

  if (!sim_auth_identify (exchange, authorization) || !sim_auth_check_scope (exchange) ||
      !sim_limiter_allow (call->calls->service->limiter, exchange))
    return;

  if (!take_body (call))
    {
      sim_reply_error (exchange, 400, "invalid_args", "Invalid JSON body");
      return;
    }

  exchange->record->worked = true;
  exchange->route->handler (exchange);
}

static void
work (gpointer data)
{
  Call *call = data;

  if (call->fault != NULL)
    sim_fault_prepare (call->fault, &call->exchange);
  if (call->fault == NULL || call->fault->work)
    {
      sim_world_advance (call->calls->service->world);
      do_work (call);
    }
  if (call->fault != NULL)
    sim_fault_spoil (call->fault, &call->exchange);

  if (fault_waits (call, "after"))
    wait_then (call, send_answer);
  else
    send_answer (call);
}

static Call *
start_call (SimCalls *self,
            const SimConnection *connection,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query)
{
  Call *call = g_new0 (Call, 1);
  SimExchange *exchange = &call->exchange;
  SimWorld *world = self->service->world;

  call->calls = self;
  call->message = g_object_ref (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_disconnected), call);
  exchange->world = world;
  exchange->method = soup_server_message_get_method (message);
  exchange->path = g_strdup (path);
  exchange->query_text = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  exchange->query = query != NULL ? g_hash_table_ref (query) : NULL;
  exchange->text = g_string_new (NULL);
  exchange->status = 500;
  sim_router_find (exchange);
  exchange->record =
    sim_ledger_add (world->ledger, sim_world_now_us (world), exchange->method, path);
  exchange->record->route = exchange->route != NULL ? exchange->route->name : NULL;
  exchange->record->connection = connection->number;
  exchange->record->on_connection = connection->requests;
  sim_auth_note (exchange,
                 soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                               "Authorization"));

  return call;
}

/**
 * sim_calls_new:
 * @service: what is asked
 *
 * Returns: (transfer full): no requests yet
 */
SimCalls *
sim_calls_new (SimService *service)
{
  SimCalls *self = g_new0 (SimCalls, 1);

  self->service = service;
  self->held = g_ptr_array_new ();
  return self;
}

/**
 * sim_calls_free:
 * @self: (transfer full): the requests; those still held are dropped
 */
void
sim_calls_free (SimCalls *self)
{
  g_ptr_array_set_free_func (self->held, (GDestroyNotify) free_call);
  g_ptr_array_unref (self->held);
  g_free (self);
}

static void
call_witness (Call *call)
{
  SimService *service = call->calls->service;
  g_autoptr (GBytes) body = NULL;

  if (service->witness == NULL)
    return;
  body = soup_message_body_flatten (soup_server_message_get_request_body (call->message));
  call->exchange.record->note = service->witness (&call->exchange, body, service->witness_data);
}

/**
 * sim_calls_take:
 * @self: the requests
 * @connection: what it came on
 * @message: a new one
 * @path: its path
 * @query: (nullable): its query
 *
 * Notes it in the ledger and answers it, now or when its fault says so.
 */
void
sim_calls_take (SimCalls *self,
                const SimConnection *connection,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query)
{
  Call *call = start_call (self, connection, message, path, query);

  call_witness (call);
  call->fault = sim_faults_take (self->service->faults, &call->exchange);
  if (fault_waits (call, "before"))
    wait_then (call, work);
  else
    work (call);
}

/**
 * sim_calls_count_held:
 * @self: the requests
 *
 * Returns: how many wait for sim_calls_release_held()
 */
guint
sim_calls_count_held (SimCalls *self)
{
  return self->held->len;
}

/**
 * sim_calls_release_held:
 * @self: the requests
 *
 * Lets all held requests go on.
 *
 * Returns: how many there were
 */
guint
sim_calls_release_held (SimCalls *self)
{
  guint count = self->held->len;

  while (self->held->len > 0)
    {
      Call *call = g_ptr_array_steal_index (self->held, 0);

      if (g_str_equal (call->fault->how, "before"))
        work (call);
      else
        send_answer (call);
    }

  return count;
}
