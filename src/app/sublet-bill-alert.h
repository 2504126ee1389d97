/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILL_ALERT (sublet_bill_alert_get_type ())

/*
 * Tells the desktop of each rental whose bill is above its quote, once, when its charges are known
 * anyway: it asks the service for nothing. What was told stays true. Property: "history"
 * (SubletChargeHistory, nullable).
 */
G_DECLARE_FINAL_TYPE (SubletBillAlert, sublet_bill_alert, SUBLET, BILL_ALERT, GObject)

SubletBillAlert *sublet_bill_alert_new (GtkApplication *application, SubletSettings *settings);

/* Whose charges: NULL, nobody's. */
void sublet_bill_alert_set_history (SubletBillAlert *self, SubletChargeHistory *history);

G_END_DECLS
