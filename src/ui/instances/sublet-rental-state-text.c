/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-rental-text.h"

#include "ui/instances/sublet-idle-text.h"

#include <glib/gi18n.h>

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
  SubletInstance *instance = sublet_rental_get_instance (rental);

  if (sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_PROVISIONING && instance != NULL)
    {
      const SubletInstanceData *data = sublet_instance_get_data (instance);

      if (data->actual_status == SUBLET_ACTUAL_STATUS_LOADING)
        return _ ("Loading the image");
      if (data->actual_status == SUBLET_ACTUAL_STATUS_CREATED ||
          data->actual_status == SUBLET_ACTUAL_STATUS_CREATING)
        return _ ("Creating the container");
    }

  return _ (get_look (rental)->word);
}
