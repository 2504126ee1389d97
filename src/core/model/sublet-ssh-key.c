/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-ssh-key.h"

#include "core/base/sublet-error.h"

#include <string.h>

#define BLANKS " \t\r\n\f\v"

/* Four times the line of the longest RSA key that OpenSSH makes. */
#define MAX_CHARS 12288

/* What of a line says which key it is: its first two words. Borrowed from the line. */
typedef struct
{
  const char *algorithm;
  gsize algorithm_length;
  const char *blob;
  gsize blob_length;
} Words;

/* Source: the fields of each kind's blob: RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4; OpenSSH,
 * PROTOCOL.u2f. DSA is left out: OpenSSH takes none any more. */
typedef struct
{
  const char *name;
  guint n_fields;    /* of the blob, the name itself among them */
  guint second_size; /* bytes of the second field, 0: they vary */
} Algorithm;

static const Algorithm algorithms[] = {
  { "ssh-ed25519", 2, 32 },
  { "ssh-rsa", 3, 0 },
  { "ecdsa-sha2-nistp256", 3, 0 },
  { "ecdsa-sha2-nistp384", 3, 0 },
  { "ecdsa-sha2-nistp521", 3, 0 },
  { "sk-ssh-ed25519@openssh.com", 3, 32 },
  { "sk-ecdsa-sha2-nistp256@openssh.com", 4, 0 },
};

struct _SubletSshKey
{
  GObject parent_instance;

  SubletSshKeyData data; /* (owned) */
  char *algorithm;       /* (owned) */
  char *name;            /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletSshKey, sublet_ssh_key, G_TYPE_OBJECT)

/* Returns the comment: what follows the first two words, without blanks before it. */
static const char *
split (const char *text, Words *words)
{
  const char *at = text + strspn (text, BLANKS);

  words->algorithm = at;
  words->algorithm_length = strcspn (at, BLANKS);
  at += words->algorithm_length;
  at += strspn (at, BLANKS);
  words->blob = at;
  words->blob_length = strcspn (at, BLANKS);
  at += words->blob_length;

  return at + strspn (at, BLANKS);
}

static void
sublet_ssh_key_finalize (GObject *object)
{
  SubletSshKey *self = SUBLET_SSH_KEY (object);

  sublet_ssh_key_data_clear (&self->data);
  g_free (self->algorithm);
  g_free (self->name);

  G_OBJECT_CLASS (sublet_ssh_key_parent_class)->finalize (object);
}

static void
sublet_ssh_key_class_init (SubletSshKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_ssh_key_finalize;
}

static void
sublet_ssh_key_init (SubletSshKey *self)
{
}

/**
 * sublet_ssh_key_data_clear:
 * @data: a key's fields
 *
 * Frees its members; nothing is left in it.
 */
void
sublet_ssh_key_data_clear (SubletSshKeyData *data)
{
  g_free (data->public_key);
  g_free (data->name);
  *data = (SubletSshKeyData){ 0 };
}

/**
 * sublet_ssh_key_new_take:
 * @data: (transfer full): the fields; empty afterwards, its memory stays the caller's
 *
 * Returns: (transfer full): an immutable key
 */
SubletSshKey *
sublet_ssh_key_new_take (SubletSshKeyData *data)
{
  SubletSshKey *self;
  const char *comment;
  Words words;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (data->public_key != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_SSH_KEY, NULL);
  self->data = *data;
  *data = (SubletSshKeyData){ 0 };

  comment = split (self->data.public_key, &words);
  self->algorithm = g_strndup (words.algorithm, words.algorithm_length);
  self->name = g_strstrip (g_strdup (self->data.name != NULL ? self->data.name : comment));

  return self;
}

/**
 * sublet_ssh_key_get_data:
 * @self: a key
 *
 * Returns: (transfer none): its fields
 */
const SubletSshKeyData *
sublet_ssh_key_get_data (SubletSshKey *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_KEY (self), NULL);

  return &self->data;
}

/**
 * sublet_ssh_key_get_algorithm:
 * @self: a key
 *
 * Returns: (transfer none): the first word of its text, "ssh-ed25519"; empty when it has no text
 */
const char *
sublet_ssh_key_get_algorithm (SubletSshKey *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_KEY (self), NULL);

  return self->algorithm;
}

/**
 * sublet_ssh_key_get_name:
 * @self: a key
 *
 * Returns: (transfer none): what a person knows it by: the service's name for it, else its comment;
 *   empty when it has neither
 */
const char *
sublet_ssh_key_get_name (SubletSshKey *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_KEY (self), NULL);

  return self->name;
}

/**
 * sublet_ssh_key_matches:
 * @self: a key
 * @public_key: the line of a public key
 *
 * Returns: whether both are the same key, see sublet_ssh_public_key_equal()
 */
bool
sublet_ssh_key_matches (SubletSshKey *self, const char *public_key)
{
  g_return_val_if_fail (SUBLET_IS_SSH_KEY (self), false);

  return sublet_ssh_public_key_equal (self->data.public_key, public_key);
}

/* ---- the text of a public key ---- */

/* No text is ever quoted: what was pasted by mistake may be a secret. */
static bool
fail (GError **error, const char *what)
{
  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "SSH public key: %s", what);
  return false;
}

static bool
check_characters (const char *line, GError **error)
{
  const char *at;

  if (*line == '\0')
    return fail (error, "it is empty");
  if (strstr (line, "PRIVATE KEY") != NULL)
    return fail (error, "this is a private key, which must not leave this computer");
  if (strlen (line) > MAX_CHARS)
    return fail (error, "it is too long");
  if (!g_utf8_validate (line, -1, NULL))
    return fail (error, "it is no UTF-8");
  if (strpbrk (line, "\r\n") != NULL)
    return fail (error, "it has more than one line");

  for (at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isprint (g_utf8_get_char (at)))
        return fail (error, "it has a control character in it");
    }

  return true;
}

static const Algorithm *
find_algorithm (const Words *words)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      if (strlen (algorithms[i].name) == words->algorithm_length &&
          memcmp (algorithms[i].name, words->algorithm, words->algorithm_length) == 0)
        return &algorithms[i];
    }

  return NULL;
}

/* One field of a blob: its length in four bytes, then so many. */
static const guint8 *
take_field (const guint8 **at, const guint8 *end, gsize *size)
{
  const guint8 *field;

  if (end - *at < 4)
    return NULL;

  *size = (gsize) (*at)[0] << 24 | (gsize) (*at)[1] << 16 | (gsize) (*at)[2] << 8 |
          (gsize) (*at)[3];
  field = *at + 4;
  if ((gsize) (end - field) < *size)
    return NULL;

  *at = field + *size;
  return field;
}

static bool
check_blob (const Algorithm *algorithm, const guint8 *blob, gsize length, GError **error)
{
  const guint8 *at = blob;
  const guint8 *end = blob + length;
  guint i;

  for (i = 0; i < algorithm->n_fields; i++)
    {
      gsize size = 0;
      const guint8 *field = take_field (&at, end, &size);

      if (field == NULL || size == 0)
        return fail (error, "it is cut short");
      if (i == 0 &&
          (size != strlen (algorithm->name) || memcmp (field, algorithm->name, size) != 0))
        return fail (error, "its two parts name different kinds of key");
      if (i == 1 && algorithm->second_size != 0 && size != algorithm->second_size)
        return fail (error, "the key has a wrong length");
    }

  return at == end || fail (error, "there is something behind the key");
}

/* The one spelling of base64 that this key has, so that keys can be compared as text. */
static bool
check_base64 (const Algorithm *algorithm, const char *text, GError **error)
{
  g_autofree guint8 *blob = NULL;
  g_autofree char *again = NULL;
  gsize length = 0;

  if (*text == '\0')
    return fail (error, "the key itself is missing");

  blob = g_base64_decode (text, &length);
  again = g_base64_encode (blob, length);
  if (strcmp (again, text) != 0)
    return fail (error, "its second part is no base64");

  return check_blob (algorithm, blob, length, error);
}

/**
 * sublet_ssh_public_key_check:
 * @text: (nullable): what a person gave, or the contents of a .pub file
 * @error: SUBLET_ERROR_INVALID; says what is wrong and quotes nothing
 *
 * The form that the service takes and a server's `authorized_keys` understands: one line of a kind,
 * base64 and a comment. Lines with options before the key are refused.
 *
 * Any thread. Source: fact sheet 6.1; sshd(8), AUTHORIZED_KEYS FILE FORMAT.
 *
 * Returns: (transfer full): the line with single blanks between its parts and none at its ends;
 *   NULL when it is no public key
 */
char *
sublet_ssh_public_key_check (const char *text, GError **error)
{
  g_autofree char *line = g_strdup (text != NULL ? text : "");
  g_autofree char *base64 = NULL;
  const Algorithm *algorithm;
  const char *comment;
  Words words;

  g_strstrip (line);
  if (!check_characters (line, error))
    return NULL;

  comment = split (line, &words);
  algorithm = find_algorithm (&words);
  if (algorithm == NULL)
    {
      fail (error, "it does not begin with a known kind, as ssh-ed25519 or ssh-rsa");
      return NULL;
    }

  base64 = g_strndup (words.blob, words.blob_length);
  if (!check_base64 (algorithm, base64, error))
    return NULL;

  return g_strconcat (algorithm->name, " ", base64, *comment != '\0' ? " " : "", comment, NULL);
}

/**
 * sublet_ssh_public_key_equal:
 * @a: (nullable): the line of a public key, or any text
 * @b: (nullable): another
 *
 * Compares kind and base64; comments and blanks say nothing. A text without both is equal to none.
 *
 * Any thread. Source: fact sheet 6.1.
 *
 * Returns: whether they are the same key
 */
bool
sublet_ssh_public_key_equal (const char *a, const char *b)
{
  Words left;
  Words right;

  if (a == NULL || b == NULL)
    return false;

  split (a, &left);
  split (b, &right);

  return left.blob_length > 0 && left.blob_length == right.blob_length &&
         left.algorithm_length == right.algorithm_length &&
         memcmp (left.algorithm, right.algorithm, left.algorithm_length) == 0 &&
         memcmp (left.blob, right.blob, left.blob_length) == 0;
}
