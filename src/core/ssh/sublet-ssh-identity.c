/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-identity-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-agent.h"
#include "core/ssh/sublet-key-problem.h"
#include "core/ssh/sublet-ssh-scalar-private.h"
#include "core/ssh/sublet-ssh-wire-private.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

#define COMMENT "sublet"

#define MAX_LABEL 64

struct _SubletSshIdentity
{
  GObject parent_instance;

  const SubletSshCurve *curve; /* (borrowed) */
  SecretValue *secret;         /* (owned) (nullable): in memory that is not swapped out and is wiped
                                  when freed; NULL: the agent has it */
  char *agent_path;            /* (owned) (nullable) */
  GBytes *blob;                /* (owned) */
  char *line;                  /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletSshIdentity, sublet_ssh_identity, G_TYPE_OBJECT)

/* ---- the public half ---- */

/* Source: RFC 8709, 4. */
static GBytes *
make_blob (const SubletSshCurve *curve, const guint8 *point)
{
  GByteArray *blob = g_byte_array_new ();

  sublet_ssh_wire_add_string (blob, curve->algorithm, strlen (curve->algorithm));
  sublet_ssh_wire_add_string (blob, point, curve->point_bytes);

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
make_line (const SubletSshCurve *curve, GBytes *blob, const char *comment)
{
  g_autofree char *base64 = NULL;
  const guint8 *bytes;
  gsize length;

  bytes = g_bytes_get_data (blob, &length);
  base64 = g_base64_encode (bytes, length);

  return g_strconcat (curve->algorithm, " ", base64, " ", comment, NULL);
}

static SubletSshIdentity *
new_for_blob (const SubletSshCurve *curve, GBytes *blob, const char *comment)
{
  SubletSshIdentity *self = g_object_new (SUBLET_TYPE_SSH_IDENTITY, NULL);

  self->curve = curve;
  self->blob = g_bytes_ref (blob);
  self->line = make_line (curve, blob, comment);

  return self;
}

static void
sublet_ssh_identity_finalize (GObject *object)
{
  SubletSshIdentity *self = SUBLET_SSH_IDENTITY (object);

  g_clear_pointer (&self->secret, secret_value_unref);
  g_clear_pointer (&self->blob, g_bytes_unref);
  g_free (self->agent_path);
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
  const SubletSshCurve *curve = sublet_ssh_curve_find (SUBLET_SSH_ED25519);
  guint8 scalar[SUBLET_SSH_SCALAR_BYTES] = { 0 };
  SubletSshIdentity *self = NULL;
  SecretValue *secret;

  if (RAND_priv_bytes (scalar, (int) curve->scalar_bytes) != 1)
    {
      OPENSSL_cleanse (scalar, sizeof scalar);
      ERR_clear_error ();
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_FAILED, "no SSH key could be made");
      return NULL;
    }

  secret = sublet_ssh_scalar_keep (curve, scalar);
  OPENSSL_cleanse (scalar, sizeof scalar);
  self = sublet_ssh_identity_new_from_secret (secret, label, error);
  secret_value_unref (secret);

  return self;
}

/**
 * sublet_ssh_identity_new_from_secret: (skip)
 * @secret: what sublet_ssh_identity_get_secret() of Sublet's own gave once
 * @label: (nullable): as in sublet_ssh_identity_new()
 * @error: SUBLET_ERROR_INVALID when it is something else; quotes nothing of it
 *
 * Returns: (transfer full): the identity, NULL on error
 */
SubletSshIdentity *
sublet_ssh_identity_new_from_secret (SecretValue *secret, const char *label, GError **error)
{
  const SubletSshCurve *curve = sublet_ssh_curve_find (SUBLET_SSH_ED25519);
  g_autofree char *comment = make_comment (label);
  g_autoptr (GBytes) blob = NULL;
  guint8 point[SUBLET_SSH_POINT_BYTES];
  SubletSshIdentity *self;

  if (!sublet_ssh_scalar_make_point (secret, point, error))
    return NULL;

  blob = make_blob (curve, point);
  self = new_for_blob (curve, blob, comment);
  self->secret = secret_value_ref (secret);

  return self;
}

/**
 * sublet_ssh_identity_new_for_scalar: (skip)
 * @curve: the key's
 * @scalar: its private half; the caller wipes it
 * @blob: its public half, which was checked
 * @comment: one line of words
 * @error: SUBLET_ERROR_INVALID when the halves are not of one key
 *
 * Any thread.
 *
 * Returns: (transfer full): the identity, NULL on error
 */
SubletSshIdentity *
sublet_ssh_identity_new_for_scalar (const SubletSshCurve *curve,
                                    const guint8 *scalar,
                                    GBytes *blob,
                                    const char *comment,
                                    GError **error)
{
  SecretValue *secret = sublet_ssh_scalar_keep (curve, scalar);
  SubletSshIdentity *self;

  if (!sublet_ssh_scalar_matches (curve, secret, blob))
    {
      secret_value_unref (secret);
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_INVALID,
                           "the private and the public half are not of one key");
      return NULL;
    }

  self = new_for_blob (curve, blob, comment);
  self->secret = secret;

  return self;
}

/**
 * sublet_ssh_identity_new_for_agent:
 * @socket_path: (type filename): where the agent listens
 * @blob: one of its keys, of which sublet_key_problem_of_blob() found nothing to say
 * @comment: one line of words
 *
 * Returns: (transfer full): an identity without a private half: the agent signs
 */
SubletSshIdentity *
sublet_ssh_identity_new_for_agent (const char *socket_path, GBytes *blob, const char *comment)
{
  g_autofree char *algorithm = NULL;
  SubletSshIdentity *self;
  const guint8 *bytes;
  gsize length;

  g_return_val_if_fail (socket_path != NULL, NULL);
  g_return_val_if_fail (blob != NULL, NULL);
  g_return_val_if_fail (comment != NULL, NULL);

  bytes = g_bytes_get_data (blob, &length);
  if (sublet_key_problem_of_blob (bytes, length, &algorithm) != SUBLET_KEY_PROBLEM_NONE)
    g_return_val_if_reached (NULL);

  self = new_for_blob (sublet_ssh_curve_find (algorithm), blob, comment);
  self->agent_path = g_strdup (socket_path);

  return self;
}

/**
 * sublet_ssh_identity_get_secret: (skip)
 * @self: an identity
 *
 * For the keyring, and for nothing else.
 *
 * Returns: (transfer none) (nullable): the private half; NULL when the agent has it
 */
SecretValue *
sublet_ssh_identity_get_secret (SubletSshIdentity *self)
{
  return self->secret;
}

/**
 * sublet_ssh_identity_get_algorithm:
 * @self: an identity
 *
 * Any thread.
 *
 * Returns: (transfer none): SSH's name for it, of the key and of its signatures
 */
const char *
sublet_ssh_identity_get_algorithm (SubletSshIdentity *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);

  return self->curve->algorithm;
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
 * What a client sends as public key when it signs in. Any thread. Source: RFC 4252, 7; RFC 8709, 4;
 * RFC 5656, 3.1.
 *
 * Returns: (transfer none): 51 bytes of Sublet's own
 */
GBytes *
sublet_ssh_identity_get_public_blob (SubletSshIdentity *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);

  return self->blob;
}

/**
 * sublet_ssh_identity_get_agent_path:
 * @self: an identity
 *
 * Any thread.
 *
 * Returns: (transfer none) (type filename) (nullable): where the agent listens that holds it
 */
const char *
sublet_ssh_identity_get_agent_path (SubletSshIdentity *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);

  return self->agent_path;
}

/**
 * sublet_ssh_identity_sign:
 * @self: an identity
 * @data: (array length=length): what to sign, as the session hands it over
 * @length: its length in bytes
 * @error: SUBLET_ERROR_FAILED when libcrypto cannot sign; SUBLET_ERROR_SSH_KEY when the agent does
 *   not
 *
 * Any thread, several at a time: nothing in @self is changed. What is opened of the private half is
 * wiped before it returns. An agent is waited for, which may ask the person: not on the main thread
 * with one of those. Source: RFC 8709, 6; RFC 5656, 3.1.2; libssh2_userauth_publickey(3).
 *
 * Returns: (transfer full) (nullable): the signature, without the algorithm's name; NULL on error
 */
GBytes *
sublet_ssh_identity_sign (SubletSshIdentity *self, const guint8 *data, gsize length, GError **error)
{
  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (self), NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (self->secret == NULL)
    return sublet_key_agent_sign (self->agent_path,
                                  self->blob,
                                  self->curve->algorithm,
                                  data,
                                  length,
                                  error);

  return sublet_ssh_scalar_sign (self->curve, self->secret, self->blob, data, length, error);
}
