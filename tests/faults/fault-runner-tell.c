/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/rental/sublet-rental-enums-private.h"

#include <stdio.h>

void
fault_runner_answer (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  printf ("%s\n", text);
  fflush (stdout);
}

void
fault_runner_answer_fine (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}

void
fault_runner_answer_error (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error->message);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}

static bool
was (SubletRental *rental, SubletRentalState state)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      if (g_array_index (events, SubletRentalEvent, i).state == state)
        return true;
    }

  return false;
}

static void
add_nick (JsonBuilder *builder, const char *name, GType type, int value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, sublet_rental_enum_nick (type, value));
}

static void
add_flag (JsonBuilder *builder, const char *name, bool flag)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

static void
add_rental (JsonBuilder *builder, SubletRental *rental)
{
  const char *label = sublet_rental_get_label (rental);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, sublet_rental_get_id (rental));
  add_nick (builder, "state", SUBLET_TYPE_RENTAL_STATE, sublet_rental_get_state (rental));
  add_nick (builder, "reason", SUBLET_TYPE_RENTAL_REASON, sublet_rental_get_reason (rental));
  add_nick (builder, "origin", SUBLET_TYPE_RENTAL_ORIGIN, sublet_rental_get_origin (rental));
  json_builder_set_member_name (builder, "contract");
  json_builder_add_int_value (builder, sublet_rental_get_instance_id (rental));
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, label != NULL ? label : "");
  json_builder_set_member_name (builder, "image");
  json_builder_add_string_value (builder, sublet_rental_get_image (rental));
  add_flag (builder, "was-refused", was (rental, SUBLET_RENTAL_STATE_REFUSED));
  add_flag (builder, "was-gone", was (rental, SUBLET_RENTAL_STATE_GONE));
  add_nick (builder,
            "deposit",
            SUBLET_TYPE_DEPOSIT_STATE,
            sublet_rental_get_deposit_state (rental));
  add_nick (builder, "bid", SUBLET_TYPE_BID_STATE, sublet_rental_get_bid_state (rental));
  add_nick (builder,
            "increase",
            SUBLET_TYPE_INCREASE_STATE,
            sublet_rental_get_increase_state (rental));
  add_flag (builder, "open", sublet_rental_is_open (rental));
  json_builder_end_object (builder);
}

void
fault_runner_tell_status (Runner *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint i;

  json_builder_begin_object (builder);
  add_flag (builder, "known", fault_runner_is_known (self));
  add_flag (builder, "read-only", sublet_rental_engine_get_read_only (self->engine));
  json_builder_set_member_name (builder, "rentals");
  json_builder_begin_array (builder);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      add_rental (builder, rental);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}
