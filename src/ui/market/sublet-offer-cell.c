/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-cell.h"

#include "ui/common/sublet-text-side.h"
#include "ui/market/sublet-offer-slot.h"

/*
 * A cell is a plain GtkInscription, a GtkImage, or a box of both: a table realises two and a half
 * thousand of them. Its column hangs on it as data, the slot tells it when to look again.
 */

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("sublet-offer-column");
}

static const SubletOfferColumn *
get_column (GtkWidget *cell)
{
  return g_object_get_qdata (G_OBJECT (cell), column_quark ());
}

static void
set_text (GtkInscription *inscription, const char *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (inscription), text) != 0)
    gtk_inscription_set_text (inscription, text);
}

static void
set_side (GtkWidget *inscription, const SubletOfferColumn *column)
{
  sublet_ui_set_side (GTK_INSCRIPTION (inscription),
                      (column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0);
}

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
update_cell (SubletOfferSlot *slot, GtkWidget *cell)
{
  const SubletOfferColumn *column = get_column (cell);
  SubletMarket *market = sublet_offer_slot_get_market (slot);
  guint position = sublet_offer_slot_get_position (slot);
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
    {
      GtkWidget *image = gtk_widget_get_first_child (cell);

      update_icon (GTK_IMAGE (image), column, market, position);
      set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)), text);
      set_side (gtk_widget_get_last_child (cell), column);
    }
  else
    {
      set_text (GTK_INSCRIPTION (cell), text);
      set_side (cell, column);
    }
  set_css_class (cell, "subdued", sublet_market_is_taken (market, position));
}

static gboolean
on_query_tooltip (GtkWidget *cell,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  GtkListItem *item)
{
  SubletOfferSlot *slot = gtk_list_item_get_item (item);
  SubletMarket *market = slot != NULL ? sublet_offer_slot_get_market (slot) : NULL;
  g_autofree char *text = NULL;

  if (market != NULL)
    text = sublet_offer_column_dup_tooltip (get_column (cell),
                                            market,
                                            sublet_offer_slot_get_position (slot));
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static GtkWidget *
make_inscription (const SubletOfferColumn *column)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  if ((column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0)
    gtk_widget_add_css_class (inscription, "numeric");
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     (column->flags & SUBLET_OFFER_COLUMN_ELLIPSIZE) != 0
                                       ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END
                                       : GTK_INSCRIPTION_OVERFLOW_CLIP);
  gtk_widget_set_hexpand (inscription, TRUE);

  return inscription;
}

static GtkWidget *
make_cell (const SubletOfferColumn *column)
{
  GtkWidget *box;

  if (column->key < 0)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (SUBLET_OFFER_ICON_WARNING);

      gtk_widget_add_css_class (image, "state-warning");
      return image;
    }
  if ((column->flags & SUBLET_OFFER_COLUMN_ICON) == 0)
    return make_inscription (column);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (SUBLET_OFFER_ICON_VERIFIED));
  gtk_box_append (GTK_BOX (box), make_inscription (column));

  return box;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, const SubletOfferColumn *column)
{
  GtkWidget *cell = make_cell (column);

  g_object_set_qdata (G_OBJECT (cell), column_quark (), (gpointer) column);
  if (column->key < 0 || column->key == SUBLET_OFFER_KEY_JOB_RATE ||
      (column->flags & SUBLET_OFFER_COLUMN_ELLIPSIZE) != 0)
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect_object (cell, "query-tooltip", G_CALLBACK (on_query_tooltip), item, 0);
    }
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SubletOfferSlot *slot = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_connect (slot, "changed", G_CALLBACK (update_cell), cell);
  update_cell (slot, cell);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item),
                                        update_cell,
                                        gtk_list_item_get_child (item));
}

/**
 * sublet_offer_cell_factory_new:
 * @column: the column
 *
 * Returns: (transfer full): makes its cells for slots of a SubletOfferListModel
 */
GtkListItemFactory *
sublet_offer_cell_factory_new (const SubletOfferColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  return factory;
}
