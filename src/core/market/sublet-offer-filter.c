/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter-private.h"

#include "core/market/sublet-word-set.h"

#include <string.h>

/* In the wire's spelling. */
#define DEFAULT_MODEL "RTX 4090"

static const SubletFilterBounds no_bounds = { SUBLET_FILTER_NO_BOUND, SUBLET_FILTER_NO_BOUND };

G_DEFINE_BOXED_TYPE (SubletOfferFilter,
                     sublet_offer_filter,
                     sublet_offer_filter_copy,
                     sublet_offer_filter_free)

/**
 * sublet_offer_filter_new:
 *
 * Returns: (transfer full): a filter that hides nothing
 */
SubletOfferFilter *
sublet_offer_filter_new (void)
{
  SubletOfferFilter *self = g_new0 (SubletOfferFilter, 1);
  guint part;

  self->models = sublet_word_set_new ();
  self->countries = sublet_word_set_new ();
  self->machines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->hosts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    self->bounds[part] = no_bounds;

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
  copy->models = sublet_word_set_copy (self->models);
  copy->countries = sublet_word_set_copy (self->countries);
  copy->machines = g_array_copy (self->machines);
  copy->hosts = g_array_copy (self->hosts);
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
  g_array_unref (self->machines);
  g_array_unref (self->hosts);
  g_free (self->text);
  g_free (self);
}

static bool
ids_equal (GArray *a, GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/**
 * sublet_offer_filter_part_equal:
 * @a: a filter
 * @b: another
 * @part: one of their parts
 *
 * Returns: whether that part of both hides the same
 */
bool
sublet_offer_filter_part_equal (const SubletOfferFilter *a,
                                const SubletOfferFilter *b,
                                SubletFilterPart part)
{
  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      return g_strv_equal (sublet_word_set_get (a->models), sublet_word_set_get (b->models));
    case SUBLET_FILTER_KIND_COUNT:
      return a->count == b->count;
    case SUBLET_FILTER_KIND_RANGE:
      return a->bounds[part].lower == b->bounds[part].lower &&
             a->bounds[part].upper == b->bounds[part].upper;
    case SUBLET_FILTER_KIND_PLACES:
      return a->regions == b->regions &&
             g_strv_equal (sublet_word_set_get (a->countries), sublet_word_set_get (b->countries));
    case SUBLET_FILTER_KIND_CHOICES:
      return a->choices[part] == b->choices[part];
    case SUBLET_FILTER_KIND_FLAG:
      return a->flags[part] == b->flags[part];
    case SUBLET_FILTER_KIND_IDS:
      return part == SUBLET_FILTER_PART_MACHINE ? ids_equal (a->machines, b->machines)
                                                : ids_equal (a->hosts, b->hosts);
    case SUBLET_FILTER_KIND_TEXT:
    default:
      return g_strcmp0 (a->text, b->text) == 0;
    }
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
  guint part;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (!sublet_offer_filter_part_equal (a, b, (SubletFilterPart) part))
      return false;

  return true;
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
  sublet_offer_filter_set_choice (self,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  true);

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
  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      return !sublet_word_set_is_empty (self->models);
    case SUBLET_FILTER_KIND_COUNT:
      return self->count != SUBLET_GPU_COUNT_ANY;
    case SUBLET_FILTER_KIND_RANGE:
      return self->bounds[part].lower != SUBLET_FILTER_NO_BOUND ||
             self->bounds[part].upper != SUBLET_FILTER_NO_BOUND;
    case SUBLET_FILTER_KIND_PLACES:
      return self->regions != 0 || !sublet_word_set_is_empty (self->countries);
    case SUBLET_FILTER_KIND_CHOICES:
      return self->choices[part] != 0;
    case SUBLET_FILTER_KIND_FLAG:
      return self->flags[part];
    case SUBLET_FILTER_KIND_IDS:
      return part == SUBLET_FILTER_PART_MACHINE ? self->machines->len > 0 : self->hosts->len > 0;
    case SUBLET_FILTER_KIND_TEXT:
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
  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      sublet_word_set_clear (self->models);
      break;
    case SUBLET_FILTER_KIND_COUNT:
      self->count = SUBLET_GPU_COUNT_ANY;
      break;
    case SUBLET_FILTER_KIND_RANGE:
      self->bounds[part] = no_bounds;
      break;
    case SUBLET_FILTER_KIND_PLACES:
      self->regions = 0;
      sublet_word_set_clear (self->countries);
      break;
    case SUBLET_FILTER_KIND_CHOICES:
      self->choices[part] = 0;
      break;
    case SUBLET_FILTER_KIND_FLAG:
      self->flags[part] = false;
      break;
    case SUBLET_FILTER_KIND_IDS:
      g_array_set_size (part == SUBLET_FILTER_PART_MACHINE ? self->machines : self->hosts, 0);
      break;
    case SUBLET_FILTER_KIND_TEXT:
      g_clear_pointer (&self->text, g_free);
      break;
    default:
      g_return_if_reached ();
    }
}
