/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-columns.h"

G_BEGIN_DECLS

/** The widest that anybody can want a column, in pixels at normal text size. */
#define SUBLET_OFFER_LAYOUT_WIDEST 2000

#define SUBLET_TYPE_OFFER_LAYOUT (sublet_offer_layout_get_type ())

/*
 * Which columns the offer table shows, in which order and how wide, by the columns' own ids. The
 * mark and the GPU are always shown: a row is known by them. Signal "changed": any of it is
 * another.
 */
G_DECLARE_FINAL_TYPE (SubletOfferLayout, sublet_offer_layout, SUBLET, OFFER_LAYOUT, GObject)

SubletOfferLayout *sublet_offer_layout_new (void);

/* All columns in their order, shown or not; as many as sublet_offer_columns_get() says. */
const SubletOfferColumn *sublet_offer_layout_get_nth (SubletOfferLayout *self, guint i);
guint sublet_offer_layout_find (SubletOfferLayout *self, const SubletOfferColumn *column);
gboolean sublet_offer_layout_is_shown (SubletOfferLayout *self, const SubletOfferColumn *column);

gboolean sublet_offer_layout_is_optional (const SubletOfferColumn *column);
void sublet_offer_layout_set_shown (SubletOfferLayout *self,
                                    const SubletOfferColumn *column,
                                    gboolean shown);
void sublet_offer_layout_move (SubletOfferLayout *self,
                               const SubletOfferColumn *column,
                               guint position);

/* Pixels at normal text size. */
int sublet_offer_layout_get_width (SubletOfferLayout *self, const SubletOfferColumn *column);
gboolean sublet_offer_layout_has_own_width (SubletOfferLayout *self,
                                            const SubletOfferColumn *column);
void sublet_offer_layout_set_width (SubletOfferLayout *self,
                                    const SubletOfferColumn *column,
                                    int width);
void sublet_offer_layout_set_least_width (SubletOfferLayout *self,
                                          const SubletOfferColumn *column,
                                          int width);

/* As in the settings; what is set tolerates whatever stands there. */
char **sublet_offer_layout_dup_columns (SubletOfferLayout *self);
void sublet_offer_layout_set_columns (SubletOfferLayout *self, const char *const *ids);
char **sublet_offer_layout_dup_widths (SubletOfferLayout *self);
void sublet_offer_layout_set_widths (SubletOfferLayout *self, const char *const *widths);
void sublet_offer_layout_reset (SubletOfferLayout *self);

G_END_DECLS
