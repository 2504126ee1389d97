/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Small successes, and what can be undone: a line at the foot of the page that goes by itself.
 * A newer one takes the place of the one before. Never the only place of a fact. The text is no
 * markup.
 */

/* On the overlay that @widget is or stands in; without one nothing is said. */
void sublet_toast_show (GtkWidget *widget, const char *title);

/* With a button. @data is freed by @destroy when there is nothing left to press. */
void sublet_toast_offer (GtkWidget *widget,
                         const char *title,
                         const char *button,
                         GCallback on_clicked,
                         gpointer data,
                         GClosureNotify destroy);

G_END_DECLS
