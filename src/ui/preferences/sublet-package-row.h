/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-package.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PACKAGE_ROW (sublet_package_row_get_type ())

/*
 * One package of the person's list: its name, which versions will do, whether work fails without
 * it. Signals: "changed" after anything typed or switched, "remove".
 */
G_DECLARE_FINAL_TYPE (SubletPackageRow, sublet_package_row, SUBLET, PACKAGE_ROW, AdwPreferencesRow)

GtkWidget *sublet_package_row_new (const SubletRuntimePackage *package);

/* (transfer full): what is typed. */
SubletRuntimePackage *sublet_package_row_dup_package (SubletPackageRow *self);
/* Whether nothing is typed. */
gboolean sublet_package_row_is_blank (SubletPackageRow *self);
/* twice: another row has its name. */
void sublet_package_row_set_problem (SubletPackageRow *self,
                                     SubletRuntimePackageProblem problem,
                                     gboolean twice);
void sublet_package_row_focus (SubletPackageRow *self);

G_END_DECLS
