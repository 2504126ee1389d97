/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-exchange-private.h"
#include "core/api/sublet-reply-mask-private.h"

G_BEGIN_DECLS

/*
 * Keeps replies that could not be read, so that a person can send one along with a bug report.
 * What may be secret is blanked out first; then what is on the disk is decoded again, so that what
 * the person sees is what the file shows. Files 0600 in a folder 0700, the newest five.
 */

#define SUBLET_REPLY_KEEPER_MAX_FILES 5

/* What to keep; copied, but for the decoding. */
typedef struct
{
  const char *folder;             /* (nullable): where; made when missing. NULL: decode only */
  const char *name;               /* what was asked, a word for the file's name */
  gint64 wall_us;                 /* this computer's Unix time, for the file's name */
  GByteArray *body;               /* the reply's bytes, or the first of them */
  bool whole;                     /* they are all there */
  int status;                     /* HTTP */
  const SubletDecoding *decoding; /* (nullable): NULL: it is read as an answer without data */
  SubletReplyTimes times;
  SubletReplyMasking masking;
  const SubletSecretSet *secrets;
} SubletKeepOrder;

/* What became of it. */
typedef struct
{
  char *path;         /* (owned) (nullable): the file; NULL: there is none */
  GError *error;      /* (owned) (nullable): why not, when there was a folder */
  GError *read_error; /* (owned) (nullable): what decoding what is kept says; NULL: it can be read,
                         so that what was blanked out was what could not be */
} SubletKept;

void sublet_kept_free (SubletKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKept, sublet_kept_free)
char *sublet_kept_dup_words (const SubletKept *kept);

void sublet_reply_keep_async (const SubletKeepOrder *order,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SubletKept *sublet_reply_keep_finish (GAsyncResult *result);

GError *sublet_reply_read_again (const SubletDecoding *decoding,
                                 int status,
                                 const SubletReplyTimes *times,
                                 const char *text,
                                 gsize length);

G_END_DECLS
