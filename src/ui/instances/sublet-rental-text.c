/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-rental-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-idle-text.h"
#include "ui/instances/sublet-lease-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const SubletInstanceData *
get_data (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);

  return instance == NULL ? NULL : sublet_instance_get_data (instance);
}

/**
 * sublet_rental_text_dup_name:
 * @rental: a rental
 *
 * Returns: (transfer full): its label, or what else there is to call it by
 */
char *
sublet_rental_text_dup_name (SubletRental *rental)
{
  const char *label = sublet_rental_get_label (rental);
  gint64 instance_id = sublet_rental_get_instance_id (rental);

  if (label != NULL && *label != '\0')
    return sublet_format_name (label);
  if (instance_id > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, instance_id);

      /* TRANSLATORS: the name of an instance without a label; %s is its number */
      return g_strdup_printf (_ ("Instance %s"), number);
    }

  return sublet_format_gpu (sublet_rental_get_gpu_name (rental),
                            sublet_rental_get_num_gpus (rental));
}

/**
 * sublet_rental_text_dup_place:
 * @rental: a rental
 *
 * Returns: (transfer full) (nullable): where its machine stands, where that is known
 */
char *
sublet_rental_text_dup_place (SubletRental *rental)
{
  const SubletInstanceData *data = get_data (rental);
  const char *said = sublet_rental_get_place (rental);
  g_autofree char *region = NULL;
  const char *comma;

  if (data != NULL && (data->region != NULL || data->country[0] != '\0'))
    return sublet_format_place (data->region, data->country);
  if (said == NULL)
    return NULL;

  /* As core writes it: "Uusimaa, FI". */
  comma = strrchr (said, ',');
  region = comma == NULL ? NULL : g_strndup (said, (gsize) (comma - said));
  while (comma != NULL && (*comma == ',' || *comma == ' '))
    comma++;

  return sublet_format_place (region, comma == NULL ? said : comma);
}

/* Its GPU, and its place where that is known. */
static char *
dup_gpu_and_place (SubletRental *rental)
{
  g_autofree char *gpu =
    sublet_format_gpu (sublet_rental_get_gpu_name (rental), sublet_rental_get_num_gpus (rental));
  g_autofree char *place = sublet_rental_text_dup_place (rental);

  if (place == NULL)
    return g_steal_pointer (&gpu);

  /* TRANSLATORS: a GPU and the place of its machine, as in "RTX 4090 · Finland" */
  return g_strdup_printf (_ ("%1$s · %2$s"), gpu, place);
}

/**
 * sublet_rental_text_dup_gpu:
 * @rental: a rental
 *
 * Returns: (transfer full): its GPU, its place where that is known, and that it is reserved
 */
char *
sublet_rental_text_dup_gpu (SubletRental *rental)
{
  g_autofree char *gpu = dup_gpu_and_place (rental);

  if (!sublet_rental_is_open (rental) || !sublet_rental_is_reserved (rental))
    return g_steal_pointer (&gpu);

  /* TRANSLATORS: a GPU with its place, as in "RTX 4090 · Finland", that is paid ahead */
  return g_strdup_printf (_ ("%s · reserved"), gpu);
}

/**
 * sublet_rental_text_dup_disk:
 * @rental: a rental
 *
 * Returns: (transfer full): its disk with its size where that is known, to stand in a sentence
 */
char *
sublet_rental_text_dup_disk (SubletRental *rental)
{
  const SubletInstanceData *data = get_data (rental);
  g_autofree char *size = NULL;

  if (data == NULL || !isfinite (data->disk_space_gb) || data->disk_space_gb <= 0)
    /* TRANSLATORS: in a sentence, as in "Its disk keeps costing …" */
    return g_strdup (_ ("disk"));

  size = sublet_format_number (data->disk_space_gb, 0);
  /* TRANSLATORS: in a sentence, as in "Its 64 GB disk keeps costing …"; a no-break space */
  return g_strdup_printf (_ ("%s GB disk"), size);
}

/**
 * sublet_rental_text_get_since_us:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: for how long it has been in its state, or idle, microseconds; below zero when that is
 *   not known
 */
gint64
sublet_rental_text_get_since_us (SubletRental *rental, SubletClock *clock)
{
  gint64 since_us = sublet_idle_text_is_idle (rental) ? sublet_rental_get_idle_since_us (rental)
                                                      : sublet_rental_get_state_since_us (rental);

  if (since_us <= 0)
    return -1;

  return MAX (sublet_clock_get_service_us (clock) - since_us, 0);
}

/**
 * sublet_rental_text_dup_state:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full): the state and, from the first full minute on, for how long
 */
char *
sublet_rental_text_dup_state (SubletRental *rental, SubletClock *clock)
{
  gint64 since_us = sublet_rental_text_get_since_us (rental, clock);
  const char *word = sublet_rental_text_get_word (rental);
  SubletRentalState state = sublet_rental_get_state (rental);
  g_autofree char *duration = NULL;

  /* Steps have times of their own, and what is gone has an end. */
  if (since_us < G_TIME_SPAN_MINUTE || state == SUBLET_RENTAL_STATE_PROVISIONING ||
      state == SUBLET_RENTAL_STATE_GONE || state == SUBLET_RENTAL_STATE_REFUSED)
    return g_strdup (word);

  duration = sublet_format_duration (since_us - since_us % G_TIME_SPAN_MINUTE);
  if (sublet_idle_text_is_idle (rental))
    /* TRANSLATORS: %s is a duration, as in "24 min" */
    return g_strdup_printf (_ ("Idle for %s"), duration);

  /* TRANSLATORS: a state and for how long it has lasted, as in "Ready · 4 h 12 min" */
  return g_strdup_printf (_ ("%1$s · %2$s"), word, duration);
}

/**
 * sublet_rental_text_dup_sentence:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full): what a card shows, as a sentence to be heard
 */
char *
sublet_rental_text_dup_sentence (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *state = sublet_rental_text_dup_state (rental, clock);
  g_autofree char *gpu = sublet_rental_text_dup_gpu (rental);
  g_autofree char *rate = sublet_rental_text_dup_rate (rental);
  g_autofree char *cost = sublet_rental_text_dup_cost (rental, clock);
  g_autofree char *line = sublet_rental_text_dup_line (rental, clock);
  g_autofree char *lease = sublet_rental_get_lease_state (rental) != SUBLET_LEASE_STATE_NONE
                             ? sublet_lease_text_dup_left (rental, clock)
                             : NULL;
  g_autoptr (GString) sentence = g_string_new (NULL);
  const char *parts[] = { name, state, gpu, rate, cost, lease };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL)
        continue;
      if (sentence->len > 0)
        /* TRANSLATORS: between the facts of a sentence that is only heard */
        g_string_append (sentence, _ (", "));
      g_string_append (sentence, parts[i]);
    }
  if (line != NULL)
    {
      /* TRANSLATORS: between two sentences */
      g_string_append (sentence, _ (". "));
      g_string_append (sentence, line);
    }

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}
