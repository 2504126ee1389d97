/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-problem.h"

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What can be said of a file with a private key without opening what is encrypted in it. */
typedef struct
{
  SubletKeyProblem problem;
  char *detail;        /* (owned) (nullable): technical English: which algorithm, cipher, or why */
  bool encrypted;      /* a passphrase is needed */
  bool open_to_others; /* others than its owner may read it */
  char *algorithm;     /* (owned) (nullable) */
  char *comment;       /* (owned) (nullable): one line of words, for people */
  char *fingerprint;   /* (owned) (nullable): of the public half */
  GBytes *public_blob; /* (owned) (nullable): as it goes over the wire */
} SubletKeyFile;

/* Waits for the file: on a thread of its own, or in a test. Never NULL. */
SubletKeyFile *sublet_key_file_read (const char *path);
void sublet_key_file_free (SubletKeyFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKeyFile, sublet_key_file_free)

G_END_DECLS
