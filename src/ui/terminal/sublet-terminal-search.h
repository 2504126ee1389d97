/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>
#include <vte/vte.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_SEARCH (sublet_terminal_search_get_type ())

/*
 * Finds text in what a terminal shows and remembers, upwards first: what was written last is what
 * one looks for. Property: "search-mode" (writable: is it open). Escape closes it and gives the
 * focus back to the terminal.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalSearch,
                      sublet_terminal_search,
                      SUBLET,
                      TERMINAL_SEARCH,
                      GtkWidget)

/* (transfer none) (nullable): what to search. */
void sublet_terminal_search_set_terminal (SubletTerminalSearch *self, VteTerminal *terminal);
gboolean sublet_terminal_search_get_search_mode (SubletTerminalSearch *self);
void sublet_terminal_search_set_size_class (SubletTerminalSearch *self, SubletSizeClass size_class);
void sublet_terminal_search_set_search_mode (SubletTerminalSearch *self, gboolean search_mode);

G_END_DECLS
