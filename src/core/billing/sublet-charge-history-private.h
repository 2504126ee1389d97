/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"

G_BEGIN_DECLS

struct _SubletChargeHistory
{
  GObject parent_instance;

  SubletClient *client;     /* (owned) */
  SubletDatabase *database; /* (owned) */
  gint64 account_id;        /* 0: nobody */
  gint64 from_us;           /* 0: nothing is wanted */
  gint64 until_us;
  gboolean visible;

  GPtrArray *days;       /* (owned) (element-type SubletChargeDay) the earliest first */
  GHashTable *failed;    /* (owned) days, by their start, that this round gave up */
  GError *error;         /* (owned) (nullable) */
  GCancellable *loading; /* (owned) (nullable): of what is read from the cache */
  GCancellable *asking;  /* (owned) (nullable): of the question under way */
  GCancellable *waiting; /* (owned) (nullable): of the pause before the next one */
};

/* ---- history ---- */

void sublet_charge_history_emit_changed (SubletChargeHistory *self);
void sublet_charge_history_set_error (SubletChargeHistory *self, const GError *error);
void sublet_charge_history_stop (GCancellable **cancellable);

/* ---- ask ---- */

const SubletChargeDay *sublet_charge_history_find_day (SubletChargeHistory *self, gint64 day_us);
gint64 sublet_charge_history_get_last_day_us (SubletChargeHistory *self);
void sublet_charge_history_go_on (SubletChargeHistory *self);

G_END_DECLS
