/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-money-clock.h"

/* A wait that long says nothing about a computer that sleeps meanwhile. */
#define LONGEST_WAIT_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

typedef struct
{
  GtkWidget *widget; /* (owned) */
  SubletMoneyClockFunc update;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->widget);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
on_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    waiting->update (waiting->widget);
}

/**
 * sublet_money_clock_start:
 * @self: the widget's clock
 * @widget: who shows the facts; nothing is waited for while it is not mapped
 * @clock: the engine's
 * @facts: what is shown
 * @update: called once they say something else
 *
 * Takes the place of an earlier wait.
 */
void
sublet_money_clock_start (SubletMoneyClock *self,
                          GtkWidget *widget,
                          SubletClock *clock,
                          const SubletMoneyFacts *facts,
                          SubletMoneyClockFunc update)
{
  gint64 next_us = sublet_money_facts_get_next_change_us (facts);
  Waiting *waiting;

  sublet_money_clock_stop (self);
  if (next_us == G_MAXINT64 || !gtk_widget_get_mapped (widget))
    return;

  waiting = g_new0 (Waiting, 1);
  waiting->widget = g_object_ref (widget);
  waiting->update = update;
  self->wait = g_cancellable_new ();
  sublet_clock_wait_async (clock,
                           MIN (next_us / 1000 + 1, LONGEST_WAIT_MS),
                           self->wait,
                           on_due,
                           waiting);
}

/**
 * sublet_money_clock_stop:
 * @self: a widget's clock
 *
 * Nothing is waited for any more; to be called when the widget is unmapped, and at its end.
 */
void
sublet_money_clock_stop (SubletMoneyClock *self)
{
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);
  g_clear_object (&self->wait);
}
