/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CHECK_LIST (sublet_check_list_get_type ())

/*
 * The checks of a request, kept up to date. Lines that say nothing worth reading (no cap is set,
 * the list is known, the form says it itself) are left out. Signals: "changed" when a line
 * may say something else; "fix" (SubletPreflightKind); "worse" (char *, a sentence); "order-failed"
 * (GError).
 */
G_DECLARE_FINAL_TYPE (SubletCheckList, sublet_check_list, SUBLET, CHECK_LIST, AdwBin)

GtkWidget *sublet_check_list_new (void);

void sublet_check_list_set_preflight (SubletCheckList *self,
                                      SubletPreflight *preflight,
                                      SubletRentalEngine *engine);
/* What a line about a cap names; 0: none. */
void sublet_check_list_set_caps (SubletCheckList *self, gint64 per_hour_nusd, gint64 per_day_uusd);
/* Why nothing can be rented, for beside the button; NULL when nothing stops. */
char *sublet_check_list_dup_stop (SubletCheckList *self);

G_END_DECLS
