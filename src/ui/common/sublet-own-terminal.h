/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The person's own terminal program, with their own ssh in it. */

gboolean sublet_own_terminal_can_open (SubletConnection *connection);
char *sublet_own_terminal_open (SubletConnection *connection, GtkWidget *widget);

G_END_DECLS
