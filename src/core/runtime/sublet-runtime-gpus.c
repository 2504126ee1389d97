/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/base/sublet-plain-text.h"

#include <math.h>
#include <string.h>

/* Of what was rented. The driver keeps some for itself, up to 6.25 % where the card checks its
 * memory, and the service's figure is MiB here and MB there. */
#define LEAST_MEMORY_RATIO 0.93

typedef struct
{
  char *name;
  double memory_mib; /* 0: not told */
  char *driver;
} Gpu;

static void
gpu_free (Gpu *gpu)
{
  g_free (gpu->name);
  g_free (gpu->driver);
  g_free (gpu);
}

/* "NAME, MEMORY, DRIVER"; NULL for anything else that was said. */
static Gpu *
read_gpu (const char *line)
{
  g_autofree char *copy = g_strdup (line);
  char *driver = strrchr (copy, ',');
  char *memory;
  Gpu *gpu;

  if (driver == NULL)
    return NULL;
  *driver++ = '\0';
  memory = strrchr (copy, ',');
  if (memory == NULL)
    return NULL;
  *memory++ = '\0';
  g_strstrip (copy);
  g_strstrip (driver);
  if (*copy == '\0' || !sublet_runtime_text_is_version (driver))
    return NULL;

  gpu = g_new0 (Gpu, 1);
  gpu->name = g_strdup (copy);
  gpu->driver = g_strdup (driver);
  gpu->memory_mib = g_ascii_strtod (memory, NULL);
  /* "[N/A]", "nan", a size that no card has */
  if (!(gpu->memory_mib >= 1 && gpu->memory_mib < 1e8))
    gpu->memory_mib = 0;

  return gpu;
}

static GPtrArray *
read_gpus (const SubletRuntimeAnswer *answer)
{
  GPtrArray *gpus = g_ptr_array_new_with_free_func ((GDestroyNotify) gpu_free);
  guint i;

  for (i = 0; i < answer->lines->len; i++)
    {
      Gpu *gpu = read_gpu (g_ptr_array_index (answer->lines, i));

      if (gpu != NULL)
        g_ptr_array_add (gpus, gpu);
    }

  return gpus;
}

static char *
dup_names (GPtrArray *gpus)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i, j;

  for (i = 0; i < gpus->len; i = j)
    {
      const Gpu *gpu = g_ptr_array_index (gpus, i);

      for (j = i + 1; j < gpus->len; j++)
        {
          if (!g_str_equal (((const Gpu *) g_ptr_array_index (gpus, j))->name, gpu->name))
            break;
        }
      if (i > 0)
        g_string_append (text, ", ");
      if (gpus->len > 1)
        g_string_append_printf (text, "%u × ", j - i);
      g_string_append (text, gpu->name);
    }

  return sublet_plain_text_new (text->str, text->len, SUBLET_RUNTIME_TEXT_BYTES);
}

static void
judge_driver (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer, GPtrArray *gpus)
{
  if (gpus->len > 0)
    {
      item->value = g_strdup (((const Gpu *) g_ptr_array_index (gpus, 0))->driver);
      return;
    }

  item->detail = sublet_runtime_answer_dup_complaint (answer);
  if (!answer->asked)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else if (g_strcmp0 (answer->end, "absent") == 0)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_MISSING, SUBLET_RUNTIME_VERDICT_UNFIT);
  else if (sublet_runtime_answer_succeeded (answer))
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_UNREADABLE, SUBLET_RUNTIME_VERDICT_GAPS);
  else
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_UNFIT);
}

/* What was said beside the cards, when it did not end well. */
static char *
dup_aside (const SubletRuntimeAnswer *answer)
{
  guint i;

  if (sublet_runtime_answer_succeeded (answer))
    return NULL;
  for (i = answer->lines->len; i > 0; i--)
    {
      const char *line = g_ptr_array_index (answer->lines, i - 1);
      Gpu *gpu = read_gpu (line);

      if (gpu == NULL)
        return g_strdup (line);
      gpu_free (gpu);
    }

  return g_strdup (answer->end == NULL ? "no end" : answer->end);
}

/* What a driver calls a card that is newer than itself. */
static bool
is_unknown_name (const char *name)
{
  return strstr (name, "Graphics Device") != NULL || strchr (name, '[') != NULL;
}

static void
judge_models (SubletRuntimeItem *item,
              const SubletRuntimeAnswer *answer,
              GPtrArray *gpus,
              const SubletRuntimeWish *wish)
{
  guint i;

  if (gpus->len == 0)
    {
      sublet_runtime_item_set (item,
                               SUBLET_RUNTIME_FINDING_UNREADABLE,
                               SUBLET_RUNTIME_VERDICT_GAPS);
      return;
    }

  item->value = dup_names (gpus);
  item->detail = dup_aside (answer);
  if (item->detail != NULL)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_BROKEN, SUBLET_RUNTIME_VERDICT_GAPS);
  for (i = 0; i < gpus->len && wish->gpu_name != NULL && *wish->gpu_name != '\0'; i++)
    {
      const Gpu *gpu = g_ptr_array_index (gpus, i);

      if (is_unknown_name (gpu->name))
        sublet_runtime_item_set (item,
                                 SUBLET_RUNTIME_FINDING_UNREADABLE,
                                 SUBLET_RUNTIME_VERDICT_GAPS);
      else if (!sublet_runtime_gpu_name_matches (wish->gpu_name, gpu->name))
        {
          sublet_runtime_item_set (item,
                                   SUBLET_RUNTIME_FINDING_OTHER,
                                   SUBLET_RUNTIME_VERDICT_UNFIT);
          return;
        }
    }

  if (wish->num_gpus > 0 && gpus->len < (guint) wish->num_gpus)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_FEWER, SUBLET_RUNTIME_VERDICT_UNFIT);
}

static void
judge_memory (SubletRuntimeItem *item, GPtrArray *gpus, const SubletRuntimeWish *wish)
{
  double least_mib = INFINITY;
  guint i;

  for (i = 0; i < gpus->len; i++)
    least_mib = MIN (least_mib, ((const Gpu *) g_ptr_array_index (gpus, i))->memory_mib);
  if (gpus->len == 0 || least_mib <= 0)
    {
      sublet_runtime_item_set (item,
                               SUBLET_RUNTIME_FINDING_UNREADABLE,
                               SUBLET_RUNTIME_VERDICT_GAPS);
      return;
    }

  item->value = g_strdup_printf ("%.0f MiB", least_mib);
  if (wish->gpu_ram_mb > 0 && least_mib < wish->gpu_ram_mb * LEAST_MEMORY_RATIO)
    sublet_runtime_item_set (item, SUBLET_RUNTIME_FINDING_LESS, SUBLET_RUNTIME_VERDICT_UNFIT);
}

/**
 * sublet_runtime_judge_gpus: (skip)
 * @items: of a report without texts, by topic
 * @answers: what the machine said
 * @wish: what was rented
 */
void
sublet_runtime_judge_gpus (SubletRuntimeItem *items,
                           const SubletRuntimeAnswers *answers,
                           const SubletRuntimeWish *wish)
{
  const SubletRuntimeAnswer *answer = &answers->answers[SUBLET_RUNTIME_QUESTION_GPUS];
  g_autoptr (GPtrArray) gpus = read_gpus (answer);

  judge_driver (&items[SUBLET_RUNTIME_TOPIC_DRIVER], answer, gpus);
  judge_models (&items[SUBLET_RUNTIME_TOPIC_GPUS], answer, gpus, wish);
  judge_memory (&items[SUBLET_RUNTIME_TOPIC_MEMORY], gpus, wish);
}
