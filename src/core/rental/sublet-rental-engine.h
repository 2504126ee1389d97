/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/rental/sublet-idle-watch.h"
#include "core/rental/sublet-rental-request.h"
#include "core/rental/sublet-rental.h"
#include "core/ssh/sublet-account-keys.h"
#include "core/store/sublet-database.h"
#include "core/store/sublet-profile.h"

G_BEGIN_DECLS

/**
 * SubletKnowledge:
 * @SUBLET_KNOWLEDGE_NEVER: nothing was ever known in this profile and account
 * @SUBLET_KNOWLEDGE_KNOWN: a complete list stands; known-at says since when
 * @SUBLET_KNOWLEDGE_UNKNOWN: the last attempt failed; unknown-since says when knowledge ended
 *
 * Unknown is never empty.
 */
typedef enum
{
  SUBLET_KNOWLEDGE_NEVER,
  SUBLET_KNOWLEDGE_KNOWN,
  SUBLET_KNOWLEDGE_UNKNOWN,
} SubletKnowledge;

#define SUBLET_TYPE_KNOWLEDGE (sublet_knowledge_get_type ())

GType sublet_knowledge_get_type (void);

/* Read when needed, so that a change in the preferences counts at once. 0: no cap. */
typedef struct
{
  gint64 per_hour_nusd;
  gint64 per_day_uusd;
} SubletSpendCaps;

#define SUBLET_TYPE_RENTAL_ENGINE (sublet_rental_engine_get_type ())

/*
 * What is rented, and the only place that rents. Main thread. One per profile.
 *
 * Properties (read-only, notify): "knowledge", "known-at-us", "unknown-since-us", "error" (boxed
 * GError, why unknown), "refreshing", "account" (nullable), "account-known", "burn-rate-nusd" (now,
 * all open rentals), "beside-rate-nusd" (of what is no rental, as it was said), "running-count"
 * (running or coming up), "attention-count" (failed, unclear, still listed), "read-only" (another
 * process has the profile, or the data is newer).
 *
 * Signals: "rental-added" (SubletRental): after its intent is in the journal;
 * "notice" (GError): something a person must hear (damaged database moved aside, journal full);
 * "account-wanted": a refresh was asked for before it is known whose key it is;
 * "ssh-key-changed" (SubletRental): the person gave it another one, which is in the journal.
 */
G_DECLARE_FINAL_TYPE (SubletRentalEngine, sublet_rental_engine, SUBLET, RENTAL_ENGINE, GObject)

SubletRentalEngine *sublet_rental_engine_new (SubletClient *client, SubletProfile *profile);

/* Opens the journal and shows what it holds; asks nothing of the service. Once. */
void sublet_rental_engine_open_async (SubletRentalEngine *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sublet_rental_engine_open_finish (SubletRentalEngine *self,
                                           GAsyncResult *result,
                                           GError **error);

/* The client has a key that belongs to this account (NULL: signed out; account_known FALSE: the key
 * lacks user_read): continues what was interrupted (destroys first), then polls. */
void sublet_rental_engine_set_account (SubletRentalEngine *self,
                                       SubletAccount *account,
                                       gboolean signed_in);

/* There is a key, and the service has not said whose it is (@error why, NULL while it is asked). */
void sublet_rental_engine_await_account (SubletRentalEngine *self, const GError *error);

/* Sublet's own key is on the account before an instance is asked for, if that takes no longer than
 * a second. */
void sublet_rental_engine_set_account_keys (SubletRentalEngine *self, SubletAccountKeys *keys);

void sublet_rental_engine_set_caps (SubletRentalEngine *self, const SubletSpendCaps *caps);
/* How long an instance may come up without progress before it counts as stuck; 20 minutes unless
 * said otherwise. */
void sublet_rental_engine_set_patience (SubletRentalEngine *self, gint64 patience_us);
/* When a GPU that does nothing counts as idle; under 5 % for 20 minutes unless said otherwise. */
void sublet_rental_engine_set_idle_rule (SubletRentalEngine *self, const SubletIdleRule *rule);
/* Slower polling while nothing is looked at and nothing changes. */
void sublet_rental_engine_set_visible (SubletRentalEngine *self, gboolean visible);
/* Asks again now. */
void sublet_rental_engine_refresh (SubletRentalEngine *self);

/* (transfer none) GListModel of SubletRental: open ones, and those that ended in this session,
 * newest first. */
GListModel *sublet_rental_engine_get_rentals (SubletRentalEngine *self);

SubletKnowledge sublet_rental_engine_get_knowledge (SubletRentalEngine *self);
gint64 sublet_rental_engine_get_known_at_us (SubletRentalEngine *self);
gint64 sublet_rental_engine_get_unknown_since_us (SubletRentalEngine *self);
const GError *sublet_rental_engine_get_error (SubletRentalEngine *self);
SubletAccount *sublet_rental_engine_get_account (SubletRentalEngine *self);
gint64 sublet_rental_engine_get_burn_rate_nusd (SubletRentalEngine *self);
/* What an hour of the account's volumes and traffic costs: the engine is told, for the credit pays
 * for them too. No cap counts them. 0 unless said otherwise. */
void sublet_rental_engine_set_beside_rate_nusd (SubletRentalEngine *self, gint64 beside_rate_nusd);
gint64 sublet_rental_engine_get_beside_rate_nusd (SubletRentalEngine *self);
guint sublet_rental_engine_get_running_count (SubletRentalEngine *self);
guint sublet_rental_engine_get_attention_count (SubletRentalEngine *self);
gboolean sublet_rental_engine_get_read_only (SubletRentalEngine *self);
/* Service µs at which the credit ends at the present rate; 0: never or unknown. */
gint64 sublet_rental_engine_get_credit_end_us (SubletRentalEngine *self);
SubletClock *sublet_rental_engine_get_clock (SubletRentalEngine *self);

/*
 * Validates, checks caps and knowledge, writes the intent, then asks the service once. Completes as
 * soon as the intent is on disk, with the rental whose state tells the rest; everything after that
 * goes on whatever happens to the caller. Errors (nothing was written or sent): INVALID, NOT_KNOWN,
 * CAP, READ_ONLY, STORE, AUTH.
 */
void sublet_rental_engine_rent_async (SubletRentalEngine *self,
                                      SubletRentalRequest *request,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletRental *sublet_rental_engine_rent_finish (SubletRentalEngine *self,
                                                GAsyncResult *result,
                                                GError **error);

/* Orders. Each is journalled, sent, verified by reading back; completes when the service accepted
 * it. Destroy completes when journalled: it goes on across restarts until seen absent twice. */
typedef enum
{
  SUBLET_ORDER_START, /* raises the bill */
  SUBLET_ORDER_STOP,
  SUBLET_ORDER_REBOOT,
  SUBLET_ORDER_RECYCLE, /* what its container holds outside volumes is lost */
  SUBLET_ORDER_UPDATE,  /* likewise; sublet_rental_engine_update_software_async() alone */
  SUBLET_ORDER_DESTROY,
  SUBLET_ORDER_PREPAY, /* raises the bill; sublet_rental_engine_prepay_async() alone */
  SUBLET_ORDER_BID,    /* may raise the bill; sublet_rental_engine_change_bid_async() alone */
  /* raises the bill; sublet_rental_engine_answer_increase_async() alone, as the other one */
  SUBLET_ORDER_ACCEPT_INCREASE,
  SUBLET_ORDER_REJECT_INCREASE,
} SubletOrder;

#define SUBLET_TYPE_ORDER (sublet_order_get_type ())

GType sublet_order_get_type (void);

void sublet_rental_engine_order_async (SubletRentalEngine *self,
                                       SubletRental *rental,
                                       SubletOrder order,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_rental_engine_order_finish (SubletRentalEngine *self,
                                            GAsyncResult *result,
                                            GError **error);

/*
 * When a lease ends and what happens then. Journalled before it is shown; nothing is asked of the
 * service, and nothing costs more by itself. At the end the engine does by itself what the lease
 * says, and "lease-state" of the rental tells how it stands. An end that was carried out stays
 * carried out; started again, the rental has another lease of the same length.
 */
void sublet_rental_engine_set_lease_async (SubletRentalEngine *self,
                                           SubletRental *rental,
                                           gint64 lease_end_us,
                                           SubletLeaseEnd at_end,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean sublet_rental_engine_set_lease_finish (SubletRentalEngine *self,
                                                GAsyncResult *result,
                                                GError **error);

/*
 * Pays ahead for an instance that runs, which makes it reserved: so much goes from the account's
 * credit to the instance. Journalled, sent once, never again whatever comes back; what a lost
 * answer meant is read from lists later, and "deposit-state" tells. Completes when the service has
 * answered. A rental whose request had a deposit is prepaid so by itself once it runs.
 */
void sublet_rental_engine_prepay_async (SubletRentalEngine *self,
                                        SubletRental *rental,
                                        gint64 amount_uusd,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sublet_rental_engine_prepay_finish (SubletRentalEngine *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Whether it could be ordered by what is known now, to be said while the amount is typed. */
gboolean sublet_rental_engine_check_prepay (SubletRentalEngine *self,
                                            SubletRental *rental,
                                            gint64 amount_uusd,
                                            GError **error);

/*
 * Bids something else for an interruptible instance from now on, ours or not: more, so that it runs
 * on or again, or less. Journalled, sent once, never again whatever comes back, and the lists tell:
 * "bid-state" says whether they show it, after a lost answer too. The caps hold for a raise; to bid
 * less no cap forbids. Completes when the service has answered. The price that was accepted is then
 * the one with this bid.
 */
void sublet_rental_engine_change_bid_async (SubletRentalEngine *self,
                                            SubletRental *rental,
                                            gint64 bid_nusd,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean sublet_rental_engine_change_bid_finish (SubletRentalEngine *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/*
 * Accepts or rejects the price increase that waits for an answer (its number says which was read by
 * the person), of a rental of ours or not. Journalled, sent once, never again whatever comes back,
 * and the list of what waits tells: "increase-state". The caps hold for an acceptance, with the
 * dearer rate from now on, though it holds from the contract's end; from the list that shows it the
 * rate that was accepted is the one with it. Completes when the service has answered.
 */
void sublet_rental_engine_answer_increase_async (SubletRentalEngine *self,
                                                 SubletRental *rental,
                                                 gint64 increase_id,
                                                 gboolean accept,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean sublet_rental_engine_answer_increase_finish (SubletRentalEngine *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/*
 * What could be taken instead of a rental that does not come up: the market is asked, and the
 * cheapest offer that is at least as good, on another machine, is put into a request like the one
 * that was accepted, to be shown with what both cost. Nothing is written or ended. OFFER_GONE when
 * there is none. What was secret in a rental of an earlier session is not kept, and has to be asked
 * again.
 */
void sublet_rental_engine_find_next_async (SubletRentalEngine *self,
                                           SubletRental *rental,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
SubletRentalRequest *sublet_rental_engine_find_next_finish (SubletRentalEngine *self,
                                                            GAsyncResult *result,
                                                            GError **error);

/*
 * Ends a rental and takes what @request says, in that order: the intent of the new one is on disk,
 * then the order to destroy the old one, and only when the service has accepted that (or it is
 * gone) the new one is asked for, with a permit of its own. If that takes longer than two minutes,
 * or the program ends in between, the new one is refused (NOT_REPLACED) and the destroy goes on.
 * Completes when both are on disk; errors as of renting, nothing was written, sent or ended then.
 */
void sublet_rental_engine_replace_async (SubletRentalEngine *self,
                                         SubletRental *rental,
                                         SubletRentalRequest *request,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
SubletRental *sublet_rental_engine_replace_finish (SubletRentalEngine *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/*
 * Another image, environment or on-start script for one of ours that runs: its container is made
 * anew, what that held outside volumes is lost, GPU and bill stay. Journalled, without its secrets,
 * sent once, never again whatever comes back: lists tell what runs, across restarts too. Completes
 * when the service has answered.
 */
void sublet_rental_engine_update_software_async (SubletRentalEngine *self,
                                                 SubletRental *rental,
                                                 SubletLaunch *launch,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean sublet_rental_engine_update_software_finish (SubletRentalEngine *self,
                                                      GAsyncResult *result,
                                                      GError **error);
/* (transfer full) (nullable): what runs on one of ours, as far as it is known here. */
SubletLaunch *sublet_rental_engine_dup_launch (SubletRentalEngine *self, SubletRental *rental);

/* The packages that its launch requires; none where it is not ours. */
GStrv sublet_rental_engine_dup_packages (SubletRentalEngine *self, SubletRental *rental);
/*
 * Another SSH key for one of ours that is there: changed in the journal, and of this rental alone;
 * then it goes to the account and, by "ssh-key-changed", to the instance. What is connected stays
 * so. Nothing is paid or ordered. NULL: the one of Preferences.
 */
void sublet_rental_engine_set_ssh_key_async (SubletRentalEngine *self,
                                             SubletRental *rental,
                                             const char *ssh_key,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean sublet_rental_engine_set_ssh_key_finish (SubletRentalEngine *self,
                                                  GAsyncResult *result,
                                                  GError **error);
/* (nullable) (transfer full): which SSH key signs in; NULL: as in Preferences. */
char *sublet_rental_engine_dup_ssh_key (SubletRentalEngine *self, SubletRental *rental);

/* Takes an ADOPTABLE one back into the journal; the card is then another, one of ours. */
void sublet_rental_engine_adopt_async (SubletRentalEngine *self,
                                       SubletRental *rental,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SubletRental *sublet_rental_engine_adopt_finish (SubletRentalEngine *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/**
 * SubletReach:
 * @SUBLET_REACH_NONE: nobody tries, or it was given up
 * @SUBLET_REACH_TRYING: the way to it is being tried
 * @SUBLET_REACH_READY: a command was answered
 *
 * What SSH says of a running instance.
 */
typedef enum
{
  SUBLET_REACH_NONE,
  SUBLET_REACH_TRYING,
  SUBLET_REACH_READY,
} SubletReach;

/* For SubletConnections alone. It counts while readings say that the instance runs, and is
 * forgotten when they say otherwise. */
void sublet_rental_engine_set_reach (SubletRentalEngine *self,
                                     SubletRental *rental,
                                     SubletReach reach);

/* Its header needs this one. */
typedef struct _SubletJournal SubletJournal;

/* (transfer none) (nullable): until it is open. What nobody but the engine writes rentals to. */
SubletJournal *sublet_rental_engine_get_journal (SubletRentalEngine *self);
/* (transfer none) (nullable): until it is open. */
SubletDatabase *sublet_rental_engine_get_database (SubletRentalEngine *self);
const char *sublet_rental_engine_get_server (SubletRentalEngine *self);

void sublet_rental_engine_set_label_async (SubletRentalEngine *self,
                                           SubletRental *rental,
                                           const char *label,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean sublet_rental_engine_set_label_finish (SubletRentalEngine *self,
                                                GAsyncResult *result,
                                                GError **error);

G_END_DECLS
