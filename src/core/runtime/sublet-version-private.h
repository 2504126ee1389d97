/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_VERSION_PARTS 8

typedef enum
{
  SUBLET_VERSION_STAGE_ALPHA,
  SUBLET_VERSION_STAGE_BETA,
  SUBLET_VERSION_STAGE_CANDIDATE,
  SUBLET_VERSION_STAGE_FINAL,
} SubletVersionStage;

/* "1!2.6.0rc1.post2.dev3+cu126" */
typedef struct
{
  gint64 epoch;
  gint64 parts[SUBLET_VERSION_PARTS]; /* those that are not written are 0 */
  guint n_parts;
  SubletVersionStage stage;
  gint64 stage_number;
  gint64 post; /* -1: none */
  gint64 dev;  /* -1: none */
  char local[64];
} SubletVersion;

/* length: of @text, which need not end there. */
bool sublet_version_parse (const char *text, gsize length, SubletVersion *version);
/* Below, at or above 0; what is local counts for nothing. */
int sublet_version_compare (const SubletVersion *one, const SubletVersion *other);
/* The first @n_parts and the epoch. */
bool sublet_version_has_prefix (const SubletVersion *version,
                                const SubletVersion *prefix,
                                guint n_parts);
bool sublet_version_is_before_final (const SubletVersion *version);

G_END_DECLS
