/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"

#include <string.h>

/* Rows differ from one another: the text is under another name, the time is text or a number
 * (fact sheet 6.1 and 11). */
#define EVERY_KEY_NAME 10
#define EVERY_EPOCH 5

static void
write_key (SimExchange *exchange, const SimSshKey *key, SimJson *json, const char *name)
{
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (key->created_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (created, "%Y-%m-%dT%H:%M:%S");

  sim_json_begin_object (json, name);
  sim_json_int (json, "id", key->id);
  sim_json_int (json, "user_id", exchange->account->id);
  sim_json_string (json, key->id % EVERY_KEY_NAME == 0 ? "key" : "public_key", key->public_key);
  if (key->id % EVERY_EPOCH == 0)
    sim_json_epoch (json, "created_at", key->created_us);
  else
    sim_json_string (json, "created_at", text);
  sim_json_null (json, "deleted_at");
  sim_json_end_object (json);
}

/* A bare array, empty when there are none. */
static void
handle_list (SimExchange *exchange)
{
  GPtrArray *keys = exchange->account->ssh_keys;
  SimJson json;
  guint i;

  sim_json_init (&json);
  sim_json_begin_array (&json, NULL);
  for (i = 0; i < keys->len; i++)
    write_key (exchange, g_ptr_array_index (keys, i), &json, NULL);
  sim_json_end_array (&json);
  sim_reply_json (exchange, 200, &json);
}

static bool
refuse_team (SimExchange *exchange)
{
  if (exchange->key == NULL || !exchange->key->team)
    return false;

  sim_reply_error (exchange,
                   400,
                   "team_ssh_keys_not_supported",
                   "Team accounts have no SSH keys; attach keys to instances.");
  return true;
}

/* The public key's line in the body, or an answer that says what is wrong with it. */
static char *
dup_key_text (SimExchange *exchange)
{
  g_autofree char *text = sublet_json_dup_opt_string (sim_exchange_get_body (exchange), "ssh_key");

  if (text == NULL)
    {
      sim_reply_error (exchange, 400, "no_ssh_key", "ssh_key is required");
      return NULL;
    }
  if (strstr (text, "PRIVATE KEY") != NULL || !sim_ssh_key_text_is_valid (text))
    {
      sim_reply_error (exchange, 400, "invalid_args", "ssh_key is not an OpenSSH public key");
      return NULL;
    }

  return g_steal_pointer (&text);
}

static void
handle_add (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  g_autofree char *text = NULL;
  const SimSshKey *key;
  SimJson json;

  if (refuse_team (exchange) || (text = dup_key_text (exchange)) == NULL)
    return;
  if (sim_account_find_ssh_key_text (exchange->account, text) != NULL)
    {
      sim_reply_error (exchange, 400, "duplicate_ssh_key", "This SSH key already exists.");
      return;
    }

  key = sim_account_add_ssh_key (exchange->account,
                                 world->next_ssh_key_id++,
                                 text,
                                 sim_world_now_us (world));
  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  write_key (exchange, key, &json, "key");
  sim_reply_end (exchange, &json);
}

static SimSshKey *
find_or_refuse (SimExchange *exchange)
{
  SimSshKey *key = sim_account_find_ssh_key (exchange->account, exchange->ids[0]);

  if (key == NULL)
    sim_reply_error (exchange, 400, "no_ssh_key", "No SSH key with that id.");

  return key;
}

static void
handle_replace (SimExchange *exchange)
{
  g_autofree char *text = NULL;
  SimSshKey *key;

  if (refuse_team (exchange) || (key = find_or_refuse (exchange)) == NULL ||
      (text = dup_key_text (exchange)) == NULL)
    return;

  g_free (key->public_key);
  key->public_key = g_steal_pointer (&text);
  sim_reply_success (exchange, NULL);
}

static void
handle_delete (SimExchange *exchange)
{
  SimSshKey *key;

  if (refuse_team (exchange) || (key = find_or_refuse (exchange)) == NULL)
    return;

  g_ptr_array_remove (exchange->account->ssh_keys, key);
  sim_reply_success (exchange, NULL);
}

static SimInstance *
find_instance_or_refuse (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_find_instance (exchange, exchange->ids[0]);

  if (instance == NULL)
    sim_reply_error (exchange, 404, "no_such_instance", "No instance with that id.");

  return instance;
}

/* The comment of the key, which is what people call it. */
static const char *
get_name (const char *public_key)
{
  const char *blank = strchr (public_key, ' ');

  blank = blank != NULL ? strchr (blank + 1, ' ') : NULL;
  return blank != NULL ? blank + 1 : "";
}

/* The array is text inside the answer (fact sheet 6.2). */
static void
handle_instance_list (SimExchange *exchange)
{
  SimInstance *instance = find_instance_or_refuse (exchange);
  g_autofree char *text = NULL;
  SimJson json;
  guint i;

  if (instance == NULL)
    return;

  sim_json_init (&json);
  sim_json_begin_array (&json, NULL);
  for (i = 0; i < instance->ssh_keys->len; i++)
    {
      const SimSshKey *key = g_ptr_array_index (instance->ssh_keys, i);

      sim_json_begin_object (&json, NULL);
      sim_json_int (&json, "id", key->id);
      sim_json_string (&json, "name", get_name (key->public_key));
      sim_json_string (&json, "public_key", key->public_key);
      sim_json_end_object (&json);
    }
  sim_json_end_array (&json);
  text = sim_json_finish (&json, NULL);

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_string (&json, "ssh_keys", text);
  sim_reply_end (exchange, &json);
}

static void
handle_attach (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  SimInstance *instance = find_instance_or_refuse (exchange);
  g_autofree char *text = NULL;
  const SimSshKey *known;
  guint i;

  if (instance == NULL || (text = dup_key_text (exchange)) == NULL)
    return;

  for (i = 0; i < instance->ssh_keys->len; i++)
    {
      const SimSshKey *key = g_ptr_array_index (instance->ssh_keys, i);

      if (sim_ssh_key_text_equal (key->public_key, text))
        {
          sim_reply_error (exchange,
                           400,
                           "invalid_args",
                           "SSH key already associated with instance.");
          return;
        }
    }

  known = sim_account_find_ssh_key_text (exchange->account, text);
  g_ptr_array_add (instance->ssh_keys,
                   sim_ssh_key_new (known != NULL ? known->id : world->next_ssh_key_id++,
                                    text,
                                    sim_world_now_us (world)));
  sim_reply_success (exchange, NULL);
}

static void
handle_detach (SimExchange *exchange)
{
  SimInstance *instance = find_instance_or_refuse (exchange);
  guint i;

  if (instance == NULL)
    return;

  for (i = 0; i < instance->ssh_keys->len; i++)
    {
      const SimSshKey *key = g_ptr_array_index (instance->ssh_keys, i);

      if (key->id == exchange->ids[1])
        {
          g_ptr_array_remove_index (instance->ssh_keys, i);
          sim_reply_success (exchange, NULL);
          return;
        }
    }

  sim_reply_error (exchange, 404, "no_such_ssh_key", "The key is not on the instance.");
}

#define KEYS "/api/v0/ssh/"
#define INSTANCE_KEYS "/api/v0/instances/{}/ssh/"

const SimRoute sim_ssh_routes[] = {
  { "ssh-list", "GET", KEYS, SIM_SCOPE_USER_READ, 1, handle_list },
  { "ssh-add", "POST", KEYS, SIM_SCOPE_USER_WRITE, 1, handle_add },
  { "ssh-replace", "PUT", KEYS "{}/", SIM_SCOPE_USER_WRITE, 1, handle_replace },
  { "ssh-delete", "DELETE", KEYS "{}/", SIM_SCOPE_USER_WRITE, 1, handle_delete },
  { "instance-ssh-list", "GET", INSTANCE_KEYS, SIM_SCOPE_INSTANCE_READ, 0, handle_instance_list },
  { "instance-ssh-attach", "POST", INSTANCE_KEYS, SIM_SCOPE_INSTANCE_WRITE, 0, handle_attach },
  { "instance-ssh-detach",
    "DELETE",
    INSTANCE_KEYS "{}/",
    SIM_SCOPE_INSTANCE_WRITE,
    2,
    handle_detach },
  { NULL },
};
