/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What one text of a report may have. */
#define SUBLET_RUNTIME_TEXT_BYTES 200

/*
 * What the script asks, each a program of its own. Its lines are
 *   @sublet NAME ?          it is being asked
 *   @sublet NAME : TEXT     one line of the answer
 *   @sublet NAME . END      how it ended: an exit status, "late", "flood" or "absent"
 * and lines that are not so are somebody else's. An answer cannot pretend to be another, because
 * each of its lines is put behind the name.
 */
typedef enum
{
  SUBLET_RUNTIME_QUESTION_GPUS,
  SUBLET_RUNTIME_QUESTION_CUDA,
  SUBLET_RUNTIME_QUESTION_PYTHON,
  SUBLET_RUNTIME_QUESTION_TORCH,
  SUBLET_RUNTIME_QUESTION_FLASH_ATTN,
  SUBLET_RUNTIME_QUESTION_XFORMERS,
  SUBLET_RUNTIME_QUESTION_BITSANDBYTES,
  SUBLET_RUNTIME_QUESTION_TRITON,
  SUBLET_RUNTIME_QUESTION_TOOLKIT,
  SUBLET_RUNTIME_QUESTION_SPACE,
  SUBLET_RUNTIME_QUESTION_DISK,
  SUBLET_RUNTIME_QUESTION_NETWORK,
  SUBLET_RUNTIME_N_QUESTIONS,
} SubletRuntimeQuestion;

typedef struct
{
  bool asked;
  GPtrArray *lines; /* (owned) (element-type utf8): clean and not empty */
  char *end;        /* (owned) (nullable): NULL when that was not told */
} SubletRuntimeAnswer;

typedef struct
{
  SubletRuntimeAnswer answers[SUBLET_RUNTIME_N_QUESTIONS];
  SubletRuntimeAnswer packages[SUBLET_RUNTIME_MAX_PACKAGES]; /* "p0" and so on: the person's own */
} SubletRuntimeAnswers;

SubletRuntimeAnswers *sublet_runtime_answers_new (const char *data, gsize length);
void sublet_runtime_answers_free (SubletRuntimeAnswers *self);
/* Which question a line begins (asked) or ends; -1: none. */
int sublet_runtime_line_get_question (const char *line, gsize length, bool *asked);
bool sublet_runtime_answer_succeeded (const SubletRuntimeAnswer *self);
/* "=WORD VALUE": VALUE of the first, NULL when there is none. */
const char *sublet_runtime_answer_get_word (const SubletRuntimeAnswer *self, const char *word);
/* (nullable) */
char *sublet_runtime_answer_dup_complaint (const SubletRuntimeAnswer *self);

/* Whether two names, the service's and the driver's, may be those of one GPU model. */
bool sublet_runtime_gpu_name_matches (const char *rented, const char *found);

struct _SubletRuntimeReport
{
  int reference_count; /* atomic */
  gint64 at_us;
  SubletRuntimeItem items[SUBLET_RUNTIME_N_TOPICS];
  GPtrArray *packages; /* (owned) (element-type SubletRuntimeFound) */
};

/* What the script gives to sh or to Python. */
typedef struct
{
  const char *name; /* of the script's variable */
  const char *text;
  bool is_shell;
} SubletRuntimeProgram;

const SubletRuntimeProgram *sublet_runtime_programs_get (void);

/* Whether the machine is asked for it by its name: those that have a topic are asked for anyway. */
bool sublet_runtime_package_is_asked (const SubletRuntimePackage *package);
/* SUBLET_RUNTIME_N_TOPICS: it has none. */
SubletRuntimeTopic sublet_runtime_package_get_topic (const SubletRuntimePackage *package);

SubletRuntimeFound *sublet_runtime_found_new (const SubletRuntimePackage *package);
void sublet_runtime_found_free (SubletRuntimeFound *self);

SubletRuntimeReport *sublet_runtime_report_new_empty (gint64 at_us);

/* Of an item without texts. */
void sublet_runtime_judge_gpus (SubletRuntimeItem *items,
                                const SubletRuntimeAnswers *answers,
                                const SubletRuntimeWish *wish);
void sublet_runtime_judge_cuda (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers);
void sublet_runtime_judge_packages (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers);
bool sublet_runtime_judge_import (SubletRuntimeItem *item,
                                  const SubletRuntimeAnswer *answer,
                                  const SubletRuntimeAnswer *python,
                                  SubletRuntimeVerdict missing,
                                  SubletRuntimeVerdict broken);
/* After that: what the person wants of them, and of others. */
void sublet_runtime_judge_wishes (SubletRuntimeReport *report,
                                  const SubletRuntimeAnswers *answers,
                                  GPtrArray *packages);
void sublet_runtime_judge_storage (SubletRuntimeItem *items, const SubletRuntimeAnswers *answers);
void sublet_runtime_judge_network (SubletRuntimeItem *item, const SubletRuntimeAnswer *answer);

static inline void
sublet_runtime_item_set (SubletRuntimeItem *item,
                         SubletRuntimeFinding finding,
                         SubletRuntimeVerdict verdict)
{
  item->finding = finding;
  item->verdict = verdict;
}

/* (nullable): NULL for what says nothing. */
char *sublet_runtime_answer_dup_word (const SubletRuntimeAnswer *self, const char *word);
/* "570.86.15" */
bool sublet_runtime_text_is_version (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimeAnswers, sublet_runtime_answers_free)

G_END_DECLS
