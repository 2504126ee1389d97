/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-quote.h"

#include "support/sublet-test.h"

#include <sys/wait.h>

/* No backslash and no quote stands within quotes: there fish takes a backslash for an escape. */
static void
test_form (void)
{
  static const struct
  {
    const char *script;
    const char *command;
  } rows[] = {
    { "", "exec sh -c ''" },
    { "echo $HOME; exit 3", "exec sh -c 'echo $HOME; exit 3'" },
    { "echo 'a'", "exec sh -c 'echo '\\''a'\\'''" },
    { "a\\b\\\\", "exec sh -c 'a'\\\\'b'\\\\''\\\\''" },
    { "one\ntwo\n", "exec sh -c 'one\ntwo\n'" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *command = sublet_ssh_quote_sh (rows[i].script);

      g_assert_cmpstr (command, ==, rows[i].command);
    }
}

static char *
run_sh (const char *command, int *status)
{
  const char *const argv[] = { "sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                status,
                &error);
  g_assert_no_error (error);

  return output;
}

/* What a shell makes of it is what sh makes of the script alone. */
static void
test_runs (void)
{
  static const struct
  {
    const char *script;
    const char *output;
    int exit_status;
  } rows[] = {
    { "", "", 0 },
    { "f='it is'; printf %s \"$f\"", "it is", 0 },
    { "printf %s \"it's\"", "it's", 0 },
    { "printf '%s|' 'a\\b' \"c\\\\d\" \\'", "a\\b|c\\d|'|", 0 },
    { "printf one\n\nprintf two\n", "onetwo", 0 },
    { "printf 'a\\nb\\n'", "a\nb\n", 0 },
    { "cat <<'END'\n$HOME \\ ' \" `date` !! %d\nEND\n", "$HOME \\ ' \" `date` !! %d\n", 0 },
    { "printf %s \"$(printf '\\303\\274' | tr -d '\\n')\" # '", "\303\274", 0 },
    { "(exit 7) && echo no; exit $?", "", 7 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *command = sublet_ssh_quote_sh (rows[i].script);
      int status = 0;
      g_autofree char *output = run_sh (command, &status);

      g_assert_cmpstr (output, ==, rows[i].output);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, rows[i].exit_status);
    }
}

/* A second time around: what is quoted may be quoted. */
static void
test_nested (void)
{
  g_autofree char *inner = sublet_ssh_quote_sh ("printf '%s\\n' \"a 'b' \\\\ c\"");
  g_autofree char *outer = sublet_ssh_quote_sh (inner);
  int status = 0;
  g_autofree char *output = run_sh (outer, &status);

  g_assert_cmpstr (output, ==, "a 'b' \\ c\n");
  g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/quote/form", test_form);
  g_test_add_func ("/core/ssh/quote/runs", test_runs);
  g_test_add_func ("/core/ssh/quote/nested", test_nested);

  return g_test_run ();
}
