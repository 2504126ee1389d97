/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-cipher-private.h"

#include "core/ssh/sublet-bcrypt-pbkdf-private.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

/* Of AES. */
#define BLOCK_BYTES 16
#define MAX_KEY_BYTES 32

/* What ssh-keygen makes has 16 or 24, and nobody waits for a hundred times that many. */
#define MAX_ROUNDS 2048

/* Without a cipher, OpenSSH pads to this. */
#define PLAIN_BLOCK_BYTES 8

typedef struct
{
  const char *ssh;
  const char *libcrypto;
  gsize key_bytes;
} Known;

static const Known known[] = {
  { "aes256-ctr", "AES-256-CTR", 32 }, { "aes192-ctr", "AES-192-CTR", 24 },
  { "aes128-ctr", "AES-128-CTR", 16 }, { "aes256-cbc", "AES-256-CBC", 32 },
  { "aes192-cbc", "AES-192-CBC", 24 }, { "aes128-cbc", "AES-128-CBC", 16 },
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER, EVP_CIPHER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

static const Known *
find_known (const SubletSshBytes *name)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (sublet_ssh_wire_is_text (name, known[i].ssh))
        return &known[i];
    }

  return NULL;
}

static char *
dup_name (const SubletSshBytes *name)
{
  char *text = g_strndup ((const char *) name->data, MIN (name->length, 64));

  return g_strcanon (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "@.-", '?');
}

/**
 * sublet_key_cipher_read: (skip)
 * @self: (out caller-allocates): filled
 * @container: of a file
 * @detail: (out) (nullable) (transfer full): which cipher is not known, else NULL
 *
 * Returns: NONE, CIPHER or DAMAGED
 */
SubletKeyProblem
sublet_key_cipher_read (SubletKeyCipher *self, const SubletKeyContainer *container, char **detail)
{
  SubletSshBytes options = container->kdf_options;
  gsize length = container->private_part.length;
  const Known *found = find_known (&container->cipher);

  memset (self, 0, sizeof *self);
  if (sublet_ssh_wire_is_text (&container->cipher, "none") &&
      sublet_ssh_wire_is_text (&container->kdf, "none"))
    return length == 0 || length % PLAIN_BLOCK_BYTES != 0 ? SUBLET_KEY_PROBLEM_DAMAGED
                                                          : SUBLET_KEY_PROBLEM_NONE;
  if (found == NULL || !sublet_ssh_wire_is_text (&container->kdf, "bcrypt"))
    {
      *detail = dup_name (found == NULL ? &container->cipher : &container->kdf);
      return SUBLET_KEY_PROBLEM_CIPHER;
    }
  if (!sublet_ssh_wire_take_string (&options, &self->salt) || self->salt.length == 0 ||
      self->salt.length > SUBLET_BCRYPT_PBKDF_SALT_BYTES ||
      !sublet_ssh_wire_take_number (&options, &self->rounds) || self->rounds == 0 ||
      options.length != 0 || length == 0 || length % BLOCK_BYTES != 0)
    return SUBLET_KEY_PROBLEM_DAMAGED;
  if (self->rounds > MAX_ROUNDS)
    {
      *detail = g_strdup_printf ("bcrypt with %u rounds", self->rounds);
      return SUBLET_KEY_PROBLEM_CIPHER;
    }

  self->name = found->libcrypto;
  self->key_bytes = found->key_bytes;

  return SUBLET_KEY_PROBLEM_NONE;
}

static bool
decrypt (const SubletKeyCipher *self,
         const SubletSshBytes *private_part,
         const guint8 *key,
         guint8 *plain)
{
  g_autoptr (EVP_CIPHER) cipher = EVP_CIPHER_fetch (NULL, self->name, NULL);
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int length = 0;
  bool good;

  good =
    cipher != NULL && context != NULL &&
    EVP_DecryptInit_ex2 (context, cipher, key, key + self->key_bytes, NULL) == 1 &&
    EVP_CIPHER_CTX_set_padding (context, 0) == 1 &&
    EVP_DecryptUpdate (context, plain, &length, private_part->data, (int) private_part->length) ==
      1 &&
    (gsize) length == private_part->length;
  ERR_clear_error ();

  return good;
}

/* The two numbers at the front are the same when it was decrypted well. */
static bool
is_private_part (const guint8 *plain, gsize length)
{
  return length >= 8 && memcmp (plain, plain + 4, 4) == 0;
}

/**
 * sublet_key_cipher_open: (skip)
 * @self: of the file
 * @private_part: of the same
 * @passphrase: (nullable): what the person typed; UTF-8
 * @plain: (out caller-allocates): room for as much; the caller wipes it, whatever is returned
 *
 * Takes as long as the file says, a fifth of a second for one, when it is encrypted. Any thread.
 *
 * Returns: whether @plain has the private part; false when the passphrase is another
 */
bool
sublet_key_cipher_open (const SubletKeyCipher *self,
                        const SubletSshBytes *private_part,
                        const char *passphrase,
                        guint8 *plain)
{
  guint8 key[MAX_KEY_BYTES + BLOCK_BYTES];
  bool good;

  if (self->name == NULL)
    {
      memcpy (plain, private_part->data, private_part->length);
      return is_private_part (plain, private_part->length);
    }
  if (passphrase == NULL || *passphrase == '\0')
    return false;

  good = sublet_bcrypt_pbkdf (passphrase,
                              self->salt.data,
                              self->salt.length,
                              self->rounds,
                              key,
                              self->key_bytes + BLOCK_BYTES) &&
         decrypt (self, private_part, key, plain);
  explicit_bzero (key, sizeof key);

  return good && is_private_part (plain, private_part->length);
}
