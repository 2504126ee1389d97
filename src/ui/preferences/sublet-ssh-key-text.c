/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-ssh-key-text.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"
#include "ui/common/sublet-error-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* More names than this are counted. */
#define MAX_NAMES 3

/**
 * sublet_ssh_key_text_problem:
 * @text: (nullable): what was typed, pasted or read from a file
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_ssh_key_text_problem (const char *text)
{
  g_autofree char *stripped = NULL;
  g_autofree char *line = NULL;

  /* First, so that no copy is made of one. */
  if (sublet_ssh_text_is_private (text))
    return g_strdup (
      _ ("This is a private key, which must stay on this computer. The public one is "
                        "in the file that ends in .pub."));

  stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  line = sublet_ssh_public_key_check (stripped, NULL);
  if (line != NULL)
    return NULL;
  if (*stripped == '\0')
    return g_strdup (_ ("Public key: paste one, or choose its file."));
  if (strpbrk (stripped, "\r\n") != NULL)
    return g_strdup (_ ("Public key: it is one line, and this is several."));

  return g_strdup (_ ("Public key: it begins with its kind, as ssh-ed25519 or ssh-rsa, and this is "
                      "not whole or something else."));
}

/**
 * sublet_ssh_key_text_name:
 * @key: a key of the account
 *
 * Returns: (transfer full): its name or comment, else a word for that it has none
 */
char *
sublet_ssh_key_text_name (SubletSshKey *key)
{
  const char *name = sublet_ssh_key_get_name (key);

  return g_strdup (*name != '\0' ? name : _ ("Key Without a Name"));
}

/**
 * sublet_ssh_key_text_own:
 * @keeping: where it is kept
 *
 * Returns: (transfer none): a mark for Sublet's own key
 */
const char *
sublet_ssh_key_text_own (SubletKeyKeeping keeping)
{
  return keeping == SUBLET_KEY_KEEPING_KEYRING ? _ ("Sublet's own key, kept in the keyring")
                                               : _ ("Sublet's own key, kept until you quit");
}

/**
 * sublet_ssh_key_text_registration:
 * @registration: whether the account has Sublet's own key
 * @error: (nullable): why not
 *
 * Returns: (transfer none): a sentence or two
 */
const char *
sublet_ssh_key_text_registration (SubletKeyRegistration registration, const GError *error)
{
  switch (registration)
    {
    case SUBLET_KEY_REGISTRATION_REGISTERING:
      return _ ("It is being registered…");
    case SUBLET_KEY_REGISTRATION_REGISTERED:
      return _ ("Your account has it.");
    case SUBLET_KEY_REGISTRATION_MISSING:
      return _ ("Your account does not have it. Sublet adds it to each instance when it runs.");
    case SUBLET_KEY_REGISTRATION_TEAM_REFUSED:
      return _ ("A team's account takes no keys. Sublet adds the key to each instance when it runs.");
    case SUBLET_KEY_REGISTRATION_FAILED:
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
        return _ ("This API key may not register SSH keys. Sublet adds the key to each instance when "
                  "it runs.");
      return _ ("It could not be registered. Sublet tries again, and adds it to each instance when "
                "it runs.");
    case SUBLET_KEY_REGISTRATION_UNKNOWN:
    default:
      return _ ("It is registered as soon as Vast accepts your API key.");
    }
}

static void
append_names (GString *body, const char *const *running)
{
  guint n_running = g_strv_length ((char **) running);
  guint i;

  for (i = 0; i < MIN (n_running, MAX_NAMES); i++)
    g_string_append_printf (body, "%s%s", i == 0 ? "\n" : ", ", running[i]);
  if (n_running > MAX_NAMES)
    g_string_append (body, ", …");
}

/**
 * sublet_ssh_key_text_removal:
 * @running: (array zero-terminated=1): what runs
 * @own: whether it is Sublet's own key
 *
 * Returns: (transfer full): what removing it means
 */
char *
sublet_ssh_key_text_removal (const char *const *running, gboolean own)
{
  guint n_running = g_strv_length ((char **) running);
  GString *body = g_string_new (NULL);

  if (n_running == 0)
    g_string_append (body, _ ("New instances will not accept it."));
  else
    g_string_append_printf (body,
                            /* TRANSLATORS: %u is a number of running instances, which still accept
                               the key */
                            ngettext ("New instances will not accept it; this %u does still.",
                                      "New instances will not accept it; these %u do still.",
                                      n_running),
                            n_running);
  append_names (body, running);
  if (own)
    g_string_append_printf (body,
                            "\n%s",
                            _ ("Sublet adds its key to each instance that runs, and registers the key "
                               "again at the next start."));

  return g_string_free (body, FALSE);
}
