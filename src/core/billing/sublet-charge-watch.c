/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include <stdbool.h>

struct _SubletChargeWatch
{
  GObject parent_instance;

  SubletChargeHistory *history; /* (owned) */
  SubletChargeRange range;      /* the history reads it as long as the watch is held */
};

G_DEFINE_FINAL_TYPE (SubletChargeWatch, sublet_charge_watch, G_TYPE_OBJECT)

static void
sublet_charge_watch_dispose (GObject *object)
{
  SubletChargeWatch *self = SUBLET_CHARGE_WATCH (object);

  if (self->history != NULL)
    sublet_charge_history_forget_range (self->history, &self->range);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (sublet_charge_watch_parent_class)->dispose (object);
}

static void
sublet_charge_watch_class_init (SubletChargeWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_charge_watch_dispose;
}

static void
sublet_charge_watch_init (SubletChargeWatch *self)
{
}

/**
 * sublet_charge_watch_new:
 * @history: the days
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, which may be to come
 *
 * Also after a failure it is asked at once: somebody has come to look.
 *
 * Returns: (transfer full): who looks, until it is let go
 */
SubletChargeWatch *
sublet_charge_watch_new (SubletChargeHistory *history, gint64 from_us, gint64 until_us)
{
  SubletChargeWatch *self;

  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (history), NULL);
  g_return_val_if_fail (from_us > 0 && until_us >= from_us, NULL);

  self = g_object_new (SUBLET_TYPE_CHARGE_WATCH, NULL);
  self->history = g_object_ref (history);
  self->range = (SubletChargeRange){ from_us, until_us };
  sublet_charge_history_add_range (history, &self->range);

  return self;
}

/**
 * sublet_charge_watch_set_range:
 * @self: who looks
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, which may be to come
 *
 * A question under way is answered first. The same days again ask for nothing: they may be said at
 * each change, also while the history waits after a failure.
 */
void
sublet_charge_watch_set_range (SubletChargeWatch *self, gint64 from_us, gint64 until_us)
{
  bool same;

  g_return_if_fail (SUBLET_IS_CHARGE_WATCH (self));
  g_return_if_fail (from_us > 0 && until_us >= from_us);

  same = sublet_charge_day_floor (self->range.from_us) == sublet_charge_day_floor (from_us) &&
         sublet_charge_day_floor (self->range.until_us) == sublet_charge_day_floor (until_us);
  self->range = (SubletChargeRange){ from_us, until_us };
  if (!same)
    sublet_charge_history_go_on (self->history);
}
