/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a secret is left in this process's own memory. Call mallopt (M_PERTURB, 0) first: freed
 * memory has to stay as it was left, or there would be nothing to find. */

#define SUBLET_TEST_NEEDLE_BYTES 64

/* What is looked for is itself held under a mask, so that only other copies are found. */
typedef struct
{
  const char *name; /* (borrowed) */
  gsize length;
  guint8 masked[SUBLET_TEST_NEEDLE_BYTES];
} SubletTestNeedle;

void sublet_test_needle_set (SubletTestNeedle *needle,
                             const char *name,
                             const guint8 *bytes,
                             gsize length);
/* One copy, for a search that has to find it; without a NUL. */
void sublet_test_needle_plant (const SubletTestNeedle *needle, guint8 *bytes);

/* How many copies of each there are in all that can be read. */
void sublet_test_memory_search (const SubletTestNeedle *needles, guint n_needles, guint *counts);

G_END_DECLS
