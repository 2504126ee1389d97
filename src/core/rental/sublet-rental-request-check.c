/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-request-private.h"

#include "core/base/sublet-error.h"

#include <math.h>
#include <string.h>

/* Source: fact sheet 3.1, "disk: minimum 8". */
#define MIN_DISK_GB 8

/* Source: fact sheet 5.1, "label_too_long (> 1024; keep < 128)". */
#define MAX_LABEL_LENGTH 127

/* A job of more than a year is a slip of the finger. */
#define MAX_HOURS (366.0 * 24)

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

/* The least that the offer takes, and that the service does. */
static gint64
get_floor_nusd (const SubletOfferRow *row, const SubletJob *job)
{
  SubletQuote quote;

  sublet_quote_for_row (row, job, &quote);
  if (quote.gpu_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return SUBLET_MONEY_UNKNOWN;

  return MAX (quote.gpu_rate_nusd, SUBLET_RENTAL_REQUEST_MIN_BID_NUSD);
}

/**
 * sublet_rental_request_get_price_nusd: (skip)
 * @self: a request
 * @row: its offer, or another that may take its place
 *
 * The bid that the person set, or where that is below what @row takes, that; the ceiling decides
 * whether it is still accepted.
 *
 * Returns: what is bid for the GPU per hour; SUBLET_MONEY_UNKNOWN where it is no bid
 */
gint64
sublet_rental_request_get_price_nusd (SubletRentalRequest *self, const SubletOfferRow *row)
{
  gint64 floor_nusd;

  if (self->job.kind != SUBLET_PRICE_KIND_INTERRUPTIBLE)
    return SUBLET_MONEY_UNKNOWN;
  floor_nusd = get_floor_nusd (row, &self->job);
  if (floor_nusd == SUBLET_MONEY_UNKNOWN)
    return SUBLET_MONEY_UNKNOWN;

  return MAX (self->bid_nusd, floor_nusd);
}

/**
 * sublet_rental_request_quote_row: (skip)
 * @self: a request
 * @row: its offer, or another that may take its place
 * @quote: (out caller-allocates): the price in its parts, with the bid
 */
void
sublet_rental_request_quote_row (SubletRentalRequest *self,
                                 const SubletOfferRow *row,
                                 SubletQuote *quote)
{
  SubletOfferRow priced = *row;
  SubletJob job = self->job;
  gint64 price_nusd = sublet_rental_request_get_price_nusd (self, row);

  /* You pay your bid (fact sheet 2.6). Borrows the row's texts. */
  if (price_nusd != SUBLET_MONEY_UNKNOWN)
    priced.min_bid_nusd = price_nusd;
  /* Rented on demand; the discount comes with the deposit, and is not certain before. */
  if (job.kind == SUBLET_PRICE_KIND_RESERVED)
    job.kind = SUBLET_PRICE_KIND_ON_DEMAND;
  sublet_quote_for_row (&priced, &job, quote);
}

/**
 * sublet_rental_request_get_quote:
 * @self: a request
 * @quote: (out caller-allocates): the price in its parts, with the bid where it is one
 */
void
sublet_rental_request_get_quote (SubletRentalRequest *self, SubletQuote *quote)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (quote != NULL);

  sublet_rental_request_quote_row (self, sublet_offer_get_row (self->offer), quote);
}

/**
 * sublet_rental_request_get_discounted_quote:
 * @self: a request
 * @quote: (out caller-allocates): the price in its parts
 *
 * Of a reserved one with the discount that the search showed. How much of it a deposit brings the
 * service says when it is paid. Any other one's is its plain quote.
 */
void
sublet_rental_request_get_discounted_quote (SubletRentalRequest *self, SubletQuote *quote)
{
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (self));
  g_return_if_fail (quote != NULL);

  if (self->job.kind == SUBLET_PRICE_KIND_RESERVED)
    sublet_quote_for_row (sublet_offer_get_row (self->offer), &self->job, quote);
  else
    sublet_rental_request_get_quote (self, quote);
}

static gboolean
refuse (GError **error, const char *field, const char *why)
{
  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "%s: %s", field, why);
  return FALSE;
}

/**
 * sublet_rental_request_fits_row: (skip)
 * @self: a request
 * @row: its offer, or another that may take its place
 * @error: SUBLET_ERROR_INVALID, its message starting with `disk`, `route`, `port` or `volume`
 *
 * Returns: whether the machine has what the launch asks of it
 */
gboolean
sublet_rental_request_fits_row (SubletRentalRequest *self,
                                const SubletOfferRow *row,
                                GError **error)
{
  const SubletLaunchVolume *volume = sublet_launch_get_volume (self->launch);
  int n_ports = row->direct_port_count;

  if (isfinite (row->disk_space_gb) && self->job.disk_gb > row->disk_space_gb)
    return refuse (error, "disk", "more than the machine has left");
  /* Source: fact sheet 3.2, "Direct needs an offer with direct_port_count". */
  if (sublet_launch_get_route (self->launch) == SUBLET_LAUNCH_ROUTE_DIRECT &&
      (guint) MAX (n_ports, 0) < sublet_launch_get_n_own_ports (self->launch))
    return refuse (error, "route", "the machine has too few ports to be reached directly");
  /* Where it does not say, the service decides. */
  if (n_ports >= 0 && (guint) n_ports < sublet_launch_get_ports (self->launch)->len)
    return refuse (error, "port", "more than the machine can map");
  if (volume->kind != SUBLET_LAUNCH_VOLUME_NONE && volume->machine_id != 0 &&
      volume->machine_id != row->machine_id)
    return refuse (error, "volume", "is on another machine");

  return TRUE;
}

/**
 * sublet_rental_request_get_volume_rate_nusd:
 * @self: a request
 *
 * Not part of the quote, which is the instance's own price and is compared with what that shows
 * later. The volume outlives the instance and bills until it is deleted.
 *
 * Returns: what a volume that is made along costs per hour; 0: none is made; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_request_get_volume_rate_nusd (SubletRentalRequest *self)
{
  const SubletLaunchVolume *volume;

  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), SUBLET_MONEY_UNKNOWN);

  volume = sublet_launch_get_volume (self->launch);
  if (volume->kind != SUBLET_LAUNCH_VOLUME_NEW)
    return 0;
  if (volume->nusd_per_gb_month <= 0)
    return SUBLET_MONEY_UNKNOWN;

  return sublet_money_disk_rate_nusd (volume->nusd_per_gb_month, volume->size_gb);
}

/**
 * sublet_rental_request_get_committed_nusd: (skip)
 * @self: a request
 *
 * Returns: what an hour of all that it makes costs while it runs, a volume that is made along too:
 *   what the caps count; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_request_get_committed_nusd (SubletRentalRequest *self)
{
  SubletQuote quote;

  sublet_rental_request_get_quote (self, &quote);
  return sublet_money_add (quote.running_rate_nusd,
                           sublet_rental_request_get_volume_rate_nusd (self));
}

static gboolean
check_offer (SubletRentalRequest *self, GError **error)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);

  if (row->id <= 0)
    return refuse (error, "offer", "has no number");
  if (row->num_gpus < 0)
    return refuse (error, "offer", "does not say how many GPUs it has");
  if (!row->rentable || row->rented)
    return refuse (error, "offer", "is not rentable");

  return TRUE;
}

static gboolean
check_job (SubletRentalRequest *self, GError **error)
{
  const SubletJob *job = &self->job;

  if (!isfinite (job->disk_gb) || job->disk_gb < MIN_DISK_GB)
    return refuse (error, "disk", "below 8 GB");
  if (!isfinite (job->hours) || job->hours <= 0 || job->hours > MAX_HOURS)
    return refuse (error, "hours", "not between 0 and a year");
  if (!isfinite (job->down_gb) || job->down_gb < 0 || !isfinite (job->up_gb) || job->up_gb < 0)
    return refuse (error, "traffic", "below 0");

  return TRUE;
}

static gboolean
check_deposit (SubletRentalRequest *self, GError **error)
{
  if (self->deposit_uusd < 0)
    return refuse (error, "deposit", "below 0");
  if (self->deposit_uusd > SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD)
    return refuse (error, "deposit", "above $100000");
  if (self->deposit_uusd > 0 && self->job.kind != SUBLET_PRICE_KIND_RESERVED)
    return refuse (error, "deposit", "only of a reserved one");

  return TRUE;
}

static gboolean
check_price (SubletRentalRequest *self, GError **error)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);
  gint64 price_nusd;
  SubletQuote quote;

  if (self->job.kind == SUBLET_PRICE_KIND_UNKNOWN)
    return refuse (error, "price", "of no kind");
  /* The figures that were accepted are those of a search for another kind. */
  if (self->job.kind != sublet_offer_get_kind (self->offer))
    return refuse (error, "price", "the offer was priced for another kind");

  sublet_rental_request_get_quote (self, &quote);
  if (quote.running_rate_nusd == SUBLET_MONEY_UNKNOWN || quote.running_rate_nusd < 0)
    return refuse (error, "price", "the offer does not say what it costs");

  price_nusd = sublet_rental_request_get_price_nusd (self, row);
  if (price_nusd == SUBLET_MONEY_UNKNOWN)
    return TRUE;
  if (self->bid_nusd != SUBLET_MONEY_UNKNOWN && self->bid_nusd < price_nusd)
    return refuse (error, "bid", "below the least that is taken");
  if (price_nusd > SUBLET_RENTAL_REQUEST_MAX_BID_NUSD)
    return refuse (error, "bid", "above $128 an hour");

  return TRUE;
}

/**
 * sublet_rental_request_validate:
 * @self: a request
 * @error: SUBLET_ERROR_INVALID, its message starting with the field: `offer`, `disk`, `hours`,
 *   `traffic`, `price`, `bid`, `deposit`, `route`, `label`, `ceiling`, `lease`, or one of those of
 *   sublet_launch_validate()
 *
 * Checks every field before anything is written or sent. Source of the limits: fact sheet 3.1, 3.2
 * and 5.1; that of the offer's disk: `disk_space`, GB that can be rented.
 *
 * Returns: whether it can be asked for
 */
gboolean
sublet_rental_request_validate (SubletRentalRequest *self, GError **error)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (self), FALSE);

  if (!check_offer (self, error) || !check_job (self, error) || !check_price (self, error) ||
      !check_deposit (self, error) || !sublet_launch_validate (self->launch, error) ||
      !sublet_rental_request_fits_row (self, sublet_offer_get_row (self->offer), error))
    return FALSE;
  if (sublet_rental_request_get_volume_rate_nusd (self) == SUBLET_MONEY_UNKNOWN)
    return refuse (error, "volume", "its offer does not say what it costs");

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
