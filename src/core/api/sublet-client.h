/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-permit.h"
#include "core/base/sublet-clock.h"
#include "core/base/sublet-money.h"
#include "core/model/sublet-account.h"
#include "core/model/sublet-charge.h"
#include "core/model/sublet-instance.h"
#include "core/model/sublet-invoice.h"
#include "core/model/sublet-launch.h"
#include "core/model/sublet-offer-query.h"
#include "core/model/sublet-offer.h"
#include "core/model/sublet-price-increase.h"
#include "core/model/sublet-ssh-key.h"
#include "core/model/sublet-template.h"
#include "core/model/sublet-volume.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CLIENT (sublet_client_get_type ())

/*
 * The one client of the one service. Main thread only; decoding happens on worker threads.
 * All calls are cancellable, paced per endpoint, and fail with SUBLET_ERROR or
 * G_IO_ERROR_CANCELLED.
 */
G_DECLARE_FINAL_TYPE (SubletClient, sublet_client, SUBLET, CLIENT, GObject)

/* Once, first thing in main, while there is one thread: holds libsoup to HTTP/1.1. */
void sublet_client_prepare_process (void);

/* NULL with SUBLET_ERROR_INVALID for anything but https, or http to a loopback address. */
SubletClient *sublet_client_new (const char *base_url, SubletClock *clock, GError **error);

/* Origin without path, "https://console.vast.ai": with the account id the name of a stored row's
 * owner. */
const char *sublet_client_get_server (SubletClient *self);
SubletClock *sublet_client_get_clock (SubletClient *self);

/* NULL forgets it. Replies to reads sent with an older key are dropped as cancelled; a write tells
 * how it ended, because it happened. */
void sublet_client_set_key (SubletClient *self, SecretValue *key);
gboolean sublet_client_has_key (SubletClient *self);
char *sublet_client_dup_key_print (SubletClient *self, const char *salt);

/* Where a reply is kept that could not be read, masked, for a bug report; NULL: nowhere. */
void sublet_client_set_reply_folder (SubletClient *self, const char *folder);
/* A secret that was not sent, but must be in no message and no kept reply either. */
void sublet_client_note_secret (SubletClient *self, SecretValue *secret);

/* Signals: "key-rejected" (GError *): any call found that the key is not accepted any more;
 * "key-changed": it has another one, or none. */

/* ---- account ---- */

void sublet_client_get_account_async (SubletClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletAccount *sublet_client_get_account_finish (SubletClient *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/* What a key may do, seen from the outside: each is asked once with a harmless read. */
typedef enum
{
  SUBLET_SCOPE_NONE = 0,
  SUBLET_SCOPE_USER_READ = 1 << 0,
  SUBLET_SCOPE_MISC = 1 << 1,
  SUBLET_SCOPE_INSTANCE_READ = 1 << 2,
  SUBLET_SCOPE_INSTANCE_WRITE = 1 << 3, /* cannot be probed by a read: assumed until refused */
  SUBLET_SCOPE_USER_WRITE = 1 << 4,     /* likewise */
  SUBLET_SCOPE_BILLING_READ = 1 << 5,
} SubletScopes;

/* The account and what the key may do. A key without user_read has scopes but no account. */
typedef struct
{
  SubletAccount *account; /* (owned) (nullable) */
  SubletScopes scopes;
} SubletKeyCheck;

void sublet_key_check_free (SubletKeyCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKeyCheck, sublet_key_check_free)

/* Checks a key that is not the client's own yet; changes nothing in the client. */
void sublet_client_check_key_async (SubletClient *self,
                                    SecretValue *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SubletKeyCheck *sublet_client_check_key_finish (SubletClient *self,
                                                GAsyncResult *result,
                                                GError **error);

/* ---- offers ---- */

typedef struct
{
  GArray *rows;       /* (owned) (element-type SubletOfferRow) */
  guint skipped_rows; /* rows that could not be read */
  bool truncated;     /* the service said that it cut the list, or the page was full */
  gint64 known_at_us; /* service time */
  SubletPriceKind kind;
  gsize wire_bytes;  /* of the answer, compressed where it was */
  GError *cut_error; /* (owned) (nullable): why the reply ended early; the rows before are sound */
} SubletOfferPage;

void sublet_offer_page_free (SubletOfferPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOfferPage, sublet_offer_page_free)

void sublet_client_search_offers_async (SubletClient *self,
                                        SubletOfferQuery *query,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SubletOfferPage *sublet_client_search_offers_finish (SubletClient *self,
                                                     GAsyncResult *result,
                                                     GError **error);
/* As the above, and what came of a reply that ended early. */
SubletOfferPage *sublet_client_search_offers_finish_cut (SubletClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/* ---- instances ---- */

typedef struct
{
  GPtrArray *instances;     /* (owned) (element-type SubletInstance) by id, each once */
  bool complete;            /* all pages, last token null, as many rows as total_instances */
  guint skipped_rows;       /* rows that could not be read: such a list is not complete */
  gint64 requested_at_us;   /* service time when the first page was asked */
  gint64 requested_mono_us; /* the same by our own clock, which no `Date` can set */
  gint64 known_at_us;       /* service time of the last page */
} SubletInstanceListing;

void sublet_instance_listing_free (SubletInstanceListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletInstanceListing, sublet_instance_listing_free)

/* Walks all pages. An answered but incomplete walk is no error: `complete` is false. */
void sublet_client_list_instances_async (SubletClient *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
SubletInstanceListing *sublet_client_list_instances_finish (SubletClient *self,
                                                            GAsyncResult *result,
                                                            GError **error);

/* Only these ids, one request (select_filters on id). Never complete: proves no absence. */
void sublet_client_list_some_instances_async (SubletClient *self,
                                              const gint64 *ids,
                                              gsize n_ids,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
SubletInstanceListing *sublet_client_list_some_instances_finish (SubletClient *self,
                                                                 GAsyncResult *result,
                                                                 GError **error);

/* SUBLET_ERROR_NOT_FOUND when the service answers null or no_such_instance. */
void sublet_client_get_instance_async (SubletClient *self,
                                       gint64 instance_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SubletInstance *sublet_client_get_instance_finish (SubletClient *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/* ---- the one that rents ---- */

typedef struct
{
  gint64 offer_id;
  SubletLaunch *launch; /* (borrowed) valid: what runs on it and how it is reached */
  bool direct;          /* the route that is taken, of the two that the launch allows */
  double disk_gb;
  const char *label; /* (nullable) */
  const char *token; /* value of SUBLET_RENTAL */
  gint64 bid_nusd;   /* per hour and machine; SUBLET_MONEY_UNKNOWN: on-demand */
} SubletCreateRequest;

typedef enum
{
  SUBLET_CREATE_VERDICT_CREATED,      /* an id is present, whatever else the answer says */
  SUBLET_CREATE_VERDICT_REFUSED,      /* 400, 401, 403, 404 auth_error: nothing was rented */
  SUBLET_CREATE_VERDICT_OFFER_GONE,   /* no_such_ask: proof only when this intent was sent exactly
                                         once */
  SUBLET_CREATE_VERDICT_NOT_EXECUTED, /* 429: may be sent again after retry_after_ms */
  SUBLET_CREATE_VERDICT_NOT_SENT,     /* no byte of the request left: refused connection, no name */
  SUBLET_CREATE_VERDICT_UNCLEAR,      /* everything else */
} SubletCreateVerdict;

typedef struct
{
  SubletCreateVerdict verdict;
  gint64 instance_id;    /* CREATED: the contract, else 0 */
  gint64 retry_after_ms; /* NOT_EXECUTED, else 0 */
  int status;            /* HTTP status, 0 when no answer */
  GError *error;         /* (owned) (nullable) what to say; never carries a secret */
} SubletCreateOutcome;

void sublet_create_outcome_free (SubletCreateOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletCreateOutcome, sublet_create_outcome_free)

/*
 * One PUT, never repeated, whatever comes back; every end but cancellation before the first byte is
 * an outcome, not an error. Cancelling after that is SUBLET_CREATE_VERDICT_UNCLEAR. The request's
 * members are copied before the call returns.
 */
void sublet_client_create_instance_async (SubletClient *self,
                                          SubletPermit *permit,
                                          const SubletCreateRequest *request,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
SubletCreateOutcome *sublet_client_create_instance_finish (SubletClient *self,
                                                           GAsyncResult *result,
                                                           GError **error);

/* ---- what changes an instance; success means accepted, the list tells what happened ---- */

/* Start: raises the bill. *queued: accepted, but waits for a GPU and will bill by itself. */
void sublet_client_start_instance_async (SubletClient *self,
                                         SubletPermit *permit,
                                         gint64 instance_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_client_start_instance_finish (SubletClient *self,
                                              GAsyncResult *result,
                                              gboolean *queued,
                                              GError **error);

void sublet_client_stop_instance_async (SubletClient *self,
                                        gint64 instance_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sublet_client_stop_instance_finish (SubletClient *self,
                                             GAsyncResult *result,
                                             GError **error);

void sublet_client_reboot_instance_async (SubletClient *self,
                                          gint64 instance_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean sublet_client_reboot_instance_finish (SubletClient *self,
                                               GAsyncResult *result,
                                               GError **error);

/* Another image, environment or script for one that runs; its container is made anew. */
void sublet_client_update_template_async (SubletClient *self,
                                          gint64 instance_id,
                                          SubletLaunch *launch,
                                          const char *token,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean sublet_client_update_template_finish (SubletClient *self,
                                               GAsyncResult *result,
                                               GError **error);
void sublet_client_recycle_instance_async (SubletClient *self,
                                           gint64 instance_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean sublet_client_recycle_instance_finish (SubletClient *self,
                                                GAsyncResult *result,
                                                GError **error);

void sublet_client_set_label_async (SubletClient *self,
                                    gint64 instance_id,
                                    const char *label,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean sublet_client_set_label_finish (SubletClient *self, GAsyncResult *result, GError **error);

/* SUBLET_ERROR_NOT_FOUND: the service does not know it (never for a bad key). Not yet proof of
 * absence. */
void sublet_client_destroy_instance_async (SubletClient *self,
                                           gint64 instance_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean sublet_client_destroy_instance_finish (SubletClient *self,
                                                GAsyncResult *result,
                                                GError **error);

/* ---- what makes an instance reserved ---- */

/* What a deposit bought, as the service says; NAN: it does not. */
typedef struct
{
  double months;   /* that it lasts */
  double discount; /* 0 to 0.5 */
} SubletPrepayment;

/* How a step went that may raise the bill and is sent once: a deposit, a bid. */
typedef enum
{
  SUBLET_PAID_VERDICT_DONE,         /* the service says so */
  SUBLET_PAID_VERDICT_REFUSED,      /* 400, 401, 403, 404, of a deposit 411: nothing was done */
  SUBLET_PAID_VERDICT_NOT_EXECUTED, /* 429: may be sent again after retry_after_ms */
  SUBLET_PAID_VERDICT_NOT_SENT,     /* no byte of the request left */
  SUBLET_PAID_VERDICT_UNCLEAR,      /* everything else */
} SubletPaidVerdict;

typedef struct
{
  SubletPaidVerdict verdict;
  SubletPrepayment prepayment; /* of a deposit that is DONE */
  gint64 retry_after_ms;       /* NOT_EXECUTED, else 0 */
  int status;                  /* HTTP status, 0 when no answer */
  GError *error;               /* (owned) (nullable) what to say; SUBLET_ERROR_NO_CREDIT for 411 */
} SubletPaidOutcome;

void sublet_paid_outcome_free (SubletPaidOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletPaidOutcome, sublet_paid_outcome_free)

/* One PUT, never repeated, as a create: every end but cancellation before the first byte is an
 * outcome. */
void sublet_client_prepay_instance_async (SubletClient *self,
                                          SubletPermit *permit,
                                          gint64 instance_id,
                                          gint64 amount_uusd,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
SubletPaidOutcome *sublet_client_prepay_instance_finish (SubletClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/* What an interruptible instance bids for its GPU from now on, in dollars an hour. Source: fact
 * sheet 5.5, "0.001 to 32 $/h". */
#define SUBLET_BID_MIN_NUSD (SUBLET_NUSD_PER_USD / 1000)
#define SUBLET_BID_MAX_NUSD (SUBLET_NUSD_PER_USD * 32)

/* One PUT, never repeated: every end but cancellation before the first byte is an outcome. */
void sublet_client_change_bid_async (SubletClient *self,
                                     SubletPermit *permit,
                                     gint64 instance_id,
                                     gint64 bid_nusd,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SubletPaidOutcome *sublet_client_change_bid_finish (SubletClient *self,
                                                    GAsyncResult *result,
                                                    GError **error);

/* A higher rate from the contract's end on, accepted or rejected by its number. One PUT each, never
 * repeated: every end but cancellation before the first byte is an outcome. REFUSED with
 * SUBLET_ERROR_NOT_FOUND: it does not wait for an answer any more. */
void sublet_client_accept_price_increase_async (SubletClient *self,
                                                SubletPermit *permit,
                                                gint64 increase_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
void sublet_client_reject_price_increase_async (SubletClient *self,
                                                gint64 increase_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
/* Of both. */
SubletPaidOutcome *sublet_client_answer_price_increase_finish (SubletClient *self,
                                                               GAsyncResult *result,
                                                               GError **error);

/* What an instance's deposit is worth now; SUBLET_MONEY_UNKNOWN and NAN: not said. */
typedef struct
{
  gint64 refundable_uusd; /* what comes back if it is destroyed now */
  gint64 saved_uusd;      /* what the discount has been worth so far */
  double months;          /* that the discount lasts */
} SubletPrepaidBalance;

void sublet_client_get_balance_async (SubletClient *self,
                                      gint64 instance_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full): for g_free() */
SubletPrepaidBalance *sublet_client_get_balance_finish (SubletClient *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/* ---- what an instance says ---- */

typedef struct
{
  gint64 instance_id;
  bool host;    /* what the host's daemon says of it, not the container */
  guint tail;   /* so many of the latest lines, more than 0 */
  bool ordered; /* a person waits for it */
} SubletLogQuery;

/* Takes some seconds, up to 30 and more: the host has to upload it first. */
void sublet_client_fetch_log_async (SubletClient *self,
                                    const SubletLogQuery *query,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *sublet_client_fetch_log_finish (SubletClient *self, GAsyncResult *result, GError **error);

/* ---- SSH keys; of all calls that write, these alone may be repeated: a key is there or not ----
 */

typedef struct
{
  GPtrArray *keys;    /* (owned) (element-type SubletSshKey): those that are in use */
  guint skipped_rows; /* rows that could not be read: such a list proves no absence */
  gint64 known_at_us; /* service time */
} SubletSshKeyListing;

void sublet_ssh_key_listing_free (SubletSshKeyListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSshKeyListing, sublet_ssh_key_listing_free)

bool sublet_ssh_key_listing_contains (const SubletSshKeyListing *listing, const char *public_key);

/* The account's. */
void sublet_client_list_ssh_keys_async (SubletClient *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SubletSshKeyListing *sublet_client_list_ssh_keys_finish (SubletClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/* SUBLET_KEY_PLACEMENT_TEAM_REFUSED is no error: nothing was done, attaching still works. */
void sublet_client_add_ssh_key_async (SubletClient *self,
                                      const char *public_key,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletKeyPlacement sublet_client_add_ssh_key_finish (SubletClient *self,
                                                     GAsyncResult *result,
                                                     SubletSshKey **key,
                                                     GError **error);

void sublet_client_delete_ssh_key_async (SubletClient *self,
                                         gint64 key_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_client_delete_ssh_key_finish (SubletClient *self,
                                              GAsyncResult *result,
                                              GError **error);

/* One instance's. */
void sublet_client_list_instance_ssh_keys_async (SubletClient *self,
                                                 gint64 instance_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
SubletSshKeyListing *sublet_client_list_instance_ssh_keys_finish (SubletClient *self,
                                                                  GAsyncResult *result,
                                                                  GError **error);

void sublet_client_attach_ssh_key_async (SubletClient *self,
                                         gint64 instance_id,
                                         const char *public_key,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
SubletKeyPlacement sublet_client_attach_ssh_key_finish (SubletClient *self,
                                                        GAsyncResult *result,
                                                        GError **error);

void sublet_client_detach_ssh_key_async (SubletClient *self,
                                         gint64 instance_id,
                                         gint64 key_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_client_detach_ssh_key_finish (SubletClient *self,
                                              GAsyncResult *result,
                                              GError **error);

/* ---- billing ---- */

typedef struct
{
  GPtrArray *rows;    /* (owned) (element-type SubletCharge or SubletInvoice) latest first */
  bool complete;      /* all pages, last token null, as many rows as there are */
  guint skipped_rows; /* rows that could not be read: such a list is not complete */
  gint64 known_at_us; /* service time of the last page */
} SubletBillingListing;

void sublet_billing_listing_free (SubletBillingListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletBillingListing, sublet_billing_listing_free)

/* Charges of the UTC days from one moment to another, all pages. */
void sublet_client_list_charges_async (SubletClient *self,
                                       gint64 from_us,
                                       gint64 until_us,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SubletBillingListing *sublet_client_list_charges_finish (SubletClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/* Payments between two moments, all pages. */
void sublet_client_list_invoices_async (SubletClient *self,
                                        gint64 from_us,
                                        gint64 until_us,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SubletBillingListing *sublet_client_list_invoices_finish (SubletClient *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/* ---- what there is to launch with ---- */

typedef struct
{
  GPtrArray *items;   /* (owned) (element-type SubletTemplate, SubletVolume or SubletPriceIncrease)
                         as the service has them */
  guint skipped_rows; /* rows that could not be read */
  gint64 n_found;     /* how many there are, at least */
  bool whole;         /* all there are are here: what is not, is not there */
  gint64 known_at_us; /* service time */
} SubletCatalogueListing;

void sublet_catalogue_listing_free (SubletCatalogueListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletCatalogueListing, sublet_catalogue_listing_free)

typedef enum
{
  SUBLET_TEMPLATE_SCOPE_RECOMMENDED, /* by the service */
  SUBLET_TEMPLATE_SCOPE_OWN,         /* of the account */
  SUBLET_TEMPLATE_SCOPE_ALL,
} SubletTemplateScope;

/* Of SubletTemplate. account_id: for OWN; words: (nullable) part of the name. */
void sublet_client_list_templates_async (SubletClient *self,
                                         SubletTemplateScope scope,
                                         gint64 account_id,
                                         const char *words,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Of SubletVolume: the account's. */
void sublet_client_list_volumes_async (SubletClient *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* With its data, for good. SUBLET_ERROR_INVALID while an instance uses it, or has until just now;
 * SUBLET_ERROR_NOT_FOUND: there is none; the list tells that it is gone. */
void sublet_client_delete_volume_async (SubletClient *self,
                                        gint64 volume_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sublet_client_delete_volume_finish (SubletClient *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Of SubletVolume: what a machine offers. */
void sublet_client_search_volumes_async (SubletClient *self,
                                         gint64 machine_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Of SubletPriceIncrease: those of the account's instances that wait for an answer.
 * SUBLET_ERROR_FORBIDDEN: the key may not ask; SUBLET_ERROR_NOT_FOUND: the service does not know
 * the question. */
void sublet_client_list_price_increases_async (SubletClient *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/* Of each of the four. */
SubletCatalogueListing *sublet_client_list_catalogue_finish (SubletClient *self,
                                                             GAsyncResult *result,
                                                             GError **error);

/* The names of the account's own variables, which every new instance gets. */
void sublet_client_list_secrets_async (SubletClient *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char **sublet_client_list_secrets_finish (SubletClient *self, GAsyncResult *result, GError **error);

/* The names of all GPU models, offered now or not. */
void sublet_client_list_gpu_names_async (SubletClient *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char **sublet_client_list_gpu_names_finish (SubletClient *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
