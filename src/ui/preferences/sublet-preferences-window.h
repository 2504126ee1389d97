/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/secrets/sublet-session.h"
#include "core/ssh/sublet-account-keys.h"
#include "core/store/sublet-profile.h"
#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PREFERENCES_WINDOW (sublet_preferences_window_get_type ())

/*
 * Account, renting, connection, data: what works now. Searchable; changes count at once, money and
 * addresses by their button.
 *
 * Properties (construct-only): "settings", "session", "engine", "profile", "account-keys".
 *
 * Signals, for the window that opened it; this one is closed already when they arrive:
 * - "replace-key": the person wants to enter another key (win.replace-key);
 * - "forget-key": the person wants to sign out; nothing was asked yet (win.forget-key).
 */
G_DECLARE_FINAL_TYPE (SubletPreferencesWindow,
                      sublet_preferences_window,
                      SUBLET,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

SubletPreferencesWindow *sublet_preferences_window_new (GtkWindow *parent,
                                                        SubletSettings *settings,
                                                        SubletSession *session,
                                                        SubletRentalEngine *engine,
                                                        SubletProfile *profile,
                                                        SubletAccountKeys *keys);

/* "account", "renting", "connection" or "data": as the rent window's "preferences-requested" names
 * it. */
void sublet_preferences_window_show_page (SubletPreferencesWindow *self, const char *page);

G_END_DECLS
