/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_NOTIFICATIONS_PAGE (sublet_notifications_page_get_type ())

/* One switch for each kind. Property: "settings" (construct-only). */
G_DECLARE_FINAL_TYPE (SubletNotificationsPage,
                      sublet_notifications_page,
                      SUBLET,
                      NOTIFICATIONS_PAGE,
                      AdwPreferencesPage)

GtkWidget *sublet_notifications_page_new (SubletSettings *settings);

G_END_DECLS
