/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_FACE (sublet_billing_face_get_type ())

/*
 * What stands where the rows would: words, and the one next step as an action of the page. It also
 * has the wait before a spinner, also while it is not shown itself. Signal "waited": a spinner is
 * due.
 */
G_DECLARE_FINAL_TYPE (SubletBillingFace, sublet_billing_face, SUBLET, BILLING_FACE, GtkWidget)

GtkWidget *sublet_billing_face_new (void);

/* Never SUBLET_BILLING_FACE_CONTENT. */
void sublet_billing_face_update (SubletBillingFace *self,
                                 SubletBillingFaceKind kind,
                                 const GError *error);
/* What the wait is counted by. */
void sublet_billing_face_set_clock (SubletBillingFace *self, SubletClock *clock);
/* Of a page that is seen: begins the wait, or ends it where there is something else to see. */
void sublet_billing_face_wait (SubletBillingFace *self, SubletBillingFaceKind kind);
/* The page goes out of sight. */
void sublet_billing_face_stop_waiting (SubletBillingFace *self);
/* Whether the answer takes long enough for a spinner. */
gboolean sublet_billing_face_get_waited (SubletBillingFace *self);
void sublet_billing_face_set_size_class (SubletBillingFace *self, SubletSizeClass size_class);

G_END_DECLS
