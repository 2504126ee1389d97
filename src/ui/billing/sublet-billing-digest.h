/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-row.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_DIGEST (sublet_billing_digest_get_type ())

/*
 * The first rows of a section of billing, and the way to all of them: the button and each row
 * activate "billing.show-section".
 */
G_DECLARE_FINAL_TYPE (SubletBillingDigest, sublet_billing_digest, SUBLET, BILLING_DIGEST, GtkWidget)

/* @title, @all: translated, in Header Capitals; @section: its name. */
GtkWidget *sublet_billing_digest_new (const char *title, const char *all, const char *section);

/* (transfer none): the row of that number from 0 on, which is there from now on. */
SubletBillingRow *sublet_billing_digest_take_row (SubletBillingDigest *self, guint place);
/* So many rows are used; @nothing: what is said where there are none. */
void sublet_billing_digest_end (SubletBillingDigest *self, guint n_rows, const char *nothing);

G_END_DECLS
