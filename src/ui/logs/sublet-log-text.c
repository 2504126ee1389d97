/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-text.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define NO_TIME "         "

G_STATIC_ASSERT (sizeof NO_TIME - 1 == SUBLET_LOG_TEXT_TIME_CHARS);

/* A moment is told in this computer's time, another as it is written. */
static void
append_time (GString *text, SubletLogLine *line)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *clock = NULL;
  gint64 time_us;

  switch (sublet_log_line_get_time (line, &time_us))
    {
    case SUBLET_LOG_TIME_KNOWN:
      time = g_date_time_new_from_unix_local (time_us / G_TIME_SPAN_SECOND);
      break;

    case SUBLET_LOG_TIME_WRITTEN:
      time = g_date_time_new_from_unix_utc (time_us / G_TIME_SPAN_SECOND);
      break;

    case SUBLET_LOG_TIME_NONE:
    default:
      break;
    }

  if (time == NULL)
    {
      g_string_append (text, NO_TIME);
      return;
    }

  /* A column of figures, as the log has it: every language writes it so. */
  clock = g_date_time_format (time, "%H:%M:%S ");
  g_string_append (text, clock);
}

static const char *
get_sign (SubletLogLine *line)
{
  switch (sublet_log_line_get_severity (line))
    {
    case SUBLET_LOG_SEVERITY_WARNING:
      return "⚠ ";

    case SUBLET_LOG_SEVERITY_ERROR:
      return "× ";

    case SUBLET_LOG_SEVERITY_NONE:
    default:
      return "  ";
    }
}

static void
append_cut (GString *text, SubletLogLine *line)
{
  gsize cut_bytes = sublet_log_line_get_cut_bytes (line);
  g_autofree char *size = NULL;

  if (cut_bytes == 0)
    return;

  size = g_format_size (cut_bytes);
  g_string_append_c (text, ' ');
  /* TRANSLATORS: at the end of a very long line of a log; %s is a size, as in "5.0 MB" */
  g_string_append_printf (text, _ ("[%s more]"), size);
}

static void
append_more (GString *text, SubletLogLine *line)
{
  guint n_more = sublet_log_line_get_n_more (line);

  g_string_append_printf (text,
                          /* TRANSLATORS: below a line of a log that came again and again */
                          ngettext ("%u more like this", "%u more like this", n_more),
                          n_more);
  g_string_append_c (text, '\n');
}

static void
append_gap (GString *text)
{
  /* TRANSLATORS: between two lines of a log */
  g_string_append_printf (text, "— %s —\n", _ ("lines may be missing here"));
}

/**
 * sublet_log_text_append:
 * @text: (inout): grows
 * @line: a line
 * @timed: whether there is a column of times
 *
 * Returns: how many lines @text has more
 */
guint
sublet_log_text_append (GString *text, SubletLogLine *line, gboolean timed)
{
  if (sublet_log_line_get_gap (line))
    {
      append_gap (text);
      return 1;
    }

  if (timed)
    append_time (text, line);
  g_string_append (text, get_sign (line));
  g_string_append (text, sublet_log_line_get_message (line));
  append_cut (text, line);
  g_string_append_c (text, '\n');
  if (sublet_log_line_get_n_more (line) == 0)
    return 1;

  g_string_append_printf (text,
                          "%*s",
                          SUBLET_LOG_TEXT_SIGN_CHARS + (timed ? SUBLET_LOG_TEXT_TIME_CHARS : 0),
                          "");
  append_more (text, line);
  return 2;
}

/**
 * sublet_log_text_append_saved:
 * @text: (inout): grows
 * @line: a line
 *
 * With its time as the log has it.
 */
void
sublet_log_text_append_saved (GString *text, SubletLogLine *line)
{
  if (sublet_log_line_get_gap (line))
    {
      append_gap (text);
      return;
    }

  g_string_append (text, sublet_log_line_get_text (line));
  append_cut (text, line);
  g_string_append_c (text, '\n');
  if (sublet_log_line_get_n_more (line) > 0)
    {
      g_string_append (text, "  ");
      append_more (text, line);
    }
}

/**
 * sublet_log_text_count:
 * @line: a line
 *
 * Returns: how many lines of the log it stands for
 */
guint
sublet_log_text_count (SubletLogLine *line)
{
  return sublet_log_line_get_gap (line) ? 0 : 1 + sublet_log_line_get_n_more (line);
}

/**
 * sublet_log_text_dup_status:
 * @log: a log that is known
 * @n_lines: how many lines it has, equal ones counted
 *
 * Returns: (transfer full): how many, of when, and why not of now
 */
char *
sublet_log_text_dup_status (SubletLog *log, guint n_lines)
{
  SubletClock *clock = sublet_log_get_clock (log);
  const GError *error = sublet_log_get_error (log);
  g_autofree char *lines = NULL;
  g_autofree char *time = NULL;
  g_autofree char *failure = NULL;

  /* TRANSLATORS: %u is how many lines a log has */
  lines = g_strdup_printf (ngettext ("%u line", "%u lines", n_lines), n_lines);
  time = sublet_format_time (sublet_log_get_known_at_us (log) -
                               sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  if (error != NULL)
    {
      failure = sublet_log_text_dup_failure (error);
      /* TRANSLATORS: "812 lines · known at 14:10 · The host may be offline." */
      return g_strdup_printf (_ ("%1$s · known at %2$s · %3$s"), lines, time, failure);
    }

  /* TRANSLATORS: "812 lines · known at 14:10, every 10 s"; %3$u is a number of seconds */
  return g_strdup_printf (_ ("%1$s · known at %2$s, every %3$u s"),
                             lines,
                             time,
                             sublet_log_get_interval_s (log));
}

/**
 * sublet_log_text_dup_failure:
 * @error: why a log did not arrive
 *
 * Returns: (transfer full): the sentence for the person
 */
char *
sublet_log_text_dup_failure (const GError *error)
{
  /* The way on stands beside it. */
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_HOST_SILENT))
    return g_strdup (sublet_error_text_get_sentence (error));

  return sublet_error_text_dup_both (error);
}

/**
 * sublet_log_text_dup_new:
 * @n_lines: how many lines came while nobody saw the end
 *
 * Returns: (transfer full): "18 new lines"
 */
char *
sublet_log_text_dup_new (guint n_lines)
{
  /* TRANSLATORS: %u is how many lines came to the end of a log that is not in sight */
  return g_strdup_printf (ngettext ("%u new line", "%u new lines", n_lines), n_lines);
}
