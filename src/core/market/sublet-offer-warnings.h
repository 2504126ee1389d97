/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"

G_BEGIN_DECLS

/**
 * SubletOfferWarnings:
 * @SUBLET_OFFER_WARNING_ENDS_EARLY: the host's offer ends before the job does
 * @SUBLET_OFFER_WARNING_DEVERIFIED: the machine failed a test of the service
 * @SUBLET_OFFER_WARNING_NO_PORTS: no port can be mapped, so SSH takes the slower proxy
 * @SUBLET_OFFER_WARNING_CUDA_UNKNOWN: nobody says which CUDA the driver supports
 * @SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE: it ends after the job, and before the lease does
 * @SUBLET_OFFER_WARNING_CUDA_OLD: the image needs a newer CUDA than the driver supports
 * @SUBLET_OFFER_WARNING_TRAFFIC_DEAR: the job's traffic costs more than its GPU does
 * @SUBLET_OFFER_WARNING_UNVERIFIED: the service has not tested the machine
 * @SUBLET_OFFER_WARNING_NO_PRICE: what is listed as a price is none: zero for the GPU, or negative
 *
 * Why a person should look twice before renting.
 */
typedef enum
{
  SUBLET_OFFER_WARNING_NONE = 0,
  SUBLET_OFFER_WARNING_ENDS_EARLY = 1 << 0,
  SUBLET_OFFER_WARNING_DEVERIFIED = 1 << 1,
  SUBLET_OFFER_WARNING_NO_PORTS = 1 << 2,
  SUBLET_OFFER_WARNING_CUDA_UNKNOWN = 1 << 3,
  SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE = 1 << 4,
  SUBLET_OFFER_WARNING_CUDA_OLD = 1 << 5,
  SUBLET_OFFER_WARNING_TRAFFIC_DEAR = 1 << 6,
  SUBLET_OFFER_WARNING_UNVERIFIED = 1 << 7,
  SUBLET_OFFER_WARNING_NO_PRICE = 1 << 8,
} SubletOfferWarnings;

gint64 sublet_offer_row_get_ends_us (const SubletOfferRow *row, gint64 known_at_us);
SubletOfferWarnings sublet_offer_row_get_warnings (const SubletOfferRow *row,
                                                   const SubletJob *job,
                                                   gint64 known_at_us,
                                                   gint64 now_us);

G_END_DECLS
