/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-section.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_PORTS (sublet_instance_ports_get_type ())

/* The section with the ports of one instance. */
G_DECLARE_FINAL_TYPE (SubletInstancePorts,
                      sublet_instance_ports,
                      SUBLET,
                      INSTANCE_PORTS,
                      SubletInstanceSection)

GtkWidget *sublet_instance_ports_new (SubletInstanceSubject *subject);

G_END_DECLS
