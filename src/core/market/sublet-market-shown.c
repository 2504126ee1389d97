/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-shown.h"

/* How many of the numbers, each there once, are out of order: those outside the longest run that
 * is in order. One row that moves to the end is one change, however many it passes. */
static guint
count_moved (const guint32 *numbers, guint n)
{
  /* ends[i] is the lowest end of a rising run of i + 1 numbers. */
  g_autofree guint32 *ends = g_new (guint32, MAX (n, 1));
  guint n_ends = 0;
  guint i;

  for (i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = n_ends;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (ends[middle] < numbers[i])
            low = middle + 1;
          else
            high = middle;
        }
      ends[low] = numbers[i];
      n_ends = MAX (n_ends, low + 1);
    }

  return n - n_ends;
}

static guint
count_changes (const SubletMarketShown *self)
{
  const SubletMarketView *view = self->view;
  guint n_rows = view->index->table->n_rows;
  g_autofree guint32 *place = g_new (guint32, MAX (n_rows, 1));
  g_autofree guint32 *stayed = g_new (guint32, MAX (self->n_positions, 1));
  guint n_stayed = 0;
  guint i;

  for (i = 0; i < n_rows; i++)
    place[i] = G_MAXUINT32;
  for (i = 0; i < view->n_rows; i++)
    place[view->rows[i]] = i;

  for (i = 0; i < self->n_positions; i++)
    if (!sublet_market_shown_is_gone (self, i) && place[self->positions[i]] != G_MAXUINT32)
      stayed[n_stayed++] = place[self->positions[i]];

  return (self->n_positions - n_stayed) + (view->n_rows - n_stayed) +
         count_moved (stayed, n_stayed);
}

static void
shown_clear (gpointer data)
{
  SubletMarketShown *self = data;

  sublet_market_view_unref (self->view);
  g_free (self->own_positions);
  g_clear_pointer (&self->gone, g_array_unref);
}

/**
 * sublet_market_shown_new:
 * @view: a view
 *
 * Returns: (transfer full): its rows as they are
 */
SubletMarketShown *
sublet_market_shown_new (SubletMarketView *view)
{
  SubletMarketShown *self = g_atomic_rc_box_new0 (SubletMarketShown);

  self->view = sublet_market_view_ref (view);
  self->positions = view->rows;
  self->n_positions = view->n_rows;

  return self;
}

/**
 * sublet_market_shown_new_held:
 * @view: the newest view
 * @before: what is shown now
 *
 * The same offers at the same positions, with what @view's answer says of them. Offers that are
 * not in it any more stay as they were and are gone.
 *
 * Returns: (transfer full): what to show while nothing may move
 */
SubletMarketShown *
sublet_market_shown_new_held (SubletMarketView *view, const SubletMarketShown *before)
{
  SubletMarketShown *self = g_atomic_rc_box_new0 (SubletMarketShown);
  const SubletMarketIndex *index = view->index;
  guint i;

  self->view = sublet_market_view_ref (view);
  self->own_positions = g_new (guint32, MAX (before->n_positions, 1));
  self->positions = self->own_positions;
  self->n_positions = before->n_positions;
  self->gone = sublet_offer_rows_new (0);

  for (i = 0; i < before->n_positions; i++)
    {
      const SubletOfferRow *offer = sublet_market_shown_get_row (before, i);
      guint row = sublet_offer_table_find (index->table, offer->id);

      if (row != G_MAXUINT && sublet_market_index_is_eligible (index, row))
        {
          self->own_positions[i] = row;
          continue;
        }

      g_array_set_size (self->gone, self->gone->len + 1);
      sublet_offer_row_copy (offer,
                             &g_array_index (self->gone, SubletOfferRow, self->gone->len - 1));
      self->own_positions[i] = (self->gone->len - 1) | SUBLET_MARKET_GONE;
    }
  self->n_changes = count_changes (self);

  return self;
}

/**
 * sublet_market_shown_ref:
 * @self: what is shown
 *
 * Returns: (transfer full): @self
 */
SubletMarketShown *
sublet_market_shown_ref (SubletMarketShown *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sublet_market_shown_unref:
 * @self: (transfer full): what was shown
 */
void
sublet_market_shown_unref (SubletMarketShown *self)
{
  g_atomic_rc_box_release_full (self, shown_clear);
}

/**
 * sublet_market_shown_is_gone:
 * @self: what is shown
 * @position: below n_positions
 *
 * Returns: whether the offer there is gone
 */
bool
sublet_market_shown_is_gone (const SubletMarketShown *self, guint position)
{
  return (self->positions[position] & SUBLET_MARKET_GONE) != 0;
}

/**
 * sublet_market_shown_get_row:
 * @self: what is shown
 * @position: below n_positions
 *
 * Returns: (transfer none): the offer there
 */
const SubletOfferRow *
sublet_market_shown_get_row (const SubletMarketShown *self, guint position)
{
  guint32 row = self->positions[position];

  if ((row & SUBLET_MARKET_GONE) != 0)
    return &g_array_index (self->gone, SubletOfferRow, row & ~SUBLET_MARKET_GONE);

  return sublet_offer_table_get_row (self->view->index->table, row);
}
