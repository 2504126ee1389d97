/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What one command may take. */
typedef struct
{
  gsize output_bytes; /* of standard output that are kept */
  gsize errors_bytes; /* of standard error that are kept */
  guint timeout_ms;   /* from its start, not from when it was queued; 0: none once it runs */
  bool secret;        /* standard output is wiped when it is freed */
  /* (nullable): on the main thread, what has come of standard output since the last call; never
   * after the end. Not for what is secret. */
  void (*on_output) (const char *data, gsize length, gpointer user_data);
  gpointer user_data; /* lives until the end */
  /* (nullable): on the session's thread, of a line that the command says on standard error: whether
   * it is in vain to send more of its input, which then ends. */
  bool (*ends_input) (const char *line);
} SubletSshExecLimits;

/* What one command gave. */
typedef struct
{
  GBytes *output;        /* (owned) standard output */
  bool output_truncated; /* there was more, which is lost */
  GBytes *errors;        /* (owned) standard error */
  bool errors_truncated;
  bool input_stopped; /* a line has ended it */
  int
    exit_status; /* 0 also when the server closed the channel without saying: libssh2 cannot tell */
  char *signal;  /* (owned) (nullable) "KILL" for one: what ended it, without "SIG" */
} SubletSshExecResult;

void sublet_ssh_exec_result_free (SubletSshExecResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSshExecResult, sublet_ssh_exec_result_free)

G_END_DECLS
