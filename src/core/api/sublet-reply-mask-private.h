/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-secret-set-private.h"

G_BEGIN_DECLS

/**
 * SubletReplyMasking:
 * @SUBLET_REPLY_MASKING_SECRETS: secrets in use, and every value after a name that sounds like one
 * @SUBLET_REPLY_MASKING_SHAPE: all values; names, types and what is broken stay
 *
 * What is blanked out of a reply before it is kept.
 */
typedef enum
{
  SUBLET_REPLY_MASKING_SECRETS,
  SUBLET_REPLY_MASKING_SHAPE,
} SubletReplyMasking;

/* What stands in place of a text. */
#define SUBLET_REPLY_BLANK "***"

GString *sublet_reply_mask (const char *text,
                            gsize length,
                            SubletReplyMasking masking,
                            const SubletSecretSet *secrets);

/* ---- for siblings ---- */

/* A run through bytes, and what is written of them. */
typedef struct
{
  const char *at;
  const char *end;
  GString *out; /* (owned) */
  int depth;    /* of JSON inside strings */
} SubletReplyScan;

/* Whether a value follows a name. */
typedef enum
{
  SUBLET_REPLY_FOLLOWS_NOTHING,
  SUBLET_REPLY_FOLLOWS_PERHAPS, /* a text, unless it is the next name */
  SUBLET_REPLY_FOLLOWS_SURELY,
} SubletReplyFollows;

bool sublet_reply_is_noise (char c);
const char *sublet_reply_skip_noise (const char *at, const char *end);
bool sublet_reply_is_name_byte (char c);
gsize sublet_reply_read_name_byte (const char *at, const char *end, char *letter);
bool sublet_reply_copy_name (SubletReplyScan *scan);
SubletReplyFollows sublet_reply_copy_separator (SubletReplyScan *scan);

bool sublet_reply_is_name (const char *text, gsize length);
bool sublet_reply_is_sensitive (const char *text, gsize length);

const char *sublet_reply_find_quote (const char *at, const char *end, gsize n_backslashes);
void sublet_reply_blank_string (SubletReplyScan *scan, const char *end);
void sublet_reply_blank_word (SubletReplyScan *scan);
void sublet_reply_blank_shape (SubletReplyScan *scan, bool one_value);

G_END_DECLS
