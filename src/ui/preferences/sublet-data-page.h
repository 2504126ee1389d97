/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_DATA_PAGE (sublet_data_page_get_type ())

/* What Sublet keeps on this computer, and where. Properties (construct-only): "profile", "engine".
 */
G_DECLARE_FINAL_TYPE (SubletDataPage, sublet_data_page, SUBLET, DATA_PAGE, AdwPreferencesPage)

GtkWidget *sublet_data_page_new (SubletProfile *profile, SubletRentalEngine *engine);

G_END_DECLS
