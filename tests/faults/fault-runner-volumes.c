/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* Longer than the pause between two lists. */
#define PATIENCE_S 700

static gint64 awaited_id;
static gint64 awaited_us;

/* (transfer full) (nullable) */
static SubletVolume *
find_idle (Runner *self, gint64 id)
{
  GListModel *volumes = G_LIST_MODEL (self->volumes);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (SubletVolume) volume = g_list_model_get_item (volumes, i);

      if (sublet_volume_get_data (volume)->id == id)
        return g_steal_pointer (&volume);
    }

  return NULL;
}

static bool
is_idle (Runner *self)
{
  g_autoptr (SubletVolume) volume = find_idle (self, awaited_id);

  return volume != NULL;
}

static bool
is_listed_anew (Runner *self)
{
  return sublet_idle_volumes_get_knowledge (self->volumes) == SUBLET_KNOWLEDGE_KNOWN &&
         sublet_idle_volumes_get_known_at_us (self->volumes) > awaited_us;
}

/* From the first word about them on, as a person who looks: they settle what is open. */
static void
watch (Runner *self)
{
  if (self->volumes != NULL)
    return;

  self->volumes = sublet_idle_volumes_new (self->engine);
  sublet_idle_volumes_set_watched (self->volumes, TRUE);
}

void
fault_runner_delete_volume (Runner *self, gint64 id)
{
  g_autoptr (SubletVolume) volume = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  watch (self);
  awaited_id = id;
  if (!fault_runner_wait (self, is_idle, PATIENCE_S))
    {
      error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such volume is idle");
      fault_runner_answer_error (error);
      return;
    }

  volume = find_idle (self, id);
  sublet_idle_volumes_delete_async (self->volumes, volume, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (sublet_idle_volumes_delete_finish (self->volumes, result, &error))
    fault_runner_answer_fine ();
  else
    fault_runner_answer_error (error);
}

static void
add_volume (Runner *self, JsonBuilder *builder, SubletVolume *volume)
{
  gint64 id = sublet_volume_get_data (volume)->id;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, id);
  json_builder_set_member_name (builder, "deleting");
  json_builder_add_boolean_value (builder, sublet_idle_volumes_is_deleting (self->volumes, id));
  json_builder_set_member_name (builder, "failed");
  json_builder_add_boolean_value (builder,
                                  sublet_idle_volumes_get_delete_error (self->volumes, id) != NULL);
  json_builder_end_object (builder);
}

void
fault_runner_tell_volumes (Runner *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint i;

  watch (self);
  awaited_us = sublet_idle_volumes_get_known_at_us (self->volumes);
  sublet_idle_volumes_refresh (self->volumes);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "known");
  json_builder_add_boolean_value (builder, fault_runner_wait (self, is_listed_anew, PATIENCE_S));
  json_builder_set_member_name (builder, "volumes");
  json_builder_begin_array (builder);
  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->volumes)); i++)
    {
      g_autoptr (SubletVolume) volume = g_list_model_get_item (G_LIST_MODEL (self->volumes), i);

      add_volume (self, builder, volume);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}

void
fault_runner_forget_volumes (Runner *self)
{
  if (self->volumes != NULL)
    sublet_idle_volumes_set_watched (self->volumes, FALSE);
  g_clear_object (&self->volumes);
}
