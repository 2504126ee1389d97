/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-closures.h"
#include "ui/common/sublet-country.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-problem-text.h"
#include "ui/sublet-ui-test.h"

#include <locale.h>
#include <math.h>

/* 17 November 2025, 14:10 UTC, a Monday. */
#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

/* Takes the text. */
static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_amounts (void)
{
  static const struct
  {
    gint64 amount_uusd;
    const char *text;
    const char *plain;
    const char *with_sign;
  } rows[] = {
    { SUBLET_MONEY_UNKNOWN, "–", "–", "–" },
    { 0, "$0.00", "0.00", "$0.00" },
    { 1, "under $0.01", "<0.01", "under $0.01" },
    { 4999, "under $0.01", "<0.01", "under $0.01" },
    { -4999, "under $0.01", "<0.01", "under $0.01" },
    { 5000, "$0.01", "0.01", "+\u2060$0.01" },
    { 1440000, "$1.44", "1.44", "+\u2060$1.44" },
    { 1444999, "$1.44", "1.44", "+\u2060$1.44" },
    { 1445000, "$1.45", "1.45", "+\u2060$1.45" },
    { -2000000, "−$2.00", "−2.00", "−$2.00" },
    { -5000, "−$0.01", "−0.01", "−$0.01" },
    { G_MAXINT64, "$9223372036854.78", "9223372036854.78", "+\u2060$9223372036854.78" },
    { G_MININT64 + 1, "−$9223372036854.78", "−9223372036854.78", "−$9223372036854.78" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_text (sublet_format_amount (rows[i].amount_uusd), rows[i].text);
      assert_text (sublet_format_amount_plain (rows[i].amount_uusd), rows[i].plain);
      assert_text (sublet_format_amount_signed (rows[i].amount_uusd), rows[i].with_sign);
    }
}

static void
test_rates (void)
{
  static const struct
  {
    gint64 rate_nusd;
    const char *text;
    const char *in_short;
    const char *plain;
    const char *per_day;
    const char *fine;
  } rows[] = {
    { SUBLET_MONEY_UNKNOWN, "–", "–", "–", "–", "–" },
    { 0, "$0.000/h", "$0.00/h", "0.000", "$0.00 a day", "$0.00/h" },
    { 325000000, "$0.325/h", "$0.33/h", "0.325", "$7.80 a day", "$0.33/h" },
    { 1840000000, "$1.840/h", "$1.84/h", "1.840", "$44.16 a day", "$1.84/h" },
    { 15111111, "$0.015/h", "$0.02/h", "0.015", "$0.36 a day", "$0.0151/h" },
    { 499999, "<$0.001/h", "<$0.01/h", "<0.001", "$0.01 a day", "$0.0005/h" },
    { 100, "<$0.001/h", "<$0.01/h", "<0.001", "under $0.01 a day", "<$0.0001/h" },
    { -1500000, "−$0.002/h", "<$0.01/h", "−0.002", "−$0.04 a day", "−$0.0015/h" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_text (sublet_format_rate (rows[i].rate_nusd), rows[i].text);
      assert_text (sublet_format_rate_short (rows[i].rate_nusd), rows[i].in_short);
      assert_text (sublet_format_rate_plain (rows[i].rate_nusd), rows[i].plain);
      assert_text (sublet_format_rate_per_day (rows[i].rate_nusd), rows[i].per_day);
      assert_text (sublet_format_rate_fine (rows[i].rate_nusd), rows[i].fine);
    }
}

static void
test_combined_rates (void)
{
  assert_text (sublet_format_rate_and_day (325000000), "$0.325/h · $7.80 a day");
  assert_text (sublet_format_rate_and_day (SUBLET_MONEY_UNKNOWN), "–");
  assert_text (sublet_format_per_dollar (82.1, 325000000, 0), "253");
  assert_text (sublet_format_per_dollar (82.1, 325000000, 1), "252.6");
  assert_text (sublet_format_per_dollar (NAN, 325000000, 1), "–");
  assert_text (sublet_format_per_dollar (82.1, 0, 0), "–");
  assert_text (sublet_format_per_dollar (82.1, SUBLET_MONEY_UNKNOWN, 0), "–");
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
    const char *in_short;
  } rows[] = {
    { -5, "0 s", "0 s" },
    { 0, "0 s", "0 s" },
    { 24, "24 s", "24 s" },
    { 60, "1 min", "1 min" },
    { 250, "4 min 10 s", "4 min" },
    { 3599, "59 min 59 s", "59 min" },
    { 3600, "1 h", "1 h" },
    { 15120, "4 h 12 min", "4 h 12 min" },
    { 10 * 3600 - 1, "9 h 59 min", "9 h 59 min" },
    { 10 * 3600 + 59, "10 h", "10 h" },
    { 11 * 3600 - 1, "10 h 59 min", "10 h" },
    { 22 * 3600 + 59, "22 h", "22 h" },
    { 26 * 3600, "1 d 2 h", "26 h" },
    { 76 * 3600 + 1800, "3 d 4 h", "3 d" },
    { 99 * 86400 + 23 * 3600, "99 d 23 h", "99 d" },
    { 301 * 86400 + 16 * 3600, "301 d", "301 d" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_text (sublet_format_duration (rows[i].seconds * G_TIME_SPAN_SECOND), rows[i].text);
      assert_text (sublet_format_duration_short (rows[i].seconds * G_TIME_SPAN_SECOND),
                   rows[i].in_short);
    }
  assert_text (sublet_format_duration (G_MININT64), "–");
  assert_text (sublet_format_duration_short (G_MININT64), "–");
  assert_text (sublet_format_duration (999999), "0 s");
}

static void
test_times (void)
{
  static const struct
  {
    gint64 hours_from_now;
    const char *text;
    const char *ahead;
  } rows[] = {
    { 0, "14:10", "today 14:10" },
    { 8, "22:10", "today 22:10" },
    { -14, "00:10", "today 00:10" },
    { -15, "Sun 23:10", "Sun 23:10" },
    { 22, "Tue 12:10", "tomorrow 12:10" },
    { 46, "Wed 12:10", "Wed 12:10" },
    { -6 * 24, "Tue 14:10", "Tue 14:10" },
    { -7 * 24, "10 Nov 14:10", "10 Nov 14:10" },
    { 16 * 24, "3 Dec 14:10", "3 Dec 14:10" },
    { 60 * 24, "16 Jan 2026", "16 Jan 2026" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 time_us = NOW_US + rows[i].hours_from_now * G_TIME_SPAN_HOUR;

      assert_text (sublet_format_time (time_us, NOW_US), rows[i].text);
      assert_text (sublet_format_time_ahead (time_us, NOW_US), rows[i].ahead);
    }
  assert_text (sublet_format_time (0, NOW_US), "–");
  assert_text (sublet_format_time_ahead (0, NOW_US), "–");
  assert_text (sublet_format_time (G_MAXINT64, NOW_US), "–");
}

static void
test_numbers (void)
{
  assert_text (sublet_format_number (NAN, 1), "–");
  assert_text (sublet_format_number (INFINITY, 1), "–");
  assert_text (sublet_format_number (1e300, 0), "–");
  assert_text (sublet_format_number (0.0, 2), "0.00");
  assert_text (sublet_format_number (-0.001, 2), "0.00");
  assert_text (sublet_format_number (-0.5, 1), "−0.5");
  assert_text (sublet_format_number (12.8, 1), "12.8");
  assert_text (sublet_format_number (870.4, 0), "870");
  assert_text (sublet_format_percent (0.9957, 2), "99.57");
  assert_text (sublet_format_percent (0.93, 0), "93");
  assert_text (sublet_format_percent (NAN, 2), "–");
  assert_text (sublet_format_version (12.8), "12.8");
  assert_text (sublet_format_version (8.999999), "9.0");
  assert_text (sublet_format_version (0.0), "0.0");
  assert_text (sublet_format_version (NAN), "–");
  assert_text (sublet_format_version (-1), "–");
}

static void
test_memory (void)
{
  static const struct
  {
    double mb;
    const char *gb;
  } rows[] = {
    { 24564, "24" },   { 24576, "24" },   { 23028, "24" }, { 49140, "48" },   { 46068, "48" },
    { 15360, "16" },   { 81559, "80" },   { 39936, "40" }, { 143771, "141" }, { 11264, "11" },
    { 183359, "180" }, { 257600, "256" }, { 32607, "32" }, { 51200, "50" },   { 512, "0.5" },
    { 0, "0.0" },      { -1, "–" },       { NAN, "–" },    { 97887, "96" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_text (sublet_format_ram_gb (rows[i].mb), rows[i].gb);
}

static void
test_addresses (void)
{
  assert_text (sublet_format_address ("198.51.100.24", 41080), "198.51.100.24:41080");
  assert_text (sublet_format_address ("ssh4.vast.ai", 22), "ssh4.vast.ai:22");
  assert_text (sublet_format_address ("2001:db8::1", 22), "[2001:db8::1]:22");
}

static void
test_gpus_and_places (void)
{
  assert_text (sublet_format_gpu ("RTX 4090", 1), "RTX 4090");
  assert_text (sublet_format_gpu ("RTX 4090", 0), "RTX 4090");
  assert_text (sublet_format_gpu ("RTX 4090", 2), "2 × RTX 4090");
  assert_text (sublet_format_gpu (NULL, 2), "–");
  assert_text (sublet_format_gpu ("", 2), "–");

  /* Whatever a host calls it: no line ends, nothing turns around, nothing is markup. */
  assert_text (sublet_format_gpu ("RTX\n4090\x1b[1m", 1), "RTX\uFFFD4090\uFFFD[1m");
  assert_text (sublet_format_name ("<b>&amp;"), "<b>&amp;");
  assert_text (sublet_format_name ("a\u202Egpj.b\u2028c"), "a\uFFFDgpj.b\uFFFDc");
  assert_text (sublet_format_gpu ("כרטיס", 2), "2 × \u2068כרטיס\u2069");
  assert_text (sublet_format_place ("חיפה", ""), "\u2068חיפה\u2069");
  assert_text (sublet_format_name (""), "");

  /* What a server says may have lines. */
  assert_text (sublet_format_words ("pull\nfailed\x1b[1m\r"), "pull\nfailed\uFFFD[1m\uFFFD");

  assert_text (sublet_format_place ("Uusimaa", "FI"), "Finland");
  assert_text (sublet_format_place (NULL, "se"), "Sweden");
  assert_text (sublet_format_place ("Texas", "US"), "Texas");
  assert_text (sublet_format_place (NULL, "US"), "United States");
  assert_text (sublet_format_place ("", "US"), "United States");
  assert_text (sublet_format_place ("Somewhere", ""), "Somewhere");
  assert_text (sublet_format_place (NULL, "QQ"), "QQ");
  assert_text (sublet_format_place (NULL, ""), "–");
  assert_text (sublet_format_place (NULL, NULL), "–");
  g_assert_cmpstr (sublet_country_get_name ("AD"), ==, "Andorra");
  g_assert_cmpstr (sublet_country_get_name ("ZW"), ==, "Zimbabwe");
  g_assert_null (sublet_country_get_name ("FIN"));
}

static void
test_error_texts (void)
{
  int code;

  for (code = SUBLET_ERROR_FAILED; code <= SUBLET_ERROR_ACCOUNT_HIDDEN; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, code, "technical");
      g_autofree char *both = sublet_error_text_dup_both (error);

      g_assert_true (g_unichar_isupper (g_utf8_get_char (sublet_error_text_get_title (error))));
      g_assert_true (g_str_has_suffix (sublet_error_text_get_sentence (error), "."));
      g_assert_true (g_str_has_suffix (sublet_error_text_get_next_step (error), "."));
      g_assert_true (g_str_has_prefix (both, sublet_error_text_get_sentence (error)));
      g_assert_null (strstr (both, "technical"));
      g_assert_null (strstr (both, "!"));
      if (code != SUBLET_ERROR_FAILED)
        g_assert_cmpstr (sublet_error_text_get_title (error),
                         !=,
                         sublet_error_text_get_title (NULL));
    }
}

/* Whoever hands an error on hands the problem on. */
static void
test_key_problems (void)
{
  const char *unknown = sublet_key_problem_text_get_sentence (SUBLET_KEY_PROBLEM_NONE);
  g_autoptr (GEnumClass) problems = g_type_class_ref (SUBLET_TYPE_KEY_PROBLEM);
  guint i;

  for (i = 1; i < problems->n_values; i++)
    {
      SubletKeyProblem problem = (SubletKeyProblem) problems->values[i].value;
      g_autofree char *both = sublet_key_problem_text_dup_both (problem);
      g_autofree char *shown = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) copy = NULL;

      sublet_key_problem_set_error (&error, problem, "technical: words");
      copy = g_error_copy (error);
      g_prefix_error (&copy, "host: ");
      g_assert_cmpint (sublet_key_problem_of_error (copy), ==, problem);
      shown = sublet_error_text_dup_both (copy);
      g_assert_cmpstr (shown, ==, both);
      g_assert_true (g_str_has_suffix (sublet_key_problem_text_get_sentence (problem), "."));
      g_assert_true (g_str_has_suffix (both, "."));
      g_assert_cmpstr (sublet_key_problem_text_get_sentence (problem), !=, unknown);
    }
  g_assert_cmpint (sublet_key_problem_of_error (NULL), ==, SUBLET_KEY_PROBLEM_NONE);
}

static void
test_closures (void)
{
  g_assert_true (sublet_closure_is_narrow (NULL, SUBLET_SIZE_CLASS_NARROW));
  g_assert_false (sublet_closure_is_narrow (NULL, SUBLET_SIZE_CLASS_MEDIUM));
  g_assert_true (sublet_closure_is_not_narrow (NULL, SUBLET_SIZE_CLASS_WIDE));
  g_assert_true (sublet_closure_is_medium (NULL, SUBLET_SIZE_CLASS_MEDIUM));
  g_assert_true (sublet_closure_is_wide (NULL, SUBLET_SIZE_CLASS_WIDE));
  g_assert_true (sublet_closure_is_not_wide (NULL, SUBLET_SIZE_CLASS_MEDIUM));
  g_assert_cmpint (sublet_closure_stack_when_narrow (NULL, SUBLET_SIZE_CLASS_NARROW),
                   ==,
                   GTK_ORIENTATION_VERTICAL);
  g_assert_cmpint (sublet_closure_stack_when_narrow (NULL, SUBLET_SIZE_CLASS_MEDIUM),
                   ==,
                   GTK_ORIENTATION_HORIZONTAL);
  g_assert_cmpint (sublet_closure_page_margin (NULL, SUBLET_SIZE_CLASS_NARROW), ==, 12);
  g_assert_cmpint (sublet_closure_page_margin (NULL, SUBLET_SIZE_CLASS_WIDE), ==, 24);
  g_assert_true (sublet_closure_not (NULL, FALSE));
  g_assert_true (sublet_closure_and (NULL, TRUE, TRUE));
  g_assert_false (sublet_closure_and (NULL, TRUE, FALSE));
  g_assert_false (sublet_closure_has_text (NULL, ""));
  g_assert_false (sublet_closure_has_text (NULL, NULL));
  g_assert_true (sublet_closure_has_text (NULL, "a"));
  g_assert_false (sublet_closure_is_set (NULL, NULL));
  g_assert_true (sublet_closure_is_positive (NULL, 1));
  assert_text (sublet_closure_amount (NULL, 1440000), "$1.44");
  assert_text (sublet_closure_rate (NULL, 325000000), "$0.325/h");
  assert_text (sublet_closure_rate_per_day (NULL, 325000000), "$7.80 a day");
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  setlocale (LC_ALL, "");

  g_test_add_func ("/ui/format/amounts", test_amounts);
  g_test_add_func ("/ui/format/rates", test_rates);
  g_test_add_func ("/ui/format/combined-rates", test_combined_rates);
  g_test_add_func ("/ui/format/durations", test_durations);
  g_test_add_func ("/ui/format/times", test_times);
  g_test_add_func ("/ui/format/numbers", test_numbers);
  g_test_add_func ("/ui/format/memory", test_memory);
  g_test_add_func ("/ui/format/addresses", test_addresses);
  g_test_add_func ("/ui/format/gpus-and-places", test_gpus_and_places);
  g_test_add_func ("/ui/error-text/every-code", test_error_texts);
  g_test_add_func ("/ui/error-text/key-problems", test_key_problems);
  g_test_add_func ("/ui/closures/all", test_closures);

  return g_test_run ();
}
