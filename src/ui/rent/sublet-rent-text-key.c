/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-problem.h"
#include "ui/common/sublet-key-problem-text.h"

#include <glib/gi18n.h>

/* Where Preferences would be the place for the key that all use. */
static const char *
get_next_step (SubletKeyProblem problem)
{
  switch ((int) problem)
    {
    case SUBLET_KEY_PROBLEM_NONE:
    case SUBLET_KEY_PROBLEM_PASSPHRASE:
      return _ ("Choose another for this rental.");
    case SUBLET_KEY_PROBLEM_GONE:
      return _ ("Put it back, or choose another for this rental.");
    case SUBLET_KEY_PROBLEM_UNREADABLE:
      return _ ("Check whether you may read it, or choose another for this rental.");
    case SUBLET_KEY_PROBLEM_NO_AGENT:
    case SUBLET_KEY_PROBLEM_AGENT_SILENT:
      return _ ("Start it, or choose another key for this rental.");
    case SUBLET_KEY_PROBLEM_AGENT_OTHERS:
      return _ ("Add it with ssh-add, or choose another for this rental.");
    default:
      return sublet_key_problem_text_get_next_step (problem);
    }
}

/**
 * sublet_rent_text_key_problem:
 * @problem: why a key that was chosen for a rental cannot be used
 *
 * Returns: (transfer full): the sentence and the next step
 */
char *
sublet_rent_text_key_problem (SubletKeyProblem problem)
{
  /* TRANSLATORS: two sentences: what happened, and what to do */
  return g_strdup_printf (_ ("%1$s %2$s"),
                             sublet_key_problem_text_get_sentence (problem),
                             get_next_step (problem));
}

/* Of a rental with a key of its own. */
static char *
dup_own_key (const SubletRentCheckFacts *facts)
{
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    return sublet_rent_text_key_problem (sublet_key_problem_of_error (facts->error));
  if (facts->key_name == NULL)
    return g_strdup (_ ("Looking at the SSH key…"));
  if (*facts->key_name == '\0')
    return g_strdup (_ ("Sublet's own SSH key, as chosen for this rental"));

  /* TRANSLATORS: %s is what a key is called */
  return g_strdup_printf (_ ("SSH key %s, as chosen for this rental"), facts->key_name);
}

/**
 * sublet_rent_text_ssh_key:
 * @facts: the line about the SSH key
 *
 * Returns: (transfer full): what it says; what is not registered now is attached later
 */
char *
sublet_rent_text_ssh_key (const SubletRentCheckFacts *facts)
{
  if (facts->own_key)
    return dup_own_key (facts);

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
