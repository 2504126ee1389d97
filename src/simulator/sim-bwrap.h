/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "simulator/sim-tools.h"

G_BEGIN_DECLS

/* How bubblewrap is called. */

/* Our helper, as it is found inside. */
#define SIM_BWRAP_HELPER "/opt/sublet/inside"

GPtrArray *sim_bwrap_make_arguments (const SimTools *tools,
                                     const char *etc,
                                     const char *stand_ins,
                                     const char *host);
void sim_bwrap_add (GPtrArray *arguments, ...) G_GNUC_NULL_TERMINATED;
GSubprocessLauncher *sim_bwrap_new_launcher (GSubprocessFlags flags);
bool sim_bwrap_check (const SimTools *tools, const char *folder, GError **error);

G_END_DECLS
