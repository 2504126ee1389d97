/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/instances/sublet-lease-text.h"

#include <glib/gi18n.h>

static void
on_extend (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  sublet_lease_change_extend (widget, self->engine, self->rental, self->record);
}

static void
on_set_lease (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  sublet_lease_change_ask_new (widget, self->engine, self->rental, self->record);
}

static void
on_no_lease (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  sublet_lease_change_ask_none (widget, self->engine, self->rental, self->record);
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
on_adopt (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  sublet_rental_engine_adopt_async (self->engine,
                                    self->rental,
                                    NULL,
                                    on_adopted,
                                    self->record == NULL ? NULL : g_object_ref (self->record));
}

static void
on_copy_id (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);
  g_autofree char *id =
    g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (self->rental));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), id);
  sublet_toast_show (widget, _ ("ID copied"));
}

static void
on_rent_instead (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  g_signal_emit_by_name (self, "rent-instead", self->rental);
}

/* The window knows the recipes and the market. */
static void
on_rent_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  gtk_widget_activate_action (widget, "win.rent-again", "s", sublet_rental_get_id (self->rental));
}

/* The window knows who is asked for them. */
static void
on_logs (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  gtk_widget_activate_action (widget, "win.show-log", "s", sublet_rental_get_id (self->rental));
}

/* The page of it, which the window has. */
static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  gtk_widget_activate_action (widget,
                              "win.show-instance",
                              "(ss)",
                              sublet_rental_get_id (self->rental),
                              "");
}

/* As far as a reading says. */
static gboolean
is_interruptible (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);

  return instance != NULL && sublet_instance_get_data (instance)->is_bid;
}

/* The one that fits the state; the others are in the menu. */
static const char *
choose_main_action (SubletInstanceCard *self, const char **label)
{
  if (sublet_rental_get_origin (self->rental) == SUBLET_RENTAL_ORIGIN_ADOPTABLE &&
      sublet_rental_is_open (self->rental))
    {
      *label = _ ("Adopt");
      return "instance.adopt";
    }

  if (sublet_rental_get_stuck (self->rental) && sublet_instance_card_can_try_another (self))
    {
      *label = _ ("Try Another…");
      return "instance.try-another";
    }

  switch (sublet_rental_get_state (self->rental))
    {
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_EXITED:
      *label = _ ("Start…");
      return "instance.start";

    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
      if (self->connections != NULL)
        {
          *label = _ ("Terminal");
          return "instance.terminal";
        }
      *label = _ ("Stop…");
      return "instance.stop";

    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
      *label = _ ("Stop…");
      return "instance.stop";

    case SUBLET_RENTAL_STATE_OUTBID:
      /* At its foot, with what else can be done. */
      if (gtk_widget_get_visible (self->outbid_row))
        {
          *label = NULL;
          return NULL;
        }
      if (is_interruptible (self->rental))
        {
          *label = _ ("Raise Bid…");
          return "instance.change-bid";
        }
      *label = _ ("Destroy…");
      return "instance.destroy";

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
      *label = _ ("Destroy…");
      return "instance.destroy";

    case SUBLET_RENTAL_STATE_STILL_LISTED:
      *label = _ ("Send Again");
      return "instance.destroy-again";

    case SUBLET_RENTAL_STATE_REFUSED:
      *label = _ ("Rent It Instead…");
      return sublet_rental_get_next_offer (self->rental) != NULL ? "instance.rent-instead" : NULL;

    case SUBLET_RENTAL_STATE_UNKNOWN:
      *label = _ ("Replace the Key…");
      return "win.replace-key";

    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      *label = NULL;
      return NULL;
    }
}

/* A narrow card has no line for the menu alone. */
static void
place_actions (SubletInstanceCard *self, gboolean has_button)
{
  GtkLayoutChild *child =
    gtk_layout_manager_get_layout_child (GTK_LAYOUT_MANAGER (self->layout), self->actions);
  SubletCardArea area = has_button ? SUBLET_CARD_AREA_ACTIONS : SUBLET_CARD_AREA_MENU;
  SubletCardArea current;

  g_object_get (child, "area", &current, NULL);
  if (current != area)
    g_object_set (child, "area", area, NULL);
  /* At the foot of a narrow card the button takes the width. */
  gtk_widget_set_halign (self->actions,
                         self->size_class == SUBLET_SIZE_CLASS_NARROW && has_button
                           ? GTK_ALIGN_FILL
                           : GTK_ALIGN_END);
}

/* What could raise the bill is off while the list is unknown, and says so. */
static void
update_reason (SubletInstanceCard *self, const char *action)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *time = NULL;
  g_autofree char *reason = NULL;

  if (sublet_rental_engine_get_read_only (self->engine))
    reason = g_strdup (_ ("This window only shows."));
  else if (sublet_rental_get_stale (self->rental) &&
           (g_strcmp0 (action, "instance.start") == 0 ||
            g_strcmp0 (action, "instance.change-bid") == 0))
    {
      time = sublet_format_time (sublet_rental_engine_get_unknown_since_us (self->engine) -
                                   sublet_clock_get_service_offset_us (clock),
                                 sublet_clock_get_wall_us (clock));
      /* TRANSLATORS: why a button is off; %s is a time, as in "14:02" */
      reason = g_strdup_printf (_ ("Sublet cannot see your instances since %s."), time);
    }
  sublet_tooltip_set (self->main_button, reason);
}

static void
update_lease_actions (SubletInstanceCard *self, gboolean writable)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_set = writable && sublet_rental_can_set_lease (self->rental);
  gboolean can_extend = writable && sublet_rental_can_extend (self->rental);

  gtk_widget_action_set_enabled (widget, "instance.extend", can_extend);
  gtk_widget_action_set_enabled (widget, "instance.set-lease", can_set);
  gtk_widget_action_set_enabled (widget,
                                 "instance.no-lease",
                                 can_set && sublet_rental_get_lease_end_us (self->rental) > 0);
  /* Where there is room for it; else there is the foot, the menu and the key. */
  gtk_widget_set_visible (self->extend_button,
                          can_extend && sublet_rental_is_up (self->rental) &&
                            self->size_class != SUBLET_SIZE_CLASS_MEDIUM &&
                            !sublet_lease_text_is_near (self->rental));
}

static void
update_increase_actions (SubletInstanceCard *self, gboolean writable)
{
  gboolean can_answer = writable && sublet_rental_can_answer_increase (self->rental);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instance.accept-increase", can_answer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instance.reject-increase", can_answer);
}

void
sublet_instance_card_update_actions (SubletInstanceCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !sublet_rental_engine_get_read_only (self->engine);
  gboolean has_id = sublet_rental_get_instance_id (self->rental) > 0;
  SubletRentalState state = sublet_rental_get_state (self->rental);
  gboolean can_destroy = writable && sublet_rental_can_destroy (self->rental);
  gboolean over = !sublet_rental_is_open (self->rental);
  const char *label = NULL;
  const char *action = choose_main_action (self, &label);

  gtk_widget_action_set_enabled (widget,
                                 "instance.start",
                                 writable && sublet_rental_can_start (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.stop",
                                 writable && sublet_rental_can_stop (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.reboot",
                                 writable && sublet_rental_can_reboot (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.recycle",
                                 writable && sublet_rental_can_recycle (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.update-software",
                                 writable && sublet_rental_can_update_software (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.change-bid",
                                 writable && sublet_rental_can_change_bid (self->rental));
  gtk_widget_action_set_enabled (widget,
                                 "instance.reserve",
                                 sublet_instance_card_can_reserve (self));
  gtk_widget_action_set_enabled (widget, "instance.destroy", can_destroy);
  gtk_widget_action_set_enabled (widget,
                                 "instance.destroy-again",
                                 can_destroy && state == SUBLET_RENTAL_STATE_STILL_LISTED);
  gtk_widget_action_set_enabled (widget,
                                 "instance.relabel",
                                 writable && has_id && !over &&
                                   !sublet_rental_get_busy (self->rental) &&
                                   !sublet_rental_get_stale (self->rental));
  gtk_widget_action_set_enabled (widget, "instance.copy-id", has_id);
  gtk_widget_action_set_enabled (widget, "instance.open", !self->on_page);
  gtk_widget_action_set_enabled (widget, "instance.logs", has_id && !over);
  gtk_widget_action_set_enabled (widget,
                                 "instance.adopt",
                                 writable && !over && !sublet_rental_get_busy (self->rental) &&
                                   sublet_rental_get_origin (self->rental) ==
                                     SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  gtk_widget_action_set_enabled (widget,
                                 "instance.rent-again",
                                 writable && sublet_rental_get_origin (self->rental) ==
                                               SUBLET_RENTAL_ORIGIN_OURS);
  gtk_widget_action_set_enabled (widget,
                                 "instance.rent-instead",
                                 writable && sublet_rental_get_next_offer (self->rental) != NULL);
  gtk_widget_action_set_enabled (widget,
                                 "instance.try-another",
                                 writable && sublet_instance_card_can_try_another (self));

  update_lease_actions (self, writable);
  update_increase_actions (self, writable);
  sublet_instance_card_update_connection_actions (self);

  gtk_widget_set_visible (self->main_button, action != NULL);
  update_reason (self, action);
  if (action != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->main_label), label);
      /* A button does not take its name from a child of its own before GTK 4.10. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->main_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label,
                                      -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), action);
    }
  gtk_widget_set_visible (self->menu_button, has_id);
  gtk_widget_set_visible (self->actions, action != NULL || has_id);
  place_actions (self, action != NULL);
}

void
sublet_instance_card_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "instance.accept-increase", sublet_instance_card_on_accept_increase },
    { "instance.adopt", on_adopt },
    { "instance.change-bid", sublet_instance_card_on_change_bid },
    { "instance.copy-id", on_copy_id },
    { "instance.destroy", sublet_instance_card_on_destroy },
    { "instance.destroy-again", sublet_instance_card_on_destroy_again },
    { "instance.extend", on_extend },
    { "instance.logs", on_logs },
    { "instance.no-lease", on_no_lease },
    { "instance.open", on_open },
    { "instance.reboot", sublet_instance_card_on_reboot },
    { "instance.recycle", sublet_instance_card_on_recycle },
    { "instance.reject-increase", sublet_instance_card_on_reject_increase },
    { "instance.relabel", sublet_instance_card_on_relabel },
    { "instance.rent-again", on_rent_again },
    { "instance.rent-instead", on_rent_instead },
    { "instance.reserve", sublet_instance_card_on_reserve },
    { "instance.set-lease", on_set_lease },
    { "instance.start", sublet_instance_card_on_start },
    { "instance.stop", sublet_instance_card_on_stop },
    { "instance.try-another", sublet_instance_card_on_try_another },
    { "instance.update-software", sublet_instance_card_on_update_software },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}
