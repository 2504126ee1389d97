/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/sublet-services.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_WINDOW (sublet_window_get_type ())

/*
 * The one window: header bar, strip, and either the welcome page or the pages of the program.
 * Property: "services" (construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletWindow, sublet_window, SUBLET, WINDOW, AdwApplicationWindow)

SubletWindow *sublet_window_new (GtkApplication *application, SubletServices *services);

SubletServices *sublet_window_get_services (SubletWindow *self);

G_END_DECLS
