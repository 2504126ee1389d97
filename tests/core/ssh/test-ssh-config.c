/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-config.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
dup_host (const char *label, gint64 id, const char *host, guint16 port)
{
  g_autoptr (SubletKeyChoice) own = sublet_key_choice_new_own ();

  return sublet_ssh_config_dup_host (label, id, host, port, own);
}

static void
test_form (void)
{
  g_autofree char *block = dup_host ("ada-1", 41022, "203.0.113.4", 22022);

  g_assert_cmpstr (block,
                   ==,
                   "Host ada-1-41022\n"
                   "  HostName 203.0.113.4\n"
                   "  Port 22022\n"
                   "  User root\n"
                   "  HostKeyAlias sublet-41022\n");
}

static void
test_labels (void)
{
  static const struct
  {
    const char *label;
    const char *line;
  } rows[] = {
    { NULL, "Host sublet-7\n" },
    { "", "Host sublet-7\n" },
    { "***", "Host sublet-7\n" },
    { "github.com", "Host github-com-7\n" },
    { "* !prod ?", "Host prod-7\n" },
    { "-oProxyCommand=reboot", "Host oProxyCommand-reboot-7\n" },
    { "ada\nProxyCommand reboot\n", "Host ada-ProxyCommand-reboot-7\n" },
    { "ada\r\n# 'x' \"y\" $(z) %h ,b", "Host ada-x-y-z-h-b-7\n" },
    { "größe", "Host gr-e-7\n" },
    { "my_run", "Host my_run-7\n" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *block = dup_host (rows[i].label, 7, "::1", 22);
      g_autofree char *rest =
        g_strconcat (rows[i].line,
                     "  HostName ::1\n  Port 22\n  User root\n  HostKeyAlias sublet-7\n",
                     NULL);

      g_assert_cmpstr (block, ==, rest);
    }
}

static void
test_no_place (void)
{
  static const char *const hosts[] = { NULL,       "",   "a;reboot", "a b", "a\nProxyCommand b",
                                       "-oUser=b", "-a", "%h",       "\"a", ".a",
                                       "a#b",      "a*" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_assert_null (dup_host ("ada", 7, hosts[i], 22));
  g_assert_null (dup_host ("ada", 7, "203.0.113.4", 0));
  g_assert_null (dup_host ("ada", 0, "203.0.113.4", 22));
}

static void
test_key (void)
{
  g_autoptr (SubletKeyChoice) file = sublet_key_choice_new_file ("/home/ada/my keys/id");
  g_autoptr (SubletKeyChoice) unnamed = sublet_key_choice_new_file ("/home/ada/a\"b");
  g_autoptr (SubletKeyChoice)
    agent = sublet_key_choice_new_agent ("SHA256:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ");
  g_autofree char *with = sublet_ssh_config_dup_host ("ada", 7, "::1", 22, file);
  g_autofree char *without = sublet_ssh_config_dup_host ("ada", 7, "::1", 22, unnamed);
  g_autofree char *held = sublet_ssh_config_dup_host ("ada", 7, "::1", 22, agent);
  g_autofree char *own = dup_host ("ada", 7, "::1", 22);
  g_autofree char *expected =
    g_strconcat (own, "  IdentityFile \"/home/ada/my keys/id\"\n  IdentitiesOnly yes\n", NULL);

  g_assert_cmpstr (with, ==, expected);
  g_assert_cmpstr (without, ==, own);
  g_assert_cmpstr (held, ==, own);
}

static void
test_unwritable (void)
{
  static const char *const paths[] = {
    "/a\"b",      "/a\\b",  "/a\\",   "/a\nProxyCommand reboot", "/a\rb", "/a\tb",
    "/${HOME}/a", "/a\xff", "/a\x7f",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_null (sublet_ssh_config_quote_path (paths[i]));
}

/* (transfer full): all that it says. */
static char *
run_ssh (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *errors = NULL;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &said,
                &errors,
                NULL,
                &error);
  g_assert_no_error (error);

  return g_strconcat (said, errors, NULL);
}

/* The file that ssh looks at is the very one that was chosen. */
static void
test_key_ssh (void)
{
  static const char *const names[] = {
    "id", "my key", "a%hb%%", "a#b", "it's", "$HOME", "~", "*?[a]", "größe", " a ", "a=b,c;d",
  };
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  if (ssh == NULL)
    {
      g_test_skip ("no ssh here");
      return;
    }

  folder = g_dir_make_tmp ("sublet-config-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "config", NULL);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *const asked[] = { "ssh", "-G", "-F", file, "ada-7", NULL };
      /* Of what is read at the end -G knows nothing; it ends before anything is connected. */
      const char *const tried[] = {
        "env", "LC_ALL=C", "ssh", "-v", "-F", file, "-o", "ProxyCommand=false", "ada-7", NULL,
      };
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      /* As it writes what is no ASCII. */
      g_autofree char *escaped = g_strescape (path, NULL);
      g_autofree char *line = g_strdup_printf ("identity file %s type ", escaped);
      g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
      g_autofree char *block = sublet_ssh_config_dup_host ("ada", 7, "203.0.113.4", 22022, choice);
      g_autofree char *meant = NULL;
      g_autofree char *used = NULL;

      g_file_set_contents (file, block, -1, &error);
      g_assert_no_error (error);
      meant = run_ssh (asked);
      g_assert_nonnull (strstr (meant, "\nhostname 203.0.113.4\n"));
      g_assert_nonnull (strstr (meant, "\nidentityfile "));
      g_assert_null (strstr (strstr (meant, "\nidentityfile ") + 1, "\nidentityfile "));
      g_assert_nonnull (strstr (meant, "\nidentitiesonly yes\n"));
      used = run_ssh (tried);
      g_assert_nonnull (strstr (used, line));
    }

  g_unlink (file);
  g_rmdir (folder);
}

static char *
ask_ssh (const char *file, const char *name)
{
  const char *const argv[] = { "ssh", "-G", "-F", file, name, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));

  return output;
}

/* What ssh itself makes of it, for its name and for none else. */
static void
test_ssh (void)
{
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *block = NULL;
  g_autofree char *meant = NULL;
  g_autofree char *other = NULL;

  if (ssh == NULL)
    {
      g_test_skip ("no ssh here");
      return;
    }

  folder = g_dir_make_tmp ("sublet-config-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "config", NULL);
  block = dup_host ("*\nProxyCommand reboot\n", 7, "203.0.113.4", 22022);
  g_file_set_contents (file, block, -1, &error);
  g_assert_no_error (error);

  meant = ask_ssh (file, "ProxyCommand-reboot-7");
  other = ask_ssh (file, "example.org");
  g_assert_nonnull (strstr (meant, "\nhostname 203.0.113.4\n"));
  g_assert_nonnull (strstr (meant, "\nport 22022\n"));
  g_assert_nonnull (strstr (meant, "user root\n"));
  g_assert_nonnull (strstr (meant, "\nhostkeyalias sublet-7\n"));
  g_assert_null (strstr (meant, "proxycommand"));
  g_assert_nonnull (strstr (other, "\nport 22\n"));
  g_assert_null (strstr (other, "sublet-7"));

  g_unlink (file);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ssh/config/form", test_form);
  g_test_add_func ("/ssh/config/labels", test_labels);
  g_test_add_func ("/ssh/config/no-place", test_no_place);
  g_test_add_func ("/ssh/config/ssh", test_ssh);
  g_test_add_func ("/ssh/config/key", test_key);
  g_test_add_func ("/ssh/config/key/unwritable", test_unwritable);
  g_test_add_func ("/ssh/config/key/ssh", test_key_ssh);

  return g_test_run ();
}
