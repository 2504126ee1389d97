/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletKeyChoiceKind:
 * @SUBLET_KEY_CHOICE_OWN: Sublet's own key
 * @SUBLET_KEY_CHOICE_FILE: a file with a private key of the person's
 * @SUBLET_KEY_CHOICE_AGENT: a key that the person's SSH agent holds
 * @SUBLET_KEY_CHOICE_OTHER: what only another version knows; no key is found by it
 */
typedef enum
{
  SUBLET_KEY_CHOICE_OWN,
  SUBLET_KEY_CHOICE_FILE,
  SUBLET_KEY_CHOICE_AGENT,
  SUBLET_KEY_CHOICE_OTHER,
} SubletKeyChoiceKind;

#define SUBLET_TYPE_KEY_CHOICE (sublet_key_choice_get_type ())

/* Which key signs in. Nothing in it is secret. Immutable; any thread. */
typedef struct _SubletKeyChoice SubletKeyChoice;

GType sublet_key_choice_get_type (void);

SubletKeyChoice *sublet_key_choice_new_own (void);
SubletKeyChoice *sublet_key_choice_new_file (const char *path);
SubletKeyChoice *sublet_key_choice_new_agent (const char *fingerprint);
/* Of text that sublet_key_choice_parse() does not know: no other key takes its place. */
SubletKeyChoice *sublet_key_choice_new_other (const char *text);
SubletKeyChoice *sublet_key_choice_ref (SubletKeyChoice *self);
void sublet_key_choice_unref (SubletKeyChoice *self);

SubletKeyChoiceKind sublet_key_choice_get_kind (SubletKeyChoice *self);
/* (type filename) (nullable): of FILE, absolute. */
const char *sublet_key_choice_get_path (SubletKeyChoice *self);
/* (nullable): of AGENT, "SHA256:…". */
const char *sublet_key_choice_get_fingerprint (SubletKeyChoice *self);
gboolean sublet_key_choice_equal (SubletKeyChoice *a, SubletKeyChoice *b);

/* As settings, recipes and the journal keep it. */
char *sublet_key_choice_to_string (SubletKeyChoice *self);
SubletKeyChoice *sublet_key_choice_parse (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKeyChoice, sublet_key_choice_unref)

G_END_DECLS
