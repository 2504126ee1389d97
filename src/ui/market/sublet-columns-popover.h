/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_COLUMNS_POPOVER (sublet_columns_popover_get_type ())

/*
 * All columns of the offer table with a check each, in their order; below them what moves the one
 * that is selected and changes its width, also with Alt and the arrow keys. What is done here is
 * done to the layout at once. Property: "layout" (SubletOfferLayout, construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletColumnsPopover,
                      sublet_columns_popover,
                      SUBLET,
                      COLUMNS_POPOVER,
                      GtkPopover)

GtkWidget *sublet_columns_popover_new (SubletOfferLayout *layout);

G_END_DECLS
