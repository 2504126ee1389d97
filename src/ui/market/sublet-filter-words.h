/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

G_BEGIN_DECLS

/* What a person reads and types of a filter. */

/* "Price", in Header Capitals and translated. */
const char *sublet_filter_part_get_title (SubletFilterPart part);
/* "GB"; an empty text where a number has no unit. */
const char *sublet_filter_part_get_unit (SubletFilterPart part);
/* What an arrow key adds, in a person's unit. */
double sublet_filter_part_get_step (SubletFilterPart part);

char *sublet_filter_format_bound (gint64 bound);
gboolean sublet_filter_parse_bound (const SubletFilterRange *range,
                                    const char *text,
                                    gint64 *bound);

G_END_DECLS
