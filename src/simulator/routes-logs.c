/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-log.h"
#include "simulator/sim-random.h"

#include <math.h>
#include <string.h>

/* A log is not there until the host has put it into the store (fact sheet 5.7 and 11). */
#define UPLOAD_S 2

#define DEFAULT_TAIL 1000

static char *
make_signature (SimExchange *exchange, gint64 contract_id, gint64 number)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x",
                          sim_hash (exchange->world->options.seed,
                                    (guint64) contract_id,
                                    61 + (guint64) number));
}

static void
handle_request (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  JsonObject *body = sim_exchange_get_body (exchange);
  SimInstance *instance = sim_exchange_find_instance (exchange, exchange->ids[0]);
  g_autofree char *daemon = sublet_json_dup_opt_string (body, "daemon_logs");
  g_autofree char *signature = NULL;
  g_autofree char *url = NULL;
  SimLogRequest log = { 0 };
  SimJson json;

  if (instance == NULL)
    {
      sim_reply_error (exchange, 404, "no_such_instance", "No instance with that id.");
      return;
    }

  log.contract_id = instance->id;
  log.ready_us =
    sim_world_now_us (world) + llround (UPLOAD_S / world->options.speed * G_USEC_PER_SEC);
  log.tail = sublet_json_opt_int (body, "tail", DEFAULT_TAIL);
  log.daemon = g_strcmp0 (daemon, "true") == 0;
  log.filter = sublet_json_dup_opt_string (body, "filter");
  g_array_append_val (world->logs, log);

  signature = make_signature (exchange, instance->id, world->logs->len - 1);
  url = g_strdup_printf ("%s/logs/C.%" G_GINT64_FORMAT "-%u.log?X-Amz-Expires=600"
                         "&X-Amz-Signature=%s",
                         world->base_url,
                         instance->id,
                         world->logs->len - 1,
                         signature);
  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_string (&json, "result_url", url);
  sim_json_string (&json, "msg", "Logs are being uploaded.");
  sim_reply_end (exchange, &json);
}

/* The store in front of which the service's key has no business: a foreign header breaks the
 * signature, and leaks the key. */
static void
reply_store_error (SimExchange *exchange, int status, const char *code)
{
  g_autofree char *text = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                           "<Error><Code>%s</Code></Error>\n",
                                           code);

  sim_reply_text (exchange, status, "application/xml", text);
}

/* The lines that were asked for: those with the text, and of them the last. */
static void
pick_lines (GString *text, const SimLogRequest *log)
{
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();
  guint i;

  for (i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    if (log->filter == NULL || strstr (lines[i], log->filter) != NULL)
      g_ptr_array_add (picked, lines[i]);

  g_string_truncate (text, 0);
  i = log->tail >= 0 && log->tail < picked->len ? picked->len - (guint) log->tail : 0;
  for (; i < picked->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (picked, i));
}

static void
handle_store (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  const char *signature = sim_exchange_get_query (exchange, "X-Amz-Signature");
  g_autofree char *expected = make_signature (exchange, exchange->ids[0], exchange->ids[1]);
  g_autoptr (GString) text = g_string_new (NULL);
  const SimLogRequest *log;
  SimInstance *instance;

  if (exchange->authorization)
    {
      reply_store_error (exchange, 400, "InvalidArgument");
      return;
    }
  if (exchange->ids[1] >= world->logs->len || g_strcmp0 (signature, expected) != 0)
    {
      reply_store_error (exchange, 403, "AccessDenied");
      return;
    }

  log = &g_array_index (world->logs, SimLogRequest, exchange->ids[1]);
  instance = sim_world_find_instance (world, log->contract_id);
  if (sim_world_now_us (world) < log->ready_us || instance == NULL || instance->machine->offline)
    {
      reply_store_error (exchange, 404, "NoSuchKey");
      return;
    }

  /* As it was when the host read it. */
  if (log->daemon)
    sim_log_append_host (text, instance, log->ready_us);
  else
    sim_log_append_container (text, instance, log->ready_us);
  pick_lines (text, log);
  sim_reply_text (exchange, 200, "binary/octet-stream", text->str);
}

const SimRoute sim_log_routes[] = {
  { "logs",
    "PUT",
    "/api/v0/instances/request_logs/{}/",
    SIM_SCOPE_INSTANCE_READ,
    0,
    handle_request },
  { "log-store", "GET", "/logs/C.{}-{}.log", SIM_SCOPE_NONE, 0, handle_store },
  { NULL },
};
