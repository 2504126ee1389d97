/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-order-run.h"

#include <stdbool.h>

G_BEGIN_DECLS

typedef struct
{
  SubletRental *rental; /* (owned) */
  SubletRunOutcome outcome;
  GError *error;    /* (owned) (nullable) */
  gint64 before_us; /* service time at which its lease ended when it was ordered; 0: not yet */
  gint64 end_us;    /* likewise: at which it was to end then */
} SubletRunItem;

struct _SubletOrderRun
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  SubletRunKind kind;
  GPtrArray *items; /* (owned) (element-type SubletRunItem) */
  bool running;
};

static inline SubletRunItem *
sublet_order_run_get_item (SubletOrderRun *self, guint i)
{
  return g_ptr_array_index (self->items, i);
}

G_END_DECLS
