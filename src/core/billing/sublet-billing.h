/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SubletBillingState:
 * @SUBLET_BILLING_STATE_NEVER: not asked yet
 * @SUBLET_BILLING_STATE_LOADING: asked for the first time in this range
 * @SUBLET_BILLING_STATE_KNOWN: the lists are of this range; "error" tells when a later refresh
 * failed
 * @SUBLET_BILLING_STATE_ERROR: nothing is known of this range
 */
typedef enum
{
  SUBLET_BILLING_STATE_NEVER,
  SUBLET_BILLING_STATE_LOADING,
  SUBLET_BILLING_STATE_KNOWN,
  SUBLET_BILLING_STATE_ERROR,
} SubletBillingState;

#define SUBLET_TYPE_BILLING_STATE (sublet_billing_state_get_type ())

GType sublet_billing_state_get_type (void);

#define SUBLET_TYPE_BILLING (sublet_billing_get_type ())

/*
 * What the service has billed and what was paid in, in a range of UTC days. Main thread; reads
 * only. Properties (read-only, notify): "state", "error" (boxed GError), "refreshing",
 * "known-at-us", "total-uusd" (of the charges), "complete" (every row of the range is here).
 */
G_DECLARE_FINAL_TYPE (SubletBilling, sublet_billing, SUBLET, BILLING, GObject)

SubletBilling *sublet_billing_new (SubletClient *client);

SubletClock *sublet_billing_get_clock (SubletBilling *self);

/* Service time in Unix microseconds; whole UTC days from one moment's to the other's. Asks. */
void sublet_billing_set_range (SubletBilling *self, gint64 from_us, gint64 until_us);
gint64 sublet_billing_get_from_us (SubletBilling *self);
gint64 sublet_billing_get_until_us (SubletBilling *self);

/* Asks again now. */
void sublet_billing_refresh (SubletBilling *self);
/* Visible: asks when what is known is old, and every five minutes. */
void sublet_billing_set_visible (SubletBilling *self, gboolean visible);
gboolean sublet_billing_get_visible (SubletBilling *self);
/* Forgets everything (another account or server). */
void sublet_billing_clear (SubletBilling *self);

SubletBillingState sublet_billing_get_state (SubletBilling *self);
const GError *sublet_billing_get_error (SubletBilling *self);
gboolean sublet_billing_get_refreshing (SubletBilling *self);
gint64 sublet_billing_get_known_at_us (SubletBilling *self);
gint64 sublet_billing_get_total_uusd (SubletBilling *self);
gboolean sublet_billing_get_complete (SubletBilling *self);

/* (transfer none) GListModel of SubletCharge, the dearest first. */
GListModel *sublet_billing_get_charges (SubletBilling *self);
/* (transfer none) GListModel of SubletInvoice, the latest first. */
GListModel *sublet_billing_get_invoices (SubletBilling *self);

G_END_DECLS
