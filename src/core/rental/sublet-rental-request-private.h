/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-request.h"

G_BEGIN_DECLS

struct _SubletRentalRequest
{
  GObject parent_instance;

  SubletOffer *offer; /* (owned) */
  SubletJob job;
  SubletLaunch *launch; /* (owned) */
  gint64 deposit_uusd;
  gint64 bid_nusd;           /* SUBLET_MONEY_UNKNOWN: the least that the offer takes */
  char *label;               /* (owned) (nullable) */
  SubletOfferQuery *requery; /* (owned) (nullable) */
  gint64 ceiling_nusd;
  gint64 lease_us;
  SubletLeaseEnd lease_end;
  gboolean frozen;
  char *batch_id; /* (owned) (nullable) */
  int batch_position;
};

/* For the engine: while frozen every setter is a programmer's mistake. */
void sublet_rental_request_set_frozen (SubletRentalRequest *self, gboolean frozen);
gboolean sublet_rental_request_is_frozen (SubletRentalRequest *self);

/* The same on another offer. */
void sublet_rental_request_quote_row (SubletRentalRequest *self,
                                      const SubletOfferRow *row,
                                      SubletQuote *quote);
gboolean sublet_rental_request_fits_row (SubletRentalRequest *self,
                                         const SubletOfferRow *row,
                                         GError **error);

/* What travels as `price` for it; SUBLET_MONEY_UNKNOWN: it is no bid. */
gint64 sublet_rental_request_get_price_nusd (SubletRentalRequest *self, const SubletOfferRow *row);

/* The quote's running rate and that of a volume that is made along: what the caps count. */
gint64 sublet_rental_request_get_committed_nusd (SubletRentalRequest *self);

/* One of several that are asked for together; @position from 1. */
void sublet_rental_request_set_batch (SubletRentalRequest *self,
                                      const char *batch_id,
                                      int position);
/* (nullable) */
const char *sublet_rental_request_get_batch (SubletRentalRequest *self, int *position);

G_END_DECLS
