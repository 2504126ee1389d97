/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-details.h"
#include "ui/market/sublet-offer-facts.h"
#include "ui/market/sublet-offer-kinds.h"

G_BEGIN_DECLS

struct _SubletOfferDetails
{
  AdwBin parent_instance;

  SubletClock *clock;  /* (owned) */
  SubletOffer *offer;  /* (owned) (nullable) */
  SubletQuote quote;   /* of the offer */
  char *warning_text;  /* (owned) (nullable): what the warnings say now */
  GtkWidget *warnings; /* (borrowed) (nullable): a part of the content while there are any */
  GPtrArray
    *figures; /* (owned) (element-type GtkLabel): for each fact, borrowed; NULL till opened */
  AdwExpanderRow *groups_rows[SUBLET_N_OFFER_FACT_GROUPS]; /* (borrowed): inside */

  /* template children */
  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *place;
  GtkWidget *close;
  GtkWidget *reason_box;
  GtkLabel *reason;
  GtkWidget *report_box;
  GtkImage *report_icon;
  GtkLabel *report_label;
  GtkBox *content;
  GtkLabel *gpu_title;
  GtkLabel *gpu_figure;
  GtkLabel *disk_title;
  GtkLabel *disk_figure;
  GtkLabel *running_figure;
  GtkLabel *traffic_title;
  GtkLabel *traffic_figure;
  GtkLabel *job_title;
  GtkLabel *job_figure;
  GtkLabel *stopped_figure;
  SubletOfferKinds *kinds;
  AdwPreferencesGroup *groups;
  GtkButton *rent;
};

void sublet_offer_details_take_text (GtkLabel *label, char *text);

/* -facts.c */
void sublet_offer_details_make_groups (SubletOfferDetails *self);
void sublet_offer_details_update_facts (SubletOfferDetails *self);

G_END_DECLS
