/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_SECTIONS (sublet_billing_sections_get_type ())

/*
 * The parts of billing: a list beside the one that is shown, or, where it is narrow, buttons over
 * it. Properties: "size-class" (bind to the window's size bin; sections that have one are bound to
 * it), "section" (name of the one that is shown, notifies).
 */
G_DECLARE_FINAL_TYPE (SubletBillingSections,
                      sublet_billing_sections,
                      SUBLET,
                      BILLING_SECTIONS,
                      AdwBin)

GtkWidget *sublet_billing_sections_new (void);

/* @title: translated, in Header Capitals. */
void sublet_billing_sections_add (SubletBillingSections *self,
                                  const char *name,
                                  const char *title,
                                  GtkWidget *section);
void sublet_billing_sections_show (SubletBillingSections *self, const char *name);
const char *sublet_billing_sections_get_shown (SubletBillingSections *self);
void sublet_billing_sections_set_size_class (SubletBillingSections *self,
                                             SubletSizeClass size_class);

G_END_DECLS
