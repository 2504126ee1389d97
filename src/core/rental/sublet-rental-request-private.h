/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-request.h"

G_BEGIN_DECLS

/* For the engine: while frozen every setter is a programmer's mistake. */
void sublet_rental_request_set_frozen (SubletRentalRequest *self, gboolean frozen);
gboolean sublet_rental_request_is_frozen (SubletRentalRequest *self);

G_END_DECLS
