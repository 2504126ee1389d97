/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-runtime-list.h"

G_BEGIN_DECLS

struct _SubletRuntimeList
{
  AdwBin parent_instance;

  SubletClock *clock;          /* (owned) (nullable) */
  SubletRuntimeReport *report; /* (owned) (nullable) */
  gboolean running;
  gboolean can_run;
  guint done;                  /* of the questions, while they run or where they were ended */
  guint all;                   /* 0: not known */
  SubletRuntimeReport *so_far; /* (owned) (nullable): what those have found until now */
  GArray *stages;              /* (owned) (element-type SubletRuntimeStage): by line, with so_far */
  const char *icon_class;      /* (nullable): of the sign that is shown */
  GCancellable *saving;        /* (owned) (nullable) while a file is chosen and written */
  GPtrArray *rows;             /* (owned) (element-type SubletRuntimeRow): children of list_box */

  GtkStack *sign;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *headline_label;
  GtkLabel *age_label;
  GtkButton *run_button;
  GtkWidget *more_button;
  GtkListBox *list_box;
};

/* -save.c: what was found, for a file or a message */
void sublet_runtime_list_install_save_actions (GtkWidgetClass *widget_class);
void sublet_runtime_list_write (SubletRuntimeList *self, GFile *file, gboolean as_json);
void sublet_runtime_list_end_saving (SubletRuntimeList *self);

G_END_DECLS
