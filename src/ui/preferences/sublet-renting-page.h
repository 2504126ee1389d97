/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-settings-page.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_RENTING_PAGE (sublet_renting_page_get_type ())

/* What a new rental begins with, and what it may never cost. */
G_DECLARE_FINAL_TYPE (SubletRentingPage,
                      sublet_renting_page,
                      SUBLET,
                      RENTING_PAGE,
                      SubletSettingsPage)

GtkWidget *sublet_renting_page_new (SubletSettings *settings);

G_END_DECLS
