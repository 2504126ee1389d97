/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-offer-query.h"

typedef const char *const *Words;

/* Whether all of @few are among @many. */
static bool
contains_all (Words many, Words few)
{
  for (; *few != NULL; few++)
    if (!g_strv_contains (many, *few))
      return false;

  return true;
}

static bool
contains_any (Words some, Words others)
{
  for (; *others != NULL; others++)
    if (g_strv_contains (some, *others))
      return true;

  return false;
}

static bool
contains_all_ids (GArray *many, GArray *few)
{
  guint i;
  guint k;

  for (i = 0; i < few->len; i++)
    {
      for (k = 0; k < many->len; k++)
        if (g_array_index (many, gint64, k) == g_array_index (few, gint64, i))
          break;
      if (k == many->len)
        return false;
    }

  return true;
}

/* Of one field. */
static bool
follows_from_words (const SubletOfferCondition *given, const SubletOfferCondition *wanted)
{
  Words of_given = (Words) given->words;
  Words of_wanted = (Words) wanted->words;

  if (of_given == NULL)
    return false;
  if (wanted->op == SUBLET_OFFER_OPERATOR_IN)
    return given->op == SUBLET_OFFER_OPERATOR_IN && contains_all (of_wanted, of_given);

  return given->op == SUBLET_OFFER_OPERATOR_IN ? !contains_any (of_wanted, of_given)
                                               : contains_all (of_given, of_wanted);
}

/* Of one field. */
static bool
follows_from_number (const SubletOfferCondition *given, const SubletOfferCondition *wanted)
{
  if (given->words != NULL || given->ids != NULL || given->is_flag != wanted->is_flag)
    return false;
  if (wanted->op == SUBLET_OFFER_OPERATOR_EQ)
    return given->op == SUBLET_OFFER_OPERATOR_EQ && given->number == wanted->number;
  if (given->op != wanted->op && given->op != SUBLET_OFFER_OPERATOR_EQ)
    return false;

  return wanted->op == SUBLET_OFFER_OPERATOR_GTE ? given->number >= wanted->number
                                                 : given->number <= wanted->number;
}

/* Two fields say the same of a machine. Source: fact sheet 2.2 and 2.5. */
static bool
is_verified (const SubletOfferCondition *given, const SubletOfferCondition *wanted)
{
  return given->is_flag && given->number != 0 && g_str_equal (given->field, "verified") &&
         wanted->op == SUBLET_OFFER_OPERATOR_IN && wanted->words != NULL &&
         g_str_equal (wanted->field, "verification") &&
         g_strv_contains ((Words) wanted->words, "verified");
}

static bool
follows_from_one (const SubletOfferCondition *given, const SubletOfferCondition *wanted)
{
  if (!g_str_equal (given->field, wanted->field))
    return is_verified (given, wanted);
  if (wanted->words != NULL)
    return follows_from_words (given, wanted);
  if (wanted->ids != NULL)
    return given->ids != NULL && contains_all_ids (wanted->ids, given->ids);

  return follows_from_number (given, wanted);
}

static bool
follow (GArray *given, GArray *wanted)
{
  guint i;
  guint k;

  for (i = 0; i < wanted->len; i++)
    {
      for (k = 0; k < given->len; k++)
        if (follows_from_one (&g_array_index (given, SubletOfferCondition, k),
                              &g_array_index (wanted, SubletOfferCondition, i)))
          break;
      if (k == given->len)
        return false;
    }

  return true;
}

/* NULL is any word. */
static bool
words_cover (Words wide, Words narrow)
{
  return wide == NULL || (narrow != NULL && contains_all (wide, narrow));
}

/* NULL is no word. */
static bool
exclusions_cover (Words wide, Words narrow)
{
  return wide == NULL || (narrow != NULL && contains_all (narrow, wide));
}

static bool
prices_cover (SubletOfferQuery *wide, SubletOfferQuery *narrow)
{
  gint64 wide_max_nusd = sublet_offer_query_get_max_dph_nusd (wide);
  gint64 narrow_max_nusd = sublet_offer_query_get_max_dph_nusd (narrow);

  return sublet_offer_query_get_min_dph_nusd (wide) <=
           sublet_offer_query_get_min_dph_nusd (narrow) &&
         (wide_max_nusd == 0 || (narrow_max_nusd != 0 && narrow_max_nusd <= wide_max_nusd));
}

/**
 * sublet_offer_query_covers:
 * @self: a query whose whole answer is known
 * @other: another
 *
 * How many rows each asks for at most is no matter of it. It takes conditions one by one, so of two
 * that ask the same in different words it may say no.
 *
 * Returns: whether whatever @other asks for is in the answer to @self
 */
bool
sublet_offer_query_covers (SubletOfferQuery *self, SubletOfferQuery *other)
{
  int num_gpus;

  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), false);
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (other), false);

  num_gpus = sublet_offer_query_get_num_gpus (self);

  return sublet_offer_query_get_kind (self) == sublet_offer_query_get_kind (other) &&
         sublet_offer_query_get_disk_gb (self) <= sublet_offer_query_get_disk_gb (other) &&
         (num_gpus == 0 || num_gpus == sublet_offer_query_get_num_gpus (other)) &&
         (!sublet_offer_query_get_verified_only (self) ||
          sublet_offer_query_get_verified_only (other)) &&
         words_cover (sublet_offer_query_get_gpu_names (self),
                      sublet_offer_query_get_gpu_names (other)) &&
         words_cover (sublet_offer_query_get_countries (self),
                      sublet_offer_query_get_countries (other)) &&
         exclusions_cover (sublet_offer_query_get_excluded_gpu_names (self),
                           sublet_offer_query_get_excluded_gpu_names (other)) &&
         exclusions_cover (sublet_offer_query_get_excluded_countries (self),
                           sublet_offer_query_get_excluded_countries (other)) &&
         prices_cover (self, other) &&
         follow (sublet_offer_query_get_conditions (other),
                 sublet_offer_query_get_conditions (self));
}
