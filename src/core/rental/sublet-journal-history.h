/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/**
 * SubletJournalEnding:
 * @SUBLET_JOURNAL_ENDING_NONE: it has not ended; its state tells
 * @SUBLET_JOURNAL_ENDING_DESTROYED: the person ordered it
 * @SUBLET_JOURNAL_ENDING_LEASE: the end of its lease ordered it
 * @SUBLET_JOURNAL_ENDING_HOST: it went while its host was offline or had failed
 * @SUBLET_JOURNAL_ENDING_CREDIT: it went when the credit was used up
 * @SUBLET_JOURNAL_ENDING_ELSEWHERE: somebody or something else ended it, as the service's own pages
 * @SUBLET_JOURNAL_ENDING_REFUSED: nothing was rented; its reason tells
 * @SUBLET_JOURNAL_ENDING_VOLUME_DELETED: the volume is gone
 * @SUBLET_JOURNAL_ENDING_VOLUME_REFUSED: the service did not delete it
 * @SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT: the service was not asked to
 * @SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE: it is listed long after that
 * @SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN: another row has what became of it
 *
 * How a rental, or the order to delete a volume, ended, as far as the journal shows.
 */
typedef enum
{
  SUBLET_JOURNAL_ENDING_NONE,
  SUBLET_JOURNAL_ENDING_DESTROYED,
  SUBLET_JOURNAL_ENDING_LEASE,
  SUBLET_JOURNAL_ENDING_HOST,
  SUBLET_JOURNAL_ENDING_CREDIT,
  SUBLET_JOURNAL_ENDING_ELSEWHERE,
  SUBLET_JOURNAL_ENDING_REFUSED,
  SUBLET_JOURNAL_ENDING_VOLUME_DELETED,
  SUBLET_JOURNAL_ENDING_VOLUME_REFUSED,
  SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT,
  SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE,
  SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN,
} SubletJournalEnding;

#define SUBLET_TYPE_JOURNAL_ENDING (sublet_journal_ending_get_type ())

GType sublet_journal_ending_get_type (void);

/* One rental, or the order to delete a volume: that has its time, machine and outcome, and costs
 * nothing. Texts belong to the history. Times are service time, 0: not yet. */
typedef struct
{
  const char *id;
  const char *label;    /* (nullable) */
  const char *gpu_name; /* (nullable) */
  const char *place;    /* (nullable) "Uusimaa, FI" */
  const char *image;    /* (nullable) */
  const char *server;
  gint64 account_id;
  gint64 contract_id; /* 0: none was known */
  gint64 machine_id;
  gint64 volume_id; /* that was ordered away; 0: this is a rental */
  gint64 made_us;
  gint64 ended_us;
  gint64 lease_end_us; /* 0: none */
  gint64 quoted_running_nusd;
  gint64 quoted_stopped_nusd;
  gint64 meter_uusd; /* what it had cost at @meter_at_us */
  gint64 meter_at_us;
  gint64 meter_rate_nusd; /* and costs an hour since */
  double disk_gb;
  int num_gpus;
  SubletRentalState state; /* UNKNOWN also for a word of a newer version */
  SubletRentalReason reason;
  SubletJournalEnding ending;
  gboolean adopted;
} SubletJournalRow;

gint64 sublet_journal_row_get_cost_uusd (const SubletJournalRow *row, gint64 service_us);
gint64 sublet_journal_row_get_duration_us (const SubletJournalRow *row, gint64 service_us);

/**
 * SubletJournalState:
 * @SUBLET_JOURNAL_STATE_LOADING: it was not read yet
 * @SUBLET_JOURNAL_STATE_KNOWN: it was
 * @SUBLET_JOURNAL_STATE_ERROR: it cannot be read; "error" says why
 */
typedef enum
{
  SUBLET_JOURNAL_STATE_LOADING,
  SUBLET_JOURNAL_STATE_KNOWN,
  SUBLET_JOURNAL_STATE_ERROR,
} SubletJournalState;

#define SUBLET_TYPE_JOURNAL_STATE (sublet_journal_state_get_type ())

GType sublet_journal_state_get_type (void);

/* (transfer full) (nullable): what a person reads of a row beside its texts, to be searched too.
 * Called once for each place and for each way in which a rental stands or ended. */
typedef char *(*SubletJournalWords) (const SubletJournalRow *row);

#define SUBLET_TYPE_JOURNAL_HISTORY (sublet_journal_history_get_type ())

/*
 * Everything that was ever rented with this profile, and each volume that was ordered away, newest
 * first, by all accounts, and a view of it: what passes the search. Main thread; the journal is
 * read on the database's thread. Rentals that change are read again by themselves.
 *
 * Properties (read-only, notify): "state", "error" (boxed), "total" (of all), "n-rows" (in the
 * view). Signals: "view-changed": other rentals stand in the view; "row-changed" (guint): that
 * position of the view has other figures.
 */
G_DECLARE_FINAL_TYPE (SubletJournalHistory,
                      sublet_journal_history,
                      SUBLET,
                      JOURNAL_HISTORY,
                      GObject)

SubletJournalHistory *sublet_journal_history_new (SubletRentalEngine *engine);

/* The databases are open. */
void sublet_journal_history_set_database (SubletJournalHistory *self, SubletDatabase *database);
void sublet_journal_history_set_words (SubletJournalHistory *self,
                                       SubletJournalWords place_words,
                                       SubletJournalWords ending_words);

/* Reads it, unless it was read or is being read: when somebody looks. After an error: again. */
void sublet_journal_history_load (SubletJournalHistory *self);

SubletJournalState sublet_journal_history_get_state (SubletJournalHistory *self);
const GError *sublet_journal_history_get_error (SubletJournalHistory *self);
SubletClock *sublet_journal_history_get_clock (SubletJournalHistory *self);
guint sublet_journal_history_get_total (SubletJournalHistory *self);

/* All of them, in the view or not, the newest first. */
void sublet_journal_history_foreach (SubletJournalHistory *self,
                                     void (*func) (const SubletJournalRow *row, gpointer data),
                                     gpointer data);

/* The view. */
guint sublet_journal_history_get_n_rows (SubletJournalHistory *self);
/* (transfer none) (nullable): valid until the next main loop turn; NULL beyond the end. */
const SubletJournalRow *sublet_journal_history_get_row (SubletJournalHistory *self, guint position);
/* G_MAXUINT: not in the view. */
guint sublet_journal_history_find (SubletJournalHistory *self, const char *id);
/* In the view or not. */
const SubletJournalRow *sublet_journal_history_lookup (SubletJournalHistory *self, const char *id);
/* Words in any order, each anywhere; (nullable): all. */
void sublet_journal_history_set_search (SubletJournalHistory *self, const char *search);
const char *sublet_journal_history_get_search (SubletJournalHistory *self);

/* ---- one rental ---- */

typedef enum
{
  SUBLET_JOURNAL_MOMENT_STATE,   /* it came into this state */
  SUBLET_JOURNAL_MOMENT_REQUEST, /* the service was asked to rent it */
  SUBLET_JOURNAL_MOMENT_ORDER,   /* the person ordered something */
} SubletJournalMomentKind;

typedef struct
{
  SubletJournalMomentKind kind;
  gint64 at_us;
  SubletRentalState state;
  SubletRentalReason reason;
  SubletOrder order;
  gboolean by_lease; /* ORDER */
  int sending;       /* REQUEST: from 1 */
  gint64 offer_id;   /* 0: none */
  gint64 rate_nusd;  /* SUBLET_MONEY_UNKNOWN: none */
  gint64 cost_uusd;  /* so far; SUBLET_MONEY_UNKNOWN: none */
  char *detail;      /* (owned) (nullable) the service's words, for Details */
} SubletJournalMoment;

/* (element-type SubletJournalMoment), oldest first. */
void sublet_journal_history_read_moments_async (SubletJournalHistory *self,
                                                const char *id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
GArray *sublet_journal_history_read_moments_finish (SubletJournalHistory *self,
                                                    GAsyncResult *result,
                                                    GError **error);

/* ---- export ---- */

typedef enum
{
  SUBLET_JOURNAL_FORMAT_CSV,
  SUBLET_JOURNAL_FORMAT_JSON,
} SubletJournalFormat;

/* Writes what is in the view, whole or not at all. */
void sublet_journal_history_export_async (SubletJournalHistory *self,
                                          GFile *file,
                                          SubletJournalFormat format,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean sublet_journal_history_export_finish (SubletJournalHistory *self,
                                               GAsyncResult *result,
                                               guint *n_rentals,
                                               GError **error);

G_END_DECLS
