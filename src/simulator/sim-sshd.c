/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-sshd-private.h"

#include <errno.h>
#include <string.h>

#include <gio/gio.h>

#include "simulator/sim-bwrap.h"
#include "simulator/sim-sandbox-files.h"

/* Contracts go on between two requests too. */
#define STEP_MS 100

/* How long after the container has begun to run its server refuses (fact sheet 11), at speed 1. */
#define REFUSES_US (5.0 * G_USEC_PER_SEC)

static void
free_served (gpointer data)
{
  SimServed *served = data;

  g_clear_pointer (&served->direct, sim_link_free);
  g_clear_pointer (&served->proxy, sim_link_free);
  g_clear_pointer (&served->sandbox, sim_sandbox_free);
  g_free (served);
}

static int
connect_inside (gpointer data)
{
  return sim_sandbox_connect (((SimServed *) data)->sandbox);
}

/**
 * sim_sshd_find:
 * @self: the sandboxes
 * @contract_id: a contract
 *
 * Returns: (transfer none) (nullable): what it has
 */
SimServed *
sim_sshd_find (SimSshd *self, gint64 contract_id)
{
  guint i;

  for (i = 0; i < self->served->len; i++)
    {
      SimServed *served = g_ptr_array_index (self->served, i);

      if (served->contract_id == contract_id)
        return served;
    }

  return NULL;
}

static SimServed *
add_served (SimSshd *self, SimInstance *instance, GError **error)
{
  SimServed *served = g_new0 (SimServed, 1);

  served->contract_id = instance->id;
  served->sandbox =
    sim_sandbox_new (self->tools, sim_run_folder_get_path (self->folder), instance->id, error);
  if (served->sandbox != NULL)
    served->direct = sim_link_new (connect_inside, served, error);
  if (served->direct != NULL)
    served->proxy = sim_link_new (connect_inside, served, error);
  if (served->proxy == NULL)
    {
      free_served (served);
      return NULL;
    }

  instance->direct_port = sim_link_get_port (served->direct);
  instance->proxy_port = sim_link_get_port (served->proxy);
  g_ptr_array_add (self->served, served);
  return served;
}

static void
set_up (SimServed *served, bool up)
{
  sim_link_set_up (served->direct, up);
  sim_link_set_up (served->proxy, up);
}

static bool
has_begun_to_listen (SimSshd *self, const SimServed *served)
{
  double waited_us = (double) (g_get_monotonic_time () - served->started_us);

  return waited_us * self->world->options.speed >= REFUSES_US;
}

static bool
update_served (SimSshd *self, SimServed *served, SimInstance *instance, GError **error)
{
  bool up = sim_instance_get_state (instance)->up;
  guint starts = sim_instance_count_starts (instance);

  if (!up || starts != served->starts)
    {
      set_up (served, false);
      sim_sandbox_stop (served->sandbox);
    }
  if (up && starts != served->starts)
    {
      served->starts = starts;
      served->started_us = g_get_monotonic_time ();
      if (!sim_sandbox_start (served->sandbox, self->world, instance, error))
        return false;
    }
  else if (up && !sim_sandbox_is_running (served->sandbox))
    {
      /* What ran in it has ended by itself. */
      set_up (served, false);
      sim_instance_exit (instance, sim_world_now_us (self->world));
    }
  else if (up && has_begun_to_listen (self, served))
    set_up (served, true);

  return sim_sandbox_follow (served->sandbox, instance, error);
}

static void
remove_ended (SimSshd *self)
{
  guint i = 0;

  while (i < self->served->len)
    {
      const SimServed *served = g_ptr_array_index (self->served, i);
      SimInstance *instance = sim_world_find_instance (self->world, served->contract_id);

      if (instance == NULL || !sim_instance_is_alive (instance))
        g_ptr_array_remove_index_fast (self->served, i);
      else
        i++;
    }
}

/**
 * sim_sshd_follow:
 * @self: the sandboxes
 *
 * Brings them to where the world is: starts what came up, ends what is down, writes what changed.
 */
void
sim_sshd_follow (SimSshd *self)
{
  guint i;

  remove_ended (self);
  for (i = 0; i < self->world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->world->instances, i);
      g_autoptr (GError) error = NULL;
      SimServed *served;

      if (!sim_instance_is_alive (instance) || strstr (instance->runtype, "ssh") == NULL)
        continue;

      served = sim_sshd_find (self, instance->id);
      if (served == NULL)
        served = add_served (self, instance, &error);
      if (served == NULL || !update_served (self, served, instance, &error))
        g_message ("No SSH for %" G_GINT64_FORMAT ": %s", instance->id, error->message);
    }
}

/**
 * sim_sshd_clear:
 * @self: the sandboxes
 *
 * Ends all of them: the world begins again.
 */
void
sim_sshd_clear (SimSshd *self)
{
  g_ptr_array_set_size (self->served, 0);
}

static gboolean
on_step (gpointer data)
{
  SimSshd *self = data;

  sim_world_advance (self->world);
  sim_sshd_follow (self);
  return G_SOURCE_CONTINUE;
}

/**
 * sim_sshd_new:
 * @world: what is followed
 * @sshd: (nullable): an OpenSSH server; NULL looks for one
 * @error: what is missing
 *
 * Returns: (transfer full) (nullable): sandboxes to come
 */
SimSshd *
sim_sshd_new (SimWorld *world, const char *sshd, GError **error)
{
  g_autoptr (SimSshd) self = g_new0 (SimSshd, 1);
  g_autofree char *stand_ins = NULL;

  self->world = world;
  self->served = g_ptr_array_new_with_free_func (free_served);
  self->tools = sim_tools_new (sshd, error);
  if (self->tools == NULL || (self->folder = sim_run_folder_new (error)) == NULL)
    return NULL;

  stand_ins = g_build_filename (sim_run_folder_get_path (self->folder), "stand-ins", NULL);
  if (!sim_files_write_stand_ins (stand_ins, error) ||
      !sim_bwrap_check (self->tools, sim_run_folder_get_path (self->folder), error))
    return NULL;

  self->timer = g_timeout_add (STEP_MS, on_step, self);
  return g_steal_pointer (&self);
}

/**
 * sim_sshd_free:
 * @self: (transfer full): the sandboxes; all are ended, nothing of them is left
 */
void
sim_sshd_free (SimSshd *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->served, g_ptr_array_unref);
  g_clear_pointer (&self->folder, sim_run_folder_free);
  g_clear_pointer (&self->tools, sim_tools_free);
  g_free (self);
}
