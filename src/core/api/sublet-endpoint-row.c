/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-endpoints.h"

/* What is made of one row of the table, and the words for it. */

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
