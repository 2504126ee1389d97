/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-view.h"

G_BEGIN_DECLS

struct _SubletTerminalView
{
  GtkWidget parent_instance;

  SubletSettings *settings;  /* (owned): construct-only */
  GCancellable *cancellable; /* (owned): until it leaves its window */

  VteTerminal *terminal; /* (borrowed): within scrolled */
  GtkWidget *scrolled;   /* parented */
  int columns;           /* as last told */
  int rows;
  int zoom;   /* steps from the normal size */
  bool began; /* a shell was joined before */
};

/* After the style, or a setting, is another. */
void sublet_terminal_view_update_colors (SubletTerminalView *self);
void sublet_terminal_view_update_settings (SubletTerminalView *self);

/* Ctrl+click on addresses, the middle button, the context menu. */
void sublet_terminal_view_add_gestures (SubletTerminalView *self);

/* Whether a click may open it. */
bool sublet_terminal_view_may_open (const char *address);

G_END_DECLS
