/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/rental/sublet-rental-engine-reading.h"

/*
 * Whether SSH answers on what runs. Lists cannot tell, so what they say is completed here: a
 * reading that says *running* leads to RUNNING, CONNECTING or READY by what the connection told
 * last.
 */
bool
sublet_engine_get_reading_input (SubletRentalTrack *track,
                                 SubletInstance *instance,
                                 SubletRentalInput *input)
{
  if (!sublet_rental_machine_input_for_phase (sublet_instance_get_data (instance)->phase, input))
    return false;

  if (*input == SUBLET_RENTAL_INPUT_SEEN_RUNNING && track->reach == SUBLET_REACH_TRYING)
    *input = SUBLET_RENTAL_INPUT_REACHING;
  else if (*input == SUBLET_RENTAL_INPUT_SEEN_RUNNING && track->reach == SUBLET_REACH_READY)
    *input = SUBLET_RENTAL_INPUT_REACHED;

  return true;
}

/**
 * sublet_rental_engine_set_reach:
 * @self: an engine
 * @rental: one of its rentals
 * @reach: what SSH says of it now
 *
 * Journals CONNECTING, READY or RUNNING before it is shown. Means nothing for an instance that
 * does not run or whose end was ordered.
 */
void
sublet_rental_engine_set_reach (SubletRentalEngine *self, SubletRental *rental, SubletReach reach)
{
  SubletRentalTrack *track;
  SubletInstance *instance;
  SubletRentalInput input;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  track = sublet_engine_find_rental (self, rental);
  if (track == NULL || track->reach == reach || !sublet_rental_machine_is_up (track->record->state))
    return;

  track->reach = reach;
  instance = sublet_rental_get_instance (rental);
  if (instance != NULL && sublet_engine_get_reading_input (track, instance, &input))
    sublet_engine_apply (self, track, input, SUBLET_RENTAL_REASON_NONE, NULL);
}

/**
 * sublet_rental_engine_get_journal:
 * @self: an engine
 *
 * For what stands beside the rentals in the same file, as recipes do.
 *
 * Returns: (transfer none) (nullable): the journal; %NULL until it is open
 */
SubletJournal *
sublet_rental_engine_get_journal (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->opened ? self->journal : NULL;
}

/**
 * sublet_rental_engine_get_server:
 * @self: an engine
 *
 * Returns: (transfer none): the server's origin, under which things are kept
 */
const char *
sublet_rental_engine_get_server (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->owner.server;
}

/**
 * sublet_rental_engine_get_database:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): the profile's databases, NULL until the engine is open
 */
SubletDatabase *
sublet_rental_engine_get_database (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->opened ? self->database : NULL;
}
