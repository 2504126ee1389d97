/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-secret-set-private.h"

G_BEGIN_DECLS

/* One way to write a secret. */
typedef struct
{
  char *text; /* (owned): wiped before it is freed */
  gsize length;
  bool base64; /* a piece of it in base64: what follows of the same group belongs to it */
} SubletSecretForm;

struct _SubletSecretSet
{
  GPtrArray *secrets; /* (owned) (element-type GArray): each an array of SubletSecretForm */
  bool first[256];    /* whether a form may begin with this byte */
};

G_END_DECLS
