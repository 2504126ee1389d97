/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-find-bar.h"
#include "ui/common/sublet-size-bin.h"

#include <vte/vte.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_SEARCH (sublet_terminal_search_get_type ())

/*
 * Finds text in what a terminal shows and remembers. Closed, it gives the focus back to the
 * terminal.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalSearch,
                      sublet_terminal_search,
                      SUBLET,
                      TERMINAL_SEARCH,
                      SubletFindBar)

/* (transfer none) (nullable): what to search. */
void sublet_terminal_search_set_terminal (SubletTerminalSearch *self, VteTerminal *terminal);
void sublet_terminal_search_set_size_class (SubletTerminalSearch *self, SubletSizeClass size_class);

G_END_DECLS
