/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-tile.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-slot-cell.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/market/sublet-offer-columns.h"
#include "ui/market/sublet-offer-list-model.h"
#include "ui/market/sublet-offer-warning-text.h"
#include "ui/market/sublet-presence-text.h"

#include <glib/gi18n.h>

struct _SubletOfferTile
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *mark;
  GtkLabel *gpu;
  GtkLabel *facts;
  GtkLabel *rate;
  GtkLabel *cost;
};

G_DEFINE_FINAL_TYPE (SubletOfferTile, sublet_offer_tile, ADW_TYPE_BIN)

static char *
dup_facts (const SubletOfferRow *row)
{
  g_autofree char *memory = sublet_format_ram_gb (row->gpu_ram_mb);
  g_autofree char *reliability = sublet_format_percent (row->reliability, 1);
  g_autofree char *place = sublet_format_place (row->region, row->country);

  /* TRANSLATORS: facts of an offer: GB of memory of one GPU, reliability in per cent, place; the
   * blanks before the units are no-break spaces */
  return g_strdup_printf (_ ("%1$s GB · %2$s %% · %3$s"), memory, reliability, place);
}

static char *
dup_rate (SubletMarket *market, guint position, const SubletQuote *quote)
{
  g_autofree char *rate = NULL;
  gint64 old_rate_nusd;
  gint64 known_at_us;

  if (sublet_market_is_gone (market, position))
    return g_strdup (sublet_presence_get_word (sublet_market_get_presence_at (market, position)));

  rate = sublet_format_rate (quote->job_rate_nusd);
  if (!sublet_market_get_old_rate (market, position, &old_rate_nusd, &known_at_us))
    return g_steal_pointer (&rate);

  return g_strconcat (quote->job_rate_nusd < old_rate_nusd ? "▾ " : "▴ ", rate, NULL);
}

static void
sublet_offer_tile_class_init (SubletOfferTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-offer-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletOfferTile, mark);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferTile, gpu);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferTile, facts);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferTile, rate);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferTile, cost);
}

static void
sublet_offer_tile_init (SubletOfferTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_offer_tile_new:
 *
 * Returns: (transfer floating): a tile without an offer
 */
GtkWidget *
sublet_offer_tile_new (void)
{
  return g_object_new (SUBLET_TYPE_OFFER_TILE, NULL);
}

/**
 * sublet_offer_tile_show:
 * @self: a tile
 * @slot: the position to show; beyond the end what is shown stays
 */
void
sublet_offer_tile_show (SubletOfferTile *self, SubletSlot *slot)
{
  SubletMarket *market = sublet_offer_slot_get_market (slot);
  guint position = sublet_slot_get_position (slot);
  const SubletOfferRow *row = market != NULL ? sublet_market_get_row (market, position) : NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *warnings = NULL;
  gboolean gone;
  SubletQuote quote;

  if (row == NULL)
    return;

  gone = sublet_market_is_gone (market, position);
  sublet_market_get_quote (market, position, &quote);
  gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  facts = dup_facts (row);
  rate = dup_rate (market, position, &quote);
  cost = gone ? g_strdup ("–") : sublet_format_amount (quote.job_uusd);
  warnings = gone ? NULL : sublet_offer_dup_warnings (market, position);
  sentence = sublet_offer_dup_sentence (market, position);

  sublet_label_set_text (self->gpu, gpu);
  sublet_label_set_text (self->facts, facts);
  sublet_label_set_text (self->rate, rate);
  sublet_label_set_text (self->cost, cost);
  gtk_widget_set_visible (self->mark, warnings != NULL);
  sublet_tooltip_set (self->mark, warnings);
  gtk_widget_set_opacity (GTK_WIDGET (self), gone ? 0.72 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static GtkWidget *
make_tile (gconstpointer column)
{
  return sublet_offer_tile_new ();
}

static void
update_tile (GtkWidget *tile, SubletSlot *slot, gconstpointer column)
{
  sublet_offer_tile_show (SUBLET_OFFER_TILE (tile), slot);
}

static const SubletSlotCells tiles = { make_tile, update_tile, NULL };

/**
 * sublet_offer_tile_factory_new:
 *
 * Returns: (transfer full): makes tiles for slots of a SubletOfferListModel
 */
GtkListItemFactory *
sublet_offer_tile_factory_new (void)
{
  return sublet_slot_cell_factory_new (&tiles, NULL);
}
