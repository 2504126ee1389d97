/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* On which side of its column the text of a cell stands, also in a mirrored window. */
void sublet_ui_set_side (GtkInscription *inscription, gboolean numeric);

G_END_DECLS
