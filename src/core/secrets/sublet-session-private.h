/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"

G_BEGIN_DECLS

void sublet_session_accept (SubletSession *self,
                            SecretValue *key,
                            SubletKeyOrigin origin,
                            const SubletKeyCheck *check);
void sublet_session_drop_key (SubletSession *self);

SecretValue *sublet_session_get_environment_key (SubletSession *self);

G_END_DECLS
