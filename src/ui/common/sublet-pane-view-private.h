/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-pane-view.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* The view and its layout share this. */
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

bool sublet_pane_covers (const SubletPane *pane);
bool sublet_pane_is_beside (const SubletPane *pane);

/* After the room changed; outside of allocation. */
void sublet_pane_view_apply_docking (SubletPaneView *self);

void sublet_pane_view_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline);
void sublet_pane_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);

G_END_DECLS
