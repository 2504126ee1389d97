/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * A higher rate that a host asks for on a running contract, from its end on; it waits for an
 * answer. Source: fact sheet 5.10. Rates are per hour; missing: SUBLET_MONEY_UNKNOWN, times 0.
 */
typedef struct
{
  gint64 id;
  gint64 contract_id;
  gint64 old_gpu_nusd;
  gint64 new_gpu_nusd;
  gint64 old_disk_nusd;
  gint64 new_disk_nusd;
  bool changes_others; /* traffic or the platform's fee too; in which unit is not known */
  gint64 from_us;      /* service time: the contract's end */
  gint64 created_us;   /* service time */
} SubletPriceIncreaseData;

#define SUBLET_TYPE_PRICE_INCREASE (sublet_price_increase_get_type ())

/* Immutable; any thread. */
G_DECLARE_FINAL_TYPE (SubletPriceIncrease, sublet_price_increase, SUBLET, PRICE_INCREASE, GObject)

SubletPriceIncrease *sublet_price_increase_new (const SubletPriceIncreaseData *data);

const SubletPriceIncreaseData *sublet_price_increase_get_data (SubletPriceIncrease *self);
gint64 sublet_price_increase_get_gpu_more_nusd (SubletPriceIncrease *self);
gint64 sublet_price_increase_get_disk_more_nusd (SubletPriceIncrease *self);
gint64 sublet_price_increase_get_more_nusd (SubletPriceIncrease *self);
bool sublet_price_increase_is_same (SubletPriceIncrease *a, SubletPriceIncrease *b);

G_END_DECLS
