/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-line.h"
#include "ui/terminal/sublet-terminal-view.h"

G_BEGIN_DECLS

/* A view whose other end is the test. */
typedef struct
{
  SubletSettings *settings;
  SubletUiLine *line;
  SubletTerminalView *view;
  GtkWidget *window;
} TerminalScene;

void terminal_scene_init (TerminalScene *scene);
void terminal_scene_clear (TerminalScene *scene);

VteTerminal *terminal_scene_get_terminal (TerminalScene *scene);

/* Until it shows @text. */
void terminal_scene_await (TerminalScene *scene, const char *text);

G_END_DECLS
