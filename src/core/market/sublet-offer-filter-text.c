/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/base/sublet-json.h"

#include <math.h>

/* The settings' text is a person's file: what cannot be read is left out, never an error. */
#define MAX_TEXT_LENGTH 65536
#define MAX_WORDS 1000

#define LOWER "min-"
#define UPPER "max-"

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

/* ---- writing ---- */

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

static void
add_choices (JsonObject *object, const SubletOfferFilter *self, SubletFilterPart part)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (sublet_filter_part_get_choice_type (part));
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  guint i;

  for (i = 0; i < klass->n_values; i++)
    if (sublet_offer_filter_has_choice (self, part, (guint) klass->values[i].value))
      g_ptr_array_add (nicks, (gpointer) klass->values[i].value_nick);
  g_ptr_array_add (nicks, NULL);
  add_words (object, sublet_filter_part_get_nick (part), (const char *const *) nicks->pdata);
}

static void
add_bound (JsonObject *object, const char *prefix, const char *member, gint64 bound)
{
  g_autofree char *name = g_strconcat (prefix, member, NULL);

  if (bound != SUBLET_FILTER_NO_BOUND)
    json_object_set_double_member (object, name, sublet_filter_bound_to_double (bound));
}

static void
add_range (JsonObject *object, const SubletOfferFilter *self, const SubletFilterRange *range)
{
  add_bound (object, LOWER, range->member, sublet_offer_filter_get_lower (self, range->part));
  add_bound (object, UPPER, range->member, sublet_offer_filter_get_upper (self, range->part));
}

static void
add_ids (JsonObject *object, const SubletOfferFilter *self, SubletFilterPart part)
{
  JsonArray *array = json_array_new ();
  gsize n_ids;
  const gint64 *ids = sublet_offer_filter_get_ids (self, part, &n_ids);
  gsize i;

  for (i = 0; i < n_ids; i++)
    json_array_add_int_element (array, ids[i]);
  json_object_set_array_member (object, sublet_filter_part_get_nick (part), array);
}

static void
add_part (JsonObject *object, const SubletOfferFilter *self, SubletFilterPart part)
{
  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      add_words (object, "models", sublet_offer_filter_get_models (self));
      break;
    case SUBLET_FILTER_KIND_COUNT:
      json_object_set_string_member (object,
                                     "gpus",
                                     get_nick (SUBLET_TYPE_GPU_COUNT,
                                               (int) sublet_offer_filter_get_count (self)));
      break;
    case SUBLET_FILTER_KIND_RANGE:
      add_range (object, self, sublet_filter_range_of_part (part));
      break;
    case SUBLET_FILTER_KIND_PLACES:
      add_regions (object, self);
      add_words (object, "countries", sublet_offer_filter_get_countries (self));
      break;
    case SUBLET_FILTER_KIND_CHOICES:
      add_choices (object, self, part);
      break;
    case SUBLET_FILTER_KIND_FLAG:
      json_object_set_boolean_member (object, sublet_filter_part_get_nick (part), TRUE);
      break;
    case SUBLET_FILTER_KIND_IDS:
      add_ids (object, self, part);
      break;
    case SUBLET_FILTER_KIND_TEXT:
      json_object_set_string_member (object, "text", sublet_offer_filter_get_text (self));
      break;
    default:
      g_return_if_reached ();
    }
}

/* ---- reading ---- */

typedef void (*AddWord) (SubletOfferFilter *self, SubletFilterPart part, const char *word);

static void
add_model (SubletOfferFilter *self, SubletFilterPart part, const char *word)
{
  sublet_offer_filter_set_model (self, word, true);
}

static void
add_country (SubletOfferFilter *self, SubletFilterPart part, const char *word)
{
  sublet_offer_filter_set_country (self, word, true);
}

static void
add_region (SubletOfferFilter *self, SubletFilterPart part, const char *word)
{
  int region = get_value (SUBLET_TYPE_REGION, word, -1);

  if (region >= 0)
    sublet_offer_filter_set_region (self, (SubletRegion) region, true);
}

static void
add_choice (SubletOfferFilter *self, SubletFilterPart part, const char *word)
{
  int value = get_value (sublet_filter_part_get_choice_type (part), word, 0);

  if (value > 0)
    sublet_offer_filter_set_choice (self, part, (guint) value, true);
}

static void
read_words (SubletOfferFilter *self, SubletFilterPart part, JsonNode *node, AddWord add_word)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint i;

  for (i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_WORDS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        add_word (self, part, json_node_get_string (element));
    }
}

static void
read_ids (SubletOfferFilter *self, SubletFilterPart part, JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint i;

  for (i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_INT64)
        sublet_offer_filter_add_id (self, part, json_node_get_int (element));
    }
}

static void
read_bound (SubletOfferFilter *self,
            const SubletFilterRange *range,
            JsonObject *object,
            const char *name)
{
  gint64 bound =
    sublet_filter_bound_from_double (range, sublet_json_opt_double (object, name, NAN));
  gint64 lower = sublet_offer_filter_get_lower (self, range->part);
  gint64 upper = sublet_offer_filter_get_upper (self, range->part);

  if (g_str_has_prefix (name, LOWER))
    lower = bound;
  else
    upper = bound;
  if (!sublet_offer_filter_set_range (self, range->part, lower, upper))
    g_info ("The filters in the settings have a range that is turned around: %s", name);
}

static const SubletFilterRange *
find_range (const char *name)
{
  guint i;

  if (!g_str_has_prefix (name, LOWER) && !g_str_has_prefix (name, UPPER))
    return NULL;

  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    if (g_str_equal (sublet_filter_range_get (i)->member, name + strlen (LOWER)))
      return sublet_filter_range_get (i);

  return NULL;
}

/* A member that is called like its filter. */
static bool
read_part (SubletOfferFilter *self, JsonObject *object, const char *name, JsonNode *node)
{
  SubletFilterPart part;

  if (!sublet_filter_part_from_nick (name, &part))
    return false;

  switch ((int) sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_CHOICES:
      read_words (self, part, node, add_choice);
      return true;
    case SUBLET_FILTER_KIND_FLAG:
      sublet_offer_filter_set_flag (self, part, sublet_json_opt_bool (object, name, false));
      return true;
    case SUBLET_FILTER_KIND_IDS:
      read_ids (self, part, node);
      return true;
    case SUBLET_FILTER_KIND_TEXT:
      {
        g_autofree char *text = sublet_json_dup_opt_string (object, name);

        sublet_offer_filter_set_text (self, text);
        return true;
      }
    default:
      return false;
    }
}

static void
read_count (SubletOfferFilter *self, JsonObject *object)
{
  g_autofree char *count = sublet_json_dup_opt_string (object, "gpus");

  sublet_offer_filter_set_count (self,
                                 (SubletGpuCount) get_value (SUBLET_TYPE_GPU_COUNT,
                                                             count,
                                                             SUBLET_GPU_COUNT_ANY));
}

static void
read_member (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  SubletOfferFilter *self = user_data;
  const SubletFilterRange *range = find_range (name);

  if (range != NULL)
    read_bound (self, range, object, name);
  else if (g_str_equal (name, "models"))
    read_words (self, SUBLET_FILTER_PART_MODEL, node, add_model);
  else if (g_str_equal (name, "regions"))
    read_words (self, SUBLET_FILTER_PART_PLACE, node, add_region);
  else if (g_str_equal (name, "countries"))
    read_words (self, SUBLET_FILTER_PART_PLACE, node, add_country);
  else if (g_str_equal (name, "gpus"))
    read_count (self, object);
  else if (g_str_equal (name, "verified"))
    /* What versions wrote that knew verified machines and others. */
    sublet_offer_filter_set_choice (self,
                                    SUBLET_FILTER_PART_VERIFICATION,
                                    SUBLET_VERIFICATION_VERIFIED,
                                    sublet_json_opt_bool (object, name, false));
  else if (!read_part (self, object, name, node))
    g_info ("The filters in the settings have one that this version does not know: %s", name);
}

/**
 * sublet_offer_filter_new_from_text:
 * @text: (nullable): what sublet_offer_filter_to_text() wrote, of any version
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
  json_object_foreach_member (json_node_get_object (root), read_member, self);

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
  guint part;

  json_node_take_object (root, object);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (self, (SubletFilterPart) part))
      add_part (object, self, (SubletFilterPart) part);

  return json_to_string (root, FALSE);
}
