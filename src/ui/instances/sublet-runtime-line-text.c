/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-text-private.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* Lines about what the machine was not rented for, and about the person's packages. */

char *
sublet_runtime_text_dup_toolkit_line (const SubletRuntimeReport *report)
{
  const SubletRuntimeItem *item =
    sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_TOOLKIT);

  if (item->finding == SUBLET_RUNTIME_FINDING_MISSING)
    return g_strdup (_ ("Nothing here is built with CUDA"));
  if (item->value == NULL)
    return g_strdup (_ ("Which CUDA programs are built with is not known"));

  /* TRANSLATORS: %s is a version, as in "12.6" */
  return g_strdup_printf (_ ("Programs are built with CUDA %s"), item->value);
}

/* "3.1 GB/s"; NULL when it was not measured */
static char *
dup_disk_speed (const SubletRuntimeItem *item)
{
  double mbps = item->value == NULL ? 0 : g_ascii_strtod (item->value, NULL);
  g_autofree char *number = NULL;

  if (!(mbps > 0))
    return NULL;
  if (mbps < 1000)
    {
      number = sublet_format_number (mbps, 0);
      /* TRANSLATORS: megabytes a second; a no-break space */
      return g_strdup_printf (_ ("%s\u00a0MB/s"), number);
    }
  number = sublet_format_number (mbps / 1000, 1);
  /* TRANSLATORS: gigabytes a second; a no-break space */
  return g_strdup_printf (_ ("%s\u00a0GB/s"), number);
}

/* "62 GB"; NULL when it is not known */
static char *
dup_free (const SubletRuntimeItem *item)
{
  double gb = item->value == NULL ? 0 : g_ascii_strtod (item->value, NULL) / 1024;
  g_autofree char *number = NULL;

  if (item->value == NULL)
    return NULL;
  number = sublet_format_number (gb, gb < 10 ? 1 : 0);

  /* TRANSLATORS: room on a disk, as in "24 GB"; the blank is a no-break space */
  return g_strdup_printf (_ ("%s\u00a0GB"), number);
}

char *
sublet_runtime_text_dup_disk_line (const SubletRuntimeReport *report)
{
  const SubletRuntimeItem *space =
    sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_SPACE);
  const SubletRuntimeItem *disk =
    sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_DISK);
  g_autofree char *room = dup_free (space);
  g_autofree char *speed = dup_disk_speed (disk);

  if (room == NULL)
    return g_strdup (_ ("How much of the disk is free is not known"));
  if (space->finding == SUBLET_RUNTIME_FINDING_LESS)
    /* TRANSLATORS: %s is room on a disk, as in "0.4 GB" */
    return g_strdup_printf (_ ("Only %s of the disk are free"), room);
  if (speed != NULL)
    /* TRANSLATORS: how fast a disk is written and its room, as in "3.1 GB/s" and "62 GB" */
    return g_strdup_printf (_ ("Disk %1$s, %2$s free"), speed, room);
  if (disk->finding == SUBLET_RUNTIME_FINDING_SKIPPED)
    /* TRANSLATORS: %s is room on a disk, as in "62 GB" */
    return g_strdup_printf (_ ("%s of the disk are free"), room);

  /* TRANSLATORS: %s is room on a disk, as in "62 GB" */
  return g_strdup_printf (_ ("%s of the disk are free, its speed could not be measured"), room);
}

char *
sublet_runtime_text_dup_network_line (const SubletRuntimeReport *report)
{
  const SubletRuntimeItem *item =
    sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_NETWORK);
  g_autofree char *number = NULL;

  if (item->finding == SUBLET_RUNTIME_FINDING_SKIPPED)
    return g_strdup (_ ("The network was not measured"));
  if (item->value == NULL)
    return g_strdup (_ ("The network could not be measured"));

  number = sublet_format_number (g_ascii_strtod (item->value, NULL), 0);
  /* TRANSLATORS: megabits a second; a no-break space */
  return g_strdup_printf (_ ("Network %s\u00a0Mb/s"), number);
}

char *
sublet_runtime_text_dup_package_line (const SubletRuntimeFound *found)
{
  if (found->item.finding != SUBLET_RUNTIME_FINDING_FINE)
    return sublet_runtime_text_dup_package_problem (found);
  if (found->item.value == NULL)
    return g_strdup (found->package->name);

  /* TRANSLATORS: a program and its version, as in "Python 3.11" */
  return g_strdup_printf (_ ("%1$s %2$s"), found->package->name, found->item.value);
}
