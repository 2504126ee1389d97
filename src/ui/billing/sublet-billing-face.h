/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_FACE (sublet_billing_face_get_type ())

/* What stands where the rows would: words, and the one next step as an action of the page. */
G_DECLARE_FINAL_TYPE (SubletBillingFace, sublet_billing_face, SUBLET, BILLING_FACE, GtkWidget)

GtkWidget *sublet_billing_face_new (void);

/* Never SUBLET_BILLING_FACE_CONTENT. */
void sublet_billing_face_update (SubletBillingFace *self,
                                 SubletBillingFaceKind kind,
                                 const GError *error);
void sublet_billing_face_set_size_class (SubletBillingFace *self, SubletSizeClass size_class);

G_END_DECLS
