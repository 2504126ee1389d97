/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-settings-page.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_PAGE (sublet_terminal_page_get_type ())

/* How terminals look and sound, and how much they remember. */
G_DECLARE_FINAL_TYPE (SubletTerminalPage,
                      sublet_terminal_page,
                      SUBLET,
                      TERMINAL_PAGE,
                      SubletSettingsPage)

GtkWidget *sublet_terminal_page_new (SubletSettings *settings);

G_END_DECLS
