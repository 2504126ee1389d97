/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-find-bar.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_LOG_SEARCH (sublet_log_search_get_type ())

/* Finds lines of a text, the latest first. Signal "found": one was brought into sight. */
G_DECLARE_FINAL_TYPE (SubletLogSearch, sublet_log_search, SUBLET, LOG_SEARCH, SubletFindBar)

/* (nullable): where to search. */
void sublet_log_search_set_text_view (SubletLogSearch *self, GtkTextView *text_view);

G_END_DECLS
