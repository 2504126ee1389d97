/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-instance.h"

G_BEGIN_DECLS

/* What a container has said until a moment, and its host of it. Any bytes. */
void sim_log_append_container (GString *text, SimInstance *instance, gint64 until_us);
void sim_log_append_host (GString *text, SimInstance *instance, gint64 until_us);

G_END_DECLS
