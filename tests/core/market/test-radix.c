/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-radix.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

static void
test_keys (void)
{
  static const gint64 ints[] = { G_MININT64, G_MININT64 + 2, -5, -1, 0, 1, 5, G_MAXINT64 - 2 };
  static const double doubles[] = { -INFINITY, -1e300, -2, -1e-300, 0, 1e-300, 0.5, 2, INFINITY };
  gsize i;

  for (i = 1; i < G_N_ELEMENTS (ints); i++)
    g_assert_cmpuint (sublet_sort_key_from_int (ints[i - 1]),
                      <,
                      sublet_sort_key_from_int (ints[i]));
  for (i = 1; i < G_N_ELEMENTS (doubles); i++)
    g_assert_cmpuint (sublet_sort_key_from_double (doubles[i - 1]),
                      <,
                      sublet_sort_key_from_double (doubles[i]));

  g_assert_cmpuint (sublet_sort_key_from_double (-0.0), ==, sublet_sort_key_from_double (0.0));
  g_assert_cmpuint (sublet_sort_key_from_double (NAN), ==, SUBLET_SORT_KEY_MISSING);
  g_assert_cmpuint (sublet_sort_key_from_int (G_MAXINT64), <, SUBLET_SORT_KEY_MISSING);
  g_assert_cmpuint (~sublet_sort_key_from_int (G_MININT64), <, SUBLET_SORT_KEY_MISSING);
  g_assert_cmpuint (~sublet_sort_key_from_double (-INFINITY), <, SUBLET_SORT_KEY_MISSING);
}

static void
test_money (void)
{
  static const gint64 amounts[] = { -2000000, -1, 0, 1, 334000000, SUBLET_MONEY_UNKNOWN };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (amounts); i++)
    g_assert_cmpint (sublet_sort_key_to_money (sublet_sort_key_from_money (amounts[i])),
                     ==,
                     amounts[i]);
  for (i = 1; i < G_N_ELEMENTS (amounts); i++)
    g_assert_cmpuint (sublet_sort_key_from_money (amounts[i - 1]),
                      <,
                      sublet_sort_key_from_money (amounts[i]));
}

typedef struct
{
  const SubletSortKey *keys;
  bool descending;
} Naive;

static int
compare_naively (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Naive *naive = user_data;
  SubletSortKey key_a = naive->keys[*(const guint32 *) a];
  SubletSortKey key_b = naive->keys[*(const guint32 *) b];

  if (key_a == key_b)
    return 0;
  if (key_a == SUBLET_SORT_KEY_MISSING || key_b == SUBLET_SORT_KEY_MISSING)
    return key_a == SUBLET_SORT_KEY_MISSING ? 1 : -1;

  return (key_a < key_b) != naive->descending ? -1 : 1;
}

static SubletSortKey
make_key (GRand *rand, int shape)
{
  if (g_rand_int_range (rand, 0, 8) == 0)
    return SUBLET_SORT_KEY_MISSING;

  switch (shape)
    {
    case 0: /* many equal keys: stability shows */
      return sublet_sort_key_from_int (g_rand_int_range (rand, -3, 4));
    case 1:
      return sublet_sort_key_from_double (g_rand_double_range (rand, -1, 1));
    default: /* every bit */
      return ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);
    }
}

static void
test_against_naive (void)
{
  static const guint sizes[] = { 0, 1, 2, 3, 100, 3000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  gsize i;
  int shape;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (shape = 0; shape < 3; shape++)
      {
        guint n = sizes[i];
        g_autofree SubletSortKey *keys = g_new (SubletSortKey, n + 1);
        g_autofree guint32 *rows = g_new (guint32, n + 1);
        g_autofree guint32 *expected = NULL;
        Naive naive = { keys, g_rand_boolean (rand) };
        guint row;

        for (row = 0; row < n; row++)
          {
            keys[row] = make_key (rand, shape);
            rows[row] = n - 1 - row;
          }
        expected = g_memdup2 (rows, n * sizeof *rows);
        g_qsort_with_data (expected, (int) n, sizeof *expected, compare_naively, &naive);
        sublet_radix_sort (rows, n, keys, naive.descending);
        g_assert_cmpmem (rows, n * sizeof *rows, expected, n * sizeof *rows);
      }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/radix/keys", test_keys);
  g_test_add_func ("/core/market/radix/money", test_money);
  g_test_add_func ("/core/market/radix/against-naive", test_against_naive);

  return g_test_run ();
}
