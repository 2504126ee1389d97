/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What SUBLET_SHOTS_LOCALE asks for. */
typedef struct
{
  const char *name; /* (nullable): as in "de_DE"; NULL is English as it is written in the source */
  bool mirrored;    /* it runs from right to left */
} ShotsLanguage;

/* To be called once, before GTK is started. */
ShotsLanguage shots_language_start (void);

G_END_DECLS
