/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-choice.h"

#include "core/base/sublet-error.h"

#include <stdbool.h>
#include <string.h>

#define OWN "own"
#define AGENT "agent:"

/* As ssh-keygen -l writes it: 32 bytes in base64 without padding. */
#define FINGERPRINT "SHA256:"
#define FINGERPRINT_CHARS 43

struct _SubletKeyChoice
{
  int reference_count; /* atomic */
  SubletKeyChoiceKind kind;
  char *path;        /* (owned) (nullable) */
  char *fingerprint; /* (owned) (nullable) */
  char *text;        /* (owned) (nullable) of OTHER */
};

G_DEFINE_BOXED_TYPE (SubletKeyChoice,
                     sublet_key_choice,
                     sublet_key_choice_ref,
                     sublet_key_choice_unref)

static SubletKeyChoice *
new_of_kind (SubletKeyChoiceKind kind)
{
  SubletKeyChoice *self = g_new0 (SubletKeyChoice, 1);

  self->reference_count = 1;
  self->kind = kind;

  return self;
}

static bool
is_fingerprint (const char *text)
{
  const char *digest = text + strlen (FINGERPRINT);

  return g_str_has_prefix (text, FINGERPRINT) && strlen (digest) == FINGERPRINT_CHARS &&
         strspn (digest, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+/") == FINGERPRINT_CHARS;
}

/* A file of this computer; NULL for anything else. */
static char *
dup_path (const char *uri)
{
  g_autofree char *host = NULL;
  g_autofree char *path = g_filename_from_uri (uri, &host, NULL);

  return host == NULL ? g_steal_pointer (&path) : NULL;
}

/**
 * sublet_key_choice_new_own:
 *
 * Returns: (transfer full): the choice of Sublet's own key
 */
SubletKeyChoice *
sublet_key_choice_new_own (void)
{
  return new_of_kind (SUBLET_KEY_CHOICE_OWN);
}

/**
 * sublet_key_choice_new_file:
 * @path: (type filename): absolute; a document portal's for one
 *
 * Returns: (transfer full): the choice of what is in that file whenever it is needed
 */
SubletKeyChoice *
sublet_key_choice_new_file (const char *path)
{
  SubletKeyChoice *self;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);

  self = new_of_kind (SUBLET_KEY_CHOICE_FILE);
  self->path = g_strdup (path);

  return self;
}

/**
 * sublet_key_choice_new_agent:
 * @fingerprint: "SHA256:…", of the public half
 *
 * Returns: (transfer full): the choice of a key that the agent holds
 */
SubletKeyChoice *
sublet_key_choice_new_agent (const char *fingerprint)
{
  SubletKeyChoice *self;

  g_return_val_if_fail (fingerprint != NULL && is_fingerprint (fingerprint), NULL);

  self = new_of_kind (SUBLET_KEY_CHOICE_AGENT);
  self->fingerprint = g_strdup (fingerprint);

  return self;
}

/**
 * sublet_key_choice_new_other:
 * @text: what sublet_key_choice_parse() does not know
 *
 * Returns: (transfer full): a choice that names no key
 */
SubletKeyChoice *
sublet_key_choice_new_other (const char *text)
{
  SubletKeyChoice *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = new_of_kind (SUBLET_KEY_CHOICE_OTHER);
  self->text = g_strdup (text);

  return self;
}

SubletKeyChoice *
sublet_key_choice_ref (SubletKeyChoice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->reference_count);

  return self;
}

void
sublet_key_choice_unref (SubletKeyChoice *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;

  g_free (self->path);
  g_free (self->fingerprint);
  g_free (self->text);
  g_free (self);
}

SubletKeyChoiceKind
sublet_key_choice_get_kind (SubletKeyChoice *self)
{
  g_return_val_if_fail (self != NULL, SUBLET_KEY_CHOICE_OWN);

  return self->kind;
}

/**
 * sublet_key_choice_get_path:
 * @self: a choice
 *
 * Returns: (transfer none) (type filename) (nullable): the file's; NULL when it is none
 */
const char *
sublet_key_choice_get_path (SubletKeyChoice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * sublet_key_choice_get_fingerprint:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): of the agent's key; NULL when it is none of an agent's
 */
const char *
sublet_key_choice_get_fingerprint (SubletKeyChoice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fingerprint;
}

gboolean
sublet_key_choice_equal (SubletKeyChoice *a, SubletKeyChoice *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && g_strcmp0 (a->path, b->path) == 0 &&
         g_strcmp0 (a->fingerprint, b->fingerprint) == 0 && g_strcmp0 (a->text, b->text) == 0;
}

/**
 * sublet_key_choice_to_string:
 * @self: a choice
 *
 * Returns: (transfer full): "own", a file's URI, or "agent:SHA256:…", all ASCII; of OTHER its text
 */
char *
sublet_key_choice_to_string (SubletKeyChoice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case SUBLET_KEY_CHOICE_FILE:
      /* Of an absolute path there is always one. */
      return g_filename_to_uri (self->path, NULL, NULL);
    case SUBLET_KEY_CHOICE_AGENT:
      return g_strconcat (AGENT, self->fingerprint, NULL);
    case SUBLET_KEY_CHOICE_OTHER:
      return g_strdup (self->text);
    case SUBLET_KEY_CHOICE_OWN:
    default:
      return g_strdup (OWN);
    }
}

/**
 * sublet_key_choice_parse:
 * @text: what sublet_key_choice_to_string() gave once, or anything
 * @error: SUBLET_ERROR_INVALID when it is something else
 *
 * Returns: (transfer full) (nullable): the choice, NULL on error
 */
SubletKeyChoice *
sublet_key_choice_parse (const char *text, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_equal (text, OWN))
    return sublet_key_choice_new_own ();
  if (g_str_has_prefix (text, AGENT) && is_fingerprint (text + strlen (AGENT)))
    return sublet_key_choice_new_agent (text + strlen (AGENT));
  path = dup_path (text);
  if (path != NULL)
    return sublet_key_choice_new_file (path);

  g_set_error_literal (error,
                       SUBLET_ERROR,
                       SUBLET_ERROR_INVALID,
                       "SSH key: neither Sublet's own, nor a file, nor an agent's");
  return NULL;
}
