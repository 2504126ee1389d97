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
};

/* Of a program or a package that is not as it should be; also after "Not fit:". */
static char *
dup_program_problem (SubletRuntimeTopic topic, SubletRuntimeFinding finding)
{
  switch (finding)
    {
    case SUBLET_RUNTIME_FINDING_MISSING:
      /* TRANSLATORS: %s is a program's name, as in "PyTorch"; also after "Not fit:" */
      return g_strdup_printf (_ ("%s is missing"), names[topic]);
    case SUBLET_RUNTIME_FINDING_BROKEN:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s is broken"), names[topic]);
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s sees no GPU"), names[topic]);
    case SUBLET_RUNTIME_FINDING_FINE:
    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_FEWER:
    case SUBLET_RUNTIME_FINDING_OTHER:
    case SUBLET_RUNTIME_FINDING_LESS:
    default:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s could not be checked"), names[topic]);
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
      return g_strdup (_ ("less GPU memory than was rented"));
    case SUBLET_RUNTIME_FINDING_MISSING:
      return g_strdup (_ ("there is no NVIDIA driver"));
    case SUBLET_RUNTIME_FINDING_BROKEN:
      return g_strdup (topic == SUBLET_RUNTIME_TOPIC_DRIVER ? _ ("the NVIDIA driver fails")
                                                            : _ ("something is wrong with a GPU"));
    case SUBLET_RUNTIME_FINDING_FINE:
    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
    default:
      return g_strdup (topic == SUBLET_RUNTIME_TOPIC_CUDA ? _ ("the CUDA version is not known")
                                                          : _ ("the GPUs could not be read"));
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

  return names[topic] != NULL ? dup_program_problem (topic, finding)
                              : dup_hardware_problem (topic, finding);
}

/* The first thing to blame: what comes after it mostly follows from it. The two packages stand side
 * by side, and neither follows from the other: both are named. */
static char *
dup_blame (const SubletRuntimeReport *report, SubletRuntimeVerdict verdict)
{
  SubletRuntimeTopic topic = 0;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  while (sublet_runtime_report_get_item (report, topic)->verdict != verdict)
    topic++;
  first = sublet_runtime_text_dup_problem (report, topic);
  if (topic != SUBLET_RUNTIME_TOPIC_FLASH_ATTN ||
      sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_XFORMERS)->verdict != verdict)
    return g_steal_pointer (&first);

  second = sublet_runtime_text_dup_problem (report, SUBLET_RUNTIME_TOPIC_XFORMERS);
  /* TRANSLATORS: two problems, as in "flash_attn is broken, xformers is missing" */
  return g_strdup_printf (_ ("%1$s, %2$s"), first, second);
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
  SubletRuntimeVerdict verdict = sublet_runtime_report_get_verdict (report);
  g_autofree char *problem = NULL;

  if (verdict == SUBLET_RUNTIME_VERDICT_FINE)
    return g_strdup (_ ("Fit for work"));

  problem = dup_blame (report, verdict);
  if (verdict == SUBLET_RUNTIME_VERDICT_GAPS)
    /* TRANSLATORS: %s is what is missing, as in "PyTorch is missing" */
    return g_strdup_printf (_ ("Fit, with gaps: %s"), problem);

  /* TRANSLATORS: %s is why, as in "PyTorch is broken" */
  return g_strdup_printf (_ ("Not fit: %s"), problem);
}
