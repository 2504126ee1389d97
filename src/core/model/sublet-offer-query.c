/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-offer-query-private.h"

#include <math.h>
#include <string.h>

/* The disk the rent window starts with, so that the first prices seen are the prices offered. */
#define DEFAULT_DISK_GB 64

/* More than the service is known to return; it cuts lower by itself (fact sheet 2.3). */
#define DEFAULT_LIMIT 5000

G_DEFINE_FINAL_TYPE (SubletOfferQuery, sublet_offer_query, G_TYPE_OBJECT)

static void
sublet_offer_query_finalize (GObject *object)
{
  SubletOfferQuery *self = SUBLET_OFFER_QUERY (object);

  g_strfreev (self->gpu_names);
  g_strfreev (self->excluded_gpu_names);
  g_strfreev (self->countries);
  g_strfreev (self->excluded_countries);
  g_array_unref (self->conditions);

  G_OBJECT_CLASS (sublet_offer_query_parent_class)->finalize (object);
}

static void
sublet_offer_query_class_init (SubletOfferQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_offer_query_finalize;
}

static void
sublet_offer_query_init (SubletOfferQuery *self)
{
  self->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  self->disk_gb = DEFAULT_DISK_GB;
  self->limit = DEFAULT_LIMIT;
  self->conditions = sublet_offer_conditions_new ();
}

/**
 * sublet_offer_query_new:
 *
 * Returns: (transfer full): what is rentable on-demand with 64 GB of disk, on any machine
 */
SubletOfferQuery *
sublet_offer_query_new (void)
{
  return g_object_new (SUBLET_TYPE_OFFER_QUERY, NULL);
}

/**
 * sublet_offer_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): an independent query that asks the same
 */
SubletOfferQuery *
sublet_offer_query_copy (SubletOfferQuery *self)
{
  SubletOfferQuery *copy;

  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  copy = sublet_offer_query_new ();
  copy->kind = self->kind;
  copy->disk_gb = self->disk_gb;
  copy->limit = self->limit;
  copy->gpu_names = g_strdupv (self->gpu_names);
  copy->excluded_gpu_names = g_strdupv (self->excluded_gpu_names);
  copy->countries = g_strdupv (self->countries);
  copy->excluded_countries = g_strdupv (self->excluded_countries);
  copy->num_gpus = self->num_gpus;
  copy->verified_only = self->verified_only;
  copy->min_dph_nusd = self->min_dph_nusd;
  copy->max_dph_nusd = self->max_dph_nusd;
  g_array_unref (copy->conditions);
  copy->conditions = sublet_offer_conditions_copy (self->conditions);

  return copy;
}

/* Two lists of words, of which NULL is the empty one. */
static bool
words_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * sublet_offer_query_equal:
 * @a: a query
 * @b: another
 *
 * Returns: whether both ask the same
 */
bool
sublet_offer_query_equal (SubletOfferQuery *a, SubletOfferQuery *b)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (a), false);
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (b), false);

  /* The same to the last bit: it was never calculated with. */
  return a->kind == b->kind && memcmp (&a->disk_gb, &b->disk_gb, sizeof a->disk_gb) == 0 &&
         a->limit == b->limit && a->num_gpus == b->num_gpus &&
         a->verified_only == b->verified_only && a->min_dph_nusd == b->min_dph_nusd &&
         a->max_dph_nusd == b->max_dph_nusd && words_equal (a->gpu_names, b->gpu_names) &&
         words_equal (a->excluded_gpu_names, b->excluded_gpu_names) &&
         words_equal (a->countries, b->countries) &&
         words_equal (a->excluded_countries, b->excluded_countries) &&
         sublet_offer_conditions_equal (a->conditions, b->conditions);
}

/**
 * sublet_offer_query_set_kind:
 * @self: a query
 * @kind: any but SUBLET_PRICE_KIND_UNKNOWN
 *
 * The kind decides what the price fields of the rows mean.
 */
void
sublet_offer_query_set_kind (SubletOfferQuery *self, SubletPriceKind kind)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (kind != SUBLET_PRICE_KIND_UNKNOWN);

  self->kind = kind;
}

/**
 * sublet_offer_query_get_kind:
 * @self: a query
 *
 * Returns: what is searched for
 */
SubletPriceKind
sublet_offer_query_get_kind (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), SUBLET_PRICE_KIND_UNKNOWN);

  return self->kind;
}

/**
 * sublet_offer_query_set_disk_gb:
 * @self: a query
 * @disk_gb: GB as sold, above 0
 *
 * Travels as `allocated_storage`: `dph_total` then includes this disk, and offers with less are
 * left out. Source: fact sheet 2.2.
 */
void
sublet_offer_query_set_disk_gb (SubletOfferQuery *self, double disk_gb)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (isfinite (disk_gb) && disk_gb > 0);

  self->disk_gb = disk_gb;
}

/**
 * sublet_offer_query_get_disk_gb:
 * @self: a query
 *
 * Returns: the disk that prices include, in GB
 */
double
sublet_offer_query_get_disk_gb (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), 0);

  return self->disk_gb;
}

/**
 * sublet_offer_query_set_limit:
 * @self: a query
 * @limit: the most rows wanted, above 0; the service may send fewer
 */
void
sublet_offer_query_set_limit (SubletOfferQuery *self, int limit)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (limit > 0);

  self->limit = limit;
}

/**
 * sublet_offer_query_get_limit:
 * @self: a query
 *
 * Returns: the most rows wanted
 */
int
sublet_offer_query_get_limit (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), 0);

  return self->limit;
}

/**
 * sublet_offer_query_set_num_gpus:
 * @self: a query
 * @num_gpus: exactly so many GPUs in one offer, 0 for any
 */
void
sublet_offer_query_set_num_gpus (SubletOfferQuery *self, int num_gpus)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (num_gpus >= 0);

  self->num_gpus = num_gpus;
}

/**
 * sublet_offer_query_get_num_gpus:
 * @self: a query
 *
 * Returns: how many GPUs, 0 for any
 */
int
sublet_offer_query_get_num_gpus (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), 0);

  return self->num_gpus;
}

/**
 * sublet_offer_query_set_verified_only:
 * @self: a query
 * @verified_only: whether to leave out machines that the service does not call verified
 */
void
sublet_offer_query_set_verified_only (SubletOfferQuery *self, bool verified_only)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));

  self->verified_only = verified_only;
}

/**
 * sublet_offer_query_get_verified_only:
 * @self: a query
 *
 * Returns: whether only verified machines are wanted
 */
bool
sublet_offer_query_get_verified_only (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), false);

  return self->verified_only;
}

/**
 * sublet_offer_query_set_min_dph_nusd:
 * @self: a query
 * @min_dph_nusd: the lowest total rate wanted, in nano-dollars per hour, inclusive; 0 for none
 *
 * For paging by price: the next page starts at the last rate seen, rows seen before are dropped.
 */
void
sublet_offer_query_set_min_dph_nusd (SubletOfferQuery *self, gint64 min_dph_nusd)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (min_dph_nusd >= 0);

  self->min_dph_nusd = min_dph_nusd;
}

/**
 * sublet_offer_query_get_min_dph_nusd:
 * @self: a query
 *
 * Returns: the lowest total rate wanted, in nano-dollars per hour, 0 for none
 */
gint64
sublet_offer_query_get_min_dph_nusd (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), 0);

  return self->min_dph_nusd;
}

/**
 * sublet_offer_query_set_max_dph_nusd:
 * @self: a query
 * @max_dph_nusd: the highest total rate wanted, in nano-dollars per hour, inclusive; 0 for any
 */
void
sublet_offer_query_set_max_dph_nusd (SubletOfferQuery *self, gint64 max_dph_nusd)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));
  g_return_if_fail (max_dph_nusd >= 0);

  self->max_dph_nusd = max_dph_nusd;
}

/**
 * sublet_offer_query_get_max_dph_nusd:
 * @self: a query
 *
 * Returns: the highest total rate wanted, in nano-dollars per hour, 0 for any
 */
gint64
sublet_offer_query_get_max_dph_nusd (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), 0);

  return self->max_dph_nusd;
}

/**
 * sublet_offer_query_get_conditions:
 * @self: a query
 *
 * Returns: (transfer none) (element-type SubletOfferCondition): what else is asked of an offer, to
 *   be added to
 */
GArray *
sublet_offer_query_get_conditions (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  return self->conditions;
}
