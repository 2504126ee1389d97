/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-lease-text.h"

#include <glib/gi18n.h>

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

  if (sublet_rental_get_stuck (self->rental) &&
      sublet_instance_actions_can_try_another (self->acts))
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

/* Where there is room for it; else there is the foot, the menu and the key. */
static void
update_extend_button (SubletInstanceCard *self)
{
  gboolean can_extend = !sublet_rental_engine_get_read_only (self->engine) &&
                        sublet_rental_can_extend (self->rental);

  gtk_widget_set_visible (self->extend_button,
                          can_extend && sublet_rental_is_up (self->rental) &&
                            self->size_class != SUBLET_SIZE_CLASS_MEDIUM &&
                            !sublet_lease_text_is_near (self->rental));
}

/**
 * sublet_instance_card_update_actions: (skip)
 * @self: a card with a rental
 *
 * The buttons for what can be done.
 */
void
sublet_instance_card_update_actions (SubletInstanceCard *self)
{
  gboolean has_id = sublet_rental_get_instance_id (self->rental) > 0;
  const char *label = NULL;
  const char *action = choose_main_action (self, &label);

  update_extend_button (self);
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
