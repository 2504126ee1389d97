/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-host-key.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"

#include <string.h>

/* RFC 4251, 6: names of algorithms have at most 64 characters. */
#define MAX_ALGORITHM 64

/* An RSA key of 16,384 bits has 2,071. */
#define MAX_BLOB (16 * 1024)

struct _SubletSshHostKey
{
  int reference_count; /* atomic */
  char *algorithm;     /* (owned) */
  GBytes *blob;        /* (owned) */
  char *fingerprint;   /* (owned) */
};

G_DEFINE_BOXED_TYPE (SubletSshHostKey,
                     sublet_ssh_host_key,
                     sublet_ssh_host_key_ref,
                     sublet_ssh_host_key_unref)

/* Every key begins with the name of its algorithm. Source: RFC 4253, 6.6. */
static char *
read_algorithm (const guint8 *data, gsize length)
{
  guint32 size;
  gsize i;

  if (length < sizeof size || length > MAX_BLOB)
    return NULL;
  memcpy (&size, data, sizeof size);
  size = GUINT32_FROM_BE (size);
  if (size == 0 || size > MAX_ALGORITHM || size >= length - sizeof size)
    return NULL;
  for (i = 0; i < size; i++)
    {
      if (!g_ascii_isgraph (data[sizeof size + i]) || data[sizeof size + i] == ',')
        return NULL;
    }

  return g_strndup ((const char *) data + sizeof size, size);
}

/**
 * sublet_ssh_host_key_new:
 * @blob: a public key as it goes over the wire
 * @error: SUBLET_ERROR_INVALID when it is none
 *
 * Any thread. Source: RFC 4253, 6.6.
 *
 * Returns: (transfer full): the key, NULL on error
 */
SubletSshHostKey *
sublet_ssh_host_key_new (GBytes *blob, GError **error)
{
  SubletSshHostKey *self;
  const guint8 *data;
  char *algorithm;
  gsize length;

  g_return_val_if_fail (blob != NULL, NULL);

  data = g_bytes_get_data (blob, &length);
  algorithm = read_algorithm (data, length);
  if (algorithm == NULL)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "this is no public key");
      return NULL;
    }

  self = g_new0 (SubletSshHostKey, 1);
  self->reference_count = 1;
  self->algorithm = algorithm;
  self->blob = g_bytes_ref (blob);
  self->fingerprint = sublet_ssh_text_make_fingerprint (data, length);

  return self;
}

/**
 * sublet_ssh_host_key_ref:
 * @self: a key
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
SubletSshHostKey *
sublet_ssh_host_key_ref (SubletSshHostKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->reference_count);
  return self;
}

/**
 * sublet_ssh_host_key_unref:
 * @self: (transfer full): a key
 *
 * Any thread.
 */
void
sublet_ssh_host_key_unref (SubletSshHostKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;
  g_free (self->algorithm);
  g_bytes_unref (self->blob);
  g_free (self->fingerprint);
  g_free (self);
}

/**
 * sublet_ssh_host_key_get_algorithm:
 * @self: a key
 *
 * Returns: (transfer none): the algorithm's name in the key, "ssh-ed25519" for one
 */
const char *
sublet_ssh_host_key_get_algorithm (SubletSshHostKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->algorithm;
}

/**
 * sublet_ssh_host_key_get_blob:
 * @self: a key
 *
 * Returns: (transfer none): the key as it goes over the wire
 */
GBytes *
sublet_ssh_host_key_get_blob (SubletSshHostKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->blob;
}

/**
 * sublet_ssh_host_key_get_fingerprint:
 * @self: a key
 *
 * Returns: (transfer none): "SHA256:" and 43 characters, as ssh-keygen -l shows it
 */
const char *
sublet_ssh_host_key_get_fingerprint (SubletSshHostKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fingerprint;
}

/**
 * sublet_ssh_host_key_equal:
 * @a: a key
 * @b: a key
 *
 * Returns: whether they are the same, algorithm included
 */
bool
sublet_ssh_host_key_equal (SubletSshHostKey *a, SubletSshHostKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, false);

  return g_bytes_equal (a->blob, b->blob);
}
