/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/* "3 running · 1 starting · 2 stopped disks $0.02/h · known at 14:10" */
char *sublet_instances_text_dup_status (SubletRentalEngine *engine);
/* "known at 14:10", "unknown since 14:02", or "asking…" */
char *sublet_instances_text_dup_age (SubletRentalEngine *engine);

/* Name of the page's face. */
const char *sublet_instances_text_choose_face (SubletKnowledge knowledge,
                                               gboolean failed,
                                               gboolean waited,
                                               guint n_rentals,
                                               guint n_matching);

G_END_DECLS
