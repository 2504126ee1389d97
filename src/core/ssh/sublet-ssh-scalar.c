/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-scalar-private.h"

#include "core/base/sublet-error.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

/* Of n bytes in base64, without the NUL at its end. */
#define BASE64_CHARS(n) (((n) + 2) / 3 * 4)

#define MAX_FORM 16

/* Two numbers of a length each, and room for a zero before each of them. Ed25519's has 64. */
#define MAX_SIGNATURE (2 * (4 + 1 + SUBLET_SSH_SCALAR_BYTES))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ECDSA_SIG, ECDSA_SIG_free)

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

/* ---- how it is kept ---- */

/**
 * sublet_ssh_scalar_keep: (skip)
 * @curve: the key's
 * @scalar: its private half; the caller wipes it
 *
 * A word for the kind, then the bytes in base64: as the keyring has had it from the first version.
 *
 * Returns: (transfer full): the same
 */
SecretValue *
sublet_ssh_scalar_keep (const SubletSshCurve *curve, const guint8 *scalar)
{
  char text[MAX_FORM + BASE64_CHARS (SUBLET_SSH_SCALAR_BYTES) + 1];
  SecretValue *secret;

  g_strlcpy (text, curve->form, sizeof text);
  EVP_EncodeBlock ((guint8 *) text + strlen (curve->form), scalar, (int) curve->scalar_bytes);
  secret = secret_value_new (text, (gssize) strlen (text), "text/plain");
  OPENSSL_cleanse (text, sizeof text);

  return secret;
}

/* The caller wipes @scalar. */
static bool
read_kept (const SubletSshCurve *curve, SecretValue *secret, guint8 *scalar)
{
  guint8 bytes[BASE64_CHARS (SUBLET_SSH_SCALAR_BYTES) / 4 * 3];
  char again[BASE64_CHARS (SUBLET_SSH_SCALAR_BYTES) + 1];
  gsize n_chars = BASE64_CHARS (curve->scalar_bytes);
  gsize form_length = strlen (curve->form);
  const char *base64;
  const char *text;
  gsize length = 0;
  bool good = false;

  text = secret_value_get (secret, &length);
  if (length != form_length + n_chars || memcmp (text, curve->form, form_length) != 0)
    return false;

  base64 = text + form_length;
  if (EVP_DecodeBlock (bytes, (const guint8 *) base64, (int) n_chars) == (int) (n_chars / 4 * 3))
    {
      EVP_EncodeBlock ((guint8 *) again, bytes, (int) curve->scalar_bytes);
      good = CRYPTO_memcmp (again, base64, n_chars) == 0;
      memcpy (scalar, bytes, curve->scalar_bytes);
    }
  OPENSSL_cleanse (bytes, sizeof bytes);
  OPENSSL_cleanse (again, sizeof again);

  return good;
}

bool
sublet_ssh_scalar_is_kept (const SubletSshCurve *curve, SecretValue *secret)
{
  guint8 scalar[SUBLET_SSH_SCALAR_BYTES] = { 0 };
  bool good = read_kept (curve, secret, scalar);

  OPENSSL_cleanse (scalar, sizeof scalar);

  return good;
}

/* ---- opened ---- */

/* The public half is the last thing in its blob. */
static const guint8 *
get_point (const SubletSshCurve *curve, GBytes *blob)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (blob, &length);

  g_assert (length > curve->point_bytes);
  return bytes + length - curve->point_bytes;
}

/* libcrypto takes numbers as this computer writes them. Wipes @scalar. */
static EVP_PKEY *
make_ecdsa_pair (const SubletSshCurve *curve, guint8 *scalar, GBytes *blob)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "EC", NULL);
  guint8 native[SUBLET_SSH_SCALAR_BYTES];
  OSSL_PARAM parameters[4];
  EVP_PKEY *pair = NULL;
  gsize i;

  for (i = 0; i < curve->scalar_bytes; i++)
    native[G_BYTE_ORDER == G_LITTLE_ENDIAN ? curve->scalar_bytes - 1 - i : i] = scalar[i];
  parameters[0] =
    OSSL_PARAM_construct_utf8_string (OSSL_PKEY_PARAM_GROUP_NAME, (char *) curve->group, 0);
  parameters[1] = OSSL_PARAM_construct_octet_string (OSSL_PKEY_PARAM_PUB_KEY,
                                                     (guint8 *) get_point (curve, blob),
                                                     curve->point_bytes);
  parameters[2] = OSSL_PARAM_construct_BN (OSSL_PKEY_PARAM_PRIV_KEY, native, curve->scalar_bytes);
  parameters[3] = OSSL_PARAM_construct_end ();
  if (context == NULL || EVP_PKEY_fromdata_init (context) != 1 ||
      EVP_PKEY_fromdata (context, &pair, EVP_PKEY_KEYPAIR, parameters) != 1)
    g_clear_pointer (&pair, EVP_PKEY_free);
  OPENSSL_cleanse (native, sizeof native);

  return pair;
}

/* libcrypto keeps it in memory that it wipes itself; what it is asked to give back of a private
 * half, it copies into memory that it does not wipe. */
static EVP_PKEY *
open_pair (const SubletSshCurve *curve, SecretValue *secret, GBytes *blob, GError **error)
{
  guint8 scalar[SUBLET_SSH_SCALAR_BYTES] = { 0 };
  EVP_PKEY *pair = NULL;

  if (!read_kept (curve, secret, scalar))
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_INVALID,
                           "what is kept is no SSH key of this version");
    }
  else
    {
      pair = curve->group != NULL
               ? make_ecdsa_pair (curve, scalar, blob)
               : EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, scalar, curve->scalar_bytes);
      if (pair == NULL)
        fail (error, "the SSH key cannot be opened");
    }
  OPENSSL_cleanse (scalar, sizeof scalar);

  return pair;
}

/**
 * sublet_ssh_scalar_make_point: (skip)
 * @secret: an Ed25519 private half that is kept
 * @point: (out caller-allocates): room for its public half
 * @error: SUBLET_ERROR_INVALID when what is kept is something else, SUBLET_ERROR_FAILED when
 *   libcrypto cannot
 *
 * Returns: whether @point was filled
 */
bool
sublet_ssh_scalar_make_point (SecretValue *secret, guint8 *point, GError **error)
{
  const SubletSshCurve *curve = sublet_ssh_curve_find (SUBLET_SSH_ED25519);
  g_autoptr (EVP_PKEY) pair = open_pair (curve, secret, NULL, error);
  gsize size = curve->point_bytes;

  if (pair == NULL)
    return false;
  if (EVP_PKEY_get_raw_public_key (pair, point, &size) != 1 || size != curve->point_bytes)
    return fail (error, "the SSH key has no public half");

  return true;
}

/**
 * sublet_ssh_scalar_matches: (skip)
 * @curve: the key's
 * @secret: a private half that is kept
 * @blob: a public key of the same kind
 *
 * Returns: whether they belong together
 */
bool
sublet_ssh_scalar_matches (const SubletSshCurve *curve, SecretValue *secret, GBytes *blob)
{
  g_autoptr (EVP_PKEY) pair = NULL;
  g_autoptr (EVP_PKEY_CTX) context = NULL;
  guint8 point[SUBLET_SSH_POINT_BYTES];
  bool good;

  if (curve->group == NULL)
    return sublet_ssh_scalar_make_point (secret, point, NULL) &&
           memcmp (point, get_point (curve, blob), curve->point_bytes) == 0;

  pair = open_pair (curve, secret, blob, NULL);
  context = pair != NULL ? EVP_PKEY_CTX_new_from_pkey (NULL, pair, NULL) : NULL;
  good = context != NULL && EVP_PKEY_pairwise_check (context) == 1;
  ERR_clear_error ();

  return good;
}

/* ---- signing ---- */

/* libcrypto writes the two numbers in DER, SSH in its own way, which is the way of BN_bn2mpi().
 * Source: RFC 5656, 3.1.2; RFC 4251, 5. */
static GBytes *
convert_signature (const guint8 *der, gsize length)
{
  const guint8 *at = der;
  g_autoptr (ECDSA_SIG) numbers = d2i_ECDSA_SIG (NULL, &at, (long) length);
  guint8 bytes[MAX_SIGNATURE];
  const BIGNUM *first, *second;
  gsize size;

  if (numbers == NULL)
    return NULL;
  ECDSA_SIG_get0 (numbers, &first, &second);
  if (BN_num_bytes (first) > SUBLET_SSH_SCALAR_BYTES ||
      BN_num_bytes (second) > SUBLET_SSH_SCALAR_BYTES)
    return NULL;

  size = (gsize) BN_bn2mpi (first, bytes);
  size += (gsize) BN_bn2mpi (second, bytes + size);

  return g_bytes_new (bytes, size);
}

/**
 * sublet_ssh_scalar_sign: (skip)
 * @curve: the key's
 * @secret: its private half
 * @blob: its public half
 * @data: (array length=length): what to sign
 * @length: in bytes
 * @error: SUBLET_ERROR_FAILED when libcrypto cannot
 *
 * Source: RFC 8709, 6; RFC 5656, 3.1.2.
 *
 * Returns: (transfer full) (nullable): the signature, without the algorithm's name; NULL on error
 */
GBytes *
sublet_ssh_scalar_sign (const SubletSshCurve *curve,
                        SecretValue *secret,
                        GBytes *blob,
                        const guint8 *data,
                        gsize length,
                        GError **error)
{
  g_autoptr (EVP_PKEY) pair = open_pair (curve, secret, blob, error);
  g_autoptr (EVP_MD_CTX) context = NULL;
  guint8 made[MAX_SIGNATURE + 16];
  gsize size = sizeof made;
  GBytes *signature = NULL;

  if (pair == NULL)
    return NULL;

  context = EVP_MD_CTX_new ();
  if (context != NULL &&
      EVP_DigestSignInit_ex (context, NULL, curve->digest, NULL, NULL, pair, NULL) == 1 &&
      EVP_DigestSign (context, made, &size, data, length) == 1)
    signature = curve->group != NULL ? convert_signature (made, size) : g_bytes_new (made, size);
  if (signature == NULL)
    fail (error, "libcrypto cannot sign with the SSH key");

  return signature;
}
