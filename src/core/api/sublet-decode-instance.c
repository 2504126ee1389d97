/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-offer-fields-private.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

/* The variable that carries our token there and back. */
#define TOKEN_NAME "SUBLET_RENTAL"

#define MAX_PORT 65535

/* The documentation says MB, samples look like GB: no instance has four terabytes of memory, and
 * none has less than four gigabytes. Unconfirmed. */
#define MAX_MEMORY_GB 4000

static double
read_measure (JsonObject *object, const char *member)
{
  double value = sublet_json_opt_double (object, member, NAN);

  return value >= 0 ? value : NAN;
}

static int
read_count (JsonObject *object, const char *member, int limit)
{
  gint64 value = sublet_json_opt_int (object, member, -1);

  return value >= 0 && value <= limit ? (int) value : -1;
}

static int
read_port (JsonObject *object, const char *member)
{
  int port = read_count (object, member, MAX_PORT);

  return port > 0 ? port : -1;
}

static gint64
read_id (JsonObject *object, const char *member)
{
  return MAX (sublet_json_opt_int (object, member, 0), 0);
}

static gint64
read_rate_nusd (JsonObject *object, const char *member)
{
  gint64 rate_nusd = sublet_json_opt_rate_nusd (object, member);

  return rate_nusd >= 0 ? rate_nusd : SUBLET_MONEY_UNKNOWN;
}

/* Per TB, or made from the price per GB. */
static gint64
read_traffic_nusd (JsonObject *object, const char *per_tb, const char *per_gb)
{
  gint64 rate_nusd = read_rate_nusd (object, per_tb);

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    sublet_money_nusd_from_usd (read_measure (object, per_gb) * SUBLET_GB_PER_TB, &rate_nusd);

  return rate_nusd;
}

/* ---- extra_env: pairs, an object, or "NAME=value" texts; all but our own is dropped ---- */

static char *
dup_element_text (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_dup_string (node)
           : NULL;
}

static char *
find_token_in_element (JsonNode *node)
{
  g_autofree char *name = NULL;
  JsonArray *pair;
  const char *text;
  const char *at;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      pair = json_node_get_array (node);
      if (json_array_get_length (pair) < 2)
        return NULL;
      name = dup_element_text (pair, 0);
      return g_strcmp0 (name, TOKEN_NAME) == 0 ? dup_element_text (pair, 1) : NULL;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    return sublet_json_dup_opt_string (json_node_get_object (node), TOKEN_NAME);

  text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
  at = text != NULL ? strstr (text, TOKEN_NAME "=") : NULL;
  /* At the start, or after a flag as in "-e NAME=value". */
  if (at == NULL || (at > text && at[-1] != ' '))
    return NULL;

  at += strlen (TOKEN_NAME "=");
  return g_strndup (at, strcspn (at, " "));
}

/* Beside variables the list has port flags, "-p 8080:8080" (fact sheet 3.2). */
static bool
is_variable (const char *text)
{
  return text != NULL && text[0] != '\0' && (text[0] != '-' || g_str_has_prefix (text, "-e "));
}

static bool
has_variable_member (JsonObject *map)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, map);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (is_variable (name))
        return true;
    }

  return false;
}

static bool
is_variable_element (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *pair = json_node_get_array (node);

      text = json_array_get_length (pair) > 0 ? dup_element_text (pair, 0) : NULL;
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_dup_string (node);

  return is_variable (text);
}

static bool
has_variables (JsonObject *object)
{
  JsonArray *list = sublet_json_get_opt_array (object, "extra_env");
  JsonObject *map = sublet_json_get_opt_object (object, "extra_env");
  bool found = false;
  guint i;

  for (i = 0; list != NULL && i < json_array_get_length (list) && !found; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      found = JSON_NODE_HOLDS_OBJECT (node) ? has_variable_member (json_node_get_object (node))
                                            : is_variable_element (node);
    }

  return found || (map != NULL && has_variable_member (map));
}

static char *
read_token (JsonObject *object)
{
  JsonArray *list = sublet_json_get_opt_array (object, "extra_env");
  char *token = NULL;
  guint i;

  if (list == NULL)
    token =
      sublet_json_dup_opt_string (sublet_json_get_opt_object (object, "extra_env"), TOKEN_NAME);
  for (i = 0; list != NULL && i < json_array_get_length (list) && token == NULL; i++)
    token = find_token_in_element (json_array_get_element (list, i));

  return token;
}

/* The names alone. What is neither a pair nor an object says nothing that could be told from a
 * value. */
static char **
read_env_names (JsonObject *object)
{
  JsonArray *list = sublet_json_get_opt_array (object, "extra_env");
  JsonObject *map = sublet_json_get_opt_object (object, "extra_env");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint i;

  for (i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      g_autofree char *name = JSON_NODE_HOLDS_ARRAY (node) &&
                                  json_array_get_length (json_node_get_array (node)) > 0
                                ? dup_element_text (json_node_get_array (node), 0)
                                : NULL;

      if (name != NULL && !g_str_equal (name, TOKEN_NAME))
        g_strv_builder_add (names, name);
    }
  if (map != NULL)
    {
      JsonObjectIter iter;
      const char *name;

      json_object_iter_init_ordered (&iter, map);
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        if (!g_str_equal (name, TOKEN_NAME))
          g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/* ---- measures whose unit the documentation and the samples disagree about ---- */

static void
read_memory (JsonObject *object, SubletInstanceData *data)
{
  double limit = read_measure (object, "mem_limit");
  double used = read_measure (object, "mem_usage");
  double divisor = limit > MAX_MEMORY_GB ? 1024 : 1;

  data->mem_limit_gb = limit / divisor;
  data->mem_used_gb = used / divisor;
}

/* `vmem_usage` looks like GB; where that would be more than there is, it is MB. Unconfirmed. */
static void
read_gpu_memory (JsonObject *object, SubletInstanceData *data)
{
  double total_mb = read_measure (object, "gpu_totalram");
  double used = read_measure (object, "vmem_usage");
  double ratio;

  if (isnan (total_mb))
    total_mb = read_measure (object, "gpu_total_ram");
  if (isnan (total_mb) && data->num_gpus > 0)
    total_mb = data->gpu_ram_mb * data->num_gpus;
  if (!(total_mb > 0))
    return;

  ratio = used * 1024 / total_mb;
  if (ratio > 1)
    ratio = used / total_mb;
  data->vmem_used_ratio = ratio >= 0 && ratio <= 1 ? ratio : NAN;
}

static void
read_disk (JsonObject *object, SubletInstanceData *data)
{
  data->disk_space_gb = read_measure (object, "disk_space");
  data->disk_used_gb = read_measure (object, "disk_usage");
  if (isnan (data->disk_used_gb))
    data->disk_used_gb = read_measure (object, "disk_util") * data->disk_space_gb;
}

static void
read_load (JsonObject *object, SubletInstanceData *data)
{
  double cpu_util = read_measure (object, "cpu_util");

  /* A fraction by the documentation; above 1 it can only be percent. */
  data->cpu_util_percent = cpu_util > 1 ? cpu_util : cpu_util * 100;
  data->gpu_util_percent = read_measure (object, "gpu_util");
  data->gpu_temp_celsius = read_measure (object, "gpu_temp");
}

static void
read_place (JsonObject *object, SubletInstanceData *data)
{
  g_autofree char *geolocation = sublet_json_dup_opt_string (object, "geolocation");
  g_autofree char *code = sublet_json_dup_opt_string (object, "country_code");

  sublet_place_split (geolocation, &data->region, data->country);
  if (*data->country == '\0' && code != NULL && strlen (code) == 2)
    {
      data->country[0] = g_ascii_toupper (code[0]);
      data->country[1] = g_ascii_toupper (code[1]);
    }
}

static void
read_status (JsonObject *object, SubletInstanceData *data)
{
  g_autofree char *actual = sublet_json_dup_opt_string (object, "actual_status");
  g_autofree char *intended = sublet_json_dup_opt_string (object, "intended_status");
  g_autofree char *cur = sublet_json_dup_opt_string (object, "cur_state");
  g_autofree char *next = sublet_json_dup_opt_string (object, "next_state");

  data->actual_status = sublet_actual_status_from_word (actual);
  data->intended_status = sublet_contract_status_from_word (intended);
  data->cur_state = sublet_contract_status_from_word (cur);
  data->next_state = sublet_contract_status_from_word (next);
  data->status_msg = sublet_json_dup_opt_string (object, "status_msg");
}

static void
read_endpoints (JsonObject *object, SubletInstanceData *data)
{
  data->image_runtype = sublet_json_dup_opt_string (object, "image_runtype");
  data->ssh_host = sublet_json_dup_opt_string (object, "ssh_host");
  data->ssh_port = read_port (object, "ssh_port");
  data->public_ipaddr = sublet_json_dup_opt_string (object, "public_ipaddr");
  data->open_ports = sublet_decode_ports (object);
  data->direct_ssh_port = sublet_decode_ports_find_ssh (data->open_ports);
  data->jupyter = data->image_runtype != NULL && strstr (data->image_runtype, "jupyter") != NULL;
  data->env_names = read_env_names (object);
}

/* A fraction; more than all is none. */
static double
read_discount (JsonObject *object, const char *name)
{
  double discount = read_measure (object, name);

  return discount > 1 ? NAN : discount;
}

static void
read_prices (JsonObject *object, SubletInstanceData *data)
{
  data->dph_total_nusd = read_rate_nusd (object, "dph_total");
  data->dph_base_nusd = read_rate_nusd (object, "dph_base");
  data->storage_nusd_per_gb_month = read_rate_nusd (object, "storage_cost");
  data->inet_up_nusd_per_tb = read_traffic_nusd (object, "internet_up_cost_per_tb", "inet_up_cost");
  data->inet_down_nusd_per_tb =
    read_traffic_nusd (object, "internet_down_cost_per_tb", "inet_down_cost");
  data->min_bid_nusd = read_rate_nusd (object, "min_bid");
  data->is_bid = sublet_json_opt_bool (object, "is_bid", false);
  data->credit_balance_uusd = sublet_json_opt_amount_uusd (object, "credit_balance");
  if (data->credit_balance_uusd < 0)
    data->credit_balance_uusd = SUBLET_MONEY_UNKNOWN;
  data->credit_discount = read_discount (object, "credit_discount");
  data->credit_discount_max = read_discount (object, "credit_discount_max");
}

/**
 * sublet_instance_data_read: (skip)
 * @object: a row of the list or a single instance
 * @data: (out caller-allocates): memory of any content; to be cleared when this succeeds
 *
 * The row's secrets (jupyter_token, instance_api_key, environment, on-start text) are not read.
 * Source: fact sheet 4.3 and 2.7.
 *
 * Returns: whether it is an instance: one without a number is none
 */
bool
sublet_instance_data_read (JsonObject *object, SubletInstanceData *data)
{
  sublet_instance_data_init (data);
  data->id = read_id (object, "id");
  if (data->id == 0)
    return false;

  data->machine_id = read_id (object, "machine_id");
  data->host_id = read_id (object, "host_id");
  data->label = sublet_json_dup_opt_string (object, "label");
  data->gpu_name = sublet_json_dup_opt_string (object, "gpu_name");
  data->image = sublet_json_dup_opt_string (object, "image_uuid");
  data->template_hash_id = sublet_json_dup_opt_string (object, "template_hash_id");
  data->rental_token = read_token (object);
  data->env_listed = has_variables (object);
  data->num_gpus = read_count (object, "num_gpus", G_MAXINT);
  data->gpu_ram_mb = read_measure (object, "gpu_ram");
  data->inet_up_mbps = read_measure (object, "inet_up");
  data->inet_down_mbps = read_measure (object, "inet_down");
  data->cuda_max_good = read_measure (object, "cuda_max_good");
  data->reliability = read_measure (object, "reliability2");
  if (isnan (data->reliability))
    data->reliability = read_measure (object, "reliability");
  data->start_us = sublet_json_opt_epoch_us (object, "start_date");
  data->end_us = sublet_json_opt_epoch_us (object, "end_date");

  read_place (object, data);
  read_status (object, data);
  read_endpoints (object, data);
  read_prices (object, data);
  read_load (object, data);
  read_disk (object, data);
  read_memory (object, data);
  read_gpu_memory (object, data);

  return true;
}
