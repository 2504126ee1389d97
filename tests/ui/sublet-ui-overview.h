/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "core/billing/sublet-payments.h"
#include "ui/billing/sublet-spend-model.h"
#include "ui/sublet-ui-charges.h"

G_BEGIN_DECLS

typedef struct _SubletUiBiller SubletUiBiller;

/*
 * All that Overview shows, of the fixture's account: charges and rentals of a database, and a
 * server that answers what is asked beside them: no charges, and three payments or none.
 */
typedef struct
{
  SubletUiFixture *fixture; /* (borrowed) */
  SubletUiBiller *biller;   /* (owned) */
  SubletClient *client;     /* (owned) */
  SubletUiCharges *charges; /* (owned) */
  SubletSettings *settings; /* (owned): as they are by default */
  SubletOutlook *outlook;   /* (owned): of nobody, until it is loaded */
  SubletPayments *payments; /* (owned): likewise */
  SubletSpendModel *model;  /* (owned) */
} SubletUiOverview;

SubletUiOverview *sublet_ui_overview_new (SubletUiFixture *fixture);
void sublet_ui_overview_free (SubletUiOverview *self);

/* What the server answers from now on: an HTTP status, and whether there are payments. */
void sublet_ui_overview_answer (SubletUiOverview *self, guint status, bool some_payments);
/* The rentals of the journal are of this account: they have quotes. */
void sublet_ui_overview_quote (SubletUiOverview *self);
/* The account is known, and what was kept of it is read. */
void sublet_ui_overview_load (SubletUiOverview *self);

G_END_DECLS
