/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-grouped-model.h"

G_BEGIN_DECLS

typedef struct
{
  guint rank;
  char *key;                   /* (owned) (nullable) */
  SubletGroupCaption *caption; /* (owned) (nullable): once it was needed */
  GPtrArray *members;          /* (owned) (element-type GObject): borrowed, as arranged lately */
} SubletGroup;

struct _SubletGroupedModel
{
  GObject parent_instance;

  GListModel *source; /* (owned) (nullable) */
  gulong items_changed_handler;
  const SubletGrouping *grouping; /* (nullable): all are one group without a caption */
  gboolean captioned;

  GPtrArray *watched; /* (owned) (element-type GObject): the source's items, notify connected */
  GPtrArray *shown;   /* (owned) (element-type GObject): captions and items */
  GHashTable *groups; /* (owned): a set of SubletGroup */
  GHashTable *placed; /* (owned) shown item to its SubletGroup; items are kept by shown */
  GCompareDataFunc compare; /* (nullable): among those of one group */
  gpointer compare_data;
  guint pending;
  guint moves;      /* those of them that come, go or change their group */
  guint arrange_id; /* the order may be another one */
  gboolean held;
};

void sublet_grouped_model_set_pending (SubletGroupedModel *self, guint pending);

/* -arrange.c: what stands where, and how what is shown becomes that. */
GHashTable *sublet_grouped_model_make_groups (void);
bool sublet_grouped_model_is_in_place (SubletGroupedModel *self, gpointer item);
void sublet_grouped_model_apply (SubletGroupedModel *self);
/* Now, or later while it is held. */
void sublet_grouped_model_update (SubletGroupedModel *self);

G_END_DECLS
