/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-key-source.h"
#include "support/sublet-test.h"

/* Invented, as long as the service's. */
#define KEY "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static SecretValue *
parse (const char *text, GError **error)
{
  return sublet_key_source_parse (text, strlen (text), error);
}

static void
test_found (void)
{
  static const char *const texts[] = {
    KEY,
    KEY "\n",
    KEY "\r\n",
    "  \t" KEY " \n\n",
    "\xef\xbb\xbf" KEY "\r\n",     /* byte order mark */
    "\xc2\xa0" KEY "\xe2\x80\x8b", /* no-break space, zero width space */
    "\"" KEY "\"",
    "# my key\n\n" KEY "\n",
    "VAST_API_KEY=" KEY,
    "VAST_API_KEY=" KEY "\r\n",
    "VAST_API_KEY = " KEY "\n",
    "export VAST_API_KEY=" KEY "\n",
    "  export\tVAST_API_KEY='" KEY "' # the real one\n",
    "export VAST_API_KEY=\"" KEY "\"\n",
    "VAST_API_KEY=" KEY " # not \"quoted\"\n",
    "# VAST_API_KEY=old\nVAST_API_KEY=" KEY "\nOTHER=1\n",
    "VAST_API_KEY=old\nVAST_API_KEY=" KEY "\n",
    "OTHER=1\nexport LANG=C\n" KEY "\n",
    "VASTAI_API_KEY=" KEY "\n",
    "VASTAI_API_KEY=other\nVAST_API_KEY=" KEY "\n",
    "VAST_API_KEY_OLD=old\nVAST_API_KEY=" KEY "\n",
    "VAST_API_KEY=" KEY "\rOTHER=1\r",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      SecretValue *key = parse (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (secret_value_get_text (key), ==, KEY);
      secret_value_unref (key);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *reason;
  } cases[] = {
    { "", "empty" },
    { " \t\r\n", "empty" },
    { "# nothing but a comment\n", "empty" },
    { "OTHER=1\n", "empty" },
    { "VAST_API_KEY=\n", "empty" },
    { "VAST_API_KEY=''\n", "empty" },
    { "VAST_API_KEY= # later\n", "empty" },
    { "sub let", "plain ASCII" },
    { "sublet\tkey", "plain ASCII" },
    { "sublet\x01key", "plain ASCII" },
    { "sublet\x7fkey", "plain ASCII" },
    { "sublet-k\xc3\xa9y", "plain ASCII" },
    { "sublet-\xff\xfe", "plain ASCII" },
    { "VAST_API_KEY=\"sub let\"\n", "plain ASCII" },
    { "sublet-one\nsublet-two\n", "more than one line" },
  };
  static const char utf16[] = "s\0u\0b\0l\0e\0t\0";
  g_autofree char *long_key = g_strnfill (SUBLET_KEY_MAX_LENGTH + 1, 'k');
  g_autoptr (GError) error = NULL;
  SecretValue *key;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_error (&error);
      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].reason));
      /* The reason never quotes what it refuses. */
      g_assert_null (strstr (error->message, "sub"));
    }

  g_clear_error (&error);
  g_assert_null (sublet_key_source_parse (utf16, sizeof utf16, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);

  g_clear_error (&error);
  g_assert_null (parse (long_key, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "longer than"));

  g_clear_error (&error);
  long_key[SUBLET_KEY_MAX_LENGTH] = '\0';
  key = parse (long_key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (key), ==, long_key);
  secret_value_unref (key);
}

/* A few thousand broken texts: never a crash, never a key that is not fit for a header. */
static void
test_any_bytes (void)
{
  static const char *const pieces[] = {
    "VAST_API_KEY", "=",  "export ",  "'",        "\"",   "#",   " ",
    "\n",           "\r", "\xc2\xa0", "\xe2\x80", "\xff", "key", "\0",
  };
  int i;

  for (i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_test_rand_int_range (0, 12);
      SecretValue *key;
      const char *c;

      while (n-- > 0)
        {
          int piece = g_test_rand_int_range (0, G_N_ELEMENTS (pieces));

          g_string_append_len (text, pieces[piece], MAX ((gssize) strlen (pieces[piece]), 1));
        }
      key = sublet_key_source_parse (text->str, text->len, NULL);
      if (key == NULL)
        continue;
      g_assert_cmpint (*secret_value_get_text (key), !=, '\0');
      for (c = secret_value_get_text (key); *c != '\0'; c++)
        g_assert_true (g_ascii_isgraph (*c));
      secret_value_unref (key);
    }
}

static void
test_environment (void)
{
  g_autoptr (GError) error = NULL;
  const char *variable = "unset";
  SecretValue *key;

  g_assert_null (sublet_key_source_take_environment (&variable, &error));
  g_assert_no_error (error);
  g_assert_null (variable);

  g_setenv ("VASTAI_API_KEY", "other", TRUE);
  key = sublet_key_source_take_environment (&variable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (variable, ==, "VASTAI_API_KEY");
  g_assert_cmpstr (secret_value_get_text (key), ==, "other");
  secret_value_unref (key);
  g_assert_null (g_getenv ("VASTAI_API_KEY"));

  g_setenv ("VAST_API_KEY", " " KEY "\n", TRUE);
  g_setenv ("VASTAI_API_KEY", "other", TRUE);
  key = sublet_key_source_take_environment (&variable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (variable, ==, "VAST_API_KEY");
  g_assert_cmpstr (secret_value_get_text (key), ==, KEY);
  secret_value_unref (key);
  g_assert_null (g_getenv ("VAST_API_KEY"));
  g_assert_null (g_getenv ("VASTAI_API_KEY"));

  g_setenv ("VAST_API_KEY", "not a key", TRUE);
  g_assert_null (sublet_key_source_take_environment (&variable, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpstr (variable, ==, "VAST_API_KEY");
  g_assert_null (g_getenv ("VAST_API_KEY"));
}

static SecretValue *
read_file (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_source_read_file_async (file, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_key_source_read_file_finish (result, error);
}

static GFile *
write_file (const char *folder, const char *name, const char *text, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
test_file (void)
{
  char *folder = sublet_test_make_folder ();
  g_autoptr (GFile) file = write_file (folder, "key", KEY "\n", strlen (KEY) + 1);
  g_autoptr (GFile) missing = g_file_get_child (file, "missing");
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) large = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *film = g_strnfill (100000, 'f');
  g_autoptr (GAsyncResult) result = NULL;
  SecretValue *key;

  key = read_file (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (key), ==, KEY);
  secret_value_unref (key);

  large = write_file (folder, "film", film, 100000);
  g_assert_null (read_file (large, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "larger"));

  g_clear_error (&error);
  g_assert_null (read_file (missing, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (read_file (directory, &error));
  g_assert_nonnull (error);

  g_clear_error (&error);
  sublet_key_source_delete_file_async (file, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_key_source_delete_file_finish (result, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_query_exists (file, NULL));

  sublet_test_remove_folder (folder);
}

static GFile *
find_client_file (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GFile *file;

  sublet_key_source_find_client_file_async (NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  file = sublet_key_source_find_client_file_finish (result, &error);
  g_assert_no_error (error);
  return file;
}

/* The isolated folders of a test stand in for HOME and XDG_CONFIG_HOME. */
static void
test_client_file (void)
{
  g_autoptr (GFile) legacy = NULL;
  g_autoptr (GFile) present = NULL;
  GFile *found;

  g_assert_null (find_client_file ());

  legacy = write_file (g_get_home_dir (), ".vast_api_key", KEY, strlen (KEY));
  found = find_client_file ();
  g_assert_true (g_file_equal (found, legacy));
  g_object_unref (found);

  present = write_file (g_get_user_config_dir (), "vastai/vast_api_key", KEY, strlen (KEY));
  found = find_client_file ();
  g_assert_true (g_file_equal (found, present));
  g_object_unref (found);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/secrets/key-source/found", test_found);
  g_test_add_func ("/core/secrets/key-source/refused", test_refused);
  g_test_add_func ("/core/secrets/key-source/any-bytes", test_any_bytes);
  g_test_add_func ("/core/secrets/key-source/environment", test_environment);
  g_test_add_func ("/core/secrets/key-source/file", test_file);
  g_test_add_func ("/core/secrets/key-source/client-file", test_client_file);

  return g_test_run ();
}
