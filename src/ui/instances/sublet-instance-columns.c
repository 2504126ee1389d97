/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-columns.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-increase-text.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define UNKNOWN "–"

/* The formatter cannot lay out marked texts in a table. */
/* clang-format off */
static const SubletInstanceColumn columns[] = {
  { SUBLET_INSTANCE_KEY_STATE, 190, false, false,
    N_ ("State"), N_ ("What it does, and for how long") },
  { SUBLET_INSTANCE_KEY_LABEL, 120, false, true,
    N_ ("Label"), N_ ("What you call it") },
  { SUBLET_INSTANCE_KEY_GPU, 140, false, false,
    N_ ("GPU"), N_ ("How many GPUs, and which") },
  { SUBLET_INSTANCE_KEY_USE, 64, true, false,
    N_ ("Use %"), N_ ("How busy its GPUs are, in per cent") },
  { SUBLET_INSTANCE_KEY_RATE, 72, true, false,
    N_ ("$/h"), N_ ("What it costs now, in dollars per hour") },
  { SUBLET_INSTANCE_KEY_COST, 80, true, false,
    N_ ("So Far"), N_ ("What it has cost until now: GPU and disk by time") },
  { SUBLET_INSTANCE_KEY_LEASE, 96, true, false,
    N_ ("Lease"), N_ ("How long its lease still runs") },
  { SUBLET_INSTANCE_KEY_DISK, 72, true, false,
    N_ ("Disk %"), N_ ("How full its disk is, in per cent") },
  { SUBLET_INSTANCE_KEY_PLACE, 96, false, false,
    N_ ("Place"), N_ ("Where the machine stands") },
  { SUBLET_INSTANCE_KEY_ID, 112, true, false,
    N_ ("ID"), N_ ("Vast's number of the instance") },
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == SUBLET_INSTANCE_N_KEYS);

/**
 * sublet_instance_columns_get:
 *
 * Returns: (transfer none) (array fixed-size=10): the columns in their order
 */
const SubletInstanceColumn *
sublet_instance_columns_get (void)
{
  return columns;
}

static char *
dup_share (double ratio)
{
  return isfinite (ratio) ? sublet_format_percent (ratio, 0) : g_strdup (UNKNOWN);
}

/* The age stands where a duration would: nobody knows whether it still lasts. */
static char *
dup_state (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *age = sublet_rental_text_dup_as_of (rental, clock);

  if (age == NULL)
    return sublet_rental_text_dup_state (rental, clock);

  /* TRANSLATORS: a state, and how old it is, as in "Ready · as of 14:02" */
  return g_strdup_printf (_ ("%1$s · %2$s"), sublet_rental_text_get_word (rental), age);
}

static char *
dup_label (SubletRental *rental)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  if (sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_OURS)
    return g_steal_pointer (&name);

  /* TRANSLATORS: an instance's label, and that Sublet did not rent it */
  return g_strdup_printf (_ ("%s · started elsewhere"), name);
}

static char *
dup_lease (SubletRental *rental, SubletClock *clock)
{
  switch (sublet_rental_get_lease_state (rental))
    {
    case SUBLET_LEASE_STATE_RUNNING:
    case SUBLET_LEASE_STATE_SOON:
    case SUBLET_LEASE_STATE_LAST:
      return sublet_lease_text_dup_rest (rental, clock);

    case SUBLET_LEASE_STATE_DUE:
    case SUBLET_LEASE_STATE_WAITING:
      /* TRANSLATORS: in a column of durations: its lease has ended */
      return g_strdup (C_ ("lease", "over"));

    case SUBLET_LEASE_STATE_NONE:
    case SUBLET_LEASE_STATE_OVER:
    default:
      return g_strdup (UNKNOWN);
    }
}

/**
 * sublet_instance_column_dup_text:
 * @column: a column
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full): what stands in its cell, a dash where nothing is known
 */
char *
sublet_instance_column_dup_text (const SubletInstanceColumn *column,
                                 SubletRental *rental,
                                 SubletClock *clock)
{
  gint64 now_us = sublet_clock_get_service_us (clock);
  gint64 id = sublet_rental_get_instance_id (rental);
  char *place;

  switch (column->key)
    {
    case SUBLET_INSTANCE_KEY_LABEL:
      return dup_label (rental);

    case SUBLET_INSTANCE_KEY_GPU:
      return sublet_format_gpu (sublet_rental_get_gpu_name (rental),
                                sublet_rental_get_num_gpus (rental));

    case SUBLET_INSTANCE_KEY_USE:
      return dup_share (sublet_instance_order_get_use (rental));

    case SUBLET_INSTANCE_KEY_RATE:
      return sublet_format_rate_plain (sublet_rental_get_rate_now_nusd (rental));

    case SUBLET_INSTANCE_KEY_COST:
      return sublet_format_amount (sublet_rental_get_cost_uusd (rental, now_us));

    case SUBLET_INSTANCE_KEY_LEASE:
      return dup_lease (rental, clock);

    case SUBLET_INSTANCE_KEY_DISK:
      return dup_share (sublet_instance_order_get_disk (rental));

    case SUBLET_INSTANCE_KEY_PLACE:
      place = sublet_rental_text_dup_place (rental);
      return place != NULL ? place : g_strdup (UNKNOWN);

    case SUBLET_INSTANCE_KEY_ID:
      return id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup (UNKNOWN);

    case SUBLET_INSTANCE_KEY_STATE:
    default:
      return dup_state (rental, clock);
    }
}

/**
 * sublet_instance_columns_dup_trouble:
 * @rental: a rental
 * @record: (nullable): what the window remembers of it
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): what is wrong with it or waits for an answer, in sentences
 */
char *
sublet_instance_columns_dup_trouble (SubletRental *rental,
                                     SubletInstanceRecord *record,
                                     SubletClock *clock)
{
  const GError *failure = record == NULL ? NULL : sublet_instance_record_get_failure (record);
  g_autofree char *why = NULL;

  if (failure == NULL)
    {
      char *notice = sublet_rental_text_dup_notice (rental);

      return notice != NULL || !sublet_increase_text_is_told (rental)
               ? notice
               : sublet_increase_text_dup_foot (rental, clock);
    }

  why = sublet_error_text_dup_both (failure);
  /* TRANSLATORS: %1$s is a sentence that says which order failed, %2$s one that says why */
  return g_strdup_printf (_ ("%1$s %2$s"), sublet_instance_record_get_failed_order (record), why);
}

/**
 * sublet_instance_columns_dup_sentence:
 * @rental: a rental
 * @record: (nullable): what the window remembers of it
 * @clock: the engine's
 *
 * Returns: (transfer full): what its line shows, as sentences to be heard
 */
char *
sublet_instance_columns_dup_sentence (SubletRental *rental,
                                      SubletInstanceRecord *record,
                                      SubletClock *clock)
{
  g_autofree char *sentence = sublet_rental_text_dup_sentence (rental, clock);
  g_autofree char *trouble = sublet_instance_columns_dup_trouble (rental, record, clock);

  if (trouble == NULL)
    return g_steal_pointer (&sentence);

  /* TRANSLATORS: between two sentences */
  return g_strconcat (sentence, g_str_has_suffix (sentence, ".") ? " " : _ (". "), trouble, NULL);
}

static char *
dup_state_tooltip (SubletRental *rental, SubletInstanceRecord *record, SubletClock *clock)
{
  g_autofree char *state = dup_state (rental, clock);
  g_autofree char *line = sublet_rental_text_dup_line (rental, clock);
  g_autofree char *trouble = sublet_instance_columns_dup_trouble (rental, record, clock);
  const char *parts[4] = { state };
  guint n = 1;

  if (line != NULL)
    parts[n++] = line;
  if (trouble != NULL)
    parts[n++] = trouble;

  return g_strjoinv ("\n", (char **) parts);
}

/**
 * sublet_instance_column_dup_tooltip:
 * @column: a column
 * @rental: a rental
 * @record: (nullable): what the window remembers of it
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): what its cell cannot show, or may have to cut
 */
char *
sublet_instance_column_dup_tooltip (const SubletInstanceColumn *column,
                                    SubletRental *rental,
                                    SubletInstanceRecord *record,
                                    SubletClock *clock)
{
  switch (column->key)
    {
    case SUBLET_INSTANCE_KEY_STATE:
      return dup_state_tooltip (rental, record, clock);

    case SUBLET_INSTANCE_KEY_RATE:
      return sublet_rental_text_dup_later (rental);

    case SUBLET_INSTANCE_KEY_LEASE:
      return sublet_rental_get_lease_state (rental) == SUBLET_LEASE_STATE_WAITING
               ? sublet_lease_text_dup_notice (rental, clock, false)
               : sublet_lease_text_dup_end (rental, clock);

    case SUBLET_INSTANCE_KEY_LABEL:
    case SUBLET_INSTANCE_KEY_GPU:
    case SUBLET_INSTANCE_KEY_PLACE:
      return sublet_instance_column_dup_text (column, rental, clock);

    case SUBLET_INSTANCE_KEY_USE:
    case SUBLET_INSTANCE_KEY_COST:
    case SUBLET_INSTANCE_KEY_DISK:
    case SUBLET_INSTANCE_KEY_ID:
    default:
      return NULL;
    }
}
