/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/runtime/sublet-runtime-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RUNTIME_LIST (sublet_runtime_list_get_type ())

/*
 * The runtime checks of one instance: a headline, when they ran, a row for each line, and the
 * button that runs them again. It shows what it is given and asks nobody. Signal: "run-again" when
 * that button was pressed.
 */
G_DECLARE_FINAL_TYPE (SubletRuntimeList, sublet_runtime_list, SUBLET, RUNTIME_LIST, AdwBin)

GtkWidget *sublet_runtime_list_new (void);

/* (nullable): without one the list does not say when the checks ran. */
void sublet_runtime_list_set_clock (SubletRuntimeList *self, SubletClock *clock);
/* (nullable): NULL while nothing was ever checked. */
void sublet_runtime_list_set_report (SubletRuntimeList *self, SubletRuntimeReport *report);
/* Whether the checks run now; what was found before stays. */
void sublet_runtime_list_set_running (SubletRuntimeList *self, gboolean running);
/* Whether they could be run; TRUE at first. */
void sublet_runtime_list_set_can_run (SubletRuntimeList *self, gboolean can_run);

G_END_DECLS
