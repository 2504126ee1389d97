/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-settings-page.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_WATCHING_PAGE (sublet_watching_page_get_type ())

/* What Sublet watches for, and whether it goes on without its window. */
G_DECLARE_FINAL_TYPE (SubletWatchingPage,
                      sublet_watching_page,
                      SUBLET,
                      WATCHING_PAGE,
                      SubletSettingsPage)

GtkWidget *sublet_watching_page_new (SubletSettings *settings);

G_END_DECLS
