/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-announcer.h"
#include "ui/instances/sublet-grouped-model.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"

G_BEGIN_DECLS

struct _SubletInstancesPage
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */

  /* state */
  GtkFilterListModel *filtered; /* (owned) */
  SubletGroupedModel *grouped;  /* (owned) */
  GHashTable *records;          /* (owned) SubletRental to SubletInstanceRecord */
  GPtrArray *cards;           /* (owned) (element-type SubletInstanceCard): bound ones, borrowed */
  char *search_text;          /* (owned) (nullable) */
  GCancellable *spinner_wait; /* (owned) (nullable) */
  GCancellable *key_wait;     /* (owned) (nullable): while a key was pressed lately */
  GCancellable *clock_wait;   /* (owned) (nullable): until a text changes by itself */
  SubletSizeClass size_class;
  gboolean search_mode;
  gboolean waited;
  gboolean pointed_at;
  guint popover_id; /* a popover has closed, or went with its card */

  /* template children */
  GtkWidget *announcer;
  GtkWidget *search_bar;
  GtkWidget *search_entry;
  GtkWidget *faces;
  GtkWidget *spinner;
  GtkWidget *empty_age_label;
  GtkWidget *error_page;
  GtkWidget *error_details;
  GtkWidget *error_detail_label;
  GtkWidget *status_clamp;
  GtkWidget *status_label;
  GtkWidget *changes_box;
  GtkWidget *changes_label;
  GtkWidget *list_clamp;
  GtkWidget *list;
};

/* The rows: captions and cards, and what the keyboard does to them. */
void sublet_instances_page_make_rows (SubletInstancesPage *self);
/* What is said aloud of them. */
void sublet_instances_page_follow_connections (SubletInstancesPage *self);
void sublet_instances_page_install_actions (GtkWidgetClass *widget_class);
gboolean sublet_instances_page_grab_focus (GtkWidget *widget);

/* Order and membership wait while somebody points at them. */
void sublet_instances_page_watch_list (SubletInstancesPage *self);
void sublet_instances_page_update_held (SubletInstancesPage *self);
void sublet_instances_page_on_popover (SubletInstancesPage *self);

/* One timer for all that the clock alone changes, while the page is seen. */
void sublet_instances_page_start_clock (SubletInstancesPage *self);
void sublet_instances_page_stop_clock (SubletInstancesPage *self);

G_END_DECLS
