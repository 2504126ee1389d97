/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Every call the client makes. ENDPOINTS.md shows the same table to people; a test compares. */
typedef enum
{
  SUBLET_ENDPOINT_ACCOUNT,
  SUBLET_ENDPOINT_SEARCH_OFFERS,
  SUBLET_ENDPOINT_LIST_INSTANCES,
  SUBLET_ENDPOINT_GET_INSTANCE,
  SUBLET_ENDPOINT_LIST_CHARGES,
  SUBLET_ENDPOINT_LIST_INVOICES,
  SUBLET_ENDPOINT_CREATE_INSTANCE,
  SUBLET_ENDPOINT_START_INSTANCE,
  SUBLET_ENDPOINT_STOP_INSTANCE,
  SUBLET_ENDPOINT_SET_LABEL,
  SUBLET_ENDPOINT_REBOOT_INSTANCE,
  SUBLET_ENDPOINT_RECYCLE_INSTANCE,
  SUBLET_ENDPOINT_UPDATE_TEMPLATE,
  SUBLET_ENDPOINT_DESTROY_INSTANCE,
  SUBLET_ENDPOINT_LIST_SSH_KEYS,
  SUBLET_ENDPOINT_ADD_SSH_KEY,
  SUBLET_ENDPOINT_DELETE_SSH_KEY,
  SUBLET_ENDPOINT_LIST_INSTANCE_SSH_KEYS,
  SUBLET_ENDPOINT_ATTACH_SSH_KEY,
  SUBLET_ENDPOINT_DETACH_SSH_KEY,
  SUBLET_ENDPOINT_LIST_TEMPLATES,
  SUBLET_ENDPOINT_LIST_VOLUMES,
  SUBLET_ENDPOINT_SEARCH_VOLUMES,
  SUBLET_ENDPOINT_DELETE_VOLUME,
  SUBLET_ENDPOINT_LIST_SECRETS,
  SUBLET_ENDPOINT_PREPAY_INSTANCE,
  SUBLET_ENDPOINT_GET_BALANCE,
  SUBLET_ENDPOINT_CHANGE_BID,
  SUBLET_ENDPOINT_LIST_PRICE_INCREASES,
  SUBLET_ENDPOINT_ACCEPT_PRICE_INCREASE,
  SUBLET_ENDPOINT_REJECT_PRICE_INCREASE,
  SUBLET_ENDPOINT_LIST_GPU_NAMES,
  SUBLET_ENDPOINT_REQUEST_LOG,
} SubletEndpointId;

#define SUBLET_N_ENDPOINTS (SUBLET_ENDPOINT_REQUEST_LOG + 1)

/**
 * SubletRetryClass:
 * @SUBLET_RETRY_READ: asking twice does no harm: 429, 502 to 504, lost connections and silence are
 *   tried three times more, an unreadable answer once
 * @SUBLET_RETRY_CHANGE: sent again only after 429, which means "not executed"; anything unclear is
 *   SUBLET_ERROR_OUTCOME_UNKNOWN, and the caller reads the state before it decides
 * @SUBLET_RETRY_NEVER: sent once
 *
 * Source: fact sheet 9.4.
 */
typedef enum
{
  SUBLET_RETRY_READ,
  SUBLET_RETRY_CHANGE,
  SUBLET_RETRY_NEVER,
} SubletRetryClass;

/**
 * SubletBill:
 * @SUBLET_BILL_UNCLASSIFIED: nobody has thought about it; a test fails
 * @SUBLET_BILL_SAME: the account pays as before
 * @SUBLET_BILL_RAISES: the account may pay more afterwards: needs a permit, and is never repeated
 * @SUBLET_BILL_LOWERS: the account pays less afterwards: goes out before anything else
 */
typedef enum
{
  SUBLET_BILL_UNCLASSIFIED,
  SUBLET_BILL_SAME,
  SUBLET_BILL_RAISES,
  SUBLET_BILL_LOWERS,
} SubletBill;

typedef struct
{
  SubletEndpointId id;
  const char *name;     /* for logs and messages */
  const char *function; /* of the client */
  const char *method;
  const char *path; /* "{id}" and "{key}" stand for numbers; the slash at the end is part of the
                       route */
  int gap_ms;       /* least time between two calls of one method and path */
  int timeout_ms;   /* longest silence */
  gsize max_bytes;  /* of the reply, decompressed */
  SubletRetryClass retry;
  SubletBill bill;
  bool writes;
  /* Of a reply that cannot be read only the shape is kept: who somebody is, and how to get into
   * what they rented, is nobody's business. */
  bool keeps_shape;
} SubletEndpoint;

const SubletEndpoint *sublet_endpoint_get (SubletEndpointId id);
char *sublet_endpoint_make_path (const SubletEndpoint *endpoint, gint64 id, gint64 key_id);
bool sublet_endpoint_shares_gap (const SubletEndpoint *endpoint, const SubletEndpoint *other);
const char *sublet_retry_class_get_name (SubletRetryClass retry);
const char *sublet_bill_get_name (SubletBill bill);

G_END_DECLS
