/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log.h"

G_BEGIN_DECLS

/* What of a line stands before its message, in characters: a time and a blank, a sign and a blank.
 */
#define SUBLET_LOG_TEXT_TIME_CHARS 9
#define SUBLET_LOG_TEXT_SIGN_CHARS 2

/* Appends a line as it is shown, with its end: "14:02:40 ⚠ low on shared memory". @timed: others
 * have a time. Returns how many lines on screen it takes. */
guint sublet_log_text_append (GString *text, SubletLogLine *line, gboolean timed);
/* Appends a line as it is written into a file. */
void sublet_log_text_append_saved (GString *text, SubletLogLine *line);

/* How many lines of the log it stands for. */
guint sublet_log_text_count (SubletLogLine *line);

char *sublet_log_text_dup_status (SubletLog *log,
                                  guint n_lines);        /* "812 lines · known at 14:10…" */
char *sublet_log_text_dup_failure (const GError *error); /* why it did not arrive */
char *sublet_log_text_dup_new (guint n_lines);           /* "18 new lines" */

G_END_DECLS
