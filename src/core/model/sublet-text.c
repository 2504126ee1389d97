/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-text.h"

#include <string.h>

/* A real market has a few thousand different texts; a hostile one must not fill the memory. */
#define MAX_TEXTS 32768

static GMutex mutex;
/* (mutex mutex) (element-type GRefString): itself as value, one reference each */
static GHashTable *texts;

/**
 * sublet_text_intern:
 * @text: (nullable): a text, UTF-8
 *
 * Equal texts are normally one string: twenty thousand offers share a few hundred. Texts that went
 * out of use are forgotten from time to time, so equality is still g_str_equal(), the pointer is
 * only its fast path.
 *
 * GLib's own interned strings are not used, because GLib 2.74 can hand out a string whose last
 * reference another thread is giving up at that moment (g_ref_string_new_intern() does not look at
 * the count), and offers are decoded on one thread while old ones are freed on another. Here the
 * table holds a reference of its own.
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): for g_ref_string_release(); NULL for NULL
 */
GRefString *
sublet_text_intern (const char *text)
{
  GRefString *found;

  if (text == NULL)
    return NULL;

  g_mutex_lock (&mutex);
  if (texts == NULL)
    texts =
      g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, NULL);
  found = g_hash_table_lookup (texts, text);
  if (found == NULL)
    {
      if (g_hash_table_size (texts) >= MAX_TEXTS)
        g_hash_table_remove_all (texts);
      found = g_ref_string_new (text);
      g_hash_table_add (texts, found);
    }
  g_ref_string_acquire (found);
  g_mutex_unlock (&mutex);

  return found;
}

/**
 * sublet_text_intern_len:
 * @text: UTF-8 without NUL
 * @length: its length in bytes
 *
 * See sublet_text_intern().
 *
 * Returns: (transfer full): for g_ref_string_release()
 */
GRefString *
sublet_text_intern_len (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  char small[128];

  if (length >= sizeof small)
    {
      copy = g_strndup (text, length);
      return sublet_text_intern (copy);
    }

  memcpy (small, text, length);
  small[length] = '\0';
  return sublet_text_intern (small);
}
