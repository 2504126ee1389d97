/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-watch.h"
#include "core/rental/sublet-journal.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-identity-store.h"

G_BEGIN_DECLS

/*
 * What the engine keeps about one rental, beside what is shown of it. The record is the engine's
 * truth: what the journal holds, or will hold when its queue is through. The rental follows when it
 * does. Reference-counted, since replies outlive the list.
 */
typedef struct _SubletRentalTrack SubletRentalTrack;

/* What was asked for and costs money, as a deposit or another bid. */
typedef struct
{
  SubletOrderRecord *order; /* (owned) (nullable) an open one */
  bool asking;              /* from the first check to the answer, pauses included */
  gint64 answered_mono_us;  /* monotonic: when its answer was there, 0: in another process */
  int looks;                /* readings since then that show nothing of it */
  bool blind;               /* one of those could not be read */
} SubletPaidChange;

/* When a lease ends, and what then. */
typedef struct
{
  gint64 lease_us;
  SubletLeaseEnd at_end;
  gint64 end_us;
  gint64 done_us;
  gint64 mono_us;
} SubletLeaseTerm;

struct _SubletRentalTrack
{
  SubletRental *rental;       /* (owned) what is shown */
  SubletRentalRecord *record; /* (owned) of an instance that is not ours: in memory only */
  bool ours;                  /* has a row in the journal */
  bool shown;                 /* stands in the list model */
  bool unwritten;             /* a transition could not be written: to be written again */
  bool dirty;                 /* figures changed: to be written now and then */

  /* the latest transition that is in the journal, so that it may be seen */
  SubletRentalState written_state;
  SubletRentalReason written_reason;
  gint64 written_since_us;

  /* renting */
  SubletRentalRequest *asked;   /* (owned) (nullable) what the person accepted, in this session */
  SubletOffer *offer;           /* (owned) (nullable) what is asked for now */
  SubletIntentRecord *intent;   /* (owned) (nullable) the latest */
  SubletRequestRecord *request; /* (owned) (nullable) its latest sending */
  int n_requests;               /* sendings of that intent */
  GArray *tried;                /* (owned) (element-type gint64) offers that were asked for */
  SubletIdentityStore *own_key; /* (owned) (nullable) of a launch that names one, in this session */
  GCancellable *own_key_wish;   /* (owned) (nullable) that it is opened, and goes to the account */
  bool setting_key;             /* another one for it is on its way to the journal */
  bool replacing;               /* the intent of what follows this is being written */
  SubletRentalTrack *follower;  /* (owned) (nullable) asked for when the end of this is accepted */
  gint64 replaced_mono_us;      /* monotonic: when that was accepted */

  /* settling */
  int looks_done;
  bool ended_noted;
  gint64 ended_mono_us;     /* monotonic: when the latest request ended, once it is noted */
  gint64 last_look_mono_us; /* when the latest counted list was asked for, 0: none yet */

  /* what SSH says, while it runs */
  SubletReach reach;

  /* coming up */
  char *progress;         /* (owned) (nullable) what the latest reading said of it */
  gint64 progress_us;     /* service time of the first reading that said so */
  bool stuck_noted;       /* that it makes none is in the journal, or on its way there */
  gint64 noted_rate_nusd; /* another rate than was accepted, the same */

  /* running */
  SubletIdleWatch idle;

  /* presence in lists */
  gint64 held_since_us;       /* when its contract came to be known */
  gint64 held_mono_us;        /* the same, monotonic, 0: in another process */
  gint64 first_known_us;      /* when a list showed it first, 0: never in this session */
  gint64 last_absent_us;      /* when the latest counted list without it was asked for */
  gint64 last_absent_mono_us; /* the same, monotonic */
  int absent_looks;

  /* orders */
  bool stop_ordered;          /* the latest stop or start was a stop, in this session */
  SubletOrderRecord *order;   /* (owned) (nullable) an open start, stop or reboot; a lease's stop */
  gint64 order_mono_us;       /* monotonic: when the service accepted it */
  bool order_in_doubt;        /* whether it did is not known */
  SubletLaunch *update;       /* (owned) (nullable) what is to run, secrets and all: with @order */
  SubletOrderRecord *destroy; /* (owned) (nullable) an open destroy */
  gint64 destroy_mono_us;     /* when it was ordered, 0: in another process */
  gint64 destroyed_mono_us;   /* when the service accepted it */
  bool destroy_in_flight;
  bool destroy_not_found;     /* the service said that it does not know the contract */
  guint destroy_failures;     /* in a row */
  gint64 destroy_due_mono_us; /* monotonic time of the next sending */

  /* the lease; monotonic times */
  gint64 lease_mono_us;       /* when it ends by our own clock, 0: not reckoned yet */
  gint64 lease_doubt_mono_us; /* since when one clock alone says that it has ended, 0: none does */
  bool lease_in_flight;       /* its stop is on its way to the journal or the service */
  bool lease_stop_outdated;   /* the person set another lease since that stop was ordered */
  bool lease_not_seen;        /* its stop was taken, and not seen to be done */
  guint lease_failures;       /* of its stop, in a row */
  gint64 lease_due_mono_us;   /* of its next sending */
  guint lease_settings;       /* the person's, on their way to the journal */
  SubletLeaseTerm lease_kept; /* while there are any: as the journal has it */

  /* the deposit */
  SubletPaidChange prepay;
  gint64 prepay_due_mono_us; /* monotonic: not before */
  bool balance_asked;        /* what the instance holds is on its way */

  /* another bid */
  SubletPaidChange bid;
  bool bid_overtaken; /* a stop or destroy was ordered since */

  /* an answer to a price increase */
  SubletPaidChange increase;
};

SubletRentalTrack *sublet_rental_track_new (SubletRentalRecord *record, SubletRentalOrigin origin);
SubletRentalTrack *sublet_rental_track_new_from_journal (SubletJournalRental *stored);
SubletRentalTrack *sublet_rental_track_ref (SubletRentalTrack *self);
void sublet_rental_track_unref (SubletRentalTrack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRentalTrack, sublet_rental_track_unref)

/* Figures of the record to the rental; not the state. */
void sublet_rental_track_show_facts (SubletRentalTrack *self);

/* It is closed, and what only it needed goes with it. */
void sublet_rental_track_drop_order (SubletRentalTrack *self);

/* Its own SSH key is not wanted any more: it does not go to the account, and is closed unless
 * somebody else has it open. */
void sublet_rental_track_drop_key (SubletRentalTrack *self);

/* From @at_us on an hour costs @rate_nusd: what was until then is counted. */
void sublet_rental_track_meter (SubletRentalTrack *self, gint64 rate_nusd, gint64 at_us);

/* Takes over what a reading shows, and meters it; not the state. True when a stored figure changed.
 */
bool sublet_rental_track_read (SubletRentalTrack *self, SubletInstance *instance);

/* What an hour may come to cost while nothing more is asked for; SUBLET_MONEY_UNKNOWN. */
gint64 sublet_rental_track_get_committed_nusd (SubletRentalTrack *self);
/* Running, of the instance alone, of the offer that was asked for last, or with another bid. */
gint64 sublet_rental_track_get_accepted_nusd (SubletRentalTrack *self);
/* Of its disk alone, likewise. */
gint64 sublet_rental_track_get_accepted_stopped_nusd (SubletRentalTrack *self);
/* Running, with the volume that is made along; SUBLET_MONEY_UNKNOWN. */
gint64 sublet_rental_track_get_running_nusd (SubletRentalTrack *self);
/* With the dearest price increase that was accepted and does not hold yet; unknown: none. */
gint64 sublet_rental_track_get_awaited_nusd (SubletRentalTrack *self);
void sublet_rental_track_keep_awaited (SubletRentalTrack *self);
/* Of the volume that is made along; 0: none. */
gint64 sublet_rental_track_get_volume_nusd (SubletRentalTrack *self);

/* Whether it was ordered to be destroyed at some time. */
bool sublet_rental_track_was_destroyed (SubletRentalTrack *self);

G_END_DECLS
