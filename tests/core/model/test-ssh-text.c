/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-ssh-text.h"

#include "support/sublet-test.h"

#define BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ"

/* As `ssh-keygen -lf` prints it for this key. */
#define FINGERPRINT "SHA256:WP5UyWQZAChF9re41ozgcn3iI2TZH8HxoPkf+HFYyeU"

static void
test_fingerprint (void)
{
  g_autofree char *line = sublet_ssh_text_dup_fingerprint ("ssh-ed25519 " BLOB " ada@desk");
  g_autofree char *blanks = sublet_ssh_text_dup_fingerprint ("  ssh-ed25519\t " BLOB "\n");

  g_assert_cmpstr (line, ==, FINGERPRINT);
  g_assert_cmpstr (blanks, ==, FINGERPRINT);
  g_assert_null (sublet_ssh_text_dup_fingerprint (NULL));
  g_assert_null (sublet_ssh_text_dup_fingerprint (""));
  g_assert_null (sublet_ssh_text_dup_fingerprint ("ssh-ed25519"));
  g_assert_null (sublet_ssh_text_dup_fingerprint ("ssh-ed25519 !"));
}

static void
test_private (void)
{
  g_assert_true (sublet_ssh_text_is_private ("\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl"));
  g_assert_true (sublet_ssh_text_is_private ("-----BEGIN RSA PRIVATE KEY-----"));
  g_assert_true (sublet_ssh_text_is_private ("PuTTY-User-Key-File-3: ssh-ed25519"));
  g_assert_true (sublet_ssh_text_is_private ("Private-Lines: 1"));
  g_assert_false (sublet_ssh_text_is_private ("ssh-ed25519 " BLOB " ada@desk"));
  g_assert_false (sublet_ssh_text_is_private (""));
  g_assert_false (sublet_ssh_text_is_private (NULL));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/ssh-text/fingerprint", test_fingerprint);
  g_test_add_func ("/core/model/ssh-text/private", test_private);

  return g_test_run ();
}
