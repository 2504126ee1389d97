/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-line-private.h"

#include "support/sublet-test.h"

#include <string.h>

/* Lines in what comes in pieces. */

static bool
is_full (const char *line)
{
  return strcmp (line, "full") == 0;
}

typedef struct
{
  const char *data;
  bool found;
} Data;

static const Data datas[] = {
  { "full\n", true },
  { "full", false },
  { "", false },
  { "\n\n", false },
  { "a\nb\nfull\nc\n", true },
  { "not full\nfull of it\n", false },
  { "a\nfullish\nb\nfull\n", true },
};

/* However it is cut into pieces. */
static void
test_pieces (void)
{
  gsize i;
  gsize length;

  for (i = 0; i < G_N_ELEMENTS (datas); i++)
    for (length = 1; length <= strlen (datas[i].data) + 1; length++)
      {
        g_autoptr (GString) line = g_string_new (NULL);
        const char *data = datas[i].data;
        gsize left = strlen (data);
        bool found = false;

        while (left > 0 && !found)
          {
            const gsize n = MIN (left, length);

            found = sublet_ssh_line_find (line, data, n, is_full);
            data += n;
            left -= n;
          }
        g_assert_true (found == datas[i].found);
      }
}

static gsize longest;

static bool
measure (const char *line)
{
  longest = MAX (longest, strlen (line));
  return false;
}

/* One that never ends takes no more memory, and hides none that comes after it. */
static void
test_long_line (void)
{
  g_autofree char *data = g_strnfill (100000, 'x');
  g_autoptr (GString) line = g_string_new (NULL);
  int i;

  for (i = 0; i < 10; i++)
    g_assert_false (sublet_ssh_line_find (line, data, 100000, is_full));
  g_assert_cmpuint (line->len, <, 20000);
  g_assert_false (sublet_ssh_line_find (line, "\n", 1, measure));
  g_assert_cmpuint (longest, >, 4 * 4096);
  g_assert_cmpuint (longest, <, 20000);
  g_assert_true (sublet_ssh_line_find (line, "full\n", 5, is_full));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/line/pieces", test_pieces);
  g_test_add_func ("/core/ssh/line/long-line", test_long_line);

  return g_test_run ();
}
