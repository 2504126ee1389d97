/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

const char *sublet_rental_enum_nick (GType type, int value);
int sublet_rental_enum_value (GType type, const char *nick, int fallback);

G_END_DECLS
