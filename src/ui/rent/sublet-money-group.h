/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"
#include "core/rental/sublet-rental-request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MONEY_GROUP (sublet_money_group_get_type ())

/*
 * What kind of price is paid, for how long, and under which name. Signals: "changed"; "search-kind"
 * (SubletPriceKind) when the person wants offers that are priced for another kind.
 */
G_DECLARE_FINAL_TYPE (SubletMoneyGroup,
                      sublet_money_group,
                      SUBLET,
                      MONEY_GROUP,
                      AdwPreferencesGroup)

/* Starts afresh, but for the lease; emits nothing. */
void sublet_money_group_fill (SubletMoneyGroup *self, SubletOffer *offer, const char *label);
/* Marks what is wrong; now_us: this computer's time. Returns the first sentence about a field. */
const char *sublet_money_group_check (SubletMoneyGroup *self,
                                      const SubletQuote *plain,
                                      const SubletQuote *discounted,
                                      gint64 now_us);

/* 0 hours: none, on purpose. */
void sublet_money_group_set_lease (SubletMoneyGroup *self, int hours, SubletLeaseEnd end);
gint64 sublet_money_group_get_lease_us (SubletMoneyGroup *self);
SubletLeaseEnd sublet_money_group_get_lease_end (SubletMoneyGroup *self);
/* Per hour; SUBLET_MONEY_UNKNOWN: the least that wins, or no bid at all. */
gint64 sublet_money_group_get_bid_nusd (SubletMoneyGroup *self);
void sublet_money_group_set_bid_nusd (SubletMoneyGroup *self, gint64 bid_nusd);
/* To be paid ahead for a reserved one; 0: nothing; SUBLET_MONEY_UNKNOWN: no amount is typed. */
gint64 sublet_money_group_get_deposit_uusd (SubletMoneyGroup *self);
void sublet_money_group_set_deposit_uusd (SubletMoneyGroup *self, gint64 deposit_uusd);
/* What it is taken from; returns whether that changed. */
gboolean sublet_money_group_set_credit (SubletMoneyGroup *self, gint64 credit_uusd);
/* Emits "changed". */
void sublet_money_group_set_label (SubletMoneyGroup *self, const char *label);
char *sublet_money_group_dup_label (SubletMoneyGroup *self);
void sublet_money_group_set_narrow (SubletMoneyGroup *self, gboolean narrow, gboolean tight);

G_END_DECLS
