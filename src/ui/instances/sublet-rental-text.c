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

/* A state's shape, colour and word. The colour is on the shape alone, and never alone. */
typedef struct
{
  const char *icon_name;
  const char *icon_class; /* (nullable) */
  const char *word;
} StateLook;

static const StateLook looks[] = {
  [SUBLET_RENTAL_STATE_UNKNOWN] = {
    "sublet-state-unknown-symbolic",
    NULL,
    N_ ("Unknown") },
    [SUBLET_RENTAL_STATE_INTENDED] = {
      "sublet-state-requesting-symbolic",
      "state-accent",
      N_ ("Renting") },
      [SUBLET_RENTAL_STATE_REQUESTING] = {
        "sublet-state-requesting-symbolic",
        "state-accent",
        N_ ("Renting") },
        [SUBLET_RENTAL_STATE_UNCLEAR] = {
          "sublet-state-unclear-symbolic",
          "state-warning",
          N_ ("Checking") },
          [SUBLET_RENTAL_STATE_REFUSED] = {
            "sublet-state-failed-symbolic",
            "state-warning",
            N_ ("Not Rented") },
            [SUBLET_RENTAL_STATE_PROVISIONING] = {
              "sublet-state-provisioning-symbolic",
              "state-accent",
              N_ ("Starting") },
              [SUBLET_RENTAL_STATE_RUNNING] = {
                "sublet-state-running-symbolic",
                "state-success",
                N_ ("Running") },
                [SUBLET_RENTAL_STATE_CONNECTING] = {
                  "sublet-state-connecting-symbolic",
                  "state-accent",
                  N_ ("Connecting") },
                  [SUBLET_RENTAL_STATE_READY] = {
                    "sublet-state-ready-symbolic",
                    "state-success",
                    N_ ("Ready") },
                    [SUBLET_RENTAL_STATE_RESTARTING] = {
                      "sublet-state-restarting-symbolic",
                      "state-accent",
                      N_ ("Restarting") },
                      [SUBLET_RENTAL_STATE_RECYCLING] = {
                        "sublet-state-restarting-symbolic",
                        "state-accent",
                        /* TRANSLATORS: its container is being made anew */
                        N_ ("Recycling") },
                        [SUBLET_RENTAL_STATE_WAITING_FOR_GPU] = {
                          "sublet-state-waiting-symbolic",
                          "state-warning",
                          N_ ("Waiting for a GPU") },
                          [SUBLET_RENTAL_STATE_OUTBID] = {
                            "sublet-state-outbid-symbolic",
                            "state-warning",
                            N_ ("Outbid") },
                            [SUBLET_RENTAL_STATE_STOPPING] = {
                              "sublet-state-stopping-symbolic",
                              "state-accent",
                              N_ ("Stopping") },
                              [SUBLET_RENTAL_STATE_STOPPED] = {
                                "sublet-state-stopped-symbolic",
                                NULL,
                                N_ ("Stopped") },
                                [SUBLET_RENTAL_STATE_STARTING] = {
                                  "sublet-state-provisioning-symbolic",
                                  "state-accent",
                                  N_ ("Starting") },
                                  [SUBLET_RENTAL_STATE_EXITED] = {
                                    "sublet-state-failed-symbolic",
                                    "state-error",
                                    /* TRANSLATORS: the program of the container has ended */
                                    N_ ("Exited") },
                                    [SUBLET_RENTAL_STATE_FAILED] = {
                                      "sublet-state-failed-symbolic",
                                      "state-error",
                                      N_ ("Failed") },
                                      [SUBLET_RENTAL_STATE_OFFLINE] = {
                                        "sublet-state-offline-symbolic",
                                        "state-warning",
                                        N_ ("Host Offline") },
                                        [SUBLET_RENTAL_STATE_DESTROYING] = {
                                          "sublet-state-destroying-symbolic",
                                          NULL,
                                          N_ ("Destroying") },
                                          [SUBLET_RENTAL_STATE_STILL_LISTED] = {
                                            "sublet-state-still-listed-symbolic",
                                            "state-error",
                                            N_ ("Not Destroyed Yet") },
                                            [SUBLET_RENTAL_STATE_GONE] = { "sublet-state-gone-"
                                                                           "symbolic",
                                                                           NULL,
                                                                           N_ ("Gone") },
                                            };

static const char *const group_titles[SUBLET_RENTAL_N_GROUPS] = {
  [SUBLET_RENTAL_GROUP_RUNNING] = N_ ("Running"),
    [SUBLET_RENTAL_GROUP_STARTING] = N_ ("Starting"),
      [SUBLET_RENTAL_GROUP_ATTENTION] = N_ ("Needs Attention"),
        [SUBLET_RENTAL_GROUP_ENDING] = N_ ("Ending"),
                                           [SUBLET_RENTAL_GROUP_STOPPED] =
                                             N_ ("Stopped"),
                                                 [SUBLET_RENTAL_GROUP_ELSEWHERE] =
                                                   N_ ("Started Elsewhere"),
                                                       [SUBLET_RENTAL_GROUP_ENDED] = N_ ("Ended"),
                                                       };

/* Instead of the tick, while it runs for nothing. */
static const StateLook idle_look = {
  "sublet-state-idle-symbolic",
  "state-warning",
  /* TRANSLATORS: it runs, and its GPU does nothing */
  N_ ("Idle"),
  };

static const StateLook *
get_look (SubletRental *rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);

  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (looks), &looks[0]);

  if (sublet_idle_text_is_idle (rental))
    return &idle_look;
  /* Whether it is ready for its work knows who started it. */
  if (state == SUBLET_RENTAL_STATE_READY &&
      sublet_rental_get_origin (rental) != SUBLET_RENTAL_ORIGIN_OURS)
    state = SUBLET_RENTAL_STATE_RUNNING;

  return &looks[state];
}

static const SubletInstanceData *
get_data (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);

  return instance == NULL ? NULL : sublet_instance_get_data (instance);
}

/**
 * sublet_rental_text_get_group:
 * @rental: a rental
 *
 * A refusal that comes with a proposal is still somebody's turn; any other is over.
 *
 * Returns: where it stands on the page
 */
SubletRentalGroup
sublet_rental_text_get_group (SubletRental *rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);

  if (state == SUBLET_RENTAL_STATE_GONE)
    return SUBLET_RENTAL_GROUP_ENDED;
  if (state == SUBLET_RENTAL_STATE_STILL_LISTED)
    return SUBLET_RENTAL_GROUP_ATTENTION;
  if (sublet_rental_get_origin (rental) != SUBLET_RENTAL_ORIGIN_OURS)
    return SUBLET_RENTAL_GROUP_ELSEWHERE;

  switch (state)
    {
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
      return SUBLET_RENTAL_GROUP_RUNNING;

    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
      return SUBLET_RENTAL_GROUP_STARTING;

    /* Billed in full until it is done. */
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_DESTROYING:
      return SUBLET_RENTAL_GROUP_ENDING;

    case SUBLET_RENTAL_STATE_STOPPED:
      return SUBLET_RENTAL_GROUP_STOPPED;

    case SUBLET_RENTAL_STATE_REFUSED:
      return sublet_rental_get_reason (rental) == SUBLET_RENTAL_REASON_NEXT_TOO_DEAR
               ? SUBLET_RENTAL_GROUP_ATTENTION
               : SUBLET_RENTAL_GROUP_ENDED;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return SUBLET_RENTAL_GROUP_ATTENTION;
    }
}

/**
 * sublet_rental_text_get_group_title:
 * @group: a group
 *
 * Returns: (transfer none): its caption
 */
const char *
sublet_rental_text_get_group_title (SubletRentalGroup group)
{
  g_return_val_if_fail ((gsize) group < G_N_ELEMENTS (group_titles), "");

  return _ (group_titles[group]);
}

/**
 * sublet_rental_text_get_state_word:
 * @state: a state
 *
 * Returns: (transfer none): its word, as on a card
 */
const char *
sublet_rental_text_get_state_word (SubletRentalState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (looks), "");

  return _ (looks[state].word);
}

/**
 * sublet_rental_text_get_state_icon:
 * @state: a state
 * @icon_class: (out) (nullable) (optional): the style class of its colour
 *
 * Returns: (transfer none): its shape, as on a card
 */
const char *
sublet_rental_text_get_state_icon (SubletRentalState state, const char **icon_class)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (looks), NULL);

  if (icon_class != NULL)
    *icon_class = looks[state].icon_class;

  return looks[state].icon_name;
}

/**
 * sublet_rental_text_get_icon_name:
 * @rental: a rental
 *
 * Returns: (transfer none): the shape of its state
 */
const char *
sublet_rental_text_get_icon_name (SubletRental *rental)
{
  return get_look (rental)->icon_name;
}

/**
 * sublet_rental_text_get_icon_class:
 * @rental: a rental
 *
 * Returns: (transfer none) (nullable): the style class of the shape
 */
const char *
sublet_rental_text_get_icon_class (SubletRental *rental)
{
  return get_look (rental)->icon_class;
}

/**
 * sublet_rental_text_get_word:
 * @rental: a rental
 *
 * Returns: (transfer none): its state in a word or two
 */
const char *
sublet_rental_text_get_word (SubletRental *rental)
{
  const SubletInstanceData *data = get_data (rental);

  if (sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_PROVISIONING && data != NULL)
    {
      if (data->actual_status == SUBLET_ACTUAL_STATUS_LOADING)
        return _ ("Loading the image");
      if (data->actual_status == SUBLET_ACTUAL_STATUS_CREATED ||
          data->actual_status == SUBLET_ACTUAL_STATUS_CREATING)
        return _ ("Creating the container");
    }

  return _ (get_look (rental)->word);
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
