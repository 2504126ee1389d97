/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletLogSeverity:
 * @SUBLET_LOG_SEVERITY_NONE: nothing in it sounds like trouble
 * @SUBLET_LOG_SEVERITY_WARNING: it calls itself a warning
 * @SUBLET_LOG_SEVERITY_ERROR: it calls itself an error, or has an error's words
 *
 * A guess by words, for the eye: nothing is decided by it.
 */
typedef enum
{
  SUBLET_LOG_SEVERITY_NONE,
  SUBLET_LOG_SEVERITY_WARNING,
  SUBLET_LOG_SEVERITY_ERROR,
} SubletLogSeverity;

/**
 * SubletLogTime:
 * @SUBLET_LOG_TIME_NONE: the line begins with none
 * @SUBLET_LOG_TIME_WRITTEN: without a zone: shown as it is written
 * @SUBLET_LOG_TIME_KNOWN: a moment
 */
typedef enum
{
  SUBLET_LOG_TIME_NONE,
  SUBLET_LOG_TIME_WRITTEN,
  SUBLET_LOG_TIME_KNOWN,
} SubletLogTime;

#define SUBLET_TYPE_LOG_LINE (sublet_log_line_get_type ())

/* One line of a log, fit to be shown: no escapes, no control characters but tabs, valid UTF-8, no
 * more than SUBLET_LOG_LINE_MAX_BYTES. Immutable, on any thread. */
G_DECLARE_FINAL_TYPE (SubletLogLine, sublet_log_line, SUBLET, LOG_LINE, GObject)

#define SUBLET_LOG_LINE_MAX_BYTES 4000

/* (transfer full) @text; @cut_bytes: how much of it was left out at its end. */
SubletLogLine *sublet_log_line_new_take (char *text, gsize cut_bytes);
SubletLogLine *sublet_log_line_new_gap (void);
/* Only while nobody else has it. */
void sublet_log_line_repeat (SubletLogLine *self);
SubletLogLine *sublet_log_line_new_repeated (SubletLogLine *line, guint n_more);

const char *sublet_log_line_get_text (SubletLogLine *self);
const char *sublet_log_line_get_message (SubletLogLine *self);
gsize sublet_log_line_get_n_bytes (SubletLogLine *self);
gsize sublet_log_line_get_cut_bytes (SubletLogLine *self);
SubletLogTime sublet_log_line_get_time (SubletLogLine *self, gint64 *time_us);
SubletLogSeverity sublet_log_line_get_severity (SubletLogLine *self);
guint sublet_log_line_get_n_more (SubletLogLine *self);
bool sublet_log_line_get_gap (SubletLogLine *self);
bool sublet_log_line_says_same (SubletLogLine *self, SubletLogLine *other);

G_END_DECLS
