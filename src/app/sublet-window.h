/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/sublet-application.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_WINDOW (sublet_window_get_type ())

G_DECLARE_FINAL_TYPE (SubletWindow, sublet_window, SUBLET, WINDOW, AdwApplicationWindow)

SubletWindow *sublet_window_new (SubletApplication *application);

G_END_DECLS
