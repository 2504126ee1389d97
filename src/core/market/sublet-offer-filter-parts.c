/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter-private.h"

#include "core/market/sublet-word-set.h"

#include <string.h>

/* More than a person types. */
#define MAX_IDS 1000

static bool
is_country (const char *country)
{
  return country != NULL && strlen (country) == 2 && g_ascii_isupper (country[0]) &&
         g_ascii_isupper (country[1]);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 id_a = *(const gint64 *) a;
  gint64 id_b = *(const gint64 *) b;

  return (id_a > id_b) - (id_a < id_b);
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
  return sublet_word_set_get (self->models);
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
  return gpu_name != NULL && g_strv_contains (sublet_word_set_get (self->models), gpu_name);
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

  sublet_word_set_put (self->models, gpu_name, wanted);
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
 * sublet_offer_filter_get_lower:
 * @self: a filter
 * @part: a range
 *
 * Returns: its lower bound, inclusive; SUBLET_FILTER_NO_BOUND for none
 */
gint64
sublet_offer_filter_get_lower (const SubletOfferFilter *self, SubletFilterPart part)
{
  g_return_val_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_RANGE,
                        SUBLET_FILTER_NO_BOUND);

  return self->bounds[part].lower;
}

/**
 * sublet_offer_filter_get_upper:
 * @self: a filter
 * @part: a range
 *
 * Returns: its upper bound, inclusive; SUBLET_FILTER_NO_BOUND for none
 */
gint64
sublet_offer_filter_get_upper (const SubletOfferFilter *self, SubletFilterPart part)
{
  g_return_val_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_RANGE,
                        SUBLET_FILTER_NO_BOUND);

  return self->bounds[part].upper;
}

/**
 * sublet_offer_filter_set_range:
 * @self: a filter
 * @part: a range
 * @lower: its lower bound in billionths of its unit, SUBLET_FILTER_NO_BOUND for none
 * @upper: its upper bound, SUBLET_FILTER_NO_BOUND for none
 *
 * A range that is turned around would hide everything, which nobody wants: it changes nothing.
 *
 * Returns: whether the filter has these bounds now
 */
bool
sublet_offer_filter_set_range (SubletOfferFilter *self,
                               SubletFilterPart part,
                               gint64 lower,
                               gint64 upper)
{
  g_return_val_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_RANGE, false);

  if (lower != SUBLET_FILTER_NO_BOUND && upper != SUBLET_FILTER_NO_BOUND && lower > upper)
    return false;

  self->bounds[part] = (SubletFilterBounds){ lower, upper };
  return true;
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
  return sublet_word_set_get (self->countries);
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
  return country != NULL && g_strv_contains (sublet_word_set_get (self->countries), country);
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
    sublet_word_set_put (self->countries, country, wanted);
}

/**
 * sublet_offer_filter_has_choice:
 * @self: a filter
 * @part: a filter of some choices
 * @value: one of its enumeration's
 *
 * Returns: whether it is among the wanted ones
 */
bool
sublet_offer_filter_has_choice (const SubletOfferFilter *self, SubletFilterPart part, guint value)
{
  return (self->choices[part] & (1u << value)) != 0;
}

/**
 * sublet_offer_filter_set_choice:
 * @self: a filter
 * @part: a filter of some choices
 * @value: one of its enumeration's, above 0
 * @wanted: whether its offers are to be seen
 */
void
sublet_offer_filter_set_choice (SubletOfferFilter *self,
                                SubletFilterPart part,
                                guint value,
                                bool wanted)
{
  g_return_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_CHOICES);
  g_return_if_fail (value > 0 && value < 32);

  if (wanted)
    self->choices[part] |= 1u << value;
  else
    self->choices[part] &= ~(1u << value);
}

/**
 * sublet_offer_filter_get_flag:
 * @self: a filter
 * @part: a filter that is set or not
 *
 * Returns: whether it is set
 */
bool
sublet_offer_filter_get_flag (const SubletOfferFilter *self, SubletFilterPart part)
{
  return self->flags[part];
}

/**
 * sublet_offer_filter_set_flag:
 * @self: a filter
 * @part: a filter that is set or not
 * @flag: whether it is set
 */
void
sublet_offer_filter_set_flag (SubletOfferFilter *self, SubletFilterPart part, bool flag)
{
  g_return_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_FLAG);

  self->flags[part] = flag;
}

/**
 * sublet_offer_filter_get_ids:
 * @self: a filter
 * @part: a filter of numbers
 * @n_ids: (out): how many there are, 0 for any
 *
 * Returns: (transfer none) (array length=n_ids): the wanted numbers, sorted
 */
const gint64 *
sublet_offer_filter_get_ids (const SubletOfferFilter *self, SubletFilterPart part, gsize *n_ids)
{
  GArray *ids = part == SUBLET_FILTER_PART_MACHINE ? self->machines : self->hosts;

  *n_ids = ids->len;

  return (const gint64 *) (gconstpointer) ids->data;
}

/**
 * sublet_offer_filter_has_id:
 * @self: a filter
 * @part: a filter of numbers
 * @id: a number
 *
 * Returns: whether it is among the wanted ones
 */
bool
sublet_offer_filter_has_id (const SubletOfferFilter *self, SubletFilterPart part, gint64 id)
{
  GArray *ids = part == SUBLET_FILTER_PART_MACHINE ? self->machines : self->hosts;

  return g_array_binary_search (ids, &id, compare_ids, NULL);
}

/**
 * sublet_offer_filter_add_id:
 * @self: a filter
 * @part: a filter of numbers
 * @id: a number whose offers are to be seen; below 1 it is none, and so is one beyond a thousand
 */
void
sublet_offer_filter_add_id (SubletOfferFilter *self, SubletFilterPart part, gint64 id)
{
  GArray *ids = part == SUBLET_FILTER_PART_MACHINE ? self->machines : self->hosts;

  g_return_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_IDS);

  if (id < 1 || ids->len == MAX_IDS || g_array_binary_search (ids, &id, compare_ids, NULL))
    return;

  g_array_append_val (ids, id);
  g_array_sort (ids, compare_ids);
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
