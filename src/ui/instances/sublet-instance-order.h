/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What instances can be ordered by: the columns of their table. Pure functions. */

/* Nicks are what the settings keep; they never change. */
typedef enum
{
  SUBLET_INSTANCE_KEY_STATE, /* as the groups stand on the page */
  SUBLET_INSTANCE_KEY_LABEL,
  SUBLET_INSTANCE_KEY_GPU,
  SUBLET_INSTANCE_KEY_USE,
  SUBLET_INSTANCE_KEY_RATE,
  SUBLET_INSTANCE_KEY_COST,
  SUBLET_INSTANCE_KEY_LEASE,
  SUBLET_INSTANCE_KEY_DISK,
  SUBLET_INSTANCE_KEY_PLACE,
  SUBLET_INSTANCE_KEY_ID,
} SubletInstanceKey;

#define SUBLET_INSTANCE_N_KEYS (SUBLET_INSTANCE_KEY_ID + 1)

#define SUBLET_TYPE_INSTANCE_KEY (sublet_instance_key_get_type ())

GType sublet_instance_key_get_type (void);

const char *sublet_instance_key_get_nick (SubletInstanceKey key);
bool sublet_instance_key_from_nick (const char *nick, SubletInstanceKey *key);

/* Shares of 0 to 1, NAN where they are not known or mean nothing. */
double sublet_instance_order_get_use (SubletRental *rental);
double sublet_instance_order_get_disk (SubletRental *rental);

/* Less than 0: @a first. */
int sublet_instance_order_compare (SubletInstanceKey key,
                                   bool descending,
                                   SubletRental *a,
                                   SubletRental *b,
                                   SubletClock *clock);

G_END_DECLS
