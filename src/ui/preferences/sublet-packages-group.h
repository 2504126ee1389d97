/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PACKAGES_GROUP (sublet_packages_group_get_type ())

/*
 * What the checks of an instance ask for beside the rest: the person's packages, and the network.
 * Each change is kept at once, except for rows that say what is wrong with them.
 */
G_DECLARE_FINAL_TYPE (SubletPackagesGroup,
                      sublet_packages_group,
                      SUBLET,
                      PACKAGES_GROUP,
                      AdwPreferencesGroup)

GtkWidget *sublet_packages_group_new (SubletSettings *settings);

G_END_DECLS
