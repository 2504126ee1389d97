/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-payments.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PAYMENTS_VIEW (sublet_payments_view_get_type ())

/*
 * What was paid in, given back and moved, the latest first, and the way to the service's own
 * invoices. Properties: "payments", "clock" (construct-only). Signals and actions: those of
 * sublet-billing-actions.h, and billing.refresh.
 */
G_DECLARE_FINAL_TYPE (SubletPaymentsView, sublet_payments_view, SUBLET, PAYMENTS_VIEW, AdwBin)

GtkWidget *sublet_payments_view_new (SubletPayments *payments, SubletClock *clock);

G_END_DECLS
