/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-card-layout.h"
#include "ui/instances/sublet-instance-actions.h"
#include "ui/instances/sublet-instance-card.h"

G_BEGIN_DECLS

struct _SubletInstanceCard
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */

  SubletInstanceActions *acts; /* (owned): about what it shows */

  /* state */
  SubletRental *rental;               /* (owned) (nullable) */
  SubletInstanceRecord *record;       /* (owned) (nullable) */
  SubletInstanceSelection *selection; /* (owned) (nullable): what it can be chosen in */
  SubletSizeClass size_class;

  /* template children */
  SubletCardLayout *layout;
  GtkWidget *identity;
  GtkWidget *state_icon;
  GtkWidget *select_check;
  GtkWidget *name_label;
  GtkWidget *state_label;
  GtkWidget *gpu_label;
  GtkWidget *use;
  GtkWidget *gpu_sparkline;
  GtkWidget *gpu_use_label;
  GtkWidget *vram_sparkline;
  GtkWidget *vram_use_label;
  GtkWidget *heat_label;
  GtkWidget *room;
  GtkWidget *disk_gauge;
  GtkWidget *ram_gauge;
  GtkWidget *image_label;
  GtkWidget *steps;
  GtkWidget *steps_row;
  GtkWidget *progress_label;
  GtkWidget *message;
  GtkWidget *kept_gauge;
  GtkWidget *line_label;
  GtkWidget *next_step_label;
  GtkWidget *money;
  GtkWidget *rate_label;
  GtkWidget *cost_label;
  GtkWidget *later_label;
  GtkWidget *lease_label;
  GtkWidget *actions;
  GtkWidget *main_button;
  GtkWidget *main_label;
  GtkWidget *extend_button;
  GtkWidget *menu_button;
  GtkWidget *connection_row;
  GtkWidget *foot;
  GtkWidget *outbid_row;
  GtkWidget *foot_line;
  GtkWidget *failure_icon;
  GtkWidget *foot_text;
  GtkWidget *foot_label;
  GtkWidget *foot_answers;
  GtkWidget *foot_extend_button;
  GtkWidget *foot_details_button;
  GtkWidget *foot_details_label;
};

/* Everything that a card shows, from the rental and the clock. */
void sublet_instance_card_update (SubletInstanceCard *self);

/* An empty label keeps its line, an absent one does not. Takes the text. */
void sublet_instance_card_set_text (GtkWidget *label, char *text);
void sublet_instance_card_set_subdued (GtkWidget *widget, gboolean subdued);

/* -foot.c */
void sublet_instance_card_update_foot (SubletInstanceCard *self);

/* -parts.c: what it is put together from, with its template. */
void sublet_instance_card_bind_parts (GtkWidgetClass *widget_class);

/* -popover.c: tells of "popover-open" from now on. */
void sublet_instance_card_watch_popovers (SubletInstanceCard *self);

/* -select.c: whether it is chosen. */
void sublet_instance_card_update_selected (SubletInstanceCard *self);

/* Before the next frame. */
void sublet_instance_card_queue_update (SubletInstanceCard *self);

/* -actions.c: the buttons. */
void sublet_instance_card_update_actions (SubletInstanceCard *self);

/* -outbid.c */
void sublet_instance_card_update_outbid (SubletInstanceCard *self);

G_END_DECLS
