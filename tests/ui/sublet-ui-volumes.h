/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"

G_BEGIN_DECLS

/* So many that no instance uses: the first has a name, the second none; $0.30 and $0.60 a day. */
void sublet_ui_show_volumes (SubletIdleVolumes *volumes, guint n);

G_END_DECLS
