/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rent/sublet-access-fold.h"
#include "ui/rent/sublet-launch-fold.h"
#include "ui/rent/sublet-onstart-fold.h"

G_BEGIN_DECLS

/* The three folded rows in a window. For g_test_add(). */
typedef struct
{
  GtkWidget *window;
  SubletLaunchFold *mode;
  SubletOnstartFold *onstart;
  SubletAccessFold *access;
  SubletLaunch *launch; /* as it was written last */
  guint n_changed;
  guint n_show_keys;
} LaunchFolds;

#define LAUNCH_FOLDS_ADD(path, function) \
  g_test_add (path, LaunchFolds, NULL, launch_folds_set_up, function, launch_folds_tear_down)

void launch_folds_set_up (LaunchFolds *fixture, gconstpointer data);
void launch_folds_tear_down (LaunchFolds *fixture, gconstpointer data);

GtkWidget *launch_folds_find (LaunchFolds *fixture, const char *name);
void launch_folds_type_in (LaunchFolds *fixture, const char *name, const char *text);
const char *launch_folds_get_text (LaunchFolds *fixture, const char *name);
void launch_folds_press (LaunchFolds *fixture, const char *name);
/* Writes all three to the launch. (nullable): the first sentence about a field. */
const char *launch_folds_read_fields (LaunchFolds *fixture);
void launch_folds_fill (LaunchFolds *fixture, SubletLaunch *launch);
/* (nullable): the sentence at a field. */
const char *launch_folds_get_problem (LaunchFolds *fixture, const char *name);

G_END_DECLS
