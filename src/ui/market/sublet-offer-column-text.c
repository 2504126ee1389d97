/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-columns.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-kind-text.h"
#include "ui/market/sublet-offer-warning-text.h"
#include "ui/market/sublet-presence-text.h"

#include <glib/gi18n.h>

/* What stands in the cells of an offer's row. */

#define UNKNOWN "–"

static char *
format_count (gint64 count)
{
  return count < 0 ? g_strdup (UNKNOWN) : sublet_format_number ((double) count, 0);
}

static const char *
get_verification_word (SubletVerification verification)
{
  switch (verification)
    {
    case SUBLET_VERIFICATION_VERIFIED:
      return _ ("Verified");
    case SUBLET_VERIFICATION_UNVERIFIED:
      return _ ("Unverified");
    case SUBLET_VERIFICATION_DEVERIFIED:
      return _ ("Deverified");
    case SUBLET_VERIFICATION_UNKNOWN:
    default:
      return UNKNOWN;
    }
}

static char *
format_job_rate (SubletMarket *market, guint position)
{
  g_autofree char *rate = NULL;
  SubletQuote quote;
  gint64 old_rate_nusd;
  gint64 old_known_at_us;

  if (sublet_market_is_gone (market, position))
    return g_strdup (sublet_presence_get_word (sublet_market_get_presence_at (market, position)));

  sublet_market_get_quote (market, position, &quote);
  rate = sublet_format_rate_plain (quote.job_rate_nusd);
  if (!sublet_market_get_old_rate (market, position, &old_rate_nusd, &old_known_at_us))
    return g_steal_pointer (&rate);

  return g_strconcat (quote.job_rate_nusd < old_rate_nusd ? "▾ " : "▴ ", rate, NULL);
}

static char *
format_ends (SubletMarket *market, guint position)
{
  gint64 ends_us = sublet_market_get_ends_us (market, position);
  gint64 now_us = sublet_clock_get_service_us (sublet_market_get_clock (market));

  return ends_us > 0 ? sublet_format_duration (MAX (ends_us - now_us, 0)) : g_strdup (UNKNOWN);
}

static char *
format_value (SubletMarket *market, guint position, double figure)
{
  SubletQuote quote;

  sublet_market_get_quote (market, position, &quote);

  return sublet_format_per_dollar (figure, quote.job_rate_nusd, 0);
}

static char *
format_place (const SubletOfferRow *row)
{
  return sublet_format_place (row->region, row->country);
}

static char *
format_by_key (SubletOfferKey key, SubletMarket *market, guint position, const SubletOfferRow *row)
{
  SubletQuote quote;

  switch (key)
    {
    case SUBLET_OFFER_KEY_JOB_RATE:
      return format_job_rate (market, position);
    case SUBLET_OFFER_KEY_JOB_COST:
      if (sublet_market_is_gone (market, position))
        return g_strdup (UNKNOWN);
      sublet_market_get_quote (market, position, &quote);
      return sublet_format_amount_plain (quote.job_uusd);
    case SUBLET_OFFER_KEY_GPU_RATE:
      sublet_market_get_quote (market, position, &quote);
      return sublet_format_rate_plain (quote.gpu_rate_nusd);
    case SUBLET_OFFER_KEY_GPU:
      return sublet_format_gpu (row->gpu_name, row->num_gpus);
    case SUBLET_OFFER_KEY_GPU_RAM:
      return sublet_format_ram_gb (row->gpu_ram_mb);
    case SUBLET_OFFER_KEY_RELIABILITY:
      return sublet_format_percent (row->reliability, 2);
    case SUBLET_OFFER_KEY_PLACE:
      return format_place (row);
    case SUBLET_OFFER_KEY_ENDS:
      return format_ends (market, position);
    case SUBLET_OFFER_KEY_DOWN:
      return sublet_format_number (row->inet_down_mbps, 0);
    case SUBLET_OFFER_KEY_CUDA:
      return sublet_format_version (row->cuda_max_good);
    case SUBLET_OFFER_KEY_PORTS:
      return format_count (row->direct_port_count);
    case SUBLET_OFFER_KEY_VERIFIED:
      return g_strdup (get_verification_word (row->verification));
    case SUBLET_OFFER_KEY_UP:
      return sublet_format_number (row->inet_up_mbps, 0);
    case SUBLET_OFFER_KEY_VALUE:
      return format_value (market, position, row->dlperf);
    case SUBLET_OFFER_KEY_FLOPS_VALUE:
      return format_value (market, position, row->total_flops);
    case SUBLET_OFFER_KEY_DISK:
      return sublet_format_number (row->disk_space_gb, 0);
    case SUBLET_OFFER_KEY_DISK_SPEED:
      return sublet_format_number (row->disk_bw_mb_s, 0);
    case SUBLET_OFFER_KEY_CPU:
      return sublet_format_name (row->cpu_name != NULL ? row->cpu_name : UNKNOWN);
    case SUBLET_OFFER_KEY_CORES:
      return sublet_format_number (row->cpu_cores_effective, 0);
    case SUBLET_OFFER_KEY_RAM:
      return sublet_format_ram_gb (row->cpu_ram_mb);
    case SUBLET_OFFER_KEY_LOWEST_BID:
      return sublet_format_rate_plain (row->min_bid_nusd);
    case SUBLET_OFFER_KEY_ON_DEMAND_RATE:
    case SUBLET_OFFER_KEY_BID_RATE:
    case SUBLET_OFFER_KEY_RESERVED_RATE:
      return sublet_format_rate_plain (
        sublet_market_get_kind_rate_nusd (market, position, sublet_offer_key_get_price_kind (key)));
    case SUBLET_OFFER_KEY_MACHINE:
      return row->machine_id < 0 ? g_strdup (UNKNOWN)
                                 : g_strdup_printf ("%" G_GINT64_FORMAT, row->machine_id);
    default:
      g_return_val_if_reached (g_strdup (UNKNOWN));
    }
}

static char *
dup_missing_rate_reason (SubletMarket *market, guint position, SubletPriceKind kind)
{
  if (sublet_market_is_gone (market, position) ||
      sublet_market_get_kind_rate_nusd (market, position, kind) != SUBLET_MONEY_UNKNOWN)
    return NULL;

  return sublet_kind_dup_reason (market, kind);
}

/**
 * sublet_offer_column_dup_text:
 * @column: a column
 * @market: a market
 * @position: a position of its view
 *
 * Returns: (transfer full): what stands in the cell; empty for the mark and beyond the end
 */
char *
sublet_offer_column_dup_text (const SubletOfferColumn *column, SubletMarket *market, guint position)
{
  const SubletOfferRow *row = sublet_market_get_row (market, position);

  if (row == NULL || column->key < 0)
    return g_strdup ("");

  return format_by_key ((SubletOfferKey) column->key, market, position, row);
}

static char *
dup_old_rate_sentence (SubletMarket *market, guint position)
{
  SubletClock *clock = sublet_market_get_clock (market);
  g_autofree char *rate = NULL;
  g_autofree char *time = NULL;
  gint64 old_rate_nusd;
  gint64 known_at_us;

  if (!sublet_market_get_old_rate (market, position, &old_rate_nusd, &known_at_us))
    return NULL;

  rate = sublet_format_rate (old_rate_nusd);
  time = sublet_format_time (known_at_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));

  /* TRANSLATORS: the price of an offer has changed; first a rate like $0.355/h, then a time */
  return g_strdup_printf (_ ("was %1$s at %2$s"), rate, time);
}

/**
 * sublet_offer_column_dup_tooltip:
 * @column: a column
 * @market: a market
 * @position: a position of its view
 *
 * Returns: (transfer full) (nullable): what to say about the cell, NULL when it says all itself
 */
char *
sublet_offer_column_dup_tooltip (const SubletOfferColumn *column,
                                 SubletMarket *market,
                                 guint position)
{
  if (sublet_market_get_row (market, position) == NULL)
    return NULL;
  if (column->key < 0)
    return sublet_offer_dup_warnings (market, position);
  if (column->key == SUBLET_OFFER_KEY_JOB_RATE)
    return dup_old_rate_sentence (market, position);
  if (sublet_offer_column_get_price_kind (column) != SUBLET_PRICE_KIND_UNKNOWN)
    return dup_missing_rate_reason (market, position, sublet_offer_column_get_price_kind (column));

  return (column->flags & SUBLET_OFFER_COLUMN_REPEAT) != 0
           ? sublet_offer_column_dup_text (column, market, position)
           : NULL;
}

/**
 * sublet_offer_column_get_icon:
 * @column: a column whose cells have an icon
 * @market: a market
 * @position: a position of its view
 *
 * Returns: (transfer none) (nullable): an icon's name
 */
const char *
sublet_offer_column_get_icon (const SubletOfferColumn *column, SubletMarket *market, guint position)
{
  const SubletOfferRow *row = sublet_market_get_row (market, position);

  if (row == NULL || sublet_market_is_gone (market, position))
    return NULL;

  if (column->key < 0)
    return sublet_market_get_warnings (market, position) != SUBLET_OFFER_WARNING_NONE
             ? SUBLET_OFFER_ICON_WARNING
             : NULL;

  if (row->verification == SUBLET_VERIFICATION_VERIFIED)
    return SUBLET_OFFER_ICON_VERIFIED;
  if (row->verification == SUBLET_VERIFICATION_DEVERIFIED)
    return SUBLET_OFFER_ICON_DEVERIFIED;

  return NULL;
}

/**
 * sublet_offer_dup_sentence:
 * @market: a market
 * @position: a position of its view
 *
 * Returns: (transfer full): the row in one sentence
 */
char *
sublet_offer_dup_sentence (SubletMarket *market, guint position)
{
  const SubletOfferRow *row = sublet_market_get_row (market, position);
  g_autofree char *gpu = NULL;
  g_autofree char *place = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *warnings = NULL;
  g_autofree char *sentence = NULL;
  const char *gone;
  SubletQuote quote;

  if (row == NULL)
    return g_strdup ("");

  gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  place = format_place (row);
  gone = sublet_presence_get_word (sublet_market_get_presence_at (market, position));
  sublet_market_get_quote (market, position, &quote);
  rate = gone != NULL ? g_strdup (gone) : sublet_format_rate (quote.job_rate_nusd);
  /* TRANSLATORS: an offer in one sentence: its GPU, a rate like $0.334/h, its place; instead of the
   * rate it may be taken or gone */
  sentence = g_strdup_printf (_ ("%1$s, %2$s, %3$s"), gpu, rate, place);
  if (gone != NULL || (warnings = sublet_offer_dup_warnings (market, position)) == NULL)
    return g_steal_pointer (&sentence);

  g_strdelimit (warnings, "\n", ';');
  /* TRANSLATORS: an offer in one sentence, and what speaks against it */
  return g_strdup_printf (_ ("%1$s. Warning: %2$s"), sentence, warnings);
}
