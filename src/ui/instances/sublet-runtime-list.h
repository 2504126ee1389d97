/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/runtime/sublet-runtime-report.h"
#include "core/ssh/sublet-connection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RUNTIME_LIST (sublet_runtime_list_get_type ())

/*
 * The runtime checks of one instance: a headline, when they ran, a row for each line, and the
 * button that runs them again or, while they run, ends them. It shows what it is given and asks
 * nobody. Signals: "run-again" and "cancel" when that button was pressed.
 */
G_DECLARE_FINAL_TYPE (SubletRuntimeList, sublet_runtime_list, SUBLET, RUNTIME_LIST, AdwBin)

GtkWidget *sublet_runtime_list_new (void);

/* (nullable): without one the list does not say when the checks ran. */
void sublet_runtime_list_set_clock (SubletRuntimeList *self, SubletClock *clock);
/* (nullable): NULL while nothing was ever checked. */
void sublet_runtime_list_set_report (SubletRuntimeList *self, SubletRuntimeReport *report);
/* Whether the checks run now; what was found before stays. */
void sublet_runtime_list_set_running (SubletRuntimeList *self, gboolean running);
/* (nullable): how far they have come or had come when they were ended, and what they have found
 * until now; read at once. Both or none. */
void sublet_runtime_list_set_progress (SubletRuntimeList *self,
                                       const SubletRuntimeProgress *progress,
                                       SubletRuntimeReport *so_far);
/* Whether they could be run; TRUE at first. */
void sublet_runtime_list_set_can_run (SubletRuntimeList *self, gboolean can_run);

/* What it says above the rows. */
const char *sublet_runtime_list_get_headline (SubletRuntimeList *self);

/* (nullable): all of the above, as a connection has it now. */
void sublet_runtime_list_show_connection (SubletRuntimeList *self, SubletConnection *connection);

G_END_DECLS
