/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PACKAGES_FIELD (sublet_packages_field_get_type ())

/* The packages that a launch requires, one a line. Signal: "changed". */
G_DECLARE_FINAL_TYPE (SubletPackagesField,
                      sublet_packages_field,
                      SUBLET,
                      PACKAGES_FIELD,
                      AdwPreferencesRow)

/* Starts afresh; emits nothing. */
void sublet_packages_field_fill (SubletPackagesField *self, SubletLaunch *launch);
void sublet_packages_field_write (SubletPackagesField *self, SubletLaunch *launch);
/* (nullable): what is wrong with what was written here; NULL: nothing. */
void sublet_packages_field_set_problem (SubletPackagesField *self, const char *problem);

G_END_DECLS
