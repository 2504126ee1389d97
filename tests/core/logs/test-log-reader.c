/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log-reader-private.h"

#include "support/sublet-test.h"

#include <string.h>

static SubletLogReading *
read_text (const char *text, const GArray *known, guint max_lines)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return sublet_log_read (bytes, known, max_lines);
}

static GArray *
learn (const char *text)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (SubletLogReading) reading = read_text (text, nothing, 1000);

  return g_array_ref (reading->hashes);
}

/* Lines, "+2" for two more of a line, "~" for one without an end, "gap " in front. */
static char *
describe (const SubletLogReading *reading)
{
  GString *text = g_string_new (reading->joined ? NULL : "gap ");
  guint i;

  for (i = 0; i < reading->lines->len; i++)
    {
      SubletLogLine *line = g_ptr_array_index (reading->lines, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", sublet_log_line_get_text (line));
      if (sublet_log_line_get_n_more (line) > 0)
        g_string_append_printf (text, "+%u", sublet_log_line_get_n_more (line));
    }
  if (reading->unfinished)
    g_string_append_c (text, '~');

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *known;
  const char *text;
  const char *added;
} rows[] = {
  /* The first time. */
  { "", "", "" },
  { "", "a\nb\n", "a|b" },
  { "", "a\nb", "a|b~" },
  { "", "\n\na\n\n", "||a|" },
  { "", "a\na\na\nb\na\n", "a+2|b|a" },
  { "", "12:00:01 a\n12:00:02 a\n", "12:00:01 a+1" },
  { "", "a\na", "a|a~" },
  /* It goes on. */
  { "a\nb\nc\n", "a\nb\nc\n", "" },
  { "a\nb\nc\n", "a\nb\nc\nd\n", "d" },
  { "a\nb\nc\n", "b\nc\nd\ne\n", "d|e" },
  { "a\nb\nc\n", "c\nd\n", "d" },
  { "a\nb\n", "a\nb\nc", "c~" },
  /* The last line that had no end is asked for again. */
  { "a\nb", "a\nbc\nd\n", "bc|d" },
  { "a\nb", "a\nb", "b~" },
  { "b", "b\n", "b" },
  /* Nothing in common: lines may be missing. */
  { "a\nb\n", "c\nd\n", "gap c|d" },
  { "a\nb\n", "a\nc\n", "gap a|c" },
  { "a\nb\n", "b", "gap b~" },
  /* Nothing is there any more: nothing is new. */
  { "a\nb\n", "", "" },
  /* Equal lines are rather known than shown twice. */
  { "a\na\na\n", "a\na\n", "" },
  { "a\na\n", "a\na\na\n", "a" },
  { "b\na\na\n", "a\na\na\na\nc\n", "a+1|c" },
  { "x\ny\nx\ny\n", "x\ny\nx\ny\nx\n", "x" },
  { "x\ny\nx\n", "x\ny\nx\nz\n", "z" },
  { "p\nx\ny\nx\n", "x\nx\n", "x" },
  /* A border that has to be fallen back to. */
  { "a\na\nb\na\na\nb\na\n", "a\nb\na\na\nb\na\na\n", "a" },
  /* An empty line alone joins nothing, but for a log of them. */
  { "a\n\n", "\nb\n", "gap |b" },
  { "\n\n", "\n\n", "" },
};

static void
test_join (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) known = learn (rows[i].known);
      g_autoptr (SubletLogReading) reading = read_text (rows[i].text, known, 1000);
      g_autofree char *added = describe (reading);

      g_test_message ("row %d", (int) i);
      g_assert_cmpstr (added, ==, rows[i].added);
    }
}

/* Windows of a log that grows. Of lines that differ it is put together as it is; of equal ones some
 * may be taken for known, but none is ever told twice. */
static void
test_random (void)
{
  guint round;

  for (round = 0; round < 500; round++)
    {
      g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_autoptr (GArray) log = g_array_new (FALSE, FALSE, sizeof (int));
      bool differ = round % 2 == 0;
      guint n_told = 0;
      guint step;

      for (step = 0; step < 10; step++)
        {
          g_autoptr (SubletLogReading) reading = NULL;
          g_autoptr (GString) text = g_string_new (NULL);
          guint n_new = (guint) g_test_rand_int_range (0, 8);
          guint i;

          for (i = 0; i < n_new; i++)
            {
              int line = differ ? (int) log->len : g_test_rand_int_range (0, 3);

              g_array_append_val (log, line);
            }
          for (i = n_told > 12 ? n_told - 12 : 0; i < log->len; i++)
            g_string_append_printf (text, "%d\n", g_array_index (log, int, i));

          reading = read_text (text->str, known, 1000);
          g_assert_true (reading->joined);
          g_assert_cmpuint (reading->hashes->len, <=, log->len - n_told);
          if (differ)
            g_assert_cmpuint (reading->hashes->len, ==, log->len - n_told);
          g_array_append_vals (known, reading->hashes->data, reading->hashes->len);
          n_told = log->len;
        }
    }
}

static void
test_last_lines (void)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint64));
  static const struct
  {
    const char *text;
    guint max_lines;
    const char *lines;
  } cuts[] = {
    { "a\nb\nc\n", 2, "b|c" }, { "a\nb\nc", 2, "b|c~" }, { "a\nb\n", 2, "a|b" },
    { "\nb\n", 2, "|b" },      { "\n", 1, "" },          { "a\n\n", 1, "" },
    { "a", 1, "a~" },          { "a\nb\n", 1, "b" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (SubletLogReading) reading = read_text (cuts[i].text, nothing, cuts[i].max_lines);
      g_autofree char *lines = describe (reading);

      g_assert_cmpstr (lines, ==, cuts[i].lines);
      g_assert_cmpuint (reading->lines->len, <=, cuts[i].max_lines);
    }
}

/* 60 MB of lines, and of one line: the last lines, and what is shown of one. */
static void
test_large (void)
{
  const gsize length = 60 * 1000 * 1000;
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (SubletLogReading) reading = NULL;
  g_autoptr (SubletLogReading) one = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) line_bytes = NULL;
  SubletLogLine *line;
  char *text = g_malloc (length);
  gsize i;

  for (i = 0; i < length; i += 60)
    {
      g_snprintf (text + i, 60, "%054" G_GSIZE_FORMAT " line", i / 60);
      text[i + 59] = '\n';
    }
  bytes = g_bytes_new_take (text, length);
  reading = sublet_log_read (bytes, nothing, 50000);
  g_assert_cmpuint (reading->lines->len, ==, 50000);
  line = g_ptr_array_index (reading->lines, 49999);
  g_assert_true (g_str_has_suffix (sublet_log_line_get_text (line), "999999 line"));

  line_bytes = g_bytes_new_take (g_strnfill (length, 'x'), length);
  one = sublet_log_read (line_bytes, nothing, 50000);
  g_assert_cmpuint (one->lines->len, ==, 1);
  line = g_ptr_array_index (one->lines, 0);
  g_assert_cmpuint (sublet_log_line_get_cut_bytes (line), ==, length - SUBLET_LOG_LINE_MAX_BYTES);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/logs/reader/join", test_join);
  g_test_add_func ("/core/logs/reader/random", test_random);
  g_test_add_func ("/core/logs/reader/last-lines", test_last_lines);
  g_test_add_func ("/core/logs/reader/large", test_large);

  return g_test_run ();
}
