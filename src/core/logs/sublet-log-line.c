/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"

#include "config.h"

#include "core/logs/sublet-log-line.h"

#include "core/logs/sublet-log-text-private.h"

#include <string.h>

struct _SubletLogLine
{
  GObject parent_instance;

  char *text; /* (owned): with its time */
  gsize message_at;
  gsize cut_bytes;
  gint64 time_us;
  SubletLogTime time;
  SubletLogSeverity severity;
  guint n_more; /* lines after this one that say the same */
  bool gap;
};

G_DEFINE_FINAL_TYPE (SubletLogLine, sublet_log_line, G_TYPE_OBJECT)

static void
sublet_log_line_finalize (GObject *object)
{
  g_free (SUBLET_LOG_LINE (object)->text);

  G_OBJECT_CLASS (sublet_log_line_parent_class)->finalize (object);
}

static void
sublet_log_line_class_init (SubletLogLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_log_line_finalize;
}

static void
sublet_log_line_init (SubletLogLine *self)
{
}

/**
 * sublet_log_line_new_take:
 * @text: (transfer full): what sublet_log_text_clean() made of it
 * @cut_bytes: how many bytes of it were left out
 *
 * Reads its time and how bad it sounds.
 *
 * Returns: (transfer full): a line
 */
SubletLogLine *
sublet_log_line_new_take (char *text, gsize cut_bytes)
{
  SubletLogLine *self = g_object_new (SUBLET_TYPE_LOG_LINE, NULL);

  self->text = text;
  self->cut_bytes = cut_bytes;
  self->message_at = sublet_log_text_read_time (text, &self->time, &self->time_us);
  self->severity = sublet_log_text_read_severity (text + self->message_at);

  return self;
}

/**
 * sublet_log_line_new_gap:
 *
 * Returns: (transfer full): what stands where lines may be missing, without text
 */
SubletLogLine *
sublet_log_line_new_gap (void)
{
  SubletLogLine *self = g_object_new (SUBLET_TYPE_LOG_LINE, NULL);

  self->text = g_strdup ("");
  self->gap = true;

  return self;
}

/**
 * sublet_log_line_repeat:
 * @self: a line that nobody else has yet
 *
 * The line after it says the same, and it stands for both.
 */
void
sublet_log_line_repeat (SubletLogLine *self)
{
  self->n_more++;
}

/**
 * sublet_log_line_new_repeated:
 * @line: a line
 * @n_more: how many lines after it say the same, beside those that it knows of
 *
 * Returns: (transfer full): the line that stands for all of them
 */
SubletLogLine *
sublet_log_line_new_repeated (SubletLogLine *line, guint n_more)
{
  SubletLogLine *self = g_object_new (SUBLET_TYPE_LOG_LINE, NULL);

  self->text = g_strdup (line->text);
  self->message_at = line->message_at;
  self->cut_bytes = line->cut_bytes;
  self->time_us = line->time_us;
  self->time = line->time;
  self->severity = line->severity;
  self->n_more = line->n_more + n_more;

  return self;
}

/**
 * sublet_log_line_get_text:
 * @self: a line
 *
 * Returns: (transfer none): all of it, its time included
 */
const char *
sublet_log_line_get_text (SubletLogLine *self)
{
  return self->text;
}

/**
 * sublet_log_line_get_message:
 * @self: a line
 *
 * Returns: (transfer none): what comes after its time
 */
const char *
sublet_log_line_get_message (SubletLogLine *self)
{
  return self->text + self->message_at;
}

/**
 * sublet_log_line_get_n_bytes:
 * @self: a line
 *
 * Returns: how long its text is, its time included
 */
gsize
sublet_log_line_get_n_bytes (SubletLogLine *self)
{
  return strlen (self->text);
}

/**
 * sublet_log_line_get_cut_bytes:
 * @self: a line
 *
 * Returns: how many bytes of it were left out at its end, 0: none
 */
gsize
sublet_log_line_get_cut_bytes (SubletLogLine *self)
{
  return self->cut_bytes;
}

/**
 * sublet_log_line_get_time:
 * @self: a line
 * @time_us: (out): Unix time in microseconds; of SUBLET_LOG_TIME_WRITTEN as if it were UTC, and on
 *   the first day of 1970 where the line names no day
 *
 * Returns: what of a time it begins with
 */
SubletLogTime
sublet_log_line_get_time (SubletLogLine *self, gint64 *time_us)
{
  *time_us = self->time_us;

  return self->time;
}

/**
 * sublet_log_line_get_severity:
 * @self: a line
 *
 * Returns: how bad it sounds
 */
SubletLogSeverity
sublet_log_line_get_severity (SubletLogLine *self)
{
  return self->severity;
}

/**
 * sublet_log_line_get_n_more:
 * @self: a line
 *
 * Returns: how many lines right after it said the same and are not shown
 */
guint
sublet_log_line_get_n_more (SubletLogLine *self)
{
  return self->n_more;
}

/**
 * sublet_log_line_get_gap:
 * @self: a line
 *
 * Returns: whether it is none: lines may be missing here
 */
bool
sublet_log_line_get_gap (SubletLogLine *self)
{
  return self->gap;
}

/**
 * sublet_log_line_says_same:
 * @self: a line
 * @other: the next one
 *
 * Returns: whether one may stand for both; their times may differ, and an empty line is its own
 */
bool
sublet_log_line_says_same (SubletLogLine *self, SubletLogLine *other)
{
  const char *message = sublet_log_line_get_message (self);

  return *message != '\0' && self->cut_bytes == other->cut_bytes &&
         strcmp (message, sublet_log_line_get_message (other)) == 0;
}
