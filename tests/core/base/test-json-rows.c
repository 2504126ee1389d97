/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-json-rows.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include "support/sublet-test.h"

/* Notes each row that json-glib can read, one per line. */
static bool
take_row (const char *text, gsize length, gpointer user_data)
{
  GString *rows = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);

  if (node == NULL)
    return false;

  g_string_append_len (rows, text, (gssize) length);
  g_string_append_c (rows, '\n');
  return true;
}

static const SubletJsonRowSink sink = { .take_row = take_row };

typedef struct
{
  const char *reply;
  const char *rows;     /* NULL: the reply as a whole is refused */
  const char *envelope; /* NULL: none */
  guint n_skipped;
} Row;

static const Row table[] = {
  { "{\"offers\":[{\"id\":1},{\"id\":2}]}", "{\"id\":1}\n{\"id\":2}\n", "{\"offers\":[]}", 0 },
  { " { \"offers\" : [ { \"id\" : 1 } , { } ] , \"truncated\" : true } \n",
    "{ \"id\" : 1 }\n{ }\n",
    "{\"offers\":[],\"truncated\":true}",
    0 },
  { "{\"n\":1,\"offers\":[]}", "", "{\"n\":1,\"offers\":[]}", 0 },
  { "{\"offers\":{\"id\":1},\"x\":null}", "{\"id\":1}\n", "{\"offers\":[],\"x\":null}", 0 },
  { "{\"offers\":null}", "", "{\"offers\":null}", 0 },
  { "{\"offers\":7}", "", "{\"offers\":7}", 0 },
  { "{\"success\":false,\"msg\":\"offers\"}", "", "{\"success\":false,\"msg\":\"offers\"}", 0 },
  { "{\"x\":{\"offers\":[{\"id\":1}]}}", "", "{\"x\":{\"offers\":[{\"id\":1}]}}", 0 },
  { "[{\"id\":1},{\"id\":2}]", "{\"id\":1}\n{\"id\":2}\n", NULL, 0 },
  { "[]", "", NULL, 0 },
  /* Brackets, commas and quotes inside texts are texts. */
  { "{\"offers\":[{\"a\":\"}],{\\\"\",\"b\":\"\\\\\"}]}",
    "{\"a\":\"}],{\\\"\",\"b\":\"\\\\\"}\n",
    "{\"offers\":[]}",
    0 },
  { "{\"offers\":[{\"a\":{\"b\":[1,{\"c\":2}]}}]}",
    "{\"a\":{\"b\":[1,{\"c\":2}]}}\n",
    "{\"offers\":[]}",
    0 },
  /* One bad row spoils one row. */
  { "{\"offers\":[{\"id\":1},7,null,\"x,]\",[1,[2]],{\"id\":2}]}",
    "{\"id\":1}\n{\"id\":2}\n",
    "{\"offers\":[]}",
    4 },
  { "{\"offers\":[{\"id\":,},{\"id\":2}]}", "{\"id\":2}\n", "{\"offers\":[]}", 1 },
  { "{\"offers\":[{\"id\":\"\xff\"},{\"id\":2}]}", "{\"id\":2}\n", "{\"offers\":[]}", 1 },
  /* No value is no reason to lose a row. */
  { "{\"offers\":[{\"a\":NaN,\"b\":-Infinity,\"c\":\"NaN\",\"d\":[Infinity]}],\"e\":NaN}",
    "{\"a\":null,\"b\":null,\"c\":\"NaN\",\"d\":[null]}\n",
    "{\"offers\":[],\"e\":null}",
    0 },
  /* Refused as a whole. */
  { "", NULL, NULL, 0 },
  { "  \n", NULL, NULL, 0 },
  { "<html><body>Sign in</body></html>", NULL, NULL, 0 },
  { "\"Successfully Deleted\"", NULL, NULL, 0 },
  { "null", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1},{\"id\":2}", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1},{\"id\":2", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1}]", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1}]}x", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1}}]", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":[1}]]}", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1}{\"id\":2}]}", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1},,{\"id\":2}]}", NULL, NULL, 0 },
  { "{\"offers\":[{\"id\":1},]}", NULL, NULL, 0 },
  { "{\"offers\":[,]}", NULL, NULL, 0 },
  { "{\"offers\":[],\"offers\":[]}", NULL, NULL, 0 },
  { "{\"offers\":[],}x", NULL, NULL, 0 },
  { "{\"a\":\"\xff\",\"offers\":[]}", NULL, NULL, 0 },
  { "{\"a\":1 2}", NULL, NULL, 0 },
};

static void
check (const Row *row, gsize chunk)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (SubletJsonRows) rows = sublet_json_rows_new ("offers", &sink, lines);
  g_autoptr (GError) error = NULL;
  gsize length = strlen (row->reply);
  bool whole = true;
  gsize at;

  for (at = 0; whole && at < length; at += chunk)
    whole = sublet_json_rows_feed (rows, row->reply + at, MIN (chunk, length - at), &error);
  if (whole)
    whole = sublet_json_rows_finish (rows, &error);

  if (row->rows == NULL)
    {
      g_assert_false (whole);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      return;
    }

  g_assert_no_error (error);
  g_assert_true (whole);
  g_assert_cmpstr (lines->str, ==, row->rows);
  g_assert_cmpuint (sublet_json_rows_get_n_skipped (rows), ==, row->n_skipped);
  if (row->envelope == NULL)
    {
      g_assert_null (sublet_json_rows_get_envelope (rows));
    }
  else
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *text = NULL;

      json_node_set_object (node, sublet_json_rows_get_envelope (rows));
      text = json_to_string (node, FALSE);
      g_assert_cmpstr (text, ==, row->envelope);
    }
}

static void
test_table (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize chunk;

      g_autofree char *shown = g_strescape (table[i].reply, NULL);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, shown);
      check (&table[i], G_MAXSIZE / 2);
      for (chunk = 1; chunk < 12; chunk++)
        check (&table[i], chunk);
    }
}

static void
test_found (void)
{
  static const struct
  {
    const char *reply;
    bool found;
  } rows[] = {
    { "{\"offers\":[]}", true },
    { "{\"offers\":{}}", true },
    { "[]", true },
    { "{\"offers\":null}", false },
    { "{}", false },
    { "{\"offers\":\"[]\"}", false },
    { "{\"xoffers\":[1]}", false },
    { "{\"offer\":[]}", false },
    { "{\"a\":\"offers\"}", false },
    { "{\"offers\\u0000\":[]}", false },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (SubletJsonRows) cutter = sublet_json_rows_new ("offers", &sink, lines);

      g_assert_true (sublet_json_rows_feed (cutter, rows[i].reply, strlen (rows[i].reply), NULL));
      g_assert_cmpint (sublet_json_rows_get_found (cutter), ==, rows[i].found);
    }
}

static char *
make_reply (const char *open, const char *middle, const char *close, guint count)
{
  g_autoptr (GString) text = g_string_new ("{\"offers\":[{\"id\":1},{\"a\":");
  guint i;

  for (i = 0; i < count; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (i = 0; i < count; i++)
    g_string_append (text, close);
  g_string_append (text, "},{\"id\":3}]}");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_limit (const char *reply, guint n_skipped)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (SubletJsonRows) rows = sublet_json_rows_new ("offers", &sink, lines);
  g_autoptr (GError) error = NULL;

  g_assert_true (sublet_json_rows_feed (rows, reply, strlen (reply), &error));
  g_assert_true (sublet_json_rows_finish (rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_json_rows_get_n_skipped (rows), ==, n_skipped);
  g_assert_cmpuint (sublet_json_rows_get_n_rows (rows), ==, 3 - n_skipped);
}

static void
test_limits (void)
{
  g_autofree char *deep = make_reply ("[", "1", "]", SUBLET_JSON_MAX_DEPTH - 1);
  g_autofree char *too_deep = make_reply ("[", "1", "]", SUBLET_JSON_MAX_DEPTH);
  g_autofree char *absurd = make_reply ("[", "1", "]", 200000);
  g_autofree char *many = make_reply ("", "0", ",\"m\":1", SUBLET_JSON_MAX_MEMBERS - 1);
  g_autofree char *too_many = make_reply ("", "0", ",\"m\":1", SUBLET_JSON_MAX_MEMBERS);
  g_autofree char *blanks = g_strnfill (SUBLET_JSON_MAX_ROW_BYTES - 7, ' ');
  g_autofree char *large = make_reply ("", blanks, "1", 1);
  g_autofree char *too_large = make_reply (" ", blanks, "1", 1);

  check_limit (deep, 0);
  check_limit (too_deep, 1);
  check_limit (absurd, 1);
  check_limit (many, 0);
  check_limit (too_many, 1);
  check_limit (large, 0);
  check_limit (too_large, 1);
}

static void
test_deep_envelope (void)
{
  g_autoptr (GString) text = g_string_new ("{\"x\":");
  g_autoptr (GError) error = NULL;
  guint i;

  for (i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  for (i = 0; i < 100000; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');

  g_assert_null (sublet_json_parse (text->str, text->len, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
}

/* A short cut that takes every other row it sees whole. */
static gsize
try_row (const char *text, gsize length, gpointer user_data)
{
  const char *end = memchr (text, '}', length);

  if (end == NULL || (end - text) % 2 == 0)
    return 0;

  g_string_append_len (user_data, text, end + 1 - text);
  g_string_append (user_data, "!\n");
  return (gsize) (end + 1 - text);
}

static void
test_short_cut (void)
{
  static const SubletJsonRowSink short_cut = { .take_row = take_row, .try_row = try_row };
  static const char reply[] =
    "{\"offers\":[{\"id\":1},{\"id\":22},{\"id\":3} , {\"id\":44}],\"z\":1}";
  gsize chunk;

  for (chunk = 1; chunk < sizeof reply; chunk++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (SubletJsonRows) rows = sublet_json_rows_new ("offers", &short_cut, lines);
      gsize at;

      for (at = 0; at < sizeof reply - 1; at += chunk)
        g_assert_true (
          sublet_json_rows_feed (rows, reply + at, MIN (chunk, sizeof reply - 1 - at), NULL));
      g_assert_true (sublet_json_rows_finish (rows, NULL));
      g_assert_cmpuint (sublet_json_rows_get_n_rows (rows), ==, 4);
      if (chunk == sizeof reply - 1)
        g_assert_cmpstr (lines->str, ==, "{\"id\":1}!\n{\"id\":22}\n{\"id\":3}!\n{\"id\":44}\n");
      g_assert_cmpint (sublet_json_opt_int (sublet_json_rows_get_envelope (rows), "z", 0), ==, 1);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/json-rows/table", test_table);
  g_test_add_func ("/core/base/json-rows/found", test_found);
  g_test_add_func ("/core/base/json-rows/limits", test_limits);
  g_test_add_func ("/core/base/json-rows/deep-envelope", test_deep_envelope);
  g_test_add_func ("/core/base/json-rows/short-cut", test_short_cut);

  return g_test_run ();
}
