/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-launch.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

static void
test_apply (void)
{
  static const char *const bad[] = {
    "",
    "sublet-secrets 2\n",
    "sublet-secrets 1\nenv A\nplanted\n",
    "sublet-secrets 1\nenv A 7\nplante",
    "sublet-secrets 1\nenv A 8\nplanted\n",
    "sublet-secrets 1\nenv A 6\nplanted\n",
    "sublet-secrets 1\nenv A -1\nplanted\n",
    "sublet-secrets 1\nenv A 99999999999999999999\nplanted\n",
    "sublet-secrets 1\nenv A B C 7\nplanted\n",
    "sublet-secrets 1\nplanted",
  };
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autoptr (GError) error = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (sublet_launch_apply_secrets (launch, bad[i], &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "plante"));
      g_clear_error (&error);
    }

  /* What is there stays, what is not named is left out. */
  sublet_launch_add_env (launch, "A", "mine");
  sublet_launch_add_env (launch, "B", NULL);
  g_assert_true (sublet_launch_apply_secrets (launch,
                                              "sublet-secrets 1\nenv A 5\nother\nenv B 3\nb\nb\n"
                                              "env C 1\nc\nonstart 2\nls\nregistry 1\np\n"
                                              "newer 1\nx\n",
                                              &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_launch_get_n_env (launch), ==, 2);
  g_assert_cmpstr (sublet_launch_get_env_value (launch, 0), ==, "mine");
  g_assert_cmpstr (sublet_launch_get_env_value (launch, 1), ==, "b\nb");
  g_assert_null (sublet_launch_get_onstart (launch));
  g_assert_null (sublet_launch_get_registry_password (launch));
}

/* Words that do not compress. */
static char *
make_noise (gsize n_chars)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4048);
  GString *text = g_string_new ("#");

  while (text->len < n_chars)
    g_string_append_c (text, (char) g_rand_int_range (rand, 'a', 'z' + 1));

  return g_string_free (text, FALSE);
}

static char *
run_script (const char *script)
{
  const char *argv[] = { "bash", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);

  return g_steal_pointer (&output);
}

static void
test_packed_onstart (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autofree char *fits = g_strnfill (SUBLET_LAUNCH_MAX_ONSTART, 'x');
  g_autofree char *noise = make_noise (8000);
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GString) script = g_string_new ("#!/bin/bash\n");
  g_autofree char *packed = NULL;
  g_autofree char *said = NULL;
  g_autofree char *should_say = NULL;
  int i;

  sublet_launch_set_onstart (launch, fits);
  packed = sublet_launch_dup_packed_onstart (launch);
  g_assert_cmpstr (packed, ==, fits);
  g_clear_pointer (&packed, g_free);

  /* One character more: it is packed, and does what it did. */
  for (i = 0; g_utf8_strlen (script->str, -1) <= SUBLET_LAUNCH_MAX_ONSTART; i++)
    g_string_append_printf (script, "read -r line || echo \"line %d, \xc3\xa4 'quoted'\"\n", i);
  sublet_launch_set_onstart (launch, script->str);
  g_assert_cmpint (sublet_launch_check (launch, SUBLET_LAUNCH_FIELD_ONSTART, NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_NONE);
  packed = sublet_launch_dup_packed_onstart (launch);
  g_assert_cmpuint (strlen (packed), <=, SUBLET_LAUNCH_MAX_ONSTART);
  g_assert_null (strchr (packed, '\n'));
  said = run_script (packed);
  should_say = run_script (script->str);
  g_assert_cmpuint (strlen (said), >, 1000);
  g_assert_cmpstr (said, ==, should_say);

  sublet_launch_set_onstart (launch, noise);
  g_assert_cmpint (sublet_launch_check (launch, SUBLET_LAUNCH_FIELD_ONSTART, NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_TOO_LONG);
  g_assert_null (sublet_launch_dup_packed_onstart (launch));
  sublet_launch_set_onstart (launch, huge);
  g_assert_cmpint (sublet_launch_check (launch, SUBLET_LAUNCH_FIELD_ONSTART, NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_TOO_LONG);

  /* Characters count, not bytes. */
  g_string_truncate (script, 0);
  for (i = 0; i < SUBLET_LAUNCH_MAX_ONSTART; i++)
    g_string_append (script, "\xc3\xa4");
  sublet_launch_set_onstart (launch, script->str);
  g_clear_pointer (&packed, g_free);
  packed = sublet_launch_dup_packed_onstart (launch);
  g_assert_cmpstr (packed, ==, script->str);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/launch/secrets/apply", test_apply);
  g_test_add_func ("/core/model/launch/secrets/packed-onstart", test_packed_onstart);

  return g_test_run ();
}
