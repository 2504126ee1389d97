/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sublet-ui-line.h"

G_BEGIN_DECLS

struct _SubletUiLine
{
  GObject parent_instance;

  SubletTerminalLineState state;
  SubletConnectionLink link;
  GError *error;               /* (owned) (nullable) */
  SubletSshHostKey *expected;  /* (owned) (nullable) */
  SubletSshHostKey *presented; /* (owned) (nullable) */
  SubletSshRoute *route;       /* (owned) (nullable) */
  gint64 latency_us;
  int exit_status;

  int terminal_fd; /* until it is stolen */
  int shell_fd;
  GString *input; /* (owned) */
  int columns;
  int rows;
  guint n_opened;
  GPtrArray *others;          /* (owned) (element-type SubletUiLine) */
  SubletUploadQueue *uploads; /* (owned) */
  char *tmux;                 /* (owned) (nullable) */
  gboolean own_key;           /* the instance has an SSH key of its own */
  guint n_looked;
  gboolean has_tmux;
};

void sublet_ui_line_close_fd (int *fd);
/* And tells it. */
void sublet_ui_line_set_state (SubletUiLine *self, SubletTerminalLineState state);

G_END_DECLS
