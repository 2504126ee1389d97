/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-version-range.h"

#include "core/runtime/sublet-version-private.h"

#include <string.h>

typedef enum
{
  SIGN_AT_LEAST,
  SIGN_AT_MOST,
  SIGN_EQUAL,
  SIGN_OTHER,
  SIGN_COMPATIBLE,
  SIGN_ABOVE,
  SIGN_BELOW,
} Sign;

/* Longer ones first. */
static const struct
{
  const char *text;
  Sign sign;
} signs[] = {
  { ">=", SIGN_AT_LEAST },   { "<=", SIGN_AT_MOST }, { "==", SIGN_EQUAL }, { "!=", SIGN_OTHER },
  { "~=", SIGN_COMPATIBLE }, { ">", SIGN_ABOVE },    { "<", SIGN_BELOW },
};

/* ">=2.4" */
typedef struct
{
  Sign sign;
  bool any_rest; /* "==1.2.*" */
  SubletVersion version;
} Clause;

static bool
read_clause (const char *text, gsize length, Clause *clause)
{
  gsize i;

  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (length >= strlen (signs[i].text) && g_str_has_prefix (text, signs[i].text))
        break;
    }
  if (i == G_N_ELEMENTS (signs))
    return false;

  clause->sign = signs[i].sign;
  text += strlen (signs[i].text);
  length -= strlen (signs[i].text);
  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  clause->any_rest = length > 2 && text[length - 2] == '.' && text[length - 1] == '*';
  if (clause->any_rest)
    length -= 2;
  if (!sublet_version_parse (text, length, &clause->version))
    return false;

  /* What stands before a star is numbers alone; what is local can be told apart only by equality;
   * "~=2" would say nothing. */
  if (clause->any_rest)
    return (clause->sign == SIGN_EQUAL || clause->sign == SIGN_OTHER) &&
           !sublet_version_is_before_final (&clause->version) && clause->version.post < 0 &&
           clause->version.local[0] == '\0';
  if (clause->version.local[0] != '\0' && clause->sign != SIGN_EQUAL && clause->sign != SIGN_OTHER)
    return false;

  return clause->sign != SIGN_COMPATIBLE || clause->version.n_parts >= 2;
}

static bool
equals (const Clause *clause, const SubletVersion *version)
{
  if (clause->any_rest)
    return sublet_version_has_prefix (version, &clause->version, clause->version.n_parts);
  if (clause->version.local[0] != '\0' && strcmp (clause->version.local, version->local) != 0)
    return false;

  return sublet_version_compare (version, &clause->version) == 0;
}

/* What leads to 3.0 is not below it, what was mended after 1.7 is not above it. */
static bool
is_of_the_same (const SubletVersion *version, const SubletVersion *bound)
{
  return sublet_version_has_prefix (version, bound, SUBLET_VERSION_PARTS);
}

static bool
holds (const Clause *clause, const SubletVersion *version)
{
  int order = sublet_version_compare (version, &clause->version);

  switch (clause->sign)
    {
    case SIGN_AT_LEAST:
      return order >= 0;
    case SIGN_AT_MOST:
      return order <= 0;
    case SIGN_EQUAL:
      return equals (clause, version);
    case SIGN_OTHER:
      return !equals (clause, version);
    case SIGN_COMPATIBLE:
      return order >= 0 &&
             sublet_version_has_prefix (version, &clause->version, clause->version.n_parts - 1);
    case SIGN_ABOVE:
      return order > 0 && !(version->post >= 0 && clause->version.post < 0 &&
                            is_of_the_same (version, &clause->version));
    case SIGN_BELOW:
      return order < 0 && !(sublet_version_is_before_final (version) &&
                            !sublet_version_is_before_final (&clause->version) &&
                            is_of_the_same (version, &clause->version));
    default:
      g_assert_not_reached ();
    }
}

/* version: (nullable): none is in a range that is none. */
static SubletVersionMatch
match (const char *range, const SubletVersion *version)
{
  const char *at = range;
  bool inside = true;

  if (strlen (range) > SUBLET_VERSION_RANGE_BYTES)
    return SUBLET_VERSION_MATCH_UNKNOWN;
  if (range[strspn (range, " \t")] == '\0')
    return SUBLET_VERSION_MATCH_INSIDE;

  for (;;)
    {
      gsize length = strcspn (at, ",");
      Clause clause;

      if (!read_clause (at, length, &clause))
        return SUBLET_VERSION_MATCH_UNKNOWN;
      if (version != NULL && !holds (&clause, version))
        inside = false;
      if (at[length] == '\0')
        return inside ? SUBLET_VERSION_MATCH_INSIDE : SUBLET_VERSION_MATCH_OUTSIDE;
      at += length + 1;
    }
}

/**
 * sublet_version_range_is_valid:
 * @range: what somebody wrote
 *
 * Returns: whether it is a range of versions
 */
bool
sublet_version_range_is_valid (const char *range)
{
  g_return_val_if_fail (range != NULL, false);

  return match (range, NULL) == SUBLET_VERSION_MATCH_INSIDE;
}

/**
 * sublet_version_range_match:
 * @range: a range
 * @version: what was found
 *
 * Otherwise than for what is to be installed, what only leads to a release counts: it is there, as
 * in images whose PyTorch is "2.6.0a0+git".
 *
 * Returns: whether it lies in the range
 */
SubletVersionMatch
sublet_version_range_match (const char *range, const char *version)
{
  SubletVersion parsed;

  g_return_val_if_fail (range != NULL, SUBLET_VERSION_MATCH_UNKNOWN);
  g_return_val_if_fail (version != NULL, SUBLET_VERSION_MATCH_UNKNOWN);

  if (!sublet_version_parse (version, strlen (version), &parsed))
    return SUBLET_VERSION_MATCH_UNKNOWN;

  return match (range, &parsed);
}
