/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-section.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_CONNECTION (sublet_instance_connection_get_type ())

/*
 * Why there is no shell, or that there could be one: what the doctor finds, link by link, and the
 * button that mends the first broken one; and why another key is not on the instance yet. Actions:
 * doctor.check, .choose-key, .copy-report, .mend, .forget-key, .place-key.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceConnection,
                      sublet_instance_connection,
                      SUBLET,
                      INSTANCE_CONNECTION,
                      SubletInstanceSection)

GtkWidget *sublet_instance_connection_new (SubletInstanceSubject *subject);

G_END_DECLS
