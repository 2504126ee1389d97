/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-key-missing-text.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-key-problem-text.h"

#include <glib/gi18n.h>

/* Where two kinds of keys are meant, each is named. */
static const char *
get_why (const GError *error)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    return _ ("Vast does not accept the API key.");
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    return _ ("The API key may not attach SSH keys.");
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    return _ ("Vast did not take it.");

  return sublet_error_text_get_sentence (error);
}

static const char *
get_next_step (const GError *error, gboolean own_key)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return own_key ? sublet_key_problem_text_get_instance_step (sublet_key_problem_of_error (error))
                   : sublet_error_text_get_next_step (error);
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    return _ ("Paste a new one from your account page.");
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    return _ ("Make one with that permission on your account page.");

  return _ ("Sublet tries again by itself.");
}

/**
 * sublet_key_missing_text_dup:
 * @error: (nullable): why the latest try to give it the key failed; NULL: one is under way
 * @name: the instance's label
 * @own_key: whether the key is this instance's own, whatever Preferences name
 *
 * Returns: (transfer full): that it does not have the key, why, and what the person can do; of a
 *   try that is under way, that it is
 */
char *
sublet_key_missing_text_dup (const GError *error, const char *name, gboolean own_key)
{
  g_autofree char *missing = NULL;

  if (error == NULL)
    /* TRANSLATORS: under way; %s is an instance's label */
    return g_strdup_printf (_ ("Giving %s the SSH key…"), name);

  /* TRANSLATORS: %s is an instance's label; another SSH key was chosen for it */
  missing = g_strdup_printf (_ ("%s does not have the new SSH key yet."), name);

  /* TRANSLATORS: three sentences: what an instance lacks, why, and what to do */
  return g_strdup_printf (_ ("%1$s %2$s %3$s"),
                             missing,
                             get_why (error),
                             get_next_step (error, own_key));
}
