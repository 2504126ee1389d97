/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PANE_VIEW (sublet_pane_view_get_type ())

/*
 * Content between a start pane (260) and an end pane (320). A pane is docked beside the content
 * while that keeps 520, the end pane first; else it covers the content, with a row that leads back.
 *
 * Properties: "start", "content", "end" (widgets, nullable), "start-title", "end-title" (of the way
 * back), "start-shown", "end-shown" (writable: is it seen now; bind toggle buttons both ways),
 * "start-remembered", "end-remembered" (writable: shown whenever there is room; what is saved),
 * "start-docked", "end-docked" (read-only).
 */
G_DECLARE_FINAL_TYPE (SubletPaneView, sublet_pane_view, SUBLET, PANE_VIEW, GtkWidget)

GtkWidget *sublet_pane_view_new (void);

void sublet_pane_view_set_start (SubletPaneView *self, GtkWidget *start);
void sublet_pane_view_set_content (SubletPaneView *self, GtkWidget *content);
void sublet_pane_view_set_end (SubletPaneView *self, GtkWidget *end);

gboolean sublet_pane_view_get_start_shown (SubletPaneView *self);
void sublet_pane_view_set_start_shown (SubletPaneView *self, gboolean shown);
gboolean sublet_pane_view_get_end_shown (SubletPaneView *self);
void sublet_pane_view_set_end_shown (SubletPaneView *self, gboolean shown);
gboolean sublet_pane_view_get_start_docked (SubletPaneView *self);
gboolean sublet_pane_view_get_end_docked (SubletPaneView *self);

G_END_DECLS
