/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-cell.h"

#include "ui/common/sublet-slot-cell.h"
#include "ui/market/sublet-offer-list-model.h"

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set == gtk_widget_has_css_class (widget, css_class))
    return;

  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* An icon that is not there is not seen, but keeps its room: a change of icon lays the whole list
 * out again, which costs more than all texts together. */
static void
update_icon (GtkImage *image, const SubletOfferColumn *column, SubletMarket *market, guint position)
{
  const char *icon_name = sublet_offer_column_get_icon (column, market, position);

  gtk_widget_set_opacity (GTK_WIDGET (image), icon_name != NULL ? 1 : 0);
  if (icon_name == NULL || g_strcmp0 (gtk_image_get_icon_name (image), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (image, icon_name);
  set_css_class (GTK_WIDGET (image),
                 "state-warning",
                 g_strcmp0 (icon_name, SUBLET_OFFER_ICON_VERIFIED) != 0);
}

static void
update_cell (GtkWidget *cell, SubletSlot *slot, gconstpointer data)
{
  const SubletOfferColumn *column = data;
  SubletMarket *market = sublet_offer_slot_get_market (slot);
  guint position = sublet_slot_get_position (slot);
  g_autofree char *text = NULL;

  if (market == NULL || sublet_market_get_row (market, position) == NULL)
    return;

  if (GTK_IS_IMAGE (cell))
    {
      g_autofree char *sentence = sublet_offer_dup_sentence (market, position);

      /* The first cell speaks for its row. */
      update_icon (GTK_IMAGE (cell), column, market, position);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      sentence,
                                      -1);
      return;
    }

  text = sublet_offer_column_dup_text (column, market, position);
  if (GTK_IS_BOX (cell))
    update_icon (GTK_IMAGE (gtk_widget_get_first_child (cell)), column, market, position);
  sublet_slot_cell_set_text (GTK_INSCRIPTION (GTK_IS_BOX (cell) ? gtk_widget_get_last_child (cell)
                                                                : cell),
                             text,
                             (column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0);
  set_css_class (cell, "subdued", sublet_market_is_gone (market, position));
}

static char *
dup_tooltip (GtkWidget *cell, SubletSlot *slot, gconstpointer column)
{
  SubletMarket *market = sublet_offer_slot_get_market (slot);

  return market != NULL
           ? sublet_offer_column_dup_tooltip (column, market, sublet_slot_get_position (slot))
           : NULL;
}

static GtkWidget *
make_cell (gconstpointer data)
{
  const SubletOfferColumn *column = data;
  GtkWidget *inscription;
  GtkWidget *box;

  if (column->key < 0)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (SUBLET_OFFER_ICON_WARNING);

      gtk_widget_add_css_class (image, "state-warning");
      return image;
    }

  inscription =
    sublet_slot_cell_new_inscription ((column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0);
  if ((column->flags & SUBLET_OFFER_COLUMN_ICON) == 0)
    return inscription;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (SUBLET_OFFER_ICON_VERIFIED));
  gtk_box_append (GTK_BOX (box), inscription);

  return box;
}

static const SubletSlotCells telling_cells = { make_cell, update_cell, dup_tooltip };
static const SubletSlotCells plain_cells = { make_cell, update_cell, NULL };

/**
 * sublet_offer_cell_factory_new:
 * @column: the column
 *
 * Returns: (transfer full): makes its cells for slots of a SubletOfferListModel
 */
GtkListItemFactory *
sublet_offer_cell_factory_new (const SubletOfferColumn *column)
{
  gboolean tells = column->key < 0 || column->key == SUBLET_OFFER_KEY_JOB_RATE ||
                   sublet_offer_column_get_price_kind (column) != SUBLET_PRICE_KIND_UNKNOWN ||
                   (column->flags & SUBLET_OFFER_COLUMN_REPEAT) != 0;

  return sublet_slot_cell_factory_new (tells ? &telling_cells : &plain_cells, column);
}
