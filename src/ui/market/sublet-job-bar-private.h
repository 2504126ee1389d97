/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-job-bar.h"

G_BEGIN_DECLS

struct _SubletJobBar
{
  AdwBin parent_instance;

  SubletSettings *settings; /* (owned) */
  gboolean fold_wanted;     /* by who made it */
  gboolean too_wide;        /* for the width it has, in this language */
  gboolean folded;          /* because of either */
  guint tick_id;
  gboolean updating; /* the toggles follow the settings */

  /* template children */
  AdwBin *place;
  AdwBin *folded_place;
  GtkBox *form;
  GtkWidget *kinds;
  GtkMenuButton *button;
  GtkLabel *summary;
  GtkAdjustment *hours_adjustment;
  GtkAdjustment *disk_adjustment;
  GtkAdjustment *down_adjustment;
  GtkAdjustment *up_adjustment;
  GtkToggleButton *on_demand;
  GtkToggleButton *interruptible;
  GtkToggleButton *reserved;
  GtkToggleButton *side_by_side;
  GtkBox *side_by_side_box;
  GtkWidget *side_by_side_label;
};

/* -fold.c */
void sublet_job_bar_apply_folded (SubletJobBar *self);
void sublet_job_bar_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline);
void sublet_job_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline);

G_END_DECLS
