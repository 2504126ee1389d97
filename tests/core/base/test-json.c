/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-json.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

/* The same number as the service spells it from one week to the next, and what is no number. */
static const char document[] =
  "{"
  " \"int\": 64, \"float\": 64.0, \"text\": \"64\", \"blank\": \" 64\\n\", \"exponent\": \"6.4e1\","
  " \"half\": 2.5, \"negative\": -7, \"big\": 9007199254740993, \"huge\": 1e300,"
  " \"huge-text\": \"1e999\", \"nan-text\": \"NaN\", \"inf-text\": \"Infinity\","
  " \"hex-text\": \"0x40\", \"comma-text\": \"0,31\", \"word\": \"many\", \"tail\": \"64 GB\","
  " \"empty\": \"\", \"spaces\": \"  \\n\", \"null\": null, \"true\": true, \"false\": false,"
  " \"zero\": 0, \"one\": 1, \"array\": [64], \"object\": {\"a\": 64}, \"usd\": 0.31,"
  " \"usd-text\": \"0.31\", \"minus\": -0.5, \"padded\": \"  RTX 4090 \\n\","
  " \"half-pair\": \"x\\ud800yz\","
  " \"epoch\": 1763388600.25, \"epoch-text\": \"1763388600\", \"epoch-far\": 1e12"
  "}";

static JsonObject *
parse (JsonParser **parser)
{
  g_autoptr (GError) error = NULL;

  *parser = json_parser_new ();
  json_parser_load_from_data (*parser, document, -1, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (*parser));
}

static void
test_numbers (void)
{
  static const char *const sixty_four[] = { "int", "float", "text", "blank", "exponent" };
  static const char *const nothing[] = {
    "absent", "null", "huge-text", "nan-text", "inf-text", "hex-text", "comma-text",
    "word",   "tail", "empty",     "spaces",   "true",     "array",    "object",
  };
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sixty_four); i++)
    {
      g_autoptr (GError) error = NULL;
      double number = 0;
      gint64 integer = 0;

      g_test_message ("%s", sixty_four[i]);
      g_assert_cmpint (sublet_json_opt_int (object, sixty_four[i], -1), ==, 64);
      g_assert_cmpfloat_with_epsilon (sublet_json_opt_double (object, sixty_four[i], -1), 64, 1e-9);
      g_assert_true (sublet_json_need_int (object, sixty_four[i], &integer, &error));
      g_assert_no_error (error);
      g_assert_cmpint (integer, ==, 64);
      g_assert_true (sublet_json_need_double (object, sixty_four[i], &number, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (number, 64, 1e-9);
    }

  for (i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (GError) error = NULL;
      double number = 0;
      gint64 integer = 0;

      g_test_message ("%s", nothing[i]);
      g_assert_cmpint (sublet_json_opt_int (object, nothing[i], -1), ==, -1);
      g_assert_true (isnan (sublet_json_opt_double (object, nothing[i], NAN)));
      g_assert_false (sublet_json_need_int (object, nothing[i], &integer, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, nothing[i]));
      g_clear_error (&error);
      g_assert_false (sublet_json_need_double (object, nothing[i], &number, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, nothing[i]));
    }
}

static void
test_integers (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);

  /* One more than a double can hold: an integer keeps all its bits. */
  g_assert_cmpint (sublet_json_opt_int (object, "big", 0),
                   ==,
                   G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (sublet_json_opt_int (object, "half", 0), ==, 3);
  g_assert_cmpint (sublet_json_opt_int (object, "negative", 0), ==, -7);
  g_assert_cmpint (sublet_json_opt_int (object, "huge", -1), ==, -1);
  g_assert_cmpfloat_with_epsilon (sublet_json_opt_double (object, "huge", -1), 1e300, 1e285);
}

static void
test_flags (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);

  g_assert_true (sublet_json_opt_bool (object, "true", false));
  g_assert_false (sublet_json_opt_bool (object, "false", true));
  g_assert_true (sublet_json_opt_bool (object, "one", false));
  g_assert_false (sublet_json_opt_bool (object, "zero", true));
  g_assert_true (sublet_json_opt_bool (object, "half", false));
  /* No flag: the default, whichever it is. */
  g_assert_true (sublet_json_opt_bool (object, "absent", true));
  g_assert_false (sublet_json_opt_bool (object, "absent", false));
  g_assert_true (sublet_json_opt_bool (object, "null", true));
  g_assert_false (sublet_json_opt_bool (object, "text", false));
  g_assert_true (sublet_json_opt_bool (object, "object", true));
}

static void
test_text (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);
  g_autofree char *padded = sublet_json_dup_opt_string (object, "padded");
  g_autofree char *half_pair = sublet_json_dup_opt_string (object, "half-pair");

  g_assert_cmpstr (padded, ==, "RTX 4090");
  g_assert_true (g_str_has_prefix (half_pair, "x"));
  g_assert_true (g_utf8_validate (half_pair, -1, NULL));
  g_assert_null (sublet_json_dup_opt_string (object, "empty"));
  g_assert_null (sublet_json_dup_opt_string (object, "spaces"));
  g_assert_null (sublet_json_dup_opt_string (object, "null"));
  g_assert_null (sublet_json_dup_opt_string (object, "int"));
  g_assert_null (sublet_json_dup_opt_string (object, "array"));
  g_assert_null (sublet_json_dup_opt_string (object, "absent"));
}

static void
test_containers (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);

  g_assert_cmpint (sublet_json_opt_int (sublet_json_get_opt_object (object, "object"), "a", 0),
                   ==,
                   64);
  g_assert_cmpuint (json_array_get_length (sublet_json_get_opt_array (object, "array")), ==, 1);
  /* Each where the other is expected. */
  g_assert_null (sublet_json_get_opt_object (object, "array"));
  g_assert_null (sublet_json_get_opt_array (object, "object"));
  g_assert_null (sublet_json_get_opt_object (object, "null"));
  g_assert_null (sublet_json_get_opt_array (object, "text"));
  g_assert_true (sublet_json_has_value (object, "false"));
  g_assert_false (sublet_json_has_value (object, "null"));
  g_assert_false (sublet_json_has_value (object, "absent"));
}

static void
test_no_object (void)
{
  g_autoptr (GError) error = NULL;
  gint64 integer = 0;

  g_assert_cmpint (sublet_json_opt_int (NULL, "a", 5), ==, 5);
  g_assert_true (sublet_json_opt_bool (NULL, "a", true));
  g_assert_null (sublet_json_dup_opt_string (NULL, "a"));
  g_assert_null (sublet_json_get_opt_object (NULL, "a"));
  g_assert_null (sublet_json_get_opt_array (NULL, "a"));
  g_assert_false (sublet_json_has_value (NULL, "a"));
  g_assert_false (sublet_json_need_int (NULL, "a", &integer, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
}

static void
test_money (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);

  g_assert_cmpint (sublet_json_opt_rate_nusd (object, "usd"), ==, 310000000);
  g_assert_cmpint (sublet_json_opt_rate_nusd (object, "usd-text"), ==, 310000000);
  g_assert_cmpint (sublet_json_opt_amount_uusd (object, "usd"), ==, 310000);
  g_assert_cmpint (sublet_json_opt_amount_uusd (object, "minus"), ==, -500000);
  g_assert_cmpint (sublet_json_opt_rate_nusd (object, "absent"), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_json_opt_rate_nusd (object, "huge"), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_json_opt_amount_uusd (object, "comma-text"), ==, SUBLET_MONEY_UNKNOWN);
}

static void
test_times (void)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = parse (&parser);

  g_assert_cmpint (sublet_json_opt_epoch_us (object, "epoch"),
                   ==,
                   G_GINT64_CONSTANT (1763388600250000));
  g_assert_cmpint (sublet_json_opt_epoch_us (object, "epoch-text"),
                   ==,
                   G_GINT64_CONSTANT (1763388600000000));
  g_assert_cmpint (sublet_json_opt_epoch_us (object, "epoch-far"), ==, 0);
  g_assert_cmpint (sublet_json_opt_epoch_us (object, "negative"), ==, 0);
  g_assert_cmpint (sublet_json_opt_epoch_us (object, "null"), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/json/numbers", test_numbers);
  g_test_add_func ("/core/base/json/integers", test_integers);
  g_test_add_func ("/core/base/json/flags", test_flags);
  g_test_add_func ("/core/base/json/text", test_text);
  g_test_add_func ("/core/base/json/containers", test_containers);
  g_test_add_func ("/core/base/json/no-object", test_no_object);
  g_test_add_func ("/core/base/json/money", test_money);
  g_test_add_func ("/core/base/json/times", test_times);

  return g_test_run ();
}
