/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-progress.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-manual-clock.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletManualClock *clock;
  SubletRental *rental;
  SubletRentProgress *progress;
  GtkWidget *window;
  guint n_answered;
  guint n_refused;
  guint n_back;
  SubletOffer *instead; /* (borrowed) */
  GPtrArray *said;
} Fixture;

static void
count (guint *counter)
{
  (*counter)++;
}

static void
on_step (Fixture *fixture, const char *sentence)
{
  g_ptr_array_add (fixture->said, g_strdup (sentence));
}

static void
on_instead (Fixture *fixture, SubletOffer *offer)
{
  fixture->instead = offer;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = sublet_manual_clock_new ();
  fixture->said = g_ptr_array_new_with_free_func (g_free);
  fixture->rental = sublet_rental_new ("r", SUBLET_RENTAL_ORIGIN_OURS);
  sublet_rental_set_label (fixture->rental, "ada-4");
  sublet_rental_set_gpu (fixture->rental, "RTX 4090", 1);
  sublet_rental_set_quoted_rate_nusd (fixture->rental, 325111111);

  fixture->progress = SUBLET_RENT_PROGRESS (sublet_rent_progress_new ());
  g_signal_connect_swapped (fixture->progress,
                            "answered",
                            G_CALLBACK (count),
                            &fixture->n_answered);
  g_signal_connect_swapped (fixture->progress, "refused", G_CALLBACK (count), &fixture->n_refused);
  g_signal_connect_swapped (fixture->progress, "back", G_CALLBACK (count), &fixture->n_back);
  g_signal_connect_swapped (fixture->progress, "rent-instead", G_CALLBACK (on_instead), fixture);
  g_signal_connect_swapped (fixture->progress, "step", G_CALLBACK (on_step), fixture);
  fixture->window = sublet_ui_test_present (GTK_WIDGET (fixture->progress), 500, 500);
  sublet_rent_progress_start (fixture->progress, SUBLET_CLOCK (fixture->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer progress = fixture->progress;

  g_object_add_weak_pointer (G_OBJECT (progress), &progress);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&progress);
  g_assert_finalize_object (fixture->rental);
  g_ptr_array_unref (fixture->said);
  sublet_test_drain ();
  g_assert_finalize_object (fixture->clock);
}

static void
enter (Fixture *fixture, SubletRentalState state, SubletRentalReason reason)
{
  SubletRentalEvent event = {
    .at_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)),
    .state = state,
    .reason = reason,
    .offer_id = state == SUBLET_RENTAL_STATE_REQUESTING ? 31900417 : 0,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };

  sublet_rental_add_event (fixture->rental, &event);
  sublet_rental_set_state (fixture->rental, state, reason, event.at_us);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  sublet_ui_test_settle (fixture->window);

  return sublet_ui_test_find_label (fixture->window, text) != NULL;
}

static void
follow (Fixture *fixture)
{
  enter (fixture, SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_REASON_NONE);
  enter (fixture, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE);
  sublet_rent_progress_set_rental (fixture->progress, fixture->rental, 341000000);
}

static void
test_rented (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "Writing to the journal…"));
  g_assert_cmpuint (fixture->said->len, ==, 0);

  follow (fixture);
  g_assert_true (shows (fixture, "Asked Vast for offer 31900417"));
  g_assert_true (shows (fixture, "Waiting for Vast's answer…"));
  g_assert_cmpuint (fixture->n_answered, ==, 0);

  enter (fixture, SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_RENTAL_REASON_NONE);
  enter (fixture, SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_REASON_NONE);
  g_assert_cmpuint (fixture->n_answered, ==, 1);
  g_assert_cmpuint (fixture->n_refused, ==, 0);

  /* Each step is spoken once. */
  g_assert_cmpuint (fixture->said->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (fixture->said, 2), ==, "Rented: ada-4");
}

/* The seconds go by only while they are looked at. */
static void
test_unclear (Fixture *fixture, gconstpointer data)
{
  SubletClock *clock = SUBLET_CLOCK (fixture->clock);

  follow (fixture);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 0);
  enter (fixture, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE);
  sublet_rental_set_settling (fixture->rental,
                              2,
                              3,
                              sublet_clock_get_service_us (clock) + 24 * G_TIME_SPAN_SECOND);
  g_assert_true (shows (fixture, "look 2 of 3 in 24\u00a0s"));
  g_assert_true (shows (fixture, "will not rent a second one"));
  g_assert_null (sublet_ui_test_find_button (fixture->window, "Back"));

  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 1);
  sublet_manual_clock_advance (fixture->clock, 1000);
  sublet_manual_clock_await_waiting (fixture->clock, 1);
  g_assert_true (shows (fixture, "look 2 of 3 in 23\u00a0s"));

  gtk_widget_set_visible (fixture->window, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 0);
  gtk_widget_set_visible (fixture->window, TRUE);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 1);

  enter (fixture, SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_RENTAL_REASON_NONE);
  g_assert_cmpuint (fixture->n_answered, ==, 1);
  sublet_test_drain ();
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 0);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = NULL;
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  row.id = 5;
  offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 0);
  sublet_offer_row_clear (&row);

  follow (fixture);
  sublet_rental_set_next (fixture->rental, offer, 348000000);
  enter (fixture, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);
  g_assert_true (shows (fixture, "This Offer Is Gone"));
  g_assert_true (shows (fixture, "The next one costs $0.348/h, above your ceiling."));
  g_assert_cmpuint (fixture->n_refused, ==, 1);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Rent It Instead…"));
  g_assert_true (fixture->instead == offer);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  follow (fixture);
  sublet_rental_set_detail (fixture->rental, "400 invalid_args: image");
  enter (fixture, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_INVALID);
  g_assert_true (shows (fixture, "Vast refuses one of the values"));
  g_assert_true (shows (fixture, "Nothing was rented."));
  /* The server's words stand under Details only. */
  g_assert_false (shows (fixture, "invalid_args"));
  gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (fixture->window, "details")), TRUE);
  g_assert_true (shows (fixture, "400 invalid_args: image"));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Back to the Offer"));
  g_assert_cmpuint (fixture->n_back, ==, 1);

  /* And anew. */
  sublet_rent_progress_start (fixture->progress, SUBLET_CLOCK (fixture->clock));
  g_assert_true (shows (fixture, "Writing to the journal…"));
  g_assert_false (shows (fixture, "Vast refuses"));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/rent/progress/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("rented", test_rented);
  ADD ("unclear", test_unclear);
  ADD ("taken", test_taken);
  ADD ("refused", test_refused);

  return g_test_run ();
}
