/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-day.h"

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The charges of an account, to be added up over any range of UTC days. Immutable and
 * reference counted: it may be made on one thread and read on others. Totals are the sums of the
 * amounts as they were sent. The service rounds a charge's parts one by one, so they may add up to
 * some tenths of a cent more than its amount.
 *
 * A page has it from a history, sublet_charge_history_get_spend(), and adds what it knows of the
 * instances with sublet_spend_place(). Neither days nor sums are copied.
 */
typedef struct _SubletSpend SubletSpend;

typedef enum
{
  SUBLET_SPEND_STEP_DAY,
  SUBLET_SPEND_STEP_WEEK, /* from Monday */
  SUBLET_SPEND_STEP_MONTH,
} SubletSpendStep;

typedef enum
{
  SUBLET_SPEND_GROUPING_INSTANCE,
  SUBLET_SPEND_GROUPING_LABEL,
  SUBLET_SPEND_GROUPING_GPU,
  SUBLET_SPEND_GROUPING_MACHINE,
} SubletSpendGrouping;

#define SUBLET_N_SPEND_GROUPINGS (SUBLET_SPEND_GROUPING_MACHINE + 1)

typedef struct
{
  gint64 start_us; /* UTC days, cut to the range */
  gint64 end_us;
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
  gint64 total_uusd;
  bool complete; /* each of its days was answered after it had ended */
} SubletSpendBucket;

typedef struct
{
  GArray *buckets; /* (owned) (element-type SubletSpendBucket) without a gap, the earliest first */
  SubletSpendBucket sum;
} SubletSpendSeries;

typedef struct
{
  gint64 id;        /* of the instance or machine; 0: unknown, or a group that has a name alone */
  const char *name; /* (borrowed from the spend) (nullable): label, GPU, source; NULL: unknown */
  guint n_charges;
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
  gint64 total_uusd;
} SubletSpendGroup;

/* What is known of an instance beside its charges, which name neither. */
typedef struct
{
  gint64 machine_id;    /* 0: unknown */
  const char *gpu_name; /* (borrowed) (nullable): unknown */
} SubletSpendPlace;

typedef SubletSpendPlace (*SubletSpendLookup) (gint64 instance_id, gpointer user_data);

SubletSpend *sublet_spend_new (GPtrArray *days, SubletSpendLookup lookup, gpointer user_data);
/* The same on a worker thread, without places. */
void sublet_spend_new_async (GPtrArray *days,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SubletSpend *sublet_spend_new_finish (GAsyncResult *result, GError **error);
/* Another one of the same charges, which it shares. */
SubletSpend *sublet_spend_place (const SubletSpend *self,
                                 SubletSpendLookup lookup,
                                 gpointer user_data);
SubletSpend *sublet_spend_ref (SubletSpend *self);
void sublet_spend_unref (SubletSpend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSpend, sublet_spend_unref)

gint64 sublet_spend_get_known_at_us (const SubletSpend *self, gint64 day_us);
SubletSpendSeries *sublet_spend_make_series (const SubletSpend *self,
                                             gint64 from_us,
                                             gint64 until_us,
                                             SubletSpendStep step);
void sublet_spend_series_free (SubletSpendSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSpendSeries, sublet_spend_series_free)

GArray *sublet_spend_make_groups (const SubletSpend *self,
                                  gint64 from_us,
                                  gint64 until_us,
                                  SubletSpendGrouping grouping);

G_END_DECLS
