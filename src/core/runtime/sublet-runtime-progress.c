/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-progress.h"

#include "core/runtime/sublet-runtime-private.h"

#include <string.h>

/* Longer lines are nobody's end of an answer. */
#define MAX_LINE 256

#define BIT(question) (1u << SUBLET_RUNTIME_QUESTION_##question)

/* What each topic is made of: the question of its own, and the others that its judgement looks at.
 */
static const struct
{
  SubletRuntimeQuestion own;
  guint others;
} sources[SUBLET_RUNTIME_N_TOPICS] = {
  [SUBLET_RUNTIME_TOPIC_DRIVER] = { SUBLET_RUNTIME_QUESTION_GPUS, 0 },
  [SUBLET_RUNTIME_TOPIC_GPUS] = { SUBLET_RUNTIME_QUESTION_GPUS, 0 },
  [SUBLET_RUNTIME_TOPIC_MEMORY] = { SUBLET_RUNTIME_QUESTION_GPUS, 0 },
  [SUBLET_RUNTIME_TOPIC_CUDA] = { SUBLET_RUNTIME_QUESTION_CUDA, BIT (TOOLKIT) | BIT (TORCH) },
  [SUBLET_RUNTIME_TOPIC_TOOLKIT] = { SUBLET_RUNTIME_QUESTION_TOOLKIT, BIT (TORCH) },
  [SUBLET_RUNTIME_TOPIC_PYTHON] = { SUBLET_RUNTIME_QUESTION_PYTHON, 0 },
  [SUBLET_RUNTIME_TOPIC_TORCH] = { SUBLET_RUNTIME_QUESTION_TORCH, BIT (PYTHON) },
  [SUBLET_RUNTIME_TOPIC_FLASH_ATTN] = { SUBLET_RUNTIME_QUESTION_FLASH_ATTN, BIT (PYTHON) },
  [SUBLET_RUNTIME_TOPIC_XFORMERS] = { SUBLET_RUNTIME_QUESTION_XFORMERS, BIT (PYTHON) },
  [SUBLET_RUNTIME_TOPIC_BITSANDBYTES] = { SUBLET_RUNTIME_QUESTION_BITSANDBYTES, BIT (PYTHON) },
  [SUBLET_RUNTIME_TOPIC_TRITON] = { SUBLET_RUNTIME_QUESTION_TRITON, BIT (PYTHON) },
  [SUBLET_RUNTIME_TOPIC_SPACE] = { SUBLET_RUNTIME_QUESTION_SPACE, 0 },
  [SUBLET_RUNTIME_TOPIC_DISK] = { SUBLET_RUNTIME_QUESTION_DISK, 0 },
  [SUBLET_RUNTIME_TOPIC_NETWORK] = { SUBLET_RUNTIME_QUESTION_NETWORK, 0 },
};

struct _SubletRuntimeProgress
{
  bool network;
  guint n_packages;
  GString *line; /* (owned): of which the end has not come */
  bool skips;    /* the rest of a line that is too long */
  bool asked[SUBLET_RUNTIME_N_QUESTIONS + SUBLET_RUNTIME_MAX_PACKAGES];
  bool done[SUBLET_RUNTIME_N_QUESTIONS + SUBLET_RUNTIME_MAX_PACKAGES];
};

/**
 * sublet_runtime_progress_new:
 * @packages: (nullable) (element-type SubletRuntimePackage): what the script asks for beside the
 *   rest
 * @network: whether it measures the network
 *
 * Returns: (transfer full): nothing is done yet
 */
SubletRuntimeProgress *
sublet_runtime_progress_new (GPtrArray *packages, bool network)
{
  SubletRuntimeProgress *self = g_new0 (SubletRuntimeProgress, 1);
  guint i;

  self->network = network;
  self->line = g_string_new (NULL);
  for (i = 0; packages != NULL && i < packages->len; i++)
    self->n_packages += sublet_runtime_package_is_asked (packages->pdata[i]) ? 1 : 0;

  return self;
}

/**
 * sublet_runtime_progress_free:
 * @self: (transfer full): a progress
 */
void
sublet_runtime_progress_free (SubletRuntimeProgress *self)
{
  g_string_free (self->line, TRUE);
  g_free (self);
}

/* Whether it begins an answer, or ends one that had not ended. */
static bool
take_line (SubletRuntimeProgress *self)
{
  bool asked;
  int question = sublet_runtime_line_get_question (self->line->str, self->line->len, &asked);

  if (question < 0 || (self->done[question] == !asked && self->asked[question]))
    return false;

  /* What a banner said before in the report's own words does not count. */
  self->asked[question] = true;
  self->done[question] = !asked;
  return true;
}

/**
 * sublet_runtime_progress_take:
 * @self: a progress
 * @data: the next piece of what the script prints, with whatever else comes
 * @length: bytes
 *
 * Returns: whether more was asked or is done than before, or less
 */
bool
sublet_runtime_progress_take (SubletRuntimeProgress *self, const char *data, gsize length)
{
  bool changed = false;
  gsize i;

  for (i = 0; i < length; i++)
    {
      if (data[i] == '\n')
        {
          if (!self->skips)
            changed = take_line (self) || changed;
          g_string_truncate (self->line, 0);
          self->skips = false;
        }
      else if (self->line->len < MAX_LINE)
        {
          g_string_append_c (self->line, data[i]);
        }
      else
        {
          self->skips = true;
        }
    }

  return changed;
}

/**
 * sublet_runtime_progress_get_done:
 * @self: a progress
 *
 * Returns: how many questions have their answer
 */
guint
sublet_runtime_progress_get_done (const SubletRuntimeProgress *self)
{
  guint n = 0;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (self->done); i++)
    n += self->done[i] ? 1 : 0;

  return MIN (n, sublet_runtime_progress_get_all (self));
}

/**
 * sublet_runtime_progress_get_all:
 * @self: a progress
 *
 * Returns: how many questions there are
 */
guint
sublet_runtime_progress_get_all (const SubletRuntimeProgress *self)
{
  return SUBLET_RUNTIME_N_QUESTIONS - (self->network ? 0 : 1) + self->n_packages;
}

static SubletRuntimeStage
get_stage (const SubletRuntimeProgress *self, guint own, guint others)
{
  guint i;

  if (!self->asked[own])
    return SUBLET_RUNTIME_STAGE_WAITING;
  if (!self->done[own])
    return SUBLET_RUNTIME_STAGE_RUNNING;
  for (i = 0; i < SUBLET_RUNTIME_N_QUESTIONS; i++)
    {
      if ((others & (1u << i)) != 0 && !self->done[i])
        return SUBLET_RUNTIME_STAGE_RUNNING;
    }

  return SUBLET_RUNTIME_STAGE_DONE;
}

/**
 * sublet_runtime_progress_get_topic:
 * @self: a progress
 * @topic: what is looked at
 *
 * Returns: how far it is with that; done for what is not asked at all
 */
SubletRuntimeStage
sublet_runtime_progress_get_topic (const SubletRuntimeProgress *self, SubletRuntimeTopic topic)
{
  g_return_val_if_fail ((guint) topic < SUBLET_RUNTIME_N_TOPICS, SUBLET_RUNTIME_STAGE_WAITING);

  if (topic == SUBLET_RUNTIME_TOPIC_NETWORK && !self->network)
    return SUBLET_RUNTIME_STAGE_DONE;

  return get_stage (self, sources[topic].own, sources[topic].others);
}

/**
 * sublet_runtime_progress_get_package:
 * @self: a progress
 * @index: of one of the person's packages that has no topic
 *
 * Returns: how far it is with that
 */
SubletRuntimeStage
sublet_runtime_progress_get_package (const SubletRuntimeProgress *self, guint index)
{
  g_return_val_if_fail (index < self->n_packages, SUBLET_RUNTIME_STAGE_WAITING);

  return get_stage (self, SUBLET_RUNTIME_N_QUESTIONS + index, BIT (PYTHON));
}
