/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-config.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_form (void)
{
  g_autofree char *block = sublet_ssh_config_dup_host ("ada-1", 41022, "203.0.113.4", 22022);

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
      g_autofree char *block = sublet_ssh_config_dup_host (rows[i].label, 7, "::1", 22);
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
    g_assert_null (sublet_ssh_config_dup_host ("ada", 7, hosts[i], 22));
  g_assert_null (sublet_ssh_config_dup_host ("ada", 7, "203.0.113.4", 0));
  g_assert_null (sublet_ssh_config_dup_host ("ada", 0, "203.0.113.4", 22));
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
  block = sublet_ssh_config_dup_host ("*\nProxyCommand reboot\n", 7, "203.0.113.4", 22022);
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

  return g_test_run ();
}
