/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-bill-check.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-spend-private.h"

#include <math.h>

/* A difference is worth a word above both. */
#define LEAST_UUSD (SUBLET_UUSD_PER_USD / 10)
#define LEAST_PERCENT 5

/* ---- what is known ---- */

/* For each day, in order, until when the days are known whole from it on without a gap. */
static gint64 *
find_known_until (SubletSpend *spend)
{
  gint64 *until_us = g_new0 (gint64, spend->sums->len + 1);
  guint i;

  for (i = spend->sums->len; i > 0; i--)
    {
      const SubletSpendBucket *sum = &g_array_index (spend->sums, SubletSpendDay, i - 1).sum;
      bool goes_on = i < spend->sums->len && until_us[i] != 0 &&
                     g_array_index (spend->sums, SubletSpendDay, i).sum.start_us == sum->end_us;

      if (sum->complete)
        until_us[i - 1] = goes_on ? until_us[i] : sum->end_us;
    }

  return until_us;
}

/* What a row is made of, beside what is shown of it. */
typedef struct
{
  gint64 unseen_us;                         /* from then on nobody looked; 0: its end was seen */
  gint64 charged_until_us;                  /* the end of the last day that charges it */
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS]; /* charged for the day of unseen_us and later */
} Tail;

static void
limit_row (SubletBillCheckRow *row, SubletSpend *spend, const gint64 *known_until_us)
{
  gint64 first_us = sublet_charge_day_floor (row->rental->made_us);
  guint day = sublet_spend_find_day (spend, first_us);
  gint64 ended_us = row->rental->ended_us;

  if (day == spend->sums->len ||
      g_array_index (spend->sums, SubletSpendDay, day).sum.start_us != first_us)
    return;

  row->until_us = known_until_us[day];
  row->whole = ended_us != 0 && row->until_us >= ended_us;
}

/* ---- the charges ---- */

static void
add_parts (gint64 *into_uusd, const SubletChargeRow *charge)
{
  gsize kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    into_uusd[kind] = sublet_money_add (into_uusd[kind], charge->parts_uusd[kind]);
}

static void
add_charge (SubletBillCheckRow *row, Tail *tail, gint64 day_us, const SubletChargeRow *charge)
{
  row->billed_uusd = sublet_money_add (row->billed_uusd, charge->amount_uusd);
  add_parts (row->parts_uusd, charge);
  if (charge->amount_uusd > 0)
    tail->charged_until_us = MAX (tail->charged_until_us, day_us + G_TIME_SPAN_DAY);
  if (tail->unseen_us != 0 && day_us >= sublet_charge_day_floor (tail->unseen_us))
    add_parts (tail->parts_uusd, charge);
}

/* Each charge once: to the newest rental of its instance. */
static void
add_charges (GArray *rows, Tail *tails, SubletSpend *spend)
{
  g_autoptr (GHashTable) by_contract = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint day;
  guint i;

  for (i = rows->len; i > 0; i--)
    {
      SubletBillCheckRow *row = &g_array_index (rows, SubletBillCheckRow, i - 1);

      g_hash_table_insert (by_contract, (gpointer) &row->rental->contract_id, row);
    }

  for (day = 0; day < spend->days->len; day++)
    {
      const SubletChargeDay *from = g_ptr_array_index (spend->days, day);

      for (i = 0; i < from->n_rows; i++)
        {
          SubletBillCheckRow *row = g_hash_table_lookup (by_contract, &from->rows[i].instance_id);

          if (row != NULL && from->day_us >= sublet_charge_day_floor (row->rental->made_us) &&
              from->day_us < row->until_us)
            add_charge (row,
                        &tails[row - (SubletBillCheckRow *) (void *) rows->data],
                        from->day_us,
                        &from->rows[i]);
        }
    }
}

/* ---- the comparison ---- */

/* What each part was quoted at, of which only the first three are in the quote. */
typedef struct
{
  gint64 gpu_uusd;
  gint64 disk_uusd;
  gint64 traffic_uusd;
  gint64 loading_uusd; /* the disk before it ran */
} Quote;

static Quote
make_quote (const SubletBillRental *rental, gint64 from_us, gint64 until_us)
{
  gint64 durations_us[SUBLET_N_BILL_SPAN_KINDS];
  gint64 running_us;
  gint64 stopped_us;
  Quote quote = { .traffic_uusd = rental->traffic_uusd };

  sublet_bill_rental_measure (rental, from_us, until_us, durations_us);
  running_us = durations_us[SUBLET_BILL_SPAN_RUNNING];
  stopped_us = durations_us[SUBLET_BILL_SPAN_STOPPED];
  quote.disk_uusd = sublet_money_cost_uusd (rental->quoted_stopped_nusd, running_us + stopped_us);
  quote.gpu_uusd =
    sublet_money_cost_uusd (rental->quoted_running_nusd - rental->quoted_stopped_nusd, running_us);
  quote.loading_uusd =
    sublet_money_cost_uusd (rental->quoted_stopped_nusd, durations_us[SUBLET_BILL_SPAN_LOADING]);

  return quote;
}

/* ---- an end that nobody saw ---- */

/* Of what was charged for the day it was seen last and later, what that day's quote does not cover
 * is of the time after; it was not there for longer than @most_uusd pays for. */
static gint64
get_after_uusd (gint64 charged_uusd, gint64 before_uusd, gint64 most_uusd)
{
  return CLAMP (charged_uusd - before_uusd, 0, MAX (most_uusd, 0));
}

/* As far as it is charged at all, which is told by the day. */
static gint64
find_charged_until_us (const SubletBillCheckRow *row, const Tail *tail)
{
  return MAX (MIN (row->until_us, tail->charged_until_us), tail->unseen_us);
}

/* Without a quote: that it is charged on the day it was seen last says nothing new. */
static gint64
find_unquoted_end_us (const SubletBillCheckRow *row, const Tail *tail)
{
  gint64 until_us = find_charged_until_us (row, tail);

  return until_us > sublet_charge_day_floor (tail->unseen_us) + G_TIME_SPAN_DAY
           ? MIN (until_us, row->rental->ended_us)
           : tail->unseen_us;
}

/* Its disk says until when it was there: that bills all the time, at a price that rarely changes.
 */
static gint64
find_end_us (const SubletBillCheckRow *row, const Tail *tail, gint64 *disk_uusd)
{
  const SubletBillRental *rental = row->rental;
  gint64 day_us = sublet_charge_day_floor (tail->unseen_us);
  gint64 until_us = find_charged_until_us (row, tail);
  Quote before = make_quote (rental, day_us, tail->unseen_us);
  Quote most = make_quote (rental, tail->unseen_us, until_us);
  gint64 end_us;

  *disk_uusd = get_after_uusd (tail->parts_uusd[SUBLET_CHARGE_KIND_DISK],
                               before.disk_uusd + before.loading_uusd,
                               most.disk_uusd);
  if (rental->quoted_stopped_nusd <= 0)
    return until_us;

  end_us = tail->unseen_us + sublet_money_multiply_divide (*disk_uusd,
                                                           (gint64) G_TIME_SPAN_HOUR * 1000,
                                                           rental->quoted_stopped_nusd);
  return MIN (end_us, until_us);
}

/*
 * It ended at some time between the last look at it and the next one. Its charges are of whole
 * days, but they say how much of these it was there for: so long it is quoted, and no longer than
 * until the end of the last day that is charged.
 */
static Quote
make_late_quote (SubletBillCheckRow *row, const Tail *tail)
{
  const SubletBillRental *rental = row->rental;
  Quote quote = make_quote (rental, 0, tail->unseen_us);
  gint64 disk_uusd;
  gint64 gpu_uusd;

  row->about_us = find_end_us (row, tail, &disk_uusd);
  gpu_uusd =
    get_after_uusd (tail->parts_uusd[SUBLET_CHARGE_KIND_GPU],
                    make_quote (rental, sublet_charge_day_floor (tail->unseen_us), tail->unseen_us)
                      .gpu_uusd,
                    make_quote (rental, tail->unseen_us, row->about_us).gpu_uusd);
  quote.gpu_uusd = sublet_money_add (quote.gpu_uusd, gpu_uusd);
  quote.disk_uusd = sublet_money_add (quote.disk_uusd, disk_uusd);

  return quote;
}

/* Before its charges are known it is quoted until it was seen last. */
static Quote
make_row_quote (SubletBillCheckRow *row, const Tail *tail, gint64 now_us)
{
  gint64 until_us = row->until_us != 0 ? row->until_us : now_us;

  if (tail->unseen_us == 0 || until_us <= tail->unseen_us)
    return make_quote (row->rental, 0, until_us);
  if (row->until_us == 0)
    return make_quote (row->rental, 0, tail->unseen_us);

  return make_late_quote (row, tail);
}

/* What is dearest of what was not quoted. */
static SubletBillCause
find_cause (const SubletBillCheckRow *row, const Quote *quote)
{
  const gint64 *parts_uusd = row->parts_uusd;
  gint64 gpu_uusd = parts_uusd[SUBLET_CHARGE_KIND_GPU] - quote->gpu_uusd;
  gint64 disk_uusd = parts_uusd[SUBLET_CHARGE_KIND_DISK] - quote->disk_uusd;
  gint64 traffic_uusd = parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD] +
                        parts_uusd[SUBLET_CHARGE_KIND_UPLOAD] - quote->traffic_uusd;
  gint64 other_uusd = parts_uusd[SUBLET_CHARGE_KIND_OTHER];
  gint64 most_uusd = MAX (MAX (gpu_uusd, disk_uusd), MAX (traffic_uusd, other_uusd));

  if (most_uusd == traffic_uusd)
    return SUBLET_BILL_CAUSE_TRAFFIC;
  if (most_uusd == disk_uusd && quote->loading_uusd >= disk_uusd / 2)
    return SUBLET_BILL_CAUSE_LOADING;
  if (most_uusd != other_uusd && row->rental->repriced)
    return SUBLET_BILL_CAUSE_PRICE;

  return SUBLET_BILL_CAUSE_UNKNOWN;
}

static void
compare (SubletBillCheckRow *row, const Tail *tail, gint64 now_us)
{
  Quote quote;

  row->quoted_uusd = SUBLET_MONEY_UNKNOWN;
  row->difference_uusd = SUBLET_MONEY_UNKNOWN;
  if (tail->unseen_us != 0)
    {
      /* It was counted on until somebody looked again. */
      row->metered_uusd = SUBLET_MONEY_UNKNOWN;
      row->about_us = find_unquoted_end_us (row, tail);
    }
  if (row->rental->quoted_running_nusd == SUBLET_MONEY_UNKNOWN ||
      row->rental->quoted_stopped_nusd == SUBLET_MONEY_UNKNOWN)
    return;

  quote = make_row_quote (row, tail, now_us);
  row->quoted_uusd =
    sublet_money_add (sublet_money_add (quote.gpu_uusd, quote.disk_uusd), quote.traffic_uusd);
  if (row->until_us == 0 || row->quoted_uusd == SUBLET_MONEY_UNKNOWN ||
      row->billed_uusd == SUBLET_MONEY_UNKNOWN)
    return;

  row->difference_uusd = row->billed_uusd - row->quoted_uusd;
  row->exceeds = row->difference_uusd > LEAST_UUSD &&
                 row->difference_uusd > row->quoted_uusd / 100 * LEAST_PERCENT;
  if (row->exceeds)
    row->cause = find_cause (row, &quote);
}

/* ---- all of them ---- */

static int
compare_rentals (gconstpointer a, gconstpointer b)
{
  const SubletBillRental *left = *(const SubletBillRental *const *) a;
  const SubletBillRental *right = *(const SubletBillRental *const *) b;

  if (left->made_us != right->made_us)
    return left->made_us < right->made_us ? 1 : -1;

  return g_strcmp0 (left->id, right->id);
}

/**
 * sublet_bill_check_new:
 * @rentals: (element-type SubletBillRental) (transfer full): of one account
 * @spend: its charges
 * @now_us: service time
 *
 * The quote is what was accepted, whatever was agreed on later: GPU and disk while it ran, the disk
 * while it was stopped, and the traffic that was thought of. What was billed beside is the
 * difference. Of one that ended while nobody looked, the time after the last look is quoted as far
 * as its charges show that it was there.
 *
 * Returns: (transfer full): a row for each rental
 */
SubletBillCheck *
sublet_bill_check_new (GPtrArray *rentals, SubletSpend *spend, gint64 now_us)
{
  SubletBillCheck *self = g_new0 (SubletBillCheck, 1);
  g_autofree gint64 *known_until_us = find_known_until (spend);
  g_autofree Tail *tails = g_new0 (Tail, rentals->len + 1);
  guint i;

  self->rentals = rentals;
  self->rows = g_array_sized_new (FALSE, TRUE, sizeof (SubletBillCheckRow), rentals->len);
  g_ptr_array_sort (rentals, compare_rentals);
  for (i = 0; i < rentals->len; i++)
    {
      SubletBillCheckRow row = { .rental = g_ptr_array_index (rentals, i) };

      row.metered_uusd = sublet_bill_rental_get_metered_uusd (row.rental, now_us);
      limit_row (&row, spend, known_until_us);
      tails[i].unseen_us = sublet_bill_rental_get_unseen_us (row.rental);
      g_array_append_val (self->rows, row);
    }
  add_charges (self->rows, tails, spend);
  for (i = 0; i < self->rows->len; i++)
    compare (&g_array_index (self->rows, SubletBillCheckRow, i), &tails[i], now_us);

  return self;
}

/**
 * sublet_bill_check_free:
 * @self: (transfer full): a check
 */
void
sublet_bill_check_free (SubletBillCheck *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->rentals);
  g_free (self);
}

/**
 * sublet_bill_check_row_get_percent:
 * @row: a row
 *
 * Returns: the difference in percent of the quote, NAN when one of them is not known
 */
double
sublet_bill_check_row_get_percent (const SubletBillCheckRow *row)
{
  if (row->difference_uusd == SUBLET_MONEY_UNKNOWN || row->quoted_uusd <= 0)
    return NAN;

  return 100.0 * (double) row->difference_uusd / (double) row->quoted_uusd;
}
