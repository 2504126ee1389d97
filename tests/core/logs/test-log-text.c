/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log-text-private.h"

#include "support/sublet-test.h"

#include <string.h>

typedef struct
{
  const char *bytes;
  gssize length; /* -1: up to the first NUL */
  const char *text;
} CleanRow;

static const CleanRow clean_rows[] = {
  { "plain", -1, "plain" },
  { "", -1, "" },
  { "tab\tstays", -1, "tab\tstays" },
  { "blanks at the end \t ", -1, "blanks at the end" },
  { "crlf\r", -1, "crlf" },
  /* Terminal sequences. */
  { "\033[32mINFO\033[0m up", -1, "INFO up" },
  { "\033[1;38;5;196mred\033[m", -1, "red" },
  { "\033]0;title\007text", -1, "text" },
  { "\033]8;;http://x\033\\link\033]8;;\033\\", -1, "link" },
  { "\033P1$r\033\\dcs", -1, "dcs" },
  { "\033(Bcharset", -1, "charset" },
  { "\033=\033>keypad", -1, "keypad" },
  { "\033[?25lhidden\033[?25h", -1, "hidden" },
  { "end\033", -1, "end" },
  { "end\033[", -1, "end" },
  { "end\033[12", -1, "end12" },
  /* One without an end hides nothing. */
  { "\033]0;no end of it", -1, "0;no end of it" },
  { "\033[12\001x", -1, "12\\x01x" },
  { "\033]a\033[31mb\007c", -1, "ab\\x07c" },
  /* Control characters are spelt. */
  { "bell\007 back\010space", -1, "bell\\x07 back\\x08space" },
  { "a\0b", 3, "a\\x00b" },
  { "\0", 1, "\\x00" },
  { "del\177", -1, "del\\x7f" },
  { "c1\302\233", -1, "c1\\u009b" },
  /* What turns the text around or breaks the line. */
  { "a\342\200\256b", -1, "a\\u202eb" },
  { "a\342\200\250b\342\200\251c", -1, "a\\u2028b\\u2029c" },
  { "a\342\201\246b", -1, "a\\u2066b" },
  /* What is no UTF-8. */
  { "\xff\xfe\x80", -1, "\357\277\275\357\277\275\357\277\275" },
  { "half \xe2\x82", -1, "half \357\277\275\357\277\275" },
  { "\xc0\xaf", -1, "\357\277\275\357\277\275" },
  { "sound \342\202\254 \360\237\230\200", -1, "sound \342\202\254 \360\237\230\200" },
  /* Written over. */
  { "10%\r50%\r100%", -1, "100%" },
  { "10%\r50%\r", -1, "50%" },
  { "10%\r50%\r\033[K", -1, "50%" },
  { "10%\r \r\r\r", -1, "10%" },
  { "\r\r\r", -1, "" },
  { "\rfirst", -1, "first" },
};

static void
test_clean (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (clean_rows); i++)
    {
      const CleanRow *row = &clean_rows[i];
      gsize length = row->length >= 0 ? (gsize) row->length : strlen (row->bytes);
      gsize cut_bytes = 1;
      g_autofree char *text = sublet_log_text_clean (row->bytes, length, &cut_bytes);

      g_test_message ("row %d", (int) i);
      g_assert_cmpstr (text, ==, row->text);
      g_assert_cmpuint (cut_bytes, ==, 0);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

/* Whatever the bytes, the text is sound and has none of what it must not have. */
static void
test_random (void)
{
  static const char alphabet[] = "ab \t\r\033[]0;m\007\\\0\1\177\302\233\342\200\256\xff\xf0\x90";
  char bytes[64];
  guint round;

  for (round = 0; round < 20000; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes);
      gsize cut_bytes;
      g_autofree char *text = NULL;
      const char *at;
      gsize i;

      for (i = 0; i < length; i++)
        bytes[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text = sublet_log_text_clean (bytes, length, &cut_bytes);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (cut_bytes, ==, 0);
      for (at = text; *at != '\0'; at++)
        g_assert_true (*at == '\t' || (guchar) *at >= 0x20);
      g_assert_null (strstr (text, "\342\200\256"));
      g_assert_null (strstr (text, "\302\233"));
    }
}

static void
test_long (void)
{
  const gsize length = 5 * 1000 * 1000;
  g_autofree char *bytes = g_malloc (length);
  g_autofree char *text = NULL;
  g_autofree char *states = NULL;
  gsize cut_bytes;

  memset (bytes, 'x', length);
  text = sublet_log_text_clean (bytes, length, &cut_bytes);
  g_assert_cmpuint (strlen (text), ==, SUBLET_LOG_LINE_MAX_BYTES);
  g_assert_cmpuint (cut_bytes, ==, length - SUBLET_LOG_LINE_MAX_BYTES);

  /* Millions of states of which none shows anything: looked at once each. */
  memset (bytes, '\r', length);
  memcpy (bytes, "begin", 5);
  states = sublet_log_text_clean (bytes, length, &cut_bytes);
  g_assert_cmpstr (states, ==, "begin");
}

typedef struct
{
  const char *text;
  SubletLogTime time;
  const char *moment; /* UTC */
  const char *message;
} TimeRow;

static const TimeRow time_rows[] = {
  { "2026-08-01T14:02:11Z up", SUBLET_LOG_TIME_KNOWN, "2026-08-01 14:02:11", "up" },
  { "2026-08-01T14:02:11.123456789Z up", SUBLET_LOG_TIME_KNOWN, "2026-08-01 14:02:11", "up" },
  { "2026-08-01T14:02:11+02:00 up", SUBLET_LOG_TIME_KNOWN, "2026-08-01 12:02:11", "up" },
  { "2026-08-01T14:02:11-0530 up", SUBLET_LOG_TIME_KNOWN, "2026-08-01 19:32:11", "up" },
  { "2026-08-01 14:02:11,123 - INFO up",
    SUBLET_LOG_TIME_WRITTEN,
    "2026-08-01 14:02:11",
    "INFO up" },
  { "[2026-08-01 14:02:11] up", SUBLET_LOG_TIME_WRITTEN, "2026-08-01 14:02:11", "up" },
  { "2026/08/01 14:02:11 up", SUBLET_LOG_TIME_WRITTEN, "2026-08-01 14:02:11", "up" },
  { "14:02:11 up", SUBLET_LOG_TIME_WRITTEN, "1970-01-01 14:02:11", "up" },
  { "[14:02:11.5] up", SUBLET_LOG_TIME_WRITTEN, "1970-01-01 14:02:11", "up" },
  { "14:02:11", SUBLET_LOG_TIME_WRITTEN, "1970-01-01 14:02:11", "" },
  { "14:02 up", SUBLET_LOG_TIME_NONE, NULL, "14:02 up" },
  { "24:02:11 up", SUBLET_LOG_TIME_NONE, NULL, "24:02:11 up" },
  { "2026-13-01 14:02:11 up", SUBLET_LOG_TIME_NONE, NULL, "2026-13-01 14:02:11 up" },
  { "2026-02-30T14:02:11Z up", SUBLET_LOG_TIME_NONE, NULL, "2026-02-30T14:02:11Z up" },
  { "14:02:111 up", SUBLET_LOG_TIME_NONE, NULL, "14:02:111 up" },
  { "up at 14:02:11", SUBLET_LOG_TIME_NONE, NULL, "up at 14:02:11" },
  { "", SUBLET_LOG_TIME_NONE, NULL, "" },
  { "[", SUBLET_LOG_TIME_NONE, NULL, "[" },
  { "2026-08", SUBLET_LOG_TIME_NONE, NULL, "2026-08" },
};

static void
test_time (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (time_rows); i++)
    {
      const TimeRow *row = &time_rows[i];
      g_autoptr (SubletLogLine) line = sublet_log_line_new_take (g_strdup (row->text), 0);
      gint64 time_us;

      g_test_message ("%s", row->text);
      g_assert_cmpint (sublet_log_line_get_time (line, &time_us), ==, row->time);
      g_assert_cmpstr (sublet_log_line_get_message (line), ==, row->message);
      g_assert_cmpstr (sublet_log_line_get_text (line), ==, row->text);
      if (row->moment != NULL)
        {
          g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time_us / 1000000);
          g_autofree char *text = g_date_time_format (moment, "%Y-%m-%d %H:%M:%S");

          g_assert_cmpstr (text, ==, row->moment);
        }
    }
}

static const struct
{
  const char *message;
  SubletLogSeverity severity;
} severity_rows[] = {
  { "", SUBLET_LOG_SEVERITY_NONE },
  { "all is well", SUBLET_LOG_SEVERITY_NONE },
  { "ERROR no space left", SUBLET_LOG_SEVERITY_ERROR },
  { "[error] no space left", SUBLET_LOG_SEVERITY_ERROR },
  { "Error: no space left", SUBLET_LOG_SEVERITY_ERROR },
  { "level=error msg=x", SUBLET_LOG_SEVERITY_ERROR },
  { "torch.cuda.OutOfMemoryError: CUDA", SUBLET_LOG_SEVERITY_ERROR },
  { "CUDA out of memory. Tried 2 GiB", SUBLET_LOG_SEVERITY_ERROR },
  { "Traceback (most recent call last):", SUBLET_LOG_SEVERITY_ERROR },
  { "ValueError: bad", SUBLET_LOG_SEVERITY_ERROR },
  { "E0801 14:02:11.1 main.cc:7] x", SUBLET_LOG_SEVERITY_ERROR },
  { "F0801 14:02:11.1 main.cc:7] x", SUBLET_LOG_SEVERITY_ERROR },
  { "W0801 14:02:11.1 main.cc:7] x", SUBLET_LOG_SEVERITY_WARNING },
  { "I0801 14:02:11.1 main.cc:7] error x", SUBLET_LOG_SEVERITY_NONE },
  { "WARNING: low on shared memory", SUBLET_LOG_SEVERITY_WARNING },
  { "UserWarning: slow", SUBLET_LOG_SEVERITY_WARNING },
  { "warn: an error may follow", SUBLET_LOG_SEVERITY_ERROR },
  { "WARN an error may follow", SUBLET_LOG_SEVERITY_WARNING },
  { "INFO the last run failed", SUBLET_LOG_SEVERITY_NONE },
  { "[info] the last run failed", SUBLET_LOG_SEVERITY_NONE },
  { "level=info the last run failed", SUBLET_LOG_SEVERITY_NONE },
  { "for your info the run failed", SUBLET_LOG_SEVERITY_ERROR },
  { "0 failed, 3 passed", SUBLET_LOG_SEVERITY_NONE },
  { "failed: 0", SUBLET_LOG_SEVERITY_NONE },
  { "failed: 0.5 s left", SUBLET_LOG_SEVERITY_ERROR },
  { "failed: 02", SUBLET_LOG_SEVERITY_ERROR },
  { "no error", SUBLET_LOG_SEVERITY_NONE },
  { "error_rate 3, errorless", SUBLET_LOG_SEVERITY_NONE },
  { "terror", SUBLET_LOG_SEVERITY_NONE },
};

static void
test_severity (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (severity_rows); i++)
    {
      g_test_message ("%s", severity_rows[i].message);
      g_assert_cmpint (sublet_log_text_read_severity (severity_rows[i].message),
                       ==,
                       severity_rows[i].severity);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/logs/text/clean", test_clean);
  g_test_add_func ("/core/logs/text/random", test_random);
  g_test_add_func ("/core/logs/text/long", test_long);
  g_test_add_func ("/core/logs/text/time", test_time);
  g_test_add_func ("/core/logs/text/severity", test_severity);

  return g_test_run ();
}
