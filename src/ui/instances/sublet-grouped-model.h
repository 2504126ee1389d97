/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-group-caption.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef guint (*SubletGroupFunc) (gpointer item);
typedef const char *(*SubletGroupTitleFunc) (guint group);

#define SUBLET_TYPE_GROUPED_MODEL (sublet_grouped_model_get_type ())

/*
 * The items of another list, those of one group together behind its caption, otherwise in their
 * order or in one that is set. An item that changes its group moves. While "held" is set nothing
 * moves: "pending" counts what waits.
 */
G_DECLARE_FINAL_TYPE (SubletGroupedModel, sublet_grouped_model, SUBLET, GROUPED_MODEL, GObject)

SubletGroupedModel *sublet_grouped_model_new (GListModel *source,
                                              guint n_groups,
                                              SubletGroupFunc get_group,
                                              SubletGroupTitleFunc get_title);

void sublet_grouped_model_set_order (SubletGroupedModel *self,
                                     GCompareDataFunc func,
                                     gpointer user_data);
void sublet_grouped_model_set_flat (SubletGroupedModel *self, gboolean flat);
void sublet_grouped_model_set_held (SubletGroupedModel *self, gboolean held);
void sublet_grouped_model_flush (SubletGroupedModel *self);
guint sublet_grouped_model_get_pending (SubletGroupedModel *self);
/* G_MAXUINT when it is not shown. */
guint sublet_grouped_model_find (SubletGroupedModel *self, gpointer item);

G_END_DECLS
