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

/* What somebody outside of the window may want of it. */
typedef enum
{
  SUBLET_ERRAND_SHOW,
  SUBLET_ERRAND_TERMINAL,
  SUBLET_ERRAND_STOP,    /* asks */
  SUBLET_ERRAND_DESTROY, /* asks */
  SUBLET_ERRAND_REPLACE, /* asks */
  SUBLET_ERRAND_BID,     /* asks */
  SUBLET_ERRAND_CAUSE,   /* why it cannot be reached */
  SUBLET_ERRAND_EXTEND,  /* the lease, by an hour */
} SubletErrand;

SubletWindow *sublet_window_new (GtkApplication *application, SubletServices *services);

SubletServices *sublet_window_get_services (SubletWindow *self);

void sublet_window_quit (SubletWindow *self);

/* At once, or as soon as it can be done. */
void sublet_window_show_page (SubletWindow *self, const char *page);
void sublet_window_show_billing_section (SubletWindow *self, const char *section);
void sublet_window_take_errand (SubletWindow *self, SubletErrand errand, const char *rental_id);

G_END_DECLS
