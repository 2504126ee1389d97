/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Leave to send one request that can raise the bill. Only the authorising function in core/rental
 * makes one, after the caps were checked and the intent is on disk; the client spends it with the
 * request. One permit, one request on the wire: nothing paid can be repeated by accident.
 */
typedef struct _SubletPermit SubletPermit;

SubletPermit *sublet_permit_ref (SubletPermit *self);
void sublet_permit_unref (SubletPermit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletPermit, sublet_permit_unref)

G_END_DECLS
