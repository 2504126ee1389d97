/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-lease-change.h"

#include <glib/gi18n.h>

/* All of them by their names: what each does, and whether it can be done. */

static void
on_extend (SubletInstanceActions *self)
{
  sublet_lease_change_extend (self->widget, self->engine, self->rental, self->record);
}

static void
on_set_lease (SubletInstanceActions *self)
{
  sublet_lease_change_ask_new (self->widget, self->engine, self->rental, self->record);
}

static void
on_no_lease (SubletInstanceActions *self)
{
  sublet_lease_change_ask_none (self->widget, self->engine, self->rental, self->record);
}

static void
on_adopted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  rental = sublet_rental_engine_adopt_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  sublet_instance_record_note_outcome (record, N_ ("It was not adopted."), error);
}

/* Costs nothing and loses nothing, so nothing is asked. */
static void
on_adopt (SubletInstanceActions *self)
{
  sublet_rental_engine_adopt_async (self->engine,
                                    self->rental,
                                    NULL,
                                    on_adopted,
                                    self->record == NULL ? NULL : g_object_ref (self->record));
}

static void
on_copy_id (SubletInstanceActions *self)
{
  g_autofree char *id =
    g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (self->rental));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), id);
  sublet_toast_show (self->widget, _ ("ID copied"));
}

static void
on_rent_instead (SubletInstanceActions *self)
{
  g_signal_emit_by_name (self, "rent-instead", self->rental);
}

/* The window knows the recipes and the market. */
static void
on_rent_again (SubletInstanceActions *self)
{
  gtk_widget_activate_action (self->widget,
                              "win.rent-again",
                              "s",
                              sublet_rental_get_id (self->rental));
}

/* The window knows who is asked for them. */
static void
on_logs (SubletInstanceActions *self)
{
  gtk_widget_activate_action (self->widget,
                              "win.show-log",
                              "s",
                              sublet_rental_get_id (self->rental));
}

/* The page of it, which the window has. */
static void
on_open (SubletInstanceActions *self)
{
  gtk_widget_activate_action (self->widget,
                              "win.show-instance",
                              "(ss)",
                              sublet_rental_get_id (self->rental),
                              "");
}

/* ---- by name ---- */

static const struct
{
  const char *name;
  void (*act) (SubletInstanceActions *self);
} acts[] = {
  { "accept-increase", sublet_instance_actions_accept_increase },
  { "adopt", on_adopt },
  { "cancel-runtime", sublet_instance_actions_cancel_runtime },
  { "change-bid", sublet_instance_actions_change_bid },
  { "change-key", sublet_instance_actions_change_key },
  { "check-runtime", sublet_instance_actions_check_runtime },
  { "connect", sublet_instance_actions_connect },
  { "copy-command", sublet_instance_actions_copy_command },
  { "copy-id", on_copy_id },
  { "destroy", sublet_instance_actions_destroy },
  { "destroy-again", sublet_instance_actions_destroy_again },
  { "extend", on_extend },
  { "find-cause", sublet_instance_actions_find_cause },
  { "logs", on_logs },
  { "no-lease", on_no_lease },
  { "open", on_open },
  { "own-terminal", sublet_instance_actions_own_terminal },
  { "reboot", sublet_instance_actions_reboot },
  { "recycle", sublet_instance_actions_recycle },
  { "reject-increase", sublet_instance_actions_reject_increase },
  { "relabel", sublet_instance_actions_relabel },
  { "rent-again", on_rent_again },
  { "rent-instead", on_rent_instead },
  { "reserve", sublet_instance_actions_reserve },
  { "set-lease", on_set_lease },
  { "start", sublet_instance_actions_start },
  { "stop", sublet_instance_actions_stop },
  { "terminal", sublet_instance_actions_terminal },
  { "try-another", sublet_instance_actions_try_another },
  { "update-software", sublet_instance_actions_update_software },
};

static void
on_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SubletInstanceActions *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  gsize i;

  /* A table's are about none while none of its lines is meant. */
  if (self->rental == NULL || self->widget == NULL)
    return;

  for (i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (g_str_equal (acts[i].name, name))
        acts[i].act (self);
    }
}

/* (transfer full): of actions that it goes away with. */
GSimpleActionGroup *
sublet_instance_actions_make_group (SubletInstanceActions *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (acts[i].name, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (on_activate), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }

  return group;
}

void
sublet_instance_actions_set_enabled (SubletInstanceActions *self,
                                     const char *name,
                                     gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_assert (action != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* ---- what can be done ---- */

static void
update_lease (SubletInstanceActions *self, gboolean writable)
{
  gboolean can_set = writable && sublet_rental_can_set_lease (self->rental);

  sublet_instance_actions_set_enabled (self,
                                       "extend",
                                       writable && sublet_rental_can_extend (self->rental));
  sublet_instance_actions_set_enabled (self, "set-lease", can_set);
  sublet_instance_actions_set_enabled (self,
                                       "no-lease",
                                       can_set &&
                                         sublet_rental_get_lease_end_us (self->rental) > 0);
}

/* What is paid or lost by it. */
static void
update_orders (SubletInstanceActions *self, gboolean writable)
{
  SubletRental *rental = self->rental;
  gboolean can_destroy = writable && sublet_rental_can_destroy (rental);
  gboolean can_answer = writable && sublet_rental_can_answer_increase (rental);
  gboolean is_ours = sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_OURS;
  const struct
  {
    const char *name;
    gboolean can;
  } orders[] = {
    { "accept-increase", can_answer },
    { "change-bid", sublet_instance_actions_can_change_bid (self) },
    { "change-key", writable && sublet_rental_can_set_ssh_key (rental) },
    { "destroy", can_destroy },
    { "destroy-again",
      can_destroy && sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_STILL_LISTED },
    { "reboot", writable && sublet_rental_can_reboot (rental) },
    { "recycle", writable && sublet_rental_can_recycle (rental) },
    { "reject-increase", can_answer },
    { "rent-again", writable && is_ours },
    { "rent-instead", writable && sublet_rental_get_next_offer (rental) != NULL },
    { "reserve", sublet_instance_actions_can_reserve (self) },
    { "start", writable && sublet_rental_can_start (rental) },
    { "stop", writable && sublet_rental_can_stop (rental) },
    { "try-another", writable && sublet_instance_actions_can_try_another (self) },
    { "update-software", writable && sublet_rental_can_update_software (rental) },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (orders); i++)
    sublet_instance_actions_set_enabled (self, orders[i].name, orders[i].can);
}

/**
 * sublet_instance_actions_update:
 * @self: actions
 *
 * Which of them can be done now. Setters compare first.
 */
void
sublet_instance_actions_update (SubletInstanceActions *self)
{
  gboolean writable;
  gboolean has_id;
  gboolean is_open;
  gboolean is_free;

  g_return_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self));

  if (self->rental == NULL)
    return;

  writable = !sublet_rental_engine_get_read_only (self->engine);
  has_id = sublet_rental_get_instance_id (self->rental) > 0;
  is_open = sublet_rental_is_open (self->rental);
  is_free = writable && is_open && !sublet_rental_get_busy (self->rental);

  sublet_instance_actions_follow_connection (self);
  sublet_instance_actions_set_enabled (self,
                                       "relabel",
                                       is_free && has_id &&
                                         !sublet_rental_get_stale (self->rental));
  sublet_instance_actions_set_enabled (self, "copy-id", has_id);
  sublet_instance_actions_set_enabled (self, "open", !self->on_page);
  sublet_instance_actions_set_enabled (self, "logs", has_id && is_open);
  sublet_instance_actions_set_enabled (self,
                                       "adopt",
                                       is_free && sublet_rental_get_origin (self->rental) ==
                                                    SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  update_orders (self, writable);
  update_lease (self, writable);
  sublet_instance_actions_update_connection (self);
}
