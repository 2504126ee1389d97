/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-tab.h"
#include "ui/sublet-ui-line.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* One tab whose other end is the test. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletUiLine *line;   /* (owned) */
  SubletSettings *settings;
  SubletAssistiveStatus *status;
  GtkWidget *tab;
  GtkWidget *window;
} TabScene;

/* For tab_scene_screen_has(). */
typedef struct
{
  TabScene *scene;
  const char *text;
} TabScreen;

/* @ssh_problem is (nullable). */
void tab_scene_init_demo (TabScene *scene, gboolean demo, const char *ssh_problem);
void tab_scene_init (TabScene *scene);
void tab_scene_clear (TabScene *scene);
SubletTerminalView *tab_scene_get_view (TabScene *scene);
VteTerminal *tab_scene_get_terminal (TabScene *scene);
bool tab_scene_shows (TabScene *scene, const char *text);
void tab_scene_click (TabScene *scene, const char *label);
const char *tab_scene_get_said (TabScene *scene);
bool tab_scene_screen_has (gpointer user_data);
void tab_scene_await_screen (TabScene *scene, const char *text);
void tab_scene_open_shell (TabScene *scene);
void tab_scene_on_signal (GtkWidget *widget, guint *count);

G_END_DECLS
