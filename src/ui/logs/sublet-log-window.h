/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log.h"
#include "core/rental/sublet-rental.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LOG_WINDOW (sublet_log_window_get_type ())

/*
 * What an instance says: its container, or its host of it. Properties (construct-only): "rental",
 * "container-log", "host-log".
 */
G_DECLARE_FINAL_TYPE (SubletLogWindow, sublet_log_window, SUBLET, LOG_WINDOW, AdwWindow)

SubletLogWindow *sublet_log_window_new (GtkApplication *application,
                                        SubletRental *rental,
                                        SubletLog *container,
                                        SubletLog *host);

SubletRental *sublet_log_window_get_rental (SubletLogWindow *self);

G_END_DECLS
