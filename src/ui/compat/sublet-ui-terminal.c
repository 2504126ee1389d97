/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/compat/sublet-ui-terminal.h"

/**
 * sublet_ui_dup_terminal_text:
 * @terminal: a terminal
 *
 * What it shows now, line by line. VTE 0.76 has another name for it.
 *
 * Returns: (transfer full): valid UTF-8, never NULL
 */
char *
sublet_ui_dup_terminal_text (VteTerminal *terminal)
{
  char *text;

  g_return_val_if_fail (VTE_IS_TERMINAL (terminal), NULL);

#if VTE_CHECK_VERSION(0, 76, 0)
  text = vte_terminal_get_text_format (terminal, VTE_FORMAT_TEXT);
#else
  text = vte_terminal_get_text (terminal, NULL, NULL, NULL);
#endif

  return text != NULL ? text : g_strdup ("");
}
