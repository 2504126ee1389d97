/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-endpoints.h"

#define READ_TIMEOUT_MS 60000
/* The service may think longer about these. Source: fact sheet 10, item 19. */
#define LONG_TIMEOUT_MS 120000

#define MAX_REPLY_BYTES ((gsize) 8 * 1024 * 1024)
#define MAX_SEARCH_BYTES ((gsize) 128 * 1024 * 1024)

/*
 * Paths, slashes and gaps: fact sheet, section 0 and 0.2. The gap between searches makes the stated
 * ten per minute. Where the sheet names no gap there is none.
 */
static const SubletEndpoint endpoints[SUBLET_N_ENDPOINTS] = {
  { SUBLET_ENDPOINT_ACCOUNT,
    "account",
    "sublet_client_get_account_async",
    "GET",
    "/api/v0/users/current/",
    0,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    true },
  { SUBLET_ENDPOINT_SEARCH_OFFERS,
    "search",
    "sublet_client_search_offers_async",
    "POST",
    "/api/v0/bundles/",
    6000,
    LONG_TIMEOUT_MS,
    MAX_SEARCH_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_LIST_INSTANCES,
    "list",
    "sublet_client_list_instances_async",
    "GET",
    "/api/v1/instances/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_GET_INSTANCE,
    "single",
    "sublet_client_get_instance_async",
    "GET",
    "/api/v0/instances/{id}/",
    2000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_LIST_CHARGES,
    "charges",
    "sublet_client_list_charges_async",
    "GET",
    "/api/v0/charges/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_LIST_INVOICES,
    "invoices",
    "sublet_client_list_invoices_async",
    "GET",
    "/api/v1/invoices/",
    3000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_CREATE_INSTANCE,
    "create",
    "sublet_client_create_instance_async",
    "PUT",
    "/api/v0/asks/{id}/",
    4500,
    LONG_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_RAISES,
    true,
    true },
  { SUBLET_ENDPOINT_START_INSTANCE,
    "start",
    "sublet_client_start_instance_async",
    "PUT",
    "/api/v0/instances/{id}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_RAISES,
    true,
    false },
  { SUBLET_ENDPOINT_STOP_INSTANCE,
    "stop",
    "sublet_client_stop_instance_async",
    "PUT",
    "/api/v0/instances/{id}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_LOWERS,
    true,
    false },
  { SUBLET_ENDPOINT_SET_LABEL,
    "label",
    "sublet_client_set_label_async",
    "PUT",
    "/api/v0/instances/{id}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_REBOOT_INSTANCE,
    "reboot",
    "sublet_client_reboot_instance_async",
    "PUT",
    "/api/v0/instances/reboot/{id}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_RECYCLE_INSTANCE,
    "recycle",
    "sublet_client_recycle_instance_async",
    "PUT",
    "/api/v0/instances/recycle/{id}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_UPDATE_TEMPLATE,
    "update-template",
    "sublet_client_update_template_async",
    "PUT",
    "/api/v0/instances/update_template/{id}/",
    1000,
    LONG_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    true },
  { SUBLET_ENDPOINT_DESTROY_INSTANCE,
    "destroy",
    "sublet_client_destroy_instance_async",
    "DELETE",
    "/api/v0/instances/{id}/",
    3000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_LOWERS,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_SSH_KEYS,
    "ssh-list",
    "sublet_client_list_ssh_keys_async",
    "GET",
    "/api/v0/ssh/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_ADD_SSH_KEY,
    "ssh-add",
    "sublet_client_add_ssh_key_async",
    "POST",
    "/api/v0/ssh/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_DELETE_SSH_KEY,
    "ssh-delete",
    "sublet_client_delete_ssh_key_async",
    "DELETE",
    "/api/v0/ssh/{key}/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_INSTANCE_SSH_KEYS,
    "instance-ssh-list",
    "sublet_client_list_instance_ssh_keys_async",
    "GET",
    "/api/v0/instances/{id}/ssh/",
    0,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_ATTACH_SSH_KEY,
    "instance-ssh-attach",
    "sublet_client_attach_ssh_key_async",
    "POST",
    "/api/v0/instances/{id}/ssh/",
    0,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_DETACH_SSH_KEY,
    "instance-ssh-detach",
    "sublet_client_detach_ssh_key_async",
    "DELETE",
    "/api/v0/instances/{id}/ssh/{key}/",
    2000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_TEMPLATES,
    "templates",
    "sublet_client_list_templates_async",
    "GET",
    "/api/v0/template/",
    3000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_LIST_VOLUMES,
    "volumes",
    "sublet_client_list_volumes_async",
    "GET",
    "/api/v0/volumes/",
    5500,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_SEARCH_VOLUMES,
    "volumes-search",
    "sublet_client_search_volumes_async",
    "POST",
    "/api/v0/volumes/search/",
    5500,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_DELETE_VOLUME,
    "volume-delete",
    "sublet_client_delete_volume_async",
    "DELETE",
    "/api/v0/volumes/",
    2000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_CHANGE,
    SUBLET_BILL_LOWERS,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_SECRETS,
    "secrets",
    "sublet_client_list_secrets_async",
    "GET",
    "/api/v0/secrets/",
    5000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    true },
  { SUBLET_ENDPOINT_PREPAY_INSTANCE,
    "prepay",
    "sublet_client_prepay_instance_async",
    "PUT",
    "/api/v0/instances/prepay/{id}/",
    2000,
    LONG_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_RAISES,
    true,
    false },
  { SUBLET_ENDPOINT_GET_BALANCE,
    "balance",
    "sublet_client_get_balance_async",
    "GET",
    "/api/v0/instances/balance/{id}/",
    3000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_CHANGE_BID,
    "bid",
    "sublet_client_change_bid_async",
    "PUT",
    "/api/v0/instances/bid_price/{id}/",
    5500,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_RAISES,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_PRICE_INCREASES,
    "increases",
    "sublet_client_list_price_increases_async",
    "GET",
    "/api/v0/instances/pending-price-increases/",
    3000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  { SUBLET_ENDPOINT_ACCEPT_PRICE_INCREASE,
    "increase-accept",
    "sublet_client_accept_price_increase_async",
    "PUT",
    "/api/v0/instances/accept-price-increase/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_RAISES,
    true,
    false },
  { SUBLET_ENDPOINT_REJECT_PRICE_INCREASE,
    "increase-reject",
    "sublet_client_reject_price_increase_async",
    "PUT",
    "/api/v0/instances/reject-price-increase/",
    1000,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_NEVER,
    SUBLET_BILL_SAME,
    true,
    false },
  { SUBLET_ENDPOINT_LIST_GPU_NAMES,
    "gpu-names",
    "sublet_client_list_gpu_names_async",
    "GET",
    "/api/v0/gpu_names/unique/",
    0,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    false },
  /* A PUT that changes nothing; the address in its reply is signed. */
  { SUBLET_ENDPOINT_REQUEST_LOG,
    "log",
    "sublet_client_fetch_log_async",
    "PUT",
    "/api/v0/instances/request_logs/{id}/",
    0,
    READ_TIMEOUT_MS,
    MAX_REPLY_BYTES,
    SUBLET_RETRY_READ,
    SUBLET_BILL_SAME,
    false,
    true },
};

/**
 * sublet_endpoint_get:
 * @id: a call
 *
 * Returns: (transfer none): its row of the table
 */
const SubletEndpoint *
sublet_endpoint_get (SubletEndpointId id)
{
  g_return_val_if_fail (id < SUBLET_N_ENDPOINTS, NULL);

  return &endpoints[id];
}

/* Puts a number in the place of its mark. */
static void
fill_in (GString *path, const char *mark, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  g_string_replace (path, mark, text, 1);
}

/**
 * sublet_endpoint_make_path:
 * @endpoint: a call
 * @id: the number in the place of "{id}"; ignored when the path has none
 * @key_id: the number in the place of "{key}"; ignored when the path has none
 *
 * Returns: (transfer full): the path, slashes exactly as the service wants them
 */
char *
sublet_endpoint_make_path (const SubletEndpoint *endpoint, gint64 id, gint64 key_id)
{
  GString *path = g_string_new (endpoint->path);

  fill_in (path, "{id}", id);
  fill_in (path, "{key}", key_id);

  return g_string_free (path, FALSE);
}

/**
 * sublet_endpoint_shares_gap:
 * @endpoint: a call
 * @other: a call
 *
 * The service measures gaps by method and path: start, stop and label are one to it.
 *
 * Returns: whether the two are paced together
 */
bool
sublet_endpoint_shares_gap (const SubletEndpoint *endpoint, const SubletEndpoint *other)
{
  return g_str_equal (endpoint->method, other->method) && g_str_equal (endpoint->path, other->path);
}

/**
 * sublet_retry_class_get_name:
 * @retry: a class
 *
 * Returns: (transfer none): its word in ENDPOINTS.md
 */
const char *
sublet_retry_class_get_name (SubletRetryClass retry)
{
  switch (retry)
    {
    case SUBLET_RETRY_READ:
      return "read";

    case SUBLET_RETRY_CHANGE:
      return "change";

    case SUBLET_RETRY_NEVER:
    default:
      return "never";
    }
}

/**
 * sublet_bill_get_name:
 * @bill: what a call does to the bill
 *
 * Returns: (transfer none): its word in ENDPOINTS.md
 */
const char *
sublet_bill_get_name (SubletBill bill)
{
  switch (bill)
    {
    case SUBLET_BILL_SAME:
      return "same";

    case SUBLET_BILL_RAISES:
      return "raises";

    case SUBLET_BILL_LOWERS:
      return "lowers";

    case SUBLET_BILL_UNCLASSIFIED:
    default:
      return "unclassified";
    }
}
