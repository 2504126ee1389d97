/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-create-body.h"

#include "core/base/sublet-json.h"

#include <string.h>

/* Limits of fact sheet 3.3. */
#define MAX_ENV_NAME 256
#define MAX_ENV 32768
#define MAX_PORTS 64

static void
free_env (gpointer data)
{
  SimEnv *env = data;

  g_free (env->name);
  g_free (env->value);
  g_free (env);
}

/**
 * sim_env_list_new:
 *
 * Returns: (transfer full) (element-type SimEnv): an empty environment
 */
GPtrArray *
sim_env_list_new (void)
{
  return g_ptr_array_new_with_free_func (free_env);
}

static bool
has_name (GPtrArray *list, const char *name)
{
  guint i;

  for (i = 0; i < list->len; i++)
    if (g_str_equal (((const SimEnv *) g_ptr_array_index (list, i))->name, name))
      return true;

  return false;
}

static void
add_env (GPtrArray *list, const char *name, const char *value)
{
  SimEnv *env = g_new0 (SimEnv, 1);

  env->name = g_strdup (name);
  env->value = g_strdup (value);
  g_ptr_array_add (list, env);
}

/* `A:B`, or `A:B/udp`: the number outside is ignored (fact sheet 3.3). */
static bool
is_port_flag (const char *text)
{
  return g_regex_match_simple ("^[0-9]{1,5}:[0-9]{1,5}(/(tcp|udp))?$", text, 0, 0);
}

/* A variable, or a docker flag. */
static bool
is_env_name (const char *name)
{
  if (g_str_has_prefix (name, "-p "))
    return is_port_flag (name + 3);
  if (g_str_has_prefix (name, "-h ") || g_str_has_prefix (name, "-v "))
    return name[3] != '\0' && strchr (name + 3, ' ') == NULL;

  return g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]*$", name, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* What a template adds to the environment, where the request does not say it (fact sheet 3.1). */
static void
merge_template_env (const SimTemplate *template, GPtrArray *list)
{
  g_auto (GStrv) words = NULL;
  int n;
  int i;

  if (!g_shell_parse_argv (template->env, &n, &words, NULL))
    return;
  for (i = 0; i + 1 < n; i += 2)
    {
      g_auto (GStrv) pair = g_strsplit (words[i + 1], "=", 2);
      g_autofree char *flag = g_strdup_printf ("%s %s", words[i], words[i + 1]);

      if (!g_str_equal (words[i], "-e"))
        {
          if (!has_name (list, flag))
            add_env (list, flag, "1");
        }
      else if (!has_name (list, pair[0]))
        add_env (list, pair[0], pair[1] != NULL ? pair[1] : "");
    }
}

/**
 * sim_create_take_env:
 * @exchange: a create
 * @body: what it says
 * @template: (nullable): what adds to it
 * @list: filled
 *
 * An object is applied; a string is accepted and does nothing (fact sheet 3.3).
 *
 * Returns: whether it is fine; if not, that is answered
 */
bool
sim_create_take_env (SimExchange *exchange,
                     JsonObject *body,
                     const SimTemplate *template,
                     GPtrArray *list)
{
  JsonObject *object = sublet_json_get_opt_object (body, "env");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gsize size = 0;
  int ports = 0;

  if (object != NULL)
    {
      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          g_autofree char *text = JSON_NODE_HOLDS_VALUE (value) &&
                                      json_node_get_value_type (value) == G_TYPE_STRING
                                    ? g_strdup (json_node_get_string (value))
                                    : json_to_string (value, FALSE);

          add_env (list, name, text);
          size += g_utf8_strlen (name, -1) + g_utf8_strlen (text, -1);
          ports += g_str_has_prefix (name, "-p ");
          if (strlen (name) > MAX_ENV_NAME)
            return sim_create_refuse (exchange, "env: name too long");
          if (!is_env_name (name))
            return sim_create_refuse (exchange, "env: neither a variable's name nor a known flag");
        }
    }

  if (size > MAX_ENV)
    return sim_create_refuse (exchange, "env: too long");
  if (ports > MAX_PORTS)
    return sim_create_refuse (exchange, "env: too many open ports");
  if (template != NULL)
    merge_template_env (template, list);

  return true;
}
