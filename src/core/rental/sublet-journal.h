/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * What is written down about rentals: plain records, and batches of them that are committed whole.
 * Environment values, passwords and on-start texts are in none of them. Times are service time in
 * Unix microseconds, 0: not yet.
 */

/* Whose row it is. */
typedef struct
{
  char *server;      /* (owned) */
  gint64 account_id; /* 0: the key could not say */
} SubletOwner;

/* One rental as it stands. */
typedef struct
{
  char *id; /* (owned) */
  SubletOwner owner;
  char *token; /* (owned) */
  bool adopted;

  SubletRentalState state;
  SubletRentalReason reason;
  gint64 state_since_us;
  gint64 contract_id; /* 0: none known */
  gint64 machine_id;
  int num_gpus;
  char *gpu_name; /* (owned) (nullable) */
  char *place;    /* (owned) (nullable) */
  char *image;    /* (owned) (nullable) */
  char *label;    /* (owned) (nullable) */
  char *detail;   /* (owned) (nullable) */
  double disk_gb;
  char *launch_json; /* (owned) (nullable) of SubletLaunch, without its secrets */

  SubletPriceKind price_kind; /* UNKNOWN: a row from before it was kept, or not ours */
  gint64 bid_nusd;            /* an interruptible's, per hour; 0 or SUBLET_MONEY_UNKNOWN: no bid */
  gint64 quoted_running_nusd;
  gint64 quoted_stopped_nusd;
  gint64 quoted_traffic_uusd; /* of the whole job; SUBLET_MONEY_UNKNOWN: nothing was said */
  gint64 next_rate_nusd;
  gint64 lease_us;
  SubletLeaseEnd lease_at_end;
  gint64 lease_end_us;
  gint64 lease_done_us; /* when its end was carried out, 0: not yet */
  gint64 made_us;
  gint64 ended_us;
  gint64 seen_us; /* of one that ended without an order, when a list showed it last; else 0 */

  gint64 meter_uusd;
  gint64 meter_at_us;
  gint64 meter_rate_nusd;

  gint64 deposit_uusd;        /* to be paid ahead, or paid; 0: nothing */
  gint64 deposit_before_uusd; /* what the instance held when that was ordered */
  SubletDepositState deposit_state;

  gint64 bid_asked_nusd;    /* the other bid that was asked for latest; 0: none */
  gint64 bid_before_nusd;   /* what it bid when that was ordered, or SUBLET_MONEY_UNKNOWN */
  gint64 bid_rate_nusd;     /* the running rate that was accepted with it, or with a price increase
                               that holds by now; 0: as quoted */
  gint64 stopped_rate_nusd; /* that of the disk, likewise; 0 or SUBLET_MONEY_UNKNOWN: as quoted */
  SubletBidState bid_state;

  gint64 increase_id;          /* the price increase that was answered latest; 0: none */
  bool increase_accepts;       /* or rejects */
  gint64 increase_before_nusd; /* the running rate when that was ordered, or SUBLET_MONEY_UNKNOWN */
  gint64 increase_rate_nusd;   /* the one with it, or SUBLET_MONEY_UNKNOWN */
  SubletIncreaseState increase_state;

  gint64 agreed_id;          /* of one that was accepted before, and does not hold yet; 0: none */
  gint64 agreed_before_nusd; /* as above, of that one */
  gint64 agreed_rate_nusd;   /* as above, of that one */

  /* (owned) (nullable) of the key that rented it, or that saw it last; see
   * sublet_client_dup_key_print() */
  char *key_print;

  /* What it belongs to; written once, by sublet_journal_batch_put_ties(). */
  char *batch_id;     /* (owned) (nullable) of several that were asked for together */
  int batch_position; /* from 1 */
  char *replaces_id;  /* (owned) (nullable) the rental that is ended for this one */
} SubletRentalRecord;

/* What was accepted, or the one next candidate. */
typedef struct
{
  char *id; /* (owned) */
  int number;
  gint64 offer_id;
  gint64 machine_id;
  int num_gpus;
  char *gpu_name; /* (owned) (nullable) */
  double disk_gb;
  gint64 running_nusd;
  gint64 ceiling_nusd;
  gint64 written_us;
} SubletIntentRecord;

/* One sending of a request that rents. */
typedef struct
{
  char *id;        /* (owned) */
  char *intent_id; /* (owned) */
  int sending;     /* from 1, within the intent */
  gint64 written_us;
  gint64 ended_us; /* 0: on the wire, or lost with the process */
  char *outcome;   /* (owned) (nullable) nick of SubletCreateVerdict */
  int http_status;
  char *detail; /* (owned) (nullable) */
} SubletRequestRecord;

/* What a person ordered, or a lease. */
typedef struct
{
  char *id;        /* (owned) */
  char *rental_id; /* (owned) (nullable) of ours */
  SubletOwner owner;
  gint64 contract_id;
  SubletOrder kind;
  bool by_lease;
  gint64 amount_uusd; /* of a prepayment, else 0 */
  gint64 rate_nusd;   /* the bid that was ordered, the running rate that was accepted; else 0 */
  char *launch_json;  /* (owned) (nullable) of other software, without its secrets */
  gint64 written_us;
  gint64 sent_us; /* latest sending */
  gint64 accepted_us;
  gint64 closed_us;
  char *outcome; /* (owned) (nullable) while it is open */
  char *detail;  /* (owned) (nullable) */
} SubletOrderRecord;

void sublet_rental_record_free (SubletRentalRecord *record);
SubletRentalRecord *sublet_rental_record_copy (const SubletRentalRecord *record);
gint64 sublet_rental_record_get_lease_us (const SubletRentalRecord *record);
SubletLaunch *sublet_rental_record_recall_launch (const SubletRentalRecord *record);
bool sublet_rental_record_knows_launch (const SubletRentalRecord *record);
bool sublet_rental_record_takes_ssh_key (const SubletRentalRecord *record);
void sublet_intent_record_free (SubletIntentRecord *record);
void sublet_request_record_free (SubletRequestRecord *record);
void sublet_order_record_free (SubletOrderRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRentalRecord, sublet_rental_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletIntentRecord, sublet_intent_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRequestRecord, sublet_request_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOrderRecord, sublet_order_record_free)

/* ---- writing ---- */

/* Changes that are committed together, or not at all. */
typedef struct _SubletJournalBatch SubletJournalBatch;

SubletJournalBatch *sublet_journal_batch_new (void);
void sublet_journal_batch_free (SubletJournalBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletJournalBatch, sublet_journal_batch_free)

/* Each copies its record as it is now. `put` inserts or replaces by id. */
void sublet_journal_batch_put_rental (SubletJournalBatch *self, const SubletRentalRecord *record);
/* After its rental was put for the first time. */
void sublet_journal_batch_put_ties (SubletJournalBatch *self, const SubletRentalRecord *record);
void sublet_journal_batch_add_event (SubletJournalBatch *self,
                                     const SubletRentalRecord *record,
                                     const SubletRentalEvent *event);
void sublet_journal_batch_add_intent (SubletJournalBatch *self,
                                      const SubletRentalRecord *record,
                                      const SubletIntentRecord *intent);
void sublet_journal_batch_put_request (SubletJournalBatch *self,
                                       const SubletRentalRecord *record,
                                       const SubletRequestRecord *request);
void sublet_journal_batch_put_order (SubletJournalBatch *self, const SubletOrderRecord *order);

#define SUBLET_TYPE_JOURNAL (sublet_journal_get_type ())

G_DECLARE_FINAL_TYPE (SubletJournal, sublet_journal, SUBLET, JOURNAL, GObject)

SubletJournal *sublet_journal_new (SubletDatabase *database);
SubletDatabase *sublet_journal_get_database (SubletJournal *self);

/* Takes the batch. Batches are committed in the order of the calls. */
void sublet_journal_commit_async (SubletJournal *self,
                                  SubletJournalBatch *batch,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean sublet_journal_commit_finish (SubletJournal *self, GAsyncResult *result, GError **error);

/* ---- reading ---- */

/* A rental with what is needed to go on with it. */
typedef struct
{
  SubletRentalRecord *record;   /* (owned) */
  GArray *events;               /* (owned) (element-type SubletRentalEvent) */
  SubletIntentRecord *intent;   /* (owned) (nullable) the latest */
  SubletRequestRecord *request; /* (owned) (nullable) the latest of that intent */
  int n_requests;               /* of that intent */
} SubletJournalRental;

void sublet_journal_rental_free (SubletJournalRental *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletJournalRental, sublet_journal_rental_free)

typedef struct
{
  GPtrArray *rentals; /* (owned) (element-type SubletJournalRental) oldest first */
  GPtrArray *orders;  /* (owned) (element-type SubletOrderRecord) open ones, oldest first */
} SubletJournalContents;

void sublet_journal_contents_free (SubletJournalContents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletJournalContents, sublet_journal_contents_free)

/* Open rentals of every owner, those that ended after @since_us, and open orders. */
void sublet_journal_load_async (SubletJournal *self,
                                gint64 since_us,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
SubletJournalContents *sublet_journal_load_finish (SubletJournal *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/* The rental that a listed contract belongs to, by contract or else by token (nullable), however
 * old; NULL without an error when there is none. */
void sublet_journal_find_async (SubletJournal *self,
                                const char *server,
                                gint64 contract_id,
                                const char *token,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
SubletJournalRental *sublet_journal_find_finish (SubletJournal *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/* ---- what a machine did before ---- */

typedef struct
{
  guint rentals;         /* on it, whatever became of them */
  guint failures;        /* of those: failed, stuck, offline or never found, not by the image */
  gint64 last_failed_us; /* 0: never */
} SubletMachineRecord;

void sublet_journal_read_machine_async (SubletJournal *self,
                                        const char *server,
                                        gint64 machine_id,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sublet_journal_read_machine_finish (SubletJournal *self,
                                             GAsyncResult *result,
                                             SubletMachineRecord *record,
                                             GError **error);

/* A rental by its id, however old; NULL without an error when there is none. */
void sublet_journal_get_rental_async (SubletJournal *self,
                                      const char *rental_id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletJournalRental *sublet_journal_get_rental_finish (SubletJournal *self,
                                                       GAsyncResult *result,
                                                       GError **error);

/* ---- what instances that are not ours have cost, in the cache ---- */

typedef struct
{
  gint64 contract_id;
  gint64 meter_uusd;
  gint64 meter_at_us;
  gint64 meter_rate_nusd;
} SubletMeterRecord;

/* (element-type SubletMeterRecord); empty when there is no cache. */
void sublet_journal_load_meters_async (SubletJournal *self,
                                       const SubletOwner *owner,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GArray *sublet_journal_load_meters_finish (SubletJournal *self,
                                           GAsyncResult *result,
                                           GError **error);

/* Nobody waits for this, nor for the other one below. */
void sublet_journal_put_meter (SubletJournal *self,
                               const SubletOwner *owner,
                               const SubletMeterRecord *meter);

/* ---- when what is rented was last known, in the cache ---- */

typedef struct
{
  gint64 account_id;
  gint64 known_at_us; /* of the latest complete list */
} SubletListRecord;

/* (element-type SubletListRecord) of every account at a server. */
void sublet_journal_load_lists_async (SubletJournal *self,
                                      const char *server,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GArray *sublet_journal_load_lists_finish (SubletJournal *self,
                                          GAsyncResult *result,
                                          GError **error);

void sublet_journal_put_list (SubletJournal *self, const SubletOwner *owner, gint64 known_at_us);

G_END_DECLS
