/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log-line.h"

G_BEGIN_DECLS

/* What is made of the bytes of one line. Any thread. */

/* (transfer full): fit to be shown. */
char *sublet_log_text_clean (const char *bytes, gsize length, gsize *cut_bytes);

/* Where the message begins. */
gsize sublet_log_text_read_time (const char *text, SubletLogTime *time, gint64 *time_us);

SubletLogSeverity sublet_log_text_read_severity (const char *message);

G_END_DECLS
