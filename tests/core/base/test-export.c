/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-export.h"

#include "support/sublet-test.h"

#include <json-glib/json-glib.h>

static void
test_decimal (void)
{
  static const struct
  {
    gint64 value;
    int digits;
    const char *text;
  } cases[] = {
    { 0, 6, "0.00" },
    { 1, 6, "0.000001" },
    { -1, 6, "-0.000001" },
    { 3412000, 6, "3.412" },
    { 3410000, 6, "3.41" },
    { 3400000, 6, "3.40" },
    { 120000000, 6, "120.00" },
    { -120500000, 6, "-120.50" },
    { 15000001, 9, "0.015000001" },
    { G_MAXINT64, 6, "9223372036854.775807" },
    { G_MININT64, 6, "-9223372036854.775808" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      sublet_export_append_decimal (text, cases[i].value, cases[i].digits);
      g_assert_cmpstr (text->str, ==, cases[i].text);
    }
}

/* Beside what GLib makes of it. */
static void
test_time (void)
{
  static const gint64 moments_s[] = { 0,          1,          951782399,  951782400,
                                      1785888000, 1798761599, 4107542400, 32503679999 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (moments_s); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moments_s[i]);
      g_autofree char *expected = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
      g_autoptr (GString) text = g_string_new (NULL);

      sublet_export_append_time (text, moments_s[i] * G_USEC_PER_SEC + 999999);
      g_assert_cmpstr (text->str, ==, expected);
    }
}

static void
assert_cell (const char *text, SubletExportKind kind, const char *cell)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  sublet_export_append_csv (csv, text, kind);
  g_assert_cmpstr (csv->str, ==, cell);
}

static void
test_csv (void)
{
  assert_cell (NULL, SUBLET_EXPORT_TEXT, "");
  assert_cell ("", SUBLET_EXPORT_TEXT, "\"\"");
  assert_cell ("a, \"b\"\nc", SUBLET_EXPORT_TEXT, "\"a, \"\"b\"\"\nc\"");
  assert_cell ("=1+1", SUBLET_EXPORT_TEXT, "\"'=1+1\"");
  assert_cell ("  @x", SUBLET_EXPORT_TEXT, "\"'  @x\"");
  assert_cell ("|cmd", SUBLET_EXPORT_TEXT, "\"'|cmd\"");
  /* What is ours is no formula, and a negative amount no text. */
  assert_cell ("-3.412", SUBLET_EXPORT_MONEY, "-3.412");
  assert_cell ("a,b", SUBLET_EXPORT_WORD, "\"a,b\"");
}

/* Beside what a parser reads. */
static void
test_json (void)
{
  static const char *const texts[] = { "",
                                       "a\"b\\c/",
                                       "\n\r\t\x01\x1f\x7f",
                                       "größe 🦆",
                                       "</script>" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      sublet_export_append_json (json, texts[i], SUBLET_EXPORT_TEXT);
      node = json_from_string (json->str, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_node_get_string (node), ==, texts[i]);
    }
}

static void
assert_value (const char *text, SubletExportKind kind, const char *value)
{
  g_autoptr (GString) json = g_string_new (NULL);

  sublet_export_append_json (json, text, kind);
  g_assert_cmpstr (json->str, ==, value);
}

static void
test_json_kinds (void)
{
  assert_value (NULL, SUBLET_EXPORT_TEXT, "null");
  assert_value ("7", SUBLET_EXPORT_NUMBER, "7");
  assert_value ("true", SUBLET_EXPORT_TRUTH, "true");
  assert_value ("0.10", SUBLET_EXPORT_MONEY, "\"0.10\"");
}

/* ---- the file ---- */

static GString *
make_text (gpointer data)
{
  return g_string_new (data);
}

static gboolean
write_file (GFile *file, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_export_write_async (file,
                             make_text,
                             g_strdup (text),
                             g_free,
                             cancellable,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);

  return sublet_export_write_finish (file, result, error);
}

static void
assert_content (GFile *file, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* Whole, or the old one stays. */
static void
test_write (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *nowhere_path = g_build_filename (folder, "nowhere", "b.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path (nowhere_path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (write_file (file, "one", NULL, NULL));
  assert_content (file, "one");
  g_assert_true (write_file (file, "two", NULL, NULL));
  assert_content (file, "two");

  g_cancellable_cancel (cancelled);
  g_assert_false (write_file (file, "three", cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (file, "two");

  g_clear_error (&error);
  g_assert_false (write_file (nowhere, "four", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "b.csv"));
  sublet_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/base/export/decimal", test_decimal);
  g_test_add_func ("/base/export/time", test_time);
  g_test_add_func ("/base/export/csv", test_csv);
  g_test_add_func ("/base/export/json", test_json);
  g_test_add_func ("/base/export/json-kinds", test_json_kinds);
  g_test_add_func ("/base/export/write", test_write);

  return g_test_run ();
}
