/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-identity-private.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-key.h"

#include "support/sublet-test.h"

#include <openssl/evp.h>
#include <string.h>

/* Of an Ed25519 signature. Source: RFC 8032, 5.1.6. */
#define SIGNATURE_BYTES 64

/* RFC 8032, 7.1, test 2. */
static const char known_private[] =
  "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
static const char known_public[] =
  "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
static const char known_signature[] =
  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

static void
from_hex (const char *hex, guint8 *bytes)
{
  gsize i;

  for (i = 0; hex[2 * i] != '\0'; i++)
    bytes[i] =
      (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]));
}

static SecretValue *
make_secret (const guint8 *half)
{
  g_autofree char *base64 = g_base64_encode (half, 32);
  g_autofree char *text = g_strconcat (SUBLET_SSH_IDENTITY_FORM, base64, NULL);

  return secret_value_new (text, -1, "text/plain");
}

static SubletSshIdentity *
make_identity (const char *label)
{
  g_autoptr (GError) error = NULL;
  SubletSshIdentity *identity = sublet_ssh_identity_new (label, &error);

  g_assert_no_error (error);
  g_assert_nonnull (identity);
  return identity;
}

static void
get_private_half (SubletSshIdentity *identity, guint8 *half)
{
  const char *text = secret_value_get_text (sublet_ssh_identity_get_secret (identity));
  g_autofree guint8 *bytes = NULL;
  gsize length;

  g_assert_true (g_str_has_prefix (text, SUBLET_SSH_IDENTITY_FORM));
  bytes = g_base64_decode (text + strlen (SUBLET_SSH_IDENTITY_FORM), &length);
  g_assert_cmpuint (length, ==, 32);
  memcpy (half, bytes, 32);
}

static const guint8 *
get_public_half (SubletSshIdentity *identity)
{
  gsize length;
  const guint8 *blob = g_bytes_get_data (sublet_ssh_identity_get_public_blob (identity), &length);

  g_assert_cmpuint (length, ==, 51);
  g_assert_cmpmem (blob, 19, "\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
  return blob + 19;
}

static bool
verify (SubletSshIdentity *identity, const guint8 *data, gsize length, GBytes *signature)
{
  EVP_PKEY *key =
    EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, get_public_half (identity), 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  bool good;

  g_assert_nonnull (key);
  g_assert_cmpint (EVP_DigestVerifyInit (context, NULL, NULL, NULL, key), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (signature), ==, SIGNATURE_BYTES);
  good =
    EVP_DigestVerify (context, g_bytes_get_data (signature, NULL), SIGNATURE_BYTES, data, length) ==
    1;
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);

  return good;
}

static void
test_known (void)
{
  guint8 private_half[32];
  guint8 public_half[32];
  guint8 expected[SIGNATURE_BYTES];
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (SecretValue) secret = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  from_hex (known_private, private_half);
  from_hex (known_public, public_half);
  from_hex (known_signature, expected);
  secret = make_secret (private_half);
  identity = sublet_ssh_identity_new_from_secret (secret, "desk", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (get_public_half (identity), 32, public_half, 32);

  signature = sublet_ssh_identity_sign (identity, (const guint8 *) "\x72", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (signature, NULL),
                   g_bytes_get_size (signature),
                   expected,
                   sizeof expected);
}

static void
test_sign (void)
{
  static const gsize lengths[] = { 0, 1, 200, 70000 };
  g_autoptr (SubletSshIdentity) identity = make_identity ("desk");
  g_autoptr (SubletSshIdentity) other = make_identity ("desk");
  g_autofree guint8 *data = g_malloc0 (70000);
  gsize i;

  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity),
                   !=,
                   sublet_ssh_identity_get_public_line (other));
  for (i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) signature = NULL;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      guint8 bytes[SIGNATURE_BYTES];

      signature = sublet_ssh_identity_sign (identity, data, lengths[i], &error);
      g_assert_no_error (error);
      g_assert_true (verify (identity, data, lengths[i], signature));
      g_assert_false (verify (other, data, lengths[i], signature));
      memcpy (bytes, g_bytes_get_data (signature, NULL), sizeof bytes);
      bytes[5] ^= 1;
      changed = g_bytes_new (bytes, sizeof bytes);
      g_assert_false (verify (identity, data, lengths[i], changed));
    }
}

/* ---- as OpenSSH sees it ---- */

static void
put_number (GByteArray *array, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (array, (const guint8 *) &number, sizeof number);
}

static void
put_field (GByteArray *array, gconstpointer bytes, gsize length)
{
  put_number (array, (guint32) length);
  g_byte_array_append (array, bytes, (guint) length);
}

/* Source: OpenSSH, PROTOCOL.key. */
static char *
make_openssh_file (SubletSshIdentity *identity, const char *comment)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();
  g_autofree char *base64 = NULL;
  guint8 both[64];
  const guint8 *blob;
  gsize length;
  guint8 pad;

  get_private_half (identity, both);
  memcpy (both + 32, get_public_half (identity), 32);
  put_number (inner, 7);
  put_number (inner, 7);
  put_field (inner, "ssh-ed25519", 11);
  put_field (inner, both + 32, 32);
  put_field (inner, both, 64);
  put_field (inner, comment, strlen (comment));
  for (pad = 1; inner->len % 8 != 0; pad++)
    g_byte_array_append (inner, &pad, 1);

  g_byte_array_append (outer, (const guint8 *) "openssh-key-v1", 15);
  put_field (outer, "none", 4);
  put_field (outer, "none", 4);
  put_field (outer, "", 0);
  put_number (outer, 1);
  blob = g_bytes_get_data (sublet_ssh_identity_get_public_blob (identity), &length);
  put_field (outer, blob, length);
  put_field (outer, inner->data, inner->len);

  base64 = g_base64_encode (outer->data, outer->len);
  return g_strdup_printf ("-----BEGIN OPENSSH %s-----\n%s\n-----END OPENSSH %s-----\n",
                          "PRIVATE KEY",
                          base64,
                          "PRIVATE KEY");
}

static void
test_openssh (void)
{
  char *folder = sublet_test_make_folder ();
  int i;

  for (i = 0; i < 10; i++)
    {
      g_autoptr (SubletSshIdentity) identity = make_identity ("desk");
      g_autofree char *path = g_build_filename (folder, "key", NULL);
      g_autofree char *contents = make_openssh_file (identity, "sublet@desk");
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;
      const char *arguments[] = { "ssh-keygen", "-y", "-f", path, NULL };
      int status = 0;

      g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
      g_assert_no_error (error);
      g_spawn_sync (NULL,
                    (char **) arguments,
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
      g_assert_no_error (error);
      g_assert_cmpstr (g_strchomp (output), ==, sublet_ssh_identity_get_public_line (identity));
    }

  sublet_test_remove_folder (folder);
}

/* ---- the line's comment, and what is kept ---- */

typedef struct
{
  const char *label;
  const char *comment;
} Label;

static const Label labels[] = {
  { "desk", "sublet@desk" },
  { NULL, "sublet" },
  { "", "sublet" },
  { "Ada's desk\nssh-rsa", "sublet@Ada-s-desk-ssh-rsa" },
  { "caf\xc3\xa9.local", "sublet@caf--.local" },
  { "0123456789012345678901234567890123456789012345678901234567890123456789",
    "sublet@0123456789012345678901234567890123456789012345678901234567890123" },
};

static void
test_line (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (SubletSshIdentity) identity = make_identity (labels[i].label);
      const char *line = sublet_ssh_identity_get_public_line (identity);
      g_autoptr (GError) error = NULL;
      g_autofree char *checked = sublet_ssh_public_key_check (line, &error);
      g_autofree char *end = g_strconcat (" ", labels[i].comment, NULL);

      g_assert_no_error (error);
      g_assert_cmpstr (checked, ==, line);
      g_assert_true (g_str_has_prefix (line, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"));
      g_assert_true (g_str_has_suffix (line, end));
      g_assert_finalize_object (g_steal_pointer (&identity));
    }
}

static void
test_kept (void)
{
  g_autoptr (SubletSshIdentity) identity = make_identity ("desk");
  g_autoptr (SubletSshIdentity) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = NULL;

  again = sublet_ssh_identity_new_from_secret (sublet_ssh_identity_get_secret (identity),
                                               "attic",
                                               &error);
  g_assert_no_error (error);
  g_assert_true (sublet_ssh_public_key_equal (sublet_ssh_identity_get_public_line (identity),
                                              sublet_ssh_identity_get_public_line (again)));
  g_assert_true (g_str_has_suffix (sublet_ssh_identity_get_public_line (again), " sublet@attic"));
  signature = sublet_ssh_identity_sign (again, (const guint8 *) "data", 4, &error);
  g_assert_no_error (error);
  g_assert_true (verify (identity, (const guint8 *) "data", 4, signature));
}

static void
test_not_kept (void)
{
  static const char *const texts[] = {
    "",
    "ed25519:",
    "ed25519:planted",
    /* A byte less, a byte more, a letter outside, bits beyond the last byte, another form. */
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAA*AAAAAAAAAAAAAAA=",
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
    "ed25518:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SecretValue) secret = secret_value_new (texts[i], -1, "text/plain");
      g_autoptr (SubletSshIdentity) identity = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      identity = sublet_ssh_identity_new_from_secret (secret, "desk", &error);
      g_assert_null (identity);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      g_assert_null (strstr (error->message, "planted"));
    }
}

/* ---- threads ---- */

static gpointer
sign_often (gpointer user_data)
{
  SubletSshIdentity *identity = user_data;
  guint n_good = 0;
  guint8 i;

  for (i = 0; i < 50; i++)
    {
      g_autoptr (GBytes) signature = sublet_ssh_identity_sign (identity, &i, 1, NULL);

      if (signature != NULL && verify (identity, &i, 1, signature))
        n_good++;
    }
  g_object_unref (identity);

  return GUINT_TO_POINTER (n_good);
}

static void
test_threads (void)
{
  SubletSshIdentity *identity = make_identity ("desk");
  GThread *threads[4];
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sign", sign_often, g_object_ref (identity));
  /* The last reference may be given up on any of them. */
  g_object_unref (identity);
  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 50);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/identity/known", test_known);
  g_test_add_func ("/core/ssh/identity/sign", test_sign);
  g_test_add_func ("/core/ssh/identity/openssh", test_openssh);
  g_test_add_func ("/core/ssh/identity/line", test_line);
  g_test_add_func ("/core/ssh/identity/kept", test_kept);
  g_test_add_func ("/core/ssh/identity/not-kept", test_not_kept);
  g_test_add_func ("/core/ssh/identity/threads", test_threads);

  return g_test_run ();
}
