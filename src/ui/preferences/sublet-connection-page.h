/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/ssh/sublet-account-keys.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CONNECTION_PAGE (sublet_connection_page_get_type ())

/* How instances are reached: the SSH keys of the account. */
G_DECLARE_FINAL_TYPE (SubletConnectionPage,
                      sublet_connection_page,
                      SUBLET,
                      CONNECTION_PAGE,
                      AdwPreferencesPage)

GtkWidget *sublet_connection_page_new (SubletAccountKeys *keys, SubletRentalEngine *engine);

G_END_DECLS
