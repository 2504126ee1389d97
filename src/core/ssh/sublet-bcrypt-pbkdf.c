/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-bcrypt-pbkdf-private.h"

#include "core/ssh/sublet-blowfish-private.h"

#include <openssl/evp.h>
#include <string.h>

/* Of SHA-512. */
#define DIGEST_BYTES 64

/* What bcrypt encrypts, so often, in its form for keys. */
static const char plain_text[] = "OxychromaticBlowfishSwatDynamite";
#define HASH_BYTES 32
#define HASH_WORDS (HASH_BYTES / 4)
#define EXPANSIONS 64
#define ENCRYPTIONS 64

/* In one place, so that all of it is wiped. */
typedef struct
{
  SubletBlowfish cipher;
  guint8 passphrase[DIGEST_BYTES];
  guint8 salt[DIGEST_BYTES];
  guint8 sum[HASH_BYTES];
  guint8 hash[HASH_BYTES];
  guint32 words[HASH_WORDS];
} Work;

static bool
digest (const void *data, gsize length, guint8 *hash)
{
  return EVP_Q_digest (NULL, "SHA512", NULL, data, length, hash, NULL) == 1;
}

static void
make_hash (Work *work)
{
  gsize i, n;

  sublet_blowfish_init (&work->cipher);
  sublet_blowfish_expand (&work->cipher, work->passphrase, DIGEST_BYTES, work->salt, DIGEST_BYTES);
  for (i = 0; i < EXPANSIONS; i++)
    {
      sublet_blowfish_expand (&work->cipher, work->salt, DIGEST_BYTES, NULL, 0);
      sublet_blowfish_expand (&work->cipher, work->passphrase, DIGEST_BYTES, NULL, 0);
    }

  memcpy (work->words, plain_text, HASH_BYTES);
  for (i = 0; i < HASH_WORDS; i++)
    work->words[i] = GUINT32_FROM_BE (work->words[i]);
  for (i = 0; i < HASH_WORDS; i += 2)
    {
      for (n = 0; n < ENCRYPTIONS; n++)
        sublet_blowfish_encrypt (&work->cipher, &work->words[i], &work->words[i + 1]);
    }
  for (i = 0; i < HASH_WORDS; i++)
    work->words[i] = GUINT32_TO_LE (work->words[i]);
  memcpy (work->hash, work->words, HASH_BYTES);
}

/* @counted: the salt with the block's number behind it. */
static bool
make_block (Work *work, const guint8 *counted, gsize length, guint32 rounds)
{
  guint32 round;
  gsize i;

  if (!digest (counted, length, work->salt))
    return false;
  make_hash (work);
  memcpy (work->sum, work->hash, HASH_BYTES);
  for (round = 1; round < rounds; round++)
    {
      if (!digest (work->hash, HASH_BYTES, work->salt))
        return false;
      make_hash (work);
      for (i = 0; i < HASH_BYTES; i++)
        work->sum[i] ^= work->hash[i];
    }

  return true;
}

/**
 * sublet_bcrypt_pbkdf: (skip)
 * @passphrase: not empty
 * @salt: (array length=salt_length): not empty
 * @salt_length: at most SUBLET_BCRYPT_PBKDF_SALT_BYTES
 * @rounds: more than 0; ten take a tenth of a second
 * @key: (out caller-allocates): filled; the caller wipes it
 * @key_length: more than 0, at most SUBLET_BCRYPT_PBKDF_BYTES
 *
 * Makes a key of a passphrase as OpenSSH does for its files. All that was made on the way is wiped.
 * Any thread. Source: OpenBSD, bcrypt_pbkdf(3).
 *
 * Returns: whether libcrypto could
 */
bool
sublet_bcrypt_pbkdf (const char *passphrase,
                     const guint8 *salt,
                     gsize salt_length,
                     guint32 rounds,
                     guint8 *key,
                     gsize key_length)
{
  gsize n_blocks = (key_length + HASH_BYTES - 1) / HASH_BYTES;
  guint8 counted[SUBLET_BCRYPT_PBKDF_SALT_BYTES + 4] = { 0 };
  Work work;
  bool good;
  gsize block, i;

  g_return_val_if_fail (salt_length > 0 && salt_length <= SUBLET_BCRYPT_PBKDF_SALT_BYTES, false);
  g_return_val_if_fail (key_length > 0 && key_length <= SUBLET_BCRYPT_PBKDF_BYTES, false);

  memcpy (counted, salt, salt_length);
  good = digest (passphrase, strlen (passphrase), work.passphrase);
  for (block = 0; block < n_blocks && good; block++)
    {
      counted[salt_length + 3] = (guint8) (block + 1);
      good = make_block (&work, counted, salt_length + 4, rounds);
      /* Each block's bytes are spread over the whole key. */
      for (i = 0; i < HASH_BYTES && i * n_blocks + block < key_length; i++)
        key[i * n_blocks + block] = work.sum[i];
    }
  explicit_bzero (&work, sizeof work);

  return good;
}
