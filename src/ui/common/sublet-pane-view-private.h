/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-pane-view.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What the files of the view share. */
typedef struct
{
  GtkWidget *child;     /* (nullable): parented */
  GtkWidget *separator; /* parented: between a docked pane and the content */
  GtkWidget *back_row;  /* parented: above a pane that covers */
  GtkWidget *back_label;
  int normal_width;
  gboolean shown;
  gboolean remembered;
  gboolean docked;
  gboolean next_docked;
} SubletPane;

struct _SubletPaneView
{
  GtkWidget parent_instance;

  GtkWidget *content; /* (nullable): parented */
  SubletPane start;
  SubletPane end;
  guint tick_id;
};

/* sublet-pane-view-shown.c: which pane is seen, and what is remembered of that */
void sublet_pane_view_update_visibility (SubletPaneView *self);
void sublet_pane_view_set_remembered (SubletPaneView *self, SubletPane *pane, gboolean remembered);
/* By the person or the program: where there is room, that is remembered. */
void sublet_pane_view_choose_shown (SubletPaneView *self, SubletPane *pane, gboolean shown);
/* After the room changed; outside of allocation. */
void sublet_pane_view_apply_docking (SubletPaneView *self);

/* sublet-pane-view-keys.c: the way between the panes and out of one */
void sublet_pane_view_add_keys (GtkWidgetClass *widget_class);

/* sublet-pane-view-layout.c: where each of them is */
bool sublet_pane_covers (const SubletPane *pane);
bool sublet_pane_is_beside (const SubletPane *pane);
void sublet_pane_view_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline);
void sublet_pane_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);

G_END_DECLS
