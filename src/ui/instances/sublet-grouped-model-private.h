/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-grouped-model.h"

G_BEGIN_DECLS

struct _SubletGroupedModel
{
  GObject parent_instance;

  GListModel *source; /* (owned) (nullable) */
  gulong items_changed_handler;
  SubletGroupFunc get_group;
  guint n_groups;
  GPtrArray *captions; /* (owned) (element-type SubletGroupCaption): one per group */

  GPtrArray *watched; /* (owned) (element-type GObject): the source's items, notify connected */
  GPtrArray *shown;   /* (owned) (element-type GObject): captions and items */
  GHashTable *groups; /* (owned) shown item to its group + 1; items are kept by shown */
  GCompareDataFunc compare; /* (nullable): among those of one group */
  gpointer compare_data;
  guint pending;
  guint arrange_id; /* the order may be another one */
  gboolean held;
  gboolean flat; /* without groups and captions */
};

void sublet_grouped_model_set_pending (SubletGroupedModel *self, guint pending);

/* -arrange.c: what stands where, and how what is shown becomes that. */
guint sublet_grouped_model_get_group (SubletGroupedModel *self, gpointer item);
void sublet_grouped_model_apply (SubletGroupedModel *self);
/* Now, or later while it is held. */
void sublet_grouped_model_update (SubletGroupedModel *self);

G_END_DECLS
