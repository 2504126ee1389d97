/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-service.h"

/**
 * sim_service_new:
 * @options: what the command line says
 * @key: the first account's key
 *
 * Returns: (transfer full): the service
 */
SimService *
sim_service_new (const SimOptions *options, const char *key)
{
  SimService *self = g_new0 (SimService, 1);

  self->options = *options;
  self->world = sim_world_new (options, key);
  self->faults = sim_faults_new ();
  self->limiter = sim_limiter_new ();

  return self;
}

/**
 * sim_service_free:
 * @self: (transfer full): the service
 */
void
sim_service_free (SimService *self)
{
  g_clear_pointer (&self->scenario, json_node_unref);
  g_clear_pointer (&self->sshd, sim_sshd_free);
  sim_limiter_free (self->limiter);
  sim_faults_free (self->faults);
  sim_world_free (self->world);
  g_free (self);
}

/**
 * sim_service_use_sshd:
 * @self: the service, before a scenario is loaded
 * @sshd: (nullable): an OpenSSH server; NULL looks for one
 * @error: what is missing
 *
 * From now on instances that run are real servers (--sshd).
 *
 * Returns: whether they can be
 */
bool
sim_service_use_sshd (SimService *self, const char *sshd, GError **error)
{
  self->sshd = sim_sshd_new (self->world, sshd, error);
  return self->sshd != NULL;
}

/**
 * sim_service_follow:
 * @self: the service, after a request
 *
 * Brings the servers to where the world is.
 */
void
sim_service_follow (SimService *self)
{
  if (self->sshd != NULL)
    sim_sshd_follow (self->sshd);
}

static bool
apply_member (SimService *self, const char *name, JsonNode *node, GError **error)
{
  if (g_str_equal (name, "clock"))
    return sim_service_set_clock (self, node, error);
  if (g_str_equal (name, "set"))
    return sim_service_set (self, node, NULL, error);
  if (g_str_equal (name, "faults"))
    return sim_faults_arm (self->faults, node, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no such part: %s", name);
  return false;
}

/**
 * sim_service_apply:
 * @self: the service
 * @scenario: an object with any of clock, set and faults; CONTROL.md
 * @error: what is wrong with it
 *
 * The parts are applied in the order in which they are written.
 *
 * Returns: whether all of it was applied
 */
bool
sim_service_apply (SimService *self, JsonNode *scenario, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (scenario))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "should be an object");
      return false;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (scenario));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!apply_member (self, name, node, error))
      return false;

  sim_service_follow (self);
  return true;
}

/**
 * sim_service_load_scenario:
 * @self: the service
 * @path: a file
 * @error: what is wrong with it
 *
 * Applies the file now and after each reset.
 *
 * Returns: whether it was applied
 */
bool
sim_service_load_scenario (SimService *self, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_file (parser, path, error))
    return false;

  g_clear_pointer (&self->scenario, json_node_unref);
  self->scenario = json_parser_steal_root (parser);
  if (self->scenario == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the scenario is empty");
      return false;
    }

  return sim_service_apply (self, self->scenario, error);
}

/**
 * sim_service_reset:
 * @self: the service
 * @error: what is wrong with the scenario
 *
 * As at the start, time included.
 *
 * Returns: whether the scenario was applied again
 */
bool
sim_service_reset (SimService *self, GError **error)
{
  sim_faults_clear (self->faults);
  sim_limiter_clear (self->limiter);
  if (self->sshd != NULL)
    sim_sshd_clear (self->sshd);
  self->world->options = self->options;
  sim_world_reset (self->world);

  return self->scenario == NULL || sim_service_apply (self, self->scenario, error);
}
