/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

/* The other kinds of price beside the job's: asked for one after the other when the job's list is
 * there. */

static void ask_next_kind (SubletMarket *self);

static void
emit_kinds_changed (SubletMarket *self)
{
  g_signal_emit_by_name (self, "kinds-changed");
}

static void
end_kinds (SubletMarket *self)
{
  g_clear_object (&self->kinds_fetching);
  g_clear_pointer (&self->kind_walk, sublet_market_walk_free);
}

/**
 * sublet_market_stop_kinds: (skip)
 * @self: a market
 *
 * Asks for no other kind any more; they stay due.
 */
void
sublet_market_stop_kinds (SubletMarket *self)
{
  g_cancellable_cancel (self->kinds_fetching);
  end_kinds (self);
}

/**
 * sublet_market_forget_kinds: (skip)
 * @self: a market
 *
 * What is known of the other kinds is not known any more, and why it is not neither.
 */
void
sublet_market_forget_kinds (SubletMarket *self)
{
  guint kind;

  sublet_market_stop_kinds (self);
  self->kinds_due = 0;
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    {
      g_clear_pointer (&self->kind_lists[kind], sublet_kind_list_unref);
      g_clear_error (&self->kind_errors[kind]);
    }
}

/* Filters leave out what passes them in another kind: what costs more in this one, above all. */
static gboolean
is_shown_whole (SubletMarket *self)
{
  return self->shown_cut == SUBLET_MARKET_CUT_NONE && self->skipped_rows == 0 &&
         !sublet_market_get_filtered (self);
}

/**
 * sublet_market_keep_kind: (skip)
 * @self: a market
 *
 * What is shown, of the kind that it is of, for when it is one of the others.
 */
void
sublet_market_keep_kind (SubletMarket *self)
{
  const SubletOfferTable *table;

  if (!self->side_by_side || self->shown == NULL)
    return;

  table = self->shown->view->index->table;
  g_clear_error (&self->kind_errors[table->kind]);
  g_clear_pointer (&self->kind_lists[table->kind], sublet_kind_list_unref);
  self->kind_lists[table->kind] =
    sublet_kind_list_new (table->rows, table->kind, table->known_at_us, !is_shown_whole (self));
}

/**
 * sublet_market_fail_kinds: (skip)
 * @self: a market
 * @error: why the job's kind did not come
 *
 * The others were not asked for either, and are not before the next refresh.
 */
void
sublet_market_fail_kinds (SubletMarket *self, const GError *error)
{
  guint kind;

  if (!self->side_by_side)
    return;

  self->kinds_due = 0;
  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    {
      g_clear_error (&self->kind_errors[kind]);
      self->kind_errors[kind] = g_error_copy (error);
    }
  emit_kinds_changed (self);
}

/* ---- one kind after the other; read from top to bottom ---- */

/* A list that ended early never replaces a longer one. */
static void
take_kind (SubletMarket *self, gboolean at_end)
{
  g_autoptr (SubletOfferPage) page = NULL;
  SubletKindList **list;

  if (!at_end && sublet_market_walk_get_n_pages (self->kind_walk) == 0)
    return;

  page = sublet_market_walk_dup_page (self->kind_walk);
  list = &self->kind_lists[page->kind];
  if (!at_end && *list != NULL && (*list)->rows->len > page->rows->len)
    return;

  g_clear_pointer (list, sublet_kind_list_unref);
  *list = sublet_kind_list_new (page->rows,
                                page->kind,
                                page->known_at_us,
                                page->truncated || page->skipped_rows > 0);
  self->kinds_dirty = TRUE;
}

/* (transfer full) (nullable): @error */
static void
end_kind (SubletMarket *self, GError *error)
{
  SubletPriceKind kind =
    sublet_offer_query_get_kind (sublet_market_walk_get_wanted (self->kind_walk));

  take_kind (self, error == NULL);
  if (error != NULL)
    g_info ("Not all prices of a kind are known: %s", error->message);
  g_clear_error (&self->kind_errors[kind]);
  self->kind_errors[kind] = error;
  self->kinds_due &= ~(1u << kind);
  self->wire_bytes += sublet_market_walk_get_wire_bytes (self->kind_walk);
  g_clear_pointer (&self->kind_walk, sublet_market_walk_free);

  emit_kinds_changed (self);
  sublet_market_recalculate (self);
  /* Whoever heard of it may have changed its mind. */
  if (self->kinds_fetching != NULL && self->kind_walk == NULL)
    ask_next_kind (self);
}

static void
on_kind_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage) page = NULL;

  page = sublet_client_search_offers_finish_cut (SUBLET_CLIENT (source), result, &error);
  if (self == NULL || self->kinds_fetching != pending->cancellable)
    return;

  if (page != NULL)
    {
      sublet_market_walk_take_page (self->kind_walk, page);
      if (page->cut_error == NULL)
        ask_next_kind (self);
      else
        end_kind (self, g_steal_pointer (&page->cut_error));
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* The client gave it up: the key has changed meanwhile. */
    end_kinds (self);
  else
    end_kind (self, g_steal_pointer (&error));
}

/* As the job's kind was asked for. A bound of its price is none of theirs: what is dearer in
 * another kind is offered in it all the same. */
static SubletOfferQuery *
make_query (SubletMarket *self, SubletPriceKind kind)
{
  SubletJob job = self->job;
  g_autoptr (SubletOfferFilter) filter = NULL;

  job.kind = kind;
  if (sublet_offer_query_get_conditions (self->page_query)->len > 0)
    {
      filter = sublet_offer_filter_copy (self->filter);
      sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
    }

  return sublet_market_question_new (&job, filter);
}

/* (transfer full) (nullable): through the next kind that is due; NULL at the end */
static SubletMarketWalk *
begin_walk (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;
  guint kind;

  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    if ((self->kinds_due & (1u << kind)) != 0)
      {
        query = make_query (self, (SubletPriceKind) kind);
        return sublet_market_walk_new (query, self->wanted_rows);
      }

  return NULL;
}

static void
ask_next_kind (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (self->kind_walk == NULL)
    self->kind_walk = begin_walk (self);
  if (self->kind_walk == NULL)
    {
      end_kinds (self);
      sublet_market_note_end (self);
      sublet_market_wait_for_next (self);
      return;
    }

  query = sublet_market_walk_dup_query (self->kind_walk);
  if (query != NULL)
    sublet_client_search_offers_async (self->client,
                                       query,
                                       self->kinds_fetching,
                                       on_kind_page,
                                       sublet_market_pending_new (self, self->kinds_fetching));
  else
    end_kind (self, NULL);
}

/**
 * sublet_market_want_kinds: (skip)
 * @self: a market whose job's kind was answered, shown or not
 *
 * From now on the other kinds are due.
 */
void
sublet_market_want_kinds (SubletMarket *self)
{
  guint kind;

  if (!self->side_by_side || self->page_query == NULL)
    return;

  self->kinds_due = 0;
  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (kind != sublet_offer_query_get_kind (self->page_query))
      self->kinds_due |= 1u << kind;
}

/**
 * sublet_market_begin_kinds: (skip)
 * @self: a market that asks nothing
 *
 * Returns: whether other kinds are due, somebody looks, and they are being asked for now; their end
 *   is followed by sublet_market_wait_for_next()
 */
gboolean
sublet_market_begin_kinds (SubletMarket *self)
{
  if (self->kinds_fetching != NULL)
    return TRUE;
  if (!self->visible || self->kinds_due == 0)
    return FALSE;

  self->kinds_fetching = g_cancellable_new ();
  ask_next_kind (self);

  return TRUE;
}

/* ---- what the person wants ---- */

/* A refresh that is under way, or due when the person has stopped changing, asks for them after it.
 * Else they are asked for now; what is shown gets no older than it would without them. */
static void
follow_side_by_side (SubletMarket *self)
{
  if (self->shown == NULL || self->fetching != NULL || self->settling)
    return;

  sublet_market_stop_waiting (self);
  if (!sublet_market_begin_kinds (self))
    sublet_market_wait_for_rest (self);
}

/**
 * sublet_market_set_side_by_side:
 * @self: a market
 * @side_by_side: whether the other kinds of price are held too
 *
 * They are asked for after the job's kind, each time that is asked for, and count as its refresh
 * does. What the market goes by stays the job's kind.
 */
void
sublet_market_set_side_by_side (SubletMarket *self, gboolean side_by_side)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  side_by_side = !!side_by_side;
  if (self->side_by_side == side_by_side)
    return;

  self->side_by_side = side_by_side;
  if (side_by_side)
    sublet_market_want_kinds (self);
  else
    sublet_market_forget_kinds (self);
  self->kinds_dirty = TRUE;
  emit_kinds_changed (self);
  sublet_market_recalculate (self);
  follow_side_by_side (self);
}

/**
 * sublet_market_get_side_by_side:
 * @self: a market
 *
 * Returns: whether the other kinds of price are held too
 */
gboolean
sublet_market_get_side_by_side (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), FALSE);

  return self->side_by_side;
}
