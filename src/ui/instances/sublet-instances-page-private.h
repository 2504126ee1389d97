/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-announcer.h"
#include "ui/instances/sublet-grouped-model.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instance-grouping.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-table.h"
#include "ui/instances/sublet-selection-bar.h"
#include "ui/instances/sublet-volumes-group.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* As the settings keep them. */
#define SUBLET_INSTANCES_VIEW_CARDS "cards"
#define SUBLET_INSTANCES_VIEW_TABLE "table"

/* Of the page's stack: there is something to show. */
#define SUBLET_INSTANCES_FACE_CONTENT "content"

struct _SubletInstancesPage
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */

  /* state */
  GtkFilterListModel *filtered;      /* (owned) */
  SubletGroupedModel *grouped;       /* (owned) */
  SubletIdleVolumes *volumes;        /* (owned) */
  GtkFilterListModel *shown_volumes; /* (owned): those that match */
  GListStore *volumes_caption;       /* (owned): none, or the one before them */
  GtkFlattenListModel *card_rows; /* (owned): what the list of cards shows, one after the other */
  GHashTable *records;            /* (owned) SubletRental to SubletInstanceRecord */
  GPtrArray *cards;           /* (owned) (element-type SubletInstanceCard): bound ones, borrowed */
  char *search_text;          /* (owned) (nullable) */
  GCancellable *spinner_wait; /* (owned) (nullable) */
  GCancellable *key_wait;     /* (owned) (nullable): while a key was pressed lately */
  GCancellable *clock_wait;   /* (owned) (nullable): until a text changes by itself */
  GtkWidget *table;           /* (borrowed): inside */
  GtkWidget *bar;             /* (borrowed): inside */
  SubletInstanceSelection *selection; /* (owned) */
  SubletSizeClass size_class;
  char *view; /* (owned): the one that was chosen */
  SubletInstanceGrouping grouping;
  SubletInstanceKey sort_key;
  bool sort_descending;
  bool shows_model; /* one of the two views has it, */
  bool shows_table; /* and that is the table */
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
  GtkWidget *group_button;
  GtkWidget *sort_button;
  GtkWidget *view_buttons;
  GtkWidget *views;
  GtkWidget *empty_page;
  GtkWidget *volumes_group;
  GtkWidget *list_clamp;
  GtkWidget *list;
  GtkWidget *bar_slot;
};

/* -properties.c: what it is told from outside, and how it looks by its width. */
void sublet_instances_page_install_properties (GObjectClass *object_class);
void sublet_instances_page_set_order (SubletInstancesPage *self,
                                      SubletInstanceKey key,
                                      bool descending);
void sublet_instances_page_update_margins (SubletInstancesPage *self);

/* -view.c: cards or a table, in groups and in order. */
void sublet_instances_page_make_table (SubletInstancesPage *self);
void sublet_instances_page_update_view (SubletInstancesPage *self);
void sublet_instances_page_update_order (SubletInstancesPage *self);
void sublet_instances_page_update_grouping (SubletInstancesPage *self);
bool sublet_instances_page_is_table (SubletInstancesPage *self);

/* -menus.c: by what they are grouped and sorted. */
void sublet_instances_page_update_menus (SubletInstancesPage *self);

/* -show.c: the face that fits, and what stands above the list. */
void sublet_instances_page_update (SubletInstancesPage *self);
void sublet_instances_page_update_face (SubletInstancesPage *self);
void sublet_instances_page_update_status (SubletInstancesPage *self);
void sublet_instances_page_update_pending (SubletInstancesPage *self);

/* -model.c: the rentals that match, in groups, and a record of each that is listed. */
void sublet_instances_page_make_model (SubletInstancesPage *self);

/* -volumes.c: those that no instance uses, behind the cards or under the rest. */
void sublet_instances_page_make_volumes (SubletInstancesPage *self);
void sublet_instances_page_update_volumes (SubletInstancesPage *self);

/* -search.c: cards and volumes by what was typed. */
gboolean sublet_instances_page_matches (gpointer item, gpointer user_data);
gboolean sublet_instances_page_volume_matches (gpointer item, gpointer user_data);
void sublet_instances_page_search (SubletInstancesPage *self);
void sublet_instances_page_clear_search (SubletInstancesPage *self);

/* -rows.c: captions and cards, and what those ask the window for. */
void sublet_instances_page_make_rows (SubletInstancesPage *self);
void sublet_instances_page_follow_wishes (SubletInstancesPage *self, GObject *source);

/* -said.c: what is said aloud of the rentals and the ways to them. */
void sublet_instances_page_follow_rental (SubletInstancesPage *self, SubletRental *rental);
void sublet_instances_page_follow_connections (SubletInstancesPage *self);

/* -select.c: several of them chosen. */
void sublet_instances_page_make_selection (SubletInstancesPage *self);
gboolean sublet_instances_page_order_selected (SubletInstancesPage *self, const char *action);
void sublet_instances_page_on_select_all (GtkWidget *widget,
                                          const char *action,
                                          GVariant *parameter);

/* -keys.c: what the keyboard does to the cards, and which of them has its focus. */
void sublet_instances_page_install_actions (GtkWidgetClass *widget_class);
void sublet_instances_page_make_keys (SubletInstancesPage *self);
/* (nullable): of the card or line that has the focus. */
SubletRental *sublet_instances_page_find_focused (SubletInstancesPage *self);
gboolean sublet_instances_page_grab_focus (GtkWidget *widget);

/* -hold.c: order and membership wait while somebody points at them. */
void sublet_instances_page_watch_list (SubletInstancesPage *self, GtkWidget *list);
void sublet_instances_page_update_held (SubletInstancesPage *self);
void sublet_instances_page_on_popover (SubletInstancesPage *self);

/* -rows.c: one timer for all that the clock alone changes, while the page is seen. */
void sublet_instances_page_start_clock (SubletInstancesPage *self);
void sublet_instances_page_stop_clock (SubletInstancesPage *self);

G_END_DECLS
