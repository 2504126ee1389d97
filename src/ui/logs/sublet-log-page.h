/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LOG_PAGE (sublet_log_page_get_type ())

/*
 * One log with its four faces, its search and its status line; it is asked for while the page is
 * mapped. Properties: "log" (construct-only), "follow", "search-mode", "has-lines" (read-only).
 */
G_DECLARE_FINAL_TYPE (SubletLogPage, sublet_log_page, SUBLET, LOG_PAGE, GtkWidget)

GtkWidget *sublet_log_page_new (SubletLog *log);

SubletLog *sublet_log_page_get_log (SubletLogPage *self);
gboolean sublet_log_page_get_has_lines (SubletLogPage *self);

gboolean sublet_log_page_get_search_mode (SubletLogPage *self);
void sublet_log_page_set_search_mode (SubletLogPage *self, gboolean search_mode);
gboolean sublet_log_page_get_follow (SubletLogPage *self);
void sublet_log_page_set_follow (SubletLogPage *self, gboolean follow);

G_END_DECLS
