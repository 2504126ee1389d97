/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-image-needs.h"

#include <math.h>
#include <stdbool.h>

#define WIDTHS_SETTLE_MS 500

/* Of the image that the rent window starts with; 0 when its name does not tell. */
static double
get_needed_cuda (SubletMarketPage *self)
{
  g_autofree char *image = sublet_settings_dup_image (self->settings);
  SubletImageNeeds needs;

  return sublet_image_needs_find (image, &needs) && !isnan (needs.cuda) ? needs.cuda : 0;
}

/**
 * sublet_market_page_load_job:
 * @self: a page
 *
 * The job as it is set.
 */
void
sublet_market_page_load_job (SubletMarketPage *self)
{
  SubletJob job;

  sublet_settings_get_job (self->settings, &job);
  job.cuda = get_needed_cuda (self);
  sublet_market_set_job (self->market, &job);
}

/**
 * sublet_market_page_load_side_by_side:
 * @self: a page
 *
 * Whether the kinds of price are seen side by side, as it was left.
 */
void
sublet_market_page_load_side_by_side (SubletMarketPage *self)
{
  gboolean side_by_side;

  g_object_get (self->settings, "side-by-side", &side_by_side, NULL);
  sublet_market_set_side_by_side (self->market, side_by_side);
}

static bool
is_of_kind (SubletOfferKey key)
{
  return sublet_offer_key_get_price_kind (key) != SUBLET_PRICE_KIND_UNKNOWN;
}

/* Without the prices of kinds, which are not seen any more. */
static void
leave_kinds_out (SubletOfferOrder *order)
{
  if (is_of_kind (order->first))
    {
      sublet_offer_order_init (order);
    }
  else if (is_of_kind (order->second))
    {
      order->second = order->first;
      order->second_descending = order->first_descending;
    }
}

/**
 * sublet_market_page_switch_side_by_side:
 * @self: a page
 *
 * Side by side or not: the columns of the kinds come and go with it, and an order by one of them
 * goes too. What the person does with those columns meanwhile stays.
 */
void
sublet_market_page_switch_side_by_side (SubletMarketPage *self)
{
  SubletOfferLayout *layout = sublet_market_table_get_layout (self->table);
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gboolean side_by_side;
  SubletOfferOrder order;
  gsize i;

  sublet_market_page_load_side_by_side (self);
  side_by_side = sublet_market_get_side_by_side (self->market);
  for (i = 0; i < n_columns; i++)
    if (sublet_offer_column_get_price_kind (&columns[i]) != SUBLET_PRICE_KIND_UNKNOWN)
      sublet_offer_layout_set_shown (layout, &columns[i], side_by_side);

  sublet_market_get_order (self->market, &order);
  if (!side_by_side)
    leave_kinds_out (&order);
  sublet_market_set_order (self->market, &order);
}

/**
 * sublet_market_page_load_filter:
 * @self: a page
 *
 * The filters as they were left.
 */
void
sublet_market_page_load_filter (SubletMarketPage *self)
{
  g_autofree char *text = NULL;
  g_autoptr (SubletOfferFilter) filter = NULL;

  if (self->storing)
    return;

  g_object_get (self->settings, "filters", &text, NULL);
  filter = sublet_offer_filter_new_from_text (text);
  sublet_market_set_filter (self->market, filter);
}

/**
 * sublet_market_page_store_filter:
 * @self: a page
 *
 * Remembers the filters.
 */
void
sublet_market_page_store_filter (SubletMarketPage *self)
{
  g_autofree char *text = sublet_offer_filter_to_text (sublet_market_get_filter (self->market));

  self->storing = TRUE;
  g_object_set (self->settings, "filters", text, NULL);
  self->storing = FALSE;
}

/**
 * sublet_market_page_load_order:
 * @self: a page
 *
 * The order as it was left.
 */
void
sublet_market_page_load_order (SubletMarketPage *self)
{
  g_auto (GStrv) columns = NULL;
  SubletOfferOrder order;

  if (self->storing)
    return;

  g_object_get (self->settings, "sort-columns", &columns, NULL);
  sublet_offer_order_from_strv (&order, (const char *const *) columns);
  sublet_market_set_order (self->market, &order);
}

/**
 * sublet_market_page_store_order:
 * @self: a page
 *
 * Remembers the order, if it is another.
 */
void
sublet_market_page_store_order (SubletMarketPage *self)
{
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) now = NULL;
  SubletOfferOrder order;
  SubletOfferOrder stored;

  sublet_market_get_order (self->market, &order);
  g_object_get (self->settings, "sort-columns", &before, NULL);
  sublet_offer_order_from_strv (&stored, (const char *const *) before);
  if (sublet_offer_order_equal (&order, &stored))
    return;

  now = sublet_offer_order_to_strv (&order);
  self->storing = TRUE;
  g_object_set (self->settings, "sort-columns", now, NULL);
  self->storing = FALSE;
}

/**
 * sublet_market_page_load_columns:
 * @self: a page
 *
 * The columns as they were chosen, ordered and drawn wider.
 */
void
sublet_market_page_load_columns (SubletMarketPage *self)
{
  SubletOfferLayout *layout = sublet_market_table_get_layout (self->table);
  g_auto (GStrv) columns = NULL;
  g_auto (GStrv) widths = NULL;

  if (self->storing)
    return;

  g_object_get (self->settings, "visible-columns", &columns, "column-widths", &widths, NULL);
  self->storing = TRUE;
  sublet_offer_layout_set_columns (layout, (const char *const *) columns);
  sublet_offer_layout_set_widths (layout, (const char *const *) widths);
  self->storing = FALSE;
}

static void
store_widths (SubletMarketPage *self)
{
  g_auto (GStrv)
    widths = sublet_offer_layout_dup_widths (sublet_market_table_get_layout (self->table));

  self->storing = TRUE;
  g_object_set (self->settings, "column-widths", widths, NULL);
  self->storing = FALSE;
}

static gboolean
on_widths_settled (gpointer user_data)
{
  SubletMarketPage *self = user_data;

  self->widths_timeout = 0;
  store_widths (self);

  return G_SOURCE_REMOVE;
}

/**
 * sublet_market_page_store_columns:
 * @self: a page
 *
 * Remembers which columns are shown, and in which order; how wide they are when nobody has drawn at
 * one for a while, for each pixel of the way is a change.
 */
void
sublet_market_page_store_columns (SubletMarketPage *self)
{
  g_auto (GStrv) columns = NULL;

  if (self->storing)
    return;

  columns = sublet_offer_layout_dup_columns (sublet_market_table_get_layout (self->table));
  self->storing = TRUE;
  g_object_set (self->settings, "visible-columns", columns, NULL);
  self->storing = FALSE;

  g_clear_handle_id (&self->widths_timeout, g_source_remove);
  self->widths_timeout = g_timeout_add (WIDTHS_SETTLE_MS, on_widths_settled, self);
}

/**
 * sublet_market_page_flush_widths:
 * @self: a page that goes away
 *
 * Remembers what has not settled.
 */
void
sublet_market_page_flush_widths (SubletMarketPage *self)
{
  if (self->widths_timeout == 0)
    return;

  g_clear_handle_id (&self->widths_timeout, g_source_remove);
  store_widths (self);
}

/**
 * sublet_market_page_load_policy:
 * @self: a page
 *
 * What the policy button means, and up to which price.
 */
void
sublet_market_page_load_policy (SubletMarketPage *self)
{
  gint64 max_rate_nusd = SUBLET_MONEY_UNKNOWN;
  double usd = sublet_settings_get_policy_max_rate (self->settings);

  if (usd > 0)
    sublet_money_nusd_from_usd (usd, &max_rate_nusd);
  sublet_market_set_policy_max_rate_nusd (self->market, max_rate_nusd);
  sublet_policy_button_set_max_rate_nusd (self->policy, max_rate_nusd);
  sublet_policy_button_set_policy (self->policy, sublet_settings_get_policy (self->settings));
}

/**
 * sublet_market_page_load_panes:
 * @self: a page
 *
 * The panes as they were left.
 */
void
sublet_market_page_load_panes (SubletMarketPage *self)
{
  g_auto (GStrv) open = NULL;

  g_object_get (self->settings, "market-panes", &open, NULL);
  g_object_set (self->panes,
                "start-remembered",
                g_strv_contains ((const char *const *) open, "filters"),
                "end-remembered",
                g_strv_contains ((const char *const *) open, "details"),
                NULL);
}

/**
 * sublet_market_page_store_panes:
 * @self: a page
 *
 * Remembers which panes are open.
 */
void
sublet_market_page_store_panes (SubletMarketPage *self)
{
  gboolean filters;
  gboolean details;
  const char *open[3] = { NULL };
  guint n = 0;

  g_object_get (self->panes, "start-remembered", &filters, "end-remembered", &details, NULL);
  if (filters)
    open[n++] = "filters";
  if (details)
    open[n++] = "details";
  g_object_set (self->settings, "market-panes", open, NULL);
}
