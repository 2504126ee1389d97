/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/base/sublet-plain-text.h"

#include <string.h>

/* Room on the disk, and how fast disk and network are. */

/* Below the one a job's first checkpoint may not fit, below the other nothing does. */
#define LITTLE_MIB 2048
#define NOTHING_MIB 64

/* Less than was asked for is no measure. */
#define LEAST_DISK_BYTES 1048576
#define LEAST_NETWORK_BYTES 100000

/* ---- room ---- */

/* "KIB FOLDER" of each; the least of them counts. */
static void
judge_space (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gint64 least_mib = G_MAXINT64;
  guint i;

  for (i = 0; i < answer->lines->len; i++)
    {
      const char *line = g_ptr_array_index (answer->lines, i);
      char *end;
      gint64 mib;

      if (!g_str_has_prefix (line, "=free ") || !g_ascii_isdigit (line[6]))
        continue;
      mib = (gint64) (g_ascii_strtoull (line + 6, &end, 10) / 1024);
      if (*end != ' ')
        continue;
      least_mib = MIN (least_mib, mib);
      g_string_append_printf (all,
                              "%s%s %" G_GINT64_FORMAT " MiB",
                              all->len > 0 ? ", " : "",
                              end + 1,
                              mib);
    }

  if (all->len == 0)
    {
      item->detail = sublet_runtime_answer_dup_complaint (answer);
      sublet_runtime_item_set (item,
                               SUBLET_RUNTIME_FINDING_UNREADABLE,
                               SUBLET_RUNTIME_VERDICT_GAPS);
      return;
    }

  item->value = g_strdup_printf ("%" G_GINT64_FORMAT " MiB", least_mib);
  item->detail = sublet_plain_text_new (all->str, all->len, SUBLET_RUNTIME_TEXT_BYTES);
  if (least_mib < LITTLE_MIB)
    sublet_runtime_item_set (item,
                             SUBLET_RUNTIME_FINDING_LESS,
                             least_mib < NOTHING_MIB ? SUBLET_RUNTIME_VERDICT_UNFIT
                                                     : SUBLET_RUNTIME_VERDICT_GAPS);
}

/* ---- the disk ---- */

/* "134217728 bytes (134 MB, 128 MiB) copied, 0.0432 s, 3.1 GB/s", in any dd's words; 0: nothing. */
static double
read_speed (const SubletRuntimeAnswer *answer, const char *word)
{
  const char *line = sublet_runtime_answer_get_word (answer, word);
  const char *time = line != NULL ? strstr (line, "copied, ") : NULL;
  guint64 bytes;
  double seconds;

  if (time == NULL)
    return 0;
  bytes = g_ascii_strtoull (line, NULL, 10);
  seconds = g_ascii_strtod (time + strlen ("copied, "), NULL);
  if (bytes < LEAST_DISK_BYTES || bytes > G_MAXUINT32 || !(seconds > 1e-6 && seconds < 1e4))
    return 0;

  return (double) bytes / seconds / 1e6;
}

static void
skip (SubletRuntimeItem *item, const char *why)
{
  sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_SKIPPED, SUBLET_RUNTIME_VERDICT_FINE);
  item->detail = g_strdup (why);
}

static void
fail (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  item->detail = sublet_runtime_answer_dup_complaint (answer);
  sublet_runtime_item_set (item,
                           item->detail != NULL ? SUBLET_RUNTIME_FINDING_BROKEN
                                                : SUBLET_RUNTIME_FINDING_UNREADABLE,
                           SUBLET_RUNTIME_VERDICT_GAPS);
}

static void
judge_disk (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  const char *skipped = sublet_runtime_answer_get_word (answer, "skipped");
  const char *folder = sublet_runtime_answer_get_word (answer, "folder");
  double write_mbps = read_speed (answer, "write");
  double read_mbps = read_speed (answer, "read");
  g_autoptr (GString) all = g_string_new (NULL);

  if (skipped != NULL)
    {
      skip (item, skipped);
      return;
    }
  if (write_mbps <= 0)
    {
      fail (item, answer);
      return;
    }

  item->value = g_strdup_printf ("%.0f MB/s", write_mbps);
  g_string_append_printf (all, "write %.0f MB/s", write_mbps);
  if (read_mbps > 0)
    g_string_append_printf (all, ", read %.0f MB/s", read_mbps);
  if (folder != NULL)
    g_string_append_printf (all, ", %s", folder);
  item->detail = sublet_plain_text_new (all->str, all->len, SUBLET_RUNTIME_TEXT_BYTES);
}

/**
 * sublet_runtime_judge_storage: (skip)
 * @items: of a report, by topic
 * @answers: what the machine said
 */
void
sublet_runtime_judge_storage (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers)
{
  judge_space (&items[SUBLET_RUNTIME_TOPIC_SPACE],
               &answers->answers[SUBLET_RUNTIME_QUESTION_SPACE]);
  judge_disk (&items[SUBLET_RUNTIME_TOPIC_DISK], &answers->answers[SUBLET_RUNTIME_QUESTION_DISK]);
}

/* ---- the network ---- */

static double
read_number (const SubletRuntimeAnswer *answer, const char *word)
{
  const char *text = sublet_runtime_answer_get_word (answer, word);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

/**
 * sublet_runtime_judge_network: (skip)
 * @item: of a report
 * @answer: what the machine said
 *
 * Not asked mostly, because it may cost money.
 */
void
sublet_runtime_judge_network (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  const char *skipped = sublet_runtime_answer_get_word (answer, "skipped");
  double bytes = read_number (answer, "bytes");
  double seconds = read_number (answer, "ended") - read_number (answer, "began");

  if (!answer->asked || skipped != NULL)
    {
      skip (item, skipped);
      return;
    }
  if (!(bytes >= LEAST_NETWORK_BYTES && bytes <= SUBLET_RUNTIME_NETWORK_BYTES) ||
      !(seconds >= 0 && seconds < 1000))
    {
      fail (item, answer);
      return;
    }

  /* The kernel tells hundredths. */
  item->value = g_strdup_printf ("%.0f Mb/s", bytes * 8 / MAX (seconds, 0.01) / 1e6);
  item->detail = g_strdup_printf ("%.1f MB in %.2f s", bytes / 1e6, seconds);
}
