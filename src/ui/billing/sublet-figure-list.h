/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A list of widgets that are rows by themselves, of which one may be a table of figures; where
 * there is no room for its columns, its rows stand below the widgets instead. For sections that
 * scroll as one.
 */

/* @models: the list's parts, the first one of widgets; @rows: the table's. */
void sublet_figure_list_set_up (GtkListView *list, GListStore *models, GListModel *rows);
/* What stays, stays where it is, with the focus that it may have. @widgets: borrowed. */
void sublet_figure_list_put (GListStore *widgets, GPtrArray *wanted);
/* @rows: (nullable): not in the list. */
void sublet_figure_list_set_rows (GListStore *models, GListModel *rows);

G_END_DECLS
