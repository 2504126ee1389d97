/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-instances.h"

#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-machine.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

/* The instances in every state: ours, those that the service has a word for, and of yesterday. */

GtkWidget *
shots_instances_show_tall (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCES_PAGE);

  /* It is taller than its window, whose ground it needs. */
  gtk_widget_add_css_class (page, "background");
  shots_instances_fill_charts (fixture, window);

  return page;
}

/* Every state on cards alone, one below the other, so that one look sees them all. */
static GtkWidget *
make_states (SubletUiFixture *fixture)
{
  GtkWidget *page;
  SubletRentalState state;
  GEnumClass *states = g_type_class_ref (SUBLET_TYPE_RENTAL_STATE);

  for (state = SUBLET_RENTAL_STATE_UNKNOWN; state <= SUBLET_RENTAL_STATE_GONE; state++)
    sublet_ui_fixture_add_rental (fixture,
                                  g_enum_get_value (states, (int) state)->value_nick,
                                  state);
  g_type_class_unref (states);
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
  gtk_widget_set_size_request (page, -1, 5200);
  gtk_widget_add_css_class (page, "background");

  return page;
}

/* What its host last said of it, and nothing else that would mean more. */
static void
read_word (SubletUiFixture *fixture, SubletRental *rental, SubletActualStatus word)
{
  const SubletInstanceData *shown = sublet_instance_get_data (sublet_rental_get_instance (rental));
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  g_autoptr (SubletInstance) instance = NULL;
  SubletRentalInput input;
  SubletRentalState next;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = shown->id;
  data.machine_id = shown->machine_id;
  data.label = g_strdup (shown->label);
  data.gpu_name = g_strdup (shown->gpu_name);
  data.num_gpus = 1;
  data.region = g_strdup (shown->region);
  g_strlcpy (data.country, shown->country, sizeof data.country);
  data.actual_status = word;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.cur_state = SUBLET_CONTRACT_STATUS_RUNNING;
  data.next_state = SUBLET_CONTRACT_STATUS_RUNNING;
  data.dph_base_nusd = shown->dph_base_nusd;
  data.dph_total_nusd = shown->dph_total_nusd;
  data.storage_nusd_per_gb_month = shown->storage_nusd_per_gb_month;
  data.start_us = shown->start_us;
  data.disk_space_gb = 64;
  data.disk_used_gb = 41;
  instance = sublet_instance_new_take (&data, now_us);
  sublet_rental_set_instance (rental, instance);
  if (sublet_rental_machine_input_for_phase (sublet_instance_get_data (instance)->phase, &input) &&
      sublet_rental_machine_next (sublet_rental_get_state (rental), input, &next))
    sublet_rental_set_state (rental,
                             next,
                             sublet_rental_machine_reason_for_reading (instance),
                             now_us - 90 * G_TIME_SPAN_SECOND);
}

/* Every word of the wire on a card that is called after it, as the engine would show it. */
static GtkWidget *
make_wire_states (SubletUiFixture *fixture)
{
  GEnumClass *words = g_type_class_ref (SUBLET_TYPE_ACTUAL_STATUS);
  GtkWidget *page;
  guint i;

  for (i = 0; i < words->n_values; i++)
    {
      SubletRental *rental = sublet_ui_fixture_add_rental (fixture,
                                                           words->values[i].value_nick,
                                                           SUBLET_RENTAL_STATE_PROVISIONING);

      read_word (fixture, rental, (SubletActualStatus) words->values[i].value);
    }
  g_type_class_unref (words);
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
  gtk_widget_set_size_request (page, -1, 4200);

  return page;
}

/* Without a network since the start: what the database has, and of when that is. */
static GtkWidget *
make_offline (SubletUiFixture *fixture)
{
  GtkWidget *page;
  gint64 yesterday_us =
    sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) - 26 * G_TIME_SPAN_HOUR;

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  fixture->engine->known_at_us = yesterday_us;
  fixture->engine->unknown_since_us = yesterday_us;
  g_object_notify (G_OBJECT (fixture->engine), "error");

  return page;
}

const Shot instances_states_shots[] = {
  { "instances-states", make_states, shots_instances_show_tall, false },
  { "instances-wire-states", make_wire_states, shots_instances_show_tall, false },
  { "instances-offline", make_offline, NULL, false },
  { NULL },
};
