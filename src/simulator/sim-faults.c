/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-faults.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"

/* What a fault does unless its options say otherwise. */
typedef struct
{
  const char *name;
  bool work;
  gint64 ms;
  gint64 bytes;
  int status;
  const char *const *hows; /* (nullable): the variants, the first is meant when none is named */
} Kind;

static const char *const ends[] = { "close", "reset", NULL };
static const char *const resets[] = { "reset", "close", NULL };
static const char *const cuts[] = { "close", "short", NULL };
static const char *const lists[] = { "total", "rows", "spoiled", "second-page", NULL };
static const char *const moments[] = { "before", "after", NULL };
static const char *const lates[] = { "lost", "ok", "502", "no-such-ask", "success-false", NULL };

static const Kind kinds[] = {
  [SIM_FAULT_LOST_REPLY] = { "lost-reply", .work = true, .hows = ends },
  [SIM_FAULT_RESET_BEFORE] = { "reset-before", .hows = resets },
  [SIM_FAULT_EARLY_CLOSE] = { "early-close", .hows = ends },
  [SIM_FAULT_NO_SUCH_ASK] = { "no-such-ask", .status = 404 },
  [SIM_FAULT_500_HTML] = { "http-500-html", .status = 500 },
  [SIM_FAULT_502_HTML] = { "502-html", .status = 502 },
  [SIM_FAULT_503_HTML] = { "503-html", .status = 503 },
  [SIM_FAULT_EMPTY_200] = { "empty-200", .status = 200 },
  [SIM_FAULT_CUT_JSON] = { "cut-json", .work = true, .hows = cuts },
  [SIM_FAULT_WRONG_JSON] = { "wrong-json", .status = 200 },
  [SIM_FAULT_SUCCESS_FALSE] = { "success-false", .status = 200 },
  [SIM_FAULT_SUCCESS_FALSE_RENTED] = { "success-false-rented", .work = true, .status = 200 },
  [SIM_FAULT_LATE_CONTRACT] = { "late-contract", .work = true, .ms = 60000, .hows = lates },
  [SIM_FAULT_INCOMPLETE_LIST] = { "incomplete-list", .work = true, .hows = lists },
  [SIM_FAULT_STALE_LIST] = { "stale-list", .work = true, .ms = 10000 },
  [SIM_FAULT_SLOW_BYTES] = { "slow-bytes", .work = true, .ms = 100, .bytes = 16 },
  [SIM_FAULT_DELAY] = { "delay", .work = true, .ms = 15000, .hows = moments },
  [SIM_FAULT_HOLD] = { "hold", .work = true, .hows = moments },
  [SIM_FAULT_429_PLAIN] = { "429-plain", .status = 429 },
  [SIM_FAULT_429_DETAIL] = { "429-detail", .status = 429 },
  [SIM_FAULT_429_JSON] = { "429-json", .status = 429, .ms = 10000 },
  [SIM_FAULT_REDIRECT] = { "redirect", .status = 302 },
  [SIM_FAULT_AUTH_404] = { "auth-404", .status = 404 },
  [SIM_FAULT_AUTH_401] = { "auth-401", .status = 401 },
  [SIM_FAULT_JSON_ERROR] = { "json-error", .status = 400 },
};

static void
free_fault (gpointer data)
{
  SimFault *fault = data;

  g_free (fault->route);
  g_free (fault->location);
  g_free (fault->error);
  g_free (fault->message);
  g_free (fault);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimFault, free_fault)

/**
 * sim_faults_new:
 *
 * Returns: (transfer full): nothing goes wrong
 */
SimFaults *
sim_faults_new (void)
{
  SimFaults *self = g_new0 (SimFaults, 1);

  self->armed = g_ptr_array_new_with_free_func (free_fault);
  self->spent = g_ptr_array_new_with_free_func (free_fault);
  return self;
}

/**
 * sim_faults_free:
 * @self: (transfer full): the faults
 */
void
sim_faults_free (SimFaults *self)
{
  g_ptr_array_unref (self->armed);
  g_ptr_array_unref (self->spent);
  g_free (self);
}

/**
 * sim_faults_clear:
 * @self: the faults
 *
 * Disarms them all.
 */
void
sim_faults_clear (SimFaults *self)
{
  while (self->armed->len > 0)
    g_ptr_array_add (self->spent, g_ptr_array_steal_index (self->armed, 0));
}

static bool
fail (GError **error, const char *what, const char *value)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", what, value);
  return false;
}

static bool
set_kind (SimFault *fault, const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0)
        {
          fault->kind = (SimFaultKind) i;
          fault->name = kinds[i].name;
          fault->work = kinds[i].work;
          fault->ms = kinds[i].ms;
          fault->bytes = kinds[i].bytes;
          fault->status = kinds[i].status;
          fault->how = kinds[i].hows != NULL ? kinds[i].hows[0] : NULL;
          return true;
        }
    }

  return false;
}

/* A misspelt option would make a test pass for the wrong reason: everything unknown is an error. */
static bool
set_option (SimFault *fault, JsonObject *object, const char *name, GError **error)
{
  g_autofree char *text = sublet_json_dup_opt_string (object, name);
  gint64 number = sublet_json_opt_int (object, name, 0);
  const char *const *hows = kinds[fault->kind].hows;

  if (g_str_equal (name, "route"))
    {
      if (text == NULL || (!g_str_equal (text, "*") && !sim_router_has_name (text)))
        return fail (error, "no such route", text != NULL ? text : "(none)");
      fault->route = g_str_equal (text, "*") ? NULL : g_steal_pointer (&text);
    }
  else if (g_str_equal (name, "how"))
    {
      if (hows == NULL || text == NULL || !g_strv_contains (hows, text))
        return fail (error, "no such variant", text != NULL ? text : "(none)");
      fault->how = g_intern_string (text);
    }
  else if (g_str_equal (name, "location"))
    fault->location = g_steal_pointer (&text);
  else if (g_str_equal (name, "error"))
    fault->error = g_steal_pointer (&text);
  else if (g_str_equal (name, "msg"))
    fault->message = g_steal_pointer (&text);
  else if (g_str_equal (name, "work"))
    fault->work = sublet_json_opt_bool (object, name, fault->work);
  else if (g_str_equal (name, "with_id"))
    fault->with_id = sublet_json_opt_bool (object, name, false);
  else if (g_str_equal (name, "id"))
    fault->id = number;
  else if (g_str_equal (name, "key"))
    fault->key = number;
  else if (g_str_equal (name, "nth") && number >= 1)
    fault->nth = (int) number;
  else if (g_str_equal (name, "times") && number >= 0)
    fault->times = (int) number;
  else if (g_str_equal (name, "ms") && number >= 0)
    fault->ms = number;
  else if (g_str_equal (name, "bytes") && number >= 0)
    fault->bytes = number;
  else if (g_str_equal (name, "status") && number >= 200 && number <= 599)
    fault->status = (int) number;
  else if (g_str_equal (name, "more"))
    fault->more = (int) number;
  else if (!g_str_equal (name, "fault"))
    return fail (error, "no such option, or out of range", name);

  return true;
}

static bool
arm_one (SimFaults *self, JsonNode *node, GError **error)
{
  g_autoptr (SimFault) fault = g_new0 (SimFault, 1);
  g_autofree char *name = NULL;
  JsonObject *object;
  JsonObjectIter iter;
  const char *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "a fault", "should be an object");

  object = json_node_get_object (node);
  name = sublet_json_dup_opt_string (object, "fault");
  if (!set_kind (fault, name))
    return fail (error, "no such fault", name != NULL ? name : "(none)");

  fault->nth = 1;
  fault->times = 1;
  fault->more = 1;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!set_option (fault, object, member, error))
      return false;

  g_ptr_array_add (self->armed, g_steal_pointer (&fault));
  return true;
}

/**
 * sim_faults_arm:
 * @self: the faults
 * @node: one fault, or an array of them
 * @error: what is wrong with them
 *
 * Returns: whether all were armed
 */
bool
sim_faults_arm (SimFaults *self, JsonNode *node, GError **error)
{
  guint i;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return arm_one (self, node, error);

  for (i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!arm_one (self, json_array_get_element (json_node_get_array (node), i), error))
      return false;

  return true;
}

/**
 * sim_faults_write:
 * @self: the faults
 * @json: where to; an object
 */
void
sim_faults_write (SimFaults *self, SimJson *json)
{
  guint i;

  sim_json_begin_array (json, "faults");
  for (i = 0; i < self->armed->len; i++)
    {
      const SimFault *fault = g_ptr_array_index (self->armed, i);

      sim_json_begin_object (json, NULL);
      sim_json_string (json, "fault", fault->name);
      sim_json_string (json, "route", fault->route);
      sim_json_int (json, "nth", fault->nth);
      sim_json_int (json, "times", fault->times);
      sim_json_int (json, "seen", fault->seen);
      sim_json_int (json, "hits", fault->hits);
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
}

static bool
fits (const SimFault *fault, const SimExchange *exchange)
{
  if (exchange->route == NULL ||
      (fault->route != NULL && !g_str_equal (fault->route, exchange->route->name)) ||
      (fault->id != 0 && fault->id != exchange->ids[0]) ||
      (fault->key != 0 && fault->key != exchange->record->key_id))
    return false;

  /* Only a connection that served before can be closed early. */
  if (fault->kind == SIM_FAULT_EARLY_CLOSE)
    return exchange->record->on_connection > 1;
  if (fault->kind == SIM_FAULT_INCOMPLETE_LIST && g_str_equal (fault->how, "second-page"))
    return sim_exchange_get_query (exchange, "after_token") != NULL;

  return true;
}

/**
 * sim_faults_take:
 * @self: the faults
 * @exchange: a request that just came
 *
 * Returns: (transfer none) (nullable): the first armed fault that strikes it
 */
const SimFault *
sim_faults_take (SimFaults *self, SimExchange *exchange)
{
  const SimFault *struck = NULL;
  guint i;

  for (i = 0; i < self->armed->len; i++)
    {
      SimFault *fault = g_ptr_array_index (self->armed, i);

      if ((fault->times > 0 && fault->hits >= fault->times) || !fits (fault, exchange))
        continue;

      fault->seen++;
      if (struck == NULL && fault->seen >= fault->nth)
        {
          fault->hits++;
          struck = fault;
        }
    }

  if (struck != NULL)
    exchange->record->fault = struck->name;

  return struck;
}
