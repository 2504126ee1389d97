/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Keys that sort as unsigned integers whatever they were made of. What is missing has the highest
 * key and stays last in both directions.
 */

typedef guint64 SubletSortKey;

#define SUBLET_SORT_KEY_MISSING G_MAXUINT64

SubletSortKey sublet_sort_key_from_int (gint64 value);
SubletSortKey sublet_sort_key_from_money (gint64 value);
gint64 sublet_sort_key_to_money (SubletSortKey key);
SubletSortKey sublet_sort_key_from_double (double value);
SubletSortKey sublet_sort_key_from_figure (double value, double lowest, double limit);

void sublet_radix_sort (guint32 *rows, guint n_rows, const SubletSortKey *keys, bool descending);

G_END_DECLS
