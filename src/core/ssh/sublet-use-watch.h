/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-use.h"
#include "core/ssh/sublet-connection.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_USE_WATCH (sublet_use_watch_get_type ())

/*
 * Asks an instance itself how busy it is, every few seconds until it is stopped and while a
 * connection to it stands; it opens none. Main thread.
 *
 * Signal "sampled": an answer came; the getters have it.
 */
G_DECLARE_FINAL_TYPE (SubletUseWatch, sublet_use_watch, SUBLET, USE_WATCH, GObject)

SubletUseWatch *sublet_use_watch_new (SubletConnection *connection);
void sublet_use_watch_stop (SubletUseWatch *self);
/* Between two questions. Default: 5 s. */
void sublet_use_watch_set_pace (SubletUseWatch *self, guint pace_ms);

/* (nullable): the latest answer. */
const SubletUse *sublet_use_watch_get_use (SubletUseWatch *self);
/* Service time of it, 0: there is none. */
gint64 sublet_use_watch_get_known_at_us (SubletUseWatch *self);

G_END_DECLS
