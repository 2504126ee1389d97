/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json-nesting-private.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-plain-text.h"

#include <string.h>

/* More than the longest report has. */
#define MAX_JSON (128 * 1024)

/* By topic; written into the journal, so that they stay. */
static const char *const names[SUBLET_RUNTIME_N_TOPICS] = {
  [SUBLET_RUNTIME_TOPIC_DRIVER] = "driver",
  [SUBLET_RUNTIME_TOPIC_GPUS] = "gpus",
  [SUBLET_RUNTIME_TOPIC_MEMORY] = "memory",
  [SUBLET_RUNTIME_TOPIC_CUDA] = "cuda",
  [SUBLET_RUNTIME_TOPIC_PYTHON] = "python",
  [SUBLET_RUNTIME_TOPIC_TORCH] = "torch",
  [SUBLET_RUNTIME_TOPIC_FLASH_ATTN] = "flash_attn",
  [SUBLET_RUNTIME_TOPIC_XFORMERS] = "xformers",
  [SUBLET_RUNTIME_TOPIC_TOOLKIT] = "toolkit",
  [SUBLET_RUNTIME_TOPIC_SPACE] = "space",
  [SUBLET_RUNTIME_TOPIC_DISK] = "disk",
  [SUBLET_RUNTIME_TOPIC_NETWORK] = "network",
  [SUBLET_RUNTIME_TOPIC_TRITON] = "triton",
  [SUBLET_RUNTIME_TOPIC_BITSANDBYTES] = "bitsandbytes",
};

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static bool
read_nick (JsonObject *object, const char *member, GType type, int *value, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *nick = sublet_json_dup_opt_string (object, member);
  const GEnumValue *known = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (known == NULL)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "%s: no known word", member);
      return false;
    }
  *value = known->value;

  return true;
}

static char *
dup_text (JsonObject *object, const char *member)
{
  g_autofree char *text = sublet_json_dup_opt_string (object, member);

  return text != NULL ? sublet_plain_text_new (text, strlen (text), SUBLET_RUNTIME_TEXT_BYTES)
                      : NULL;
}

static bool
read_item (JsonObject *object, SubletRuntimeItem *item, GError **error)
{
  int finding;
  int verdict;

  if (!read_nick (object, "finding", SUBLET_TYPE_RUNTIME_FINDING, &finding, error) ||
      !read_nick (object, "verdict", SUBLET_TYPE_RUNTIME_VERDICT, &verdict, error))
    return false;

  item->finding = (SubletRuntimeFinding) finding;
  item->verdict = (SubletRuntimeVerdict) verdict;
  item->value = dup_text (object, "value");
  item->detail = dup_text (object, "detail");
  item->duration_ms = CLAMP (sublet_json_opt_int (object, "duration_ms", 0), 0, G_MAXINT32);

  return true;
}

static bool
read_packages (JsonObject *object, SubletRuntimeReport *self, GError **error)
{
  JsonArray *array = sublet_json_get_opt_array (object, "packages");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  guint i;

  for (i = 0; i < n && i < SUBLET_RUNTIME_MAX_PACKAGES; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *wanted = NULL;
      g_autoptr (SubletRuntimePackage) package = NULL;
      SubletRuntimeFound *found;

      if (JSON_NODE_HOLDS_OBJECT (node))
        wanted = sublet_json_dup_opt_string (json_node_get_object (node), "wanted");
      if (wanted != NULL)
        package = sublet_runtime_package_new_from_text (wanted);
      if (package == NULL || sublet_runtime_package_check (package) != SUBLET_RUNTIME_PACKAGE_FINE)
        {
          g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "packages[%u]: no package", i);
          return false;
        }
      found = sublet_runtime_found_new (package);
      g_ptr_array_add (self->packages, found);
      if (!read_item (json_node_get_object (node), &found->item, error))
        {
          g_prefix_error (error, "packages[%u]: ", i);
          return false;
        }
    }

  return true;
}

/* What the first version did not look at. */
static bool
is_later (SubletRuntimeTopic topic)
{
  return topic == SUBLET_RUNTIME_TOPIC_TOOLKIT || topic >= SUBLET_RUNTIME_TOPIC_BITSANDBYTES;
}

static bool
is_sane (const char *text)
{
  SubletJsonNesting nesting = { 0 };
  g_autoptr (GString) whole = NULL;
  const char *at;

  if (strlen (text) > MAX_JSON)
    return false;
  for (at = text; *at != '\0'; at++)
    if (!sublet_json_nesting_step (&nesting, *at))
      return false;
  whole = g_string_new (text);

  return nesting.depth == 0 && sublet_json_nesting_is_sane (&nesting, whole);
}

static void
write_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
write_item (JsonBuilder *builder, const SubletRuntimeItem *item)
{
  write_text (builder, "finding", get_nick (SUBLET_TYPE_RUNTIME_FINDING, item->finding));
  write_text (builder, "verdict", get_nick (SUBLET_TYPE_RUNTIME_VERDICT, item->verdict));
  write_text (builder, "value", item->value);
  write_text (builder, "detail", item->detail);
  if (item->duration_ms > 0)
    {
      json_builder_set_member_name (builder, "duration_ms");
      json_builder_add_int_value (builder, item->duration_ms);
    }
}

static void
write_packages (JsonBuilder *builder, const SubletRuntimeReport *self)
{
  guint i;

  json_builder_set_member_name (builder, "packages");
  json_builder_begin_array (builder);
  for (i = 0; i < self->packages->len; i++)
    {
      const SubletRuntimeFound *found = g_ptr_array_index (self->packages, i);
      g_autofree char *wanted = sublet_runtime_package_to_text (found->package);

      json_builder_begin_object (builder);
      write_text (builder, "wanted", wanted);
      write_item (builder, &found->item);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * sublet_runtime_report_to_json:
 * @self: a report
 *
 * Returns: (transfer full): the whole of it, for sublet_runtime_report_from_json()
 */
char *
sublet_runtime_report_to_json (const SubletRuntimeReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  gsize i;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "at_us");
  json_builder_add_int_value (builder, self->at_us);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_begin_object (builder);
      write_item (builder, &self->items[i]);
      json_builder_end_object (builder);
    }
  write_packages (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * sublet_runtime_report_from_json:
 * @text: what sublet_runtime_report_to_json() made
 * @error: SUBLET_ERROR_PROTOCOL with the member that is wrong
 *
 * A topic that no version looked at when it was made was skipped; one that is not there all the
 * same could not be read.
 *
 * Returns: (transfer full): the report, %NULL on error
 */
SubletRuntimeReport *
sublet_runtime_report_from_json (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (SubletRuntimeReport) self = sublet_runtime_report_new_empty (0);
  JsonNode *root;
  JsonObject *object;
  gsize i;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_sane (text) || !json_parser_load_from_data (parser, text, -1, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "this is no report");
      return NULL;
    }

  object = json_node_get_object (root);
  if (!sublet_json_need_int (object, "at_us", &self->at_us, error))
    return NULL;
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *item = sublet_json_get_opt_object (object, names[i]);

      if (item == NULL && is_later ((SubletRuntimeTopic) i))
        {
          self->items[i].finding = SUBLET_RUNTIME_FINDING_SKIPPED;
        }
      else if (item == NULL)
        {
          self->items[i].finding = SUBLET_RUNTIME_FINDING_UNREADABLE;
          self->items[i].verdict = SUBLET_RUNTIME_VERDICT_GAPS;
        }
      else if (!read_item (item, &self->items[i], error))
        {
          g_prefix_error (error, "%s: ", names[i]);
          return NULL;
        }
    }
  if (!read_packages (object, self, error))
    return NULL;

  return g_steal_pointer (&self);
}
