/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-ssh-key-text.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test.h"

#include <string.h>

#define LINE \
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ ada@desk"

static void
assert_text (char *taken, const char *expected)
{
  g_autofree char *text = taken;

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_problem (const char *text, const char *word)
{
  g_autofree char *problem = sublet_ssh_key_text_problem (text);

  g_assert_nonnull (problem);
  if (strstr (problem, word) == NULL)
    g_error ("%s", problem);
  /* Nothing of what was given is repeated. */
  g_assert_null (strstr (problem, "planted"));
}

static void
test_problem (void)
{
  assert_text (sublet_ssh_key_text_problem (LINE), NULL);
  assert_text (sublet_ssh_key_text_problem ("  " LINE "\n"), NULL);
  assert_problem (NULL, "paste one");
  assert_problem (" \n", "paste one");
  assert_problem ("-----BEGIN OPENSSH PRIVATE KEY-----\nplanted\n", "private key");
  assert_problem ("PuTTY-User-Key-File-3: ssh-ed25519\nplanted", "private key");
  assert_problem (LINE "\nplanted", "one line");
  assert_problem ("planted", "ssh-ed25519");
  assert_problem ("ssh-ed25519 planted", "not whole");
}

static void
test_names (void)
{
  SubletSshKeyData data = { .id = 1, .public_key = g_strdup (LINE) };
  SubletSshKeyData bare = { .id = 2, .public_key = g_strdup ("ssh-ed25519 AAAA") };
  g_autoptr (SubletSshKey) named = sublet_ssh_key_new_take (&data);
  g_autoptr (SubletSshKey) unnamed = sublet_ssh_key_new_take (&bare);

  assert_text (sublet_ssh_key_text_name (named), "ada@desk");
  assert_text (sublet_ssh_key_text_name (unnamed), "Key Without a Name");
  g_assert_cmpstr (sublet_ssh_key_text_own (SUBLET_KEY_KEEPING_KEYRING),
                   ==,
                   "Sublet's own key, kept in the keyring");
  g_assert_cmpstr (sublet_ssh_key_text_own (SUBLET_KEY_KEEPING_SESSION),
                   ==,
                   "Sublet's own key, kept until you quit");
}

static void
test_registration (void)
{
  g_autoptr (GError) forbidden = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN, "403");
  g_autoptr (GError) failed = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "500");
  const char *sentences[] = {
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_UNKNOWN, NULL),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_REGISTERING, NULL),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_REGISTERED, NULL),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_MISSING, NULL),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_TEAM_REFUSED, NULL),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_FAILED, forbidden),
    sublet_ssh_key_text_registration (SUBLET_KEY_REGISTRATION_FAILED, failed),
  };
  gsize i;
  gsize j;

  /* Each says something else. */
  for (i = 0; i < G_N_ELEMENTS (sentences); i++)
    for (j = 0; j < i; j++)
      g_assert_cmpstr (sentences[i], !=, sentences[j]);
  g_assert_nonnull (strstr (sentences[4], "team"));
  g_assert_nonnull (strstr (sentences[5], "may not"));
}

static void
test_removal (void)
{
  const char *none[] = { NULL };
  const char *one[] = { "ada-1", NULL };
  const char *two[] = { "ada-1", "ada-2", NULL };
  const char *many[] = { "ada-1", "ada-2", "ada-3", "ada-4", NULL };

  assert_text (sublet_ssh_key_text_removal (none, FALSE), "New instances will not accept it.");
  assert_text (sublet_ssh_key_text_removal (one, FALSE),
               "New instances will not accept it; this 1 does still.\nada-1");
  assert_text (sublet_ssh_key_text_removal (two, FALSE),
               "New instances will not accept it; these 2 do still.\nada-1, ada-2");
  assert_text (sublet_ssh_key_text_removal (many, FALSE),
               "New instances will not accept it; these 4 do still.\nada-1, ada-2, ada-3, …");
  assert_text (sublet_ssh_key_text_removal (none, TRUE),
               "New instances will not accept it.\nSublet adds its key to each instance that "
               "runs, and registers the key again at the next start.");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/preferences/ssh-key-text/problem", test_problem);
  g_test_add_func ("/ui/preferences/ssh-key-text/names", test_names);
  g_test_add_func ("/ui/preferences/ssh-key-text/registration", test_registration);
  g_test_add_func ("/ui/preferences/ssh-key-text/removal", test_removal);

  return g_test_run ();
}
