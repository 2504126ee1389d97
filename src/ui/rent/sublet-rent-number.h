/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How wide a row of controls may be in the narrowest window, within the row's margins. */
#define SUBLET_RENT_NARROW_ROOM 308

/* What is typed in the number fields of the rent window. */

double sublet_rent_read_number (GtkSpinButton *spin);
gint64 sublet_rent_read_rate_nusd (GtkSpinButton *spin);
gint64 sublet_rent_read_amount_uusd (GtkSpinButton *spin);

G_END_DECLS
