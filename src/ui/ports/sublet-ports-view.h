/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-instance.h"
#include "core/ssh/sublet-connection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PORTS_VIEW (sublet_ports_view_get_type ())

/*
 * The ports of one instance: tunnels to it, and what of it is open to the internet. Enter opens a
 * row in the browser, Delete closes a tunnel, which can be undone. Actions: ports.open (u: a port),
 * ports.close.
 */
G_DECLARE_FINAL_TYPE (SubletPortsView, sublet_ports_view, SUBLET, PORTS_VIEW, AdwBin)

GtkWidget *sublet_ports_view_new (void);

/* name: the instance's, for the person. connection: NULL while it does not run. instance: its
 * latest reading, NULL before the first. */
void sublet_ports_view_show (SubletPortsView *self,
                             const char *name,
                             SubletConnection *connection,
                             SubletInstance *instance);

G_END_DECLS
