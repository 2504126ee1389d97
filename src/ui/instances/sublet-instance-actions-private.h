/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-actions.h"

G_BEGIN_DECLS

struct _SubletInstanceActions
{
  GObject parent_instance;

  GtkWidget *widget;              /* (borrowed) (nullable): until it goes away */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */
  GSimpleActionGroup *group;      /* (owned) */

  /* state */
  SubletRental *rental;         /* (owned) (nullable) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
  SubletConnection *connection; /* (owned) (nullable) while it runs */
  gboolean on_page;             /* of one instance: there is nothing to open */
};

/* (nullable): the window, from which is asked: a card or a line may be about another one when the
 * answer comes. */
GtkRoot *sublet_instance_actions_get_root (SubletInstanceActions *self);
void sublet_instance_actions_set_enabled (SubletInstanceActions *self,
                                          const char *name,
                                          gboolean enabled);

/* What each action does. There is a rental then, and a widget. */

/* -orders.c */
void sublet_instance_actions_start (SubletInstanceActions *self);
void sublet_instance_actions_stop (SubletInstanceActions *self);
void sublet_instance_actions_reboot (SubletInstanceActions *self);
void sublet_instance_actions_recycle (SubletInstanceActions *self);
void sublet_instance_actions_destroy (SubletInstanceActions *self);
void sublet_instance_actions_destroy_again (SubletInstanceActions *self);

/* -ask.c */
void sublet_instance_actions_update_software (SubletInstanceActions *self);
void sublet_instance_actions_change_key (SubletInstanceActions *self);
gboolean sublet_instance_actions_can_change_bid (SubletInstanceActions *self);
void sublet_instance_actions_reserve (SubletInstanceActions *self);
gboolean sublet_instance_actions_can_reserve (SubletInstanceActions *self);
void sublet_instance_actions_try_another (SubletInstanceActions *self);

/* -increase.c */
void sublet_instance_actions_accept_increase (SubletInstanceActions *self);
void sublet_instance_actions_reject_increase (SubletInstanceActions *self);

/* -relabel.c */
void sublet_instance_actions_relabel (SubletInstanceActions *self);

/* -connection.c */
void sublet_instance_actions_follow_connection (SubletInstanceActions *self);
void sublet_instance_actions_update_connection (SubletInstanceActions *self);
void sublet_instance_actions_terminal (SubletInstanceActions *self);
void sublet_instance_actions_connect (SubletInstanceActions *self);
void sublet_instance_actions_find_cause (SubletInstanceActions *self);
void sublet_instance_actions_check_runtime (SubletInstanceActions *self);
void sublet_instance_actions_cancel_runtime (SubletInstanceActions *self);
void sublet_instance_actions_own_terminal (SubletInstanceActions *self);
void sublet_instance_actions_copy_command (SubletInstanceActions *self);

/* -group.c: all of them by their names, and which can be done. */
GSimpleActionGroup *sublet_instance_actions_make_group (SubletInstanceActions *self);

G_END_DECLS
