/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/logs/sublet-log-view-private.h"
#include "ui/logs/sublet-log-window-private.h"
#include "ui/sublet-ui-log.h"

G_BEGIN_DECLS

/* A log's window in sight, whose logs say what the test lets them say. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletLog *container;
  SubletLog *host;
  SubletLogWindow *window; /* (nullable) once it is gone */
} LogScene;

void log_scene_init (LogScene *scene);
/* Asserts that nothing of it is left. */
void log_scene_clear (LogScene *scene);
void log_scene_settle (LogScene *scene);

/* By name, on the page in sight. */
GtkWidget *log_scene_find (LogScene *scene, const char *name);
SubletLogView *log_scene_get_view (LogScene *scene);
void log_scene_press (LogScene *scene, guint key, GdkModifierType modifiers);

/* (transfer full): one in a hundred has "Seven". */
char *log_scene_make_lines (guint first, guint n);

G_END_DECLS
