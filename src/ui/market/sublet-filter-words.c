/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-words.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * sublet_filter_part_get_title:
 * @part: a filter
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
sublet_filter_part_get_title (SubletFilterPart part)
{
  switch (part)
    {
    case SUBLET_FILTER_PART_MODEL:
      return _ ("GPU Model");
    case SUBLET_FILTER_PART_COUNT:
      return _ ("GPUs");
    case SUBLET_FILTER_PART_PRICE:
      return _ ("Price");
    case SUBLET_FILTER_PART_RELIABILITY:
      return _ ("Reliability");
    case SUBLET_FILTER_PART_MEMORY:
      return _ ("Memory");
    case SUBLET_FILTER_PART_TOTAL_MEMORY:
      return _ ("Total Memory");
    case SUBLET_FILTER_PART_ARCHITECTURE:
      return _ ("Architecture");
    case SUBLET_FILTER_PART_COMPUTE:
      return _ ("Compute Capability");
    case SUBLET_FILTER_PART_CUDA:
      return _ ("CUDA");
    case SUBLET_FILTER_PART_PLACE:
      return _ ("Place");
    case SUBLET_FILTER_PART_VERIFICATION:
      return _ ("Verification");
    case SUBLET_FILTER_PART_DATA_CENTER:
      return _ ("Data Center");
    case SUBLET_FILTER_PART_DOWN:
      return _ ("Download");
    case SUBLET_FILTER_PART_UP:
      return _ ("Upload");
    case SUBLET_FILTER_PART_DOWN_PRICE:
      return _ ("Download Price");
    case SUBLET_FILTER_PART_UP_PRICE:
      return _ ("Upload Price");
    case SUBLET_FILTER_PART_PORTS:
      return _ ("Direct Ports");
    case SUBLET_FILTER_PART_STATIC_IP:
      return _ ("Static IP");
    case SUBLET_FILTER_PART_DISK:
      return _ ("Disk Space");
    case SUBLET_FILTER_PART_DISK_SPEED:
      return _ ("Disk Speed");
    case SUBLET_FILTER_PART_CORES:
      return _ ("CPU Cores");
    case SUBLET_FILTER_PART_RAM:
      return _ ("RAM");
    case SUBLET_FILTER_PART_DURATION:
      return _ ("Remaining Time");
    case SUBLET_FILTER_PART_MACHINE:
      return _ ("Machine");
    case SUBLET_FILTER_PART_HOST:
      return _ ("Host");
    case SUBLET_FILTER_PART_TEXT:
      return _ ("Search");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * sublet_filter_part_get_unit:
 * @part: a range
 *
 * Returns: (transfer none): what stands behind its numbers, an empty text for nothing
 */
const char *
sublet_filter_part_get_unit (SubletFilterPart part)
{
  switch ((int) part)
    {
    case SUBLET_FILTER_PART_PRICE:
      /* TRANSLATORS: unit behind a number: dollars an hour */
      return _ ("$/h");
    case SUBLET_FILTER_PART_RELIABILITY:
      /* TRANSLATORS: unit behind a number: per cent */
      return _ ("%");
    case SUBLET_FILTER_PART_MEMORY:
    case SUBLET_FILTER_PART_TOTAL_MEMORY:
    case SUBLET_FILTER_PART_DISK:
    case SUBLET_FILTER_PART_RAM:
      /* TRANSLATORS: unit behind a number: gigabytes */
      return _ ("GB");
    case SUBLET_FILTER_PART_DOWN:
    case SUBLET_FILTER_PART_UP:
      /* TRANSLATORS: unit behind a number: megabits a second */
      return _ ("Mb/s");
    case SUBLET_FILTER_PART_DOWN_PRICE:
    case SUBLET_FILTER_PART_UP_PRICE:
      /* TRANSLATORS: unit behind a number: dollars for a terabyte */
      return _ ("$/TB");
    case SUBLET_FILTER_PART_DISK_SPEED:
      /* TRANSLATORS: unit behind a number: megabytes a second */
      return _ ("MB/s");
    case SUBLET_FILTER_PART_DURATION:
      /* TRANSLATORS: unit behind a number, as in "3 days" */
      return _ ("days");
    default:
      return "";
    }
}

/**
 * sublet_filter_part_get_step:
 * @part: a range
 *
 * Returns: what an arrow key adds to one of its bounds, in a person's unit
 */
double
sublet_filter_part_get_step (SubletFilterPart part)
{
  switch ((int) part)
    {
    case SUBLET_FILTER_PART_PRICE:
      return 0.05;
    case SUBLET_FILTER_PART_RELIABILITY:
    case SUBLET_FILTER_PART_DOWN_PRICE:
    case SUBLET_FILTER_PART_UP_PRICE:
      return 0.5;
    case SUBLET_FILTER_PART_MEMORY:
    case SUBLET_FILTER_PART_TOTAL_MEMORY:
    case SUBLET_FILTER_PART_RAM:
      return 8;
    case SUBLET_FILTER_PART_COMPUTE:
    case SUBLET_FILTER_PART_CUDA:
      return 0.1;
    case SUBLET_FILTER_PART_DOWN:
    case SUBLET_FILTER_PART_UP:
    case SUBLET_FILTER_PART_DISK:
    case SUBLET_FILTER_PART_DISK_SPEED:
      return 100;
    default:
      return 1;
    }
}

/**
 * sublet_filter_format_bound:
 * @bound: a bound
 *
 * Returns: (transfer full): it as a person types it, by locale and without groups; an empty text
 *   for none
 */
char *
sublet_filter_format_bound (gint64 bound)
{
  g_autofree char *text = NULL;
  gsize length;

  if (bound == SUBLET_FILTER_NO_BOUND)
    return g_strdup ("");

  text = g_strdup_printf ("%.9f", sublet_filter_bound_to_double (bound));
  for (length = strlen (text); text[length - 1] == '0'; length--)
    ;
  /* The point, whatever it looks like. */
  while (!g_ascii_isdigit (text[length - 1]))
    length--;

  return g_strndup (text, length);
}

/**
 * sublet_filter_parse_bound:
 * @range: what it bounds
 * @text: what was typed
 * @bound: (out): the bound, SUBLET_FILTER_NO_BOUND for an empty text
 *
 * Returns: whether it is a bound: a number that is not negative, or nothing
 */
gboolean
sublet_filter_parse_bound (const SubletFilterRange *range, const char *text, gint64 *bound)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  char *end = NULL;
  double value;

  *bound = SUBLET_FILTER_NO_BOUND;
  if (stripped[0] == '\0')
    return TRUE;
  /* Neither "0x10" nor "inf". */
  if (strspn (stripped, "0123456789.,") != strlen (stripped))
    return FALSE;

  value = g_strtod (stripped, &end);
  if (*end != '\0')
    return FALSE;

  *bound = sublet_filter_bound_from_double (range, value);
  return TRUE;
}
