/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-request-private.h"

#include "core/base/sublet-money.h"

G_DEFINE_FINAL_TYPE (SubletRentalRequest, sublet_rental_request, G_TYPE_OBJECT)

static void
sublet_rental_request_dispose (GObject *object)
{
  SubletRentalRequest *self = SUBLET_RENTAL_REQUEST (object);

  g_clear_object (&self->offer);
  g_clear_object (&self->launch);
  g_clear_object (&self->requery);

  G_OBJECT_CLASS (sublet_rental_request_parent_class)->dispose (object);
}

static void
sublet_rental_request_finalize (GObject *object)
{
  SubletRentalRequest *self = SUBLET_RENTAL_REQUEST (object);

  g_free (self->label);
  g_free (self->batch_id);

  G_OBJECT_CLASS (sublet_rental_request_parent_class)->finalize (object);
}

static void
sublet_rental_request_class_init (SubletRentalRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_rental_request_dispose;
  object_class->finalize = sublet_rental_request_finalize;
}

static void
sublet_rental_request_init (SubletRentalRequest *self)
{
}

/**
 * sublet_rental_request_new:
 * @offer: what is to be rented
 * @job: what for; its disk is what is rented and can never be changed
 *
 * Returns: (transfer full): a request without image, label, ceiling and lease
 */
SubletRentalRequest *
sublet_rental_request_new (SubletOffer *offer, const SubletJob *job)
{
  SubletRentalRequest *self;

  g_return_val_if_fail (SUBLET_IS_OFFER (offer), NULL);
  g_return_val_if_fail (job != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_RENTAL_REQUEST, NULL);
  self->offer = g_object_ref (offer);
  self->job = *job;
  self->launch = sublet_launch_new ();
  self->bid_nusd = SUBLET_MONEY_UNKNOWN;
  self->lease_end = SUBLET_LEASE_END_STOP;

  return self;
}

/**
 * sublet_rental_request_new_like:
 * @self: a request
 * @offer: another offer
 *
 * Returns: (transfer full): a request for @offer with everything else as in @self, not frozen and
 *   of no batch
 */
SubletRentalRequest *
sublet_rental_request_new_like (SubletRentalRequest *self, SubletOffer *offer)
{
  SubletRentalRequest *other;

  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  other = sublet_rental_request_new (offer, &self->job);
  sublet_rental_request_set_launch (other, self->launch);
  sublet_rental_request_set_bid_nusd (other, self->bid_nusd);
  sublet_rental_request_set_deposit_uusd (other, self->deposit_uusd);
  sublet_rental_request_set_label (other, self->label);
  sublet_rental_request_set_ceiling_nusd (other, self->ceiling_nusd);
  sublet_rental_request_set_lease (other, self->lease_us, self->lease_end);
  sublet_rental_request_set_requery (other, self->requery);

  return other;
}

/**
 * sublet_rental_request_set_batch:
 * @self: a request that is not frozen
 * @batch_id: which several it belongs to
 * @position: its place among them, from 1
 */
void
sublet_rental_request_set_batch (SubletRentalRequest *self, const char *batch_id, int position)
{
  g_return_if_fail (!self->frozen);

  g_free (self->batch_id);
  self->batch_id = g_strdup (batch_id);
  self->batch_position = position;
}

/**
 * sublet_rental_request_get_batch:
 * @self: a request
 * @position: (out): its place, 0 when it stands alone
 *
 * Returns: (transfer none) (nullable): which several it belongs to
 */
const char *
sublet_rental_request_get_batch (SubletRentalRequest *self, int *position)
{
  *position = self->batch_position;
  return self->batch_id;
}

/**
 * sublet_rental_request_set_frozen:
 * @self: a request
 * @frozen: whether the engine has it
 *
 * What the person accepted is what is rented: while it is frozen the setters refuse.
 */
void
sublet_rental_request_set_frozen (SubletRentalRequest *self, gboolean frozen)
{
  self->frozen = frozen;
}

/**
 * sublet_rental_request_is_frozen:
 * @self: a request
 *
 * Returns: whether the engine has it
 */
gboolean
sublet_rental_request_is_frozen (SubletRentalRequest *self)
{
  return self->frozen;
}

/**
 * sublet_rental_request_get_offer:
 * @self: a request
 *
 * Returns: (transfer none): what is to be rented
 */
SubletOffer *
sublet_rental_request_get_offer (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return self->offer;
}

/**
 * sublet_rental_request_get_job:
 * @self: a request
 *
 * Returns: (transfer none): disk, hours, traffic and price kind
 */
const SubletJob *
sublet_rental_request_get_job (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return &self->job;
}

/**
 * sublet_rental_request_set_job:
 * @self: a request that is not frozen
 * @job: disk, hours, traffic and price kind
 */
void
sublet_rental_request_set_job (SubletRentalRequest *self, const SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);
  g_return_if_fail (job != NULL);

  self->job = *job;
}

/**
 * sublet_rental_request_get_launch:
 * @self: a request
 *
 * Returns: (transfer none): what runs on it and how it is reached; the request's own, to be read
 *   only: changes go through sublet_rental_request_set_launch()
 */
SubletLaunch *
sublet_rental_request_get_launch (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return self->launch;
}

/**
 * sublet_rental_request_set_launch:
 * @self: a request that is not frozen
 * @launch: what runs on it and how it is reached; copied
 */
void
sublet_rental_request_set_launch (SubletRentalRequest *self, SubletLaunch *launch)
{
  SubletLaunch *copy;

  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  copy = sublet_launch_copy (launch);
  g_object_unref (self->launch);
  self->launch = copy;
}

/**
 * sublet_rental_request_get_image:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the image's reference; NULL: the template's
 */
const char *
sublet_rental_request_get_image (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return sublet_launch_get_image (self->launch);
}

/**
 * sublet_rental_request_set_image:
 * @self: a request that is not frozen
 * @image: (nullable): the image's reference; NULL or empty: the template's
 */
void
sublet_rental_request_set_image (SubletRentalRequest *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  sublet_launch_set_image (self->launch, image);
}

/**
 * sublet_rental_request_get_bid_nusd:
 * @self: a request
 *
 * Returns: what is bid for the GPU per hour; SUBLET_MONEY_UNKNOWN: the least that the offer takes
 */
gint64
sublet_rental_request_get_bid_nusd (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), SUBLET_MONEY_UNKNOWN);

  return self->bid_nusd;
}

/**
 * sublet_rental_request_set_bid_nusd:
 * @self: a request that is not frozen
 * @bid_nusd: what is bid for the GPU per hour, of the machine as offered; SUBLET_MONEY_UNKNOWN: the
 *   least that the offer takes. Counts for an interruptible only.
 */
void
sublet_rental_request_set_bid_nusd (SubletRentalRequest *self, gint64 bid_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  self->bid_nusd = bid_nusd;
}

/**
 * sublet_rental_request_get_deposit_uusd:
 * @self: a request
 *
 * Returns: what is to be paid ahead once it runs; 0: nothing
 */
gint64
sublet_rental_request_get_deposit_uusd (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), 0);

  return self->deposit_uusd;
}

/**
 * sublet_rental_request_set_deposit_uusd:
 * @self: a request that is not frozen
 * @deposit_uusd: what is to be paid ahead once it runs; 0: nothing. A reserved one's only.
 */
void
sublet_rental_request_set_deposit_uusd (SubletRentalRequest *self, gint64 deposit_uusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  self->deposit_uusd = deposit_uusd;
}

/**
 * sublet_rental_request_get_label:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the name of the instance
 */
const char *
sublet_rental_request_get_label (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return self->label;
}

/**
 * sublet_rental_request_set_label:
 * @self: a request that is not frozen
 * @label: (nullable): the name of the instance
 */
void
sublet_rental_request_set_label (SubletRentalRequest *self, const char *label)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
}

/**
 * sublet_rental_request_get_ceiling_nusd:
 * @self: a request
 *
 * Returns: the highest rate per hour, GPU and disk, for the one automatic next candidate; 0: none
 */
gint64
sublet_rental_request_get_ceiling_nusd (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), 0);

  return self->ceiling_nusd;
}

/**
 * sublet_rental_request_set_ceiling_nusd:
 * @self: a request that is not frozen
 * @ceiling_nusd: per hour, GPU and disk; 0: no next candidate is ever rented without asking
 */
void
sublet_rental_request_set_ceiling_nusd (SubletRentalRequest *self, gint64 ceiling_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  self->ceiling_nusd = ceiling_nusd;
}

/**
 * sublet_rental_request_get_lease_us:
 * @self: a request
 *
 * Returns: how long, in microseconds from the start; 0: no lease, chosen on purpose
 */
gint64
sublet_rental_request_get_lease_us (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), 0);

  return self->lease_us;
}

/**
 * sublet_rental_request_set_lease:
 * @self: a request that is not frozen
 * @lease_us: how long, in microseconds from the start; 0: no lease
 * @at_end: what happens then
 */
void
sublet_rental_request_set_lease (SubletRentalRequest *self, gint64 lease_us, SubletLeaseEnd at_end)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  self->lease_us = lease_us;
  self->lease_end = at_end;
}

/**
 * sublet_rental_request_get_lease_end:
 * @self: a request
 *
 * Returns: what happens when the lease ends
 */
SubletLeaseEnd
sublet_rental_request_get_lease_end (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), SUBLET_LEASE_END_STOP);

  return self->lease_end;
}

/**
 * sublet_rental_request_get_requery:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what to search for when the offer is gone
 */
SubletOfferQuery *
sublet_rental_request_get_requery (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return self->requery;
}

/**
 * sublet_rental_request_set_requery:
 * @self: a request that is not frozen
 * @query: (nullable): what to search for when the offer is gone; copied. Without one the engine
 *   asks for the same GPU model and count.
 */
void
sublet_rental_request_set_requery (SubletRentalRequest *self, SubletOfferQuery *query)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);
  g_return_if_fail (query == NULL || SUBLET_IS_OFFER_QUERY (query));

  g_clear_object (&self->requery);
  if (query != NULL)
    self->requery = sublet_offer_query_copy (query);
}
