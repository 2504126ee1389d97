/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ASSISTIVE_STATUS (sublet_assistive_status_get_type ())

/*
 * Whether somebody reads the screen by other means, as the session bus tells it: a screen reader
 * runs, or assistive technologies are switched on. Property: "present" (read-only, notifies). With
 * no bus, or nobody who tells, it stays FALSE. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletAssistiveStatus,
                      sublet_assistive_status,
                      SUBLET,
                      ASSISTIVE_STATUS,
                      GObject)

SubletAssistiveStatus *sublet_assistive_status_new (void);

gboolean sublet_assistive_status_get_present (SubletAssistiveStatus *self);

G_END_DECLS
