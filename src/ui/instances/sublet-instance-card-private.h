/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-card-layout.h"
#include "ui/instances/sublet-instance-card.h"

G_BEGIN_DECLS

struct _SubletInstanceCard
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */

  /* state */
  SubletRental *rental;               /* (owned) (nullable) */
  SubletInstanceRecord *record;       /* (owned) (nullable) */
  SubletConnection *connection;       /* (owned) (nullable) while it runs */
  SubletInstanceSelection *selection; /* (owned) (nullable): what it can be chosen in */
  SubletSizeClass size_class;
  gboolean on_page; /* of one instance: there is nothing to open */

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

/* -select.c: whether it is chosen. */
void sublet_instance_card_update_selected (SubletInstanceCard *self);

/* The connection that belongs to what it shows now. */
void sublet_instance_card_follow_connection (SubletInstanceCard *self);
/* Before the next frame. */
void sublet_instance_card_queue_update (SubletInstanceCard *self);
void sublet_instance_card_update_connection (SubletInstanceCard *self);
void sublet_instance_card_install_connection_actions (GtkWidgetClass *widget_class);
void sublet_instance_card_update_connection_actions (SubletInstanceCard *self);

/* -ask.c: a question that ends in an order. */
typedef struct
{
  void (*ask_async) (GtkWidget *parent,
                     SubletRentalEngine *engine,
                     SubletRental *rental,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gboolean (*ask_finish) (GAsyncResult *result, GError **error);
  const char *failed; /* not translated yet */
} SubletCardQuestion;

void sublet_instance_card_ask (SubletInstanceCard *self, const SubletCardQuestion *question);

/* -orders.c */
void sublet_instance_card_on_start (GtkWidget *widget, const char *action, GVariant *parameter);
void sublet_instance_card_on_stop (GtkWidget *widget, const char *action, GVariant *parameter);
void sublet_instance_card_on_reboot (GtkWidget *widget, const char *action, GVariant *parameter);
void sublet_instance_card_on_recycle (GtkWidget *widget, const char *action, GVariant *parameter);
void sublet_instance_card_on_destroy (GtkWidget *widget, const char *action, GVariant *parameter);
void sublet_instance_card_on_destroy_again (GtkWidget *widget,
                                            const char *action,
                                            GVariant *parameter);
void sublet_instance_card_on_try_another (GtkWidget *widget,
                                          const char *action,
                                          GVariant *parameter);
gboolean sublet_instance_card_can_try_another (SubletInstanceCard *self);

/* -actions.c */
void sublet_instance_card_install_actions (GtkWidgetClass *widget_class);
void sublet_instance_card_update_actions (SubletInstanceCard *self);

void sublet_instance_card_update_outbid (SubletInstanceCard *self);
void sublet_instance_card_on_change_bid (GtkWidget *widget,
                                         const char *action,
                                         GVariant *parameter);
void sublet_instance_card_on_update_software (GtkWidget *widget,
                                              const char *action,
                                              GVariant *parameter);
void sublet_instance_card_on_reserve (GtkWidget *widget, const char *action, GVariant *parameter);
gboolean sublet_instance_card_can_reserve (SubletInstanceCard *self);
void sublet_instance_card_on_accept_increase (GtkWidget *widget,
                                              const char *action,
                                              GVariant *parameter);
void sublet_instance_card_on_reject_increase (GtkWidget *widget,
                                              const char *action,
                                              GVariant *parameter);
void sublet_instance_card_on_relabel (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
