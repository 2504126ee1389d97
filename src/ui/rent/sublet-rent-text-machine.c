/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-runtime-text.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * sublet_rent_text_cuda:
 * @facts: the line about CUDA
 *
 * Returns: (transfer full): what the driver offers and what the image needs
 */
char *
sublet_rent_text_cuda (const SubletRentCheckFacts *facts)
{
  g_autofree char *needed = NULL;
  g_autofree char *offered = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Comparing CUDA with the image…"));
  if (isfinite (facts->offered))
    offered = sublet_format_version (facts->offered);
  if (!isfinite (facts->needed))
    return offered != NULL
      /* TRANSLATORS: %s is a version, as in 12.8 */
      ? g_strdup_printf (_ ("CUDA %s; what the image needs is not known"), offered)
      : g_strdup (_ ("Neither the driver's CUDA nor what the image needs is known"));
  if (facts->needed < 1)
    return g_strdup (_ ("The image needs no particular CUDA"));

  needed = sublet_format_version (facts->needed);
  if (offered == NULL)
    /* TRANSLATORS: %s is a version, as in 12.4 */
    return g_strdup_printf (_ ("The image needs CUDA %s; what the driver offers is not known"),
                               needed);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    /* TRANSLATORS: two versions, as in 11.8 and 12.4 */
    return g_strdup_printf (_ ("CUDA %1$s is too old: this GPU cannot run the image, which needs "
                               "%2$s."),
                               offered,
                               needed);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_WARNING)
    /* TRANSLATORS: two versions, as in 12.2 and 12.4 */
    return g_strdup_printf (_ ("CUDA %1$s, the image needs %2$s. It may not run."),
                               offered,
                               needed);
  if (facts->needed_is_least)
    /* TRANSLATORS: two versions, as in 12.8 and 12.4 */
    return g_strdup_printf (_ ("CUDA %1$s, the image needs %2$s or newer"), offered, needed);

  /* TRANSLATORS: two versions, as in 12.8 and 12.4 */
  return g_strdup_printf (_ ("CUDA %1$s, the image needs %2$s"), offered, needed);
}

/**
 * sublet_rent_text_image_size:
 * @facts: the line about the image's size
 *
 * Returns: (transfer full): how large it is and how long it takes to arrive
 */
char *
sublet_rent_text_image_size (const SubletRentCheckFacts *facts)
{
  g_autofree char *size = NULL;
  g_autofree char *disk = NULL;
  g_autofree char *duration = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Comparing the image with the disk…"));
  if (!isfinite (facts->needed))
    return g_strdup (_ ("How large the image is, is not known"));

  size = sublet_format_number (facts->needed, facts->needed < 10 ? 1 : 0);
  disk = sublet_format_number (facts->offered, 0);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    /* TRANSLATORS: two numbers of gigabytes; no-break spaces */
    return g_strdup_printf (_ ("The image takes %1$s GB, the disk has %2$s GB."), size, disk);

  if (facts->duration_us > 0)
    duration = sublet_format_duration_short (MAX (facts->duration_us, G_TIME_SPAN_MINUTE));
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_WARNING && facts->needed + 2 > facts->offered)
    /* TRANSLATORS: two numbers of gigabytes; no-break spaces */
    return g_strdup_printf (_ ("The image takes %1$s of %2$s GB, which leaves little room."),
                               size,
                               disk);
  if (duration == NULL)
    /* TRANSLATORS: %s is a number of gigabytes; a no-break space */
    return g_strdup_printf (_ ("Image %s GB; how long it takes is not known"), size);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_WARNING)
    /* TRANSLATORS: a number of gigabytes and a duration; a no-break space */
    return g_strdup_printf (_ ("Image %1$s GB, up to %2$s over this link."), size, duration);

  /* TRANSLATORS: a number of gigabytes and a duration, as in 7.9 and 2 min; a no-break space */
  return g_strdup_printf (_ ("Image %1$s GB, about %2$s"), size, duration);
}

/* How often something went wrong on it. */
static char *
dup_failures (const SubletRentCheckFacts *facts)
{
  g_autofree char *last = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Reading the journal for this machine…"));
  if (facts->error != NULL)
    return g_strdup (_ ("What happened on this machine before cannot be read."));
  if (facts->count == 0)
    return g_strdup (_ ("Nothing of yours has failed on this machine"));

  last = sublet_format_time (facts->time_us, facts->now_us);
  /* TRANSLATORS: how many rentals failed, and when the last did, as in "Mon 14:02" */
  return g_strdup_printf (ngettext ("%1$u rental of yours failed on this machine, %2$s.",
                                    "%1$u rentals of yours failed on this machine, last %2$s.",
                                    facts->count),
                          facts->count,
                          last);
}

/**
 * sublet_rent_text_machine:
 * @facts: the line about what the machine did before
 *
 * Returns: (transfer full): how often something went wrong on it, and what was found there
 */
char *
sublet_rent_text_machine (const SubletRentCheckFacts *facts)
{
  g_autofree char *failures = dup_failures (facts);
  g_autofree char *checked = NULL;

  if (facts->report == NULL)
    return g_steal_pointer (&failures);

  checked = sublet_runtime_text_dup_machine_note (facts->report, facts->clock);
  if (facts->count == 0 && facts->error == NULL)
    return g_steal_pointer (&checked);

  /* TRANSLATORS: two sentences; the first ends with a full stop */
  return g_strdup_printf (_ ("%1$s %2$s"), failures, checked);
}
