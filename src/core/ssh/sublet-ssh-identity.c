/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-identity-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-wire-private.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#define ALGORITHM "ssh-ed25519"
#define COMMENT "sublet"

/* Of either half, raw. Source: RFC 8032, 5.1.5. */
#define HALF_BYTES 32

/* 32 bytes in base64, without the NUL at its end. */
#define HALF_CHARS 44

#define MAX_LABEL 64

struct _SubletSshIdentity
{
  GObject parent_instance;

  SecretValue *secret; /* (owned): in memory that is not swapped out and is wiped when freed */
  GBytes *blob;        /* (owned) */
  char *line;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletSshIdentity, sublet_ssh_identity, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* libcrypto's own words are about algorithms and providers, never about a key. */
static bool
fail (GError **error, const char *what)
{
  const char *reason = ERR_reason_error_string (ERR_peek_last_error ());

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               "%s: %s",
               what,
               reason != NULL ? reason : "no reason given");
  ERR_clear_error ();

  return false;
}

/* ---- the private half ---- */

static SecretValue *
make_secret (const guint8 *half)
{
  char text[sizeof SUBLET_SSH_IDENTITY_FORM + HALF_CHARS] = SUBLET_SSH_IDENTITY_FORM;
  SecretValue *secret;

  EVP_EncodeBlock ((guint8 *) text + strlen (SUBLET_SSH_IDENTITY_FORM), half, HALF_BYTES);
  secret = secret_value_new (text, (gssize) strlen (text), "text/plain");
  OPENSSL_cleanse (text, sizeof text);

  return secret;
}

/* The caller wipes @half. */
static bool
read_secret (SecretValue *secret, guint8 *half)
{
  /* Three bytes for each four characters, padding included. */
  guint8 bytes[HALF_CHARS / 4 * 3];
  char again[HALF_CHARS + 1];
  const char *base64;
  const char *text;
  gsize length = 0;
  bool good = false;

  text = secret_value_get (secret, &length);
  if (length != strlen (SUBLET_SSH_IDENTITY_FORM) + HALF_CHARS ||
      memcmp (text, SUBLET_SSH_IDENTITY_FORM, strlen (SUBLET_SSH_IDENTITY_FORM)) != 0)
    return false;

  base64 = text + strlen (SUBLET_SSH_IDENTITY_FORM);
  if (EVP_DecodeBlock (bytes, (const guint8 *) base64, HALF_CHARS) == (int) sizeof bytes)
    {
      EVP_EncodeBlock ((guint8 *) again, bytes, HALF_BYTES);
      good = CRYPTO_memcmp (again, base64, HALF_CHARS) == 0;
      memcpy (half, bytes, HALF_BYTES);
    }
  OPENSSL_cleanse (bytes, sizeof bytes);
  OPENSSL_cleanse (again, sizeof again);

  return good;
}

/* libcrypto keeps it in memory that it wipes itself; what it is asked to give back of a private
 * half, it copies into memory that it does not wipe. */
static EVP_PKEY *
make_pair (const guint8 *half, GError **error)
{
  EVP_PKEY *pair = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, half, HALF_BYTES);

  if (pair == NULL)
    fail (error, "the SSH key cannot be opened");

  return pair;
}

static EVP_PKEY *
open_pair (SecretValue *secret, GError **error)
{
  guint8 half[HALF_BYTES] = { 0 };
  EVP_PKEY *pair = NULL;

  if (read_secret (secret, half))
    {
      pair = make_pair (half, error);
    }
  else
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_INVALID,
                           "what is kept is no SSH key of this version");
    }
  OPENSSL_cleanse (half, sizeof half);

  return pair;
}

/* ---- the public half ---- */

/* Source: RFC 8709, 4. */
static GBytes *
make_blob (const guint8 *half)
{
  GByteArray *blob = g_byte_array_new ();

  sublet_ssh_wire_add_string (blob, ALGORITHM, strlen (ALGORITHM));
  sublet_ssh_wire_add_string (blob, half, HALF_BYTES);

  return g_byte_array_free_to_bytes (blob);
}

/* One word that says whose key it is, whatever the computer is called. */
static char *
make_comment (const char *label)
{
  g_autofree char *name = g_strndup (label != NULL ? label : "", MAX_LABEL);

  g_strcanon (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-", '-');

  return *name != '\0' ? g_strconcat (COMMENT "@", name, NULL) : g_strdup (COMMENT);
}

static char *
make_line (GBytes *blob, const char *label)
{
  g_autofree char *comment = make_comment (label);
  g_autofree char *base64 = NULL;
  const guint8 *bytes;
  gsize length;

  bytes = g_bytes_get_data (blob, &length);
  base64 = g_base64_encode (bytes, length);

  return g_strconcat (ALGORITHM " ", base64, " ", comment, NULL);
}

static SubletSshIdentity *
new_for_pair (EVP_PKEY *pair, SecretValue *secret, const char *label, GError **error)
{
  guint8 half[HALF_BYTES];
  gsize size = sizeof half;
  SubletSshIdentity *self;

  if (EVP_PKEY_get_raw_public_key (pair, half, &size) != 1 || size != sizeof half)
    {
      fail (error, "the SSH key has no public half");
      return NULL;
    }

  self = g_object_new (SUBLET_TYPE_SSH_IDENTITY, NULL);
  self->secret = secret_value_ref (secret);
  self->blob = make_blob (half);
  self->line = make_line (self->blob, label);

  return self;
}

static void
sublet_ssh_identity_finalize (GObject *object)
{
  SubletSshIdentity *self = SUBLET_SSH_IDENTITY (object);

  g_clear_pointer (&self->secret, secret_value_unref);
  g_clear_pointer (&self->blob, g_bytes_unref);
  g_free (self->line);

  G_OBJECT_CLASS (sublet_ssh_identity_parent_class)->finalize (object);
}

static void
sublet_ssh_identity_class_init (SubletSshIdentityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_ssh_identity_finalize;
}

static void
sublet_ssh_identity_init (SubletSshIdentity *self)
{
}

/**
 * sublet_ssh_identity_new:
 * @label: (nullable): what the comment says after "sublet@", a computer's name for one; everything
 *   but ASCII letters, digits, ".", "_" and "-" becomes "-"
 * @error: SUBLET_ERROR_FAILED when libcrypto cannot make a key
 *
 * Makes a new pair, kept nowhere. Any thread; takes less than a millisecond. Any 32 bytes are a
 * private half. Source: RFC 8032, 5.1.5.
 *
 * Returns: (transfer full): the identity, NULL on error
 */
SubletSshIdentity *
sublet_ssh_identity_new (const char *label, GError **error)
{
  g_autoptr (EVP_PKEY) pair = NULL;
  guint8 half[HALF_BYTES] = { 0 };
  SubletSshIdentity *self = NULL;
  SecretValue *secret;

  if (RAND_priv_bytes (half, sizeof half) != 1)
    {
      OPENSSL_cleanse (half, sizeof half);
      fail (error, "no SSH key could be made");
      return NULL;
    }

  pair = make_pair (half, error);
  secret = make_secret (half);
  OPENSSL_cleanse (half, sizeof half);
  if (pair != NULL)
    self = new_for_pair (pair, secret, label, error);
  secret_value_unref (secret);

  return self;
}

/**
 * sublet_ssh_identity_new_from_secret: (skip)
 * @secret: what sublet_ssh_identity_get_secret() gave once
 * @label: (nullable): as in sublet_ssh_identity_new()
 * @error: SUBLET_ERROR_INVALID when it is something else; quotes nothing of it
 *
 * Returns: (transfer full): the identity, NULL on error
 */
SubletSshIdentity *
sublet_ssh_identity_new_from_secret (SecretValue *secret, const char *label, GError **error)
{
  g_autoptr (EVP_PKEY) pair = open_pair (secret, error);

  return pair != NULL ? new_for_pair (pair, secret, label, error) : NULL;
}

/**
 * sublet_ssh_identity_get_secret: (skip)
 * @self: an identity
 *
 * For the keyring, and for nothing else.
 *
 * Returns: (transfer none): the private half
 */
SecretValue *
sublet_ssh_identity_get_secret (SubletSshIdentity *self)
{
  return self->secret;
}

/**
 * sublet_ssh_identity_get_public_line:
 * @self: an identity
 *
 * Any thread.
 *
 * Returns: (transfer none): the line to register and attach, "ssh-ed25519 AAAA… sublet@label"
 *   without a newline
 */
const char *
sublet_ssh_identity_get_public_line (SubletSshIdentity *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);

  return self->line;
}

/**
 * sublet_ssh_identity_get_public_blob:
 * @self: an identity
 *
 * What a client sends as public key when it signs in. Any thread. Source: RFC 4252, 7; RFC 8709, 4.
 *
 * Returns: (transfer none): 51 bytes
 */
GBytes *
sublet_ssh_identity_get_public_blob (SubletSshIdentity *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);

  return self->blob;
}

/**
 * sublet_ssh_identity_sign:
 * @self: an identity
 * @data: (array length=length): what to sign, as the session hands it over
 * @length: its length in bytes
 * @signature: (out caller-allocates): room for SUBLET_SSH_SIGNATURE_BYTES, raw, without the
 *   algorithm's name; zeros on error
 * @error: SUBLET_ERROR_FAILED when libcrypto cannot sign
 *
 * Any thread, several at a time: nothing in @self is changed. What is opened of the private half is
 * wiped before it returns. Source: RFC 8709, 6; libssh2_userauth_publickey(3).
 *
 * Returns: whether @signature was filled
 */
bool
sublet_ssh_identity_sign (SubletSshIdentity *self,
                          const guint8 *data,
                          gsize length,
                          guint8 *signature,
                          GError **error)
{
  g_autoptr (EVP_PKEY) pair = NULL;
  g_autoptr (EVP_MD_CTX) context = NULL;
  gsize size = SUBLET_SSH_SIGNATURE_BYTES;

  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), false);
  g_return_val_if_fail (data != NULL || length == 0, false);
  g_return_val_if_fail (signature != NULL, false);

  memset (signature, 0, SUBLET_SSH_SIGNATURE_BYTES);
  pair = open_pair (self->secret, error);
  if (pair == NULL)
    return false;

  context = EVP_MD_CTX_new ();
  if (context == NULL || EVP_DigestSignInit (context, NULL, NULL, NULL, pair) != 1 ||
      EVP_DigestSign (context, signature, &size, data, length) != 1 ||
      size != SUBLET_SSH_SIGNATURE_BYTES)
    {
      memset (signature, 0, SUBLET_SSH_SIGNATURE_BYTES);
      return fail (error, "libcrypto cannot sign with the SSH key");
    }

  return true;
}
