/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/model/sublet-offer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RENT_FORM (sublet_rent_form_get_type ())

/*
 * What is chosen about one rental: ceiling, image, disk, label. It checks each field while it is
 * typed. Property: "problem" (read-only, nullable: the first sentence about a field). Signals:
 * "changed" after any value changed; "search-on-demand" when the person wants offers that can be
 * rented.
 */
G_DECLARE_FINAL_TYPE (SubletRentForm, sublet_rent_form, SUBLET, RENT_FORM, AdwBin)

/* The job's disk becomes the first value, moved into the offer's range. */
void sublet_rent_form_fill (SubletRentForm *self,
                            SubletOffer *offer,
                            const SubletJob *job,
                            int ceiling_percent,
                            const char *image,
                            const char *label);
/* NULL or empty: the button for them is hidden. */
void sublet_rent_form_set_recent_images (SubletRentForm *self, const char *const *images);
void sublet_rent_form_focus_image (SubletRentForm *self);
/* Texts get a line of their own. */
void sublet_rent_form_set_narrow (SubletRentForm *self, gboolean narrow);

double sublet_rent_form_get_disk_gb (SubletRentForm *self);
const char *sublet_rent_form_get_image (SubletRentForm *self);
char *sublet_rent_form_dup_label (SubletRentForm *self);
gint64 sublet_rent_form_get_ceiling_nusd (SubletRentForm *self);
const char *sublet_rent_form_get_problem (SubletRentForm *self);

G_END_DECLS
