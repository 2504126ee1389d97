/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows that what is in it is wrong, to the eye and to those who listen. why: (nullable): the label
 * that says so; NULL when it is fine. */
void sublet_field_mark (GtkWidget *field, GtkLabel *why);

G_END_DECLS
