/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-search-terms.h"

#include "core/base/sublet-json.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define FORM_VERSION 1

/* A stored search is a person's file: what is longer than any search of ours is none of ours. */
#define MAX_LENGTH (64 * 1024)
#define MAX_COLUMNS 100

static void
add_words (JsonObject *object, const char *member, char **words)
{
  JsonArray *array = json_array_new ();

  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);
  json_object_set_array_member (object, member, array);
}

static const char *
get_kind_nick (SubletPriceKind kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_PRICE_KIND);

  return g_enum_get_value (klass, (int) kind)->value_nick;
}

/**
 * sublet_search_terms_to_json:
 * @terms: terms
 *
 * Returns: (transfer full): what is stored of them
 */
char *
sublet_search_terms_to_json (const SubletSearchTerms *terms)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *filter = sublet_offer_filter_to_text (terms->filter);
  g_auto (GStrv) order = sublet_offer_order_to_strv (&terms->order);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_int_member (object, "version", FORM_VERSION);
  json_object_set_string_member (object, "filter", filter);
  json_object_set_double_member (object, "hours", terms->job.hours);
  json_object_set_double_member (object, "disk-gb", terms->job.disk_gb);
  json_object_set_double_member (object, "down-gb", terms->job.down_gb);
  json_object_set_double_member (object, "up-gb", terms->job.up_gb);
  json_object_set_string_member (object, "price-kind", get_kind_nick (terms->job.kind));
  add_words (object, "order", order);
  add_words (object, "columns", terms->columns);

  return json_to_string (root, FALSE);
}

/* ---- what a newer version wrote ---- */

static bool holds_all_of (JsonNode *known, JsonNode *stored);

static bool
object_holds_all_of (JsonObject *known, JsonObject *stored)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, stored);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonNode *mine = json_object_get_member (known, name);

      if (mine == NULL || !holds_all_of (mine, node))
        return false;
    }

  return true;
}

/* Whether nothing was lost between what was stored and what was understood of it. Values may be
 * spelled otherwise; members and elements may not be missing. */
static bool
holds_all_of (JsonNode *known, JsonNode *stored)
{
  if (json_node_get_node_type (known) != json_node_get_node_type (stored))
    return false;
  if (JSON_NODE_HOLDS_OBJECT (stored))
    return object_holds_all_of (json_node_get_object (known), json_node_get_object (stored));
  if (JSON_NODE_HOLDS_ARRAY (stored))
    return json_array_get_length (json_node_get_array (known)) >=
           json_array_get_length (json_node_get_array (stored));

  return true;
}

static JsonNode *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL || strlen (text) > MAX_LENGTH)
    return NULL;
  node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static bool
understood_filter (const SubletOfferFilter *filter, JsonNode *stored)
{
  g_autofree char *text = sublet_offer_filter_to_text (filter);
  g_autoptr (JsonNode) known = parse_object (text);

  return known != NULL && holds_all_of (known, stored);
}

static bool
understood_all (const SubletSearchTerms *terms, JsonNode *stored)
{
  g_autofree char *text = sublet_search_terms_to_json (terms);
  g_autoptr (JsonNode) known = parse_object (text);

  return known != NULL && holds_all_of (known, stored);
}

/* ---- reading ---- */

/* What is below what makes sense is not an amount. */
static double
read_amount (JsonObject *object, const char *member, double at_least, double fallback)
{
  double value = sublet_json_opt_double (object, member, fallback);

  return isfinite (value) && value >= at_least ? value : fallback;
}

static char **
dup_words (JsonObject *object, const char *member)
{
  JsonArray *array = sublet_json_get_opt_array (object, member);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint i;

  for (i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_COLUMNS); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (words, g_strdup (json_node_get_string (node)));
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* What is not known is left out by whoever reads an order, and something else stands in. */
static bool
understood_order (char **order)
{
  SubletOfferKey key;

  for (; *order != NULL; order++)
    if (!sublet_offer_key_from_id (**order == '-' ? *order + 1 : *order, &key))
      return false;

  return true;
}

/* False: a kind that is not known here, and the fallback stays. */
static bool
read_kind (JsonObject *object, SubletPriceKind *kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_PRICE_KIND);
  g_autofree char *nick = sublet_json_dup_opt_string (object, "price-kind");
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (value == NULL || value->value == SUBLET_PRICE_KIND_UNKNOWN)
    return nick == NULL;

  *kind = (SubletPriceKind) value->value;
  return true;
}

/* Those that do not exist any more are no matter to a table; with none left it shows its own. */
static void
read_columns (JsonObject *object, SubletSearchTerms *terms)
{
  g_auto (GStrv) columns = dup_words (object, "columns");
  SubletOfferKey key;
  gsize i;

  for (i = 0; columns[i] != NULL; i++)
    {
      if (!sublet_offer_key_from_id (columns[i], &key))
        continue;
      g_strfreev (terms->columns);
      terms->columns = g_steal_pointer (&columns);
      return;
    }
}

static void
read_job (JsonObject *object, SubletJob *job)
{
  SubletJob usual;

  sublet_job_init (&usual);
  job->hours = read_amount (object, "hours", DBL_MIN, usual.hours);
  job->disk_gb = read_amount (object, "disk-gb", 1, usual.disk_gb);
  job->down_gb = read_amount (object, "down-gb", 0, usual.down_gb);
  job->up_gb = read_amount (object, "up-gb", 0, usual.up_gb);
}

/**
 * sublet_search_terms_init_from_json:
 * @terms: (out caller-allocates): for sublet_search_terms_clear(), whatever is returned
 * @json: (nullable): what was stored
 *
 * What a newer version wrote beyond what is known here is left out of @terms. A text that is not a
 * search's gives the first terms.
 *
 * Returns: how much of it was understood
 */
SubletSearchReading
sublet_search_terms_init_from_json (SubletSearchTerms *terms, const char *json)
{
  g_autoptr (JsonNode) root = parse_object (json);
  g_autoptr (JsonNode) filter = NULL;
  g_autofree char *filter_text = NULL;
  g_auto (GStrv) order = NULL;
  JsonObject *object;
  bool whole;

  sublet_search_terms_init (terms);
  if (root == NULL)
    return SUBLET_SEARCH_READING_NONE;
  object = json_node_get_object (root);
  filter_text = sublet_json_dup_opt_string (object, "filter");
  filter = parse_object (filter_text);
  if (filter == NULL)
    return SUBLET_SEARCH_READING_NONE;

  sublet_offer_filter_free (terms->filter);
  terms->filter = sublet_offer_filter_new_from_text (filter_text);
  whole = sublet_json_opt_int (object, "version", 0) == FORM_VERSION;
  whole &= understood_filter (terms->filter, filter);
  whole &= read_kind (object, &terms->job.kind);
  read_job (object, &terms->job);
  order = dup_words (object, "order");
  whole &= understood_order (order);
  sublet_offer_order_from_strv (&terms->order, (const char *const *) order);
  read_columns (object, terms);
  whole &= understood_all (terms, root);

  return whole ? SUBLET_SEARCH_READING_WHOLLY : SUBLET_SEARCH_READING_PARTLY;
}
