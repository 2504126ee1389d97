/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-kind-list.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-job-fit.h"
#include "core/market/sublet-radix.h"

static const SubletOfferRow *
get_row (const SubletKindList *self, guint i)
{
  return &g_array_index (self->rows, SubletOfferRow, self->by_machine[i]);
}

static void
sort_by_machine (SubletKindList *self)
{
  guint n_rows = self->rows->len;
  g_autofree SubletSortKey *keys = g_new (SubletSortKey, 3 * (gsize) MAX (n_rows, 1));
  SubletSortKey *ids = keys;
  SubletSortKey *counts = ids + n_rows;
  SubletSortKey *machines = counts + n_rows;
  guint i;

  self->by_machine = g_new (guint32, MAX (n_rows, 1));
  for (i = 0; i < n_rows; i++)
    {
      const SubletOfferRow *row = &g_array_index (self->rows, SubletOfferRow, i);

      self->by_machine[i] = i;
      ids[i] = sublet_sort_key_from_int (row->id);
      counts[i] = sublet_sort_key_from_int (row->num_gpus);
      machines[i] = sublet_sort_key_from_int (row->machine_id);
    }
  sublet_radix_sort (self->by_machine, n_rows, ids, false);
  sublet_radix_sort (self->by_machine, n_rows, counts, false);
  sublet_radix_sort (self->by_machine, n_rows, machines, false);
}

static int
compare (const SubletOfferRow *a, const SubletOfferRow *b)
{
  if (a->machine_id != b->machine_id)
    return a->machine_id < b->machine_id ? -1 : 1;

  return (a->num_gpus > b->num_gpus) - (a->num_gpus < b->num_gpus);
}

/* The first that is not before it; the number of rows when there is none. */
static guint
find_first (const SubletKindList *self, const SubletOfferRow *like)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (get_row (self, middle), like) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static bool
is_cheaper (gint64 rate_nusd, gint64 than_nusd)
{
  return rate_nusd != SUBLET_MONEY_UNKNOWN &&
         (than_nusd == SUBLET_MONEY_UNKNOWN || rate_nusd < than_nusd);
}

static void
kind_list_clear (gpointer data)
{
  SubletKindList *self = data;

  g_array_unref (self->rows);
  g_free (self->by_machine);
}

/**
 * sublet_kind_list_new:
 * @rows: (element-type SubletOfferRow): the rows, which nobody changes from now on
 * @kind: what they were searched with
 * @known_at_us: when the service sent them, service time
 * @cut: whether there may be more, be it that could not be read
 *
 * Returns: (transfer full): the list
 */
SubletKindList *
sublet_kind_list_new (GArray *rows, SubletPriceKind kind, gint64 known_at_us, bool cut)
{
  SubletKindList *self = g_atomic_rc_box_new0 (SubletKindList);

  self->rows = g_array_ref (rows);
  self->kind = kind;
  self->known_at_us = known_at_us;
  self->cut = cut;
  sort_by_machine (self);

  return self;
}

/**
 * sublet_kind_list_ref:
 * @self: a list
 *
 * Returns: (transfer full): @self
 */
SubletKindList *
sublet_kind_list_ref (SubletKindList *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sublet_kind_list_unref:
 * @self: (transfer full): a list
 */
void
sublet_kind_list_unref (SubletKindList *self)
{
  g_atomic_rc_box_release_full (self, kind_list_clear);
}

/**
 * sublet_kind_list_find:
 * @self: a list
 * @like: an offer, of another kind
 * @job: what is to run; its kind is ignored, the list has one
 *
 * The same machine with as many GPUs of the same model: where it offers those more than once, under
 * the same number if that can be rented, else the cheapest. Nothing is found on a machine that is
 * not known.
 *
 * Source: fact sheet 2.6: an offer has the same number in a search for bids; that a machine offers
 * the same under another number elsewhere is unconfirmed.
 *
 * Returns: (transfer none) (nullable): what can be rented there for the job in this kind
 */
const SubletOfferRow *
sublet_kind_list_find (const SubletKindList *self, const SubletOfferRow *like, const SubletJob *job)
{
  const SubletOfferRow *found = NULL;
  gint64 lowest_nusd = SUBLET_MONEY_UNKNOWN;
  SubletJob priced = *job;
  guint i;

  if (like->machine_id < 0)
    return NULL;

  priced.kind = self->kind;
  for (i = find_first (self, like); i < self->rows->len && compare (get_row (self, i), like) == 0;
       i++)
    {
      const SubletOfferRow *row = get_row (self, i);
      SubletQuote quote;

      if (row->gpu_name != like->gpu_name || !sublet_job_fits_row (&priced, row))
        continue;
      if (row->id == like->id)
        return row;

      sublet_quote_for_row (row, &priced, &quote);
      if (found == NULL || is_cheaper (quote.job_rate_nusd, lowest_nusd))
        {
          found = row;
          lowest_nusd = quote.job_rate_nusd;
        }
    }

  return found;
}
