/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-instance-card-private.h"

#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-gauge-row.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-sparkline.h"
#include "ui/instances/sublet-state-icon.h"
#include "ui/instances/sublet-steps-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define MB_PER_GB 1024.0
#define LEFT_TO_RIGHT_MARK "\342\200\216"

/* What stands in the middle of a card. */
typedef enum
{
  MIDDLE_MESSAGE,
  MIDDLE_STEPS,
  MIDDLE_USE,
} Middle;

static Middle
get_middle (SubletRental *rental)
{
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
      return sublet_rental_get_instance (rental) != NULL ? MIDDLE_USE : MIDDLE_MESSAGE;

    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_PROVISIONING:
      return MIDDLE_STEPS;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return MIDDLE_MESSAGE;
    }
}

void
sublet_instance_card_set_text (GtkWidget *label, char *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (GTK_LABEL (label), owned != NULL ? owned : "");
  gtk_widget_set_visible (label, owned != NULL && *owned != '\0');
}

/* With the whole text to be read where it may be cut. */
static void
set_cut_text (GtkWidget *label, char *text)
{
  g_autofree char *owned = text;

  sublet_tooltip_set (label, owned);
  sublet_instance_card_set_text (label, g_steal_pointer (&owned));
}

void
sublet_instance_card_set_subdued (GtkWidget *widget, gboolean subdued)
{
  if (subdued)
    gtk_widget_add_css_class (widget, "subdued");
  else
    gtk_widget_remove_css_class (widget, "subdued");
}

/* A figure with nothing but signs would be turned around where text runs from right to left. Takes
 * the text. */
static char *
dup_left_to_right (char *text)
{
  char *marked = g_strconcat (LEFT_TO_RIGHT_MARK, text, NULL);

  g_free (text);
  return marked;
}

/* The service says RAM in GB, in spite of its page. Source: fact sheet 4.3, `mem_limit`. */
static void
update_use (SubletInstanceCard *self, const SubletInstanceData *data, const SubletUse *use)
{
  g_autofree char *gpu = sublet_format_percent (use->gpu_util_percent / 100.0, 0);
  g_autofree char *cpu = sublet_format_percent (use->cpu_util_percent / 100.0, 0);
  g_autofree char *heat = sublet_format_number (use->gpu_temp_celsius, 0);
  g_autofree char *vram = NULL;
  double vram_gb = use->vmem_used_ratio * data->gpu_ram_mb / MB_PER_GB * MAX (data->num_gpus, 1);
  char *gpu_use;
  char *both;

  vram = sublet_format_number (vram_gb, 0);
  /* TRANSLATORS: a share; %s is a number; a no-break space */
  gpu_use = g_strdup_printf (_ ("%s %%"), gpu);
  sublet_instance_card_set_text (self->gpu_use_label, dup_left_to_right (gpu_use));
  /* TRANSLATORS: gigabytes; %s is a number; a no-break space */
  sublet_instance_card_set_text (self->vram_use_label, g_strdup_printf (_ ("%s GB"), vram));
  /* TRANSLATORS: %1$s is the GPU's temperature, %2$s the CPU's use; no-break spaces */
  both = g_strdup_printf (_ ("%1$s °C · CPU %2$s %%"), heat, cpu);
  sublet_instance_card_set_text (self->heat_label, both);
}

static void
update_room (SubletInstanceCard *self, const SubletUse *use)
{
  const char *image = sublet_rental_get_image (self->rental);

  sublet_gauge_row_set (SUBLET_GAUGE_ROW (self->disk_gauge),
                        use->disk_used_gb,
                        use->disk_size_gb,
                        TRUE);
  sublet_gauge_row_set (SUBLET_GAUGE_ROW (self->ram_gauge),
                        use->mem_used_gb,
                        use->mem_limit_gb,
                        FALSE);
  set_cut_text (self->image_label, image != NULL ? sublet_format_name (image) : NULL);
}

static void
update_middle (SubletInstanceCard *self, SubletClock *clock)
{
  SubletInstance *instance = sublet_rental_get_instance (self->rental);
  const SubletInstanceData *data = instance == NULL ? NULL : sublet_instance_get_data (instance);
  SubletConnection *connection = sublet_instance_actions_get_connection (self->acts);
  Middle middle = get_middle (self->rental);
  char *line = sublet_rental_text_dup_line (self->rental, clock);
  SubletRentalState state = sublet_rental_get_state (self->rental);
  bool keeps_disk = state == SUBLET_RENTAL_STATE_STOPPED || state == SUBLET_RENTAL_STATE_EXITED ||
                    state == SUBLET_RENTAL_STATE_OUTBID;

  gtk_widget_set_visible (self->use, middle == MIDDLE_USE);
  gtk_widget_set_visible (self->room, middle == MIDDLE_USE);
  gtk_widget_set_visible (self->steps, middle == MIDDLE_STEPS);
  /* Beside gauges or steps only what they do not say. */
  gtk_widget_set_visible (self->message,
                          middle == MIDDLE_MESSAGE ||
                            (middle == MIDDLE_USE && line != NULL &&
                             (state != SUBLET_RENTAL_STATE_CONNECTING || connection == NULL)));

  if (middle == MIDDLE_USE)
    {
      SubletUse use;

      sublet_instance_record_get_use (self->record,
                                      sublet_rental_get_instance (self->rental),
                                      &use);
      update_use (self, data, &use);
      update_room (self, &use);
    }
  if (middle == MIDDLE_STEPS)
    {
      sublet_steps_row_update (SUBLET_STEPS_ROW (self->steps_row),
                               self->rental,
                               self->record,
                               clock);
      set_cut_text (self->progress_label, g_strdup (line));
    }

  keeps_disk = keeps_disk && data != NULL && isfinite (data->disk_space_gb);
  gtk_widget_set_visible (self->kept_gauge, keeps_disk);
  if (keeps_disk)
    sublet_gauge_row_set (SUBLET_GAUGE_ROW (self->kept_gauge),
                          data->disk_used_gb,
                          data->disk_space_gb,
                          TRUE);
  sublet_instance_card_set_text (self->line_label, line);
}

static void
update_identity (SubletInstanceCard *self, SubletClock *clock)
{
  sublet_state_icon_set (SUBLET_STATE_ICON (self->state_icon),
                         sublet_rental_text_get_icon_name (self->rental),
                         sublet_rental_text_get_icon_class (self->rental),
                         sublet_steps_get_progress (self->rental, self->record));
  set_cut_text (self->name_label, sublet_rental_text_dup_name (self->rental));
  set_cut_text (self->gpu_label, sublet_rental_text_dup_gpu (self->rental));
}

static void
update_cost (SubletInstanceCard *self, SubletClock *clock)
{
  g_autofree char *cost = sublet_rental_text_dup_cost (self->rental, clock);
  g_autofree char *tooltip = NULL;

  if (cost != NULL)
    /* TRANSLATORS: %s is what an instance has cost, as in "$1.44 so far" */
    tooltip = g_strdup_printf (_ ("%s: GPU and disk by time. Vast adds what it sends and receives "
                                  "to the bill later."),
                                  cost);
  sublet_tooltip_set (self->cost_label, tooltip);
  sublet_instance_card_set_text (self->cost_label, g_steal_pointer (&cost));
}

/* Where a lease is told, the rate while stopped is told with the one while running. */
static void
update_lease (SubletInstanceCard *self, SubletClock *clock)
{
  SubletLeaseState state = sublet_rental_get_lease_state (self->rental);
  g_autofree char *end = sublet_lease_text_dup_end (self->rental, clock);
  g_autofree char *left = sublet_lease_text_dup_left (self->rental, clock);

  if (state == SUBLET_LEASE_STATE_LAST || state == SUBLET_LEASE_STATE_WAITING)
    gtk_widget_add_css_class (self->lease_label, "heading");
  else
    gtk_widget_remove_css_class (self->lease_label, "heading");
  /* A narrow card has no line for what is not there. */
  if (state == SUBLET_LEASE_STATE_NONE && self->size_class == SUBLET_SIZE_CLASS_NARROW)
    g_clear_pointer (&left, g_free);
  sublet_tooltip_set (self->lease_label, end);
  sublet_instance_card_set_text (self->lease_label, g_steal_pointer (&left));
}

static void
update_rates (SubletInstanceCard *self)
{
  g_autofree char *rate = sublet_rental_text_dup_rate (self->rental);
  g_autofree char *later = sublet_rental_text_dup_later (self->rental);
  g_autofree char *left = sublet_rental_text_dup_deposit_left (self->rental);
  g_autofree char *tooltip = NULL;
  g_autofree char *both = NULL;
  bool has_lease = sublet_rental_get_lease_state (self->rental) != SUBLET_LEASE_STATE_NONE;

  if (rate != NULL && later != NULL)
    /* TRANSLATORS: two rates, as in "$0.325/h" and "$0.36 a day stopped" */
    both = g_strdup_printf (_ ("%1$s, %2$s"), rate, later);
  if (both == NULL)
    both = g_strdup (rate);
  if (both != NULL && left != NULL)
    tooltip = g_strdup_printf ("%s\n%s", both, left);
  sublet_tooltip_set (self->rate_label, tooltip != NULL ? tooltip : both);
  sublet_instance_card_set_text (self->rate_label, g_steal_pointer (&rate));
  /* A narrow card has two lines of money, and none has four because of a lease. */
  set_cut_text (self->later_label,
                has_lease || self->size_class == SUBLET_SIZE_CLASS_NARROW
                  ? NULL
                  : g_steal_pointer (&later));
}

static void
update_connection (SubletInstanceCard *self, SubletClock *clock)
{
  SubletConnection *connection = sublet_instance_actions_get_connection (self->acts);
  bool shown = sublet_connection_row_has_content (connection);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->connection_row, shown);
  if (!shown)
    return;

  name = sublet_rental_text_dup_name (self->rental);
  sublet_connection_row_update (SUBLET_CONNECTION_ROW (self->connection_row),
                                connection,
                                name,
                                clock);
}

/**
 * sublet_instance_card_update_clock:
 * @self: a card
 *
 * Brings what depends on the time up to date. Setters compare first, so that only what looks
 * different is drawn again.
 */
void
sublet_instance_card_update_clock (SubletInstanceCard *self)
{
  SubletClock *clock;
  SubletRental *rental;
  g_autofree char *sentence = NULL;

  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  rental = self->rental;
  if (rental == NULL)
    return;

  clock = sublet_rental_engine_get_clock (self->engine);
  set_cut_text (self->state_label, sublet_rental_text_dup_state (rental, clock));
  update_cost (self, clock);
  update_lease (self, clock);
  if (sublet_rental_get_stale (rental))
    set_cut_text (self->later_label, sublet_rental_text_dup_as_of (rental, clock));
  if (gtk_widget_get_visible (self->line_label))
    sublet_instance_card_set_text (self->line_label, sublet_rental_text_dup_line (rental, clock));
  update_connection (self, clock);
  if (gtk_widget_get_visible (self->steps))
    {
      sublet_steps_row_update (SUBLET_STEPS_ROW (self->steps_row), rental, self->record, clock);
      /* "gives up in 11 min" */
      set_cut_text (self->progress_label, sublet_rental_text_dup_line (rental, clock));
    }

  sentence = sublet_rental_text_dup_sentence (rental, clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

void
sublet_instance_card_update (SubletInstanceCard *self)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  gboolean stale;

  if (self->rental == NULL)
    return;

  stale = sublet_rental_get_stale (self->rental);
  sublet_instance_actions_update (self->acts);
  update_identity (self, clock);
  update_middle (self, clock);
  update_rates (self);
  sublet_instance_card_update_foot (self);
  sublet_instance_card_update_clock (self);
  sublet_instance_card_update_actions (self);
  sublet_instance_card_update_selected (self);

  /* What was known then, not now; the buttons are as good as ever. */
  sublet_instance_card_set_subdued (self->identity, stale);
  sublet_instance_card_set_subdued (self->use, stale);
  sublet_instance_card_set_subdued (self->room, stale);
  sublet_instance_card_set_subdued (self->steps, stale);
  sublet_instance_card_set_subdued (self->message, stale);
  sublet_instance_card_set_subdued (self->money, stale);
}
