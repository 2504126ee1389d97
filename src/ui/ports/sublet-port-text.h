/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

G_BEGIN_DECLS

/* Ports and tunnels in words: pure functions. */

/* Ports that programs are known to take, the most wanted first; the last one is 0. */
const guint16 *sublet_port_text_get_common (void);
/* (transfer none) (nullable): a program's own name, which is not translated: "Jupyter". */
const char *sublet_port_text_get_name (guint16 port);
/* "8888 · Jupyter", "9000" (transfer full) */
char *sublet_port_text_dup_title (guint16 port, const char *name);
/* The port that was typed; 0: it is none. */
guint16 sublet_port_text_parse (const char *text);

/* Where it is and what went through it, and below that what is to be known about it; several lines.
 * (transfer full) */
char *sublet_port_text_dup_state (SubletTunnel *tunnel, SubletConnectionState connection);
/* "Port 8888, Jupyter, open" (transfer full) */
char *sublet_port_text_dup_spoken (SubletTunnel *tunnel);
/* "The tunnel to port 8888 is closed" (transfer full) */
char *sublet_port_text_dup_closed (SubletTunnel *tunnel);

G_END_DECLS
