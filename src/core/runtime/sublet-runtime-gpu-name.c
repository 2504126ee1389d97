/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include <string.h>

/*
 * The service says "RTX 4090", "RTX 6000Ada", "RTX 4070S Ti", "A100 SXM4", "H100 SXM"; the driver
 * "NVIDIA GeForce RTX 4090", "NVIDIA RTX 6000 Ada Generation", "NVIDIA GeForce RTX 4070 Ti SUPER",
 * "NVIDIA A100-SXM4-80GB", "NVIDIA H100 80GB HBM3". Both are taken apart into words; what is left
 * when the maker's ornaments are gone must be the same, in any order: a word too many ("D",
 * "Laptop", "Max-Q", "Ti") is another card. How a card is built in is compared where both say it.
 *
 * Sources: names as the service sends them (vast.ai, search offers, `gpu_name`) and as the driver
 * prints them (NVIDIA driver README, appendix "Supported NVIDIA GPU Products"; those of data centre
 * cards unconfirmed for all versions).
 */
typedef struct
{
  GPtrArray *words;    /* (owned) (element-type utf8): sorted */
  const char *form;    /* "SXM", "PCIE"; NULL: not said */
  const char *edition; /* "WORKSTATION", "SERVER"; NULL: not said */
} Name;

/* The maker's, and words that say nothing of the model: a size is compared by itself. */
static const char *const ornaments[] = { "NVIDIA",     "GEFORCE", "TESLA", "BLACKWELL",
                                         "GENERATION", "EDITION", "GPU" };

static bool
is_any (const char *word, const char *const *list, gsize n)
{
  gsize i;

  for (i = 0; i < n; i++)
    if (g_str_equal (word, list[i]))
      return true;

  return false;
}

static bool
is_number (const char *word)
{
  return word[strspn (word, "0123456789")] == '\0';
}

/* Letters and digits apart, in capitals; anything else divides. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      bool digits = g_ascii_isdigit (*text);
      gsize length = 0;

      while (g_ascii_isalnum (text[length]) && (bool) g_ascii_isdigit (text[length]) == digits)
        length++;
      if (length > 0)
        g_ptr_array_add (words, g_ascii_strup (text, (gssize) length));
      text += MAX (length, 1);
    }

  return words;
}

static const char *
get_next (GPtrArray *words, guint i)
{
  return i + 1 < words->len ? g_ptr_array_index (words, i + 1) : "";
}

static bool
has (GPtrArray *words, const char *word)
{
  return g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/* The service's short forms, written out. */
static const char *
write_out (GPtrArray *words, guint i)
{
  const char *word = g_ptr_array_index (words, i);

  if (g_str_equal (word, "S") && i > 0)
    return has (words, "PRO") ? "SERVER" : "SUPER";
  if (g_str_equal (word, "WS"))
    return "WORKSTATION";
  if (g_str_equal (word, "Q") && i == 0)
    return "QUADRO";

  return word;
}

/* "HBM3" is in the name of the H100 that is built in as SXM, and in no other's. */
static bool
take_form (Name *name, GPtrArray *words, guint i)
{
  const char *word = g_ptr_array_index (words, i);

  if (g_str_equal (word, "SXM"))
    name->form = "SXM";
  else if (g_str_equal (word, "PCIE"))
    name->form = "PCIE";
  else if (g_str_equal (word, "HBM"))
    name->form = has (words, "H") && has (words, "100") ? "SXM" : name->form;
  else
    return false;

  return true;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
name_clear (Name *name)
{
  g_clear_pointer (&name->words, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Name, name_clear)

static void
name_read (Name *name, const char *text)
{
  g_autoptr (GPtrArray) words = split (text);
  guint i;

  name->words = g_ptr_array_new_with_free_func (g_free);
  for (i = 0; i < words->len; i++)
    {
      const char *word = write_out (words, i);

      if (is_number (word) && g_str_equal (get_next (words, i), "GB"))
        {
          i++;
          continue;
        }
      if (take_form (name, words, i))
        {
          /* "SXM4", "HBM3": which generation goes without saying. */
          if (strlen (get_next (words, i)) == 1 && is_number (get_next (words, i)))
            i++;
          continue;
        }
      if (g_str_equal (word, "SERVER") || g_str_equal (word, "WORKSTATION"))
        name->edition = g_str_equal (word, "SERVER") ? "SERVER" : "WORKSTATION";
      else if (!is_any (word, ornaments, G_N_ELEMENTS (ornaments)))
        g_ptr_array_add (name->words, g_strdup (word));
    }

  /* The Max-Q of a series is called a workstation's too. */
  if (has (name->words, "MAX"))
    name->edition = NULL;
  g_ptr_array_sort (name->words, compare);
}

static bool
agree (const char *a, const char *b)
{
  return a == NULL || b == NULL || g_str_equal (a, b);
}

/**
 * sublet_runtime_gpu_name_matches: (skip)
 * @rented: the service's name
 * @found: the driver's name
 *
 * Returns: whether they may be names of the same model
 */
bool
sublet_runtime_gpu_name_matches (const char *rented, const char *found)
{
  g_auto (Name) a = { 0 };
  g_auto (Name) b = { 0 };
  guint i;

  name_read (&a, rented);
  name_read (&b, found);
  if (a.words->len == 0 || a.words->len != b.words->len)
    return false;
  for (i = 0; i < a.words->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (a.words, i), g_ptr_array_index (b.words, i)))
        return false;
    }

  return agree (a.form, b.form) && agree (a.edition, b.edition);
}
