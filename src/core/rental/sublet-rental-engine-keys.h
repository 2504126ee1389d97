/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): has the key that Preferences name. */
SubletIdentityStore *sublet_rental_engine_get_identity_store (SubletRentalEngine *self);

G_END_DECLS
