/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-key-field-private.h"

#include "ui/common/sublet-key-problem-text.h"
#include "ui/rent/sublet-launch-text.h"
#include "ui/rent/sublet-rent-text.h"

SubletKeyChoice *
sublet_key_field_get_meant (SubletKeyField *self)
{
  if (self->choice != NULL)
    return self->choice;

  return self->unknown == NULL ? self->preference : NULL;
}

/**
 * sublet_key_field_get_looking:
 * @self: a field
 *
 * Returns: whether it is not known yet if what is chosen can be used; then "changed" follows
 */
gboolean
sublet_key_field_get_looking (SubletKeyField *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_FIELD (self), FALSE);

  return self->looking && sublet_key_field_get_meant (self) != NULL;
}

/* Of the latest look; one of another file says nothing. */
static char *
dup_key_problem (SubletKeyField *self)
{
  SubletKeyChoice *meant = sublet_key_field_get_meant (self);
  SubletKeyProblem problem = SUBLET_KEY_PROBLEM_NONE;

  if (self->survey == NULL || meant == NULL)
    return NULL;
  /* What only a newer version can read. */
  if (sublet_key_choice_get_kind (meant) == SUBLET_KEY_CHOICE_OTHER)
    return sublet_key_problem_text_dup_both (SUBLET_KEY_PROBLEM_NONE);
  sublet_key_survey_find (self->survey, meant, &problem);
  if (problem == SUBLET_KEY_PROBLEM_NONE)
    return NULL;

  return meant == self->preference ? sublet_key_problem_text_dup_both (problem)
                                   : sublet_rent_text_key_problem (problem);
}

/**
 * sublet_key_field_check:
 * @self: a field
 * @launch: what was written here
 *
 * Returns: (transfer none) (nullable): what is wrong with it, and the next step
 */
const char *
sublet_key_field_check (SubletKeyField *self, SubletLaunch *launch)
{
  gboolean is_file;

  g_return_val_if_fail (SUBLET_IS_KEY_FIELD (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  is_file = sublet_key_field_get_kind (self) == SUBLET_KEY_CHOICE_FILE;
  g_free (self->problem);
  self->problem = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_SSH_KEY, NULL);
  if (self->problem == NULL && sublet_launch_get_mode (launch) != SUBLET_LAUNCH_MODE_ARGS)
    self->problem = dup_key_problem (self);
  sublet_field_row_set_problem (self->row, is_file ? NULL : self->problem);
  sublet_field_row_set_problem (self->file_row, is_file ? self->problem : NULL);

  return self->problem;
}
