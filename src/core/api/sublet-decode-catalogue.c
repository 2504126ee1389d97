/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-client.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Templates, volumes, offers of volumes, and price increases. */

typedef struct
{
  SubletJsonRows *rows; /* (owned) */
  GPtrArray *items;     /* (owned) */
} List;

/* ---- templates ---- */

/* `jupyter`, `ssh` and `args`, beside flags of their own for the direct route; or, as for creates,
 * `jupyter_direct` and `ssh_direct`. Source: fact sheet 8.1 and 3.2. */
static void
read_runtype (JsonObject *object, SubletLaunch *launch)
{
  g_autofree char *runtype = sublet_json_dup_opt_string (object, "runtype");
  const char *word = runtype != NULL ? runtype : "";

  if (strstr (word, "jupyter") != NULL)
    sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  else if (g_str_has_prefix (word, "args"))
    sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
  sublet_launch_set_jupyter_lab (launch, sublet_json_opt_bool (object, "use_jupyter_lab", false));
}

static char *
dup_image (JsonObject *object)
{
  g_autofree char *image = sublet_json_dup_opt_string (object, "image");
  g_autofree char *tag = sublet_json_dup_opt_string (object, "tag");

  if (image == NULL || tag == NULL || *tag == '\0')
    return g_steal_pointer (&image);

  return g_strconcat (image, ":", tag, NULL);
}

/* `extra_filters` are filters of offers (fact sheet 8.1), as an object, or as a text that is one;
 * of `cuda_max_good` those that are a lower end (2.2). Anything else says nothing. */
static double
read_needed_cuda (JsonObject *object)
{
  static const char *const lower_ends[] = { "gte", "eq", "gt" };
  g_autofree char *text = sublet_json_dup_opt_string (object, "extra_filters");
  JsonObject *filters = sublet_json_get_opt_object (object, "extra_filters");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *cuda;
  gsize i;

  if (filters == NULL && text != NULL)
    {
      node = sublet_json_parse (text, strlen (text), NULL);
      filters = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }
  if (filters == NULL)
    return NAN;

  cuda = sublet_json_get_opt_object (filters, "cuda_max_good");
  for (i = 0; cuda != NULL && i < G_N_ELEMENTS (lower_ends); i++)
    {
      double version = sublet_json_opt_double (cuda, lower_ends[i], NAN);

      if (isfinite (version) && version > 0)
        return version;
    }

  return NAN;
}

static bool
take_template (const char *text, gsize length, gpointer user_data)
{
  List *list = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletTemplateData data = { .recommended_disk_gb = NAN, .needed_cuda = NAN };
  g_autofree char *flags = NULL;
  g_autofree char *onstart = NULL;
  g_autofree char *args = NULL;
  g_autofree char *jupyter_dir = NULL;
  JsonObject *object;
  guint n_others;

  if (node == NULL)
    return false;
  object = json_node_get_object (node);
  data.hash_id = sublet_json_dup_opt_string (object, "hash_id");
  if (data.hash_id == NULL || *data.hash_id == '\0')
    {
      sublet_template_data_clear (&data);
      return false;
    }
  data.id = sublet_json_opt_int (object, "id", 0);
  data.creator_id = sublet_json_opt_int (object, "creator_id", 0);
  data.name = sublet_json_dup_opt_string (object, "name");
  data.description = sublet_json_dup_opt_string (object, "desc");
  data.image = dup_image (object);
  data.recommended_disk_gb = sublet_json_opt_double (object, "recommended_disk_space", NAN);
  data.needed_cuda = read_needed_cuda (object);
  data.n_created = sublet_json_opt_int (object, "count_created", 0);
  data.recommended = sublet_json_opt_bool (object, "recommended", false);
  data.is_private = sublet_json_opt_bool (object, "private", false);

  read_runtype (object, launch);
  flags = sublet_json_dup_opt_string (object, "env");
  onstart = sublet_json_dup_opt_string (object, "onstart");
  args = sublet_json_dup_opt_string (object, "args_str");
  jupyter_dir = sublet_json_dup_opt_string (object, "jupyter_dir");
  n_others = sublet_template_parse_flags (flags, launch);
  sublet_launch_set_onstart (launch, onstart);
  sublet_launch_set_args (launch, args);
  sublet_launch_set_jupyter_dir (launch, jupyter_dir);
  g_ptr_array_add (list->items,
                   sublet_template_new_take (&data, g_steal_pointer (&launch), n_others));
  return true;
}

/* ---- volumes ---- */

/* A month has 720 hours. Source: fact sheet 2.6. */
static gint64
read_month_nusd (JsonObject *object, double size_gb)
{
  gint64 month_nusd = sublet_json_opt_rate_nusd (object, "storage_cost");
  gint64 hour_nusd = sublet_json_opt_rate_nusd (object, "storage_total_cost");

  if (month_nusd != SUBLET_MONEY_UNKNOWN)
    return month_nusd;
  if (hour_nusd == SUBLET_MONEY_UNKNOWN || !isfinite (size_gb) || size_gb <= 0)
    return SUBLET_MONEY_UNKNOWN;

  return llround ((double) hour_nusd * SUBLET_HOURS_PER_MONTH / size_gb);
}

static bool
take_volume_row (const char *text, gsize length, List *list, bool offer)
{
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  SubletVolumeData data = { .offer = offer };
  JsonArray *instances;
  JsonObject *object;

  if (node == NULL)
    return false;
  object = json_node_get_object (node);
  data.id = sublet_json_opt_int (object, "id", 0);
  data.machine_id = sublet_json_opt_int (object, "machine_id", 0);
  /* Whose machine it is decides where it can be used. */
  if (data.id <= 0 || data.machine_id <= 0)
    return false;
  data.label = sublet_json_dup_opt_string (object, "label");
  data.status = sublet_json_dup_opt_string (object, "status");
  data.size_gb = sublet_json_opt_double (object, "disk_space", NAN);
  data.nusd_per_gb_month = read_month_nusd (object, data.size_gb);
  data.start_us = sublet_json_opt_epoch_us (object, "start_date");
  instances = sublet_json_get_opt_array (object, "instances");
  if (!offer)
    data.n_instances = instances != NULL ? (int) json_array_get_length (instances) : -1;
  g_ptr_array_add (list->items, sublet_volume_new_take (&data));
  return true;
}

static bool
take_volume (const char *text, gsize length, gpointer user_data)
{
  return take_volume_row (text, length, user_data, false);
}

static bool
take_volume_offer (const char *text, gsize length, gpointer user_data)
{
  return take_volume_row (text, length, user_data, true);
}

/* ---- price increases ---- */

/* Costs are per second there. Source: fact sheet 5.10. */
static gint64
read_second_nusd (JsonObject *object, const char *member)
{
  double usd = sublet_json_opt_double (object, member, NAN);
  gint64 hour_nusd;

  if (!(usd >= 0) || !sublet_money_nusd_from_usd (usd * 3600, &hour_nusd))
    return SUBLET_MONEY_UNKNOWN;

  return hour_nusd;
}

static bool
changes (JsonObject *object, const char *old_member, const char *new_member)
{
  double after = sublet_json_opt_double (object, new_member, NAN);

  /* What it was before is NAN where that is left out, and unlike anything. */
  return isfinite (after) &&
         !(fabs (after - sublet_json_opt_double (object, old_member, NAN)) <= DBL_EPSILON);
}

static bool
take_increase (const char *text, gsize length, gpointer user_data)
{
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  List *list = user_data;
  SubletPriceIncreaseData data = { 0 };
  JsonObject *object;

  if (node == NULL)
    return false;
  object = json_node_get_object (node);
  data.id = sublet_json_opt_int (object, "pending_price_increase_id", 0);
  data.contract_id = sublet_json_opt_int (object, "contract_id", 0);
  if (data.id <= 0 || data.contract_id <= 0)
    return false;

  data.old_gpu_nusd = read_second_nusd (object, "old_gpu_costpersec");
  data.new_gpu_nusd = read_second_nusd (object, "new_gpu_costpersec");
  data.old_disk_nusd = read_second_nusd (object, "old_disk_ram_costpersec");
  data.new_disk_nusd = read_second_nusd (object, "new_disk_ram_costpersec");
  data.changes_others = changes (object, "old_bwu_cost", "new_bwu_cost") ||
                        changes (object, "old_bwd_cost", "new_bwd_cost") ||
                        changes (object, "old_platform_fee", "new_platform_fee");
  data.from_us = sublet_json_opt_epoch_us (object, "contract_end_date");
  data.created_us = sublet_json_opt_epoch_us (object, "created_at");
  g_ptr_array_add (list->items, sublet_price_increase_new (&data));
  return true;
}

/* ---- what the lists have in common ---- */

static gpointer
begin (const char *member, const SubletJsonRowSink *sink)
{
  List *list = g_new0 (List, 1);

  list->rows = sublet_json_rows_new (member, sink, list);
  list->items = g_ptr_array_new_with_free_func (g_object_unref);

  return list;
}

static gpointer
begin_templates (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_template };

  return begin ("templates", &sink);
}

static gpointer
begin_volumes (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_volume };

  return begin ("volumes", &sink);
}

static gpointer
begin_volume_offers (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_volume_offer };

  return begin ("offers", &sink);
}

static gpointer
begin_increases (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_increase };

  return begin ("pending_price_increases", &sink);
}

static bool
feed (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_json_rows_feed (((List *) state)->rows, text, length, error);
}

static void
free_list (gpointer state)
{
  List *list = state;

  sublet_json_rows_free (list->rows);
  g_ptr_array_unref (list->items);
  g_free (list);
}

static gpointer
end (gpointer state, const SubletReplyTimes *times, GError **error)
{
  List *list = state;
  JsonObject *envelope;
  SubletCatalogueListing *listing;

  if (!sublet_json_rows_finish (list->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (list->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  if (!sublet_json_rows_get_found (list->rows))
    {
      sublet_decode_fail (error, "the reply holds no list of what was asked for");
      return NULL;
    }

  listing = g_new0 (SubletCatalogueListing, 1);
  listing->items = g_ptr_array_ref (list->items);
  listing->skipped_rows = sublet_json_rows_get_n_skipped (list->rows);
  listing->n_found = MAX (MAX (sublet_json_opt_int (envelope, "templates_found", 0),
                               sublet_json_opt_int (envelope, "count", 0)),
                          (gint64) sublet_json_rows_get_n_rows (list->rows));
  listing->whole = listing->n_found == (gint64) listing->items->len && listing->skipped_rows == 0 &&
                   !sublet_json_opt_bool (envelope, "truncated", false);
  listing->known_at_us = times->received_at_us;

  return listing;
}

const SubletDecoding sublet_decode_templates = {
  .begin = begin_templates,
  .feed = feed,
  .end = end,
  .free_state = free_list,
  .free_result = (GDestroyNotify) sublet_catalogue_listing_free,
};

const SubletDecoding sublet_decode_volumes = {
  .begin = begin_volumes,
  .feed = feed,
  .end = end,
  .free_state = free_list,
  .free_result = (GDestroyNotify) sublet_catalogue_listing_free,
};

const SubletDecoding sublet_decode_volume_offers = {
  .begin = begin_volume_offers,
  .feed = feed,
  .end = end,
  .free_state = free_list,
  .free_result = (GDestroyNotify) sublet_catalogue_listing_free,
};

const SubletDecoding sublet_decode_increases = {
  .begin = begin_increases,
  .feed = feed,
  .end = end,
  .free_state = free_list,
  .free_result = (GDestroyNotify) sublet_catalogue_listing_free,
};

/**
 * sublet_catalogue_listing_free:
 * @listing: (transfer full): a listing
 */
void
sublet_catalogue_listing_free (SubletCatalogueListing *listing)
{
  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_free (listing);
}
