/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

/**
 * sublet_rental_engine_get_rentals:
 * @self: an engine
 *
 * Returns: (transfer none): a list model of SubletRental, newest first: open ones, and those that
 *   ended in this session
 */
GListModel *
sublet_rental_engine_get_rentals (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return G_LIST_MODEL (self->rentals);
}

/**
 * sublet_rental_engine_get_knowledge:
 * @self: an engine
 *
 * Returns: whether it is known what is rented; unknown is never empty
 */
SubletKnowledge
sublet_rental_engine_get_knowledge (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), SUBLET_KNOWLEDGE_NEVER);

  return self->knowledge;
}

/**
 * sublet_rental_engine_get_known_at_us:
 * @self: an engine
 *
 * Returns: service time of the latest complete list, Unix microseconds; 0: never
 */
gint64
sublet_rental_engine_get_known_at_us (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->known_at_us;
}

/**
 * sublet_rental_engine_get_unknown_since_us:
 * @self: an engine
 *
 * Returns: service time at which knowledge ended: that of the latest complete list; 0 while known
 *   and when nothing was ever known
 */
gint64
sublet_rental_engine_get_unknown_since_us (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->unknown_since_us;
}

/**
 * sublet_rental_engine_get_error:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): why the list is unknown
 */
const GError *
sublet_rental_engine_get_error (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->error;
}

/**
 * sublet_rental_engine_get_account:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): whose rentals these are, with the latest credit
 */
SubletAccount *
sublet_rental_engine_get_account (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->account;
}

/**
 * sublet_rental_engine_get_burn_rate_nusd:
 * @self: an engine
 *
 * Returns: what an hour costs now, all open rentals together, in nano-dollars
 */
gint64
sublet_rental_engine_get_burn_rate_nusd (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->burn_rate_nusd;
}

/**
 * sublet_rental_engine_get_running_count:
 * @self: an engine
 *
 * Returns: how many run or come up
 */
guint
sublet_rental_engine_get_running_count (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->running_count;
}

/**
 * sublet_rental_engine_get_attention_count:
 * @self: an engine
 *
 * Returns: how many need a person: failed, unclear, still listed
 */
guint
sublet_rental_engine_get_attention_count (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->attention_count;
}

/**
 * sublet_rental_engine_get_read_only:
 * @self: an engine
 *
 * Returns: whether nothing may be rented here: another process has the profile, or its data is
 *   from a newer version
 */
gboolean
sublet_rental_engine_get_read_only (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), TRUE);

  return self->read_only;
}

/**
 * sublet_rental_engine_get_clock:
 * @self: an engine
 *
 * Returns: (transfer none): the clock that everything here is measured with
 */
SubletClock *
sublet_rental_engine_get_clock (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->clock;
}
