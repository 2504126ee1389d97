/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-problem.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What can be said of a key of the person's without its private half. */
typedef struct
{
  SubletKeyProblem problem;
  char *detail;        /* (owned) (nullable): technical English: which algorithm, cipher, or why */
  char *algorithm;     /* (owned) (nullable) */
  char *comment;       /* (owned) (nullable): one line of words, for people */
  char *fingerprint;   /* (owned) (nullable): of the public half */
  GBytes *public_blob; /* (owned) (nullable): as it goes over the wire */

  /* of a file */
  bool encrypted;      /* a passphrase is needed */
  bool open_to_others; /* others than its owner may read it */
} SubletKeyFacts;

SubletKeyFacts *sublet_key_facts_new (SubletKeyProblem problem);
/* comment: what others call it, with any characters; name: (nullable): what it is called when that
 * is no comment. */
SubletKeyFacts *sublet_key_facts_new_for_blob (const guint8 *blob,
                                               gsize length,
                                               const char *comment,
                                               const char *name);
void sublet_key_facts_free (SubletKeyFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKeyFacts, sublet_key_facts_free)

G_END_DECLS
