/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-market-page-private.h"

#include "support/sublet-test.h"
#include "ui/common/sublet-size-bin.h"

#include "market-fixture.h"

/*
 * A market's page in a window, over a market that is fed by the simulator.
 */

typedef struct
{
  MarketFixture base;
  SubletSettings *settings;
  GtkWidget *page;
  GtkWidget *window;
  SubletOffer *requested; /* (owned) (nullable) */
} MarketPageFixture;

static inline void
market_page_on_rent_requested (SubletMarketPage *page,
                               SubletOffer *offer,
                               MarketPageFixture *fixture)
{
  g_set_object (&fixture->requested, offer);
}

static inline void
market_page_set_up (MarketPageFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autofree char *text = NULL;

  market_fixture_set_up (&fixture->base, NULL);
  fixture->settings = sublet_settings_new (TRUE);

  /* All models, so that there is something to choose from. */
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  true);
  text = sublet_offer_filter_to_text (filter);
  g_object_set (fixture->settings, "filters", text, NULL);
}

static inline void
market_page_present_page (MarketPageFixture *fixture, int width, int height)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->page = sublet_market_page_new (fixture->base.market, fixture->settings);
  gtk_widget_set_vexpand (fixture->page, TRUE);
  g_signal_connect (fixture->page,
                    "rent-requested",
                    G_CALLBACK (market_page_on_rent_requested),
                    fixture);
  gtk_box_append (GTK_BOX (box),
                  sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page)));
  gtk_box_append (GTK_BOX (box), fixture->page);
  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), box);
  g_object_bind_property (bin, "size-class", fixture->page, "size-class", G_BINDING_SYNC_CREATE);
  fixture->window = sublet_ui_test_present (bin, width, height);
}

static inline void
market_page_present_known (MarketPageFixture *fixture, int width, int height)
{
  market_page_present_page (fixture, width, height);
  market_fixture_await_idle (&fixture->base);
  sublet_ui_test_settle (fixture->window);
}

static inline void
market_page_tear_down (MarketPageFixture *fixture, gconstpointer user_data)
{
  gpointer weak = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), &weak);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&weak);
  g_clear_object (&fixture->requested);
  g_assert_finalize_object (fixture->settings);
  market_fixture_tear_down (&fixture->base, NULL);
}

static inline void
market_page_activate (MarketPageFixture *fixture, const char *action, const char *target)
{
  /* GTK 4.8 does not sink the target of a widget's own action. */
  g_autoptr (GVariant)
    argument = target != NULL ? g_variant_ref_sink (g_variant_new_string (target)) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (fixture->page, action, argument));
  sublet_test_drain ();
}

static inline SubletOfferDetails *
market_page_get_details (MarketPageFixture *fixture)
{
  return SUBLET_OFFER_DETAILS (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_OFFER_DETAILS));
}

static inline gint64
market_page_get_selected_id (MarketPageFixture *fixture)
{
  SubletOffer *offer = sublet_offer_details_get_offer (market_page_get_details (fixture));

  return offer != NULL ? sublet_offer_get_row (offer)->id : 0;
}

static inline const char *
market_page_get_face (MarketPageFixture *fixture)
{
  GtkStack *stack = GTK_STACK (sublet_ui_test_find (fixture->page, "stack"));

  return gtk_stack_get_visible_child_name (stack);
}

static inline bool
market_page_has_face (gpointer user_data)
{
  return g_str_equal (market_page_get_face (user_data), "face");
}

typedef struct
{
  const char *path;
  void (*test) (MarketPageFixture *fixture, gconstpointer user_data);
} MarketPageTest;

/* Returns: what main () does */
static inline int
market_page_run (const MarketPageTest *tests, gsize n_tests)
{
  gsize i;

  for (i = 0; i < n_tests; i++)
    g_test_add (tests[i].path,
                MarketPageFixture,
                NULL,
                market_page_set_up,
                tests[i].test,
                market_page_tear_down);

  return g_test_run ();
}
