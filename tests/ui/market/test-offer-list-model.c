/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-offer-list-model.h"

#include "support/sublet-test.h"

#include "market-fixture.h"

typedef struct
{
  guint n_items_changed;
  guint position;
  guint removed;
  guint added;
  guint n_selection_changed;
  guint n_slot_changed;
} Emissions;

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  Emissions *emissions)
{
  emissions->n_items_changed++;
  emissions->position = position;
  emissions->removed = removed;
  emissions->added = added;
}

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n, Emissions *emissions)
{
  emissions->n_selection_changed++;
}

static void
on_slot_changed (SubletSlot *slot, Emissions *emissions)
{
  emissions->n_slot_changed++;
}

static SubletOfferListModel *
make_model (MarketFixture *fixture, Emissions *emissions)
{
  SubletOfferListModel *model;

  market_fixture_refresh (fixture);
  model = sublet_offer_list_model_new (fixture->market);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), emissions);
  g_signal_connect (model, "selection-changed", G_CALLBACK (on_selection_changed), emissions);

  return model;
}

static void
reverse (MarketFixture *fixture)
{
  SubletOfferOrder order;

  sublet_market_get_order (fixture->market, &order);
  order.first_descending = !order.first_descending;
  sublet_market_set_order (fixture->market, &order);
}

static void
test_slots (MarketFixture *fixture, gconstpointer user_data)
{
  Emissions emissions = { 0 };
  SubletOfferListModel *model = make_model (fixture, &emissions);
  GListModel *list = G_LIST_MODEL (model);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_all = g_list_model_get_n_items (list);
  guint i;

  g_assert_cmpuint (n_all, ==, sublet_market_get_total (fixture->market));
  g_assert_null (g_list_model_get_item (list, n_all));
  for (i = 0; i < 30; i++)
    {
      SubletSlot *slot = g_list_model_get_item (list, i);

      g_assert_cmpuint (sublet_slot_get_position (slot), ==, i);
      g_assert_true (sublet_offer_slot_get_market (slot) == fixture->market);
      g_signal_connect (slot, "changed", G_CALLBACK (on_slot_changed), &emissions);
      g_ptr_array_add (slots, slot);
    }
  g_assert_cmpuint (sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (model)), ==, 30);

  /* Another order: the same items, told to look again, and nothing else. */
  reverse (fixture);
  g_assert_cmpuint (emissions.n_items_changed, ==, 0);
  g_assert_cmpuint (emissions.n_slot_changed, ==, 30);
  {
    g_autoptr (SubletSlot) slot = g_list_model_get_item (list, 7);

    g_assert_true (slot == g_ptr_array_index (slots, 7));
  }

  /* A filter: positions go at the end, at once; those left are told. */
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_4);
  emissions.n_slot_changed = 0;
  sublet_market_set_filter (fixture->market, filter);
  g_assert_cmpuint (emissions.n_items_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, sublet_market_get_shown (fixture->market));
  g_assert_cmpuint (emissions.position, ==, g_list_model_get_n_items (list));
  g_assert_cmpuint (emissions.removed, ==, n_all - g_list_model_get_n_items (list));
  g_assert_cmpuint (emissions.added, ==, 0);
  g_assert_cmpuint (emissions.n_slot_changed, ==, MIN (30, g_list_model_get_n_items (list)));

  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_COUNT);
  sublet_market_set_filter (fixture->market, filter);
  g_assert_cmpuint (emissions.n_items_changed, ==, 2);
  g_assert_cmpuint (emissions.added, ==, emissions.removed + n_all - emissions.position);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n_all);

  g_ptr_array_set_size (slots, 10);
  g_assert_cmpuint (sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (model)), ==, 10);
  g_assert_finalize_object (model);
  g_assert_null (sublet_offer_slot_get_market (g_ptr_array_index (slots, 0)));
}

static void
assert_selected (SubletOfferListModel *model, guint position)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (model);
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (selection);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)),
                    ==,
                    position);
  g_assert_cmpuint (gtk_bitset_get_size (bits), ==, position < n_items ? 1 : 0);
  if (position < n_items)
    {
      g_assert_true (gtk_bitset_contains (bits, position));
      g_assert_true (gtk_selection_model_is_selected (selection, position));
    }
  g_assert_false (gtk_selection_model_is_selected (selection, position == 0 ? 1 : 0));
}

static void
test_selection (MarketFixture *fixture, gconstpointer user_data)
{
  Emissions emissions = { 0 };
  g_autoptr (SubletOfferListModel) model = make_model (fixture, &emissions);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (model);
  g_autoptr (SubletNotifyCounter) ids = sublet_notify_counter_new (model, "selected-id");
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autofree char *reprice = NULL;
  const SubletOfferRow *row;
  gint64 machine_id;
  int num_gpus;
  gint64 id;

  assert_selected (model, G_MAXUINT);
  g_assert_true (gtk_selection_model_select_item (selection, 5, TRUE));
  id = sublet_market_get_row (fixture->market, 5)->id;
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (model), ==, id);
  assert_selected (model, 5);
  g_assert_cmpuint (emissions.n_selection_changed, ==, 1);
  g_assert_false (gtk_selection_model_select_item (selection, 100000, TRUE));

  /* It is the offer that is selected, not the place. */
  reverse (fixture);
  assert_selected (model, sublet_market_find_offer (fixture->market, id));
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)), !=, 5);
  reverse (fixture);
  assert_selected (model, 5);

  /* Dearer, elsewhere in the list, still selected. */
  reprice = g_strdup_printf ("{\"reprice\":{\"machine\":%" G_GINT64_FORMAT ",\"factor\":3}}",
                             sublet_market_get_row (fixture->market, 5)->machine_id);
  market_fixture_order (fixture, reprice);
  market_fixture_refresh (fixture);
  assert_selected (model, sublet_market_find_offer (fixture->market, id));
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)), >, 5);

  /* Hidden, and back. */
  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 0);
  sublet_market_set_filter (fixture->market, filter);
  assert_selected (model, G_MAXUINT);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (model), ==, id);
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
  sublet_market_set_filter (fixture->market, filter);
  assert_selected (model, sublet_market_find_offer (fixture->market, id));
  g_assert_cmpuint (sublet_notify_counter_take (ids), ==, 1);

  /* Taken: the simulator's machine has another GPU of the kind, which it lists under a new number.
   */
  row =
    sublet_market_get_row (fixture->market,
                           sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (model)));
  machine_id = row->machine_id;
  num_gpus = row->num_gpus;
  market_fixture_take_offer (fixture, id);
  market_fixture_refresh (fixture);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (model), !=, id);
  id = sublet_offer_list_model_get_selected_id (model);
  row = sublet_market_get_row (fixture->market, sublet_market_find_offer (fixture->market, id));
  g_assert_cmpint (row->machine_id, ==, machine_id);
  g_assert_cmpint (row->num_gpus, ==, num_gpus);
  assert_selected (model, sublet_market_find_offer (fixture->market, id));
  g_assert_cmpuint (sublet_notify_counter_take (ids), ==, 1);

  gtk_selection_model_select_item (selection, 2, TRUE);
  gtk_selection_model_unselect_item (selection, 1);
  assert_selected (model, 2);
  gtk_selection_model_unselect_all (selection);
  assert_selected (model, G_MAXUINT);
  g_assert_cmpint (sublet_offer_list_model_get_selected_id (model), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/market/offer-list-model/slots",
              MarketFixture,
              NULL,
              market_fixture_set_up,
              test_slots,
              market_fixture_tear_down);
  g_test_add ("/ui/market/offer-list-model/selection",
              MarketFixture,
              NULL,
              market_fixture_set_up,
              test_selection,
              market_fixture_tear_down);

  return g_test_run ();
}
