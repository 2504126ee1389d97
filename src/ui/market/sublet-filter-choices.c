/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-choices.h"

#include "ui/common/sublet-country.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

static const char *
get_region_name (SubletRegion region)
{
  switch (region)
    {
    case SUBLET_REGION_EUROPE:
      return _ ("Europe");
    case SUBLET_REGION_NORTH_AMERICA:
      return _ ("North America");
    case SUBLET_REGION_SOUTH_AMERICA:
      return _ ("South America");
    case SUBLET_REGION_ASIA:
      return _ ("Asia");
    case SUBLET_REGION_OCEANIA:
      return _ ("Oceania");
    case SUBLET_REGION_AFRICA:
      return _ ("Africa");
    case SUBLET_REGION_UNKNOWN:
    default:
      return _ ("Elsewhere");
    }
}

typedef struct
{
  const char *name; /* (borrowed) */
  guint n_total;
  guint n_choosable;
} Model;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Model *) a)->name, ((const Model *) b)->name);
}

static int
compare_totals (gconstpointer a, gconstpointer b)
{
  const Model *model_a = a;
  const Model *model_b = b;

  if (model_a->n_total != model_b->n_total)
    return model_a->n_total > model_b->n_total ? -1 : 1;

  return compare_names (a, b);
}

static bool
has_model (GArray *models, const char *name)
{
  guint i;

  for (i = 0; i < models->len; i++)
    if (g_str_equal (g_array_index (models, Model, i).name, name))
      return true;

  return false;
}

static void
add_if_missing (GArray *models, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      Model model = { *names, 0, 0 };

      if (!has_model (models, *names))
        g_array_append_val (models, model);
    }
}

/* What is offered, what else the service knows, and what is wanted even if nobody offers it. By
 * name. */
static GArray *
collect_models (SubletMarket *market)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (market);
  GArray *models = g_array_new (FALSE, FALSE, sizeof (Model));
  guint i;

  for (i = 0; i < sublet_market_get_n_models (market); i++)
    {
      Model model;

      model.name = sublet_market_get_model (market, i, &model.n_total, &model.n_choosable);
      if (model.n_total > 0)
        g_array_append_val (models, model);
    }
  add_if_missing (models, sublet_offer_filter_get_models (filter));
  add_if_missing (models, sublet_market_get_seen_models (market));
  g_array_sort (models, compare_names);

  return models;
}

/* The most offers first, but only when there are other models: a list that sorts itself anew with
 * each answer runs away from the pointer. */
static void
fill_models (SubletChoiceList *list, GArray *models, char **known)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *more = NULL;
  guint i;

  for (i = 0; i < models->len; i++)
    g_string_append_printf (names, "%s\n", g_array_index (models, Model, i).name);
  if (g_strcmp0 (names->str, *known) == 0)
    return;

  g_free (*known);
  *known = g_strdup (names->str);
  g_array_sort (models, compare_totals);
  for (i = 0; i < models->len; i++)
    {
      const char *name = g_array_index (models, Model, i).name;

      g_ptr_array_add (ids, (gpointer) name);
      g_ptr_array_add (labels, sublet_format_name (name));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);

  /* TRANSLATORS: shows all GPU models, not only those with the most offers */
  more = g_strdup_printf (ngettext ("All %u Model…", "All %u Models…", models->len), models->len);
  sublet_choice_list_set_more_label (list, more);
  sublet_choice_list_set_choices (list,
                                  (const char *const *) ids->pdata,
                                  (const char *const *) labels->pdata);
}

/* What is not known, or was not asked for, is not nothing. */
static guint
get_count (SubletMarket *market, guint count)
{
  if (sublet_market_get_state (market) != SUBLET_MARKET_STATE_KNOWN ||
      (count == 0 && sublet_market_get_filtered (market)))
    return SUBLET_CHOICE_COUNT_UNKNOWN;

  return count;
}

/**
 * sublet_filter_pane_update_models:
 * @list: where to tick them
 * @market: what is offered and what is wanted
 * @known: (inout): names of the models in the list, to see a change
 */
void
sublet_filter_pane_update_models (SubletChoiceList *list, SubletMarket *market, char **known)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (market);
  g_autoptr (GArray) models = collect_models (market);
  guint i;

  fill_models (list, models, known);
  for (i = 0; i < models->len; i++)
    {
      const Model *model = &g_array_index (models, Model, i);

      sublet_choice_list_set_choice (list,
                                     model->name,
                                     sublet_offer_filter_has_model (filter, model->name),
                                     get_count (market, model->n_choosable));
    }
}

static guint
count_in_country (SubletMarket *market, const char *country)
{
  guint n_choosable;
  guint i;

  for (i = 0; i < sublet_market_get_n_countries (market); i++)
    if (g_str_equal (sublet_market_get_country (market, i, &n_choosable), country))
      return n_choosable;

  return 0;
}

static void
fill_places (SubletChoiceList *list, SubletMarket *market)
{
  g_autoptr (GEnumClass) regions = g_type_class_ref (SUBLET_TYPE_REGION);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const char *const *countries = sublet_market_get_seen_countries (market);
  guint n_countries = g_strv_length ((char **) countries);
  g_autofree char *more = NULL;
  guint i;

  for (i = SUBLET_REGION_EUROPE; i < SUBLET_N_REGIONS; i++)
    {
      g_ptr_array_add (ids, (gpointer) g_enum_get_value (regions, (int) i)->value_nick);
      g_ptr_array_add (labels, (gpointer) get_region_name ((SubletRegion) i));
    }
  for (i = 0; i < n_countries; i++)
    {
      const char *name = sublet_country_get_name (countries[i]);

      g_ptr_array_add (ids, (gpointer) countries[i]);
      g_ptr_array_add (labels, (gpointer) (name != NULL ? name : countries[i]));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);

  more =
    /* TRANSLATORS: shows all countries, not only the parts of the world */
    g_strdup_printf (ngettext ("All %u Country…", "All %u Countries…", n_countries), n_countries);
  sublet_choice_list_set_more_label (list, more);
  sublet_choice_list_set_choices (list,
                                  (const char *const *) ids->pdata,
                                  (const char *const *) labels->pdata);
}

/**
 * sublet_filter_pane_update_places:
 * @list: where to tick them
 * @market: what is offered and what is wanted
 */
void
sublet_filter_pane_update_places (SubletChoiceList *list, SubletMarket *market)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (market);
  g_autoptr (GEnumClass) regions = g_type_class_ref (SUBLET_TYPE_REGION);
  const char *const *country;
  guint i;

  fill_places (list, market);
  for (i = SUBLET_REGION_EUROPE; i < SUBLET_N_REGIONS; i++)
    sublet_choice_list_set_choice (list,
                                   g_enum_get_value (regions, (int) i)->value_nick,
                                   sublet_offer_filter_has_region (filter, (SubletRegion) i),
                                   get_count (market,
                                              sublet_market_get_n_in_region (market,
                                                                             (SubletRegion) i)));
  for (country = sublet_market_get_seen_countries (market); *country != NULL; country++)
    sublet_choice_list_set_choice (list,
                                   *country,
                                   sublet_offer_filter_has_country (filter, *country),
                                   get_count (market, count_in_country (market, *country)));
}

static const char *
get_choice_name (SubletFilterPart part, int value)
{
  if (part == SUBLET_FILTER_PART_ARCHITECTURE)
    return value == SUBLET_GPU_ARCHITECTURE_AMD ? "AMD" : "NVIDIA";

  switch (value)
    {
    case SUBLET_VERIFICATION_VERIFIED:
      return _ ("Verified");
    case SUBLET_VERIFICATION_UNVERIFIED:
      return _ ("Unverified");
    case SUBLET_VERIFICATION_DEVERIFIED:
    default:
      return _ ("Deverified");
    }
}

/**
 * sublet_filter_pane_fill_choices:
 * @list: where to tick them
 * @part: a filter of some choices
 */
void
sublet_filter_pane_fill_choices (SubletChoiceList *list, SubletFilterPart part)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (sublet_filter_part_get_choice_type (part));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint i;

  /* The first one is what is not known. */
  for (i = 1; i < values->n_values; i++)
    {
      g_ptr_array_add (ids, (gpointer) values->values[i].value_nick);
      g_ptr_array_add (labels, (gpointer) get_choice_name (part, values->values[i].value));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  sublet_choice_list_set_choices (list,
                                  (const char *const *) ids->pdata,
                                  (const char *const *) labels->pdata);
}

/**
 * sublet_filter_pane_update_choices:
 * @list: where they are ticked
 * @filter: what is wanted
 * @part: a filter of some choices
 */
void
sublet_filter_pane_update_choices (SubletChoiceList *list,
                                   const SubletOfferFilter *filter,
                                   SubletFilterPart part)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (sublet_filter_part_get_choice_type (part));
  guint i;

  for (i = 1; i < values->n_values; i++)
    sublet_choice_list_set_choice (list,
                                   values->values[i].value_nick,
                                   sublet_offer_filter_has_choice (filter,
                                                                   part,
                                                                   (guint) values->values[i].value),
                                   SUBLET_CHOICE_COUNT_UNKNOWN);
}
