/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-version-private.h"

#include <string.h>

/* Of one number: dates are used as some. */
#define MAX_DIGITS 15

/* What is left of a text. */
typedef struct
{
  const char *at;
  const char *end;
} Rest;

static bool
is_at (const Rest *rest, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (rest->end - rest->at) >= length &&
         g_ascii_strncasecmp (rest->at, word, length) == 0;
}

static bool
is_digit_at (const Rest *rest, gsize offset)
{
  return (gsize) (rest->end - rest->at) > offset && g_ascii_isdigit (rest->at[offset]);
}

static bool
take_number (Rest *rest, gint64 *number)
{
  guint n = 0;

  *number = 0;
  while (is_digit_at (rest, 0))
    {
      if (++n > MAX_DIGITS)
        return false;
      *number = *number * 10 + (*rest->at++ - '0');
    }

  return n > 0;
}

static bool
is_separator (char c)
{
  return c == '.' || c == '-' || c == '_';
}

/* One of the words with what may stand around it, "-rc.1"; %FALSE for a number that is none. */
static bool
take_marked (Rest *rest, const char *const *words, int *which, gint64 *number)
{
  Rest ahead = *rest;
  int i;

  *which = -1;
  if (ahead.at < ahead.end && is_separator (*ahead.at))
    ahead.at++;
  for (i = 0; words[i] != NULL; i++)
    {
      if (!is_at (&ahead, words[i]))
        continue;
      ahead.at += strlen (words[i]);
      *which = i;
      *number = 0;
      if (ahead.at < ahead.end && is_separator (*ahead.at) && is_digit_at (&ahead, 1))
        ahead.at++;
      if (is_digit_at (&ahead, 0) && !take_number (&ahead, number))
        return false;
      *rest = ahead;
      return true;
    }

  return true;
}

static bool
take_release (Rest *rest, SubletVersion *version)
{
  Rest ahead = *rest;

  if (is_at (&ahead, "v"))
    ahead.at++;
  *rest = ahead;
  if (take_number (&ahead, &version->epoch) && is_at (&ahead, "!"))
    {
      ahead.at++;
      *rest = ahead;
    }
  else
    {
      version->epoch = 0;
    }

  do
    {
      if (version->n_parts == SUBLET_VERSION_PARTS ||
          !take_number (rest, &version->parts[version->n_parts]))
        return false;
      version->n_parts++;
    }
  while (is_at (rest, ".") && is_digit_at (rest, 1) && rest->at++ != NULL);

  return true;
}

static bool
take_stage (Rest *rest, SubletVersion *version)
{
  static const char *const words[] = {
    "alpha", "beta", "preview", "pre", "rc", "a", "b", "c", NULL
  };
  static const SubletVersionStage stages[] = {
    SUBLET_VERSION_STAGE_ALPHA,     SUBLET_VERSION_STAGE_BETA,      SUBLET_VERSION_STAGE_CANDIDATE,
    SUBLET_VERSION_STAGE_CANDIDATE, SUBLET_VERSION_STAGE_CANDIDATE, SUBLET_VERSION_STAGE_ALPHA,
    SUBLET_VERSION_STAGE_BETA,      SUBLET_VERSION_STAGE_CANDIDATE
  };
  int which;

  version->stage = SUBLET_VERSION_STAGE_FINAL;
  if (!take_marked (rest, words, &which, &version->stage_number))
    return false;
  if (which >= 0)
    version->stage = stages[which];

  return true;
}

static bool
take_post_and_dev (Rest *rest, SubletVersion *version)
{
  static const char *const posts[] = { "post", "rev", "r", NULL };
  static const char *const devs[] = { "dev", NULL };
  int which;

  version->post = -1;
  version->dev = -1;
  if (is_at (rest, "-") && is_digit_at (rest, 1))
    {
      rest->at++;
      if (!take_number (rest, &version->post))
        return false;
    }
  else if (!take_marked (rest, posts, &which, &version->post))
    {
      return false;
    }

  return take_marked (rest, devs, &which, &version->dev);
}

static bool
take_local (Rest *rest, SubletVersion *version)
{
  gsize length;
  gsize i;

  if (!is_at (rest, "+"))
    return true;
  rest->at++;
  length = (gsize) (rest->end - rest->at);
  if (length == 0 || length >= sizeof version->local)
    return false;
  for (i = 0; i < length; i++)
    {
      char c = rest->at[i];

      if (!g_ascii_isalnum (c) && !is_separator (c))
        return false;
      version->local[i] = is_separator (c) ? '.' : g_ascii_tolower (c);
    }
  rest->at = rest->end;

  return true;
}

/**
 * sublet_version_parse: (skip)
 * @text: a version, with nothing around it
 * @length: bytes
 * @version: (out caller-allocates): what it says
 *
 * Returns: whether it is one, of at most SUBLET_VERSION_PARTS numbers
 */
bool
sublet_version_parse (const char *text, gsize length, SubletVersion *version)
{
  Rest rest = { text, text + length };

  *version = (SubletVersion){ 0 };

  return take_release (&rest, version) && take_stage (&rest, version) &&
         take_post_and_dev (&rest, version) && take_local (&rest, version) && rest.at == rest.end;
}

static int
compare (gint64 one, gint64 other)
{
  return (one > other) - (one < other);
}

/* What is only on its way to a release of that number comes before all that leads to it. */
static int
get_rank (const SubletVersion *version)
{
  if (version->stage == SUBLET_VERSION_STAGE_FINAL && version->post < 0 && version->dev >= 0)
    return -1;

  return (int) version->stage;
}

/**
 * sublet_version_compare: (skip)
 * @one: a version
 * @other: another
 *
 * Returns: which comes first
 */
int
sublet_version_compare (const SubletVersion *one, const SubletVersion *other)
{
  int order = compare (one->epoch, other->epoch);
  guint i;

  for (i = 0; order == 0 && i < SUBLET_VERSION_PARTS; i++)
    order = compare (one->parts[i], other->parts[i]);
  if (order == 0)
    order = compare (get_rank (one), get_rank (other));
  if (order == 0)
    order = compare (one->stage_number, other->stage_number);
  if (order == 0)
    order = compare (one->post, other->post);
  if (order == 0)
    order =
      compare (one->dev < 0 ? G_MAXINT64 : one->dev, other->dev < 0 ? G_MAXINT64 : other->dev);

  return order;
}

/**
 * sublet_version_has_prefix: (skip)
 * @version: a version
 * @prefix: another
 * @n_parts: how many of its numbers count
 *
 * Returns: whether @version begins so
 */
bool
sublet_version_has_prefix (const SubletVersion *version, const SubletVersion *prefix, guint n_parts)
{
  guint i;

  if (version->epoch != prefix->epoch)
    return false;
  for (i = 0; i < n_parts; i++)
    {
      if (version->parts[i] != prefix->parts[i])
        return false;
    }

  return true;
}

/**
 * sublet_version_is_before_final: (skip)
 * @version: a version
 *
 * Returns: whether it only leads to a release
 */
bool
sublet_version_is_before_final (const SubletVersion *version)
{
  return version->stage != SUBLET_VERSION_STAGE_FINAL || version->dev >= 0;
}
