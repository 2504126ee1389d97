/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-billing.h"

G_BEGIN_DECLS

struct _SubletBilling
{
  GObject parent_instance;

  SubletClient *client; /* (owned) */
  GListStore *charges;  /* (owned) (element-type SubletCharge) */
  GListStore *invoices; /* (owned) (element-type SubletInvoice) */
  gint64 from_us;       /* 0: the last days until now */
  gint64 until_us;
  gboolean visible;

  SubletBillingState state;
  GError *error; /* (owned) (nullable) */
  gint64 known_at_us;
  gint64 total_uusd;
  gboolean complete;

  GCancellable *asking;          /* (owned) (nullable): of the questions under way */
  SubletBillingListing *pending; /* (owned) (nullable): charges that wait for the payments */
  GCancellable *waiting;         /* (owned) (nullable): of the pause before the next question */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_REFRESHING,
  PROP_KNOWN_AT_US,
  PROP_TOTAL_UUSD,
  PROP_COMPLETE,
} SubletBillingProperty;

/* ---- billing ---- */

void sublet_billing_notify (SubletBilling *self, SubletBillingProperty property);
void sublet_billing_set_state (SubletBilling *self, SubletBillingState state);
void sublet_billing_set_error (SubletBilling *self, const GError *error);

/* ---- ask ---- */

void sublet_billing_get_range (SubletBilling *self, gint64 *from_us, gint64 *until_us);
void sublet_billing_ask (SubletBilling *self);
void sublet_billing_stop (SubletBilling *self);
void sublet_billing_wait (SubletBilling *self);

G_END_DECLS
