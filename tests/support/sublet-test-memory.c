/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-memory.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MASK 0xa5

#define WINDOW ((gsize) 1024 * 1024)
/* What a sanitizer keeps beside the program's memory, which no byte of the program's is in. */
#define MAX_REGION ((gsize) 1024 * 1024 * 1024)

void
sublet_test_needle_set (SubletTestNeedle *needle,
                        const char *name,
                        const guint8 *bytes,
                        gsize length)
{
  gsize i;

  g_assert_cmpuint (length, <=, SUBLET_TEST_NEEDLE_BYTES);
  needle->name = name;
  needle->length = length;
  for (i = 0; i < length; i++)
    needle->masked[i] = bytes[i] ^ MASK;
}

void
sublet_test_needle_plant (const SubletTestNeedle *needle, guint8 *bytes)
{
  gsize i;

  for (i = 0; i < needle->length; i++)
    bytes[i] = needle->masked[i] ^ MASK;
}

static bool
is_here (const SubletTestNeedle *needle, const guint8 *at)
{
  gsize i;

  for (i = 0; i < needle->length; i++)
    if ((at[i] ^ MASK) != needle->masked[i])
      return false;

  return true;
}

typedef struct
{
  const SubletTestNeedle *needles;
  guint n_needles;
  guint *counts;
  int fd;         /* of the memory */
  guint8 *window; /* into which it is read; is not searched itself */
} Search;

static void
count_in (const Search *self, gsize length)
{
  gsize i;
  guint j;

  for (i = 0; i < length; i++)
    for (j = 0; j < self->n_needles; j++)
      if ((self->window[i] ^ MASK) == self->needles[j].masked[0] &&
          i + self->needles[j].length <= length && is_here (&self->needles[j], self->window + i))
        self->counts[j]++;
}

/* Each window begins where the longest needle could have been cut off by the end of the one before;
 * what lies in both is counted twice, which is no matter. */
static void
count_region (const Search *self, gsize from, gsize until)
{
  while (from < until)
    {
      gsize length = MIN (WINDOW, until - from);
      gssize n = pread (self->fd, self->window, length, (off_t) from);

      if (n <= 0)
        return;
      count_in (self, (gsize) n);
      if ((gsize) n < WINDOW)
        return;
      from += (gsize) n - SUBLET_TEST_NEEDLE_BYTES;
    }
}

static void
count_line (const Search *self, const char *line, gsize *n_bytes)
{
  gsize window = (gsize) self->window;
  unsigned long from, until;
  char rights[5];

  g_assert_cmpint (sscanf (line, "%lx-%lx %4s", &from, &until, rights), ==, 3);
  if (rights[0] != 'r' || until - from > MAX_REGION)
    return;

  *n_bytes += until - from;
  /* Neighbours that are alike are one region. */
  if (from <= window && window < until)
    {
      count_region (self, from, window);
      from = window + WINDOW;
    }
  count_region (self, from, until);
}

/* Beside the heap: what is free there must not be used again by the search for it. */
static guint8 *
take_pages (void)
{
  guint8 *pages = mmap (NULL, WINDOW, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (pages != MAP_FAILED);
  return pages;
}

static void
read_maps (char *text)
{
  int fd = open ("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  gsize length = 0;
  gssize n;

  g_assert_cmpint (fd, >=, 0);
  while ((n = read (fd, text + length, WINDOW - 1 - length)) > 0)
    length += (gsize) n;
  g_assert_cmpint (n, ==, 0);
  g_assert_cmpuint (length, <, WINDOW - 1);
  close (fd);
}

void
sublet_test_memory_search (const SubletTestNeedle *needles, guint n_needles, guint *counts)
{
  Search self = { needles, n_needles, counts };
  char *maps = (char *) take_pages ();
  gsize n_bytes = 0;
  char *line;
  guint i;

  self.window = take_pages ();
  self.fd = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (self.fd, >=, 0);
  memset (counts, 0, n_needles * sizeof *counts);
  read_maps (maps);
  for (line = maps; *line != '\0'; line = strchr (line, '\n') + 1)
    count_line (&self, line, &n_bytes);

  for (i = 0; i < n_needles; i++)
    g_test_message ("%" G_GSIZE_FORMAT " MB searched: %s %u",
                    n_bytes / 1000000,
                    needles[i].name,
                    counts[i]);
  close (self.fd);
  explicit_bzero (self.window, WINDOW);
  munmap (self.window, WINDOW);
  munmap (maps, WINDOW);
}
