/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-instance.h"
#include "simulator/sim-tools.h"

G_BEGIN_DECLS

/* What an instance finds in its /etc/sim, and the stand-ins that all of them share. */

bool sim_files_write (const char *folder,
                      const SimTools *tools,
                      SimInstance *instance,
                      const char *service_url,
                      GError **error);
bool sim_files_write_text (const char *folder, const char *name, const char *text, GError **error);
char *sim_files_dup_authorized_keys (SimInstance *instance);
bool sim_files_write_stand_ins (const char *folder, GError **error);

G_END_DECLS
