/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

G_BEGIN_DECLS

/* The sum of one day, and where its rows begin among all. */
typedef struct
{
  SubletSpendBucket sum;
  guint first_row;
} SubletSpendDay;

/* What a charge says of whose it is: places among the names of these groupings. */
typedef struct
{
  guint instance;
  guint label;
} SubletSpendMembership;

/* What is known of one of the instances: places among the names of these groupings. */
typedef struct
{
  guint gpu;
  guint machine;
} SubletSpendWhere;

struct _SubletSpend
{
  GPtrArray *days;     /* (owned) (element-type SubletChargeDay) the earliest first */
  GArray *sums;        /* (owned) (element-type SubletSpendDay) one for each of them */
  GArray *memberships; /* (owned) (element-type SubletSpendMembership) of each charge, in order */
  GArray *places;      /* (owned) (element-type SubletSpendWhere) of each instance's name */
  GArray *names[SUBLET_N_SPEND_GROUPINGS]; /* (owned) (element-type SubletSpendGroup) */
  GStringChunk *texts;                     /* (owned) of names that no charge has */
};

/* The first day that is not before a moment. */
guint sublet_spend_find_day (const SubletSpend *self, gint64 at_us);
const SubletSpendGroup *sublet_spend_get_group_of (const SubletSpend *self,
                                                   guint row,
                                                   SubletSpendGrouping grouping);

/* ---- export ---- */

/* Whose charges, and which of them. */
typedef struct
{
  const char *server;
  gint64 account_id;
  gint64 now_us; /* service time */
  gint64 from_us;
  gint64 until_us;
} SubletSpendScope;

GString *sublet_spend_export_csv (const SubletSpend *self, const SubletSpendScope *scope);
GString *sublet_spend_export_json (const SubletSpend *self, const SubletSpendScope *scope);

G_END_DECLS
