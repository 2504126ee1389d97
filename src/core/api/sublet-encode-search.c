/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-encode-private.h"

#include "core/base/sublet-money.h"

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

static const char *
get_operator_word (SubletOfferOperator op)
{
  switch (op)
    {
    case SUBLET_OFFER_OPERATOR_GTE:
      return "gte";

    case SUBLET_OFFER_OPERATOR_LTE:
      return "lte";

    case SUBLET_OFFER_OPERATOR_IN:
      return "in";

    case SUBLET_OFFER_OPERATOR_NOTIN:
      return "notin";

    case SUBLET_OFFER_OPERATOR_EQ:
    default:
      return "eq";
    }
}

static void
append_list (GString *json, const SubletOfferCondition *condition)
{
  guint i;

  g_string_append_c (json, '[');
  for (i = 0; condition->words != NULL && condition->words[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? "," : "");
      sublet_encode_append_text (json, condition->words[i]);
    }
  for (i = 0; condition->ids != NULL && i < condition->ids->len; i++)
    g_string_append_printf (json,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? "," : "",
                            g_array_index (condition->ids, gint64, i));
  g_string_append_c (json, ']');
}

static void
append_condition (GString *json, const SubletOfferCondition *condition)
{
  g_string_append_printf (json, "\"%s\":", get_operator_word (condition->op));
  if (condition->words != NULL || condition->ids != NULL)
    append_list (json, condition);
  else if (condition->is_flag)
    g_string_append (json, condition->number != 0 ? "true" : "false");
  else
    sublet_encode_append_usd (json, condition->number);
}

static bool
is_first_of_field (GArray *conditions, guint i)
{
  const char *field = g_array_index (conditions, SubletOfferCondition, i).field;
  guint before;

  for (before = 0; before < i; before++)
    if (g_str_equal (g_array_index (conditions, SubletOfferCondition, before).field, field))
      return false;

  return true;
}

/* One member for each field, with all that is asked of it: of two members with one name one would
 * be lost. */
static void
append_conditions (GString *json, GArray *conditions)
{
  guint first;
  guint i;

  for (first = 0; first < conditions->len; first++)
    {
      const char *field = g_array_index (conditions, SubletOfferCondition, first).field;

      if (!is_first_of_field (conditions, first))
        continue;

      g_string_append_printf (json, "%s\"%s\":{", first > 0 ? "," : "", field);
      for (i = first; i < conditions->len; i++)
        {
          const SubletOfferCondition *condition =
            &g_array_index (conditions, SubletOfferCondition, i);

          if (!g_str_equal (condition->field, field))
            continue;

          g_string_append (json, i > first ? "," : "");
          append_condition (json, condition);
        }
      g_string_append_c (json, '}');
    }
}

static void
add_words (GArray *conditions, const char *field, SubletOfferOperator op, const char *const *words)
{
  if (words != NULL)
    sublet_offer_conditions_add_words (conditions, field, op, words);
}

static void
add_rate (GArray *conditions, SubletOfferOperator op, gint64 dph_nusd)
{
  if (dph_nusd > 0)
    sublet_offer_conditions_add_bound (conditions, "dph_total", op, dph_nusd);
}

/* (transfer full): of everything that the query asks of an offer */
static GArray *
collect_conditions (SubletOfferQuery *query)
{
  GArray *conditions = sublet_offer_conditions_new ();
  int num_gpus = sublet_offer_query_get_num_gpus (query);

  sublet_offer_conditions_add_flag (conditions, "rentable", true);
  sublet_offer_conditions_add_flag (conditions, "external", false);
  if (sublet_offer_query_get_verified_only (query))
    sublet_offer_conditions_add_flag (conditions, "verified", true);
  add_words (conditions,
             "gpu_name",
             SUBLET_OFFER_OPERATOR_IN,
             sublet_offer_query_get_gpu_names (query));
  add_words (conditions,
             "gpu_name",
             SUBLET_OFFER_OPERATOR_NOTIN,
             sublet_offer_query_get_excluded_gpu_names (query));
  add_words (conditions,
             "geolocation",
             SUBLET_OFFER_OPERATOR_IN,
             sublet_offer_query_get_countries (query));
  add_words (conditions,
             "geolocation",
             SUBLET_OFFER_OPERATOR_NOTIN,
             sublet_offer_query_get_excluded_countries (query));
  if (num_gpus > 0)
    sublet_offer_conditions_add_bound (conditions,
                                       "num_gpus",
                                       SUBLET_OFFER_OPERATOR_EQ,
                                       num_gpus * SUBLET_NUSD_PER_USD);
  add_rate (conditions, SUBLET_OFFER_OPERATOR_GTE, sublet_offer_query_get_min_dph_nusd (query));
  add_rate (conditions, SUBLET_OFFER_OPERATOR_LTE, sublet_offer_query_get_max_dph_nusd (query));
  sublet_offer_conditions_add_all (conditions, sublet_offer_query_get_conditions (query));

  return conditions;
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
  GString *json = g_string_new ("{");
  g_autoptr (GArray) conditions = collect_conditions (query);

  append_conditions (json, conditions);
  sublet_encode_append_member (json, "type", get_kind_word (sublet_offer_query_get_kind (query)));
  g_string_append_printf (json,
                          ",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":%d,"
                          "\"allocated_storage\":",
                          sublet_offer_query_get_limit (query));
  sublet_encode_append_gb (json, sublet_offer_query_get_disk_gb (query));
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}
