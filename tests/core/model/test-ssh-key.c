/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-ssh-key.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* Made by ssh-keygen; their private halves were thrown away. */
#define ED25519_BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swanp"
#define ED25519 "ssh-ed25519 " ED25519_BLOB
#define RSA                                                                           \
  "ssh-rsa "                                                                          \
  "AAAAB3NzaC1yc2EAAAADAQABAAABAQDIIqQIw8SIk6DRjJJ8qXLU3MK88iT6wpJVZlRT2f5q+wvstyRAF" \
  "+cACBNWxxpWexcw+83epwAEBc3XicY/RgPwCwDgQFM5E3WiPp4zcbqe1WwXPi7qHZS1JtuXX6CtdYMlo"  \
  "3E9uw4T4VTLCPhAUipeoYhBvd7Q8/qZtiux+RWjP81RW8ztnU0eyOpVYA3KgEPf4pKvLV+U/gQNmyuTx"  \
  "6gckklQLa8+O0fZE/2AtDfUBZD8QA8pE1trX9YX0G6D8GWlp+dF9zTFJ0/4K6D06LhLqM+v7yq4nZ3Y7"  \
  "lbLOp0/f+cDjIRudk5F2ileI8K3bMpQrvsmd1xLxQS3dBqjUK7b"
#define ECDSA                                                                          \
  "ecdsa-sha2-nistp256 "                                                               \
  "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDMkbx8JK0iaQQJNLAcabl8/t3cJ02" \
  "1Q95kFgcfcjN1LV2pi9VnHIvKeNR2arZVMXjfahSiIiHMZSs9kZKmCWIA="

typedef struct
{
  const char *text;
  const char *line;
} Good;

static const Good good[] = {
  { ED25519 " ada@desk", ED25519 " ada@desk" },
  { ED25519 " ada@desk\n", ED25519 " ada@desk" },
  { "  ssh-ed25519   " ED25519_BLOB "  \r\n", ED25519 },
  { ED25519, ED25519 },
  { ED25519 "  Ada's key, the \xc3\xa9lan one ", ED25519 " Ada's key, the \xc3\xa9lan one" },
  { RSA " ada@desk", RSA " ada@desk" },
  { ECDSA " ada@desk", ECDSA " ada@desk" },
};

static void
test_good (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = sublet_ssh_public_key_check (good[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (line, ==, good[i].line);
      g_assert_true (sublet_ssh_public_key_equal (line, good[i].text));
    }
}

typedef struct
{
  const char *text;
  const char *words; /* of the error */
} Bad;

static const Bad bad[] = {
  { NULL, "empty" },
  { "", "empty" },
  { " \n", "empty" },
  { "-----BEGIN OPENSSH PRIVATE"
    " KEY-----\nplanted-secret\n-----END OPENSSH PRIVATE"
    " KEY-----\n",
    "private key" },
  { ED25519 " a PRIVATE KEY", "private key" },
  { ED25519 " ada@desk\n" RSA "\n", "more than one line" },
  { "ssh-ed25519\n" ED25519_BLOB, "more than one line" },
  { ED25519 " ada\r@desk", "more than one line" },
  { ED25519 " ada\x1b[31m@desk", "control character" },
  { ED25519 "\tada@desk", "control character" },
  { ED25519 " ada\xc2\x9b@desk", "control character" },
  /* Turns the order of letters around. */
  { ED25519 " ada\xe2\x80\xae@desk", "control character" },
  { ED25519 " ada\xff@desk", "UTF-8" },
  { "planted-secret", "known kind" },
  { "ssh-dss AAAAB3NzaC1kc3M=", "known kind" },
  { "ssh-ed25519x " ED25519_BLOB, "known kind" },
  { "no-pty " ED25519, "known kind" },
  { ED25519_BLOB, "known kind" },
  { "ssh-ed25519", "missing" },
  { "ssh-ed25519 planted-secret", "base64" },
  { "ssh-ed25519 ====", "base64" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swan", "base64" },
  { "ssh-rsa " ED25519_BLOB, "different kinds" },
  { "ssh-ed25519 AAAA", "cut short" },
  { "ssh-ed25519 AAAAAAAA", "cut short" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "cut short" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN8q", "cut short" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAgAA", "wrong length" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAwAAAA==", "wrong length" },
  /* A length that no machine could hold. */
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5/////wAA", "cut short" },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swanpAAAA",
    "something behind" },
};

static void
test_bad (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = sublet_ssh_public_key_check (bad[i].text, &error);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_null (line);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].words));
      g_assert_null (strstr (error->message, "planted-secret"));
    }
}

static void
test_too_long (void)
{
  g_autofree char *comment = g_strnfill (20000, 'a');
  g_autofree char *text = g_strconcat (ED25519 " ", comment, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sublet_ssh_public_key_check (text, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "too long"));
}

static void
test_equal (void)
{
  g_assert_true (sublet_ssh_public_key_equal (ED25519 " ada@desk", ED25519 " bob@attic"));
  g_assert_true (sublet_ssh_public_key_equal (ED25519, " ssh-ed25519 \t " ED25519_BLOB "\n"));
  g_assert_false (sublet_ssh_public_key_equal (ED25519, RSA));
  g_assert_false (sublet_ssh_public_key_equal (ED25519, "ssh-rsa " ED25519_BLOB));
  g_assert_false (sublet_ssh_public_key_equal (ED25519, ED25519 "A"));
  g_assert_false (sublet_ssh_public_key_equal (ED25519, "ssh-ed25519"));
  g_assert_false (sublet_ssh_public_key_equal ("ssh-ed25519", "ssh-ed25519"));
  g_assert_false (sublet_ssh_public_key_equal ("", ""));
  g_assert_false (sublet_ssh_public_key_equal (NULL, ED25519));
  g_assert_false (sublet_ssh_public_key_equal (ED25519, NULL));
}

static SubletSshKey *
make (const char *public_key, const char *name)
{
  SubletSshKeyData data = { .id = 71,
                            .public_key = g_strdup (public_key),
                            .name = g_strdup (name),
                            .created_us = 5 };
  SubletSshKey *key = sublet_ssh_key_new_take (&data);

  g_assert_cmpint (data.id, ==, 0);
  g_assert_null (data.public_key);
  return key;
}

static void
test_key (void)
{
  g_autoptr (SubletSshKey) commented = make (ED25519 " ada@desk \n", NULL);
  g_autoptr (SubletSshKey) named = make (ED25519 " ada@desk", " desk ");
  g_autoptr (SubletSshKey) bare = make (ED25519, NULL);
  g_autoptr (SubletSshKey) strange = make ("nonsense", NULL);

  g_assert_cmpint (sublet_ssh_key_get_data (commented)->id, ==, 71);
  g_assert_cmpint (sublet_ssh_key_get_data (commented)->created_us, ==, 5);
  g_assert_cmpstr (sublet_ssh_key_get_algorithm (commented), ==, "ssh-ed25519");
  g_assert_cmpstr (sublet_ssh_key_get_name (commented), ==, "ada@desk");
  g_assert_cmpstr (sublet_ssh_key_get_name (named), ==, "desk");
  g_assert_cmpstr (sublet_ssh_key_get_name (bare), ==, "");
  g_assert_cmpstr (sublet_ssh_key_get_algorithm (strange), ==, "nonsense");
  g_assert_cmpstr (sublet_ssh_key_get_name (strange), ==, "");

  g_assert_true (sublet_ssh_key_matches (named, ED25519 " another"));
  g_assert_false (sublet_ssh_key_matches (named, RSA));
  g_assert_false (sublet_ssh_key_matches (strange, "nonsense"));
  g_assert_finalize_object (g_steal_pointer (&named));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/ssh-key/good", test_good);
  g_test_add_func ("/core/model/ssh-key/bad", test_bad);
  g_test_add_func ("/core/model/ssh-key/too-long", test_too_long);
  g_test_add_func ("/core/model/ssh-key/equal", test_equal);
  g_test_add_func ("/core/model/ssh-key/key", test_key);

  return g_test_run ();
}
