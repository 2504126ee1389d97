/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-enums-private.h"

/* Nicks are what the journal stores. They never change and are never reused. */

G_DEFINE_ENUM_TYPE (SubletRentalState,
                    sublet_rental_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_INTENDED, "intended"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_REQUESTING, "requesting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_PROVISIONING, "provisioning"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_RESTARTING, "restarting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_RECYCLING, "recycling"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_WAITING_FOR_GPU, "waiting-for-gpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_OUTBID, "outbid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_STOPPING, "stopping"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_EXITED, "exited"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_DESTROYING, "destroying"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_STILL_LISTED, "still-listed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_STATE_GONE, "gone"))

G_DEFINE_ENUM_TYPE (
  SubletRentalReason,
  sublet_rental_reason,
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NONE, "none"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_OFFER_GONE, "offer-gone"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NEXT_TOO_DEAR, "next-too-dear"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NO_CANDIDATE, "no-candidate"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_KEY, "key"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_FORBIDDEN, "forbidden"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NO_CREDIT, "no-credit"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INVALID, "invalid"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NOT_SENT, "not-sent"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS, "not-found-in-lists"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_CAP, "cap"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_JOURNAL, "journal"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_TEMPLATE, "template"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_IMAGE, "image"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NO_PULL, "no-pull"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NO_SPACE, "no-space"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_CONTAINER, "container"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_EXITED, "exited"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_HOST, "host"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_CREDIT_USED_UP, "credit-used-up"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NOT_REPLACED, "not-replaced"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_LEASE, "lease"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_PRICE_DIFFERS, "price-differs"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_STUCK, "stuck"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_PREPAYING, "prepaying"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_PREPAID, "prepaid"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_NOT_PREPAID, "not-prepaid"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_PREPAID_UNCLEAR, "prepaid-unclear"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_BIDDING, "bidding"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_BID_CHANGED, "bid-changed"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_BID_NOT_CHANGED, "bid-not-changed"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_BID_UNCLEAR, "bid-unclear"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_BID_NOT_SEEN, "bid-not-seen"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_ACCEPTING, "increase-accepting"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_REJECTING, "increase-rejecting"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_ACCEPTED, "increase-accepted"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_REJECTED, "increase-rejected"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED, "increase-not-answered"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN, "increase-withdrawn"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_UNCLEAR, "increase-unclear"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN, "increase-not-seen"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN, "increase-not-known"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_INCREASE_APPLIED, "increase-applied"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_OWNER_KNOWN, "owner-known"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_LEASE_CHANGED, "lease-changed"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_LEASE_BEGUN, "lease-begun"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_LEASE_OVER, "lease-over"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_SSH_KEY_CHANGED, "ssh-key-changed"),
  G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_REASON_OTHER, "other"))

G_DEFINE_ENUM_TYPE (SubletDepositState,
                    sublet_deposit_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_WANTED, "wanted"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_NO_CREDIT, "no-credit"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_CAP, "cap"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_DEPOSIT_STATE_NOT_FOUND, "not-found"))

G_DEFINE_ENUM_TYPE (SubletBidState,
                    sublet_bid_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BID_STATE_NOT_SEEN, "not-seen"))

G_DEFINE_ENUM_TYPE (SubletIncreaseState,
                    sublet_increase_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_APPLIED, "applied"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_NOT_SEEN, "not-seen"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_NOT_KNOWN, "not-known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INCREASE_STATE_WITHDRAWN, "withdrawn"))

G_DEFINE_FLAGS_TYPE (SubletRentalDifferences,
                     sublet_rental_differences,
                     G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_DIFFERENCE_RATE, "rate"),
                     G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_DIFFERENCE_DISK_RATE, "disk-rate"),
                     G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_DIFFERENCE_DISK_SIZE, "disk-size"),
                     G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_DIFFERENCE_KIND, "kind"))

G_DEFINE_ENUM_TYPE (SubletRentalOrigin,
                    sublet_rental_origin,
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_ORIGIN_OURS, "ours"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_ORIGIN_ADOPTABLE, "adoptable"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RENTAL_ORIGIN_ELSEWHERE, "elsewhere"))

G_DEFINE_ENUM_TYPE (SubletLeaseEnd,
                    sublet_lease_end,
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_END_STOP, "stop"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_END_DESTROY, "destroy"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_END_WARN, "warn"))

G_DEFINE_ENUM_TYPE (SubletLeaseState,
                    sublet_lease_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_SOON, "soon"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_LAST, "last"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_DUE, "due"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LEASE_STATE_OVER, "over"))

G_DEFINE_ENUM_TYPE (SubletKnowledge,
                    sublet_knowledge,
                    G_DEFINE_ENUM_VALUE (SUBLET_KNOWLEDGE_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KNOWLEDGE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KNOWLEDGE_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (SubletOrder,
                    sublet_order,
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_START, "start"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_STOP, "stop"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_REBOOT, "reboot"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_RECYCLE, "recycle"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_UPDATE, "update"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_DESTROY, "destroy"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_PREPAY, "prepay"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_BID, "bid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_ACCEPT_INCREASE, "accept-increase"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ORDER_REJECT_INCREASE, "reject-increase"))

/**
 * sublet_rental_enum_nick:
 * @type: one of this file's enums
 * @value: one of its values
 *
 * Returns: (transfer none): the word that the journal stores
 */
const char *
sublet_rental_enum_nick (GType type, int value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (G_ENUM_CLASS (klass), value);

  g_assert (entry != NULL);
  return entry->value_nick;
}

/**
 * sublet_rental_enum_value:
 * @type: one of this file's enums
 * @nick: (nullable): a word that was stored
 * @fallback: for a word that this version does not know
 *
 * Returns: the value
 */
int
sublet_rental_enum_value (GType type, const char *nick, int fallback)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *entry = nick != NULL ? g_enum_get_value_by_nick (G_ENUM_CLASS (klass), nick) : NULL;

  return entry != NULL ? entry->value : fallback;
}
