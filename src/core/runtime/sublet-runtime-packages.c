/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include <string.h>

/* The one that is nobody's any more; what asks for packages does not run in it. */
static bool
is_python_2 (const SubletRuntimeAnswer *python)
{
  const char *version = sublet_runtime_answer_get_word (python, "version");

  return version != NULL && g_str_has_prefix (version, "2.");
}

/* Without a Python nothing is asked of its packages; an answer that was lost is something else. */
static bool
is_missing (const SubletRuntimeAnswer *answer, const SubletRuntimeAnswer *python)
{
  if (is_python_2 (python))
    return true;
  if (!answer->asked)
    return g_strcmp0 (python->end, "absent") == 0;

  return sublet_runtime_answer_get_word (answer, "missing") != NULL;
}

static bool
is_late (const SubletRuntimeAnswer *answer)
{
  return answer->asked && (answer->end == NULL || g_str_equal (answer->end, "late"));
}

static void
judge_python (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  item->value = sublet_runtime_answer_dup_word (answer, "version");
  if (g_strcmp0 (answer->end, "absent") == 0)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!answer->asked || (sublet_runtime_answer_succeeded (answer) && item->value == NULL))
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!sublet_runtime_answer_succeeded (answer))
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (is_python_2 (answer))
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_GAPS);

  item->detail = item->verdict == SUBLET_RUNTIME_VERDICT_FINE
                   ? sublet_runtime_answer_dup_word (answer, "path")
                   : sublet_runtime_answer_dup_complaint (answer);
}

/**
 * sublet_runtime_judge_import: (skip)
 * @item: without texts
 * @answer: what was said of it
 * @python: what was said of Python
 * @missing: how bad it is when it is not there
 * @broken: how bad it is when it cannot be imported
 *
 * Returns: whether it is there, and was imported; otherwise the item is judged
 */
bool
sublet_runtime_judge_import (SubletRuntimeItem *item,
                             const SubletRuntimeAnswer *answer,
                             const SubletRuntimeAnswer *python,
                             SubletRuntimeVerdict missing,
                             SubletRuntimeVerdict broken)
{
  item->value = sublet_runtime_answer_dup_word (answer, "version");
  if (is_missing (answer, python))
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_MISSING, missing);
  else if (!answer->asked)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (sublet_runtime_answer_get_word (answer, "imported") != NULL)
    return true;
  else
    {
      item->detail = sublet_runtime_answer_dup_complaint (answer);
      /* A first import reads gigabytes, and a disk may be slow. */
      if (is_late (answer) && sublet_runtime_answer_get_word (answer, "available") == NULL)
        sublet_runtime_item_set (item,
                                 SUBLET_RUNTIME_FINDING_UNREADABLE,
                                 SUBLET_RUNTIME_VERDICT_GAPS);
      else if (sublet_runtime_answer_succeeded (answer) &&
               sublet_runtime_answer_get_word (answer, "error") == NULL)
        sublet_runtime_item_set (item,
                                 SUBLET_RUNTIME_FINDING_UNREADABLE,
                                 SUBLET_RUNTIME_VERDICT_GAPS);
      else
        sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_BROKEN, broken);
    }

  return false;
}

/* The reason that PyTorch gives is a warning; without one it says what it was built for. */
static char *
dup_no_cuda (const SubletRuntimeAnswer *answer)
{
  const char *cuda = sublet_runtime_answer_get_word (answer, "cuda");
  char *warning = sublet_runtime_answer_dup_word (answer, "warning");

  if (warning != NULL || cuda == NULL)
    return warning;
  if (g_str_equal (cuda, "None"))
    return g_strdup ("built without CUDA");

  return g_strdup_printf ("built for CUDA %.40s", cuda);
}

/* 0: not told. */
static gint64
get_duration_ms (const SubletRuntimeAnswer *answer)
{
  const char *text = sublet_runtime_answer_get_word (answer, "seconds");
  double seconds = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return seconds > 0 && seconds < 1000 ? (gint64) (seconds * 1000 + 0.5) : 0;
}

static void
judge_torch (SubletRuntimeItem *item,
             const SubletRuntimeAnswer *answer,
             const SubletRuntimeAnswer *python)
{
  const char *available = sublet_runtime_answer_get_word (answer, "available");
  const char *product = sublet_runtime_answer_get_word (answer, "product");

  if (!sublet_runtime_judge_import (item,
                                    answer,
                                    python,
                                    SUBLET_RUNTIME_VERDICT_GAPS,
                                    SUBLET_RUNTIME_VERDICT_UNFIT))
    return;

  if (g_strcmp0 (available, "False") == 0)
    {
      sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_NO_CUDA, SUBLET_RUNTIME_VERDICT_UNFIT);
      item->detail = dup_no_cuda (answer);
    }
  else if (g_strcmp0 (available, "True") != 0 || product == NULL)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!g_str_equal (product, "right"))
    {
      sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_UNFIT);
      item->detail = g_strdup_printf ("1048576 came out as %.40s", product);
    }
  item->duration_ms = get_duration_ms (answer);
}

/**
 * sublet_runtime_judge_packages: (skip)
 * @items: of a report without texts, by topic
 * @answers: what the machine said
 *
 * Many jobs want PyTorch; the packages beside it are looked at because they are easily built for
 * another one.
 */
void
sublet_runtime_judge_packages (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers)
{
  static const struct
  {
    SubletRuntimeTopic topic;
    SubletRuntimeQuestion question;
  } optional[] = {
    { SUBLET_RUNTIME_TOPIC_FLASH_ATTN, SUBLET_RUNTIME_QUESTION_FLASH_ATTN },
    { SUBLET_RUNTIME_TOPIC_XFORMERS, SUBLET_RUNTIME_QUESTION_XFORMERS },
    { SUBLET_RUNTIME_TOPIC_BITSANDBYTES, SUBLET_RUNTIME_QUESTION_BITSANDBYTES },
    { SUBLET_RUNTIME_TOPIC_TRITON, SUBLET_RUNTIME_QUESTION_TRITON },
  };
  const SubletRuntimeAnswer *python = &answers->answers[SUBLET_RUNTIME_QUESTION_PYTHON];
  gsize i;

  judge_python (&items[SUBLET_RUNTIME_TOPIC_PYTHON], python);
  judge_torch (&items[SUBLET_RUNTIME_TOPIC_TORCH],
               &answers->answers[SUBLET_RUNTIME_QUESTION_TORCH],
               python);
  for (i = 0; i < G_N_ELEMENTS (optional); i++)
    sublet_runtime_judge_import (&items[optional[i].topic],
                                 &answers->answers[optional[i].question],
                                 python,
                                 SUBLET_RUNTIME_VERDICT_FINE,
                                 SUBLET_RUNTIME_VERDICT_GAPS);
}
