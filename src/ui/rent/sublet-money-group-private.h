/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-field-row.h"
#include "ui/rent/sublet-money-group.h"

G_BEGIN_DECLS

/* The group's files share this: its deposit and its lease have one of their own each. */
struct _SubletMoneyGroup
{
  AdwPreferencesGroup parent_instance;

  /* state */
  SubletOffer *offer; /* (owned) (nullable): until filled */
  GArray *hours;      /* (owned) (element-type int): of lease_choice, entry by entry */
  gboolean bid_touched;
  gint64 credit_uusd; /* SUBLET_MONEY_UNKNOWN: not known */
  gboolean filling;
  char *problem; /* (owned) (nullable) */

  /* template children */
  SubletFieldRow *kind_row;
  GtkBox *kind_box;
  GtkToggleButton *on_demand_button;
  GtkToggleButton *interruptible_button;
  GtkToggleButton *reserved_button;
  SubletFieldRow *search_row;
  GtkButton *search_button;
  SubletFieldRow *bid_row;
  GtkSpinButton *bid_spin;
  SubletFieldRow *deposit_row;
  GtkSpinButton *deposit_spin;
  SubletFieldRow *lease_row;
  GtkBox *lease_box;
  GtkDropDown *lease_choice;
  GtkLabel *then_label;
  GtkDropDown *end_choice;
  SubletFieldRow *label_row;
  GtkEntry *label_entry;
};

/* Marks what is wrong with the deposit and says what it buys. Returns (transfer full) (nullable)
 * the sentence about what is wrong. */
char *sublet_money_group_check_deposit (SubletMoneyGroup *self,
                                        const SubletQuote *plain,
                                        const SubletQuote *discounted);

/* -lease.c */
void sublet_money_group_show_lease (SubletMoneyGroup *self);

G_END_DECLS
