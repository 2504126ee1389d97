/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"

#include "core/billing/sublet-budget-memory.h"
#include "core/billing/sublet-charge-watch.h"
#include "core/rental/sublet-idle-volumes.h"

#include <stdbool.h>

G_BEGIN_DECLS

struct _SubletOutlook
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  SubletClient *client;       /* (owned) */
  SubletSettings *settings;   /* (owned) */
  SubletIdleVolumes *volumes; /* (owned) */

  SubletChargeHistory *history; /* (owned) (nullable): until the database is open */
  SubletChargeWatch *watch;     /* (owned) (nullable): while somebody wants to know */
  gint64 account_id;            /* the history's */
  guint n_watching;
  bool watches_volumes;
  gint64 day_us; /* the present UTC day, as it was asked for */

  /* of the charges */
  SubletSpend *spend;       /* (owned) (nullable): nothing is known */
  gint64 spend_known_at_us; /* of the present day; 0: not known */

  /* what a person was told of the budgets */
  SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS];
  gint64 warned_account_id; /* whose they are; 0: they were not read yet */
};

/* ---- outlook ---- */

gint64 sublet_outlook_get_now_us (SubletOutlook *self);
void sublet_outlook_emit_changed (SubletOutlook *self);

/* ---- warnings ---- */

/* Of the account of now. */
void sublet_outlook_load_warnings (SubletOutlook *self);

G_END_DECLS
