/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletRentalInput:
 *
 * What can happen to a rental. The table in sublet-rental-machine.c says what follows.
 */
typedef enum
{
  /* renting */
  SUBLET_RENTAL_INPUT_SEND,      /* a request's row is committed, it may go on the wire */
  SUBLET_RENTAL_INPUT_CREATED,   /* an answer with an id */
  SUBLET_RENTAL_INPUT_REFUSED,   /* proof that nothing was rented, or nothing was sent */
  SUBLET_RENTAL_INPUT_LOST,      /* neither proof nor id */
  SUBLET_RENTAL_INPUT_NOT_FOUND, /* three complete lists in time show nothing */
  SUBLET_RENTAL_INPUT_FOUND,     /* a list shows its token, or the second witness */

  /* readings */
  SUBLET_RENTAL_INPUT_SEEN_COMING_UP,
  SUBLET_RENTAL_INPUT_SEEN_CONNECTING,
  SUBLET_RENTAL_INPUT_SEEN_RUNNING,
  SUBLET_RENTAL_INPUT_SEEN_RESTARTING,
  SUBLET_RENTAL_INPUT_SEEN_RECYCLING,
  SUBLET_RENTAL_INPUT_SEEN_WAITING_FOR_GPU,
  SUBLET_RENTAL_INPUT_SEEN_OUTBID,
  SUBLET_RENTAL_INPUT_SEEN_STOPPING,
  SUBLET_RENTAL_INPUT_SEEN_STOPPED,
  SUBLET_RENTAL_INPUT_SEEN_EXITED,
  SUBLET_RENTAL_INPUT_SEEN_FAILED,
  SUBLET_RENTAL_INPUT_SEEN_OFFLINE,

  /* a running reading, with what SSH says of it */
  SUBLET_RENTAL_INPUT_REACHING, /* the way to it is being tried */
  SUBLET_RENTAL_INPUT_REACHED,  /* a command was answered */

  /* orders, journalled */
  SUBLET_RENTAL_INPUT_START_ORDERED,
  SUBLET_RENTAL_INPUT_STOP_ORDERED,
  SUBLET_RENTAL_INPUT_REBOOT_ORDERED,
  SUBLET_RENTAL_INPUT_RECYCLE_ORDERED,
  SUBLET_RENTAL_INPUT_DESTROY_ORDERED,

  /* the end */
  SUBLET_RENTAL_INPUT_STILL_THERE,  /* listed two minutes after the order, or again after gone */
  SUBLET_RENTAL_INPUT_ABSENT_TWICE, /* two complete lists in a row do not show it */

  SUBLET_RENTAL_N_INPUTS,
} SubletRentalInput;

bool sublet_rental_machine_next (SubletRentalState state,
                                 SubletRentalInput input,
                                 SubletRentalState *next);

/* False for a phase that says nothing. */
bool sublet_rental_machine_input_for_phase (SubletInstancePhase phase, SubletRentalInput *input);

/* Why a reading counts as failed. */
SubletRentalReason sublet_rental_machine_reason_for_reading (SubletInstance *instance);

/* Sets of states, one bit each. */
#define SUBLET_RENTAL_STATES(state) (1u << SUBLET_RENTAL_STATE_##state)

bool sublet_rental_machine_is_held (SubletRentalState state);
bool sublet_rental_machine_is_unsettled (SubletRentalState state);
bool sublet_rental_machine_is_ended (SubletRentalState state);
bool sublet_rental_machine_is_up (SubletRentalState state);
bool sublet_rental_machine_is_changing (SubletRentalState state);

G_END_DECLS
