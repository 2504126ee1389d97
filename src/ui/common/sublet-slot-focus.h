/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A row is a position, and the keyboard's focus stays with the row: after a change something else
 * stands there, and Return would act on that. Where the focus was on what is selected it goes with
 * it, as long as that is in sight; the list is not scrolled for it.
 */

/* Once for each GtkListView or GtkColumnView whose models are SubletSlotListModels. */
void sublet_slot_focus_follow (GtkWidget *view);

G_END_DECLS
