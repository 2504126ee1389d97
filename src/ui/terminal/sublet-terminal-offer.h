/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_OFFER (sublet_terminal_offer_get_type ())

/*
 * A strip over a terminal: its shell can be kept in tmux. Signals: "keep" and "decline", a button
 * was pressed.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalOffer, sublet_terminal_offer, SUBLET, TERMINAL_OFFER, GtkWidget)

/* busy: what runs in the shell has to end first, and that is said. */
void sublet_terminal_offer_show (SubletTerminalOffer *self, gboolean shown, gboolean busy);
gboolean sublet_terminal_offer_get_shown (SubletTerminalOffer *self);
void sublet_terminal_offer_set_size_class (SubletTerminalOffer *self, SubletSizeClass size_class);

G_END_DECLS
