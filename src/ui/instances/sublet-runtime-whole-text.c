/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-text.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_runtime_text_dup_all:
 * @report: what was found
 * @clock: what time it is
 *
 * Returns: (transfer full): all that is shown, and what stands behind *Details*
 */
char *
sublet_runtime_text_dup_all (const SubletRuntimeReport *report, SubletClock *clock)
{
  GString *text = g_string_new (NULL);
  g_autofree char *headline = sublet_runtime_text_dup_headline (report);
  g_autofree char *age = sublet_runtime_text_dup_age (report, clock);
  guint i;

  g_string_append_printf (text, "%s\n%s\n", headline, age);
  for (i = 0; i < sublet_runtime_text_get_n_lines (report); i++)
    {
      g_autofree char *sentence = NULL;
      g_autofree char *value = NULL;
      const char *detail;

      if (!sublet_runtime_text_has_line (report, (SubletRuntimeLine) i))
        continue;
      sentence = sublet_runtime_text_dup_sentence (report, (SubletRuntimeLine) i);
      value = sublet_runtime_text_dup_value (report, (SubletRuntimeLine) i);
      detail = sublet_runtime_text_get_detail (report, (SubletRuntimeLine) i);
      g_string_append_printf (text, "\n%s", sentence);
      if (value != NULL)
        g_string_append_printf (text, " (%s)", value);
      if (detail != NULL)
        g_string_append_printf (text, "\n  %s", detail);
    }
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

/* As this computer's clock has it. */
static char *
dup_time (const SubletRuntimeReport *report, SubletClock *clock)
{
  return sublet_format_time (sublet_runtime_report_get_at_us (report) -
                               sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
}

/**
 * sublet_runtime_text_dup_age:
 * @report: what was found
 * @clock: what time it is
 *
 * Returns: (transfer full): when it was found
 */
char *
sublet_runtime_text_dup_age (const SubletRuntimeReport *report, SubletClock *clock)
{
  g_autofree char *time = dup_time (report, clock);

  /* TRANSLATORS: %s is a time, as in "14:06" or "Mon 14:06" */
  return g_strdup_printf (_ ("Checked at %s"), time);
}

/**
 * sublet_runtime_text_dup_machine_note:
 * @report: what was found when something on a machine was last looked at
 * @clock: what time it is
 *
 * A machine is not blamed for the image that ran on it then, as the checks before renting do not.
 *
 * Returns: (transfer full): when, and what; of the image only as a second fact
 */
char *
sublet_runtime_text_dup_machine_note (const SubletRuntimeReport *report, SubletClock *clock)
{
  g_autofree char *headline = sublet_runtime_text_dup_machine_headline (report);
  g_autofree char *problem = sublet_runtime_text_dup_image_problem (report);
  g_autofree char *time = dup_time (report, clock);
  g_autofree char *note = NULL;

  /* TRANSLATORS: %1$s is a time, as in "14:06", "Mon 14:06" or "12 Nov"; %2$s what was found then,
   * as in "Fit for work" or "Not fit: fewer GPUs than were rented" */
  note = g_strdup_printf (_ ("Checked by you, %1$s: %2$s"), time, headline);
  if (problem == NULL)
    return g_steal_pointer (&note);

  /* TRANSLATORS: %1$s is what was found on a machine, as in "Checked by you, 14:06: Fit for work",
   * %2$s what was wrong with the image that ran there, as in "PyTorch is broken" */
  return g_strdup_printf (_ ("%1$s. The image then: %2$s"), note, problem);
}
