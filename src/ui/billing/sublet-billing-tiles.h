/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_TILES (sublet_billing_tiles_get_type ())

/*
 * Credit, what is spent now, and until when that lasts: the money pill's figures, one by one; and
 * what was spent this month. Each leads to what it is of, by the actions "billing.show-section" and
 * "billing.show-instances".
 * Property: "outlook" (construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletBillingTiles, sublet_billing_tiles, SUBLET, BILLING_TILES, GtkWidget)

GtkWidget *sublet_billing_tiles_new (SubletOutlook *outlook);

void sublet_billing_tiles_set_size_class (SubletBillingTiles *self, SubletSizeClass size_class);
/* When the credit lasts less than this it is low; 0: never. */
void sublet_billing_tiles_set_low_credit_hours (SubletBillingTiles *self, int low_credit_hours);

G_END_DECLS
