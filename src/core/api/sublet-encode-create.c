/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-encode-private.h"

#include "core/base/sublet-money.h"

#include <string.h>

/* More than a launch within the service's limits can come to, so that the text never moves and
 * leaves its secrets behind. */
#define MOST_BYTES (512 * 1024)

/* Where a login without a server goes. Source: the official client's help, `--login`. */
#define DOCKER_HUB "docker.io"

/* Source: fact sheet 3.2. */
static const char *
get_runtype (SubletLaunchMode mode, bool direct)
{
  switch (mode)
    {
    case SUBLET_LAUNCH_MODE_JUPYTER:
      return direct ? "jupyter_direct" : "jupyter";

    case SUBLET_LAUNCH_MODE_ARGS:
      return "args";

    case SUBLET_LAUNCH_MODE_SSH:
    default:
      return direct ? "ssh_direct" : "ssh";
    }
}

static void
append_mode (GString *json, const SubletCreateRequest *request)
{
  SubletLaunchMode mode = sublet_launch_get_mode (request->launch);

  sublet_encode_append_member (json, "runtype", get_runtype (mode, request->direct));
  if (mode == SUBLET_LAUNCH_MODE_ARGS)
    sublet_encode_append_member (json, "args_str", sublet_launch_get_args (request->launch));
  if (mode != SUBLET_LAUNCH_MODE_JUPYTER)
    return;
  g_string_append_printf (json,
                          ",\"use_jupyter_lab\":%s",
                          sublet_launch_get_jupyter_lab (request->launch) ? "true" : "false");
  sublet_encode_append_member (json,
                               "jupyter_dir",
                               sublet_launch_get_jupyter_dir (request->launch));
}

static void
append_onstart (GString *json, SubletLaunch *launch)
{
  char *script = sublet_launch_dup_packed_onstart (launch);

  sublet_encode_append_member (json, "onstart", script);
  sublet_launch_free_secret (script);
}

/* Flags of `docker login` as one text; none of them has a blank. */
static void
append_login (GString *json, SubletLaunch *launch)
{
  const char *user = sublet_launch_get_registry_user (launch);
  const char *password = sublet_launch_get_registry_password (launch);
  const char *server = sublet_launch_get_registry_server (launch);
  char *login;

  if (user == NULL || password == NULL)
    return;
  login = g_strconcat ("-u ",
                       user,
                       " -p ",
                       password,
                       " ",
                       server != NULL && *server != '\0' ? server : DOCKER_HUB,
                       NULL);
  sublet_encode_append_member (json, "image_login", login);
  sublet_launch_free_secret (login);
}

static void
append_volume (GString *json, const SubletLaunchVolume *volume)
{
  bool create = volume->kind == SUBLET_LAUNCH_VOLUME_NEW;

  if (volume->kind == SUBLET_LAUNCH_VOLUME_NONE)
    return;
  g_string_append_printf (json,
                          ",\"volume_info\":{\"create_new\":%s,\"volume_id\":%" G_GINT64_FORMAT,
                          create ? "true" : "false",
                          volume->id);
  if (create)
    {
      g_string_append (json, ",\"size\":");
      sublet_encode_append_gb (json, volume->size_gb);
    }
  sublet_encode_append_member (json, "mount_path", volume->mount_path);
  if (create)
    sublet_encode_append_member (json, "name", volume->name);
  g_string_append_c (json, '}');
}

/* Ours first; another of its name is refused by sublet_launch_check(), and left out here too. */
static void
append_env (GString *json, SubletLaunch *launch, const char *token)
{
  const GArray *ports = sublet_launch_get_ports (launch);
  guint i;

  g_string_append (json, ",\"env\":{\"" SUBLET_LAUNCH_TOKEN_NAME "\":");
  sublet_encode_append_text (json, token);
  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    {
      const char *name = sublet_launch_get_env_name (launch, i);
      const char *value = sublet_launch_get_env_value (launch, i);

      if (value != NULL && !g_str_equal (name, SUBLET_LAUNCH_TOKEN_NAME))
        sublet_encode_append_member (json, name, value);
    }
  for (i = 0; i < ports->len; i++)
    {
      const SubletLaunchPort *port = &g_array_index (ports, SubletLaunchPort, i);

      g_string_append_printf (json,
                              ",\"-p %d:%d%s\":\"1\"",
                              port->port,
                              port->port,
                              port->udp ? "/udp" : "");
    }
  g_string_append_c (json, '}');
}

/**
 * sublet_encode_create: (skip)
 * @request: what to rent
 *
 * `price` makes it a bid; on-demand fails at once rather than queue. A launch from a template
 * leaves `image` out where it is the template's. Source: fact sheet 3.1 to 3.3.
 *
 * Returns: (transfer full): the body of a create, for sublet_launch_free_secret()
 */
char *
sublet_encode_create (const SubletCreateRequest *request)
{
  GString *json = g_string_sized_new (MOST_BYTES);
  bool bid = request->bid_nusd != SUBLET_MONEY_UNKNOWN;

  g_string_append (json, "{\"client_id\":\"me\"");
  sublet_encode_append_member (json, "image", sublet_launch_get_image (request->launch));
  sublet_encode_append_member (json,
                               "template_hash_id",
                               sublet_launch_get_template_hash (request->launch));
  g_string_append (json, ",\"disk\":");
  sublet_encode_append_gb (json, request->disk_gb);
  sublet_encode_append_member (json, "label", request->label);
  append_mode (json, request);
  append_onstart (json, request->launch);
  append_login (json, request->launch);
  append_volume (json, sublet_launch_get_volume (request->launch));
  g_string_append (json, ",\"target_state\":\"running\"");
  if (bid)
    {
      g_string_append (json, ",\"price\":");
      sublet_encode_append_usd (json, request->bid_nusd);
    }
  g_string_append_printf (json, ",\"cancel_unavail\":%s", bid ? "false" : "true");
  append_env (json, request->launch, request->token);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_template_update: (skip)
 * @instance_id: the instance
 * @launch: what is to run on it
 * @token: as it was rented with: without it nobody would know whose it is
 *
 * The official client puts `id` as well. An empty script takes the one before away. Source: fact
 * sheet 5.4.
 *
 * Returns: (transfer full): the body, for sublet_launch_free_secret()
 */
char *
sublet_encode_template_update (gint64 instance_id, SubletLaunch *launch, const char *token)
{
  GString *json = g_string_sized_new (MOST_BYTES);
  char *script = sublet_launch_dup_packed_onstart (launch);

  g_string_append_printf (json, "{\"id\":%" G_GINT64_FORMAT, instance_id);
  sublet_encode_append_member (json, "image", sublet_launch_get_image (launch));
  sublet_encode_append_member (json, "onstart", script != NULL ? script : "");
  sublet_launch_free_secret (script);
  append_env (json, launch, token);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_templates_query: (skip)
 * @scope: whose
 * @account_id: the account's number, for SUBLET_TEMPLATE_SCOPE_OWN
 * @words: (nullable): part of the name; a plain text is that, an operator would want all of it
 * @limit: rows wanted
 *
 * Returns: (transfer full): the query. Source: fact sheet 8.1.
 */
char *
sublet_encode_templates_query (SubletTemplateScope scope,
                               gint64 account_id,
                               const char *words,
                               int limit)
{
  g_autoptr (GString) filter = g_string_new ("{");
  g_autofree char *escaped = NULL;
  g_autofree char *order = NULL;

  if (scope == SUBLET_TEMPLATE_SCOPE_RECOMMENDED)
    g_string_append (filter, "\"recommended\":{\"eq\":true}");
  else if (scope == SUBLET_TEMPLATE_SCOPE_OWN)
    g_string_append_printf (filter, "\"creator_id\":{\"in\":[%" G_GINT64_FORMAT "]}", account_id);
  if (words != NULL && *words != '\0')
    {
      g_string_append (filter, filter->len > 1 ? ",\"name\":" : "\"name\":");
      sublet_encode_append_text (filter, words);
    }
  g_string_append_c (filter, '}');
  escaped = g_uri_escape_string (filter->str, NULL, FALSE);
  order = g_uri_escape_string ("[{\"col\":\"count_created\",\"dir\":\"desc\"}]", NULL, FALSE);

  return g_strdup_printf ("select_filters=%s&select_cols=%%5B%%22%%2A%%22%%5D&order_by=%s&limit=%d",
                          escaped,
                          order,
                          limit);
}

/**
 * sublet_encode_volume_search: (skip)
 * @machine_id: whose offers
 *
 * Returns: (transfer full): the body. Source: fact sheet 8.2.
 */
char *
sublet_encode_volume_search (gint64 machine_id)
{
  return g_strdup_printf ("{\"machine_id\":{\"eq\":%" G_GINT64_FORMAT "},"
                          "\"order\":[[\"storage_cost\",\"asc\"]],\"limit\":64}",
                          machine_id);
}
