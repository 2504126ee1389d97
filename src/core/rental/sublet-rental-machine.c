/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-machine.h"

#include <string.h>

#define IN(state) SUBLET_RENTAL_STATES (state)

G_STATIC_ASSERT (SUBLET_RENTAL_STATE_GONE < 32);

/* Asked for, and not known to exist or not. The caps count these at their running rate. */
#define UNSETTLED (IN (INTENDED) | IN (REQUESTING) | IN (UNCLEAR))

/* There is a contract, and nobody ordered its end. UNKNOWN: of an instance seen for the first time.
 */
#define UP                                                                                 \
  (IN (UNKNOWN) | IN (PROVISIONING) | IN (RUNNING) | IN (CONNECTING) | IN (READY) |        \
   IN (RESTARTING) | IN (RECYCLING) | IN (WAITING_FOR_GPU) | IN (OUTBID) | IN (STOPPING) | \
   IN (STOPPED) | IN (STARTING) | IN (EXITED) | IN (FAILED) | IN (OFFLINE))

/* There is a contract whose end was ordered. */
#define ENDING (IN (DESTROYING) | IN (STILL_LISTED))

/* Coming up for the first time, as far as was ever seen. */
#define NEVER_RAN (IN (UNKNOWN) | IN (PROVISIONING) | IN (FAILED) | IN (OFFLINE))

#define ENDED (IN (REFUSED) | IN (GONE))

#define CHANGING                                                                                   \
  (IN (PROVISIONING) | IN (CONNECTING) | IN (RESTARTING) | IN (RECYCLING) | IN (WAITING_FOR_GPU) | \
   IN (STOPPING) | IN (STARTING))

typedef struct
{
  SubletRentalInput input;
  guint from; /* a set of states */
  SubletRentalState to;
} Row;

#define ROW(input, from, to)                                    \
  {                                                             \
    SUBLET_RENTAL_INPUT_##input, from, SUBLET_RENTAL_STATE_##to \
  }

/*
 * The whole machine. What has no row changes nothing. A reading never tells READY or, for an
 * instance with an SSH endpoint, CONNECTING: sublet-rental-engine-reach.c does.
 */
static const Row table[] = {
  ROW (SEND, IN (INTENDED) | IN (REQUESTING), REQUESTING),
  ROW (CREATED, UNSETTLED, PROVISIONING),
  ROW (REFUSED, IN (INTENDED) | IN (REQUESTING), REFUSED),
  ROW (LOST, IN (REQUESTING), UNCLEAR),
  ROW (NOT_FOUND, IN (UNCLEAR), REFUSED),
  /* Late, or against every proof: what a list shows is there. */
  ROW (FOUND, UNSETTLED | ENDED, PROVISIONING),

  ROW (SEEN_COMING_UP, NEVER_RAN, PROVISIONING),
  ROW (SEEN_COMING_UP, UP, STARTING),
  ROW (SEEN_CONNECTING, UP, CONNECTING),
  ROW (SEEN_RUNNING, UP, RUNNING),
  ROW (REACHING, UP, CONNECTING),
  ROW (REACHED, UP, READY),
  ROW (SEEN_RESTARTING, UP, RESTARTING),
  ROW (SEEN_RECYCLING, UP, RECYCLING),
  ROW (SEEN_WAITING_FOR_GPU, UP, WAITING_FOR_GPU),
  ROW (SEEN_OUTBID, UP, OUTBID),
  ROW (SEEN_STOPPING, UP, STOPPING),
  ROW (SEEN_STOPPED, UP, STOPPED),
  ROW (SEEN_EXITED, UP, EXITED),
  ROW (SEEN_FAILED, UP, FAILED),
  ROW (SEEN_OFFLINE, UP, OFFLINE),

  ROW (START_ORDERED, UP, STARTING),
  ROW (STOP_ORDERED, UP, STOPPING),
  ROW (REBOOT_ORDERED, UP, RESTARTING),
  ROW (RECYCLE_ORDERED, UP, RECYCLING),
  /* Sent again while it is still listed. */
  ROW (DESTROY_ORDERED, UP | ENDING, DESTROYING),

  ROW (STILL_THERE, IN (DESTROYING) | IN (GONE), STILL_LISTED),
  ROW (ABSENT_TWICE, UP | ENDING, GONE),
};

static bool
is_in (SubletRentalState state, guint states)
{
  return (states & (1u << state)) != 0;
}

/**
 * sublet_rental_machine_next:
 * @state: where a rental stands
 * @input: what happened
 * @next: (out): what follows; may be the same state
 *
 * Returns: whether @input means anything in @state
 */
bool
sublet_rental_machine_next (SubletRentalState state,
                            SubletRentalInput input,
                            SubletRentalState *next)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (table[i].input == input && is_in (state, table[i].from))
        {
          *next = table[i].to;
          return true;
        }
    }

  return false;
}

/**
 * sublet_rental_machine_input_for_phase:
 * @phase: what a reading shows
 * @input: (out): what that is to a rental
 *
 * Returns: whether the phase says anything
 */
bool
sublet_rental_machine_input_for_phase (SubletInstancePhase phase, SubletRentalInput *input)
{
  switch (phase)
    {
    case SUBLET_INSTANCE_PHASE_FAILED:
      *input = SUBLET_RENTAL_INPUT_SEEN_FAILED;
      return true;

    case SUBLET_INSTANCE_PHASE_OFFLINE:
      *input = SUBLET_RENTAL_INPUT_SEEN_OFFLINE;
      return true;

    case SUBLET_INSTANCE_PHASE_STOPPING:
      *input = SUBLET_RENTAL_INPUT_SEEN_STOPPING;
      return true;

    case SUBLET_INSTANCE_PHASE_STOPPED:
      *input = SUBLET_RENTAL_INPUT_SEEN_STOPPED;
      return true;

    case SUBLET_INSTANCE_PHASE_OUTBID:
      *input = SUBLET_RENTAL_INPUT_SEEN_OUTBID;
      return true;

    case SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU:
      *input = SUBLET_RENTAL_INPUT_SEEN_WAITING_FOR_GPU;
      return true;

    case SUBLET_INSTANCE_PHASE_EXITED:
      *input = SUBLET_RENTAL_INPUT_SEEN_EXITED;
      return true;

    case SUBLET_INSTANCE_PHASE_STARTING:
      *input = SUBLET_RENTAL_INPUT_SEEN_COMING_UP;
      return true;

    case SUBLET_INSTANCE_PHASE_RESTARTING:
      *input = SUBLET_RENTAL_INPUT_SEEN_RESTARTING;
      return true;

    case SUBLET_INSTANCE_PHASE_RECYCLING:
      *input = SUBLET_RENTAL_INPUT_SEEN_RECYCLING;
      return true;

    case SUBLET_INSTANCE_PHASE_CONNECTING:
      *input = SUBLET_RENTAL_INPUT_SEEN_CONNECTING;
      return true;

    case SUBLET_INSTANCE_PHASE_RUNNING:
      *input = SUBLET_RENTAL_INPUT_SEEN_RUNNING;
      return true;

    case SUBLET_INSTANCE_PHASE_UNKNOWN:
    default:
      return false;
    }
}

/**
 * sublet_rental_machine_reason_for_reading:
 * @instance: a reading
 *
 * Source: fact sheet 4.4, the words that `status_msg` holds when an instance failed. Of several the
 * one that says most about what to do comes first.
 *
 * Returns: why it failed; SUBLET_RENTAL_REASON_NONE when it did not
 */
SubletRentalReason
sublet_rental_machine_reason_for_reading (SubletInstance *instance)
{
  static const struct
  {
    const char *words;
    SubletRentalReason reason;
  } causes[] = {
    { "manifest unknown", SUBLET_RENTAL_REASON_IMAGE },
    /* Before the line below: a registry says so of what it hides, too. */
    { "pull access denied", SUBLET_RENTAL_REASON_NO_PULL },
    { "unauthorized", SUBLET_RENTAL_REASON_NO_PULL },
    { "failed to resolve reference", SUBLET_RENTAL_REASON_IMAGE },
    { "no space left", SUBLET_RENTAL_REASON_NO_SPACE },
    { "OCI runtime create failed", SUBLET_RENTAL_REASON_CONTAINER },
  };
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  gsize i;

  if (data->phase == SUBLET_INSTANCE_PHASE_OFFLINE)
    return SUBLET_RENTAL_REASON_HOST;
  if (data->phase == SUBLET_INSTANCE_PHASE_EXITED)
    return SUBLET_RENTAL_REASON_EXITED;
  if (data->phase != SUBLET_INSTANCE_PHASE_FAILED)
    return SUBLET_RENTAL_REASON_NONE;

  for (i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      if (data->status_msg != NULL && strstr (data->status_msg, causes[i].words) != NULL)
        return causes[i].reason;
    }

  return SUBLET_RENTAL_REASON_OTHER;
}

/**
 * sublet_rental_machine_is_held:
 * @state: a state
 *
 * Returns: whether there is a contract, so that it is paid for
 */
bool
sublet_rental_machine_is_held (SubletRentalState state)
{
  return is_in (state, UP | ENDING);
}

/**
 * sublet_rental_machine_is_unsettled:
 * @state: a state
 *
 * Returns: whether it may come to be paid for, or is already, without anyone knowing
 */
bool
sublet_rental_machine_is_unsettled (SubletRentalState state)
{
  return is_in (state, UNSETTLED);
}

/**
 * sublet_rental_machine_is_ended:
 * @state: a state
 *
 * Returns: whether it is over, as far as is known
 */
bool
sublet_rental_machine_is_ended (SubletRentalState state)
{
  return is_in (state, ENDED);
}

/**
 * sublet_rental_machine_is_up:
 * @state: a state
 *
 * Returns: whether the latest reading says that it runs
 */
bool
sublet_rental_machine_is_up (SubletRentalState state)
{
  return is_in (state, IN (RUNNING) | IN (CONNECTING) | IN (READY));
}

/**
 * sublet_rental_machine_is_changing:
 * @state: a state
 *
 * Returns: whether it passes by itself, so that it is worth looking every few seconds
 */
bool
sublet_rental_machine_is_changing (SubletRentalState state)
{
  return is_in (state, CHANGING);
}
