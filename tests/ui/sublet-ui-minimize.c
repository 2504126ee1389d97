/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-minimize.h"

#include <dlfcn.h>

/* Of libgtk-4; its header wants those of X. */
extern gulong gdk_x11_surface_get_xid (GdkSurface *surface);

/**
 * sublet_ui_test_set_minimized:
 * @widget: a mapped widget
 * @minimized: whether its window is to be
 *
 * There is no window manager here: this is what one says of a window that it has minimised.
 */
void
sublet_ui_test_set_minimized (GtkWidget *widget, bool minimized)
{
  void *x = dlopen ("libX11.so.6", RTLD_NOW);
  void *(*open_display) (const char *) = dlsym (x, "XOpenDisplay");
  gulong (*intern) (void *, const char *, int) = dlsym (x, "XInternAtom");
  int (*change) (void *, gulong, gulong, gulong, int, int, const void *, int) =
    dlsym (x, "XChangeProperty");
  int (*close_display) (void *) = dlsym (x, "XCloseDisplay");
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  void *display = open_display (NULL);
  gulong hidden = intern (display, "_NET_WM_STATE_HIDDEN", 0);

  /* 4 is the type ATOM. */
  change (display,
          gdk_x11_surface_get_xid (surface),
          intern (display, "_NET_WM_STATE", 0),
          4,
          32,
          0,
          &hidden,
          minimized ? 1 : 0);
  close_display (display);
  dlclose (x);
}
