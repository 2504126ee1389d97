/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-error.h"

#include <glib/gi18n.h>

/**
 * sublet_rent_text_ssh_key:
 * @facts: the line about the SSH key
 *
 * Returns: (transfer full): what it says; what is not registered now is attached later
 */
char *
sublet_rent_text_ssh_key (const SubletRentCheckFacts *facts)
{
  switch (facts->registration)
    {
    case SUBLET_KEY_REGISTRATION_REGISTERED:
      return g_strdup (_ ("SSH key is registered"));
    case SUBLET_KEY_REGISTRATION_TEAM_REFUSED:
      return g_strdup (_ ("SSH key goes to the instance when it runs"));
    case SUBLET_KEY_REGISTRATION_MISSING:
      return g_strdup (_ ("SSH key is not registered. It goes to the instance when it runs."));
    case SUBLET_KEY_REGISTRATION_FAILED:
      if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
        return g_strdup (
          _ ("This API key may not register the SSH key. It goes to the instance when "
                            "it runs."));
      return g_strdup (
        _ ("SSH key could not be registered. It goes to the instance when it runs."));
    case SUBLET_KEY_REGISTRATION_UNKNOWN:
    case SUBLET_KEY_REGISTRATION_REGISTERING:
    default:
      return g_strdup (_ ("Registering the SSH key…"));
    }
}

/**
 * sublet_rent_text_ssh_key_fix:
 * @facts: the line about the SSH key
 *
 * Returns: (transfer full) (nullable): what the button beside it says; a permission that is missing
 *   is not mended here
 */
char *
sublet_rent_text_ssh_key_fix (const SubletRentCheckFacts *facts)
{
  if (facts->verdict != SUBLET_PREFLIGHT_VERDICT_WARNING ||
      g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    return NULL;

  return g_strdup (_ ("Register It"));
}
