/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-problem.h"

G_BEGIN_DECLS

/* (transfer none): a sentence, and what the person can do, as another. Of NONE, what is said of a
 * key that cannot be used for no known reason. */
const char *sublet_key_problem_text_get_sentence (SubletKeyProblem problem);
const char *sublet_key_problem_text_get_next_step (SubletKeyProblem problem);
/* Where it is the own key of an instance, and not the one of Preferences. (transfer none) */
const char *sublet_key_problem_text_get_instance_step (SubletKeyProblem problem);
/* (transfer full): both. */
char *sublet_key_problem_text_dup_both (SubletKeyProblem problem);

G_END_DECLS
