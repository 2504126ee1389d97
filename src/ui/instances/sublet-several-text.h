/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-order-run.h"

G_BEGIN_DECLS

/* Several rentals in words: pure functions of them, of a run and of a clock. */

/* "3 selected, $0.98/h" */
char *sublet_several_text_dup_selected (GPtrArray *rentals);
/* "ada-1 selected, 3, $0.98/h", said aloud */
char *sublet_several_text_dup_toggled (SubletRental *rental, gboolean selected, GPtrArray *rentals);
/* "2 of 3 can be stopped"; (nullable) when all can. */
char *sublet_several_text_dup_possible (SubletRunKind kind, guint n_possible, guint n);

/* The question, and what each answer is called; without a number while none is ticked. */
char *sublet_several_text_dup_heading (SubletRunKind kind, guint n);
char *sublet_several_text_dup_answer (SubletRunKind kind, guint n);
/* All of them together: what stops costing, what goes on to, what is lost. */
char *sublet_several_text_dup_figures (SubletRunKind kind, GPtrArray *rentals, SubletClock *clock);

/* "Stopping 2 of 5" */
char *sublet_several_text_dup_progress (SubletOrderRun *run);
/* What came of it: which failed, and why; (nullable) when none has. */
char *sublet_several_text_dup_failures (SubletOrderRun *run);
/* What a run without failures has done: "2 leases end an hour later, about $0.98 more". */
char *sublet_several_text_dup_done (SubletOrderRun *run);

G_END_DECLS
