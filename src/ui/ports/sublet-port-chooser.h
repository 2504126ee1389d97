/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PORT_CHOOSER (sublet_port_chooser_get_type ())

/* What *Open Port…* shows: ports that programs are known to take, and any other. Signal "chosen"
 * (uint): a port. */
G_DECLARE_FINAL_TYPE (SubletPortChooser, sublet_port_chooser, SUBLET, PORT_CHOOSER, GtkPopover)

G_END_DECLS
