/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"
#include "ui/sublet-ui-journal.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* Whose they are. */
#define SUBLET_UI_ACCOUNT 900

/* Days of charges of the rentals of a journal, in a database of their own. */
typedef struct
{
  SubletUiFixture *fixture;     /* (borrowed) */
  SubletUiJournal *journal;     /* (owned) of six rentals */
  SubletClient *client;         /* (owned): nobody answers it, unless it was given */
  SubletChargeHistory *history; /* (owned): of nobody, until it is loaded */
} SubletUiCharges;

SubletUiCharges *sublet_ui_charges_new (SubletUiFixture *fixture);
SubletUiCharges *sublet_ui_charges_new_for_client (SubletUiFixture *fixture, SubletClient *client);
void sublet_ui_charges_free (SubletUiCharges *charges);

/* The day so many days ago is known, with all that may be charged or with nothing. */
void sublet_ui_charges_put (SubletUiCharges *charges, guint n_days_ago, bool charged);
/* From so many days ago until today. */
void sublet_ui_charges_put_all (SubletUiCharges *charges, guint n_days);
/* The account is known, and what was kept of it is read. */
void sublet_ui_charges_load (SubletUiCharges *charges);
/* A SubletError is why days were not answered. */
void sublet_ui_charges_fail (SubletUiCharges *charges, int code);

G_END_DECLS
