/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-keyring-text.h"

#include <glib/gi18n.h>

#include "core/base/sublet-error.h"

/* Source: flatpak-override(1). */
#define OVERRIDE "flatpak override --user --talk-name=org.freedesktop.secrets " APPLICATION_ID

static bool
is_absent (const GError *error)
{
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_SECRET_STORE);
}

/**
 * sublet_keyring_text_get_kept:
 * @keeping: where the key in use is kept
 * @storing: whether the keyring was asked to keep it and has not answered
 * @error: (nullable): why it does not keep it
 *
 * Returns: (transfer none): where the key in use is kept
 */
const char *
sublet_keyring_text_get_kept (SubletKeyKeeping keeping, bool storing, const GError *error)
{
  if (keeping == SUBLET_KEY_KEEPING_KEYRING)
    return _ ("The key is kept in the system keyring.");
  if (is_absent (error))
    return _ ("There is no keyring here. The key is kept until you quit.");
  if (error != NULL)
    return _ ("The keyring did not answer. The key is kept until you quit.");
  if (storing)
    return _ ("The key works already. It is kept when the keyring opens.");

  return _ ("The key is kept until you quit.");
}

/**
 * sublet_keyring_text_get_to_come:
 * @asked: whether the keyring is being asked for a key
 * @error: (nullable): why it gave none
 *
 * Returns: (transfer none): where a key will be kept that is entered now
 */
const char *
sublet_keyring_text_get_to_come (bool asked, const GError *error)
{
  if (is_absent (error))
    return _ ("There is no keyring here. A key that you enter now is kept until you quit.");
  if (error != NULL)
    return _ ("The keyring did not answer. A key that you enter now is kept until you quit.");
  if (asked)
    return _ ("A key that you enter now works at once, and is kept when the keyring opens.");

  return _ ("It is kept in the system keyring and sent to Vast alone.");
}

/**
 * sublet_keyring_text_dup_way_out:
 * @error: (nullable): why the keyring gave or keeps nothing
 * @sandboxed: whether this program runs in a Flatpak's sandbox
 *
 * A window manager alone has no portal that opens a sandbox's keyring. It may have a keyring all
 * the same, which the sandbox does not let the program see.
 *
 * Returns: (transfer full) (nullable): what the person can do about it
 */
char *
sublet_keyring_text_dup_way_out (const GError *error, bool sandboxed)
{
  if (!sandboxed || !is_absent (error))
    return NULL;

  /* TRANSLATORS: %s is a command for a terminal */
  return g_strdup_printf (_ ("This desktop has no Secret portal. If it has a keyring, this command "
                             "lets Sublet use it from the next start on:\n%s"),
                             OVERRIDE);
}
