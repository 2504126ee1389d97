/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-encode-private.h"

/* The wire's word is the enumeration's nick. */
static const char *
get_kind_word (SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return "bid";

    case SUBLET_PRICE_KIND_RESERVED:
      return "reserved";

    case SUBLET_PRICE_KIND_ON_DEMAND:
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return "on-demand";
    }
}

/* `,"name":{"in":[…],"notin":[…]}`; nothing where there is neither. */
static void
append_choice (GString *json,
               const char *name,
               const char *const *wanted,
               const char *const *excluded)
{
  const struct
  {
    const char *word;
    const char *const *values;
  } operators[] = { { "in", wanted }, { "notin", excluded } };
  const char *before = "{";
  gsize i;
  gsize j;

  if (wanted == NULL && excluded == NULL)
    return;

  g_string_append_printf (json, ",\"%s\":", name);
  for (i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (operators[i].values == NULL)
        continue;

      g_string_append_printf (json, "%s\"%s\":[", before, operators[i].word);
      for (j = 0; operators[i].values[j] != NULL; j++)
        {
          g_string_append (json, j > 0 ? "," : "");
          sublet_encode_append_text (json, operators[i].values[j]);
        }
      g_string_append_c (json, ']');
      before = ",";
    }
  g_string_append_c (json, '}');
}

/* `,"dph_total":{"gte":…,"lte":…}`; nothing where there is neither. */
static void
append_rates (GString *json, gint64 min_dph_nusd, gint64 max_dph_nusd)
{
  if (min_dph_nusd == 0 && max_dph_nusd == 0)
    return;

  g_string_append (json, ",\"dph_total\":{");
  if (min_dph_nusd > 0)
    {
      g_string_append (json, "\"gte\":");
      sublet_encode_append_usd (json, min_dph_nusd);
    }
  if (max_dph_nusd > 0)
    {
      g_string_append (json, min_dph_nusd > 0 ? ",\"lte\":" : "\"lte\":");
      sublet_encode_append_usd (json, max_dph_nusd);
    }
  g_string_append_c (json, '}');
}

/**
 * sublet_encode_search: (skip)
 * @query: what is wanted
 *
 * `verified` is left out when any machine will do: then the service lists all three kinds. Ordered
 * by price, so that a cut list is the cheap end and paging by price works.
 * Source: fact sheet 2.2.
 *
 * Returns: (transfer full): the body of a search
 */
char *
sublet_encode_search (SubletOfferQuery *query)
{
  GString *json = g_string_new ("{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false}");

  if (sublet_offer_query_get_verified_only (query))
    g_string_append (json, ",\"verified\":{\"eq\":true}");
  append_choice (json,
                 "gpu_name",
                 sublet_offer_query_get_gpu_names (query),
                 sublet_offer_query_get_excluded_gpu_names (query));
  append_choice (json,
                 "geolocation",
                 sublet_offer_query_get_countries (query),
                 sublet_offer_query_get_excluded_countries (query));
  if (sublet_offer_query_get_num_gpus (query) > 0)
    g_string_append_printf (json,
                            ",\"num_gpus\":{\"eq\":%d}",
                            sublet_offer_query_get_num_gpus (query));
  append_rates (json,
                sublet_offer_query_get_min_dph_nusd (query),
                sublet_offer_query_get_max_dph_nusd (query));
  sublet_encode_append_member (json, "type", get_kind_word (sublet_offer_query_get_kind (query)));
  g_string_append_printf (json,
                          ",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":%d,"
                          "\"allocated_storage\":",
                          sublet_offer_query_get_limit (query));
  sublet_encode_append_gb (json, sublet_offer_query_get_disk_gb (query));
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

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
