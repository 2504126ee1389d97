/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CREDIT_ALERT (sublet_credit_alert_get_type ())

/*
 * Tells the desktop, once each time, that the credit will not last as long as the person wants to
 * be warned before, and takes it back when it does again. It does nothing else.
 */
G_DECLARE_FINAL_TYPE (SubletCreditAlert, sublet_credit_alert, SUBLET, CREDIT_ALERT, GObject)

SubletCreditAlert *sublet_credit_alert_new (GtkApplication *application, SubletSettings *settings);

/* Whose credit: NULL, nobody's. */
void sublet_credit_alert_set_engine (SubletCreditAlert *self, SubletRentalEngine *engine);

G_END_DECLS
