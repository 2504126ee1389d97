/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-text.h"

#include <glib/gi18n.h>

/* Names of programs; not translated. */
static const char *const names[SUBLET_RUNTIME_N_TOPICS] = {
  [SUBLET_RUNTIME_TOPIC_PYTHON] = "Python",
  [SUBLET_RUNTIME_TOPIC_TORCH] = "PyTorch",
  [SUBLET_RUNTIME_TOPIC_FLASH_ATTN] = "flash_attn",
  [SUBLET_RUNTIME_TOPIC_XFORMERS] = "xformers",
  [SUBLET_RUNTIME_TOPIC_BITSANDBYTES] = "bitsandbytes",
  [SUBLET_RUNTIME_TOPIC_TRITON] = "triton",
};

/* Of a program or a package that is not as it should be; also after "Not fit:". */
static char *
dup_program_problem (const char *name, SubletRuntimeFinding finding)
{
  switch (finding)
    {
    case SUBLET_RUNTIME_FINDING_MISSING:
      /* TRANSLATORS: %s is a program's name, as in "PyTorch"; also after "Not fit:" */
      return g_strdup_printf (_ ("%s is missing"), name);
    case SUBLET_RUNTIME_FINDING_BROKEN:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s is broken"), name);
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s sees no GPU"), name);
    case SUBLET_RUNTIME_FINDING_VERSION:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s has another version than wanted"), name);
    case SUBLET_RUNTIME_FINDING_FINE:
    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_FEWER:
    case SUBLET_RUNTIME_FINDING_OTHER:
    case SUBLET_RUNTIME_FINDING_LESS:
    case SUBLET_RUNTIME_FINDING_TOO_OLD:
    case SUBLET_RUNTIME_FINDING_SKIPPED:
    default:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s could not be checked"), name);
    }
}

/* Of what has no finding that says more. */
static char *
dup_unknown (SubletRuntimeTopic topic)
{
  switch (topic)
    {
    case SUBLET_RUNTIME_TOPIC_CUDA:
      /* TRANSLATORS: after "Not fit:", as are all that follow */
      return g_strdup (_ ("the CUDA version is not known"));
    case SUBLET_RUNTIME_TOPIC_TOOLKIT:
      return g_strdup (_ ("the CUDA of programs is not known"));
    case SUBLET_RUNTIME_TOPIC_SPACE:
      return g_strdup (_ ("the free space is not known"));
    case SUBLET_RUNTIME_TOPIC_DISK:
      return g_strdup (_ ("the disk could not be measured"));
    case SUBLET_RUNTIME_TOPIC_NETWORK:
      return g_strdup (_ ("the network could not be measured"));
    case SUBLET_RUNTIME_TOPIC_DRIVER:
    case SUBLET_RUNTIME_TOPIC_GPUS:
    case SUBLET_RUNTIME_TOPIC_MEMORY:
    case SUBLET_RUNTIME_TOPIC_PYTHON:
    case SUBLET_RUNTIME_TOPIC_TORCH:
    case SUBLET_RUNTIME_TOPIC_FLASH_ATTN:
    case SUBLET_RUNTIME_TOPIC_XFORMERS:
    case SUBLET_RUNTIME_TOPIC_BITSANDBYTES:
    case SUBLET_RUNTIME_TOPIC_TRITON:
    case SUBLET_RUNTIME_N_TOPICS:
    default:
      return g_strdup (_ ("the GPUs could not be read"));
    }
}

/* A few words after "Not fit:", and not as a sentence of their own. */
static char *
dup_hardware_problem (SubletRuntimeTopic topic, SubletRuntimeFinding finding)
{
  switch (finding)
    {
    case SUBLET_RUNTIME_FINDING_FEWER:
      /* TRANSLATORS: after "Not fit:", as are all that follow */
      return g_strdup (_ ("fewer GPUs than were rented"));
    case SUBLET_RUNTIME_FINDING_OTHER:
      return g_strdup (_ ("another GPU than was rented"));
    case SUBLET_RUNTIME_FINDING_LESS:
      return g_strdup (topic == SUBLET_RUNTIME_TOPIC_SPACE ? _ ("the disk is full, or nearly")
                                                           : _ ("less GPU memory than was rented"));
    case SUBLET_RUNTIME_FINDING_TOO_OLD:
      return g_strdup (_ ("the driver is too old for the image's CUDA"));
    case SUBLET_RUNTIME_FINDING_MISSING:
      return g_strdup (_ ("there is no NVIDIA driver"));
    case SUBLET_RUNTIME_FINDING_BROKEN:
      if (topic == SUBLET_RUNTIME_TOPIC_DRIVER)
        return g_strdup (_ ("the NVIDIA driver fails"));
      if (topic == SUBLET_RUNTIME_TOPIC_GPUS)
        return g_strdup (_ ("something is wrong with a GPU"));
      return dup_unknown (topic);
    case SUBLET_RUNTIME_FINDING_FINE:
    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
    case SUBLET_RUNTIME_FINDING_VERSION:
    case SUBLET_RUNTIME_FINDING_SKIPPED:
    default:
      return dup_unknown (topic);
    }
}

/**
 * sublet_runtime_text_get_name:
 * @topic: what is looked at
 *
 * Returns: (transfer none) (nullable): the program's name; %NULL for what is no program
 */
const char *
sublet_runtime_text_get_name (SubletRuntimeTopic topic)
{
  g_return_val_if_fail ((gsize) topic < G_N_ELEMENTS (names), NULL);

  return names[topic];
}

/**
 * sublet_runtime_text_dup_problem:
 * @report: what was found
 * @topic: what is not as it should be
 *
 * Returns: (transfer full): why, in a few words
 */
char *
sublet_runtime_text_dup_problem (const SubletRuntimeReport *report, SubletRuntimeTopic topic)
{
  SubletRuntimeFinding finding = sublet_runtime_report_get_item (report, topic)->finding;

  return names[topic] != NULL ? dup_program_problem (names[topic], finding)
                              : dup_hardware_problem (topic, finding);
}

/**
 * sublet_runtime_text_dup_package_problem:
 * @found: a package that is not as it should be
 *
 * Returns: (transfer full): why, in a few words
 */
char *
sublet_runtime_text_dup_package_problem (const SubletRuntimeFound *found)
{
  return dup_program_problem (found->package->name, found->item.finding);
}

/* Where none of its kind is left: SUBLET_RUNTIME_N_TOPICS. */
static SubletRuntimeTopic
find_topic (const SubletRuntimeReport *report, SubletRuntimeVerdict verdict, guint from, guint end)
{
  guint topic = from;

  while (topic < end && sublet_runtime_report_get_item (report, topic)->verdict != verdict)
    topic++;

  return topic < end ? (SubletRuntimeTopic) topic : SUBLET_RUNTIME_N_TOPICS;
}

static char *
dup_package_blame (const SubletRuntimeReport *report, SubletRuntimeVerdict verdict)
{
  guint i = 0;

  while (sublet_runtime_report_get_package (report, i)->item.verdict != verdict)
    i++;

  return sublet_runtime_text_dup_package_problem (sublet_runtime_report_get_package (report, i));
}

/* The first thing to blame of the topics before @end, of the packages too where those are all: what
 * comes after it mostly follows from it. The packages beside PyTorch stand side by side, and none
 * follows from another: two are named. */
static char *
dup_blame (const SubletRuntimeReport *report, SubletRuntimeVerdict verdict, guint end)
{
  SubletRuntimeTopic topic = find_topic (report, verdict, 0, end);
  SubletRuntimeTopic other = SUBLET_RUNTIME_N_TOPICS;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (topic == SUBLET_RUNTIME_N_TOPICS)
    return dup_package_blame (report, verdict);

  first = sublet_runtime_text_dup_problem (report, topic);
  if (topic >= SUBLET_RUNTIME_TOPIC_FLASH_ATTN)
    other = find_topic (report, verdict, topic + 1, SUBLET_RUNTIME_TOPIC_TRITON + 1);
  if (other == SUBLET_RUNTIME_N_TOPICS)
    return g_steal_pointer (&first);

  second = sublet_runtime_text_dup_problem (report, other);
  /* TRANSLATORS: two problems, as in "flash_attn is broken, xformers is missing" */
  return g_strdup_printf (_ ("%1$s, %2$s"), first, second);
}

static char *
dup_verdict (const SubletRuntimeReport *report, SubletRuntimeVerdict verdict, guint end)
{
  g_autofree char *problem = NULL;

  if (verdict == SUBLET_RUNTIME_VERDICT_FINE)
    return g_strdup (_ ("Fit for work"));

  problem = dup_blame (report, verdict, end);
  if (verdict == SUBLET_RUNTIME_VERDICT_GAPS)
    /* TRANSLATORS: %s is what is missing, as in "PyTorch is missing" */
    return g_strdup_printf (_ ("Fit, with gaps: %s"), problem);

  /* TRANSLATORS: %s is why, as in "PyTorch is broken" */
  return g_strdup_printf (_ ("Not fit: %s"), problem);
}

/**
 * sublet_runtime_text_dup_headline:
 * @report: what was found
 *
 * Returns: (transfer full): the whole of it: its verdict, and what is to blame
 */
char *
sublet_runtime_text_dup_headline (const SubletRuntimeReport *report)
{
  return dup_verdict (report, sublet_runtime_report_get_verdict (report), SUBLET_RUNTIME_N_TOPICS);
}

/**
 * sublet_runtime_text_dup_machine_headline:
 * @report: what was found
 *
 * Returns: (transfer full): the same of the machine alone, which stays when another image runs
 */
char *
sublet_runtime_text_dup_machine_headline (const SubletRuntimeReport *report)
{
  return dup_verdict (report,
                      sublet_runtime_report_get_machine_verdict (report),
                      SUBLET_RUNTIME_TOPIC_MEMORY + 1);
}

/**
 * sublet_runtime_text_dup_image_problem:
 * @report: what was found
 *
 * Returns: (transfer full) (nullable): what is to blame of the image, in a few words, where it was
 *   found to be worse than its machine; what is as bad may follow from that
 */
char *
sublet_runtime_text_dup_image_problem (const SubletRuntimeReport *report)
{
  SubletRuntimeVerdict verdict = sublet_runtime_report_get_verdict (report);

  return verdict > sublet_runtime_report_get_machine_verdict (report)
           ? dup_blame (report, verdict, SUBLET_RUNTIME_N_TOPICS)
           : NULL;
}
