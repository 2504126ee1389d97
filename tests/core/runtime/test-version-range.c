/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-package.h"
#include "core/runtime/sublet-version-private.h"
#include "core/runtime/sublet-version-range.h"

#include "support/sublet-test.h"

#include <string.h>

#define INSIDE SUBLET_VERSION_MATCH_INSIDE
#define OUTSIDE SUBLET_VERSION_MATCH_OUTSIDE
#define UNKNOWN SUBLET_VERSION_MATCH_UNKNOWN

/* In ascending order; those in one line are equal. Source: the specification's own examples. */
static const char *const ascending[][4] = {
  { "1.0.dev456", "v1.0-DEV456" },
  { "1.0a1.dev1" },
  { "1.0a1", "1.0-alpha1", "1.0.a.1" },
  { "1.0a2.dev456" },
  { "1.0a12.dev456" },
  { "1.0a12" },
  { "1.0b1.dev456" },
  { "1.0b2", "1.0beta2", "1.0_b_2" },
  { "1.0b2.post345.dev456" },
  { "1.0b2.post345" },
  { "1.0rc1.dev456" },
  { "1.0rc1", "1.0c1", "1.0-pre1", "1.0preview.1" },
  { "1.0", "1", "1.0.0", "1.0+abc.5" },
  { "1.0.post456.dev34" },
  { "1.0.post456", "1.0-456", "1.0rev456", "1.0.r456" },
  { "1.0.15" },
  { "1.1.dev1" },
  { "1.10" },
  { "20261130" },
  { "1!0.1" },
};

static void
parse (const char *text, SubletVersion *version)
{
  if (!sublet_version_parse (text, strlen (text), version))
    g_error ("%s is no version", text);
}

static void
test_order (void)
{
  gsize i, j, k, l;

  for (i = 0; i < G_N_ELEMENTS (ascending); i++)
    for (j = 0; j < G_N_ELEMENTS (ascending); j++)
      for (k = 0; k < 4 && ascending[i][k] != NULL; k++)
        for (l = 0; l < 4 && ascending[j][l] != NULL; l++)
          {
            SubletVersion one;
            SubletVersion other;
            int order;

            parse (ascending[i][k], &one);
            parse (ascending[j][l], &other);
            order = sublet_version_compare (&one, &other);
            if ((order > 0) - (order < 0) != (i > j) - (i < j))
              g_error ("%s against %s: %d", ascending[i][k], ascending[j][l], order);
          }
}

static void
test_no_version (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "x",
    "1.",
    "1..2",
    ".1",
    "1.0x",
    "1.0+",
    "1.0+a b",
    "1.0+!",
    "1.0 1",
    "-1",
    "1.0a1b1",
    "1!",
    "1!!1",
    "1.*",
    "१.२",
    "1.0.dev.",
    "nan",
    "1e9999-",
    "1.0--1",
    "1.0\n",
    "1,0",
    "$(id)",
    "1.0;rm",
    "`reboot`",
    "1.2.3.4.5.6.7.8.9", /* more numbers than are kept */
    "9999999999999999",  /* too large */
    "1.0+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };
  SubletVersion version;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (sublet_version_parse (texts[i], strlen (texts[i]), &version))
        g_error ("%s was read", texts[i]);
      g_assert_cmpint (sublet_version_range_match (">=1", texts[i]), ==, UNKNOWN);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *range;
    const char *version;
    SubletVersionMatch match;
  } cases[] = {
    { "", "0.1", INSIDE },
    { " ", "0.1", INSIDE },
    { ">=2.4,<3", "2.4", INSIDE },
    { ">=2.4,<3", "2.6.0+cu126", INSIDE },
    { ">=2.4,<3", "2.3.9", OUTSIDE },
    { ">=2.4,<3", "3", OUTSIDE },
    { " >= 2.4 , < 3 ", "2.10", INSIDE },
    /* What leads to it is not below it, but is at most it and above what comes before it. */
    { "<3", "3.0a1", OUTSIDE },
    { "<3", "3.0.dev1", OUTSIDE },
    { "<3.0a2", "3.0a1", INSIDE },
    { "<=3", "3.0a1", INSIDE },
    { ">=2.6", "2.6.0a0+git1234", OUTSIDE },
    { ">=2.5", "2.6.0a0+git1234", INSIDE },
    { ">1.7", "1.7", OUTSIDE },
    { ">1.7", "1.7.0.post1", OUTSIDE },
    { ">1.7.post1", "1.7.0.post2", INSIDE },
    { ">1.7", "1.7+local", OUTSIDE },
    { ">1.7", "1.7.1", INSIDE },
    { "<=1.7", "1.7+local", INSIDE },
    { "==1.2", "1.2.0", INSIDE },
    { "==1.2", "1.2+cu118", INSIDE },
    { "==1.2+cu118", "1.2+cu118", INSIDE },
    { "==1.2+CU.118", "1.2+cu-118", INSIDE },
    { "==1.2+cu118", "1.2", OUTSIDE },
    { "==1.2+cu118", "1.2+cu121", OUTSIDE },
    { "==1.2", "1.2.post1", OUTSIDE },
    { "==1.2.*", "1.2", INSIDE },
    { "==1.2.*", "1.2.99", INSIDE },
    { "==1.2.*", "1.2.0rc1", INSIDE },
    { "==1.2.*", "1.20", OUTSIDE },
    { "==1.2.*", "1!1.2", OUTSIDE },
    { "!=1.2", "1.2.0", OUTSIDE },
    { "!=1.2", "1.2.1", INSIDE },
    { "!=1.2.*", "1.2.1", OUTSIDE },
    { "!=1.2.*", "1.3", INSIDE },
    { "~=2.2", "2.2", INSIDE },
    { "~=2.2", "2.10", INSIDE },
    { "~=2.2", "2.1.9", OUTSIDE },
    { "~=2.2", "3.0", OUTSIDE },
    { "~=1.4.5", "1.4.9", INSIDE },
    { "~=1.4.5", "1.5.0", OUTSIDE },
    { "~=1.4.5a4", "1.4.5a5", INSIDE },
    { "~=1.4.5a4", "1.4.5a3", OUTSIDE },
    { ">=1,!=1.5,<2", "1.5.0", OUTSIDE },
    { ">=1,!=1.5,<2", "1.5.1", INSIDE },
    { "<1,>2", "1.5", OUTSIDE },
    { ">=1!1", "9", OUTSIDE },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (sublet_version_range_is_valid (cases[i].range));
      if (sublet_version_range_match (cases[i].range, cases[i].version) != cases[i].match)
        g_error ("%s in \"%s\"", cases[i].version, cases[i].range);
    }
}

static void
test_no_range (void)
{
  static const char *const texts[] = {
    "1.2",     ">=",        ">=x",       "=>1",       "=1",
    "===1",    ">=1,",      ",>=1",      ">=1,,<2",   "<",
    "~=2",     "~=2.*",     ">=1.*",     "<1.2.*",    "==*",
    "==.*",    "==1.2.*.*", "==1.2a1.*", "==1.2+x.*", ">=1+x",
    "~=1.2+x", ">=1;<2",    ">=1 <2",    "^1.2",      ">=1,<2 ; rm -rf /",
    "$(id)",   ">=$(id)",   ">=1'",      ">=1\"",     "\n",
    ">=1\n,x", "~1",
  };
  g_autofree char *long_one = g_strnfill (SUBLET_VERSION_RANGE_BYTES + 1, ' ');
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (sublet_version_range_is_valid (texts[i]))
        g_error ("%s is a range", texts[i]);
      g_assert_cmpint (sublet_version_range_match (texts[i], "1.2"), ==, UNKNOWN);
    }
  g_assert_false (sublet_version_range_is_valid (long_one));
}

/* ---- packages ---- */

static void
test_package_names (void)
{
  static const char *const names[] = { "numpy", "Flash-Attn", "ruamel.yaml", "a", "0x", "a__b" };
  static const char *const others[] = {
    "-numpy", "numpy-", "num py", "numpy;reboot", "$(reboot)", "`reboot`", "a'b",
    "a\"b",   "a\\b",   "a/b",    "../a",         "a\nb",      "a|b",      "a&b",
    "*",      "~a",     "naïve",  "a>b",          "--help",    ".",        "_a",
  };
  g_autofree char *long_one = g_strnfill (SUBLET_RUNTIME_PACKAGE_NAME_BYTES + 1, 'a');
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SubletRuntimePackage) package = sublet_runtime_package_new (names[i], "", true);

      g_assert_cmpint (sublet_runtime_package_check (package), ==, SUBLET_RUNTIME_PACKAGE_FINE);
    }
  for (i = 0; i <= G_N_ELEMENTS (others); i++)
    {
      const char *name = i < G_N_ELEMENTS (others) ? others[i] : long_one;
      g_autoptr (SubletRuntimePackage) package = sublet_runtime_package_new (name, "", true);

      if (sublet_runtime_package_check (package) != SUBLET_RUNTIME_PACKAGE_BAD_NAME)
        g_error ("%s is a name", name);
    }
}

static void
test_package_texts (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *range;
    bool required;
    SubletRuntimePackageProblem problem;
    const char *again;
  } cases[] = {
    { "numpy", "numpy", "", true, SUBLET_RUNTIME_PACKAGE_FINE, "numpy" },
    { "?numpy >=1.26, <3",
      "numpy",
      ">=1.26, <3",
      false,
      SUBLET_RUNTIME_PACKAGE_FINE,
      "?numpy>=1.26, <3" },
    { "torch~=2.6", "torch", "~=2.6", true, SUBLET_RUNTIME_PACKAGE_FINE, "torch~=2.6" },
    { "", "", "", true, SUBLET_RUNTIME_PACKAGE_NO_NAME, "" },
    { "?", "", "", false, SUBLET_RUNTIME_PACKAGE_NO_NAME, "?" },
    { ">=1", "", ">=1", true, SUBLET_RUNTIME_PACKAGE_NO_NAME, ">=1" },
    { "a b", "a b", "", true, SUBLET_RUNTIME_PACKAGE_BAD_NAME, "a b" },
    { "a>=x", "a", ">=x", true, SUBLET_RUNTIME_PACKAGE_BAD_RANGE, "a>=x" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletRuntimePackage)
        package = sublet_runtime_package_new_from_text (cases[i].text);
      g_autofree char *again = sublet_runtime_package_to_text (package);

      g_assert_cmpstr (package->name, ==, cases[i].name);
      g_assert_cmpstr (package->range, ==, cases[i].range);
      g_assert_cmpint (package->required, ==, cases[i].required);
      g_assert_cmpint (sublet_runtime_package_check (package), ==, cases[i].problem);
      g_assert_cmpstr (again, ==, cases[i].again);
    }
}

static void
test_package_lists (void)
{
  static const char *const texts[] = {
    "numpy", "$(id)", "Flash_Attn>=2", "flash.-attn", "?a", "b>=x", "", NULL
  };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  g_autoptr (GPtrArray) none = sublet_runtime_packages_new_from_texts (NULL);
  g_autoptr (GPtrArray) most = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) many = NULL;
  guint i;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (packages->len, ==, 3);
  g_assert_cmpstr (((SubletRuntimePackage *) packages->pdata[1])->name, ==, "Flash_Attn");
  g_assert_cmpstr (((SubletRuntimePackage *) packages->pdata[2])->name, ==, "a");

  for (i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);

      g_strv_builder_add (builder, name);
    }
  many = g_strv_builder_end (builder);
  most = sublet_runtime_packages_new_from_texts ((const char *const *) many);
  g_assert_cmpuint (most->len, ==, SUBLET_RUNTIME_MAX_PACKAGES);

  g_assert_true (sublet_runtime_package_names_equal ("Flash-Attn", "flash_attn"));
  g_assert_true (sublet_runtime_package_names_equal ("a-_.b", "A.b"));
  g_assert_false (sublet_runtime_package_names_equal ("ab", "a-b"));
  g_assert_false (sublet_runtime_package_names_equal ("a", "ab"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/runtime/version-range/order", test_order);
  g_test_add_func ("/core/runtime/version-range/no-version", test_no_version);
  g_test_add_func ("/core/runtime/version-range/ranges", test_ranges);
  g_test_add_func ("/core/runtime/version-range/no-range", test_no_range);
  g_test_add_func ("/core/runtime/version-range/package-names", test_package_names);
  g_test_add_func ("/core/runtime/version-range/package-texts", test_package_texts);
  g_test_add_func ("/core/runtime/version-range/package-lists", test_package_lists);

  return g_test_run ();
}
