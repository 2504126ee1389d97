/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-host-key.h"

#include <string.h>

#include <openssl/evp.h>

#define KIND "ssh-ed25519"
#define MAGIC "openssh-key-v1"
#define KEY_SIZE 32
#define BLOCK_SIZE 8
#define LINE_LENGTH 70

/* The format: PROTOCOL.key in OpenSSH's sources. */

static void
put_number (GByteArray *array, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (array, (const guint8 *) &big_endian, sizeof big_endian);
}

static void
put_bytes (GByteArray *array, const void *bytes, gsize length)
{
  put_number (array, (guint32) length);
  g_byte_array_append (array, bytes, (guint) length);
}

static void
put_text (GByteArray *array, const char *text)
{
  put_bytes (array, text, strlen (text));
}

/* OpenSSH's secret is the seed with the public key behind it. */
static bool
draw_key (guint8 secret[2 * KEY_SIZE], guint8 public_key[KEY_SIZE])
{
  EVP_PKEY *key = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");
  gsize secret_size = KEY_SIZE;
  gsize public_size = KEY_SIZE;
  bool drawn = key != NULL && EVP_PKEY_get_raw_private_key (key, secret, &secret_size) == 1 &&
               EVP_PKEY_get_raw_public_key (key, public_key, &public_size) == 1;

  EVP_PKEY_free (key);
  if (drawn)
    memcpy (secret + KEY_SIZE, public_key, KEY_SIZE);
  return drawn;
}

static GByteArray *
make_secret_part (const guint8 *secret, const guint8 *public_key, const char *comment)
{
  GByteArray *part = g_byte_array_new ();
  guint32 check = g_random_int ();
  guint8 padding;

  put_number (part, check);
  put_number (part, check);
  put_text (part, KIND);
  put_bytes (part, public_key, KEY_SIZE);
  put_bytes (part, secret, 2 * KEY_SIZE);
  put_text (part, comment);
  for (padding = 1; part->len % BLOCK_SIZE != 0; padding++)
    g_byte_array_append (part, &padding, 1);

  return part;
}

static char *
armour (GByteArray *key)
{
  g_autofree char *base64 = g_base64_encode (key->data, key->len);
  GString *text = g_string_new ("-----BEGIN OPENSSH PRIVATE KEY-----\n");
  const char *at;

  for (at = base64; *at != '\0'; at += MIN (LINE_LENGTH, strlen (at)))
    g_string_append_printf (text, "%.*s\n", LINE_LENGTH, at);
  g_string_append (text, "-----END OPENSSH PRIVATE KEY-----\n");

  return g_string_free (text, FALSE);
}

/**
 * sim_host_key_make:
 * @comment: what the key is called
 * @private_text: (out): the private key as OpenSSH stores it, without a passphrase
 * @public_line: (out): the public key, without a line's end
 *
 * Returns: whether a key could be drawn
 */
bool
sim_host_key_make (const char *comment, char **private_text, char **public_line)
{
  guint8 secret[2 * KEY_SIZE];
  guint8 public_key[KEY_SIZE];
  g_autoptr (GByteArray) key = g_byte_array_new ();
  g_autoptr (GByteArray) public_part = g_byte_array_new ();
  g_autoptr (GByteArray) secret_part = NULL;
  g_autofree char *base64 = NULL;

  if (!draw_key (secret, public_key))
    return false;

  put_text (public_part, KIND);
  put_bytes (public_part, public_key, KEY_SIZE);
  secret_part = make_secret_part (secret, public_key, comment);

  /* With its final NUL. */
  g_byte_array_append (key, (const guint8 *) MAGIC, sizeof MAGIC);
  put_text (key, "none");
  put_text (key, "none");
  put_text (key, "");
  put_number (key, 1);
  put_bytes (key, public_part->data, public_part->len);
  put_bytes (key, secret_part->data, secret_part->len);

  base64 = g_base64_encode (public_part->data, public_part->len);
  *private_text = armour (key);
  *public_line = g_strdup_printf (KIND " %s %s", base64, comment);
  return true;
}
