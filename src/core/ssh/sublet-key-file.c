/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-file.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-cipher-private.h"
#include "core/ssh/sublet-key-container-private.h"
#include "core/ssh/sublet-ssh-identity-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* More than any line of a public key that can be used: nistp521's has 255 and a comment. */
#define PUBLIC_BYTES 1024

/* The first line of the file beside it, when it is the same key's. */
static char *
read_public_comment (const char *path, const SubletSshBytes *blob)
{
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  g_autofree char *base64 = g_base64_encode (blob->data, blob->length);
  g_auto (GStrv) words = NULL;
  char line[PUBLIC_BYTES + 1];
  ssize_t n_read;
  int fd = open (public_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    return NULL;
  n_read = read (fd, line, PUBLIC_BYTES);
  close (fd);
  if (n_read <= 0)
    return NULL;

  line[n_read] = '\0';
  line[strcspn (line, "\r\n")] = '\0';
  words = g_strsplit (line, " ", 3);
  if (g_strv_length (words) < 3 || !g_str_equal (words[1], base64))
    return NULL;

  return g_strdup (words[2]);
}

static SubletKeyFacts *
make_facts (const SubletKeyContainer *container, SubletKeyCipher *cipher, const char *path)
{
  const SubletSshBytes *blob = &container->public_blob;
  g_autofree char *comment = read_public_comment (path, blob);
  g_autofree char *name = g_path_get_basename (path);
  SubletKeyFacts *facts = sublet_key_facts_new_for_blob (blob->data, blob->length, comment, name);

  if (facts->problem == SUBLET_KEY_PROBLEM_NONE)
    {
      facts->problem = sublet_key_cipher_read (cipher, container, &facts->detail);
      facts->encrypted = cipher->name != NULL;
    }

  return facts;
}

static SubletKeyFacts *
load (SubletKeyContainer *container, SubletKeyCipher *cipher, const char *path)
{
  SubletKeyProblem problem = sublet_key_container_load (container, path);
  SubletKeyFacts *facts;

  if (problem == SUBLET_KEY_PROBLEM_NONE)
    {
      facts = make_facts (container, cipher, path);
    }
  else
    {
      facts = sublet_key_facts_new (problem);
      facts->detail = g_steal_pointer (&container->detail);
    }
  facts->open_to_others = container->open_to_others;

  return facts;
}

/**
 * sublet_key_file_read:
 * @path: (type filename): absolute
 *
 * What a person is told of a file before it is used. Nothing private of it stays in memory. Waits
 * for the file system: not for the main thread.
 *
 * Returns: (transfer full): what is known; never NULL
 */
SubletKeyFacts *
sublet_key_file_read (const char *path)
{
  g_auto (SubletKeyContainer) container = { NULL };
  SubletKeyCipher cipher;

  return load (&container, &cipher, path);
}

/* ---- the private half ---- */

/* ECDSA's is a number, written without what it has of zeros at its front, and with one where the
 * first bit is set. Source: RFC 4251, 5. */
static bool
take_scalar (SubletSshBytes *bytes, const SubletSshCurve *curve, guint8 *scalar)
{
  SubletSshBytes number;

  if (!sublet_ssh_wire_take_string (bytes, &number))
    return false;
  while (number.length > 0 && *number.data == 0)
    {
      number.data++;
      number.length--;
    }
  if (number.length == 0 || number.length > curve->scalar_bytes)
    return false;

  memset (scalar, 0, curve->scalar_bytes);
  memcpy (scalar + curve->scalar_bytes - number.length, number.data, number.length);

  return true;
}

/* Source: OpenSSH, PROTOCOL.key, 3, and how sshkey.c writes each kind. */
static bool
take_private (SubletSshBytes bytes, const SubletSshCurve *curve, guint8 *scalar)
{
  SubletSshBytes algorithm, name, point, both;
  guint32 check;

  if (!sublet_ssh_wire_take_number (&bytes, &check) ||
      !sublet_ssh_wire_take_number (&bytes, &check) ||
      !sublet_ssh_wire_take_string (&bytes, &algorithm) ||
      !sublet_ssh_wire_is_text (&algorithm, curve->algorithm))
    return false;
  if (curve->name != NULL)
    return sublet_ssh_wire_take_string (&bytes, &name) &&
           sublet_ssh_wire_take_string (&bytes, &point) && take_scalar (&bytes, curve, scalar);
  /* Ed25519's has the public half behind it. */
  if (!sublet_ssh_wire_take_string (&bytes, &point) ||
      !sublet_ssh_wire_take_string (&bytes, &both) || both.length != 2 * curve->scalar_bytes)
    return false;

  memcpy (scalar, both.data, curve->scalar_bytes);

  return true;
}

static SubletSshIdentity *
open_parts (const SubletKeyContainer *container,
            const SubletKeyCipher *cipher,
            const SubletKeyFacts *facts,
            const char *passphrase,
            SubletKeyProblem *problem)
{
  const SubletSshCurve *curve = sublet_ssh_curve_find (facts->algorithm);
  gsize length = container->private_part.length;
  guint8 scalar[SUBLET_SSH_SCALAR_BYTES] = { 0 };
  guint8 *plain = g_malloc (length);
  SubletSshIdentity *identity = NULL;

  if (!sublet_key_cipher_open (cipher, &container->private_part, passphrase, plain))
    *problem = facts->encrypted ? SUBLET_KEY_PROBLEM_PASSPHRASE : SUBLET_KEY_PROBLEM_DAMAGED;
  else if (take_private ((SubletSshBytes){ plain, length }, curve, scalar))
    identity =
      sublet_ssh_identity_new_for_scalar (curve, scalar, facts->public_blob, facts->comment, NULL);
  if (identity == NULL && *problem == SUBLET_KEY_PROBLEM_NONE)
    *problem = SUBLET_KEY_PROBLEM_DAMAGED;
  explicit_bzero (plain, length);
  explicit_bzero (scalar, sizeof scalar);
  g_free (plain);

  return identity;
}

/**
 * sublet_key_file_open:
 * @path: (type filename): absolute
 * @passphrase: (nullable): UTF-8; the caller wipes it
 * @problem: (out): NONE, or why there is no identity; PASSPHRASE when it is encrypted and
 *   @passphrase is none, empty or another
 * @error: SUBLET_ERROR_SSH_KEY
 *
 * Opens the private half for signing. It is kept as Sublet's own is, in memory that is not swapped
 * out and is wiped when the identity is freed; nothing else of it or of the passphrase stays. Waits
 * for the file system and for the file's key derivation: not for the main thread.
 *
 * Returns: (transfer full) (nullable): an identity, NULL on error
 */
SubletSshIdentity *
sublet_key_file_open (const char *path,
                      const char *passphrase,
                      SubletKeyProblem *problem,
                      GError **error)
{
  g_auto (SubletKeyContainer) container = { NULL };
  SubletKeyCipher cipher;
  g_autoptr (SubletKeyFacts) facts = load (&container, &cipher, path);
  SubletSshIdentity *identity = NULL;

  *problem = facts->problem;
  if (*problem == SUBLET_KEY_PROBLEM_NONE)
    identity = open_parts (&container, &cipher, facts, passphrase, problem);
  if (identity == NULL)
    sublet_key_problem_set_error (error, *problem, facts->detail);

  return identity;
}
