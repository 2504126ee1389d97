/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test-simulator.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* What a notification wants of a program that is only just starting. */

typedef struct
{
  SubletTestSimulator *simulator; /* (owned) */
  SubletServices *services;       /* (owned) */
  SubletWindow *window;

  const char *text; /* what is waited for */
  gint64 end_us;
} Scene;

static void
present (Scene *scene, gboolean demo)
{
  scene->services = window_fixture_start (demo);
  scene->window = window_fixture_present (scene->services);
}

static void
leave (Scene *scene)
{
  window_fixture_destroy (scene->window);
  window_fixture_end (&scene->services);
}

static SubletRentalEngine *
get_engine (Scene *scene)
{
  return sublet_services_get_engine (scene->services);
}

static bool
is_known (gpointer user_data)
{
  SubletRentalEngine *engine = get_engine (user_data);

  return engine != NULL && sublet_rental_engine_get_knowledge (engine) == SUBLET_KNOWLEDGE_KNOWN;
}

static bool
can_sign_in (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Check and Keep") != NULL;
}

static bool
can_start (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Start") != NULL;
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (
    sublet_session_get_key_store (sublet_services_get_session (((Scene *) user_data)->services)));
}

static void
sign_in (Scene *scene)
{
  GtkWidget *top = GTK_WIDGET (scene->window);

  sublet_test_await (can_sign_in, top);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (top, "key_row")), "demo-key");
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Check and Keep"));
  sublet_test_await (can_start, top);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Start"));
  sublet_test_await (is_idle, scene);
  sublet_test_await (is_known, scene);
}

static SubletOffer *
find_offer (Scene *scene)
{
  SubletMarket *market = sublet_services_get_market (scene->services);
  guint i;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (market, i);

      if (row->num_gpus == 1 && row->disk_space_gb > 200 &&
          row->duration_us > 10 * G_TIME_SPAN_DAY && row->rentable && !row->rented)
        return sublet_offer_new (row, SUBLET_PRICE_KIND_ON_DEMAND, 0);
    }

  return NULL;
}

static bool
has_offer (gpointer user_data)
{
  g_autoptr (SubletOffer) offer = find_offer (user_data);

  return offer != NULL;
}

static bool
has_lease (gpointer user_data)
{
  return sublet_rental_can_extend (user_data);
}

static SubletRental *
rent (Scene *scene)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletRental *rental;
  SubletJob job;

  sublet_test_await (has_offer, scene);
  offer = find_offer (scene);
  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "a/b:c");
  sublet_rental_request_set_label (request, "ada-1");
  sublet_rental_request_set_lease (request, 8 * G_TIME_SPAN_HOUR, SUBLET_LEASE_END_STOP);
  sublet_rental_engine_rent_async (get_engine (scene),
                                   request,
                                   NULL,
                                   sublet_test_on_result,
                                   &result);
  rental = sublet_rental_engine_rent_finish (get_engine (scene),
                                             sublet_test_await_result (&result),
                                             &error);
  g_assert_no_error (error);
  sublet_test_await (has_lease, rental);

  return rental;
}

static void
set_no_lease (Scene *scene, SubletRental *rental)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_lease_async (get_engine (scene),
                                        rental,
                                        0,
                                        SUBLET_LEASE_END_STOP,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_rental_engine_set_lease_finish (get_engine (scene),
                                         sublet_test_await_result (&result),
                                         &error);
  g_assert_no_error (error);
}

static bool
ends_then (gpointer user_data)
{
  Scene *scene = user_data;
  GListModel *rentals;
  g_autoptr (SubletRental) rental = NULL;

  if (get_engine (scene) == NULL)
    return false;
  rentals = sublet_rental_engine_get_rentals (get_engine (scene));
  rental = g_list_model_get_item (rentals, 0);

  return rental != NULL && sublet_rental_get_lease_end_us (rental) == scene->end_us;
}

static bool
says (gpointer user_data)
{
  Scene *scene = user_data;

  return sublet_ui_test_find_label (GTK_WIDGET (scene->window), scene->text) != NULL;
}

static void
await_toast (Scene *scene, const char *text)
{
  scene->text = text;
  sublet_test_await (says, scene);
}

/* From a cold start, on a person's real services: until there are pages, and what was rented is
 * read. */
static void
test_extend (void)
{
  Scene scene = { sublet_test_simulator_new (NULL, NULL) };
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *id = NULL;

  g_setenv ("VAST_URL", sublet_test_simulator_get_url (scene.simulator), TRUE);
  present (&scene, FALSE);
  sign_in (&scene);
  rental = rent (&scene);
  id = g_strdup (sublet_rental_get_id (rental));
  scene.end_us = sublet_rental_get_lease_end_us (rental) + G_TIME_SPAN_HOUR;
  g_clear_object (&rental);
  leave (&scene);

  present (&scene, FALSE);
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_EXTEND, id);
  sublet_test_await (ends_then, &scene);
  await_toast (&scene, "ada-1 ends ");

  /* What cannot be is said, as soon as that is known. */
  sublet_test_await (is_known, &scene);
  rental = g_list_model_get_item (sublet_rental_engine_get_rentals (get_engine (&scene)), 0);
  set_no_lease (&scene, rental);
  g_clear_object (&rental);
  leave (&scene);
  present (&scene, FALSE);
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_EXTEND, id);
  await_toast (&scene, "The lease of ada-1 cannot be put off any more.");
  sublet_test_await (is_idle, &scene);
  leave (&scene);
  g_unsetenv ("VAST_URL");
  g_object_unref (scene.simulator);
}

/* A rental is listed before its lease is known; that it cannot be put off then says nothing. What
 * comes of it is told: this one is not the engine's. */
static void
test_unknown_lease (void)
{
  Scene scene = { 0 };
  g_autoptr (SubletRental) rental = NULL;
  SubletClock *clock;
  GListStore *rentals;
  guint n;

  present (&scene, TRUE);
  sublet_test_await (window_fixture_is_main, scene.window);
  sublet_test_await (is_known, &scene);
  clock = sublet_rental_engine_get_clock (get_engine (&scene));
  rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (get_engine (&scene)));
  rental = sublet_ui_make_rental (clock, "ada-9", SUBLET_RENTAL_STATE_READY);
  sublet_rental_set_lease_end_us (rental, sublet_clock_get_service_us (clock) + G_TIME_SPAN_HOUR);
  n = g_list_model_get_n_items (G_LIST_MODEL (rentals));
  g_list_store_append (rentals, rental);

  get_engine (&scene)->knowledge = SUBLET_KNOWLEDGE_NEVER;
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_EXTEND, sublet_rental_get_id (rental));
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);
  get_engine (&scene)->knowledge = SUBLET_KNOWLEDGE_KNOWN;
  await_toast (&scene, "Its lease was not changed.");
  g_list_store_remove (rentals, n);
  leave (&scene);
}

static bool
dialog_is_open (gpointer user_data)
{
  return sublet_ui_test_find_dialog (user_data) != NULL;
}

/* Nor is anything bid: it waits until the list is known, and is asked here. */
static void
test_bid (void)
{
  Scene scene = { 0 };
  g_autoptr (SubletRental) rental = NULL;
  GListStore *rentals;
  guint n;

  present (&scene, TRUE);
  sublet_test_await (window_fixture_is_main, scene.window);
  sublet_test_await (is_known, &scene);
  rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (get_engine (&scene)));
  rental = sublet_ui_make_rental (sublet_rental_engine_get_clock (get_engine (&scene)),
                                  "ada-9",
                                  SUBLET_RENTAL_STATE_OUTBID);
  sublet_rental_set_stale (rental, TRUE);
  n = g_list_model_get_n_items (G_LIST_MODEL (rentals));
  g_list_store_append (rentals, rental);

  get_engine (&scene)->knowledge = SUBLET_KNOWLEDGE_UNKNOWN;
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_BID, sublet_rental_get_id (rental));
  sublet_test_drain ();
  g_assert_null (sublet_ui_test_find_dialog ("Bid for ada-9"));
  sublet_rental_set_stale (rental, FALSE);
  sublet_test_await (dialog_is_open, (char *) "Bid for ada-9");
  sublet_ui_test_answer ("Bid for ada-9", "cancel");
  get_engine (&scene)->knowledge = SUBLET_KNOWLEDGE_KNOWN;
  g_list_store_remove (rentals, n);
  leave (&scene);
}

/* Nothing is ended by a click outside of the window: it is asked here, and only for what can be. */
static void
test_ask (void)
{
  Scene scene = { 0 };
  g_autoptr (SubletRental) rental = NULL;
  GListStore *rentals;
  guint n;

  present (&scene, TRUE);
  sublet_test_await (window_fixture_is_main, scene.window);
  sublet_test_await (is_known, &scene);
  rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (get_engine (&scene)));
  rental = sublet_ui_make_rental (sublet_rental_engine_get_clock (get_engine (&scene)),
                                  "ada-9",
                                  SUBLET_RENTAL_STATE_READY);
  n = g_list_model_get_n_items (G_LIST_MODEL (rentals));
  g_list_store_append (rentals, rental);

  sublet_window_take_errand (scene.window, SUBLET_ERRAND_STOP, sublet_rental_get_id (rental));
  sublet_test_await (dialog_is_open, (char *) "Stop ada-9?");
  sublet_ui_test_answer ("Stop ada-9?", "cancel");
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_DESTROY, sublet_rental_get_id (rental));
  sublet_test_await (dialog_is_open, (char *) "Destroy ada-9?");
  sublet_ui_test_answer ("Destroy ada-9?", "cancel");
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_STOPPED, SUBLET_RENTAL_REASON_NONE, 1);
  sublet_window_take_errand (scene.window, SUBLET_ERRAND_STOP, sublet_rental_get_id (rental));
  sublet_test_drain ();
  g_assert_null (sublet_ui_test_find_dialog ("Stop ada-9?"));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);
  g_list_store_remove (rentals, n);
  leave (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window/errand/extend", test_extend);
  g_test_add_func ("/app/window/errand/unknown-lease", test_unknown_lease);
  g_test_add_func ("/app/window/errand/ask", test_ask);
  g_test_add_func ("/app/window/errand/bid", test_bid);

  return g_test_run ();
}
