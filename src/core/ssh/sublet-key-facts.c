/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-facts.h"

#include "core/model/sublet-ssh-text.h"

#include <string.h>

/* In bytes; a line that the service takes has room for it. */
#define MAX_COMMENT 100

/* When nobody gave it a name that can be shown. */
#define NAME "key"

static bool
is_comment (const char *text)
{
  const char *at;

  if (text == NULL || *text == '\0' || strlen (text) > MAX_COMMENT ||
      !g_utf8_validate (text, -1, NULL))
    return false;
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isprint (g_utf8_get_char (at)))
        return false;
    }

  return true;
}

/**
 * sublet_key_facts_new:
 * @problem: why there is no more to say
 *
 * Returns: (transfer full): facts that are this one
 */
SubletKeyFacts *
sublet_key_facts_new (SubletKeyProblem problem)
{
  SubletKeyFacts *self = g_new0 (SubletKeyFacts, 1);

  self->problem = problem;

  return self;
}

/**
 * sublet_key_facts_new_for_blob:
 * @blob: (array length=length): a public key as it goes over the wire
 * @length: in bytes
 * @comment: (nullable): what it is called, with any characters
 * @name: (nullable): what it is called when that is no line of words
 *
 * Any thread.
 *
 * Returns: (transfer full): what can be said of it
 */
SubletKeyFacts *
sublet_key_facts_new_for_blob (const guint8 *blob,
                               gsize length,
                               const char *comment,
                               const char *name)
{
  SubletKeyFacts *self = sublet_key_facts_new (SUBLET_KEY_PROBLEM_NONE);

  self->problem = sublet_key_problem_of_blob (blob, length, &self->algorithm);
  if (self->problem != SUBLET_KEY_PROBLEM_NONE)
    self->detail = g_strdup (self->algorithm);
  if (self->problem == SUBLET_KEY_PROBLEM_DAMAGED)
    return self;

  self->public_blob = g_bytes_new (blob, length);
  self->fingerprint = sublet_ssh_text_make_fingerprint (blob, length);
  self->comment = g_strdup (is_comment (comment) ? comment : is_comment (name) ? name : NAME);

  return self;
}

void
sublet_key_facts_free (SubletKeyFacts *self)
{
  g_free (self->detail);
  g_free (self->algorithm);
  g_free (self->comment);
  g_free (self->fingerprint);
  g_clear_pointer (&self->public_blob, g_bytes_unref);
  g_free (self);
}
