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
  gint64 local_us =
    sublet_runtime_report_get_at_us (report) - sublet_clock_get_service_offset_us (clock);
  g_autofree char *time = sublet_format_time (local_us, sublet_clock_get_wall_us (clock));

  /* TRANSLATORS: %s is a time, as in "14:06" or "Mon 14:06" */
  return g_strdup_printf (_ ("Checked at %s"), time);
}

/**
 * sublet_runtime_text_dup_machine_note:
 * @report: what was found when something on a machine was last looked at
 * @now_us: service time
 *
 * Returns: (transfer full): when, and what
 */
char *
sublet_runtime_text_dup_machine_note (const SubletRuntimeReport *report, gint64 now_us)
{
  g_autofree char *headline = sublet_runtime_text_dup_headline (report);
  g_autofree char *time = sublet_format_time (sublet_runtime_report_get_at_us (report), now_us);

  /* TRANSLATORS: %1$s is a time, as in "14:06", "Mon 14:06" or "12 Nov"; %2$s what was found then,
   * as in "Fit for work" or "Not fit: PyTorch is broken" */
  return g_strdup_printf (_ ("Checked by you, %1$s: %2$s"), time, headline);
}
