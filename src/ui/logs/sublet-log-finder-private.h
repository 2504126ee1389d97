/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* So much text is searched at once: a few milliseconds, so that the main loop does not stand still
 * while a long log is searched. */
#define SUBLET_LOG_FINDER_SLICE_BYTES (128 * 1024)

/* Which lines of a text have what somebody looks for, from the end upwards. */
typedef struct
{
  GArray *rows;   /* (owned) (element-type guint): in their order, as far as it was searched */
  char *needle;   /* (owned) (nullable): folded */
  gboolean plain; /* it has plain letters alone */
  guint top;      /* the lines above this one were not searched yet */
} SubletLogFinder;

void sublet_log_finder_init (SubletLogFinder *finder);
void sublet_log_finder_clear (SubletLogFinder *finder);

void sublet_log_finder_begin (SubletLogFinder *finder, GtkTextBuffer *buffer, const char *text);
guint sublet_log_finder_go_on (SubletLogFinder *finder, GtkTextBuffer *buffer);
gboolean sublet_log_finder_is_done (const SubletLogFinder *finder);

G_END_DECLS
