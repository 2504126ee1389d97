/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-runtime-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RUNTIME_ROW (sublet_runtime_row_get_type ())

/* One line of the runtime checks: its sign, what was found, the exact value, and the program's own
 * words folded away. */
G_DECLARE_FINAL_TYPE (SubletRuntimeRow, sublet_runtime_row, SUBLET, RUNTIME_ROW, GtkListBoxRow)

GtkWidget *sublet_runtime_row_new (void);

void sublet_runtime_row_show (SubletRuntimeRow *self,
                              const SubletRuntimeReport *report,
                              SubletRuntimeLine line);
/* Of checks that are not done with the line: what it is about, and that it waits, is being asked or
 * was left out. ended: nobody asks any more. */
void sublet_runtime_row_show_stage (SubletRuntimeRow *self,
                                    const SubletRuntimeReport *so_far,
                                    SubletRuntimeLine line,
                                    SubletRuntimeStage stage,
                                    gboolean ended);

G_END_DECLS
