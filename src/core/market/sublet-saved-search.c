/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-saved-search.h"

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

struct _SubletSavedSearch
{
  GObject parent_instance;

  char *id;                    /* (owned) */
  char *name;                  /* (owned) */
  char *json;                  /* (owned) as it is stored */
  SubletSearchTerms terms;     /* what is understood of it */
  SubletSearchReading reading; /* how much that is */
};

G_DEFINE_FINAL_TYPE (SubletSavedSearch, sublet_saved_search, G_TYPE_OBJECT)

static void
sublet_saved_search_finalize (GObject *object)
{
  SubletSavedSearch *self = SUBLET_SAVED_SEARCH (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->json);
  sublet_search_terms_clear (&self->terms);

  G_OBJECT_CLASS (sublet_saved_search_parent_class)->finalize (object);
}

static void
sublet_saved_search_class_init (SubletSavedSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_saved_search_finalize;
}

static void
sublet_saved_search_init (SubletSavedSearch *self)
{
}

/**
 * sublet_saved_search_new_stored:
 * @id: which search it is
 * @name: what a person calls it
 * @json: what is stored of it, by whatever version
 *
 * Returns: (transfer full): that search, with what this version understands of it
 */
SubletSavedSearch *
sublet_saved_search_new_stored (const char *id, const char *name, const char *json)
{
  SubletSavedSearch *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_SAVED_SEARCH, NULL);
  self->id = g_strdup (id);
  self->name = sublet_saved_search_normalize_name (name);
  self->json = g_strdup (json);
  self->reading = sublet_search_terms_init_from_json (&self->terms, json);

  return self;
}

/**
 * sublet_saved_search_new:
 * @name: what a person calls it
 * @terms: what it looks for
 *
 * Returns: (transfer full): a new search, not kept yet
 */
SubletSavedSearch *
sublet_saved_search_new (const char *name, const SubletSearchTerms *terms)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *json = sublet_search_terms_to_json (terms);

  return sublet_saved_search_new_stored (id, name, json);
}

/**
 * sublet_saved_search_new_instead:
 * @self: a search
 * @terms: what it looks for from now on
 *
 * Returns: (transfer full): the same search with other terms, for
 *   sublet_saved_searches_replace_async()
 */
SubletSavedSearch *
sublet_saved_search_new_instead (SubletSavedSearch *self, const SubletSearchTerms *terms)
{
  g_autofree char *json = sublet_search_terms_to_json (terms);

  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), NULL);

  return sublet_saved_search_new_stored (self->id, self->name, json);
}

/**
 * sublet_saved_search_get_id:
 * @self: a search
 *
 * Returns: which search it is; what takes its place has the same
 */
const char *
sublet_saved_search_get_id (SubletSavedSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), NULL);

  return self->id;
}

/**
 * sublet_saved_search_get_name:
 * @self: a search
 *
 * Returns: what a person calls it
 */
const char *
sublet_saved_search_get_name (SubletSavedSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), NULL);

  return self->name;
}

/**
 * sublet_saved_search_get_terms:
 * @self: a search
 *
 * Returns: (transfer none): what is understood of what it looks for; the first terms where that is
 *   nothing
 */
const SubletSearchTerms *
sublet_saved_search_get_terms (SubletSavedSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), NULL);

  return &self->terms;
}

/**
 * sublet_saved_search_get_reading:
 * @self: a search
 *
 * Returns: how much of it is understood
 */
SubletSearchReading
sublet_saved_search_get_reading (SubletSavedSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), SUBLET_SEARCH_READING_NONE);

  return self->reading;
}

/**
 * sublet_saved_search_get_json:
 * @self: a search
 *
 * Returns: (transfer none): what is stored of it, to the letter
 */
const char *
sublet_saved_search_get_json (SubletSavedSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCH (self), NULL);

  return self->json;
}

/* ---- names ---- */

/**
 * sublet_saved_search_normalize_name:
 * @name: what was typed
 *
 * Returns: (transfer full): what is kept of it: without blanks around it, valid UTF-8
 */
char *
sublet_saved_search_normalize_name (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  return g_strstrip (g_steal_pointer (&composed));
}

static bool
has_control (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);
      GUnicodeType type = g_unichar_type (c);

      /* Joiners are part of words in several scripts, and of emoji. */
      if (c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER &&
          (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
           type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR))
        return true;
    }

  return false;
}

static bool
has_visible (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (g_unichar_isgraph (g_utf8_get_char (name)))
      return true;

  return false;
}

/**
 * sublet_saved_search_check_name:
 * @name: a normalized name
 *
 * Returns: what is wrong with it, whatever others are called
 */
SubletSearchNameProblem
sublet_saved_search_check_name (const char *name)
{
  g_return_val_if_fail (name != NULL, SUBLET_SEARCH_NAME_PROBLEM_EMPTY);

  if (has_control (name))
    return SUBLET_SEARCH_NAME_PROBLEM_CONTROL;
  if (!has_visible (name))
    return SUBLET_SEARCH_NAME_PROBLEM_EMPTY;
  if (g_utf8_strlen (name, -1) > SUBLET_SAVED_SEARCH_MAX_NAME)
    return SUBLET_SEARCH_NAME_PROBLEM_LONG;

  return SUBLET_SEARCH_NAME_PROBLEM_NONE;
}

/**
 * sublet_saved_search_names_equal:
 * @a: a normalized name
 * @b: another
 *
 * Returns: whether a person would take one for the other: big and small letters are the same
 */
bool
sublet_saved_search_names_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}
