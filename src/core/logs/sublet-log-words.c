/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"

#include "config.h"

#include "core/logs/sublet-log-text-private.h"

#include <string.h>

/* ---- the time that a line begins with ---- */

/* So many digits, and no more; false when there are not. */
static bool
read_digits (const char **at, int n_digits, int *number)
{
  int i;

  *number = 0;
  for (i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return false;
      *number = *number * 10 + g_ascii_digit_value ((*at)[i]);
    }
  *at += n_digits;

  return true;
}

static bool
read_char (const char **at, const char *chars)
{
  if (**at == '\0' || strchr (chars, **at) == NULL)
    return false;

  (*at)++;
  return true;
}

/* The day, with what separates it from the time. */
static bool
read_day (const char **at, int *year, int *month, int *day)
{
  return read_digits (at, 4, year) && read_char (at, "-/") && read_digits (at, 2, month) &&
         read_char (at, "-/") && read_digits (at, 2, day) && read_char (at, "T ");
}

static bool
read_clock (const char **at, int *hour, int *minute, int *second)
{
  return read_digits (at, 2, hour) && read_char (at, ":") && read_digits (at, 2, minute) &&
         read_char (at, ":") && read_digits (at, 2, second) && !g_ascii_isdigit (**at);
}

/* Parts of a second, of which six digits count. */
static gint64
read_fraction_us (const char **at)
{
  gint64 unit_us = 100000;
  gint64 fraction_us = 0;

  if ((**at != '.' && **at != ',') || !g_ascii_isdigit ((*at)[1]))
    return 0;

  for ((*at)++; g_ascii_isdigit (**at); (*at)++, unit_us /= 10)
    fraction_us += g_ascii_digit_value (**at) * unit_us;

  return fraction_us;
}

/* "Z", "+02:00", "-0500"; false when there is none. */
static bool
read_zone (const char **at, gint64 *offset_us)
{
  const char *from = *at;
  bool west = *from == '-';
  int hours;
  int minutes;

  *offset_us = 0;
  if (read_char (at, "Z"))
    return true;
  if (read_char (&from, "+-") && read_digits (&from, 2, &hours))
    {
      read_char (&from, ":");
      if (read_digits (&from, 2, &minutes))
        {
          *offset_us = (hours * 60 + minutes) * G_TIME_SPAN_MINUTE * (west ? -1 : 1);
          *at = from;
          return true;
        }
    }

  return false;
}

/* What stands between a time and the message. */
static const char *
skip_separator (const char *at, bool bracket)
{
  if (bracket && *at == ']')
    at++;
  while (*at == ' ' || *at == '\t')
    at++;
  if (strchr ("-|:", *at) != NULL && *at != '\0' && at[1] == ' ')
    at += 2;

  return at;
}

/**
 * sublet_log_text_read_time: (skip)
 * @text: a line
 * @time: (out): what it begins with
 * @time_us: (out): Unix time in microseconds, see sublet_log_line_get_time()
 *
 * ISO 8601 and its relatives, in brackets or not, and a time without a day.
 *
 * Returns: where its message begins
 */
gsize
sublet_log_text_read_time (const char *text, SubletLogTime *time, gint64 *time_us)
{
  bool bracket = *text == '[';
  const char *at = text + (bracket ? 1 : 0);
  const char *begin = at;
  g_autoptr (GDateTime) moment = NULL;
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour;
  int minute;
  int second;
  gint64 offset_us;
  bool has_day = read_day (&at, &year, &month, &day);

  *time = SUBLET_LOG_TIME_NONE;
  *time_us = 0;
  if (!has_day)
    {
      at = begin;
      year = 1970;
      month = 1;
      day = 1;
    }
  if (!read_clock (&at, &hour, &minute, &second))
    return 0;
  moment = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (moment == NULL)
    return 0;

  *time_us = g_date_time_to_unix (moment) * G_TIME_SPAN_SECOND + read_fraction_us (&at);
  *time = SUBLET_LOG_TIME_WRITTEN;
  if (read_zone (&at, &offset_us) && has_day)
    {
      *time = SUBLET_LOG_TIME_KNOWN;
      *time_us -= offset_us;
    }

  return (gsize) (skip_separator (at, bracket) - text);
}

/* ---- how bad it sounds ---- */

/* So many words decide; a level that is named stands among the first. */
#define MAX_WORDS 64
#define MAX_LEVEL_WORDS 5

typedef struct
{
  const char *at;
  gsize length;
  char before; /* the byte before it, NUL at the beginning */
  char after;
} Word;

static bool
is_in_word (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

/* The next word of a text; false at its end. */
static bool
next_word (const char **at, const char *text, Word *word)
{
  const char *from = *at;

  while (*from != '\0' && !is_in_word (*from))
    from++;
  word->at = from;
  word->before = from > text ? from[-1] : '\0';
  while (is_in_word (*from))
    from++;
  word->length = (gsize) (from - word->at);
  word->after = *from;
  *at = from;

  return word->length > 0;
}

static bool
is_one_of (const Word *word, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == word->length &&
        g_ascii_strncasecmp (*words, word->at, word->length) == 0)
      return true;

  return false;
}

static bool
ends_with (const Word *word, const char *end)
{
  gsize length = strlen (end);

  return word->length > length && memcmp (word->at + word->length - length, end, length) == 0;
}

static bool
is_upper (const Word *word)
{
  gsize i;

  for (i = 0; i < word->length; i++)
    if (!g_ascii_isupper (word->at[i]))
      return false;

  return true;
}

static const char *const quiet_levels[] = { "info",    "debug",   "trace", "notice",
                                            "verbose", "success", NULL };
static const char *const warning_words[] = { "warn", "warning", "deprecated", NULL };
static const char *const error_words[] = { "err",       "error",     "fatal",   "critical", "panic",
                                           "exception", "failed",    "failure", "killed",   "oom",
                                           "segfault",  "traceback", "aborted", "denied",   NULL };
static const char *const denials[] = { "no", "not", "without", "zero", "0", NULL };

static SubletLogSeverity
judge_word (const Word *word)
{
  if (is_one_of (word, error_words) || ends_with (word, "Error") || ends_with (word, "Exception"))
    return SUBLET_LOG_SEVERITY_ERROR;

  return is_one_of (word, warning_words) || ends_with (word, "Warning")
           ? SUBLET_LOG_SEVERITY_WARNING
           : SUBLET_LOG_SEVERITY_NONE;
}

/* A level as programs write it, not as people do: "INFO", "[info]", "info:", "level=info". */
static bool
is_level (const Word *word)
{
  return is_upper (word) || word->after == ':' || word->after == ']' || word->before == '=';
}

/* "0 failed", "no error", "failed: 0", "errors=0". */
static bool
is_denied (const Word *word, const Word *previous)
{
  const char *at = word->at + word->length;

  if (previous->length > 0 && is_one_of (previous, denials))
    return true;

  while (*at == ' ' || *at == ':' || *at == '=')
    at++;
  return at > word->at + word->length && *at == '0' && !g_ascii_isdigit (at[1]) && at[1] != '.' &&
         at[1] != 'x';
}

/* The first letter and the day, as Google's library writes them: "E0801 14:02:11". */
static bool
read_short_level (const char *message, SubletLogSeverity *severity)
{
  static const char letters[] = "IWEF";
  const char *letter = *message != '\0' ? strchr (letters, *message) : NULL;
  const char *at = message + 1;
  int day;

  if (letter == NULL || !read_digits (&at, 4, &day) || *at != ' ')
    return false;

  *severity = *letter == 'I'   ? SUBLET_LOG_SEVERITY_NONE
              : *letter == 'W' ? SUBLET_LOG_SEVERITY_WARNING
                               : SUBLET_LOG_SEVERITY_ERROR;
  return true;
}

/**
 * sublet_log_text_read_severity: (skip)
 * @message: a line behind its time
 *
 * A level that the line names itself counts, else the worst of its words.
 *
 * Returns: how bad it sounds
 */
SubletLogSeverity
sublet_log_text_read_severity (const char *message)
{
  SubletLogSeverity worst = SUBLET_LOG_SEVERITY_NONE;
  const char *at = message;
  Word previous = { 0 };
  Word word;
  guint i;

  if (read_short_level (message, &worst))
    return worst;

  for (i = 0; i < MAX_WORDS && next_word (&at, message, &word); i++, previous = word)
    {
      SubletLogSeverity severity = judge_word (&word);

      if (i < MAX_LEVEL_WORDS && is_level (&word) &&
          (is_one_of (&word, quiet_levels) ||
           (severity != SUBLET_LOG_SEVERITY_NONE && is_upper (&word))))
        return severity;
      if (!is_denied (&word, &previous))
        worst = MAX (worst, severity);
    }
  if (worst < SUBLET_LOG_SEVERITY_ERROR && strstr (message, "out of memory") != NULL)
    worst = SUBLET_LOG_SEVERITY_ERROR;

  return worst;
}
