/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-leaks.h"

/* Only the sanitizer's own allocator tells of what it gives. */
#ifdef __SANITIZE_ADDRESS__

#include <gmodule.h>
#include <stdbool.h>
#include <string.h>

/* Of the sanitizer's library, which calls it from the first allocation of the process on; GCC has
 * no header for it. */
G_MODULE_EXPORT void __sanitizer_malloc_hook (const volatile void *block, size_t size);

/* GLib's isolated folders: for each it says what it sets, then copies that, and loses the copy when
 * the next test has others, as somebody may hold it still. */
#define GLIB_FUNCTION "g_set_user_dirs: "
#define LIST_SUFFIX "_DIRS"
/* A copied list of two folders: itself and both. */
#define LIST_PIECES 3
/* GLib's first table of quarks, which it leaves behind when it grows, is made before main(). */
#define TABLE_BYTES 4096
#define MAX_KEPT 8192

/* What points to a block keeps it from being called lost. */
static const volatile void *kept[MAX_KEPT];
static guint n_kept;
static bool has_begun;

/* What the copy that is about to be made is known by; 0: any. */
static _Thread_local gsize awaited_size;
static _Thread_local guint n_awaited;

void
__sanitizer_malloc_hook (const volatile void *block, size_t size)
{
  bool keep = has_begun ? n_awaited > 0 && (awaited_size == 0 || size == awaited_size)
                        : size >= TABLE_BYTES;

  if (!keep || n_kept == MAX_KEPT)
    return;

  kept[n_kept++] = block;
  if (has_begun)
    n_awaited--;
}

static void
on_glib_debug (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  const char *value = g_str_has_prefix (message, GLIB_FUNCTION) ? strstr (message, " to ") : NULL;

  if (value == NULL)
    return;

  if (strstr (message, LIST_SUFFIX " to ") != NULL)
    {
      awaited_size = 0;
      n_awaited = LIST_PIECES;
    }
  else
    {
      awaited_size = strlen (value + strlen (" to ")) + 1;
      n_awaited = 1;
    }
}

#endif

/**
 * sublet_test_begin_leaks: (skip)
 *
 * To be called first in main(). What GLib leaves behind, before main() and for each test with
 * folders of its own, is not called a leak. A suppression would need the whole stack of each
 * allocation, which takes ten times as long as the test itself.
 */
void
sublet_test_begin_leaks (void)
{
#ifdef __SANITIZE_ADDRESS__
  has_begun = true;
  g_log_set_handler ("GLib", G_LOG_LEVEL_DEBUG, on_glib_debug, NULL);
#endif
}
