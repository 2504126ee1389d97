/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-section.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_CHECKS (sublet_instance_checks_get_type ())

/* What the runtime checks found of the instance, and the button that runs them again. */
G_DECLARE_FINAL_TYPE (SubletInstanceChecks,
                      sublet_instance_checks,
                      SUBLET,
                      INSTANCE_CHECKS,
                      SubletInstanceSection)

GtkWidget *sublet_instance_checks_new (SubletInstanceSubject *subject);

G_END_DECLS
