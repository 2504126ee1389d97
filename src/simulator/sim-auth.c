/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-auth.h"

#include <string.h>

static const char *
get_bearer (const char *authorization)
{
  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return NULL;

  return authorization + strlen ("Bearer ");
}

static bool
find_instance_key (SimExchange *exchange, const char *text)
{
  guint i;

  for (i = 0; i < exchange->world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (exchange->world->instances, i);

      if (sim_instance_is_alive (instance) && g_str_equal (instance->api_key, text))
        {
          exchange->account = instance->account;
          exchange->self_instance = instance;
          return true;
        }
    }

  return false;
}

/**
 * sim_auth_note:
 * @exchange: a request that just came
 * @authorization: (nullable): the Authorization header
 *
 * Writes into the ledger with whose key it came, if the account has such a key: also of a request
 * that a fault keeps from being worked on.
 */
void
sim_auth_note (SimExchange *exchange, const char *authorization)
{
  const char *text = get_bearer (authorization);
  SimAccount *account = NULL;
  SimKey *key = text != NULL ? sim_world_find_key (exchange->world, text, &account) : NULL;

  if (key == NULL)
    return;
  exchange->record->account_id = account->id;
  exchange->record->key_id = key->id;
}

/**
 * sim_auth_identify:
 * @exchange: a request
 * @authorization: (nullable): the Authorization header
 *
 * Finds whose key came with the request. The retired query parameter works and is noted in the
 * ledger (fact sheet 1.1). Without a key the account stays NULL.
 *
 * Returns: false when a key was sent that is none; the answer is made then (fact sheet 1.7)
 */
bool
sim_auth_identify (SimExchange *exchange, const char *authorization)
{
  const char *text = get_bearer (authorization);
  const char *parameter = sim_exchange_get_query (exchange, "api_key");
  SimAccount *account = NULL;
  SimKey *key;

  exchange->authorization = authorization != NULL;
  exchange->record->query_key = parameter != NULL;
  if (text == NULL)
    text = parameter;
  if (text == NULL)
    return true;

  key = sim_world_find_key (exchange->world, text, &account);
  if (key != NULL && !key->revoked)
    {
      exchange->account = account;
      exchange->key = key;
    }
  else if (key != NULL || !find_instance_key (exchange, text))
    {
      sim_reply_error (exchange, 404, "auth_error", "Invalid user key");
      return false;
    }

  exchange->record->account_id = exchange->account->id;
  exchange->record->key_id = key != NULL ? key->id : 0;
  return true;
}

/* A contract's own key starts, stops and destroys that contract, nothing else (fact sheet 1.4). */
static bool
is_for_instance_keys (const SimRoute *route)
{
  static const char *const names[] = { "update", "update-many", "destroy", "destroy-many", NULL };

  return g_strv_contains (names, route->name);
}

/**
 * sim_auth_check_scope:
 * @exchange: an identified request with a route
 *
 * Returns: whether the key may use the route; the answer is made when not
 */
bool
sim_auth_check_scope (SimExchange *exchange)
{
  SimScope scope = exchange->route->scope;

  if (scope == SIM_SCOPE_NONE)
    return true;

  if (exchange->account == NULL)
    {
      /* Searches work without a key (fact sheet 2.1). */
      if (scope == SIM_SCOPE_MISC && exchange->world->options.keyless_search)
        return true;

      sim_reply_error (exchange, 403, "auth_error", "This action requires login.");
      return false;
    }

  if (exchange->key != NULL && (exchange->key->scopes & (int) scope) == 0)
    {
      sim_reply_error (exchange,
                       exchange->key->refusal_status,
                       "permission_denied",
                       "API key lacks the permission for this endpoint.");
      return false;
    }

  if (exchange->key == NULL && !is_for_instance_keys (exchange->route))
    {
      sim_reply_error (exchange, 403, "permission_denied", "API key is limited to its instance.");
      return false;
    }

  return true;
}
