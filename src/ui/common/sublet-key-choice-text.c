/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-key-choice-text.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* A file may be called anything. */
static char *
dup_file (const char *path, SubletKeyChoiceText much)
{
  g_autofree char *name = much == SUBLET_KEY_CHOICE_TEXT_WHOLE ? g_filename_display_name (path)
                                                               : g_filename_display_basename (path);

  return sublet_format_name (name);
}

static char *
dup_agent (const char *fingerprint, SubletKeyChoiceText much)
{
  if (much == SUBLET_KEY_CHOICE_TEXT_SHORT)
    return g_strdup (_ ("a key of your SSH agent"));

  /* TRANSLATORS: a fact of an instance: %s is a key's fingerprint, "SHA256:…" */
  return g_strdup_printf (_ ("%s, of your SSH agent"), fingerprint);
}

static char *
dup_unknown (SubletKeyChoiceText much)
{
  if (much == SUBLET_KEY_CHOICE_TEXT_SHORT)
    return g_strdup (_ ("an unknown SSH key"));

  /* TRANSLATORS: a fact of an instance: its SSH key, of which nothing is known here */
  return g_strdup (_ ("Chosen by another version of Sublet"));
}

/**
 * sublet_key_choice_text_dup:
 * @choice: (nullable): which key; NULL: a choice that cannot be read
 * @much: how much is said of it
 *
 * Returns: (transfer full): what it is called; what another version chose has no name here
 */
char *
sublet_key_choice_text_dup (SubletKeyChoice *choice, SubletKeyChoiceText much)
{
  if (choice == NULL)
    return dup_unknown (much);

  switch (sublet_key_choice_get_kind (choice))
    {
    case SUBLET_KEY_CHOICE_FILE:
      return dup_file (sublet_key_choice_get_path (choice), much);
    case SUBLET_KEY_CHOICE_AGENT:
      return dup_agent (sublet_key_choice_get_fingerprint (choice), much);
    case SUBLET_KEY_CHOICE_OWN:
      return g_strdup (_ ("Sublet's own key"));
    case SUBLET_KEY_CHOICE_OTHER:
    default:
      return dup_unknown (much);
    }
}

/**
 * sublet_key_choice_text_dup_path:
 * @path: (type filename): of a file with a key, chosen or only looked at
 * @much: its name, or all of it
 *
 * Returns: (transfer full): it, for a label
 */
char *
sublet_key_choice_text_dup_path (const char *path, SubletKeyChoiceText much)
{
  g_return_val_if_fail (path != NULL, NULL);

  return dup_file (path, much);
}
