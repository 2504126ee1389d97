/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-section.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_LOGS (sublet_instance_logs_get_type ())

/* What the container says, or its host of it; in a window of its own there is more to do with it.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceLogs,
                      sublet_instance_logs,
                      SUBLET,
                      INSTANCE_LOGS,
                      SubletInstanceSection)

GtkWidget *sublet_instance_logs_new (SubletInstanceSubject *subject);

G_END_DECLS
