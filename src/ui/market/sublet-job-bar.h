/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOB_BAR (sublet_job_bar_get_type ())

/*
 * What the job needs: hours, disk, traffic and the kind of price, bound to the settings. In a row,
 * or folded into one button whose popover holds the same fields: where it is told to, and where the
 * row would be wider than the bar. Properties: "settings" (SubletSettings, construct-only),
 * "folded" (writable; reads whether it is, for whichever reason).
 */
G_DECLARE_FINAL_TYPE (SubletJobBar, sublet_job_bar, SUBLET, JOB_BAR, AdwBin)

GtkWidget *sublet_job_bar_new (SubletSettings *settings);

void sublet_job_bar_set_folded (SubletJobBar *self, gboolean folded);

G_END_DECLS
