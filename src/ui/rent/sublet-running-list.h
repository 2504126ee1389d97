/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RUNNING_LIST (sublet_running_list_get_type ())

/*
 * What is rented already, each with Stop… and Destroy…. Signal: "order-failed" (GError) when the
 * service did not take an order.
 */
G_DECLARE_FINAL_TYPE (SubletRunningList, sublet_running_list, SUBLET, RUNNING_LIST, AdwBin)

GtkWidget *sublet_running_list_new (void);

void sublet_running_list_set_engine (SubletRunningList *self, SubletRentalEngine *engine);

G_END_DECLS
