/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-charge.h"
#include "core/model/sublet-invoice.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* A bill in a chosen state, without a service that would send one. */

/* (transfer full): of an instance, 21 to 23 Nov; the rest of the amount is the GPU's. */
SubletCharge *sublet_ui_make_charge (const char *label,
                                     gint64 instance_id,
                                     gint64 amount_uusd,
                                     gint64 disk_uusd);
/* (transfer full) */
SubletInvoice *sublet_ui_make_invoice (SubletInvoiceKind kind,
                                       gint64 when_us,
                                       gint64 amount_uusd,
                                       bool paid);

/* Four charges and three payments. */
void sublet_ui_bill_add_some (SubletUiFixture *fixture);
/* Known at 14:10; whatever was being asked is not any more. */
void sublet_ui_bill_set_known (SubletUiFixture *fixture, bool complete);
/* Why the last question was not answered: a SubletError. What was known stays, as of 14:02. */
void sublet_ui_bill_set_failed (SubletUiFixture *fixture, int code);

G_END_DECLS
