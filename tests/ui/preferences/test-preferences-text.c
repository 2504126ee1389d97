/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-preferences-text.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test.h"

#include <math.h>

#define AN_EXAMPLE "Type an address such as https://console.vast.ai."
#define HTTPS_ONLY "The key travels over HTTPS only, except on this computer."
#define ALONE "Type the address alone, without a name, a password or a path."

static void
test_server (void)
{
  const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "https://console.vast.ai", NULL },
    { "https://console.vast.ai/", NULL },
    { " https://vast.example:8443 ", NULL },
    { "http://127.0.0.1:41000", NULL },
    { "http://[::1]:41000", NULL },
    { "http://localhost:41000", NULL },
    { "", AN_EXAMPLE },
    { "console.vast.ai", AN_EXAMPLE },
    { "https://", AN_EXAMPLE },
    { "ftp://vast.example", AN_EXAMPLE },
    { "file:///etc/passwd", AN_EXAMPLE },
    { "http://console.vast.ai", HTTPS_ONLY },
    { "http://127.0.0.1.example", HTTPS_ONLY },
    { "http://localhost.example", HTTPS_ONLY },
    { "http://192.168.1.2", HTTPS_ONLY },
    { "https://ada@vast.example", ALONE },
    { "https://vast.example/api", ALONE },
    { "https://vast.example?api_key=x", ALONE },
    { "https://vast.example#x", ALONE },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = sublet_preferences_text_server_problem (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (problem, ==, cases[i].problem);
    }
}

static void
test_amount (void)
{
  const char *const fine[] = { "0", "0.00", "2.5", " 100000 " };
  const char *const wrong[] = { "", "abc", "-1", "2.5x", "100001", "nan", "inf" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (fine); i++)
    g_assert_null (sublet_preferences_text_amount_problem (fine[i], 100000));

  for (i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *problem = sublet_preferences_text_amount_problem (wrong[i], 100000);

      g_assert_cmpstr (problem, ==, "A cap is $0.00 to $100000.00; 0 means none.");
    }
}

static void
test_range (void)
{
  g_autofree char *problem =
    sublet_preferences_text_range_problem (SUBLET_NUMBER_FIELD_DISK, "7", 8, 812);

  g_assert_cmpstr (problem, ==, "The disk must be 8 to 812 GB.");
  g_assert_null (sublet_preferences_text_range_problem (SUBLET_NUMBER_FIELD_DISK, "8", 8, 812));
  g_assert_null (sublet_preferences_text_range_problem (SUBLET_NUMBER_FIELD_DISK, "812", 8, 812));
  g_assert_true (isnan (sublet_preferences_text_read_number ("8 GB")));
}

static void
test_keeping (void)
{
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE, "no keyring");

  g_assert_cmpstr (sublet_preferences_text_keeping (SUBLET_KEY_ORIGIN_PASTED,
                                                    SUBLET_KEY_KEEPING_KEYRING,
                                                    NULL),
                   ==,
                   "Kept in the system keyring, and sent to Vast alone.");
  g_assert_cmpstr (sublet_preferences_text_keeping (SUBLET_KEY_ORIGIN_ENVIRONMENT,
                                                    SUBLET_KEY_KEEPING_SESSION,
                                                    NULL),
                   ==,
                   "Kept until you quit.");
  g_assert_cmpstr (sublet_preferences_text_keeping (SUBLET_KEY_ORIGIN_PASTED,
                                                    SUBLET_KEY_KEEPING_SESSION,
                                                    error),
                   ==,
                   "The keyring did not answer. The key is kept until you quit.");
  g_assert_cmpstr (sublet_preferences_text_keeping (SUBLET_KEY_ORIGIN_NONE,
                                                    SUBLET_KEY_KEEPING_NONE,
                                                    error),
                   ==,
                   "The keyring did not answer, so it is not known whether it has one.");
}

/* Every permission that the client can tell apart has its line, once. */
static void
test_scopes (void)
{
  const SubletScopes all = SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_MISC | SUBLET_SCOPE_INSTANCE_READ |
                           SUBLET_SCOPE_INSTANCE_WRITE | SUBLET_SCOPE_USER_WRITE |
                           SUBLET_SCOPE_BILLING_READ;
  gsize n_scopes;
  const SubletScopeText *scopes = sublet_preferences_text_get_scopes (&n_scopes);
  SubletScopes seen = SUBLET_SCOPE_NONE;
  gsize i;

  for (i = 0; i < n_scopes; i++)
    {
      g_assert_cmpint (seen & scopes[i].scope, ==, 0);
      seen |= scopes[i].scope;
    }
  g_assert_cmpint (seen, ==, all);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/preferences/text/server", test_server);
  g_test_add_func ("/ui/preferences/text/amount", test_amount);
  g_test_add_func ("/ui/preferences/text/range", test_range);
  g_test_add_func ("/ui/preferences/text/keeping", test_keeping);
  g_test_add_func ("/ui/preferences/text/scopes", test_scopes);

  return g_test_run ();
}
