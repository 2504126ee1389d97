/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include "core/ssh/sublet-key-choice.h"

/* Which key signs in where it runs, when that is not the one of Preferences. */

/**
 * sublet_launch_get_ssh_key:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): which key signs in, for sublet_key_choice_parse(); NULL: the
 *   one that Preferences name, whichever that is then
 */
const char *
sublet_launch_get_ssh_key (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->ssh_key;
}

/**
 * sublet_launch_set_ssh_key:
 * @self: a launch
 * @ssh_key: (nullable): a key choice as text; one that is none stays, and is told by
 *   sublet_launch_check(): no other key takes its place
 */
void
sublet_launch_set_ssh_key (SubletLaunch *self, const char *ssh_key)
{
  char *copy;

  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  /* Copied first: @ssh_key may be our own. */
  copy = ssh_key != NULL && *ssh_key != '\0' ? g_strdup (ssh_key) : NULL;
  g_free (self->ssh_key);
  self->ssh_key = copy;
}

/* The form alone; whether such a key is there now is the preflight's. */
SubletLaunchProblem
sublet_launch_check_ssh_key (SubletLaunch *self)
{
  g_autoptr (SubletKeyChoice) choice = NULL;

  if (self->ssh_key == NULL || self->mode == SUBLET_LAUNCH_MODE_ARGS)
    return SUBLET_LAUNCH_PROBLEM_NONE;
  choice = sublet_key_choice_parse (self->ssh_key, NULL);

  return choice != NULL ? SUBLET_LAUNCH_PROBLEM_NONE : SUBLET_LAUNCH_PROBLEM_MALFORMED;
}
