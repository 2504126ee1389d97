/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "ui/common/sublet-slot-focus.h"
#include "ui/market/sublet-offer-tile.h"

#include <glib/gi18n.h>

static void
make_header_start (SubletMarketPage *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->header_start = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->filters_toggle = gtk_toggle_button_new ();
  self->filters_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->filters_label), "numeric");
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("sublet-filter-symbolic"));
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->filters_label));
  gtk_button_set_child (GTK_BUTTON (self->filters_toggle), inside);
  gtk_widget_set_tooltip_text (self->filters_toggle, _ ("Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters_toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  gtk_box_append (GTK_BOX (self->header_start), self->filters_toggle);

  self->policy = SUBLET_POLICY_BUTTON (sublet_policy_button_new ());
  g_signal_connect_object (self->policy,
                           "chosen",
                           G_CALLBACK (sublet_market_page_on_policy_chosen),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->policy,
                           "clicked",
                           G_CALLBACK (sublet_market_page_on_policy_clicked),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->policy,
                           "limit-wanted",
                           G_CALLBACK (sublet_market_page_ask_limit),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header_start), GTK_WIDGET (self->policy));
}

/**
 * sublet_market_page_build:
 * @self: a page whose template is there
 *
 * Makes the parts that are not in the template. Once.
 */
void
sublet_market_page_build (SubletMarketPage *self)
{
  g_autoptr (GtkListItemFactory) factory = sublet_offer_tile_factory_new ();

  self->model = sublet_offer_list_model_new (self->market);
  g_signal_connect_object (self->model,
                           "notify::selected-id",
                           G_CALLBACK (sublet_market_page_on_selected),
                           self,
                           G_CONNECT_SWAPPED);

  self->job_bar = SUBLET_JOB_BAR (sublet_job_bar_new (self->settings));
  gtk_widget_set_hexpand (GTK_WIDGET (self->job_bar), TRUE);
  gtk_box_prepend (self->bar, GTK_WIDGET (self->job_bar));

  self->filter_pane = SUBLET_FILTER_PANE (sublet_filter_pane_new (self->market));
  g_signal_connect_object (self->filter_pane,
                           "changed",
                           G_CALLBACK (sublet_market_page_store_filter),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_pane_view_set_start (self->panes, GTK_WIDGET (self->filter_pane));

  self->details = SUBLET_OFFER_DETAILS (sublet_offer_details_new ());
  sublet_offer_details_set_clock (self->details, sublet_market_get_clock (self->market));
  sublet_pane_view_set_end (self->panes, GTK_WIDGET (self->details));

  self->status = SUBLET_MARKET_STATUS (sublet_market_status_new (self->market));
  gtk_box_append (self->content, GTK_WIDGET (self->status));

  self->anchor = sublet_scroll_anchor_new (self->list_scrolled);
  gtk_list_view_set_factory (self->list_view, factory);
  sublet_slot_focus_follow (GTK_WIDGET (self->list_view));
  g_signal_connect_object (self->table,
                           "activated",
                           G_CALLBACK (sublet_market_page_rent),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_announcer_set_clock (self->announcer, sublet_market_get_clock (self->market));

  make_header_start (self);
  g_object_bind_property (self->panes,
                          "start-shown",
                          self->filters_toggle,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->panes,
                          "end-shown",
                          self->details_toggle,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* A notification, and what follows it. */
typedef struct
{
  const char *signal;
  void (*follow) (SubletMarketPage *self);
} Followed;

static void
follow (SubletMarketPage *self, gpointer object, const Followed *followed, gsize n_followed)
{
  gsize i;

  for (i = 0; i < n_followed; i++)
    g_signal_connect_object (object,
                             followed[i].signal,
                             G_CALLBACK (followed[i].follow),
                             self,
                             G_CONNECT_SWAPPED);
}

/**
 * sublet_market_page_follow:
 * @self: a page with its children
 *
 * From now on the page shows what the market, the settings and the panes become.
 */
void
sublet_market_page_follow (SubletMarketPage *self)
{
  static const Followed settings[] = {
    { "notify::job-hours", sublet_market_page_load_job },
    { "notify::disk-gb", sublet_market_page_load_job },
    { "notify::job-down-gb", sublet_market_page_load_job },
    { "notify::job-up-gb", sublet_market_page_load_job },
    { "notify::price-kind", sublet_market_page_load_job },
    { "notify::side-by-side", sublet_market_page_switch_side_by_side },
    { "notify::lease-hours", sublet_market_page_load_job },
    { "notify::image", sublet_market_page_load_job },
    { "notify::filters", sublet_market_page_load_filter },
    { "notify::sort-columns", sublet_market_page_load_order },
    { "notify::visible-columns", sublet_market_page_load_columns },
    { "notify::column-widths", sublet_market_page_load_columns },
    { "notify::policy", sublet_market_page_load_policy },
    { "notify::policy-max-rate", sublet_market_page_load_policy },
    { "notify::market-panes", sublet_market_page_load_panes },
    { "notify::market-max-offers", sublet_market_page_load_max_offers },
  };
  static const Followed market[] = {
    { "view-changed", sublet_market_page_on_view_changed },
    { "kinds-changed", sublet_market_page_on_kinds_changed },
    { "notify::state", sublet_market_page_on_state_changed },
    { "notify::error", sublet_market_page_on_state_changed },
    { "notify::cut", sublet_market_page_on_state_changed },
    { "notify::refreshing", sublet_market_page_on_state_changed },
  };
  static const Followed layout[] = {
    { "changed", sublet_market_page_store_columns },
  };
  static const Followed panes[] = {
    { "notify::start-remembered", sublet_market_page_store_panes },
    { "notify::end-remembered", sublet_market_page_store_panes },
    { "notify::start-docked", sublet_market_page_apply_docked },
    { "notify::end-docked", sublet_market_page_apply_docked },
  };

  follow (self, self->settings, settings, G_N_ELEMENTS (settings));
  follow (self, self->market, market, G_N_ELEMENTS (market));
  follow (self, sublet_market_table_get_layout (self->table), layout, G_N_ELEMENTS (layout));
  follow (self, self->panes, panes, G_N_ELEMENTS (panes));
}
