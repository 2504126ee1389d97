/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-settings-page.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_NOTIFICATIONS_PAGE (sublet_notifications_page_get_type ())

/* One switch for each kind. */
G_DECLARE_FINAL_TYPE (SubletNotificationsPage,
                      sublet_notifications_page,
                      SUBLET,
                      NOTIFICATIONS_PAGE,
                      SubletSettingsPage)

GtkWidget *sublet_notifications_page_new (SubletSettings *settings);

G_END_DECLS
