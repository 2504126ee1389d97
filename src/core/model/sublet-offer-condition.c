/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-offer-condition.h"

#include <string.h>

static void
clear_condition (gpointer data)
{
  SubletOfferCondition *condition = data;

  g_clear_pointer (&condition->words, g_strfreev);
  g_clear_pointer (&condition->ids, g_array_unref);
}

static SubletOfferCondition *
find_condition (GArray *conditions, const char *field, SubletOfferOperator op)
{
  guint i;

  for (i = 0; i < conditions->len; i++)
    {
      SubletOfferCondition *condition = &g_array_index (conditions, SubletOfferCondition, i);

      if (condition->op == op && g_str_equal (condition->field, field))
        return condition;
    }

  return NULL;
}

/* (transfer full): those of both lists */
static char **
intersect (char **a, const char *const *b)
{
  g_autoptr (GPtrArray) common = g_ptr_array_new ();

  for (; *a != NULL; a++)
    if (g_strv_contains (b, *a))
      g_ptr_array_add (common, g_strdup (*a));
  g_ptr_array_add (common, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&common), FALSE);
}

/* (transfer full): those of either list */
static char **
unite (char **a, const char *const *b)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  char **word;

  for (word = a; *word != NULL; word++)
    g_ptr_array_add (all, g_strdup (*word));
  for (; *b != NULL; b++)
    if (!g_strv_contains ((const char *const *) a, *b))
      g_ptr_array_add (all, g_strdup (*b));
  g_ptr_array_add (all, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

/**
 * sublet_offer_conditions_new:
 *
 * Returns: (transfer full) (element-type SubletOfferCondition): no conditions
 */
GArray *
sublet_offer_conditions_new (void)
{
  GArray *conditions = g_array_new (FALSE, FALSE, sizeof (SubletOfferCondition));

  g_array_set_clear_func (conditions, clear_condition);

  return conditions;
}

/**
 * sublet_offer_conditions_copy:
 * @conditions: (element-type SubletOfferCondition): some conditions
 *
 * Returns: (transfer full) (element-type SubletOfferCondition): the same again
 */
GArray *
sublet_offer_conditions_copy (GArray *conditions)
{
  GArray *copy = sublet_offer_conditions_new ();
  guint i;

  g_array_append_vals (copy, conditions->data, conditions->len);
  for (i = 0; i < copy->len; i++)
    {
      SubletOfferCondition *condition = &g_array_index (copy, SubletOfferCondition, i);

      condition->words = g_strdupv (condition->words);
      if (condition->ids != NULL)
        condition->ids = g_array_copy (condition->ids);
    }

  return copy;
}

static bool
ids_equal (GArray *a, GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0;
}

static bool
words_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * sublet_offer_conditions_equal:
 * @a: (element-type SubletOfferCondition): conditions
 * @b: (element-type SubletOfferCondition): others
 *
 * Returns: whether both are the same, in the same order
 */
bool
sublet_offer_conditions_equal (GArray *a, GArray *b)
{
  guint i;

  if (a->len != b->len)
    return false;

  for (i = 0; i < a->len; i++)
    {
      const SubletOfferCondition *one = &g_array_index (a, SubletOfferCondition, i);
      const SubletOfferCondition *other = &g_array_index (b, SubletOfferCondition, i);

      if (!g_str_equal (one->field, other->field) || one->op != other->op ||
          one->number != other->number || one->is_flag != other->is_flag ||
          !words_equal (one->words, other->words) || !ids_equal (one->ids, other->ids))
        return false;
    }

  return true;
}

/**
 * sublet_offer_conditions_add_bound:
 * @conditions: (element-type SubletOfferCondition): some conditions
 * @field: a static text: the field on the wire
 * @op: SUBLET_OFFER_OPERATOR_EQ, _GTE or _LTE
 * @billionths: what it is compared with, in billionths of the wire's unit, not negative
 *
 * Of two bounds on one side the narrower one counts.
 */
void
sublet_offer_conditions_add_bound (GArray *conditions,
                                   const char *field,
                                   SubletOfferOperator op,
                                   gint64 billionths)
{
  SubletOfferCondition condition = { .field = field, .op = op, .number = billionths };
  SubletOfferCondition *before = find_condition (conditions, field, op);

  if (before == NULL)
    g_array_append_val (conditions, condition);
  else if (op == SUBLET_OFFER_OPERATOR_LTE)
    before->number = MIN (before->number, billionths);
  else
    before->number = MAX (before->number, billionths);
}

/**
 * sublet_offer_conditions_add_flag:
 * @conditions: (element-type SubletOfferCondition): some conditions
 * @field: a static text: the field on the wire
 * @flag: what it must be
 */
void
sublet_offer_conditions_add_flag (GArray *conditions, const char *field, bool flag)
{
  SubletOfferCondition condition = { .field = field,
                                     .op = SUBLET_OFFER_OPERATOR_EQ,
                                     .number = flag,
                                     .is_flag = true };

  g_array_append_val (conditions, condition);
}

/**
 * sublet_offer_conditions_add_words:
 * @conditions: (element-type SubletOfferCondition): some conditions
 * @field: a static text: the field on the wire
 * @op: SUBLET_OFFER_OPERATOR_IN or _NOTIN
 * @words: (array zero-terminated=1): what it may be, or may not be
 *
 * Of two lists of what a field may be, what is in both counts.
 */
void
sublet_offer_conditions_add_words (GArray *conditions,
                                   const char *field,
                                   SubletOfferOperator op,
                                   const char *const *words)
{
  SubletOfferCondition condition = { .field = field, .op = op };
  SubletOfferCondition *before = find_condition (conditions, field, op);
  char **both;

  if (before == NULL)
    {
      condition.words = g_strdupv ((char **) words);
      g_array_append_val (conditions, condition);
      return;
    }

  both = op == SUBLET_OFFER_OPERATOR_IN ? intersect (before->words, words)
                                        : unite (before->words, words);
  g_strfreev (before->words);
  before->words = both;
}

/**
 * sublet_offer_conditions_add_ids:
 * @conditions: (element-type SubletOfferCondition): some conditions
 * @field: a static text: the field on the wire
 * @ids: (array length=n_ids): what it may be
 * @n_ids: how many
 */
void
sublet_offer_conditions_add_ids (GArray *conditions,
                                 const char *field,
                                 const gint64 *ids,
                                 gsize n_ids)
{
  SubletOfferCondition condition = { .field = field, .op = SUBLET_OFFER_OPERATOR_IN };

  condition.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (condition.ids, ids, (guint) n_ids);
  g_array_append_val (conditions, condition);
}

/**
 * sublet_offer_conditions_add_all:
 * @conditions: (element-type SubletOfferCondition): some conditions
 * @others: (element-type SubletOfferCondition): conditions that must hold too; copied
 */
void
sublet_offer_conditions_add_all (GArray *conditions, GArray *others)
{
  guint i;

  for (i = 0; i < others->len; i++)
    {
      const SubletOfferCondition *other = &g_array_index (others, SubletOfferCondition, i);

      if (other->words != NULL)
        sublet_offer_conditions_add_words (conditions,
                                           other->field,
                                           other->op,
                                           (const char *const *) other->words);
      else if (other->ids != NULL)
        sublet_offer_conditions_add_ids (conditions,
                                         other->field,
                                         (const gint64 *) (gconstpointer) other->ids->data,
                                         other->ids->len);
      else if (other->is_flag)
        sublet_offer_conditions_add_flag (conditions, other->field, other->number != 0);
      else
        sublet_offer_conditions_add_bound (conditions, other->field, other->op, other->number);
    }
}
