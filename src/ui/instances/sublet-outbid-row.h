/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-next-offer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_OUTBID_ROW (sublet_outbid_row_get_type ())

/*
 * What can be done about an instance that was outbid, each with what it costs. Its buttons activate
 * instance.change-bid, instance.try-another and instance.destroy, which the card has.
 */
G_DECLARE_FINAL_TYPE (SubletOutbidRow, sublet_outbid_row, SUBLET, OUTBID_ROW, GtkBox)

/* next NULL: nothing can be taken instead. */
void sublet_outbid_row_show (SubletOutbidRow *self, SubletRental *rental, SubletNextOffer *next);
/* narrow: each button stands below its words. */
void sublet_outbid_row_set_narrow (SubletOutbidRow *self, gboolean narrow);

G_END_DECLS
