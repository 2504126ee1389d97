/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PORT_LINE (sublet_port_line_get_type ())

/*
 * One port to open: its number and its protocol. Signals: "changed"; "remove" when the person takes
 * it away.
 */
G_DECLARE_FINAL_TYPE (SubletPortLine, sublet_port_line, SUBLET, PORT_LINE, AdwBin)

/* port 0: nothing is typed yet. */
GtkWidget *sublet_port_line_new (int port, gboolean udp);

gboolean sublet_port_line_is_blank (SubletPortLine *self);
/* 0 when no number is typed. */
int sublet_port_line_get_port (SubletPortLine *self);
gboolean sublet_port_line_get_udp (SubletPortLine *self);
void sublet_port_line_set_problem (SubletPortLine *self, const char *problem);
void sublet_port_line_focus (SubletPortLine *self);

G_END_DECLS
