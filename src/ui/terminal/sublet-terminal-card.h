/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_CARD (sublet_terminal_card_get_type ())

/* What lies over a terminal without a shell: why, and the way on. Signal: "deed"
 * (int SubletTerminalDeed), a button was pressed. */
G_DECLARE_FINAL_TYPE (SubletTerminalCard, sublet_terminal_card, SUBLET, TERMINAL_CARD, GtkWidget)

void sublet_terminal_card_update (SubletTerminalCard *self, const SubletTerminalCardText *text);
void sublet_terminal_card_set_size_class (SubletTerminalCard *self, SubletSizeClass size_class);

G_END_DECLS
