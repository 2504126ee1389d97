/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-ssh-text.h"

#include <string.h>

#define SHA256_BYTES 32

/* What a file with a private key has in it. Source: PEM's and OpenSSH's "BEGIN … PRIVATE KEY"; the
 * first line and the key of a section of PuTTY's format, its manual, appendix C. */
static const char *const private_words[] = {
  "PRIVATE KEY",
  "PuTTY-User-Key-File-",
  "Private-Lines:",
};

/**
 * sublet_ssh_text_make_fingerprint:
 * @blob: (array length=length): a public key as it goes over the wire
 * @length: bytes
 *
 * Source: ssh-keygen(1), -l: base64 without its padding.
 *
 * Returns: (transfer full): "SHA256:…"
 */
char *
sublet_ssh_text_make_fingerprint (const guint8 *blob, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[SHA256_BYTES];
  gsize size = sizeof digest;

  g_checksum_update (checksum, blob, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  base64 = g_base64_encode (digest, size);
  base64[strcspn (base64, "=")] = '\0';

  return g_strconcat ("SHA256:", base64, NULL);
}

/**
 * sublet_ssh_text_dup_fingerprint:
 * @public_key: (nullable): the line of a public key, or any text
 *
 * Returns: (transfer full) (nullable): "SHA256:…"; NULL when the text has no key in it
 */
char *
sublet_ssh_text_dup_fingerprint (const char *public_key)
{
  g_auto (GStrv) words = g_strsplit_set (public_key != NULL ? public_key : "", " \t\r\n", -1);
  g_autofree guint8 *blob = NULL;
  const char *base64 = NULL;
  gsize length = 0;
  guint n_words = 0;
  guint i;

  for (i = 0; words[i] != NULL && base64 == NULL; i++)
    {
      if (*words[i] != '\0' && ++n_words == 2)
        base64 = words[i];
    }
  if (base64 == NULL)
    return NULL;

  blob = g_base64_decode (base64, &length);
  return length > 0 ? sublet_ssh_text_make_fingerprint (blob, length) : NULL;
}

/**
 * sublet_ssh_text_is_private:
 * @text: (nullable): what a person pasted or the contents of a file
 *
 * Returns: whether it has a private key in it, which is never shown, logged or sent
 */
bool
sublet_ssh_text_is_private (const char *text)
{
  gsize i;

  for (i = 0; text != NULL && i < G_N_ELEMENTS (private_words); i++)
    {
      if (strstr (text, private_words[i]) != NULL)
        return true;
    }

  return false;
}
