/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-spend-model.h"

#include "core/billing/sublet-charge-watch.h"

G_BEGIN_DECLS

/* What the journal knows of an instance. */
typedef struct
{
  char *label;    /* (owned) (nullable) */
  char *gpu_name; /* (owned) (nullable) */
  gint64 machine_id;
} SubletSpendModelPlace;

struct _SubletSpendModel
{
  GObject parent_instance;

  SubletJournalHistory *journal; /* (owned) */
  SubletChargeHistory *history;  /* (owned) (nullable) */
  SubletChargeWatch *watch;      /* (owned) (nullable): while somebody looks */

  SubletBillingRange range;
  gint64 from_us; /* while the range is of chosen days */
  gint64 until_us;
  SubletSpendStep step;
  SubletSpendGrouping grouping;
  int n_looking; /* how many look */

  SubletSpend *added; /* (owned) (nullable): the history's */
  SubletSpend *spend; /* (owned) (nullable): the same, with its places */
  GHashTable *places; /* (owned) (element-type gint64 SubletSpendModelPlace): by instance id */
};

G_END_DECLS
