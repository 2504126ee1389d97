/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Where a run through nested JSON stands; zeros at the start. */
typedef struct
{
  guint64 braces; /* bit n: level n is an object, not an array; only the lowest 64 levels */
  guint depth;
  guint deepest;
  guint members;
  bool in_string;
  bool escaped;
  bool odd_words; /* NaN or Infinity may be in it */
} SubletJsonNesting;

bool sublet_json_nesting_is_sane (const SubletJsonNesting *self, const GString *text);
void sublet_json_replace_odd_words (GString *text);

/* Steps over one byte; inline, because every byte of a reply passes here. False: a bracket closes
 * what it did not open. */
static inline bool
sublet_json_nesting_step (SubletJsonNesting *nesting, char c)
{
  if (nesting->in_string)
    {
      if (nesting->escaped)
        nesting->escaped = false;
      else if (c == '\\')
        nesting->escaped = true;
      else if (c == '"')
        nesting->in_string = false;
      return true;
    }

  switch (c)
    {
    case '"':
      nesting->in_string = true;
      break;

    case '{':
    case '[':
      if (nesting->depth < 64)
        {
          guint64 bit = G_GUINT64_CONSTANT (1) << nesting->depth;

          nesting->braces = c == '{' ? nesting->braces | bit : nesting->braces & ~bit;
        }
      nesting->depth++;
      nesting->deepest = MAX (nesting->deepest, nesting->depth);
      break;

    case '}':
    case ']':
      if (nesting->depth == 0)
        return false;
      nesting->depth--;
      if (nesting->depth < 64)
        return ((nesting->braces >> nesting->depth) & 1) == (c == '}' ? 1 : 0);
      break;

    case ':':
      nesting->members++;
      break;

    case 'N':
    case 'I':
      nesting->odd_words = true;
      break;

    default:
      break;
    }

  return true;
}

G_END_DECLS
