/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"
#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ACCOUNT_PAGE (sublet_account_page_get_type ())

/*
 * Whose key is in use, what it may do, and which server it goes to. Properties (construct-only):
 * "session", "settings". Signals: "replace-key", "forget-key".
 */
G_DECLARE_FINAL_TYPE (SubletAccountPage,
                      sublet_account_page,
                      SUBLET,
                      ACCOUNT_PAGE,
                      AdwPreferencesPage)

GtkWidget *sublet_account_page_new (SubletSession *session, SubletSettings *settings);

G_END_DECLS
