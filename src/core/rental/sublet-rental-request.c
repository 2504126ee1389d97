/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-request-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

/* Source: fact sheet 3.1, "disk: minimum 8". */
#define MIN_DISK_GB 8

/* Source: fact sheet 5.1, "label_too_long (> 1024; keep < 128)". */
#define MAX_LABEL_LENGTH 127

/* Ours: longer than any reference with registry, path and digest. */
#define MAX_IMAGE_LENGTH 512

/* A job of more than a year is a slip of the finger. */
#define MAX_HOURS (366.0 * 24)

struct _SubletRentalRequest
{
  GObject parent_instance;

  SubletOffer *offer; /* (owned) */
  SubletJob job;
  char *image;               /* (owned) (nullable) */
  char *label;               /* (owned) (nullable) */
  SubletOfferQuery *requery; /* (owned) (nullable) */
  gint64 ceiling_nusd;
  gint64 lease_us;
  SubletLeaseEnd lease_end;
  gboolean frozen;
};

G_DEFINE_FINAL_TYPE (SubletRentalRequest, sublet_rental_request, G_TYPE_OBJECT)

static gboolean
has_control_or_blank_end (const char *text)
{
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return TRUE;
    }

  return *text != '\0' && (g_ascii_isspace (*text) || g_ascii_isspace (p[-1]));
}

/* Registry, path, tag and digest are what a container engine takes; a blank or a quote never is. */
static gboolean
is_image_reference (const char *image)
{
  return strspn (image,
                 "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                 "._-/:@+") == strlen (image) &&
         g_ascii_isalnum (image[0]);
}

static void
sublet_rental_request_dispose (GObject *object)
{
  SubletRentalRequest *self = SUBLET_RENTAL_REQUEST (object);

  g_clear_object (&self->offer);
  g_clear_object (&self->requery);

  G_OBJECT_CLASS (sublet_rental_request_parent_class)->dispose (object);
}

static void
sublet_rental_request_finalize (GObject *object)
{
  SubletRentalRequest *self = SUBLET_RENTAL_REQUEST (object);

  g_free (self->image);
  g_free (self->label);

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
  self->lease_end = SUBLET_LEASE_END_STOP;

  return self;
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
 * sublet_rental_request_get_image:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the image's reference
 */
const char *
sublet_rental_request_get_image (SubletRentalRequest *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), NULL);

  return self->image;
}

/**
 * sublet_rental_request_set_image:
 * @self: a request that is not frozen
 * @image: (nullable): the image's reference
 */
void
sublet_rental_request_set_image (SubletRentalRequest *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (!self->frozen);

  if (g_strcmp0 (self->image, image) == 0)
    return;
  g_free (self->image);
  self->image = g_strdup (image);
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

/**
 * sublet_rental_request_get_quote:
 * @self: a request
 * @quote: (out caller-allocates): the price in its parts
 */
void
sublet_rental_request_get_quote (SubletRentalRequest *self, SubletQuote *quote)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (quote != NULL);

  sublet_quote_for_row (sublet_offer_get_row (self->offer), &self->job, quote);
}

static gboolean
refuse (GError **error, const char *field, const char *why)
{
  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "%s: %s", field, why);
  return FALSE;
}

/**
 * sublet_rental_request_validate:
 * @self: a request
 * @error: SUBLET_ERROR_INVALID, its message starting with the field: `offer`, `disk`, `hours`,
 *   `traffic`, `price`, `image`, `label`, `ceiling` or `lease`
 *
 * Checks every field before anything is written or sent. Source of the limits: fact sheet 3.1, 3.2
 * and 5.1; that of the offer's disk: `disk_space`, GB that can be rented.
 *
 * Returns: whether it can be asked for
 */
gboolean
sublet_rental_request_validate (SubletRentalRequest *self, GError **error)
{
  const SubletOfferRow *row;
  SubletQuote quote;

  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), FALSE);

  row = sublet_offer_get_row (self->offer);
  if (row->id <= 0)
    return refuse (error, "offer", "has no number");
  if (row->num_gpus < 0)
    return refuse (error, "offer", "does not say how many GPUs it has");
  if (!row->rentable || row->rented)
    return refuse (error, "offer", "is not rentable");

  if (!isfinite (self->job.disk_gb) || self->job.disk_gb < MIN_DISK_GB)
    return refuse (error, "disk", "below 8 GB");
  if (isfinite (row->disk_space_gb) && self->job.disk_gb > row->disk_space_gb)
    return refuse (error, "disk", "more than the machine has left");
  if (!isfinite (self->job.hours) || self->job.hours <= 0 || self->job.hours > MAX_HOURS)
    return refuse (error, "hours", "not between 0 and a year");
  if (!isfinite (self->job.down_gb) || self->job.down_gb < 0 || !isfinite (self->job.up_gb) ||
      self->job.up_gb < 0)
    return refuse (error, "traffic", "below 0");
  if (self->job.kind != SUBLET_PRICE_KIND_ON_DEMAND &&
      self->job.kind != SUBLET_PRICE_KIND_INTERRUPTIBLE)
    return refuse (error, "price", "this kind cannot be rented yet");
  /* The figures that were accepted are those of a search for another kind. */
  if (self->job.kind != sublet_offer_get_kind (self->offer))
    return refuse (error, "price", "the offer was priced for another kind");

  sublet_rental_request_get_quote (self, &quote);
  if (quote.running_rate_nusd == SUBLET_MONEY_UNKNOWN || quote.running_rate_nusd < 0)
    return refuse (error, "price", "the offer does not say what it costs");

  if (self->image == NULL || *self->image == '\0')
    return refuse (error, "image", "missing");
  if (strlen (self->image) > MAX_IMAGE_LENGTH || !is_image_reference (self->image))
    return refuse (error, "image", "not an image reference");
  if (self->label != NULL && (!g_utf8_validate (self->label, -1, NULL) ||
                              g_utf8_strlen (self->label, -1) > MAX_LABEL_LENGTH))
    return refuse (error, "label", "longer than 127 characters");
  if (self->label != NULL && has_control_or_blank_end (self->label))
    return refuse (error, "label", "has control characters or blanks at an end");

  if (self->ceiling_nusd < 0)
    return refuse (error, "ceiling", "below 0");
  if (self->lease_us < 0)
    return refuse (error, "lease", "below 0");

  return TRUE;
}
