/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-walk.h"

#include "core/market/sublet-market-part.h"

struct _SubletMarketWalk
{
  /* input */
  SubletOfferQuery *wanted; /* (owned) */
  guint max_rows;

  /* where it is */
  gint64 min_nusd; /* everything cheaper is there */
  GQueue parts; /* (element-type SubletMarketPart) (owned): of one price, the first is asked next */
  gint64 after_parts_nusd;
  bool done;

  /* what came */
  GArray *rows;    /* (owned) (nullable) (element-type SubletOfferRow) */
  GHashTable *ids; /* (owned) (nullable): of the offers so far, made for the second page */
  guint skipped_rows;
  guint n_pages;
  gsize wire_bytes;
  gint64 known_at_us;
  SubletMarketCut cut;
};

/* ---- what is known of the rows ---- */

static bool
add_id (SubletMarketWalk *self, gint64 id)
{
  return g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
}

static void
note_ids (SubletMarketWalk *self)
{
  guint i;

  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (i = 0; i < self->rows->len; i++)
    add_id (self, g_array_index (self->rows, SubletOfferRow, i).id);
}

/* The offers that were not there yet. */
static void
add_rows (SubletMarketWalk *self, GArray *rows)
{
  guint i;

  if (self->ids == NULL)
    note_ids (self);

  for (i = 0; i < rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

      if (!add_id (self, row->id))
        continue;

      g_array_set_size (self->rows, self->rows->len + 1);
      sublet_offer_row_copy (row, &g_array_index (self->rows, SubletOfferRow, self->rows->len - 1));
    }
}

/* The first page is most often the only one: it is not copied. */
static void
take_rows (SubletMarketWalk *self, SubletOfferPage *page)
{
  if (self->rows == NULL)
    self->rows = g_array_ref (page->rows);
  else
    add_rows (self, page->rows);
}

/* False when no row has a price. */
static bool
get_price_range (GArray *rows, gint64 *lowest_nusd, gint64 *highest_nusd)
{
  guint i;

  *lowest_nusd = G_MAXINT64;
  *highest_nusd = 0;
  for (i = 0; i < rows->len; i++)
    {
      gint64 rate_nusd = g_array_index (rows, SubletOfferRow, i).dph_total_nusd;

      if (rate_nusd <= 0)
        continue;
      *lowest_nusd = MIN (*lowest_nusd, rate_nusd);
      *highest_nusd = MAX (*highest_nusd, rate_nusd);
    }

  return *highest_nusd > 0;
}

static guint
count_below (GArray *rows, gint64 min_nusd)
{
  guint n_below = 0;
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      gint64 rate_nusd = g_array_index (rows, SubletOfferRow, i).dph_total_nusd;

      n_below += rate_nusd > 0 && rate_nusd < min_nusd;
    }

  return n_below;
}

/* ---- from price to price ---- */

static void
finish (SubletMarketWalk *self, SubletMarketCut cut)
{
  self->done = true;
  if (cut != SUBLET_MARKET_CUT_NONE)
    self->cut = cut;
}

static void
split (SubletMarketWalk *self, const SubletMarketPart *part, GArray *rows)
{
  if (!sublet_market_part_split (part, rows, &self->parts))
    self->cut = SUBLET_MARKET_CUT_PRICE;
}

static void
begin_parts (SubletMarketWalk *self, gint64 lowest_nusd, gint64 highest_nusd, GArray *rows)
{
  gint64 max_nusd = sublet_offer_query_get_max_dph_nusd (self->wanted);
  SubletOfferQuery *query = sublet_offer_query_copy (self->wanted);
  g_autoptr (SubletMarketPart)
    whole = sublet_market_part_new (query, SUBLET_MARKET_PART_PRICE, false);

  /* The service compares fractions that we have rounded. */
  sublet_offer_query_set_min_dph_nusd (query, MAX (self->min_nusd, lowest_nusd - 1));
  sublet_offer_query_set_max_dph_nusd (query,
                                       max_nusd > 0 ? MIN (max_nusd, highest_nusd + 1)
                                                    : highest_nusd + 1);
  self->after_parts_nusd = highest_nusd + 1;
  split (self, whole, rows);
}

static void
end_parts_if_none (SubletMarketWalk *self)
{
  if (g_queue_is_empty (&self->parts))
    self->min_nusd = self->after_parts_nusd;
}

/* A page of all that costs at least what was asked for, and was cut. */
static void
go_on_by_price (SubletMarketWalk *self, SubletOfferPage *page)
{
  gint64 lowest_nusd;
  gint64 highest_nusd;

  if (!get_price_range (page->rows, &lowest_nusd, &highest_nusd) ||
      2 * count_below (page->rows, self->min_nusd) > page->rows->len)
    {
      finish (self, SUBLET_MARKET_CUT_STUCK);
      return;
    }

  if (MAX (lowest_nusd, self->min_nusd) < highest_nusd - 1)
    {
      /* Not above a price that was rounded up: offers that cost as much would be left out. */
      self->min_nusd = highest_nusd - 1;
      return;
    }

  begin_parts (self, lowest_nusd, highest_nusd, page->rows);
  end_parts_if_none (self);
}

static void
end_part (SubletMarketWalk *self, SubletOfferPage *page)
{
  g_autoptr (SubletMarketPart) part = g_queue_pop_head (&self->parts);

  if (page->truncated)
    split (self, part, page->rows);
  end_parts_if_none (self);
}

/**
 * sublet_market_walk_new:
 * @wanted: what is searched for; copied
 * @max_rows: the most offers; 0: those of one page
 *
 * Returns: (transfer full): a walk at its beginning
 */
SubletMarketWalk *
sublet_market_walk_new (SubletOfferQuery *wanted, guint max_rows)
{
  SubletMarketWalk *self = g_new0 (SubletMarketWalk, 1);

  self->wanted = sublet_offer_query_copy (wanted);
  self->max_rows = max_rows;
  self->min_nusd = sublet_offer_query_get_min_dph_nusd (wanted);
  g_queue_init (&self->parts);

  return self;
}

/**
 * sublet_market_walk_free:
 * @self: (transfer full): a walk
 */
void
sublet_market_walk_free (SubletMarketWalk *self)
{
  g_object_unref (self->wanted);
  g_queue_clear_full (&self->parts, (GDestroyNotify) sublet_market_part_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_free (self);
}

/**
 * sublet_market_walk_start_after:
 * @self: a walk at its beginning
 * @rows: (element-type SubletOfferRow): what an earlier one brought, cut at its dearest price
 * @known_at_us: when, service time
 */
void
sublet_market_walk_start_after (SubletMarketWalk *self, GArray *rows, gint64 known_at_us)
{
  gint64 lowest_nusd;
  gint64 highest_nusd;

  g_return_if_fail (self->rows == NULL);

  self->rows = sublet_offer_rows_new (rows->len);
  add_rows (self, rows);
  self->known_at_us = known_at_us;
  if (get_price_range (rows, &lowest_nusd, &highest_nusd))
    self->min_nusd = MAX (self->min_nusd, highest_nusd - 1);
}

/**
 * sublet_market_walk_dup_query:
 * @self: a walk
 *
 * Returns: (transfer full) (nullable): what to ask next; NULL at the end
 */
SubletOfferQuery *
sublet_market_walk_dup_query (SubletMarketWalk *self)
{
  const SubletMarketPart *part = g_queue_peek_head (&self->parts);
  SubletOfferQuery *query;

  if (self->done)
    return NULL;
  if (part != NULL)
    return sublet_offer_query_copy (part->query);

  query = sublet_offer_query_copy (self->wanted);
  sublet_offer_query_set_min_dph_nusd (query, self->min_nusd);

  return query;
}

/**
 * sublet_market_walk_take_page:
 * @self: a walk that is not at its end
 * @page: the answer to what sublet_market_walk_dup_query() gave; its rows may become part of the
 *   walk
 *
 * The age of what came is the age of its oldest page.
 */
void
sublet_market_walk_take_page (SubletMarketWalk *self, SubletOfferPage *page)
{
  g_return_if_fail (!self->done);

  take_rows (self, page);
  self->n_pages++;
  self->wire_bytes += page->wire_bytes;
  self->skipped_rows += page->skipped_rows;
  if (self->known_at_us == 0)
    self->known_at_us = page->known_at_us;

  if (page->cut_error != NULL)
    finish (self, SUBLET_MARKET_CUT_REPLY);
  else if (!g_queue_is_empty (&self->parts))
    end_part (self, page);
  else if (page->truncated)
    go_on_by_price (self, page);
  else
    finish (self, SUBLET_MARKET_CUT_NONE);

  if (self->done)
    return;
  if (self->max_rows == 0 || self->rows->len >= self->max_rows)
    finish (self, SUBLET_MARKET_CUT_MORE);
  if (self->max_rows > 0 && self->rows->len > self->max_rows)
    g_array_set_size (self->rows, self->max_rows);
}

/**
 * sublet_market_walk_get_wanted:
 * @self: a walk
 *
 * Returns: (transfer none): what is searched for
 */
SubletOfferQuery *
sublet_market_walk_get_wanted (SubletMarketWalk *self)
{
  return self->wanted;
}

/**
 * sublet_market_walk_get_max_rows:
 * @self: a walk
 *
 * Returns: the most offers; 0: those of one page
 */
guint
sublet_market_walk_get_max_rows (SubletMarketWalk *self)
{
  return self->max_rows;
}

/**
 * sublet_market_walk_get_n_rows:
 * @self: a walk
 *
 * Returns: how many offers came so far, each counted once
 */
guint
sublet_market_walk_get_n_rows (SubletMarketWalk *self)
{
  return self->rows != NULL ? self->rows->len : 0;
}

/**
 * sublet_market_walk_get_wire_bytes:
 * @self: a walk
 *
 * Returns: how many bytes came for it
 */
gsize
sublet_market_walk_get_wire_bytes (SubletMarketWalk *self)
{
  return self->wire_bytes;
}

/**
 * sublet_market_walk_get_n_pages:
 * @self: a walk
 *
 * Returns: how many answers came
 */
guint
sublet_market_walk_get_n_pages (SubletMarketWalk *self)
{
  return self->n_pages;
}

/**
 * sublet_market_walk_get_cut:
 * @self: a walk
 *
 * Returns: why there may be more; before its end SUBLET_MARKET_CUT_MORE
 */
SubletMarketCut
sublet_market_walk_get_cut (SubletMarketWalk *self)
{
  return self->done ? self->cut : SUBLET_MARKET_CUT_MORE;
}

/**
 * sublet_market_walk_dup_page:
 * @self: a walk that something came to
 *
 * Returns: (transfer full): what came so far
 */
SubletOfferPage *
sublet_market_walk_dup_page (SubletMarketWalk *self)
{
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = g_array_ref (self->rows);
  page->skipped_rows = self->skipped_rows;
  page->known_at_us = self->known_at_us;
  page->kind = sublet_offer_query_get_kind (self->wanted);
  page->truncated = sublet_market_walk_get_cut (self) != SUBLET_MARKET_CUT_NONE;

  return page;
}
