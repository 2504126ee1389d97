/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-choice.h"

G_BEGIN_DECLS

/* How much is said of a key. */
typedef enum
{
  SUBLET_KEY_CHOICE_TEXT_SHORT, /* a file's name; within a line, so it begins as words do there */
  SUBLET_KEY_CHOICE_TEXT_WHOLE, /* a file's path, an agent's fingerprint; for a line of its own */
} SubletKeyChoiceText;

/* (transfer full): what a key that was chosen is called; choice: (nullable): it cannot be read. */
char *sublet_key_choice_text_dup (SubletKeyChoice *choice, SubletKeyChoiceText much);
/* (transfer full): path: (type filename). */
char *sublet_key_choice_text_dup_path (const char *path, SubletKeyChoiceText much);

G_END_DECLS
