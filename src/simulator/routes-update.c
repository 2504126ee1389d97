/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-create-body.h"
#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-instance-json.h"

/*
 * Another image, environment or on-start script for a contract. Source: fact sheet 5.4. That the
 * container is made anew at once, that an environment replaces the one before as a whole, and how
 * refusals are worded, is not known.
 */

#define MAX_ONSTART 4048

static bool
check (SimExchange *exchange, SimInstance *instance, const char *image, const char *onstart)
{
  JsonObject *body = sim_exchange_get_body (exchange);

  if (!sim_instance_get_state (instance)->up)
    {
      sim_reply_error (exchange, 400, "invalid_request", "Instance is not running.");
      return false;
    }
  if (image == NULL && onstart == NULL && !sublet_json_has_value (body, "env"))
    return sim_create_refuse (exchange, "image, env or onstart required");
  if (image != NULL && *image == '\0')
    return sim_create_refuse (exchange, "image: Field required");
  if (onstart != NULL && g_utf8_strlen (onstart, -1) > MAX_ONSTART)
    return sim_create_refuse (exchange, "onstart: too long");

  return true;
}

static void
handle_update_template (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);
  JsonObject *body = sim_exchange_get_body (exchange);
  gint64 now_us = sim_world_now_us (exchange->world);
  g_autofree char *image = sublet_json_dup_opt_string (body, "image");
  g_autofree char *onstart = sublet_json_dup_opt_string (body, "onstart");
  g_autoptr (GPtrArray) env = sim_env_list_new ();
  SimJson json;

  if (instance == NULL || !check (exchange, instance, image, onstart) ||
      !sim_create_take_env (exchange, body, NULL, env))
    return;

  if (image != NULL)
    {
      g_free (instance->image);
      instance->image = g_steal_pointer (&image);
    }
  if (onstart != NULL)
    {
      g_free (instance->onstart);
      instance->onstart = *onstart != '\0' ? g_strdup (onstart) : NULL;
    }
  if (sublet_json_has_value (body, "env"))
    {
      g_ptr_array_unref (instance->env);
      instance->env = g_steal_pointer (&env);
    }
  sim_instance_recycle (instance, now_us, exchange->world->options.speed);

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_instance_write (instance, now_us, now_us, false, &json, "updated_instance");
  sim_reply_end (exchange, &json);
}

const SimRoute sim_update_routes[] = {
  { "update-template",
    "PUT",
    "/api/v0/instances/update_template/{}/",
    SIM_SCOPE_INSTANCE_WRITE,
    1,
    handle_update_template },
  { NULL },
};
