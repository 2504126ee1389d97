/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-lease-change-private.h"

#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define EXTENSION_US G_TIME_SPAN_HOUR

/* On a rental: the newest change that is not written down yet. */
#define UNDER_WAY_KEY "sublet-lease-change"

/* The end that it has, or has as soon as what is under way is written down. */
static void
read_end (SubletRental *rental, gint64 *end_us, SubletLeaseEnd *at_end)
{
  const SubletLeaseChange *under_way = g_object_get_data (G_OBJECT (rental), UNDER_WAY_KEY);

  *end_us = under_way != NULL ? under_way->end_us : sublet_rental_get_lease_end_us (rental);
  *at_end = under_way != NULL ? under_way->at_end : sublet_rental_get_lease_at_end (rental);
}

/**
 * sublet_lease_change_new: (skip)
 * @widget: (nullable): where it is told
 * @engine: the engine
 * @rental: one of its rentals
 * @record: (nullable): what its card keeps
 *
 * Returns: (transfer full): a change that changes nothing yet
 */
SubletLeaseChange *
sublet_lease_change_new (GtkWidget *widget,
                         SubletRentalEngine *engine,
                         SubletRental *rental,
                         SubletInstanceRecord *record)
{
  SubletLeaseChange *change = g_new0 (SubletLeaseChange, 1);

  change->engine = g_object_ref (engine);
  change->rental = g_object_ref (rental);
  g_set_object (&change->record, record);
  if (widget != NULL)
    g_set_object (&change->toasts, gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  read_end (rental, &change->end_us, &change->at_end);

  return change;
}

/**
 * sublet_lease_change_free: (skip)
 * @change: (transfer full): a change
 */
void
sublet_lease_change_free (SubletLeaseChange *change)
{
  g_clear_object (&change->engine);
  g_clear_object (&change->rental);
  g_clear_object (&change->record);
  g_clear_object (&change->toasts);
  g_clear_object (&change->hours);
  g_clear_object (&change->endings);
  g_free (change);
}

/* ---- what is told of it ---- */

/* Only what this change has made: another one may have come since. */
static void
on_undo (AdwToast *toast, SubletLeaseChange *change)
{
  g_autoptr (SubletLeaseChange)
    undo = sublet_lease_change_new (change->toasts, change->engine, change->rental, change->record);

  if (undo->end_us != change->end_us || undo->at_end != change->at_end)
    {
      sublet_toast_show (change->toasts, _ ("Its lease was changed again, and stays as it is."));
      return;
    }

  undo->undo = true;
  undo->end_us = change->before_us;
  undo->at_end = change->before_at_end;
  sublet_lease_change_set (g_steal_pointer (&undo));
}

static void
on_undo_over (gpointer user_data, GClosure *closure)
{
  sublet_lease_change_free (user_data);
}

/* By how long it runs longer; what had no end before does not. */
static gint64
get_more_us (SubletLeaseChange *change, gint64 now_us)
{
  return change->before_us == 0 ? 0 : change->end_us - MAX (change->before_us, now_us);
}

static char *
dup_title (SubletLeaseChange *change, SubletClock *clock)
{
  gint64 now_us = sublet_clock_get_service_us (clock);
  g_autofree char *name = NULL;

  if (change->end_us > 0)
    return sublet_lease_text_dup_extended (change->rental, clock, get_more_us (change, now_us));

  name = sublet_rental_text_dup_name (change->rental);
  /* TRANSLATORS: %s is an instance's label */
  return g_strdup_printf (_ ("%s runs without an end"), name);
}

/* Takes the change: the toast keeps it as long as it can be taken back. What has ended since cannot
 * end then again. */
static void
tell_set (SubletLeaseChange *taken)
{
  g_autoptr (SubletLeaseChange) change = taken;
  SubletClock *clock = sublet_rental_engine_get_clock (change->engine);
  GtkWidget *toasts = change->toasts;
  g_autofree char *title = dup_title (change, clock);

  if (change->before_us > 0 && change->before_us <= sublet_clock_get_service_us (clock))
    sublet_toast_show (toasts, title);
  else
    sublet_toast_offer (toasts,
                        title,
                        _ ("Undo"), G_CALLBACK (on_undo), g_steal_pointer (&change), on_undo_over);
}

/* On the card, where it is known which one it is. */
static void
tell_failure (SubletLeaseChange *change, const GError *error)
{
  static const char sentence[] = N_ ("Its lease was not changed.");

  if (change->record != NULL)
    sublet_instance_record_set_failure (change->record, sentence, error);
  else if (error != NULL && change->toasts != NULL)
    sublet_toast_show (change->toasts, _ (sentence));
}

/* ---- making it so ---- */

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletLeaseChange) change = user_data;
  g_autoptr (GError) error = NULL;
  bool newest = g_object_get_data (G_OBJECT (change->rental), UNDER_WAY_KEY) == change;

  sublet_rental_engine_set_lease_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  if (newest)
    g_object_set_data (G_OBJECT (change->rental), UNDER_WAY_KEY, NULL);
  tell_failure (change, error);
  /* One that follows at once is told instead. */
  if (error == NULL && newest && !change->undo && change->toasts != NULL)
    tell_set (g_steal_pointer (&change));
}

/**
 * sublet_lease_change_set: (skip)
 * @taken: (transfer full): a change with the end that is to be set
 *
 * Makes it so, and tells.
 */
void
sublet_lease_change_set (SubletLeaseChange *taken)
{
  read_end (taken->rental, &taken->before_us, &taken->before_at_end);
  g_object_set_data (G_OBJECT (taken->rental), UNDER_WAY_KEY, taken);
  sublet_rental_engine_set_lease_async (taken->engine,
                                        taken->rental,
                                        taken->end_us,
                                        taken->at_end,
                                        NULL,
                                        on_set,
                                        taken);
}

/**
 * sublet_lease_change_extend:
 * @widget: (nullable): where the change can be taken back
 * @engine: the engine
 * @rental: one of its rentals
 * @record: (nullable): what its card keeps
 */
void
sublet_lease_change_extend (GtkWidget *widget,
                            SubletRentalEngine *engine,
                            SubletRental *rental,
                            SubletInstanceRecord *record)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (engine));
  SubletLeaseChange *change;

  if (!sublet_rental_can_extend (rental))
    return;

  change = sublet_lease_change_new (widget, engine, rental, record);
  change->end_us = MAX (change->end_us, now_us) + EXTENSION_US;
  sublet_lease_change_set (change);
}
