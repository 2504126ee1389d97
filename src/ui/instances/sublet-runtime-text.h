/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/runtime/sublet-runtime-progress.h"
#include "core/runtime/sublet-runtime-report.h"

G_BEGIN_DECLS

/*
 * A report of the runtime checks in words: pure functions of it, so that a card, a list and a
 * screen reader say the same.
 */

/**
 * SubletRuntimeLine:
 *
 * What is said in one line each: what is bought together is read together.
 */
typedef enum
{
  SUBLET_RUNTIME_LINE_GPU,    /* models and memory */
  SUBLET_RUNTIME_LINE_DRIVER, /* with its CUDA */
  SUBLET_RUNTIME_LINE_TOOLKIT,
  SUBLET_RUNTIME_LINE_PYTHON,
  SUBLET_RUNTIME_LINE_TORCH,
  SUBLET_RUNTIME_LINE_FLASH_ATTN,
  SUBLET_RUNTIME_LINE_XFORMERS,
  SUBLET_RUNTIME_LINE_BITSANDBYTES,
  SUBLET_RUNTIME_LINE_TRITON,
  SUBLET_RUNTIME_LINE_DISK, /* how fast, and what is free */
  SUBLET_RUNTIME_LINE_NETWORK,
  SUBLET_RUNTIME_N_LINES,
  /* From here on the person's own packages. */
} SubletRuntimeLine;

/**
 * SubletRuntimeSign:
 * @SUBLET_RUNTIME_SIGN_FINE: as it should be
 * @SUBLET_RUNTIME_SIGN_ABSENT: it is not there, and that is fine
 * @SUBLET_RUNTIME_SIGN_GAP: work can start without it
 * @SUBLET_RUNTIME_SIGN_UNFIT: not what was rented, or work would fail
 */
typedef enum
{
  SUBLET_RUNTIME_SIGN_FINE,
  SUBLET_RUNTIME_SIGN_ABSENT,
  SUBLET_RUNTIME_SIGN_GAP,
  SUBLET_RUNTIME_SIGN_UNFIT,
} SubletRuntimeSign;

/* What stands before a line: a shape, its colour and, for those who do not see it, its word. */
typedef struct
{
  const char *icon_name;
  const char *icon_class; /* (nullable) */
  const char *word;
} SubletRuntimeLook;

const SubletRuntimeLook *sublet_runtime_text_get_look (SubletRuntimeSign sign);
SubletRuntimeSign sublet_runtime_text_get_sign (const SubletRuntimeReport *report,
                                                SubletRuntimeLine line);
SubletRuntimeSign sublet_runtime_text_get_verdict_sign (SubletRuntimeVerdict verdict);

/* With those of the person's packages. */
guint sublet_runtime_text_get_n_lines (const SubletRuntimeReport *report);
/* Whether there is something to say: what was not asked for is not shown. */
gboolean sublet_runtime_text_has_line (const SubletRuntimeReport *report, SubletRuntimeLine line);

/* Of checks that are under way, with what they have found until now: how far one line is. */
SubletRuntimeStage sublet_runtime_text_get_stage (const SubletRuntimeProgress *progress,
                                                  SubletRuntimeLine line);
/* What a line is about while nothing is known: "Driver" */
char *sublet_runtime_text_dup_subject (const SubletRuntimeReport *report, SubletRuntimeLine line);

/* "RTX 4090, 24 GB, as rented" */
char *sublet_runtime_text_dup_line (const SubletRuntimeReport *report, SubletRuntimeLine line);
/* The exact value, "570.86.15", and how long it took, (nullable). */
char *sublet_runtime_text_dup_value (const SubletRuntimeReport *report, SubletRuntimeLine line);
/* The program's own words, (nullable). */
const char *sublet_runtime_text_get_detail (const SubletRuntimeReport *report,
                                            SubletRuntimeLine line);
/* A program's name, (nullable): for what is none. */
const char *sublet_runtime_text_get_name (SubletRuntimeTopic topic);
/* What is wrong with one topic: "PyTorch is missing". */
char *sublet_runtime_text_dup_problem (const SubletRuntimeReport *report, SubletRuntimeTopic topic);
char *sublet_runtime_text_dup_package_problem (const SubletRuntimeFound *found);
/* Sign and line as one sentence, for those who listen. */
char *sublet_runtime_text_dup_sentence (const SubletRuntimeReport *report, SubletRuntimeLine line);

/* "Fit, with gaps: PyTorch is missing" */
char *sublet_runtime_text_dup_headline (const SubletRuntimeReport *report);
/* Of the machine alone, which stays when another image runs. */
char *sublet_runtime_text_dup_machine_headline (const SubletRuntimeReport *report);
/* What is to blame of the image, where that is worse than its machine; (nullable). */
char *sublet_runtime_text_dup_image_problem (const SubletRuntimeReport *report);
/* All lines with their details, for a file or a message. */
char *sublet_runtime_text_dup_all (const SubletRuntimeReport *report, SubletClock *clock);

/* Where the machine is on offer again: "Checked by you, 12 Nov: Fit for work". */
char *sublet_runtime_text_dup_machine_note (const SubletRuntimeReport *report, SubletClock *clock);

/* "Checked at 14:06" */
char *sublet_runtime_text_dup_age (const SubletRuntimeReport *report, SubletClock *clock);

G_END_DECLS
