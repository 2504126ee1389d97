/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-key-file.h"

#include "core/model/sublet-ssh-text.h"

#include "key-fixture.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is said of a private key's file before it is used, of files that ssh-keygen made and of
 * others. */

typedef struct
{
  char *folder; /* (owned) */
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->folder = sublet_test_make_folder ();
}

static void
tear_down (World *world, gconstpointer data)
{
  sublet_test_remove_folder (world->folder);
}

static void
assert_problem (const char *path, SubletKeyProblem problem, const char *detail)
{
  g_autoptr (SubletKeyFacts) file = sublet_key_file_read (path);

  g_test_message ("%s: %d %s", path, (int) file->problem, file->detail);
  g_assert_cmpint (file->problem, ==, problem);
  if (detail != NULL)
    g_assert_cmpstr (file->detail, ==, detail);
  g_assert_false (file->encrypted);
}

/* ---- those that can be used ---- */

typedef struct
{
  const char *options;
  const char *algorithm;
  bool encrypted;
} Good;

static const Good good[] = {
  { "-t ed25519 -C 'ada at home' -N ''", "ssh-ed25519", false },
  { "-t ed25519 -C 'ada at home' -N secret", "ssh-ed25519", true },
  { "-t ecdsa -b 256 -C 'ada at home' -N ''", "ecdsa-sha2-nistp256", false },
  { "-t ecdsa -b 384 -C 'ada at home' -N secret -a 1", "ecdsa-sha2-nistp384", true },
  { "-t ecdsa -b 521 -C 'ada at home' -N ''", "ecdsa-sha2-nistp521", false },
  { "-t ed25519 -C 'ada at home' -N secret -Z aes256-cbc", "ssh-ed25519", true },
  { "-t ed25519 -C 'ada at home' -N secret -Z aes128-ctr", "ssh-ed25519", true },
};

static void
test_good (World *world, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", (guint) i);
      g_autofree char *path = key_fixture_make (world->folder, name, good[i].options);
      g_autofree char *line = key_fixture_dup_line (path);
      g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
      g_autoptr (SubletKeyFacts) file = sublet_key_file_read (path);
      g_autofree char *base64 = NULL;

      g_assert_cmpint (file->problem, ==, SUBLET_KEY_PROBLEM_NONE);
      g_assert_cmpstr (file->algorithm, ==, good[i].algorithm);
      g_assert_cmpstr (file->fingerprint, ==, fingerprint);
      g_assert_cmpstr (file->comment, ==, "ada at home");
      g_assert_cmpint (file->encrypted, ==, good[i].encrypted);
      g_assert_false (file->open_to_others);
      base64 = g_base64_encode (g_bytes_get_data (file->public_blob, NULL),
                                g_bytes_get_size (file->public_blob));
      g_assert_nonnull (strstr (line, base64));
    }
}

/* Without the public half beside it, or beside another's, it is called as its file. */
static void
test_comment (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", "-t ed25519 -C words -N ''");
  g_autofree char *other = key_fixture_make (world->folder, "other", "-t ed25519 -C lies -N ''");
  g_autofree char *path_pub = g_strconcat (path, ".pub", NULL);
  g_autofree char *other_pub = g_strconcat (other, ".pub", NULL);
  g_autoptr (SubletKeyFacts) alone = NULL;
  g_autoptr (SubletKeyFacts) beside = NULL;

  g_assert_cmpint (g_rename (other_pub, path_pub), ==, 0);
  beside = sublet_key_file_read (path);
  g_assert_cmpstr (beside->comment, ==, "mine");
  g_assert_cmpint (g_unlink (path_pub), ==, 0);
  alone = sublet_key_file_read (path);
  g_assert_cmpint (alone->problem, ==, SUBLET_KEY_PROBLEM_NONE);
  g_assert_cmpstr (alone->comment, ==, "mine");
  g_assert_cmpstr (alone->fingerprint, ==, beside->fingerprint);
}

static void
test_open_to_others (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", "-t ed25519 -N ''");
  g_autoptr (SubletKeyFacts) file = NULL;

  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  file = sublet_key_file_read (path);
  g_assert_cmpint (file->problem, ==, SUBLET_KEY_PROBLEM_NONE);
  g_assert_true (file->open_to_others);
}

/* ---- those that cannot ---- */

static void
test_kinds (World *world, gconstpointer data)
{
  g_autofree char *rsa = key_fixture_make (world->folder, "rsa", "-t rsa -b 1024 -N ''");
  g_autofree char *locked = key_fixture_make (world->folder, "locked", "-t rsa -b 1024 -N secret");
  g_autofree char *rsa_pem =
    key_fixture_make (world->folder, "rsa-pem", "-t rsa -b 1024 -N '' -m PEM");
  g_autofree char *dsa = key_fixture_make (world->folder, "dsa", "-t dsa -N ''");
  g_autofree char *ec_pem = key_fixture_make (world->folder, "ec-pem", "-t ecdsa -N '' -m PEM");
  g_autofree char *ec_pkcs8 =
    key_fixture_make (world->folder, "ec-pkcs8", "-t ecdsa -N secret -m PKCS8");
  g_autofree char *cipher =
    key_fixture_make (world->folder,
                      "cipher",
                      "-t ed25519 -N secret -Z chacha20-poly1305@openssh.com");

  assert_problem (rsa, SUBLET_KEY_PROBLEM_RSA, "ssh-rsa");
  assert_problem (locked, SUBLET_KEY_PROBLEM_RSA, "ssh-rsa");
  assert_problem (rsa_pem, SUBLET_KEY_PROBLEM_RSA, NULL);
  assert_problem (dsa, SUBLET_KEY_PROBLEM_DSA, "ssh-dss");
  assert_problem (ec_pem, SUBLET_KEY_PROBLEM_OLD_FORM, NULL);
  assert_problem (ec_pkcs8, SUBLET_KEY_PROBLEM_OLD_FORM, NULL);
  assert_problem (cipher, SUBLET_KEY_PROBLEM_CIPHER, "chacha20-poly1305@openssh.com");
}

static void
test_public (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", "-t ed25519 -N ''");
  g_autofree char *path_pub = g_strconcat (path, ".pub", NULL);
  g_autofree char *command = g_strdup_printf ("ssh-keygen -e -f %s", path_pub);
  g_autofree char *exported = key_fixture_run (command);
  g_autofree char *other = key_fixture_write (world->folder, "exported", exported, -1);

  assert_problem (path_pub, SUBLET_KEY_PROBLEM_PUBLIC, NULL);
  assert_problem (other, SUBLET_KEY_PROBLEM_PUBLIC, NULL);
}

/* A key in a security key's form, with the parts in their places. */
static void
test_hardware (World *world, gconstpointer data)
{
  static const guint8 blob[] = "\0\0\0\x1ask-ssh-ed25519@openssh.com\0\0\0\x01x\0\0\0\x04ssh:";
  g_autofree char *algorithm = NULL;

  g_assert_cmpint (sublet_key_problem_of_blob (blob, sizeof blob - 1, &algorithm),
                   ==,
                   SUBLET_KEY_PROBLEM_HARDWARE);
  g_assert_cmpstr (algorithm, ==, "sk-ssh-ed25519@openssh.com");
}

static void
test_no_file (World *world, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (world->folder, "gone", NULL);
  g_autofree char *below = g_build_filename (gone, "below", NULL);
  g_autofree char *pipe = g_build_filename (world->folder, "pipe", NULL);
  g_autofree char *empty = key_fixture_write (world->folder, "empty", "", 0);
  g_autofree char *text = key_fixture_write (world->folder, "text", "Dear diary,\n", -1);
  g_autofree char *putty =
    key_fixture_write (world->folder, "putty.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n", -1);
  g_autofree char *zeros = g_malloc0 (200 * 1024);
  g_autofree char *large = key_fixture_write (world->folder, "large", zeros, 200 * 1024);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_problem (gone, SUBLET_KEY_PROBLEM_GONE, NULL);
  assert_problem (below, SUBLET_KEY_PROBLEM_GONE, NULL);
  assert_problem (world->folder, SUBLET_KEY_PROBLEM_NO_FILE, NULL);
  assert_problem (pipe, SUBLET_KEY_PROBLEM_NO_FILE, NULL);
  assert_problem ("/dev/zero", SUBLET_KEY_PROBLEM_NO_FILE, NULL);
  assert_problem (empty, SUBLET_KEY_PROBLEM_OTHER, NULL);
  assert_problem (text, SUBLET_KEY_PROBLEM_OTHER, NULL);
  assert_problem (putty, SUBLET_KEY_PROBLEM_PUTTY, NULL);
  assert_problem (large, SUBLET_KEY_PROBLEM_TOO_LARGE, NULL);
  if (geteuid () != 0)
    {
      g_assert_cmpint (g_chmod (text, 0), ==, 0);
      assert_problem (text, SUBLET_KEY_PROBLEM_UNREADABLE, NULL);
    }
}

/* Cut off anywhere, and with any one byte changed, it is read to an end: no worse than not used. */
static void
test_damaged (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", "-t ecdsa -N secret -a 1");
  g_autofree char *text = NULL;
  gsize length, i;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (i = 40; i + 40 < length; i += 7)
    {
      g_autofree char *cut = key_fixture_write (world->folder, "cut", text, (gssize) i);
      g_autofree char *changed = NULL;
      g_autoptr (SubletKeyFacts) file = NULL;
      char kept = text[i];

      assert_problem (cut, SUBLET_KEY_PROBLEM_DAMAGED, NULL);
      text[i] = '*';
      changed = key_fixture_write (world->folder, "changed", text, (gssize) length);
      assert_problem (changed, SUBLET_KEY_PROBLEM_DAMAGED, NULL);
      text[i] = kept == 'A' ? 'B' : 'A';
      g_free (key_fixture_write (world->folder, "changed", text, (gssize) length));
      file = sublet_key_file_read (changed);
      g_assert_true (file->problem != SUBLET_KEY_PROBLEM_NONE || file->public_blob != NULL);
      text[i] = kept;
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/core/ssh/key-file/good", World, NULL, set_up, test_good, tear_down);
  g_test_add ("/core/ssh/key-file/comment", World, NULL, set_up, test_comment, tear_down);
  g_test_add ("/core/ssh/key-file/open-to-others",
              World,
              NULL,
              set_up,
              test_open_to_others,
              tear_down);
  g_test_add ("/core/ssh/key-file/kinds", World, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/core/ssh/key-file/public", World, NULL, set_up, test_public, tear_down);
  g_test_add ("/core/ssh/key-file/hardware", World, NULL, set_up, test_hardware, tear_down);
  g_test_add ("/core/ssh/key-file/no-file", World, NULL, set_up, test_no_file, tear_down);
  g_test_add ("/core/ssh/key-file/damaged", World, NULL, set_up, test_damaged, tear_down);

  return g_test_run ();
}
