/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-form-private.h"

#include "ui/common/sublet-text-scale.h"

#include <math.h>

/* What is put into the form from outside. */

static void
fill_launch (SubletRentForm *self, double disk_gb)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);

  sublet_launch_fold_set_direct_ports (self->launch_fold, row->direct_port_count);
  sublet_software_group_fill (self->software_group, self->launch, disk_gb, row->disk_space_gb);
  sublet_launch_fold_fill (self->launch_fold, self->launch);
  sublet_onstart_fold_fill (self->onstart_fold, self->launch);
  sublet_access_fold_fill (self->access_fold, self->launch);
}

/**
 * sublet_rent_form_fill:
 * @self: a form
 * @offer: what is to be rented
 * @job: what for; its disk becomes the first value, moved into the offer's range
 * @ceiling_percent: how much dearer the next offer may be at first; 0: none is taken
 * @launch: what runs at first; copied
 * @label: (nullable): the first value
 *
 * Starts afresh: what was typed before is gone. Emits "changed".
 */
void
sublet_rent_form_fill (SubletRentForm *self,
                       SubletOffer *offer,
                       const SubletJob *job,
                       int ceiling_percent,
                       SubletLaunch *launch,
                       const char *label)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (SUBLET_IS_OFFER (offer));
  g_return_if_fail (job != NULL);
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  self->filling = TRUE;
  g_set_object (&self->offer, offer);
  self->job = *job;
  self->ceiling_percent = ceiling_percent;
  g_object_unref (self->launch);
  self->launch = sublet_launch_copy (launch);
  sublet_access_fold_set_volumes (self->access_fold, 0, NULL, 0);
  fill_launch (self, job->disk_gb);
  sublet_money_group_fill (self->money_group, offer, label);
  sublet_money_group_set_deposit_uusd (self->money_group, 0);
  sublet_offer_group_fill (self->offer_group, offer, ceiling_percent);
  self->filling = FALSE;

  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_offer:
 * @self: a form that was filled
 * @offer: what is to be rented instead
 *
 * What is typed stays, but for the bid, the ceiling and the volume, which belong to the offer.
 * Emits "changed".
 */
void
sublet_rent_form_set_offer (SubletRentForm *self, SubletOffer *offer)
{
  g_autofree char *label = NULL;
  double disk_gb;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (SUBLET_IS_OFFER (offer));
  g_return_if_fail (self->offer != NULL);

  label = sublet_rent_form_dup_label (self);
  disk_gb = sublet_rent_form_get_disk_gb (self);
  self->filling = TRUE;
  g_set_object (&self->offer, offer);
  self->job.kind = sublet_offer_get_kind (offer);
  sublet_access_fold_set_volumes (self->access_fold, 0, NULL, 0);
  fill_launch (self, isfinite (disk_gb) ? disk_gb : self->job.disk_gb);
  sublet_money_group_fill (self->money_group, offer, label);
  sublet_offer_group_fill (self->offer_group, offer, self->ceiling_percent);
  self->filling = FALSE;

  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_launch:
 * @self: a form that was filled
 * @launch: what runs instead, as by a recipe or a template; copied
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_launch (SubletRentForm *self, SubletLaunch *launch)
{
  double disk_gb;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));
  g_return_if_fail (self->offer != NULL);

  disk_gb = sublet_rent_form_get_disk_gb (self);
  self->filling = TRUE;
  g_object_unref (self->launch);
  self->launch = sublet_launch_copy (launch);
  fill_launch (self, isfinite (disk_gb) ? disk_gb : self->job.disk_gb);
  self->filling = FALSE;

  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_disk_gb:
 * @self: a form that was filled
 * @disk_gb: GB as sold, moved into the offer's range
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_disk_gb (SubletRentForm *self, double disk_gb)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (self->offer != NULL);

  self->filling = TRUE;
  sublet_software_group_fill (self->software_group,
                              self->launch,
                              disk_gb,
                              sublet_offer_get_row (self->offer)->disk_space_gb);
  self->filling = FALSE;

  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_clock:
 * @self: a form
 * @clock: (nullable): what knows the time at which a lease would end
 */
void
sublet_rent_form_set_clock (SubletRentForm *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  g_set_object (&self->clock, clock);
}

/**
 * sublet_rent_form_set_volumes:
 * @self: a form that was filled
 * @choices: (nullable) (array length=n_choices): of the offer's machine
 * @n_choices: how many
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_volumes (SubletRentForm *self,
                              const SubletVolumeChoice *choices,
                              guint n_choices)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (self->offer != NULL);

  self->filling = TRUE;
  sublet_access_fold_set_volumes (self->access_fold,
                                  sublet_offer_get_row (self->offer)->machine_id,
                                  choices,
                                  n_choices);
  sublet_access_fold_fill (self->access_fold, self->launch);
  self->filling = FALSE;

  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_narrow:
 * @self: a form
 * @narrow: whether there is little room: long texts then get a line of their own
 */
void
sublet_rent_form_set_narrow (SubletRentForm *self, gboolean narrow)
{
  gboolean tight;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  /* Large text in little room leaves no line for a title beside any field. */
  tight = narrow && sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT;
  sublet_offer_group_set_narrow (self->offer_group, narrow, tight);
  sublet_software_group_set_narrow (self->software_group, narrow, tight);
  sublet_money_group_set_narrow (self->money_group, narrow, tight);
  sublet_launch_fold_set_narrow (self->launch_fold, narrow, tight);
  sublet_access_fold_set_narrow (self->access_fold, narrow, tight);
}
