/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-policy.h"
#include "core/model/sublet-offer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_GROUP (sublet_offer_group_get_type ())

/*
 * Which offer, how many, and what to do when it is gone. Signals: "changed"; "policy-chosen"
 * (SubletPolicy) when the person wants the offer that a policy picks.
 */
G_DECLARE_FINAL_TYPE (SubletOfferGroup,
                      sublet_offer_group,
                      SUBLET,
                      OFFER_GROUP,
                      AdwPreferencesGroup)

/* Starts afresh, but for how the offer was picked; emits nothing. */
void sublet_offer_group_fill (SubletOfferGroup *self, SubletOffer *offer, int ceiling_percent);
/* What the offer is rented at, per hour: an untouched ceiling follows it. */
void sublet_offer_group_set_running_rate (SubletOfferGroup *self, gint64 running_rate_nusd);
/* Marks what is wrong; returns the first sentence about a field. */
const char *sublet_offer_group_check (SubletOfferGroup *self);

/* most: how many can be rented at once; 1: the row is not seen. */
void sublet_offer_group_set_most (SubletOfferGroup *self, guint most);
/* chosen FALSE: the offer was picked by hand. Not seen until it is called. */
void sublet_offer_group_set_policy (SubletOfferGroup *self, gboolean chosen, SubletPolicy policy);
/* NULL: the button for it is not seen. */
void sublet_offer_group_set_recipe_menu (SubletOfferGroup *self, GMenuModel *menu);
void sublet_offer_group_set_narrow (SubletOfferGroup *self, gboolean narrow, gboolean tight);

/* 0 when no number is typed. */
guint sublet_offer_group_get_count (SubletOfferGroup *self);
void sublet_offer_group_set_count (SubletOfferGroup *self, guint count);
gboolean sublet_offer_group_get_stop_on_failure (SubletOfferGroup *self);
void sublet_offer_group_set_stop_on_failure (SubletOfferGroup *self, gboolean stop);
gint64 sublet_offer_group_get_ceiling_nusd (SubletOfferGroup *self);
int sublet_offer_group_get_ceiling_percent (SubletOfferGroup *self);

G_END_DECLS
