/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rent/sublet-launch-fold.h"
#include "ui/rent/sublet-money-group.h"
#include "ui/rent/sublet-offer-group.h"
#include "ui/rent/sublet-onstart-fold.h"
#include "ui/rent/sublet-rent-form.h"
#include "ui/rent/sublet-software-group.h"

G_BEGIN_DECLS

/* The form's parts, one file each, share this. Nobody outside them includes it. */
struct _SubletRentForm
{
  AdwBin parent_instance;

  /* state */
  SubletOffer *offer; /* (owned) (nullable): until filled */
  SubletJob job;
  int ceiling_percent;
  SubletClock *clock;   /* (owned) (nullable) */
  SubletLaunch *launch; /* (owned): as the fields stand */
  char *problem;        /* (owned) (nullable) */
  gboolean filling;

  /* template children */
  SubletOfferGroup *offer_group;
  GtkBox *missing_box;
  GtkLabel *missing_label;
  SubletSoftwareGroup *software_group;
  SubletMoneyGroup *money_group;
  SubletLaunchFold *launch_fold;
  SubletOnstartFold *onstart_fold;
  SubletAccessFold *access_fold;
};

/* sublet-rent-form.c: reads and checks all fields, and tells of it. */
void sublet_rent_form_update (SubletRentForm *self);

G_END_DECLS
