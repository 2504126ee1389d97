/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sublet-services.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BACKGROUND (sublet_background_get_type ())

/*
 * Going on without the main window: holds the application while something bills, says on the
 * desktop that it does, and lets go when nothing is left. The engine looks less often then, by
 * itself.
 */
G_DECLARE_FINAL_TYPE (SubletBackground, sublet_background, SUBLET, BACKGROUND, GObject)

SubletBackground *sublet_background_new (GApplication *application, SubletServices *services);

/* While the services are ready. */
void sublet_background_enter (SubletBackground *self);
/* A window is there again, or the program ends. */
void sublet_background_leave (SubletBackground *self);

G_END_DECLS
