/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is to be brought up to date before the next frame, some milliseconds of it at a time: keys
 * and clicks get in between where it is much. Main thread; one queue for the program.
 */

typedef void (*SubletUpdateFunc) (gpointer owner);

void sublet_update_queue_add (gpointer owner, SubletUpdateFunc update);
void sublet_update_queue_remove (gpointer owner);

G_END_DECLS
