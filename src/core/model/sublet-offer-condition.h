/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletOfferOperator:
 *
 * How a field of an offer is compared. Source: fact sheet 2.2.
 */
typedef enum
{
  SUBLET_OFFER_OPERATOR_EQ,
  SUBLET_OFFER_OPERATOR_GTE,
  SUBLET_OFFER_OPERATOR_LTE,
  SUBLET_OFFER_OPERATOR_IN,
  SUBLET_OFFER_OPERATOR_NOTIN,
} SubletOfferOperator;

/* What one field must be: one of the values is set. */
typedef struct
{
  const char *field; /* static, as on the wire */
  SubletOfferOperator op;
  gint64 number; /* billionths, for bounds; 0 or 1 for a flag */
  bool is_flag;
  char **words; /* (owned) (nullable): for IN and NOTIN */
  GArray *ids;  /* (owned) (nullable) (element-type gint64): for IN */
} SubletOfferCondition;

GArray *sublet_offer_conditions_new (void);
GArray *sublet_offer_conditions_copy (GArray *conditions);
bool sublet_offer_conditions_equal (GArray *a, GArray *b);

void sublet_offer_conditions_add_bound (GArray *conditions,
                                        const char *field,
                                        SubletOfferOperator op,
                                        gint64 billionths);
void sublet_offer_conditions_add_flag (GArray *conditions, const char *field, bool flag);
void sublet_offer_conditions_add_words (GArray *conditions,
                                        const char *field,
                                        SubletOfferOperator op,
                                        const char *const *words);
void sublet_offer_conditions_add_ids (GArray *conditions,
                                      const char *field,
                                      const gint64 *ids,
                                      gsize n_ids);
void sublet_offer_conditions_add_all (GArray *conditions, GArray *others);

G_END_DECLS
