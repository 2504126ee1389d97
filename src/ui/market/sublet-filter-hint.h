/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FILTER_HINT (sublet_filter_hint_get_type ())

/*
 * Beside a filter that is set: how many offers it hides, and a button that clears it through the
 * action "filters.clear". Not visible while the filter is not set. Property: "part"
 * (SubletFilterPart, construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletFilterHint, sublet_filter_hint, SUBLET, FILTER_HINT, GtkBox)

void sublet_filter_hint_update (SubletFilterHint *self, gboolean active, guint n_hidden);

G_END_DECLS
