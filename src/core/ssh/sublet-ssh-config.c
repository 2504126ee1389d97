/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-config.h"

#include <stdbool.h>
#include <string.h>

#define NAME_CHARS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS

/*
 * Whatever the label is, one name and no pattern: other characters become hyphens, a row of them
 * one. With the number at its end a label that is a server's name does not take that server's place
 * in ssh, and two instances of one label are two.
 */
static char *
dup_alias (const char *label, gint64 instance_id)
{
  GString *alias = g_string_new (NULL);
  const char *at;

  for (at = label == NULL ? "" : label; *at != '\0'; at++)
    {
      if (strchr (NAME_CHARS "_", *at) != NULL)
        g_string_append_c (alias, *at);
      else if (alias->len > 0 && alias->str[alias->len - 1] != '-')
        g_string_append_c (alias, '-');
    }
  while (alias->len > 0 && alias->str[alias->len - 1] == '-')
    g_string_truncate (alias, alias->len - 1);
  if (alias->len == 0)
    g_string_append (alias, "sublet");
  g_string_append_printf (alias, "-%" G_GINT64_FORMAT, instance_id);

  return g_string_free (alias, FALSE);
}

/* A name or an address, and nothing that ssh reads as more than that. */
static bool
is_host (const char *host)
{
  return host != NULL && *host != '\0' && strchr (NAME_CHARS ":", *host) != NULL &&
         host[strspn (host, NAME_CHARS ".:-")] == '\0';
}

/**
 * sublet_ssh_config_quote_path:
 * @path: (type filename): absolute
 *
 * Between double quotes it is one word, in which a per cent sign alone can be written otherwise:
 * not every ssh undoes what stands before a quote or a backslash, and nothing keeps it from reading
 * a variable. Source: ssh_config(5), TOKENS and ENVIRONMENT VARIABLES.
 *
 * Returns: (transfer full) (nullable): as ssh_config has it; NULL when it cannot be written there
 */
char *
sublet_ssh_config_quote_path (const char *path)
{
  GString *quoted;
  const char *at;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);

  if (!g_utf8_validate (path, -1, NULL) || strpbrk (path, "\"\\") != NULL ||
      strstr (path, "${") != NULL)
    return NULL;
  for (at = path; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return NULL;

  quoted = g_string_new ("\"");
  for (at = path; *at != '\0'; at++)
    g_string_append_printf (quoted, *at == '%' ? "%%%%" : "%c", *at);
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}

/**
 * sublet_ssh_config_dup_host:
 * @label: (nullable): what the person calls the instance, with any characters
 * @instance_id: its number, more than 0
 * @host: (nullable): the service's text: where it is reached
 * @port: where SSH is there
 * @key: which key signs in
 *
 * With it in ~/.ssh/config, ssh and what is built on it reach the instance by a name. Its host key
 * is kept under its number, because Vast gives addresses to one machine after another. A key is
 * named when it is a file whose path can be written there, and then it alone is offered: a server
 * hangs up on who offers many. Sublet's own has none, and an agent is asked without it.
 *
 * Returns: (transfer full) (nullable): lines that end in a line feed; NULL when there is no place
 * to reach it at, or the service's text is none
 */
char *
sublet_ssh_config_dup_host (const char *label,
                            gint64 instance_id,
                            const char *host,
                            guint16 port,
                            SubletKeyChoice *key)
{
  const char *path = sublet_key_choice_get_path (key);
  g_autofree char *quoted = path == NULL ? NULL : sublet_ssh_config_quote_path (path);
  g_autofree char *alias = NULL;

  if (instance_id <= 0 || port == 0 || !is_host (host))
    return NULL;

  alias = dup_alias (label, instance_id);

  return g_strdup_printf ("Host %s\n"
                          "  HostName %s\n"
                          "  Port %u\n"
                          "  User root\n"
                          "  HostKeyAlias sublet-%" G_GINT64_FORMAT "\n"
                          "%s%s%s",
                          alias,
                          host,
                          port,
                          instance_id,
                          quoted == NULL ? "" : "  IdentityFile ",
                          quoted == NULL ? "" : quoted,
                          quoted == NULL ? "" : "\n  IdentitiesOnly yes\n");
}
