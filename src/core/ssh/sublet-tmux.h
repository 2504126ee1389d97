/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-exec.h"

G_BEGIN_DECLS

/* What a person is told within the terminal, in their language. */
typedef struct
{
  const char *gone;    /* the session that there was is not there any more, and a new one begins */
  const char *missing; /* tmux is not there any more, and a plain shell begins */
  const char *failed;  /* tmux did not start or broke off, and a plain shell begins */
} SubletTmuxWords;

/* (transfer full): of a tab with this number, from 1: the same each time, so that what runs in it
 * is found again. */
char *sublet_tmux_dup_session (guint number);
/* (transfer full): what is run in place of a login shell. again: it ran there before. */
char *sublet_tmux_make_command (const char *session, bool again, const SubletTmuxWords *words);
/* (transfer full): what asks whether a shell there could be kept so. */
char *sublet_tmux_make_question (void);
/* Whether it could. */
bool sublet_tmux_judge (SubletSshExecResult *answer);

G_END_DECLS
