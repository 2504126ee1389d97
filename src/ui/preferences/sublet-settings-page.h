/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SETTINGS_PAGE (sublet_settings_page_get_type ())

/* A page of the preferences that shows and changes settings. Property (construct-only): "settings".
 */
G_DECLARE_DERIVABLE_TYPE (SubletSettingsPage,
                          sublet_settings_page,
                          SUBLET,
                          SETTINGS_PAGE,
                          AdwPreferencesPage)

struct _SubletSettingsPageClass
{
  AdwPreferencesPageClass parent_class;
};

SubletSettings *sublet_settings_page_get_settings (SubletSettingsPage *self);

G_END_DECLS
