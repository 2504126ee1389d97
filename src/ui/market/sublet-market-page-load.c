/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

/* ---- how many offers are loaded ---- */

static void
on_load_more (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_load_more (SUBLET_MARKET_PAGE (widget)->market);
}

static void
on_stop_loading (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_stop (SUBLET_MARKET_PAGE (widget)->market);
}

/**
 * sublet_market_page_install_load_actions:
 * @widget_class: the page's class
 */
void
sublet_market_page_install_load_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "market.load-more", NULL, on_load_more);
  gtk_widget_class_install_action (widget_class, "market.stop-loading", NULL, on_stop_loading);
}

/**
 * sublet_market_page_init_load_actions:
 * @self: a page
 *
 * The stateful action of the choice beside Load More.
 */
void
sublet_market_page_init_load_actions (SubletMarketPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction)
    max_offers = g_property_action_new ("max-offers", self->settings, "market-max-offers");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (max_offers));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "load", G_ACTION_GROUP (group));
}

/**
 * sublet_market_page_update_load_actions:
 * @self: a page
 *
 * What can be done now.
 */
void
sublet_market_page_update_load_actions (SubletMarketPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "market.load-more",
                                 sublet_market_can_load_more (self->market));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "market.stop-loading",
                                 sublet_market_get_progress (self->market, NULL, NULL));
}

/**
 * sublet_market_page_load_max_offers:
 * @self: a page
 *
 * The number of offers as it was chosen.
 */
void
sublet_market_page_load_max_offers (SubletMarketPage *self)
{
  int max_offers;

  g_object_get (self->settings, "market-max-offers", &max_offers, NULL);
  sublet_market_set_max_rows (self->market, (guint) max_offers);
  sublet_market_page_update_load_actions (self);
}
