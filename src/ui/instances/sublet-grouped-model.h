/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-group-caption.h"

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * What items have in common. Groups stand by their rank; those of one rank and different keys as
 * the first item of each does. Both are asked for again whenever a property of the item notifies.
 */
typedef struct
{
  guint (*get_rank) (gpointer item);
  const char *(*get_key) (gpointer item); /* (nullable); its answer (transfer none) (nullable) */
  char *(*dup_title) (gpointer item);     /* of the group's caption */
} SubletGrouping;

#define SUBLET_TYPE_GROUPED_MODEL (sublet_grouped_model_get_type ())

/*
 * The items of another list, those of one group together behind its caption, otherwise in their
 * order or in one that is set. An item that changes its group moves. While "held" is set nothing
 * moves: "pending" counts what waits.
 */
G_DECLARE_FINAL_TYPE (SubletGroupedModel, sublet_grouped_model, SUBLET, GROUPED_MODEL, GObject)

SubletGroupedModel *sublet_grouped_model_new (GListModel *source, const SubletGrouping *grouping);

void sublet_grouped_model_set_order (SubletGroupedModel *self,
                                     GCompareDataFunc func,
                                     gpointer user_data);
void sublet_grouped_model_set_grouping (SubletGroupedModel *self,
                                        const SubletGrouping *grouping,
                                        gboolean captioned);
void sublet_grouped_model_set_held (SubletGroupedModel *self, gboolean held);
void sublet_grouped_model_flush (SubletGroupedModel *self);
guint sublet_grouped_model_get_pending (SubletGroupedModel *self);
/* G_MAXUINT when it is not shown. */
guint sublet_grouped_model_find (SubletGroupedModel *self, gpointer item);

G_END_DECLS
