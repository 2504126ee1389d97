/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-radix.h"

#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

#define SIGN_BIT (G_GUINT64_CONSTANT (1) << 63)

#define DIGIT_BITS 11
#define N_BUCKETS (1 << DIGIT_BITS)
#define N_DIGITS ((64 + DIGIT_BITS - 1) / DIGIT_BITS)

/* The key travels with its row, so that every pass but the first reads memory in order. */
typedef struct
{
  SubletSortKey key;
  guint32 row;
} Entry;

static inline guint
get_digit (SubletSortKey key, guint digit)
{
  return (key >> (digit * DIGIT_BITS)) & (N_BUCKETS - 1);
}

/**
 * sublet_sort_key_from_int:
 * @value: any value
 *
 * Returns: its key; never SUBLET_SORT_KEY_MISSING
 */
SubletSortKey
sublet_sort_key_from_int (gint64 value)
{
  SubletSortKey key = (guint64) value ^ SIGN_BIT;

  /* Both ends are kept free: the upper one is what is missing, the lower one becomes the upper one
   * in the other direction. */
  return CLAMP (key, 1, SUBLET_SORT_KEY_MISSING - 1);
}

/**
 * sublet_sort_key_from_money:
 * @value: an amount or a rate, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: its key; SUBLET_SORT_KEY_MISSING for what is not known
 */
SubletSortKey
sublet_sort_key_from_money (gint64 value)
{
  return value == SUBLET_MONEY_UNKNOWN ? SUBLET_SORT_KEY_MISSING : sublet_sort_key_from_int (value);
}

/**
 * sublet_sort_key_to_money:
 * @key: what sublet_sort_key_from_money() made
 *
 * Returns: what it was made of
 */
gint64
sublet_sort_key_to_money (SubletSortKey key)
{
  return key == SUBLET_SORT_KEY_MISSING ? SUBLET_MONEY_UNKNOWN : (gint64) (key ^ SIGN_BIT);
}

/**
 * sublet_sort_key_from_double:
 * @value: any value
 *
 * Returns: its key; SUBLET_SORT_KEY_MISSING for what is not a number
 */
SubletSortKey
sublet_sort_key_from_double (double value)
{
  guint64 bits;

  if (isnan (value))
    return SUBLET_SORT_KEY_MISSING;

  /* Minus zero is zero. */
  value += 0.0;
  memcpy (&bits, &value, sizeof bits);

  return (bits & SIGN_BIT) != 0 ? ~bits : bits | SIGN_BIT;
}

/**
 * sublet_sort_key_from_figure:
 * @value: what somebody else says
 * @lowest: the least that can be
 * @limit: what nothing reaches
 *
 * Returns: its key; SUBLET_SORT_KEY_MISSING for what cannot be, which is shown as missing as well
 */
SubletSortKey
sublet_sort_key_from_figure (double value, double lowest, double limit)
{
  return value >= lowest && value < limit ? sublet_sort_key_from_double (value)
                                          : SUBLET_SORT_KEY_MISSING;
}

/**
 * sublet_radix_sort:
 * @rows: (inout) (array length=n_rows): indices into @keys
 * @n_rows: how many
 * @keys: the keys
 * @descending: whether the highest key comes first; what is missing comes last all the same
 *
 * Sorts @rows by their keys. Stable: equal keys keep the order they came in, so a second key is
 * sorted by first. Linear time, any thread.
 */
void
sublet_radix_sort (guint32 *rows, guint n_rows, const SubletSortKey *keys, bool descending)
{
  g_autofree Entry *entries = NULL;
  g_autofree Entry *scratch = NULL;
  g_autofree guint32 *counts = NULL;
  Entry *from;
  Entry *to;
  guint digit;
  guint i;

  if (n_rows < 2)
    return;

  entries = g_new (Entry, n_rows);
  scratch = g_new (Entry, n_rows);
  counts = g_new0 (guint32, N_DIGITS * N_BUCKETS);

  for (i = 0; i < n_rows; i++)
    {
      SubletSortKey key = keys[rows[i]];

      if (descending && key != SUBLET_SORT_KEY_MISSING)
        key = ~key;
      entries[i].key = key;
      entries[i].row = rows[i];
      for (digit = 0; digit < N_DIGITS; digit++)
        counts[digit * N_BUCKETS + get_digit (key, digit)]++;
    }

  from = entries;
  to = scratch;
  for (digit = 0; digit < N_DIGITS; digit++)
    {
      guint32 *starts = counts + digit * N_BUCKETS;
      Entry *swap;
      guint32 sum = 0;

      /* All keys share this digit: nothing would move. */
      if (starts[get_digit (from[0].key, digit)] == n_rows)
        continue;

      for (i = 0; i < N_BUCKETS; i++)
        {
          guint32 count = starts[i];

          starts[i] = sum;
          sum += count;
        }
      for (i = 0; i < n_rows; i++)
        to[starts[get_digit (from[i].key, digit)]++] = from[i];

      swap = from;
      from = to;
      to = swap;
    }

  for (i = 0; i < n_rows; i++)
    rows[i] = from[i].row;
}
