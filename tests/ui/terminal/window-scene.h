/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-window-private.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-line.h"

G_BEGIN_DECLS

/* A window of terminals whose other end is the test. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletUiLine *line;   /* (owned) */
  SubletSettings *settings;
  SubletTerminalWindow *window; /* (nullable) once it is gone */
} WindowScene;

void window_scene_init_empty (WindowScene *scene);
void window_scene_init (WindowScene *scene);
void window_scene_clear (WindowScene *scene);
SubletTerminalView *window_scene_get_view (WindowScene *scene);
void window_scene_act (WindowScene *scene, const char *action);
void window_scene_press (WindowScene *scene, guint key, GdkModifierType modifiers);
void window_scene_say (WindowScene *scene, SubletUiLine *line, const char *text);
bool window_scene_dialog_is_open (gpointer user_data);

G_END_DECLS
