/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-charge.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_SWATCH (sublet_spend_swatch_get_type ())

/*
 * A piece of a kind's bar, for a legend. What a kind looks like is here: its colour is the text
 * colour of the class "series-gpu", "series-disk" …, and each has a pattern of its own.
 */
G_DECLARE_FINAL_TYPE (SubletSpendSwatch, sublet_spend_swatch, SUBLET, SPEND_SWATCH, GtkWidget)

GtkWidget *sublet_spend_swatch_new (SubletChargeKind kind);

/* The ground of a bar's part; all of it where there is no room for a pattern. */
void sublet_spend_swatch_fill (GtkSnapshot *snapshot,
                               SubletChargeKind kind,
                               const GdkRGBA *color,
                               const graphene_rect_t *part,
                               gboolean patterned);
/* The pattern upon it. */
void sublet_spend_swatch_hatch (cairo_t *cr,
                                SubletChargeKind kind,
                                const GdkRGBA *color,
                                const graphene_rect_t *part);

G_END_DECLS
