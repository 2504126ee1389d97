/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-request.h"

G_BEGIN_DECLS

struct _SubletRentalRequest
{
  GObject parent_instance;

  SubletOffer *offer; /* (owned) */
  SubletJob job;
  SubletLaunch *launch;      /* (owned) */
  gint64 bid_nusd;           /* SUBLET_MONEY_UNKNOWN: the least that the offer takes */
  char *label;               /* (owned) (nullable) */
  SubletOfferQuery *requery; /* (owned) (nullable) */
  gint64 ceiling_nusd;
  gint64 lease_us;
  SubletLeaseEnd lease_end;
  gboolean frozen;
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

G_END_DECLS
