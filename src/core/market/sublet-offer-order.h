/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/**
 * SubletOfferKey:
 *
 * What offers can be ordered by. The nick is the id of the table's column and stands in the
 * settings, so it never changes.
 */
typedef enum
{
  SUBLET_OFFER_KEY_JOB_RATE,
  SUBLET_OFFER_KEY_JOB_COST,
  SUBLET_OFFER_KEY_GPU, /* model, then how many */
  SUBLET_OFFER_KEY_GPU_RAM,
  SUBLET_OFFER_KEY_RELIABILITY,
  SUBLET_OFFER_KEY_PLACE,
  SUBLET_OFFER_KEY_ENDS,
  SUBLET_OFFER_KEY_DOWN,
  SUBLET_OFFER_KEY_CUDA,
  SUBLET_OFFER_KEY_PORTS,
  SUBLET_OFFER_KEY_VERIFIED, /* verified, unverified, deverified */
  SUBLET_OFFER_KEY_UP,
  SUBLET_OFFER_KEY_VALUE, /* DLPerf per dollar of the job's rate */
  SUBLET_OFFER_KEY_DISK,
  SUBLET_OFFER_KEY_DISK_SPEED,
  SUBLET_OFFER_KEY_CPU,
  SUBLET_OFFER_KEY_CORES,
  SUBLET_OFFER_KEY_RAM,
  SUBLET_OFFER_KEY_GPU_RATE,
  SUBLET_OFFER_KEY_LOWEST_BID,
  SUBLET_OFFER_KEY_MACHINE,
  SUBLET_OFFER_KEY_ON_DEMAND_RATE, /* the job's rate in each kind of price */
  SUBLET_OFFER_KEY_BID_RATE,
  SUBLET_OFFER_KEY_RESERVED_RATE,
  SUBLET_OFFER_KEY_FLOPS_VALUE, /* TFLOPS per dollar of the job's rate */
} SubletOfferKey;

#define SUBLET_N_OFFER_KEYS (SUBLET_OFFER_KEY_FLOPS_VALUE + 1)

#define SUBLET_TYPE_OFFER_KEY (sublet_offer_key_get_type ())

GType sublet_offer_key_get_type (void);

const char *sublet_offer_key_get_id (SubletOfferKey key);
bool sublet_offer_key_is_better_high (SubletOfferKey key);
SubletPriceKind sublet_offer_key_get_price_kind (SubletOfferKey key);
bool sublet_offer_key_from_id (const char *id, SubletOfferKey *key);

/* First by, then by; the same key twice is the first alone. */
typedef struct
{
  SubletOfferKey first;
  bool first_descending;
  SubletOfferKey second;
  bool second_descending;
} SubletOfferOrder;

void sublet_offer_order_init (SubletOfferOrder *order);
bool sublet_offer_order_equal (const SubletOfferOrder *a, const SubletOfferOrder *b);
void sublet_offer_order_sort_by (SubletOfferOrder *order, SubletOfferKey key, bool descending);

void sublet_offer_order_from_strv (SubletOfferOrder *order, const char *const *columns);
char **sublet_offer_order_to_strv (const SubletOfferOrder *order);

G_END_DECLS
