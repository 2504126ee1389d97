/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/ssh/sublet-connection.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CONNECTION_ROW (sublet_connection_row_get_type ())

/*
 * The way to an instance on its card: each link with its sign and time while it is walked or is
 * broken, and one line with what to do; once it holds, the route and what the runtime checks say.
 * Its buttons activate instance.connect, instance.reboot, instance.find-cause,
 * instance.check-runtime and instance.cancel-runtime, which the card has.
 */
G_DECLARE_FINAL_TYPE (SubletConnectionRow, sublet_connection_row, SUBLET, CONNECTION_ROW, GtkWidget)

/* What is said aloud when that property of it changed; (transfer full) (nullable): nothing. */
char *sublet_connection_row_dup_news (SubletConnection *connection,
                                      const char *name,
                                      const char *property);
/* Whether there is anything to show of it. */
gboolean sublet_connection_row_has_content (SubletConnection *connection);
void sublet_connection_row_set_size_class (SubletConnectionRow *self, SubletSizeClass size_class);
/* name: the instance's label. */
void sublet_connection_row_update (SubletConnectionRow *self,
                                   SubletConnection *connection,
                                   const char *name,
                                   SubletClock *clock);
gboolean sublet_connection_row_get_popover_open (SubletConnectionRow *self);
void sublet_connection_row_popdown (SubletConnectionRow *self);

G_END_DECLS
