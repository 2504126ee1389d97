/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ANNOUNCER (sublet_announcer_get_type ())

/*
 * What a page says aloud: a widget of role status that takes no room and is not drawn. One per
 * page. Property: "clock" (SubletClock; without one a clock of this computer's is used).
 */
G_DECLARE_FINAL_TYPE (SubletAnnouncer, sublet_announcer, SUBLET, ANNOUNCER, GtkWidget)

GtkWidget *sublet_announcer_new (void);

void sublet_announcer_set_clock (SubletAnnouncer *self, SubletClock *clock);
void sublet_announcer_say (SubletAnnouncer *self, const char *sentence);
const char *sublet_announcer_get_said (SubletAnnouncer *self);

G_END_DECLS
