/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-money-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a widget when the time alone changes what its money facts say. A member of the widget,
 * zeroed at first. */
typedef struct
{
  GCancellable *wait; /* (owned) (nullable) */
} SubletMoneyClock;

/* Gets the widget. */
typedef void (*SubletMoneyClockFunc) (gpointer widget);

void sublet_money_clock_start (SubletMoneyClock *self,
                               GtkWidget *widget,
                               SubletClock *clock,
                               const SubletMoneyFacts *facts,
                               SubletMoneyClockFunc update);
void sublet_money_clock_stop (SubletMoneyClock *self);

G_END_DECLS
