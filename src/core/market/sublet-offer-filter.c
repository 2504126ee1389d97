/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

/* In the wire's spelling. */
#define DEFAULT_MODEL "RTX 4090"

struct _SubletOfferFilter
{
  GPtrArray *models;    /* (owned) (element-type utf8): sorted, wire spelling; empty: any */
  GPtrArray *countries; /* (owned) (element-type utf8): sorted, capital letters */
  char *text;           /* (owned) (nullable): folded */
  gint64 max_rate_nusd; /* SUBLET_MONEY_UNKNOWN: any */
  double min_reliability;
  double min_memory_gb;
  guint regions; /* bit per SubletRegion */
  SubletGpuCount count;
  bool verified_only;
  bool data_center_only;
};

G_DEFINE_BOXED_TYPE (SubletOfferFilter,
                     sublet_offer_filter,
                     sublet_offer_filter_copy,
                     sublet_offer_filter_free)

G_DEFINE_ENUM_TYPE (SubletFilterPart,
                    sublet_filter_part,
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_RELIABILITY, "reliability"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_MEMORY, "memory"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_VERIFIED, "verified"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DATA_CENTER, "data-center"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_TEXT, "text"))

G_DEFINE_ENUM_TYPE (SubletGpuCount,
                    sublet_gpu_count,
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_ANY, "any"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_1, "1"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_2, "2"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_4, "4"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_8_OR_MORE, "8+"))

/* Sets of words: NULL-terminated sorted arrays, so that two of them compare word by word. */

static GPtrArray *
words_new (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, NULL);
  return words;
}

static const char *const *
words_get (GPtrArray *words)
{
  return (const char *const *) words->pdata;
}

static GPtrArray *
words_copy (GPtrArray *words)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);
  const char *const *word;

  for (word = words_get (words); *word != NULL; word++)
    g_ptr_array_add (copy, g_strdup (*word));
  g_ptr_array_add (copy, NULL);

  return copy;
}

static void
words_set (GPtrArray *words, const char *word, bool wanted)
{
  guint i;

  for (i = 0; i + 1 < words->len; i++)
    {
      int difference = strcmp (g_ptr_array_index (words, i), word);

      if (difference == 0)
        {
          if (!wanted)
            g_ptr_array_remove_index (words, i);
          return;
        }
      if (difference > 0)
        break;
    }

  if (wanted)
    g_ptr_array_insert (words, (int) i, g_strdup (word));
}

static bool
is_country (const char *country)
{
  return country != NULL && strlen (country) == 2 && g_ascii_isupper (country[0]) &&
         g_ascii_isupper (country[1]);
}

/**
 * sublet_offer_filter_new:
 *
 * Returns: (transfer full): a filter that hides nothing
 */
SubletOfferFilter *
sublet_offer_filter_new (void)
{
  SubletOfferFilter *self = g_new0 (SubletOfferFilter, 1);

  self->models = words_new ();
  self->countries = words_new ();
  self->max_rate_nusd = SUBLET_MONEY_UNKNOWN;

  return self;
}

/**
 * sublet_offer_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): the same again
 */
SubletOfferFilter *
sublet_offer_filter_copy (const SubletOfferFilter *self)
{
  SubletOfferFilter *copy = g_new (SubletOfferFilter, 1);

  *copy = *self;
  copy->models = words_copy (self->models);
  copy->countries = words_copy (self->countries);
  copy->text = g_strdup (self->text);

  return copy;
}

/**
 * sublet_offer_filter_free:
 * @self: (transfer full): a filter
 */
void
sublet_offer_filter_free (SubletOfferFilter *self)
{
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->countries);
  g_free (self->text);
  g_free (self);
}

/**
 * sublet_offer_filter_equal:
 * @a: a filter
 * @b: another
 *
 * Returns: whether both hide the same
 */
bool
sublet_offer_filter_equal (const SubletOfferFilter *a, const SubletOfferFilter *b)
{
  return a->max_rate_nusd == b->max_rate_nusd && a->regions == b->regions && a->count == b->count &&
         a->verified_only == b->verified_only && a->data_center_only == b->data_center_only &&
         !islessgreater (a->min_reliability, b->min_reliability) &&
         !islessgreater (a->min_memory_gb, b->min_memory_gb) &&
         g_strv_equal (words_get (a->models), words_get (b->models)) &&
         g_strv_equal (words_get (a->countries), words_get (b->countries)) &&
         g_strcmp0 (a->text, b->text) == 0;
}

/**
 * sublet_offer_filter_new_default:
 *
 * The card that most people ask for, so that the first list is short and comparable; and only
 * machines that the service has tested, which is its own default too.
 *
 * Returns: (transfer full): what a person starts with
 */
SubletOfferFilter *
sublet_offer_filter_new_default (void)
{
  SubletOfferFilter *self = sublet_offer_filter_new ();

  sublet_offer_filter_set_model (self, DEFAULT_MODEL, true);
  self->verified_only = true;

  return self;
}

/**
 * sublet_offer_filter_is_active:
 * @self: a filter
 * @part: one of its parts
 *
 * Returns: whether that part can hide anything
 */
bool
sublet_offer_filter_is_active (const SubletOfferFilter *self, SubletFilterPart part)
{
  switch (part)
    {
    case SUBLET_FILTER_PART_MODEL:
      return self->models->len > 1;
    case SUBLET_FILTER_PART_COUNT:
      return self->count != SUBLET_GPU_COUNT_ANY;
    case SUBLET_FILTER_PART_PRICE:
      return self->max_rate_nusd != SUBLET_MONEY_UNKNOWN;
    case SUBLET_FILTER_PART_RELIABILITY:
      return self->min_reliability > 0;
    case SUBLET_FILTER_PART_MEMORY:
      return self->min_memory_gb > 0;
    case SUBLET_FILTER_PART_PLACE:
      return self->regions != 0 || self->countries->len > 1;
    case SUBLET_FILTER_PART_VERIFIED:
      return self->verified_only;
    case SUBLET_FILTER_PART_DATA_CENTER:
      return self->data_center_only;
    case SUBLET_FILTER_PART_TEXT:
      return self->text != NULL;
    default:
      g_return_val_if_reached (false);
    }
}

/**
 * sublet_offer_filter_count_active:
 * @self: a filter
 *
 * Returns: how many of its parts are set
 */
guint
sublet_offer_filter_count_active (const SubletOfferFilter *self)
{
  guint n_active = 0;
  guint part;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    n_active += sublet_offer_filter_is_active (self, (SubletFilterPart) part);

  return n_active;
}

/**
 * sublet_offer_filter_clear:
 * @self: a filter
 * @part: the part that hides nothing from now on
 */
void
sublet_offer_filter_clear (SubletOfferFilter *self, SubletFilterPart part)
{
  switch (part)
    {
    case SUBLET_FILTER_PART_MODEL:
      g_ptr_array_remove_range (self->models, 0, self->models->len - 1);
      break;
    case SUBLET_FILTER_PART_COUNT:
      self->count = SUBLET_GPU_COUNT_ANY;
      break;
    case SUBLET_FILTER_PART_PRICE:
      self->max_rate_nusd = SUBLET_MONEY_UNKNOWN;
      break;
    case SUBLET_FILTER_PART_RELIABILITY:
      self->min_reliability = 0;
      break;
    case SUBLET_FILTER_PART_MEMORY:
      self->min_memory_gb = 0;
      break;
    case SUBLET_FILTER_PART_PLACE:
      self->regions = 0;
      g_ptr_array_remove_range (self->countries, 0, self->countries->len - 1);
      break;
    case SUBLET_FILTER_PART_VERIFIED:
      self->verified_only = false;
      break;
    case SUBLET_FILTER_PART_DATA_CENTER:
      self->data_center_only = false;
      break;
    case SUBLET_FILTER_PART_TEXT:
      g_clear_pointer (&self->text, g_free);
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * sublet_offer_filter_get_models:
 * @self: a filter
 *
 * Returns: (transfer none): the wanted models as the service spells them, none for any
 */
const char *const *
sublet_offer_filter_get_models (const SubletOfferFilter *self)
{
  return words_get (self->models);
}

/**
 * sublet_offer_filter_has_model:
 * @self: a filter
 * @gpu_name: (nullable): a model as the service spells it
 *
 * Returns: whether it is among the wanted ones
 */
bool
sublet_offer_filter_has_model (const SubletOfferFilter *self, const char *gpu_name)
{
  return gpu_name != NULL && g_strv_contains (words_get (self->models), gpu_name);
}

/**
 * sublet_offer_filter_set_model:
 * @self: a filter
 * @gpu_name: a model as the service spells it
 * @wanted: whether its offers are to be seen
 */
void
sublet_offer_filter_set_model (SubletOfferFilter *self, const char *gpu_name, bool wanted)
{
  g_return_if_fail (gpu_name != NULL);

  words_set (self->models, gpu_name, wanted);
}

/**
 * sublet_offer_filter_get_count:
 * @self: a filter
 *
 * Returns: how many GPUs an offer must have
 */
SubletGpuCount
sublet_offer_filter_get_count (const SubletOfferFilter *self)
{
  return self->count;
}

/**
 * sublet_offer_filter_set_count:
 * @self: a filter
 * @count: how many GPUs an offer must have
 */
void
sublet_offer_filter_set_count (SubletOfferFilter *self, SubletGpuCount count)
{
  self->count = count;
}

/**
 * sublet_offer_filter_get_max_rate_nusd:
 * @self: a filter
 *
 * Returns: the highest rate of the job, in nano-dollars per hour; SUBLET_MONEY_UNKNOWN for any
 */
gint64
sublet_offer_filter_get_max_rate_nusd (const SubletOfferFilter *self)
{
  return self->max_rate_nusd;
}

/**
 * sublet_offer_filter_set_max_rate_nusd:
 * @self: a filter
 * @max_rate_nusd: the highest rate of the job, in nano-dollars per hour; below 0 for any
 */
void
sublet_offer_filter_set_max_rate_nusd (SubletOfferFilter *self, gint64 max_rate_nusd)
{
  self->max_rate_nusd = max_rate_nusd < 0 ? SUBLET_MONEY_UNKNOWN : max_rate_nusd;
}

/**
 * sublet_offer_filter_get_min_reliability:
 * @self: a filter
 *
 * Returns: percent, 0 for any
 */
double
sublet_offer_filter_get_min_reliability (const SubletOfferFilter *self)
{
  return self->min_reliability;
}

/**
 * sublet_offer_filter_set_min_reliability:
 * @self: a filter
 * @percent: 0 to 100, 0 for any
 */
void
sublet_offer_filter_set_min_reliability (SubletOfferFilter *self, double percent)
{
  self->min_reliability = isfinite (percent) ? CLAMP (percent, 0, 100) : 0;
}

/**
 * sublet_offer_filter_get_min_memory_gb:
 * @self: a filter
 *
 * Returns: memory of one card as it is sold, in GB; 0 for any
 */
double
sublet_offer_filter_get_min_memory_gb (const SubletOfferFilter *self)
{
  return self->min_memory_gb;
}

/**
 * sublet_offer_filter_set_min_memory_gb:
 * @self: a filter
 * @nominal_gb: memory of one card as it is sold, in GB; 0 for any
 */
void
sublet_offer_filter_set_min_memory_gb (SubletOfferFilter *self, double nominal_gb)
{
  self->min_memory_gb = isfinite (nominal_gb) ? MAX (nominal_gb, 0) : 0;
}

/**
 * sublet_offer_filter_has_region:
 * @self: a filter
 * @region: a part of the world
 *
 * Returns: whether all of it is wanted
 */
bool
sublet_offer_filter_has_region (const SubletOfferFilter *self, SubletRegion region)
{
  return (self->regions & (1u << region)) != 0;
}

/**
 * sublet_offer_filter_set_region:
 * @self: a filter
 * @region: a part of the world
 * @wanted: whether its offers are to be seen
 */
void
sublet_offer_filter_set_region (SubletOfferFilter *self, SubletRegion region, bool wanted)
{
  g_return_if_fail ((guint) region < SUBLET_N_REGIONS);

  if (wanted)
    self->regions |= 1u << region;
  else
    self->regions &= ~(1u << region);
}

/**
 * sublet_offer_filter_get_countries:
 * @self: a filter
 *
 * Returns: (transfer none): the wanted countries, beside those of the wanted regions
 */
const char *const *
sublet_offer_filter_get_countries (const SubletOfferFilter *self)
{
  return words_get (self->countries);
}

/**
 * sublet_offer_filter_has_country:
 * @self: a filter
 * @country: (nullable): two capital letters
 *
 * Returns: whether it is wanted by itself; its region may be wanted all the same
 */
bool
sublet_offer_filter_has_country (const SubletOfferFilter *self, const char *country)
{
  return country != NULL && g_strv_contains (words_get (self->countries), country);
}

/**
 * sublet_offer_filter_set_country:
 * @self: a filter
 * @country: two capital letters; anything else is no country and changes nothing
 * @wanted: whether its offers are to be seen
 */
void
sublet_offer_filter_set_country (SubletOfferFilter *self, const char *country, bool wanted)
{
  if (is_country (country))
    words_set (self->countries, country, wanted);
}

/**
 * sublet_offer_filter_get_verified_only:
 * @self: a filter
 *
 * Returns: whether the service must have tested the machine
 */
bool
sublet_offer_filter_get_verified_only (const SubletOfferFilter *self)
{
  return self->verified_only;
}

/**
 * sublet_offer_filter_set_verified_only:
 * @self: a filter
 * @verified_only: whether the service must have tested the machine
 */
void
sublet_offer_filter_set_verified_only (SubletOfferFilter *self, bool verified_only)
{
  self->verified_only = verified_only;
}

/**
 * sublet_offer_filter_get_data_center_only:
 * @self: a filter
 *
 * Returns: whether the machine must stand in a data centre
 */
bool
sublet_offer_filter_get_data_center_only (const SubletOfferFilter *self)
{
  return self->data_center_only;
}

/**
 * sublet_offer_filter_set_data_center_only:
 * @self: a filter
 * @data_center_only: whether the machine must stand in a data centre
 */
void
sublet_offer_filter_set_data_center_only (SubletOfferFilter *self, bool data_center_only)
{
  self->data_center_only = data_center_only;
}

/**
 * sublet_offer_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): words that must all occur, case folded
 */
const char *
sublet_offer_filter_get_text (const SubletOfferFilter *self)
{
  return self->text;
}

/**
 * sublet_offer_filter_set_text:
 * @self: a filter
 * @text: (nullable): words that must all occur, in any case
 */
void
sublet_offer_filter_set_text (SubletOfferFilter *self, const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  g_free (self->text);
  self->text = stripped != NULL && stripped[0] != '\0' ? g_utf8_casefold (stripped, -1) : NULL;
}
