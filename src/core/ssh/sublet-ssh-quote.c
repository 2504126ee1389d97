/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-quote.h"

/**
 * sublet_ssh_quote_sh:
 * @script: for sh, of any length, with any characters
 *
 * A server gives a command to the login shell of the account, which need not be one of POSIX: what
 * is written for sh has to be handed to sh. Quotes and backslashes stand between the quoted parts,
 * each with a backslash of its own: within quotes a backslash is itself in sh, but not in fish.
 *
 * Returns: (transfer full): a command that runs @script with sh in place of the login shell
 */
char *
sublet_ssh_quote_sh (const char *script)
{
  GString *command;
  const char *at;

  g_return_val_if_fail (script != NULL, NULL);

  command = g_string_new ("exec sh -c '");
  for (at = script; *at != '\0'; at++)
    {
      if (*at == '\'' || *at == '\\')
        g_string_append_printf (command, "'\\%c'", *at);
      else
        g_string_append_c (command, *at);
    }
  g_string_append_c (command, '\'');

  return g_string_free (command, FALSE);
}
