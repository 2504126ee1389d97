/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/runtime/sublet-version-range.h"

/* What the person wants of packages: of those that are looked at anyway, and of others. */

static const struct
{
  const char *name;
  SubletRuntimeTopic topic;
} topics[] = {
  { "python", SUBLET_RUNTIME_TOPIC_PYTHON },
  { "torch", SUBLET_RUNTIME_TOPIC_TORCH },
  { "flash-attn", SUBLET_RUNTIME_TOPIC_FLASH_ATTN },
  { "xformers", SUBLET_RUNTIME_TOPIC_XFORMERS },
  { "bitsandbytes", SUBLET_RUNTIME_TOPIC_BITSANDBYTES },
  { "triton", SUBLET_RUNTIME_TOPIC_TRITON },
};

/**
 * sublet_runtime_package_get_topic: (skip)
 * @package: what the person wants
 *
 * Returns: what it is a wish about; SUBLET_RUNTIME_N_TOPICS: something else
 */
SubletRuntimeTopic
sublet_runtime_package_get_topic (const SubletRuntimePackage *package)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (sublet_runtime_package_names_equal (topics[i].name, package->name))
        return topics[i].topic;
    }

  return SUBLET_RUNTIME_N_TOPICS;
}

/**
 * sublet_runtime_package_is_asked: (skip)
 * @package: what the person wants
 *
 * Returns: whether the script gets its name
 */
bool
sublet_runtime_package_is_asked (const SubletRuntimePackage *package)
{
  return sublet_runtime_package_check (package) == SUBLET_RUNTIME_PACKAGE_FINE &&
         sublet_runtime_package_get_topic (package) == SUBLET_RUNTIME_N_TOPICS;
}

static void
judge_version (SubletRuntimeItem *item,
               const SubletRuntimePackage *package,
               SubletRuntimeVerdict failed)
{
  SubletVersionMatch match = SUBLET_VERSION_MATCH_UNKNOWN;

  if (*package->range == '\0')
    return;
  if (item->value != NULL)
    match = sublet_version_range_match (package->range, item->value);
  if (match == SUBLET_VERSION_MATCH_INSIDE)
    return;

  if (match == SUBLET_VERSION_MATCH_OUTSIDE)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_VERSION, failed);
  else
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  g_free (item->detail);
  item->detail = g_strdup_printf ("%s%s is wanted", package->name, package->range);
}

static void
judge_wish (SubletRuntimeItem *item, const SubletRuntimePackage *package)
{
  SubletRuntimeVerdict failed = package->required ? SUBLET_RUNTIME_VERDICT_UNFIT
                                                  : SUBLET_RUNTIME_VERDICT_GAPS;

  switch (item->finding)
    {
    case SUBLET_RUNTIME_FINDING_FINE:
      judge_version (item, package, failed);
      break;

    case SUBLET_RUNTIME_FINDING_MISSING:
    case SUBLET_RUNTIME_FINDING_BROKEN:
      item->verdict = MAX (item->verdict, failed);
      break;

    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_FEWER:
    case SUBLET_RUNTIME_FINDING_OTHER:
    case SUBLET_RUNTIME_FINDING_LESS:
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
    case SUBLET_RUNTIME_FINDING_TOO_OLD:
    case SUBLET_RUNTIME_FINDING_VERSION:
    case SUBLET_RUNTIME_FINDING_SKIPPED:
    default:
      break;
    }
}

/**
 * sublet_runtime_judge_wishes: (skip)
 * @report: with its topics judged
 * @answers: what the machine said
 * @packages: (nullable) (element-type SubletRuntimePackage): those that the script was made with
 */
void
sublet_runtime_judge_wishes (SubletRuntimeReport *report,
                             const SubletRuntimeAnswers *answers,
                             GPtrArray *packages)
{
  const SubletRuntimeAnswer *python = &answers->answers[SUBLET_RUNTIME_QUESTION_PYTHON];
  guint i;

  for (i = 0; packages != NULL && i < packages->len; i++)
    {
      const SubletRuntimePackage *package = g_ptr_array_index (packages, i);
      SubletRuntimeTopic topic = sublet_runtime_package_get_topic (package);
      SubletRuntimeFound *found;

      if (topic != SUBLET_RUNTIME_N_TOPICS)
        {
          judge_wish (&report->items[topic], package);
          continue;
        }
      if (!sublet_runtime_package_is_asked (package) ||
          report->packages->len == G_N_ELEMENTS (answers->packages))
        continue;

      found = sublet_runtime_found_new (package);
      sublet_runtime_judge_import (&found->item,
                                   &answers->packages[report->packages->len],
                                   python,
                                   SUBLET_RUNTIME_VERDICT_GAPS,
                                   SUBLET_RUNTIME_VERDICT_GAPS);
      judge_wish (&found->item, package);
      g_ptr_array_add (report->packages, found);
    }
}
