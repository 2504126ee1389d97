/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include <string.h>

static void
set (SubletRuntimeItem *item, SubletRuntimeFinding finding, SubletRuntimeVerdict verdict)
{
  item->finding = finding;
  item->verdict = verdict;
}

/* NULL for what says nothing. */
static char *
dup_word (const SubletRuntimeAnswer *answer, const char *word)
{
  const char *text = sublet_runtime_answer_get_word (answer, word);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* Without a Python nothing is asked of its packages; an answer that was lost is something else. */
static bool
is_missing (const SubletRuntimeAnswer *answer, const SubletRuntimeAnswer *python)
{
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
  item->value = dup_word (answer, "version");
  if (g_strcmp0 (answer->end, "absent") == 0)
    set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!answer->asked || (sublet_runtime_answer_succeeded (answer) && item->value == NULL))
    set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!sublet_runtime_answer_succeeded (answer))
    set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_GAPS);
  /* The one that is nobody's any more. */
  else if (g_str_has_prefix (item->value, "2."))
    set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_GAPS);

  item->detail = item->verdict == SUBLET_RUNTIME_VERDICT_FINE
                   ? dup_word (answer, "path")
                   : sublet_runtime_answer_dup_complaint (answer);
}

/* Whether it is there, and was imported; otherwise the item is judged. */
static bool
judge_import (SubletRuntimeItem *item,
              const SubletRuntimeAnswer *answer,
              const SubletRuntimeAnswer *python,
              SubletRuntimeVerdict missing,
              SubletRuntimeVerdict broken)
{
  item->value = dup_word (answer, "version");
  if (is_missing (answer, python))
    set (item, SUBLET_RUNTIME_FINDING_MISSING, missing);
  else if (!answer->asked)
    set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (sublet_runtime_answer_get_word (answer, "imported") != NULL)
    return true;
  else
    {
      item->detail = sublet_runtime_answer_dup_complaint (answer);
      /* A first import reads gigabytes, and a disk may be slow. */
      if (is_late (answer) && sublet_runtime_answer_get_word (answer, "available") == NULL)
        set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
      else if (sublet_runtime_answer_succeeded (answer) &&
               sublet_runtime_answer_get_word (answer, "error") == NULL)
        set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
      else
        set (item, SUBLET_RUNTIME_FINDING_BROKEN, broken);
    }

  return false;
}

/* The reason that PyTorch gives is a warning; without one it says what it was built for. */
static char *
dup_no_cuda (const SubletRuntimeAnswer *answer)
{
  const char *cuda = sublet_runtime_answer_get_word (answer, "cuda");
  char *warning = dup_word (answer, "warning");

  if (warning != NULL || cuda == NULL)
    return warning;
  if (g_str_equal (cuda, "None"))
    return g_strdup ("built without CUDA");

  return g_strdup_printf ("built for CUDA %.40s", cuda);
}

static void
judge_torch (SubletRuntimeItem *item,
             const SubletRuntimeAnswer *answer,
             const SubletRuntimeAnswer *python)
{
  const char *available = sublet_runtime_answer_get_word (answer, "available");
  const char *product = sublet_runtime_answer_get_word (answer, "product");

  if (!judge_import (item,
                     answer,
                     python,
                     SUBLET_RUNTIME_VERDICT_GAPS,
                     SUBLET_RUNTIME_VERDICT_UNFIT))
    return;

  if (g_strcmp0 (available, "False") == 0)
    {
      set (item, SUBLET_RUNTIME_FINDING_NO_CUDA, SUBLET_RUNTIME_VERDICT_UNFIT);
      item->detail = dup_no_cuda (answer);
    }
  else if (g_strcmp0 (available, "True") != 0 || product == NULL)
    set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (!g_str_equal (product, "right"))
    {
      set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_UNFIT);
      item->detail = g_strdup_printf ("1048576 came out as %.40s", product);
    }
}

/**
 * sublet_runtime_judge_packages: (skip)
 * @items: of a report without texts, by topic
 * @answers: what the machine said
 *
 * Many jobs want PyTorch; the two packages beside it are looked at because they are easily built
 * for another one.
 */
void
sublet_runtime_judge_packages (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers)
{
  const SubletRuntimeAnswer *python = &answers->answers[SUBLET_RUNTIME_QUESTION_PYTHON];

  judge_python (&items[SUBLET_RUNTIME_TOPIC_PYTHON], python);
  judge_torch (&items[SUBLET_RUNTIME_TOPIC_TORCH],
               &answers->answers[SUBLET_RUNTIME_QUESTION_TORCH],
               python);
  judge_import (&items[SUBLET_RUNTIME_TOPIC_FLASH_ATTN],
                &answers->answers[SUBLET_RUNTIME_QUESTION_FLASH_ATTN],
                python,
                SUBLET_RUNTIME_VERDICT_FINE,
                SUBLET_RUNTIME_VERDICT_GAPS);
  judge_import (&items[SUBLET_RUNTIME_TOPIC_XFORMERS],
                &answers->answers[SUBLET_RUNTIME_QUESTION_XFORMERS],
                python,
                SUBLET_RUNTIME_VERDICT_FINE,
                SUBLET_RUNTIME_VERDICT_GAPS);
}
