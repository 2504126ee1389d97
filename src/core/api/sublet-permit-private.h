/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-permit.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* For core/rental/sublet-authorizer.c alone; a test greps for other users. */
SubletPermit *sublet_permit_new (const char *intent_id);

/* For core/api's transport: true once, false ever after. */
bool sublet_permit_spend (SubletPermit *self);

const char *sublet_permit_get_intent_id (SubletPermit *self);

G_END_DECLS
