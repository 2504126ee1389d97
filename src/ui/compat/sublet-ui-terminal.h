/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <vte/vte.h>

G_BEGIN_DECLS

char *sublet_ui_dup_terminal_text (VteTerminal *terminal);

G_END_DECLS
