/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

/**
 * sublet_rental_record_free:
 * @record: a record
 */
void
sublet_rental_record_free (SubletRentalRecord *record)
{
  g_free (record->id);
  g_free (record->owner.server);
  g_free (record->token);
  g_free (record->gpu_name);
  g_free (record->place);
  g_free (record->image);
  g_free (record->label);
  g_free (record->detail);
  g_free (record->launch_json);
  g_free (record->key_print);
  g_free (record->batch_id);
  g_free (record->replaces_id);
  g_free (record);
}

/**
 * sublet_rental_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): as it is now
 */
SubletRentalRecord *
sublet_rental_record_copy (const SubletRentalRecord *record)
{
  SubletRentalRecord *copy = g_memdup2 (record, sizeof *record);

  copy->id = g_strdup (record->id);
  copy->owner.server = g_strdup (record->owner.server);
  copy->token = g_strdup (record->token);
  copy->gpu_name = g_strdup (record->gpu_name);
  copy->place = g_strdup (record->place);
  copy->image = g_strdup (record->image);
  copy->label = g_strdup (record->label);
  copy->detail = g_strdup (record->detail);
  copy->launch_json = g_strdup (record->launch_json);
  copy->key_print = g_strdup (record->key_print);
  copy->batch_id = g_strdup (record->batch_id);
  copy->replaces_id = g_strdup (record->replaces_id);

  return copy;
}

/**
 * sublet_rental_record_get_lease_us:
 * @record: a record
 *
 * Returns: how long the lease of another one like it would be: its own, unless the person has taken
 *   that away; 0: none
 */
gint64
sublet_rental_record_get_lease_us (const SubletRentalRecord *record)
{
  bool taken_away = record->contract_id > 0 && record->lease_end_us == 0;

  return taken_away ? 0 : record->lease_us;
}

static bool
names_software (SubletLaunch *launch)
{
  return sublet_launch_get_image (launch) != NULL ||
         sublet_launch_get_template_hash (launch) != NULL;
}

/**
 * sublet_rental_record_knows_launch:
 * @record: a record
 *
 * Returns: whether it has what was started, and not its SSH key alone
 */
bool
sublet_rental_record_knows_launch (const SubletRentalRecord *record)
{
  g_autoptr (SubletLaunch) launch = NULL;

  if (record->launch_json == NULL)
    return false;

  launch = sublet_launch_from_json (record->launch_json, NULL);
  return launch == NULL || names_software (launch);
}

/**
 * sublet_rental_record_takes_ssh_key:
 * @record: a record
 *
 * Returns: whether it runs with SSH as far as is known, and what was started can be written anew: a
 *   newer version's would lose what it says
 */
bool
sublet_rental_record_takes_ssh_key (const SubletRentalRecord *record)
{
  g_autoptr (SubletLaunch) launch = NULL;

  if (record->launch_json == NULL)
    return true;

  launch = sublet_launch_from_json (record->launch_json, NULL);
  return launch != NULL && sublet_launch_get_mode (launch) != SUBLET_LAUNCH_MODE_ARGS;
}

/**
 * sublet_rental_record_recall_launch:
 * @record: a record
 *
 * Its secrets are not in the journal: they are asked for again before it can be rented. Of a rental
 * from before launches were kept, or that was adopted, only the image is known, and the SSH key if
 * it was given one since. Of one whose launch cannot be read, as a
 * newer version's, it is not known either which SSH key it has: it is given one that is no choice,
 * so that no other key takes its place.
 *
 * Returns: (transfer full): what ran on it
 */
SubletLaunch *
sublet_rental_record_recall_launch (const SubletRentalRecord *record)
{
  SubletLaunch *launch = NULL;

  if (record->launch_json != NULL)
    launch = sublet_launch_from_json (record->launch_json, NULL);
  if (launch != NULL)
    {
      if (!names_software (launch))
        sublet_launch_set_image (launch, record->image);
      return launch;
    }

  launch = sublet_launch_new ();
  sublet_launch_set_image (launch, record->image);
  if (record->launch_json != NULL)
    sublet_launch_set_ssh_key (launch, "?");

  return launch;
}

/**
 * sublet_intent_record_free:
 * @record: a record
 */
void
sublet_intent_record_free (SubletIntentRecord *record)
{
  g_free (record->id);
  g_free (record->gpu_name);
  g_free (record);
}

/**
 * sublet_intent_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): as it is now
 */
SubletIntentRecord *
sublet_intent_record_copy (const SubletIntentRecord *record)
{
  SubletIntentRecord *copy = g_memdup2 (record, sizeof *record);

  copy->id = g_strdup (record->id);
  copy->gpu_name = g_strdup (record->gpu_name);

  return copy;
}

/**
 * sublet_request_record_free:
 * @record: a record
 */
void
sublet_request_record_free (SubletRequestRecord *record)
{
  g_free (record->id);
  g_free (record->intent_id);
  g_free (record->outcome);
  g_free (record->detail);
  g_free (record);
}

/**
 * sublet_request_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): as it is now
 */
SubletRequestRecord *
sublet_request_record_copy (const SubletRequestRecord *record)
{
  SubletRequestRecord *copy = g_memdup2 (record, sizeof *record);

  copy->id = g_strdup (record->id);
  copy->intent_id = g_strdup (record->intent_id);
  copy->outcome = g_strdup (record->outcome);
  copy->detail = g_strdup (record->detail);

  return copy;
}

/**
 * sublet_order_record_free:
 * @record: a record
 */
void
sublet_order_record_free (SubletOrderRecord *record)
{
  g_free (record->id);
  g_free (record->rental_id);
  g_free (record->owner.server);
  g_free (record->launch_json);
  g_free (record->outcome);
  g_free (record->detail);
  g_free (record);
}

/**
 * sublet_order_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): as it is now
 */
SubletOrderRecord *
sublet_order_record_copy (const SubletOrderRecord *record)
{
  SubletOrderRecord *copy = g_memdup2 (record, sizeof *record);

  copy->id = g_strdup (record->id);
  copy->rental_id = g_strdup (record->rental_id);
  copy->owner.server = g_strdup (record->owner.server);
  copy->launch_json = g_strdup (record->launch_json);
  copy->outcome = g_strdup (record->outcome);
  copy->detail = g_strdup (record->detail);

  return copy;
}

/**
 * sublet_journal_rental_free:
 * @self: a rental as read
 */
void
sublet_journal_rental_free (SubletJournalRental *self)
{
  g_clear_pointer (&self->record, sublet_rental_record_free);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->intent, sublet_intent_record_free);
  g_clear_pointer (&self->request, sublet_request_record_free);
  g_free (self);
}

/**
 * sublet_journal_contents_free:
 * @self: what was read
 */
void
sublet_journal_contents_free (SubletJournalContents *self)
{
  g_ptr_array_unref (self->rentals);
  g_ptr_array_unref (self->orders);
  g_free (self);
}
