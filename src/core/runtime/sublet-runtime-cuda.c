/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include <stdlib.h>
#include <string.h>

/* The CUDA that the driver can do, and the one that programs here are built with. */

/**
 * sublet_runtime_text_is_version: (skip)
 * @text: what somebody said
 *
 * Returns: whether it is numbers with points between them
 */
bool
sublet_runtime_text_is_version (const char *text)
{
  return g_ascii_isdigit (*text) && strchr (text, '.') != NULL &&
         text[strspn (text, "0123456789.")] == '\0';
}

/* Above nvidia-smi's table; "N/A" and "ERR!" where the driver's library is missing. */
static void
judge_driver (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer)
{
  static const char title[] = "CUDA Version:";
  guint i;

  sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  for (i = 0; i < answer->lines->len; i++)
    {
      const char *at = strstr (g_ptr_array_index (answer->lines, i), title);

      if (at == NULL)
        continue;
      at += strlen (title);
      at += strspn (at, " ");
      item->value = g_strndup (at, strcspn (at, " |"));
      if (sublet_runtime_text_is_version (item->value))
        {
          sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_FINE, SUBLET_RUNTIME_VERDICT_FINE);
          return;
        }
      item->detail = g_steal_pointer (&item->value);
      return;
    }
}

/* (nullable): "12.4" */
static const char *
get_version (const SubletRuntimeAnswer *answer, const char *word)
{
  const char *text = sublet_runtime_answer_get_word (answer, word);

  return text != NULL && sublet_runtime_text_is_version (text) ? text : NULL;
}

static void
add (GString *text, const char *who, const char *version)
{
  if (version != NULL)
    g_string_append_printf (text, "%s%s %.40s", text->len > 0 ? ", " : "", who, version);
}

/* PyTorch brings its own; that one runs what most people run. */
static void
judge_toolkit (SubletRuntimeItem *item, const SubletRuntimeAnswers *answers)
{
  const SubletRuntimeAnswer *answer = &answers->answers[SUBLET_RUNTIME_QUESTION_TOOLKIT];
  const char *torch = get_version (&answers->answers[SUBLET_RUNTIME_QUESTION_TORCH], "cuda");
  const char *library = get_version (answer, "library");
  const char *nvcc = get_version (answer, "nvcc");
  g_autoptr (GString) all = g_string_new (NULL);

  add (all, "PyTorch", torch);
  add (all, "libcudart", library);
  add (all, "nvcc", nvcc);
  if (all->len > 0)
    {
      item->value = g_strdup (torch != NULL ? torch : library != NULL ? library : nvcc);
      item->detail = g_strdup (all->str);
    }
  else if (answer->asked && sublet_runtime_answer_succeeded (answer))
    {
      sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_FINE);
    }
  else
    {
      sublet_runtime_item_set (item,
                               SUBLET_RUNTIME_FINDING_UNREADABLE,
                               SUBLET_RUNTIME_VERDICT_GAPS);
      item->detail = sublet_runtime_answer_dup_complaint (answer);
    }
}

/* Within a major version an older driver mostly does. Source: NVIDIA, "CUDA Compatibility". */
static void
compare (SubletRuntimeItem *driver, const SubletRuntimeItem *toolkit)
{
  char *driver_rest;
  char *toolkit_rest;
  long driver_major;
  long toolkit_major;
  bool older;

  if (driver->value == NULL || toolkit->value == NULL)
    return;
  driver_major = strtol (driver->value, &driver_rest, 10);
  toolkit_major = strtol (toolkit->value, &toolkit_rest, 10);
  older = driver_major < toolkit_major ||
          (driver_major == toolkit_major &&
           strtol (driver_rest + 1, NULL, 10) < strtol (toolkit_rest + 1, NULL, 10));
  if (!older)
    return;

  sublet_runtime_item_set (driver,
                           SUBLET_RUNTIME_FINDING_TOO_OLD,
                           driver_major < toolkit_major ? SUBLET_RUNTIME_VERDICT_UNFIT
                                                        : SUBLET_RUNTIME_VERDICT_GAPS);
  driver->detail =
    g_strdup_printf ("the driver's CUDA is %.40s, programs here are built with %.40s",
                     driver->value,
                     toolkit->value);
}

/**
 * sublet_runtime_judge_cuda: (skip)
 * @items: of a report, by topic
 * @answers: what the machine said
 */
void
sublet_runtime_judge_cuda (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers)
{
  SubletRuntimeItem *driver = &items[SUBLET_RUNTIME_TOPIC_CUDA];

  judge_driver (driver, &answers->answers[SUBLET_RUNTIME_QUESTION_CUDA]);
  judge_toolkit (&items[SUBLET_RUNTIME_TOPIC_TOOLKIT], answers);
  compare (driver, &items[SUBLET_RUNTIME_TOPIC_TOOLKIT]);
}
