/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-key-file.h"
#include "core/ssh/sublet-ssh-identity-private.h"
#include "core/ssh/sublet-ssh-scalar-private.h"

#include "key-fixture.h"
#include "ssh-fixture.h"
#include "support/sublet-test-memory.h"
#include "support/sublet-test.h"

#include <fcntl.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

/* What is left in this process's own memory of the private half of a key of the person's, and of
 * its passphrase, once it was opened, signed in with and given up. */

/* The start of a line, counted from 0, of a file. */
#define LINE_START(n) (36 + (n) *71)

/* In the private part, which begins later where the public half is large. */
#define FILED_LINE(curve) ((curve)->point_bytes > 100 ? 7 : 3)

typedef enum
{
  TEXT,   /* as it is kept: base64 */
  HALF,   /* the bytes of it, as a file has them */
  NATIVE, /* the same, as libcrypto has numbers */
  WORD,   /* the passphrase */
  FILED,  /* a line of the file's */
  N_NEEDLES,
} Kind;

/* Built when it is needed, so that the program itself has no copy. */
static void
make_word (char *word)
{
  int i;

  for (i = 0; i < 24; i++)
    word[i] = (char) ('a' + (i * 7 + 3) % 26);
  word[24] = '\0';
}

typedef struct
{
  SubletTestNeedle needles[N_NEEDLES];
} Trace;

static void
take_trace (Trace *trace, SubletSshIdentity *identity, const char *path)
{
  const SubletSshCurve *curve =
    sublet_ssh_curve_find (sublet_ssh_identity_get_algorithm (identity));
  const char *text =
    secret_value_get_text (sublet_ssh_identity_get_secret (identity)) + strlen (curve->form);
  guint8 bytes[SUBLET_TEST_NEEDLE_BYTES + 4];
  guint8 native[SUBLET_TEST_NEEDLE_BYTES];
  char word[32];
  char filed[40];
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gsize i;

  g_assert_cmpint (pread (fd, filed, sizeof filed, LINE_START (FILED_LINE (curve))),
                   ==,
                   sizeof filed);
  close (fd);
  sublet_test_needle_set (&trace->needles[FILED], "file", (const guint8 *) filed, 40);
  OPENSSL_cleanse (filed, sizeof filed);
  /* The ends, which have padding or the last bits of a byte, are left out. */
  sublet_test_needle_set (&trace->needles[TEXT], "base64", (const guint8 *) text, 40);
  g_assert_cmpint (EVP_DecodeBlock (bytes, (const guint8 *) text, 40), ==, 30);
  sublet_test_needle_set (&trace->needles[HALF], "half", bytes, 30);
  for (i = 0; i < 30; i++)
    native[i] = bytes[29 - i];
  sublet_test_needle_set (&trace->needles[NATIVE], "native", native, 30);
  make_word (word);
  sublet_test_needle_set (&trace->needles[WORD], "passphrase", (const guint8 *) word, 24);
  OPENSSL_cleanse (bytes, sizeof bytes);
  OPENSSL_cleanse (native, sizeof native);
  OPENSSL_cleanse (word, sizeof word);
}

static void
assert_counts (const Trace *trace, guint n_kept)
{
  guint counts[N_NEEDLES];

  sublet_test_memory_search (trace->needles, N_NEEDLES, counts);
  g_assert_cmpuint (counts[TEXT], ==, n_kept);
  g_assert_cmpuint (counts[HALF], ==, 0);
  g_assert_cmpuint (counts[NATIVE], ==, 0);
  g_assert_cmpuint (counts[WORD], ==, 0);
  g_assert_cmpuint (counts[FILED], ==, 0);
}

/* ssh-keygen is given the passphrase by a shell that makes it of another word, of which each letter
 * is the one behind; or none, where @kind says so. */
static char *
make_file (const char *folder, const char *kind)
{
  char *path = g_build_filename (folder, "mine", NULL);
  g_autofree char *command = NULL;
  char word[32];
  int i;

  make_word (word);
  for (i = 0; word[i] != '\0'; i++)
    word[i] = word[i] == 'z' ? 'a' : (char) (word[i] + 1);
  if (strstr (kind, "-N") != NULL)
    command = g_strdup_printf ("ssh-keygen -q %s -f %s", kind, path);
  else
    command = g_strdup_printf ("sh -c 'ssh-keygen -q %s -a 1 -N $(echo %s | tr b-za a-z) -f %s'",
                               kind,
                               word,
                               path);
  g_free (key_fixture_run (command));

  return path;
}

static SubletSshIdentity *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  SubletKeyProblem problem;
  SubletSshIdentity *identity;
  char word[32];

  make_word (word);
  identity = sublet_key_file_open (path, word, &problem, &error);
  OPENSSL_cleanse (word, sizeof word);
  g_assert_no_error (error);

  return identity;
}

/* The search finds what is there, in each form. */
static void
test_found (gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make_file (folder, data);
  SubletSshIdentity *identity = open_file (path);
  guint8 *planted = g_malloc (N_NEEDLES * SUBLET_TEST_NEEDLE_BYTES);
  guint counts[N_NEEDLES];
  Trace trace;
  guint i;

  take_trace (&trace, identity, path);
  for (i = 0; i < N_NEEDLES; i++)
    sublet_test_needle_plant (&trace.needles[i], planted + i * SUBLET_TEST_NEEDLE_BYTES);
  sublet_test_memory_search (trace.needles, N_NEEDLES, counts);
  for (i = 0; i < N_NEEDLES; i++)
    g_assert_cmpuint (counts[i], >=, 1);
  explicit_bzero (planted, N_NEEDLES * SUBLET_TEST_NEEDLE_BYTES);
  g_free (planted);
  g_object_unref (identity);
  assert_counts (&trace, 0);
  sublet_test_remove_folder (folder);
}

static void
test_used (gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make_file (folder, data);
  SubletSshIdentity *identity = open_file (path);
  SubletSshSession *session;
  SshServer *server;
  Trace trace;

  take_trace (&trace, identity, path);
  assert_counts (&trace, 1);
  server = ssh_server_new (identity, "ed25519");
  session = ssh_make_session (identity, ssh_server_get_port (server), 0, NULL);
  ssh_connect_well (session);
  assert_counts (&trace, 1);
  ssh_close (session);
  g_object_unref (session);
  ssh_server_free (server);
  g_object_unref (identity);
  sublet_test_drain ();
  assert_counts (&trace, 0);
  /* Looked at only. */
  sublet_key_facts_free (sublet_key_file_read (path));
  assert_counts (&trace, 0);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  /* Freed memory stays as it was left, or there would be nothing to find. */
  mallopt (M_PERTURB, 0);
  sublet_test_init (&argc, &argv);

  g_test_add_data_func ("/core/ssh/key-memory/found", "-t ecdsa -b 256", test_found);
  g_test_add_data_func ("/core/ssh/key-memory/used/ed25519", "-t ed25519", test_used);
  g_test_add_data_func ("/core/ssh/key-memory/used/nistp256", "-t ecdsa -b 256", test_used);
  g_test_add_data_func ("/core/ssh/key-memory/used/nistp521", "-t ecdsa -b 521", test_used);
  g_test_add_data_func ("/core/ssh/key-memory/used/not-encrypted", "-t ed25519 -N ''", test_used);

  return g_test_run ();
}
