/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PORT_LIST (sublet_port_list_get_type ())

/*
 * The ports to open, in their order. Signal: "changed" after anything typed, added
 * or taken away.
 */
G_DECLARE_FINAL_TYPE (SubletPortList, sublet_port_list, SUBLET, PORT_LIST, AdwPreferencesRow)

/* Starts afresh; emits nothing. */
void sublet_port_list_fill (SubletPortList *self, SubletLaunch *launch);
/* Instead of those that the launch has. Lines in which nothing is typed are left out. */
void sublet_port_list_write (SubletPortList *self, SubletLaunch *launch);
/* index: among those that were written; problem NULL: all are fine. */
void sublet_port_list_set_problem (SubletPortList *self, guint index, const char *problem);

G_END_DECLS
