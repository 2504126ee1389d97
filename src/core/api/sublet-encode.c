/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-encode-private.h"

#include "core/base/sublet-money.h"

/**
 * sublet_encode_state: (skip)
 * @state: "running" or "stopped"
 *
 * Returns: (transfer full): the body of a start or stop
 */
char *
sublet_encode_state (const char *state)
{
  return g_strdup_printf ("{\"state\":\"%s\"}", state);
}

/**
 * sublet_encode_deposit: (skip)
 * @amount_uusd: more than 0
 *
 * Source: fact sheet 5.6.
 *
 * Returns: (transfer full): the body of a prepayment
 */
char *
sublet_encode_deposit (gint64 amount_uusd)
{
  GString *json = g_string_new ("{\"amount\":");

  sublet_encode_append_usd (json, amount_uusd * (SUBLET_NUSD_PER_USD / SUBLET_UUSD_PER_USD));
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_bid: (skip)
 * @bid_nusd: more than 0
 *
 * Every digit of it. Source: fact sheet 5.5.
 *
 * Returns: (transfer full): the body of a changed bid
 */
char *
sublet_encode_bid (gint64 bid_nusd)
{
  GString *json = g_string_new ("{\"client_id\":\"me\",\"price\":");

  sublet_encode_append_usd (json, bid_nusd);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_label: (skip)
 * @label: any text
 *
 * Returns: (transfer full): the body that sets it
 */
char *
sublet_encode_label (const char *label)
{
  GString *json = g_string_new ("{\"label\":");

  sublet_encode_append_text (json, label);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_ssh_key: (skip)
 * @public_key: one line
 *
 * Source: fact sheet 6.1, 6.2.
 *
 * Returns: (transfer full): the body that registers or attaches it
 */
char *
sublet_encode_ssh_key (const char *public_key)
{
  GString *json = g_string_new ("{\"ssh_key\":");

  sublet_encode_append_text (json, public_key);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/**
 * sublet_encode_log: (skip)
 * @query: what is wanted of a log
 *
 * Texts, even the number and the truth. Source: fact sheet 5.7.
 *
 * Returns: (transfer full): the body that asks for it
 */
char *
sublet_encode_log (const SubletLogQuery *query)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"tail\":\"%u\"", query->tail);
  if (query->host)
    g_string_append (json, ",\"daemon_logs\":\"true\"");
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/* Ordered by number, so that a row which appears meanwhile comes last and moves no other. */
static void
append_order (GString *query)
{
  g_autofree char *order = g_uri_escape_string ("[{\"col\":\"id\",\"dir\":\"asc\"}]", NULL, FALSE);

  g_string_append_printf (query, "&order_by=%s", order);
}

/**
 * sublet_encode_list_query: (skip)
 * @limit: rows of a page
 * @after_token: (nullable): the previous page's `next_token`
 *
 * Returns: (transfer full): the query of a page. Source: fact sheet 4.1.
 */
char *
sublet_encode_list_query (int limit, const char *after_token)
{
  GString *query = g_string_new (NULL);

  g_string_append_printf (query, "limit=%d", limit);
  append_order (query);
  if (after_token != NULL)
    {
      g_autofree char *token = g_uri_escape_string (after_token, NULL, FALSE);

      g_string_append_printf (query, "&after_token=%s", token);
    }

  return g_string_free (query, FALSE);
}

/**
 * sublet_encode_ids_query: (skip)
 * @ids: numbers of instances
 * @n_ids: how many
 * @limit: rows of a page
 *
 * Returns: (transfer full): the query for these alone
 */
char *
sublet_encode_ids_query (const gint64 *ids, gsize n_ids, int limit)
{
  g_autoptr (GString) filter = g_string_new ("{\"id\":{\"in\":[");
  g_autofree char *escaped = NULL;
  gsize i;

  for (i = 0; i < n_ids; i++)
    g_string_append_printf (filter, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append (filter, "]}}");
  escaped = g_uri_escape_string (filter->str, NULL, FALSE);

  return g_strdup_printf ("limit=%d&select_filters=%s", limit, escaped);
}

/* The page after a token, or the first one. */
static char *
finish_range_query (const char *filter, const char *rest, int limit, const char *after_token)
{
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  GString *query = g_string_new (NULL);

  g_string_append_printf (query,
                          "select_filters=%s&%slatest_first=true&limit=%d",
                          escaped,
                          rest,
                          limit);
  if (after_token != NULL)
    {
      g_autofree char *token = g_uri_escape_string (after_token, NULL, FALSE);

      g_string_append_printf (query, "&after_token=%s", token);
    }

  return g_string_free (query, FALSE);
}

/**
 * sublet_encode_charges_query: (skip)
 * @from_us: a moment of the first UTC day, service time
 * @until_us: a moment of the last one
 * @limit: rows of a page
 * @after_token: (nullable): the previous page's `next_token`
 *
 * Returns: (transfer full): the query of a page of charges in whole days. Source: fact sheet 7.2.
 */
char *
sublet_encode_charges_query (gint64 from_us, gint64 until_us, int limit, const char *after_token)
{
  const gint64 day_s = G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND;
  g_autofree char *filter = g_strdup_printf ("{\"day\":{\"gte\":%" G_GINT64_FORMAT
                                             ",\"lte\":%" G_GINT64_FORMAT "}}",
                                             from_us / G_TIME_SPAN_DAY * day_s,
                                             /* The last second: the next day is not asked for. */
                                             (until_us / G_TIME_SPAN_DAY + 1) * day_s - 1);

  return finish_range_query (filter, "format=table&", limit, after_token);
}

/**
 * sublet_encode_invoices_query: (skip)
 * @from_us: service time
 * @until_us: service time
 * @limit: rows of a page
 * @after_token: (nullable): the previous page's `next_token`
 *
 * Returns: (transfer full): the query of a page of invoices. Source: fact sheet 7.3.
 */
char *
sublet_encode_invoices_query (gint64 from_us, gint64 until_us, int limit, const char *after_token)
{
  g_autofree char *filter = g_strdup_printf ("{\"when\":{\"gte\":%" G_GINT64_FORMAT
                                             ",\"lte\":%" G_GINT64_FORMAT "}}",
                                             from_us / G_TIME_SPAN_SECOND,
                                             until_us / G_TIME_SPAN_SECOND);

  return finish_range_query (filter, "", limit, after_token);
}
