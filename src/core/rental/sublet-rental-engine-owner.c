/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/rental/sublet-rental-engine-reading.h"

/*
 * Whose a rental is. A row says so by its account, as long as the key that made it could say whose
 * it is; a key without that permission cannot, nor can any key while the service refuses to tell.
 * Then three things are evidence, and nothing else is:
 *
 *   - the row was made, or last seen, with this very key: each row carries the key's print, and a
 *     key is of one account for as long as it exists. What a key may not say one day and says the
 *     next is so of all its rows, and what it said once is so when it may not say it any more;
 *   - a list that this key was given shows the row's contract, or its token on its machine;
 *   - nothing else: that two keys may not say whose they are makes them nobody's in common.
 *
 * What a list does not show proves something of the rows of the key that asked for it alone. A row
 * of an unknown owner and another key stays *unknown* until its own key is back or a list shows it:
 * counted as gone on the word of somebody else's list, it would be paid for and forgotten.
 */

static bool
is_of_server (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return g_strcmp0 (track->record->owner.server, self->owner.server) == 0;
}

static bool
has_print (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return self->key_print != NULL && g_strcmp0 (track->record->key_print, self->key_print) == 0;
}

/**
 * sublet_engine_has_key_for:
 * @self: an engine
 * @track: a rental
 *
 * Returns: whether the present key is one of its account, or may be: of a row that has neither
 *   account nor print nobody can say more
 */
bool
sublet_engine_has_key_for (SubletRentalEngine *self, SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;

  return self->signed_in && is_of_server (self, track) &&
         r->owner.account_id == self->owner.account_id &&
         (r->owner.account_id != 0 || r->key_print == NULL || has_print (self, track));
}

/**
 * sublet_engine_is_proven:
 * @self: an engine
 * @track: a rental
 *
 * Returns: whether the present key is certainly one of its account, so that what this key's
 *   complete lists do not show is not there
 */
bool
sublet_engine_is_proven (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return sublet_engine_has_key_for (self, track) &&
         (track->record->owner.account_id != 0 || has_print (self, track));
}

/**
 * sublet_engine_take_key_print:
 * @self: an engine
 * @signed_in: whether the client has a key, and it is decided whose it is
 *
 * Of the client's present key; none when signed out.
 */
void
sublet_engine_take_key_print (SubletRentalEngine *self, bool signed_in)
{
  g_autofree char *salt = NULL;

  g_clear_pointer (&self->key_print, g_free);
  if (!signed_in)
    return;

  /* The same key has another print in another installation's journal. */
  salt = g_strdup_printf ("sublet key print %s %s",
                          sublet_profile_get_install_id (self->profile),
                          self->owner.server);
  self->key_print = sublet_client_dup_key_print (self->client, salt);
}

/* The account of all its rows that have one; 0 when there is none, or they do not agree. */
static gint64
find_account (SubletRentalEngine *self)
{
  gint64 account_id = 0;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);
      gint64 other_id = track->record->owner.account_id;

      if (!track->ours || other_id == 0 || !is_of_server (self, track) || !has_print (self, track))
        continue;
      if (account_id != 0 && account_id != other_id)
        return 0;
      account_id = other_id;
    }

  return account_id;
}

static void
set_account_of (SubletRentalEngine *self, SubletRentalTrack *track)
{
  track->record->owner.account_id = self->owner.account_id;
  if (track->ours)
    sublet_engine_add_note (self, track, SUBLET_RENTAL_REASON_OWNER_KNOWN);
  sublet_engine_show_state (self, track);
}

/**
 * sublet_engine_know_owner:
 * @self: an engine
 *
 * After the key or the rows have come: a key that may not say whose it is is known by its rows, and
 * its rows that had no account get the key's.
 */
void
sublet_engine_know_owner (SubletRentalEngine *self)
{
  guint i;

  if (self->key_print == NULL)
    return;
  if (self->owner.account_id == 0)
    self->owner.account_id = find_account (self);
  if (self->owner.account_id == 0)
    return;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->record->owner.account_id == 0 && is_of_server (self, track) &&
          has_print (self, track))
        set_account_of (self, track);
    }
}

/* What was rented or seen with this key before has the same owner. */
static void
identify (SubletRentalEngine *self, gint64 account_id)
{
  guint i;

  self->owner.account_id = account_id;
  sublet_engine_know_owner (self);
  for (i = 0; i < self->tracks->len; i++)
    sublet_engine_show_state (self, g_ptr_array_index (self->tracks, i));
}

/**
 * sublet_engine_take_ownership:
 * @self: an engine
 * @track: a rental that a list of the present key shows
 *
 * Whatever such a list shows is the present key's; a key that may not say whose it is says so by
 * what it sees of ours.
 */
void
sublet_engine_take_ownership (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletRentalRecord *r = track->record;

  if (track->ours && r->owner.account_id != 0 && self->owner.account_id == 0)
    identify (self, r->owner.account_id);
  if (self->key_print != NULL && !has_print (self, track))
    {
      g_free (r->key_print);
      r->key_print = g_strdup (self->key_print);
      track->dirty |= track->ours;
    }
  if (r->owner.account_id != self->owner.account_id)
    set_account_of (self, track);
}
