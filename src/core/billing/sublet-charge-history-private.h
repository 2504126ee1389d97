/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"
#include "core/billing/sublet-charge-watch.h"

G_BEGIN_DECLS

/* Of UTC days, by a moment of the first and one of the last. */
typedef struct
{
  gint64 from_us;
  gint64 until_us;
} SubletChargeRange;

struct _SubletChargeHistory
{
  GObject parent_instance;

  SubletClient *client;     /* (owned) */
  SubletDatabase *database; /* (owned) */
  gint64 account_id;        /* 0: nobody */
  gboolean awaited;         /* the service has not said yet that it is this one: nothing is asked */
  GPtrArray *ranges; /* (owned) (element-type SubletChargeRange) (borrowed): of the watches */

  GPtrArray *days;       /* (owned) (element-type SubletChargeDay) the earliest first */
  SubletSpend *spend;    /* (owned) (nullable): the days, added up */
  GHashTable *failed;    /* (owned) days, by their start, that this round gave up */
  GError *error;         /* (owned) (nullable) */
  GCancellable *loading; /* (owned) (nullable): of what is read from the cache */
  GCancellable *asking;  /* (owned) (nullable): of the question under way */
  GCancellable *waiting; /* (owned) (nullable): of the pause before the next one */
  GCancellable *adding;  /* (owned) (nullable): of the sum that is being made */
  gboolean stale;        /* that sum is not of all days any more */
};

/* ---- history ---- */

void sublet_charge_history_emit_changed (SubletChargeHistory *self);
void sublet_charge_history_set_error (SubletChargeHistory *self, const GError *error);

/* ---- add ---- */

void sublet_charge_history_add_up (SubletChargeHistory *self);
void sublet_charge_history_forget_sums (SubletChargeHistory *self);

/* ---- ask ---- */

void sublet_charge_history_add_range (SubletChargeHistory *self, SubletChargeRange *range);
void sublet_charge_history_forget_range (SubletChargeHistory *self, SubletChargeRange *range);
void sublet_charge_history_go_on (SubletChargeHistory *self);

G_END_DECLS
