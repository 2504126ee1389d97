/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/market/sublet-job.h"
#include "core/market/sublet-policy.h"
#include "core/model/sublet-launch.h"
#include "core/model/sublet-offer.h"
#include "core/rental/sublet-rental-request.h"
#include "ui/rent/sublet-access-fold.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RENT_FORM (sublet_rent_form_get_type ())

/*
 * What is chosen about a rental: which offers, what runs, what is paid, and folded away how it is
 * launched. It checks each field while it is typed. Property: "problem" (read-only, nullable: the
 * first sentence about a field). Signals: "changed" after any value changed; "search-kind"
 * (SubletPriceKind) when the person wants offers with another kind of price; "policy-chosen"
 * (SubletPolicy); "choose-template"; "show-keys"; "launch-opened" and "access-opened" when the
 * first and the last of the folded rows are.
 */
G_DECLARE_FINAL_TYPE (SubletRentForm, sublet_rent_form, SUBLET, RENT_FORM, AdwBin)

/* The job's disk becomes the first value, moved into the offer's range. The launch is copied. */
void sublet_rent_form_fill (SubletRentForm *self,
                            SubletOffer *offer,
                            const SubletJob *job,
                            int ceiling_percent,
                            SubletLaunch *launch,
                            const char *label);
/* Another offer: what is typed stays, as far as it is about this one too. */
void sublet_rent_form_set_offer (SubletRentForm *self, SubletOffer *offer);
/* Instead of what is typed, as by a recipe or a template. Emits "changed". */
void sublet_rent_form_set_launch (SubletRentForm *self, SubletLaunch *launch);
void sublet_rent_form_set_disk_gb (SubletRentForm *self, double disk_gb);
/* For when a lease ends. */
void sublet_rent_form_set_clock (SubletRentForm *self, SubletClock *clock);
/* See sublet-software-group.h, sublet-offer-group.h, sublet-money-group.h. */
void sublet_rent_form_set_recent_images (SubletRentForm *self, const char *const *images);
void sublet_rent_form_offer_templates (SubletRentForm *self);
/* What stands in the empty field of the image. */
void sublet_rent_form_set_template_image (SubletRentForm *self, const char *image);
void sublet_rent_form_set_template_gone (SubletRentForm *self, gboolean gone);
void sublet_rent_form_set_recipe_menu (SubletRentForm *self, GMenuModel *menu);
void sublet_rent_form_set_policy (SubletRentForm *self, gboolean chosen, SubletPolicy policy);
void sublet_rent_form_set_most (SubletRentForm *self, guint most);
void sublet_rent_form_set_count (SubletRentForm *self, guint count);
void sublet_rent_form_set_lease (SubletRentForm *self, int hours, SubletLeaseEnd end);
/* How much dearer the next offer may be, again from the price. */
void sublet_rent_form_set_ceiling_percent (SubletRentForm *self, int ceiling_percent);
void sublet_rent_form_set_stop_on_failure (SubletRentForm *self, gboolean stop);
void sublet_rent_form_set_deposit_uusd (SubletRentForm *self, gint64 deposit_uusd);
/* Of the account; SUBLET_MONEY_UNKNOWN. */
void sublet_rent_form_set_credit (SubletRentForm *self, gint64 credit_uusd);
void sublet_rent_form_set_label (SubletRentForm *self, const char *label);
int sublet_rent_form_get_ceiling_percent (SubletRentForm *self);
void sublet_rent_form_set_account_secrets (SubletRentForm *self, const char *const *names);
void sublet_rent_form_set_volumes (SubletRentForm *self,
                                   const SubletVolumeChoice *choices,
                                   guint n_choices);
void sublet_rent_form_focus_image (SubletRentForm *self);
/* Texts get a line of their own. */
void sublet_rent_form_set_narrow (SubletRentForm *self, gboolean narrow);

/* GB as sold; NAN when no number is typed. */
double sublet_rent_form_get_disk_gb (SubletRentForm *self);
SubletLaunch *sublet_rent_form_get_launch (SubletRentForm *self);
char *sublet_rent_form_dup_label (SubletRentForm *self);
gint64 sublet_rent_form_get_ceiling_nusd (SubletRentForm *self);
gint64 sublet_rent_form_get_bid_nusd (SubletRentForm *self);
gint64 sublet_rent_form_get_deposit_uusd (SubletRentForm *self);
gint64 sublet_rent_form_get_volume_rate_nusd (SubletRentForm *self);
gint64 sublet_rent_form_get_lease_us (SubletRentForm *self);
SubletLeaseEnd sublet_rent_form_get_lease_end (SubletRentForm *self);
/* 0 when no number is typed. */
guint sublet_rent_form_get_count (SubletRentForm *self);
gboolean sublet_rent_form_get_stop_on_failure (SubletRentForm *self);
const char *sublet_rent_form_get_problem (SubletRentForm *self);

G_END_DECLS
