/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-tile.h"

#include "ui/common/sublet-format.h"
#include "ui/market/sublet-offer-columns.h"
#include "ui/market/sublet-offer-warning-text.h"

#include <glib/gi18n.h>

struct _SubletOfferTile
{
  AdwBin parent_instance;

  SubletOfferSlot *slot; /* (owned) (nullable) */
  gulong changed_handler;

  /* template children */
  GtkWidget *mark;
  GtkLabel *gpu;
  GtkLabel *facts;
  GtkLabel *rate;
  GtkLabel *cost;
};

G_DEFINE_FINAL_TYPE (SubletOfferTile, sublet_offer_tile, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

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

  if (sublet_market_is_taken (market, position))
    return g_strdup (_ ("taken"));

  rate = sublet_format_rate (quote->job_rate_nusd);
  if (!sublet_market_get_old_rate (market, position, &old_rate_nusd, &known_at_us))
    return g_steal_pointer (&rate);

  return g_strconcat (quote->job_rate_nusd < old_rate_nusd ? "▾ " : "▴ ", rate, NULL);
}

static void
update (SubletOfferTile *self)
{
  SubletMarket *market = sublet_offer_slot_get_market (self->slot);
  guint position = sublet_offer_slot_get_position (self->slot);
  const SubletOfferRow *row = market != NULL ? sublet_market_get_row (market, position) : NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *warnings = NULL;
  gboolean taken;
  SubletQuote quote;

  if (row == NULL)
    return;

  taken = sublet_market_is_taken (market, position);
  sublet_market_get_quote (market, position, &quote);
  gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  facts = dup_facts (row);
  rate = dup_rate (market, position, &quote);
  cost = taken ? g_strdup ("–") : sublet_format_amount (quote.job_uusd);
  warnings = taken ? NULL : sublet_offer_dup_warnings (market, position);
  sentence = sublet_offer_dup_sentence (market, position);

  set_text (self->gpu, gpu);
  set_text (self->facts, facts);
  set_text (self->rate, rate);
  set_text (self->cost, cost);
  gtk_widget_set_visible (self->mark, warnings != NULL);
  gtk_widget_set_tooltip_text (self->mark, warnings);
  gtk_widget_set_opacity (GTK_WIDGET (self), taken ? 0.72 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static void
sublet_offer_tile_dispose (GObject *object)
{
  SubletOfferTile *self = SUBLET_OFFER_TILE (object);

  sublet_offer_tile_set_slot (self, NULL);

  G_OBJECT_CLASS (sublet_offer_tile_parent_class)->dispose (object);
}

static void
sublet_offer_tile_class_init (SubletOfferTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_offer_tile_dispose;

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
 * sublet_offer_tile_set_slot:
 * @self: a tile
 * @slot: (nullable): the position to show from now on
 */
void
sublet_offer_tile_set_slot (SubletOfferTile *self, SubletOfferSlot *slot)
{
  g_return_if_fail (SUBLET_IS_OFFER_TILE (self));

  if (self->slot != NULL)
    g_clear_signal_handler (&self->changed_handler, self->slot);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (slot, "changed", G_CALLBACK (update), self);
  update (self);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, sublet_offer_tile_new ());
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  sublet_offer_tile_set_slot (SUBLET_OFFER_TILE (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  sublet_offer_tile_set_slot (SUBLET_OFFER_TILE (gtk_list_item_get_child (item)), NULL);
}

/**
 * sublet_offer_tile_factory_new:
 *
 * Returns: (transfer full): makes tiles for slots of a SubletOfferListModel
 */
GtkListItemFactory *
sublet_offer_tile_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  return factory;
}
