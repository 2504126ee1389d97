/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"

G_BEGIN_DECLS

/*
 * Reports of the runtime checks, of what a machine with two RTX 4090 might print. Each pair of
 * arguments replaces the first by the second; NULL ends them.
 */
SubletRuntimeReport *sublet_ui_runtime_report_new (gint64 at_us, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
