/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-create-body.h"

#include "core/base/sublet-json.h"

#include <math.h>
#include <string.h>

/* Limits of fact sheet 3.1 and 3.3. */
#define MIN_DISK_GB 8
#define DEFAULT_DISK_GB 10
#define MAX_LABEL 256
#define MAX_ONSTART 4048
#define MAX_ARGS_AND_ONSTART 4096
#define MIN_BID 0.001
#define MAX_BID 128.0

/* What the official client sends, and what other clients send, for the same thing. */
static const struct
{
  const char *sent;
  const char *reported;
} runtypes[] = {
  { "ssh", "ssh_proxy" },
  { "ssh_proxy", "ssh_proxy" },
  { "ssh_direct", "ssh ssh_direc ssh_proxy" },
  { "ssh_direc ssh_proxy", "ssh ssh_direc ssh_proxy" },
  { "jupyter", "jupyter_proxy ssh_proxy" },
  { "jupyter_proxy", "jupyter_proxy ssh_proxy" },
  { "jupyter_proxy ssh_proxy", "jupyter_proxy ssh_proxy" },
  { "jupyter_direct", "jupyter_direc ssh_direc ssh_proxy" },
  { "jupyter_direc ssh_direc ssh_proxy", "jupyter_direc ssh_direc ssh_proxy" },
  { "args", "args" },
};

/**
 * sim_create_refuse:
 * @exchange: a create
 * @message: which member, and what is wrong with it
 *
 * Returns: false, for the caller to pass on
 */
bool
sim_create_refuse (SimExchange *exchange, const char *message)
{
  sim_reply_error (exchange, 400, "invalid_args", message);
  return false;
}

/* A member that may be absent or null, but is a text otherwise. */
static bool
take_string (SimExchange *exchange, JsonObject *body, const char *name, const char **text)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autofree char *message = NULL;

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return true;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *text = json_node_get_string (node);
      return true;
    }

  message = g_strdup_printf ("%s: Input should be a valid string", name);
  return sim_create_refuse (exchange, message);
}

static bool
take_number (SimExchange *exchange,
             JsonObject *body,
             const char *name,
             double fallback,
             double *number)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autofree char *message = NULL;

  *number = fallback;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return true;

  if (JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                       json_node_get_value_type (node) == G_TYPE_DOUBLE))
    {
      *number = json_node_get_double (node);
      return true;
    }

  message = g_strdup_printf ("%s: Input should be a valid number", name);
  return sim_create_refuse (exchange, message);
}

/* A text, or an array of texts; only where the container gets arguments (fact sheet 3.1). */
static bool
take_args (SimExchange *exchange, JsonObject *body, const SimOrder *order, char **args)
{
  JsonArray *array = sublet_json_get_opt_array (body, "args");
  const char *text;
  guint i;

  if (!take_string (exchange, body, "args_str", &text))
    return false;
  *args = g_strdup (text);
  if (array != NULL && text == NULL)
    {
      g_autoptr (GString) joined = g_string_new (NULL);

      for (i = 0; i < json_array_get_length (array); i++)
        {
          const char *word = sim_array_get_string (array, i);

          if (word == NULL)
            return sim_create_refuse (exchange, "args: Input should be a list of strings");
          g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", word);
        }
      *args = g_strdup (joined->str);
    }
  if (*args != NULL && **args != '\0' && !g_str_equal (order->runtype, "args"))
    return sim_create_refuse (exchange, "args: only with runtype args");
  if (*args != NULL && g_utf8_strlen (*args, -1) +
                           (order->onstart != NULL ? g_utf8_strlen (order->onstart, -1) : 0) >
                         MAX_ARGS_AND_ONSTART)
    return sim_create_refuse (exchange, "args: too long with onstart");

  return true;
}

/* Flags of docker login (fact sheet 3.1). The message never quotes them. */
static bool
take_login (SimExchange *exchange, JsonObject *body, SimOrder *order)
{
  if (!take_string (exchange, body, "image_login", &order->image_login))
    return false;
  if (order->image_login != NULL && *order->image_login != '\0' &&
      !g_regex_match_simple ("^-u [^ ]+ -p [^ ]+( [^ ]+)?$", order->image_login, 0, 0))
    return sim_create_refuse (exchange, "image_login: should be -u USER -p PASSWORD REGISTRY");

  return true;
}

static bool
take_jupyter (SimExchange *exchange, JsonObject *body)
{
  JsonNode *lab = json_object_get_member (body, "use_jupyter_lab");
  const char *folder;

  if (!take_string (exchange, body, "jupyter_dir", &folder))
    return false;
  if (lab != NULL && !JSON_NODE_HOLDS_NULL (lab) &&
      (!JSON_NODE_HOLDS_VALUE (lab) || json_node_get_value_type (lab) != G_TYPE_BOOLEAN))
    return sim_create_refuse (exchange, "use_jupyter_lab: Input should be a valid boolean");

  return true;
}

/* Source: fact sheet 3.1, `volume_info`. */
static bool
take_volume (SimExchange *exchange, JsonObject *body, SimVolumeOrder *order)
{
  JsonObject *object = sublet_json_get_opt_object (body, "volume_info");

  if (!sublet_json_has_value (body, "volume_info"))
    return true;
  if (object == NULL)
    return sim_create_refuse (exchange, "volume_info: Input should be an object");

  order->wanted = true;
  order->create = sublet_json_opt_bool (object, "create_new", false);
  order->id = sublet_json_opt_int (object, "volume_id", 0);
  order->size_gb = sublet_json_opt_double (object, "size", 0);
  if (!take_string (exchange, object, "mount_path", &order->mount_path) ||
      !take_string (exchange, object, "name", &order->name))
    return false;
  if (order->id <= 0)
    return sim_create_refuse (exchange, "volume_info: volume_id required");
  if (order->mount_path == NULL || *order->mount_path != '/')
    return sim_create_refuse (exchange, "volume_info: mount_path should be absolute");
  if (order->create && order->size_gb < 1)
    return sim_create_refuse (exchange, "volume_info: size should be at least 1");

  return true;
}

static bool
take_runtype (SimExchange *exchange,
              JsonObject *body,
              const SimTemplate *template,
              const char **reported)
{
  const char *runtype;
  guint i;

  if (!take_string (exchange, body, "runtype", &runtype))
    return false;
  if (runtype == NULL && template != NULL)
    runtype = template->runtype;
  if (runtype == NULL)
    runtype = sublet_json_has_value (body, "args") || sublet_json_has_value (body, "args_str")
                ? "args"
                : "ssh";

  for (i = 0; i < G_N_ELEMENTS (runtypes); i++)
    {
      if (g_str_equal (runtypes[i].sent, runtype))
        {
          *reported = runtypes[i].reported;
          return true;
        }
    }

  return sim_create_refuse (exchange, "runtype: unknown value");
}

static bool
take_texts (SimExchange *exchange, JsonObject *body, SimOrder *order, const SimTemplate **found)
{
  const SimTemplate *template;

  if (!take_string (exchange, body, "image", &order->image) ||
      !take_string (exchange, body, "label", &order->label) ||
      !take_string (exchange, body, "onstart", &order->onstart) ||
      !take_string (exchange, body, "template_hash_id", &order->template_hash))
    return false;

  template = order->template_hash != NULL
               ? sim_template_find (order->template_hash, exchange->account->id)
               : NULL;
  *found = template;
  if (order->template_hash != NULL && template == NULL)
    return sim_create_refuse (exchange, "template_hash_id: no such template");
  if (order->image == NULL && template != NULL)
    order->image = template->image;
  if (order->image == NULL || *order->image == '\0')
    return sim_create_refuse (exchange, "image: Field required");
  if (order->label != NULL && g_utf8_strlen (order->label, -1) > MAX_LABEL)
    return sim_create_refuse (exchange, "label: too long");
  if (order->onstart == NULL && template != NULL)
    order->onstart = template->onstart;
  if (order->onstart != NULL && g_utf8_strlen (order->onstart, -1) > MAX_ONSTART)
    return sim_create_refuse (exchange, "onstart: too long");

  return true;
}

/**
 * sim_create_take_body:
 * @exchange: a create
 * @body: what it says
 * @order: filled, borrowing from @body and @args; its `env` is there already
 * @args: (out) (transfer full) (nullable): the container's arguments
 *
 * Checks all that can be checked without the offer, and answers where something is wrong.
 *
 * Returns: whether it is fine
 */
bool
sim_create_take_body (SimExchange *exchange, JsonObject *body, SimOrder *order, char **args)
{
  const SimTemplate *template = NULL;
  const char *target_state;

  *args = NULL;
  if (!take_texts (exchange, body, order, &template) ||
      !take_runtype (exchange, body, template, &order->runtype) ||
      !take_args (exchange, body, order, args) || !take_login (exchange, body, order) ||
      !take_jupyter (exchange, body) || !take_volume (exchange, body, &order->volume) ||
      !take_string (exchange, body, "target_state", &target_state) ||
      !take_number (exchange, body, "disk", DEFAULT_DISK_GB, &order->disk_gb) ||
      !take_number (exchange, body, "price", NAN, &order->bid) ||
      !sim_create_take_env (exchange, body, template, order->env))
    return false;

  order->args = *args != NULL ? *args : template != NULL ? template->args : NULL;
  if (order->disk_gb < MIN_DISK_GB)
    return sim_create_refuse (exchange, "disk: Input should be greater than or equal to 8");
  if (target_state != NULL && !g_str_equal (target_state, "running") &&
      !g_str_equal (target_state, "stopped"))
    return sim_create_refuse (exchange, "target_state: Input should be 'running' or 'stopped'");
  order->stopped = g_strcmp0 (target_state, "stopped") == 0;

  if (!isnan (order->bid) && (order->bid < MIN_BID || order->bid > MAX_BID))
    {
      sim_reply_error (exchange, 400, "invalid_price", "price is outside 0.001 to 128");
      return false;
    }
  if (sublet_json_opt_bool (body, "vm", false) && exchange->account->ssh_keys->len == 0)
    {
      sim_reply_error (exchange, 400, "no_ssh_key_for_vm", "register an SSH key first");
      return false;
    }

  return true;
}
