/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/rental/sublet-rental-enums-private.h"

#include <math.h>

/* As the rent window starts. Source: design, section 2 and "The life of a rental". */
#define DEFAULT_CEILING_PERCENT 5
#define MAX_CEILING_PERCENT 1000
#define MAX_COUNT 64

#define FORM_VERSION 1

/**
 * sublet_recipe_terms_init:
 * @terms: (out caller-allocates): the terms
 *
 * One rental of the cheapest offer, the next one up to 5 % dearer, eight hours and then stopped.
 */
void
sublet_recipe_terms_init (SubletRecipeTerms *terms)
{
  *terms = (SubletRecipeTerms){
    .policy = SUBLET_POLICY_CHEAPEST,
    .count = 1,
    .ceiling_percent = DEFAULT_CEILING_PERCENT,
    .lease_us = 8 * G_TIME_SPAN_HOUR,
    .lease_end = SUBLET_LEASE_END_STOP,
  };
  sublet_job_init (&terms->job);
}

/**
 * sublet_recipe_terms_copy:
 * @terms: terms
 * @copy: (out caller-allocates): for sublet_recipe_terms_clear()
 */
void
sublet_recipe_terms_copy (const SubletRecipeTerms *terms, SubletRecipeTerms *copy)
{
  *copy = *terms;
  copy->gpu_name = g_strdup (terms->gpu_name);
  copy->label = g_strdup (terms->label);
}

/**
 * sublet_recipe_terms_clear:
 * @terms: terms
 *
 * Frees its members.
 */
void
sublet_recipe_terms_clear (SubletRecipeTerms *terms)
{
  g_clear_pointer (&terms->gpu_name, g_free);
  g_clear_pointer (&terms->label, g_free);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * sublet_recipe_terms_to_json: (skip)
 * @terms: terms
 *
 * Returns: (transfer full): what is stored of them
 */
char *
sublet_recipe_terms_to_json (const SubletRecipeTerms *terms)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "version", FORM_VERSION);
  add_double (builder, "hours", terms->job.hours);
  add_double (builder, "disk-gb", terms->job.disk_gb);
  add_double (builder, "down-gb", terms->job.down_gb);
  add_double (builder, "up-gb", terms->job.up_gb);
  add_text (builder,
            "price-kind",
            sublet_rental_enum_nick (SUBLET_TYPE_PRICE_KIND, (int) terms->job.kind));
  add_int (builder, "deposit-uusd", terms->deposit_uusd);
  add_text (builder, "gpu-name", terms->gpu_name);
  add_int (builder, "num-gpus", terms->num_gpus);
  add_text (builder, "label", terms->label);
  add_text (builder, "policy", sublet_rental_enum_nick (SUBLET_TYPE_POLICY, (int) terms->policy));
  add_int (builder, "count", terms->count);
  json_builder_set_member_name (builder, "stop-on-failure");
  json_builder_add_boolean_value (builder, terms->stop_on_failure);
  add_int (builder, "ceiling-percent", terms->ceiling_percent);
  add_int (builder, "lease-us", terms->lease_us);
  add_text (builder,
            "lease-end",
            sublet_rental_enum_nick (SUBLET_TYPE_LEASE_END, (int) terms->lease_end));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static int
read_enum (JsonObject *object, const char *name, GType type, int fallback)
{
  g_autofree char *nick = sublet_json_dup_opt_string (object, name);

  return sublet_rental_enum_value (type, nick, fallback);
}

static double
read_size (JsonObject *object, const char *name, double fallback)
{
  double value = sublet_json_opt_double (object, name, fallback);

  return isfinite (value) && value >= 0 ? value : fallback;
}

/**
 * sublet_recipe_terms_from_json: (skip)
 * @json: what was stored
 * @terms: (out caller-allocates): for sublet_recipe_terms_clear(); untouched on failure
 * @error: SUBLET_ERROR_PROTOCOL: it is something else, or of a newer version
 *
 * What is missing or out of range is the default; what is not known never becomes a longer lease or
 * a higher ceiling.
 *
 * Returns: whether it could be read
 */
gboolean
sublet_recipe_terms_from_json (const char *json, SubletRecipeTerms *terms, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  SubletRecipeTerms d;
  JsonObject *object;
  JsonNode *root;

  root = json_parser_load_from_data (parser, json, -1, NULL) ? json_parser_get_root (parser) : NULL;
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (sublet_json_opt_int (object, "version", 0) != FORM_VERSION)
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_PROTOCOL,
                           "recipe: not in the form that is known");
      return FALSE;
    }

  sublet_recipe_terms_init (&d);
  *terms = d;
  terms->job.hours = read_size (object, "hours", d.job.hours);
  terms->job.disk_gb = read_size (object, "disk-gb", d.job.disk_gb);
  terms->job.down_gb = read_size (object, "down-gb", d.job.down_gb);
  terms->job.up_gb = read_size (object, "up-gb", d.job.up_gb);
  terms->job.kind =
    (SubletPriceKind) read_enum (object, "price-kind", SUBLET_TYPE_PRICE_KIND, d.job.kind);
  terms->deposit_uusd = CLAMP (sublet_json_opt_int (object, "deposit-uusd", 0),
                               0,
                               SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD);
  terms->gpu_name = sublet_json_dup_opt_string (object, "gpu-name");
  terms->num_gpus = (int) CLAMP (sublet_json_opt_int (object, "num-gpus", 0), 0, 1024);
  terms->label = sublet_json_dup_opt_string (object, "label");
  terms->policy = (SubletPolicy) read_enum (object, "policy", SUBLET_TYPE_POLICY, d.policy);
  terms->count = (int) CLAMP (sublet_json_opt_int (object, "count", 1), 1, MAX_COUNT);
  terms->stop_on_failure = sublet_json_opt_bool (object, "stop-on-failure", false);
  terms->ceiling_percent =
    (int) CLAMP (sublet_json_opt_int (object, "ceiling-percent", 0), 0, MAX_CEILING_PERCENT);
  terms->lease_us = MAX (sublet_json_opt_int (object, "lease-us", d.lease_us), 0);
  terms->lease_end =
    (SubletLeaseEnd) read_enum (object, "lease-end", SUBLET_TYPE_LEASE_END, SUBLET_LEASE_END_WARN);

  return TRUE;
}
