/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

/* The settings' text is a person's file: what cannot be read is left out, never an error. */
#define MAX_TEXT_LENGTH 8192
#define MAX_WORDS 1000

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static int
get_value (GType type, const char *nick, int fallback)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  return value != NULL ? value->value : fallback;
}

static void
add_words (JsonObject *object, const char *member, const char *const *words)
{
  JsonArray *array;

  if (words[0] == NULL)
    return;

  array = json_array_new ();
  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);
  json_object_set_array_member (object, member, array);
}

static void
add_regions (JsonObject *object, const SubletOfferFilter *self)
{
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  guint region;

  for (region = 0; region < SUBLET_N_REGIONS; region++)
    if (sublet_offer_filter_has_region (self, (SubletRegion) region))
      g_ptr_array_add (nicks, (gpointer) get_nick (SUBLET_TYPE_REGION, (int) region));
  g_ptr_array_add (nicks, NULL);
  add_words (object, "regions", (const char *const *) nicks->pdata);
}

typedef void (*AddWord) (SubletOfferFilter *self, const char *word);

static void
add_model (SubletOfferFilter *self, const char *word)
{
  sublet_offer_filter_set_model (self, word, true);
}

static void
add_country (SubletOfferFilter *self, const char *word)
{
  sublet_offer_filter_set_country (self, word, true);
}

static void
add_region (SubletOfferFilter *self, const char *word)
{
  int region = get_value (SUBLET_TYPE_REGION, word, -1);

  if (region >= 0)
    sublet_offer_filter_set_region (self, (SubletRegion) region, true);
}

static void
read_words (SubletOfferFilter *self, JsonObject *object, const char *member, AddWord add_word)
{
  JsonArray *array = sublet_json_get_opt_array (object, member);
  guint i;

  for (i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_WORDS); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        add_word (self, json_node_get_string (node));
    }
}

static void
read_object (SubletOfferFilter *self, JsonObject *object)
{
  g_autofree char *count = sublet_json_dup_opt_string (object, "gpus");
  g_autofree char *text = sublet_json_dup_opt_string (object, "text");

  read_words (self, object, "models", add_model);
  read_words (self, object, "regions", add_region);
  read_words (self, object, "countries", add_country);
  sublet_offer_filter_set_count (self,
                                 (SubletGpuCount) get_value (SUBLET_TYPE_GPU_COUNT,
                                                             count,
                                                             SUBLET_GPU_COUNT_ANY));
  sublet_offer_filter_set_max_rate_nusd (self, sublet_json_opt_rate_nusd (object, "max-rate"));
  sublet_offer_filter_set_min_reliability (self,
                                           sublet_json_opt_double (object, "min-reliability", 0));
  sublet_offer_filter_set_min_memory_gb (self, sublet_json_opt_double (object, "min-memory", 0));
  sublet_offer_filter_set_verified_only (self, sublet_json_opt_bool (object, "verified", false));
  sublet_offer_filter_set_data_center_only (self,
                                            sublet_json_opt_bool (object, "data-center", false));
  sublet_offer_filter_set_text (self, text);
}

/**
 * sublet_offer_filter_new_from_text:
 * @text: (nullable): what sublet_offer_filter_to_text() wrote
 *
 * Returns: (transfer full): that filter; the default one for an empty or unreadable text
 */
SubletOfferFilter *
sublet_offer_filter_new_from_text (const char *text)
{
  SubletOfferFilter *self = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL || text[0] == '\0' || strlen (text) > MAX_TEXT_LENGTH)
    return sublet_offer_filter_new_default ();

  root = json_from_string (text, &error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_info ("The filters in the settings cannot be read: %s",
              error != NULL ? error->message : "no object");
      return sublet_offer_filter_new_default ();
    }

  self = sublet_offer_filter_new ();
  read_object (self, json_node_get_object (root));

  return self;
}

/**
 * sublet_offer_filter_to_text:
 * @self: a filter
 *
 * Returns: (transfer full): one line of JSON with the parts that are set
 */
char *
sublet_offer_filter_to_text (const SubletOfferFilter *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  add_words (object, "models", sublet_offer_filter_get_models (self));
  if (sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_COUNT))
    json_object_set_string_member (object,
                                   "gpus",
                                   get_nick (SUBLET_TYPE_GPU_COUNT,
                                             (int) sublet_offer_filter_get_count (self)));
  if (sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_PRICE))
    json_object_set_double_member (object,
                                   "max-rate",
                                   sublet_money_usd_from_nusd (
                                     sublet_offer_filter_get_max_rate_nusd (self)));
  if (sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_RELIABILITY))
    json_object_set_double_member (object,
                                   "min-reliability",
                                   sublet_offer_filter_get_min_reliability (self));
  if (sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_MEMORY))
    json_object_set_double_member (object,
                                   "min-memory",
                                   sublet_offer_filter_get_min_memory_gb (self));
  add_regions (object, self);
  add_words (object, "countries", sublet_offer_filter_get_countries (self));
  if (sublet_offer_filter_get_verified_only (self))
    json_object_set_boolean_member (object, "verified", TRUE);
  if (sublet_offer_filter_get_data_center_only (self))
    json_object_set_boolean_member (object, "data-center", TRUE);
  if (sublet_offer_filter_get_text (self) != NULL)
    json_object_set_string_member (object, "text", sublet_offer_filter_get_text (self));

  return json_to_string (root, FALSE);
}
