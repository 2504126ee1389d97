/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-outbid-text.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#define NBSP "\302\240"

/* ---- the words ---- */

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
show_reading (SubletRental *rental, gint64 floor_nusd, gint64 base_nusd, double used_gb)
{
  g_autoptr (SubletInstance) instance = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 7;
  data.is_bid = true;
  data.min_bid_nusd = floor_nusd;
  data.dph_base_nusd = base_nusd;
  data.dph_total_nusd = base_nusd == SUBLET_MONEY_UNKNOWN ? base_nusd : base_nusd + 15000000;
  data.disk_used_gb = used_gb;
  instance = sublet_instance_new_take (&data, 1);
  sublet_rental_set_instance (rental, instance);
  sublet_rental_set_rates (rental, 0, 295000000, 15000000);
}

static void
test_texts (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);

  assert_text (sublet_outbid_text_dup_raise (rental), "Bid more, and it runs again.");
  assert_text (sublet_outbid_text_dup_end (rental),
               "Ends what its disk costs; what is on it is lost.");

  show_reading (rental, 310000001, 280000000, 41);
  assert_text (sublet_outbid_text_dup_raise (rental),
               "Raise to $0.311/h: with its disk at most $7.80 a day.");
  assert_text (sublet_outbid_text_dup_end (rental),
               "Ends the $0.36 a day of its disk; the 41" NBSP "GB on it are lost.");

  show_reading (rental, 310000000, SUBLET_MONEY_UNKNOWN, 0.2);
  assert_text (sublet_outbid_text_dup_raise (rental), "Raise to $0.310/h, and it runs again.");
  assert_text (sublet_outbid_text_dup_end (rental),
               "Ends the $0.36 a day of its disk; what is on it is lost.");

  assert_text (sublet_outbid_text_dup_move (rental, SUBLET_NEXT_OFFER_ASKING, NULL),
               "Vast is asked what another one costs.");
  assert_text (sublet_outbid_text_dup_move (rental, SUBLET_NEXT_OFFER_NONE, NULL),
               "No other offer is as good now, at this bid.");
  assert_text (sublet_outbid_text_dup_move (rental, SUBLET_NEXT_OFFER_UNKNOWN, NULL),
               "What another one costs is not known yet.");
}

static void
count (guint *n)
{
  ++*n;
}

/* The market is asked again after five minutes, not with every look at a card. */
static void
test_again (void)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletNextOffer) next = NULL;
  guint n_answers = 0;

  next = sublet_next_offer_new (
    sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_OUTBID));
  g_signal_connect_swapped (next, "changed", G_CALLBACK (count), &n_answers);
  sublet_next_offer_ask (next, fixture->engine);
  g_assert_cmpint (sublet_next_offer_get_state (next), ==, SUBLET_NEXT_OFFER_ASKING);
  sublet_test_drain ();
  g_assert_cmpuint (n_answers, ==, 1);
  /* This engine has no such rental. */
  g_assert_cmpint (sublet_next_offer_get_state (next), ==, SUBLET_NEXT_OFFER_UNKNOWN);
  g_assert_null (sublet_next_offer_get_request (next));

  sublet_manual_clock_advance (fixture->clock, 5 * 60 * 1000 - 1);
  sublet_next_offer_ask (next, fixture->engine);
  sublet_test_drain ();
  g_assert_cmpuint (n_answers, ==, 1);
  sublet_manual_clock_advance (fixture->clock, 1);
  sublet_next_offer_ask (next, fixture->engine);
  sublet_test_drain ();
  g_assert_cmpuint (n_answers, ==, 2);
}

/* ---- on a card, with the shipped engine ---- */

typedef struct
{
  EngineFixture f;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
} Scene;

static bool
can_change (gpointer user_data)
{
  return sublet_rental_can_change_bid (user_data);
}

static bool
is_outbid (gpointer user_data)
{
  Scene *scene = user_data;

  sublet_rental_engine_refresh (scene->f.engine);
  return sublet_rental_get_state (scene->rental) == SUBLET_RENTAL_STATE_OUTBID;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *order = NULL;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "1000", "--speed", "50", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  request = engine_fixture_make_bid (f);
  scene->rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  sublet_test_await (can_change, scene->rental);
  scene->record = sublet_instance_record_new (scene->rental);
  scene->card = sublet_instance_card_new (f->engine, NULL);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  scene->window = sublet_ui_test_present (scene->card, 1100, 300);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene->card, "outbid_row")));

  order = g_strdup_printf ("{\"outbid\":%" G_GINT64_FORMAT "}",
                           sublet_rental_get_instance_id (scene->rental));
  engine_fixture_set (f, order);
  sublet_test_await (is_outbid, scene);
  sublet_test_drain ();
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  engine_fixture_tear_down (&scene->f, data);
}

static bool
is_answered (gpointer user_data)
{
  Scene *scene = user_data;
  SubletNextOffer *next = sublet_instance_record_get_next_offer (scene->record, scene->rental);

  return sublet_next_offer_get_state (next) == SUBLET_NEXT_OFFER_FOUND ||
         sublet_next_offer_get_state (next) == SUBLET_NEXT_OFFER_NONE;
}

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene->card, name)));
}

static void
assert_asks (Scene *scene, const char *button, const char *heading)
{
  sublet_ui_test_click (sublet_ui_test_find (scene->card, button));
  g_assert_nonnull (sublet_ui_test_find_dialog (heading));
  sublet_ui_test_answer (heading, "cancel");
  sublet_test_drain ();
}

/* Each with its cost, each leads to its question, and nothing happens before that is answered. */
static void
test_choices (Scene *scene, gconstpointer data)
{
  guint n_creates = engine_fixture_ledger_creates (&scene->f);

  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (scene->card, "outbid_row")));
  g_assert_true (g_str_has_prefix (get_text (scene, "raise_label"), "Raise to $"));
  g_assert_true (g_str_has_prefix (get_text (scene, "end_label"), "Ends the $"));
  assert_asks (scene, "raise_button", "Bid for ada-1");
  assert_asks (scene, "end_button", "Destroy ada-1?");
  g_assert_cmpuint (engine_fixture_ledger_creates (&scene->f), ==, n_creates);
  g_assert_cmpuint (engine_fixture_ledger_destroys (&scene->f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "bid"), ==, 0);
}

static bool
is_asked (gpointer user_data)
{
  return sublet_ui_test_find_dialog ("Destroy ada-1 and take another one?") != NULL;
}

static bool
is_moved (gpointer user_data)
{
  Scene *scene = user_data;

  return engine_fixture_ledger_creates (&scene->f) == 2 &&
         engine_fixture_ledger_destroys (&scene->f) == 1;
}

/* What the next one costs is said before, and the old one is ended only after a yes. */
static void
test_move (Scene *scene, gconstpointer data)
{
  sublet_test_await (is_answered, scene);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (get_text (scene, "move_label"), "The next one is RTX "));
  g_assert_nonnull (strstr (get_text (scene, "move_label"), "/h. This one is destroyed for it; "));
  g_assert_true (g_str_has_suffix (get_text (scene, "move_label"), " lost."));
  g_assert_cmpuint (engine_fixture_ledger_destroys (&scene->f), ==, 0);

  sublet_ui_test_click (sublet_ui_test_find (scene->card, "move_button"));
  sublet_test_await (is_asked, scene);
  g_assert_cmpuint (engine_fixture_ledger_destroys (&scene->f), ==, 0);
  sublet_ui_test_answer ("Destroy ada-1 and take another one?", "replace");
  sublet_test_await (is_moved, scene);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
}

static bool
has_ended (gpointer next)
{
  return sublet_next_offer_get_state (next) != SUBLET_NEXT_OFFER_ASKING;
}

/* A search that a new key cut off says nothing, and the new key may ask at once. */
static void
test_cut_off (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletNextOffer) next = sublet_next_offer_new (scene->rental);
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");

  sublet_test_await (is_answered, scene);
  sublet_next_offer_ask (next, scene->f.engine);
  sublet_client_set_key (scene->f.client, key);
  sublet_test_await (has_ended, next);
  g_assert_cmpint (sublet_next_offer_get_state (next), ==, SUBLET_NEXT_OFFER_UNKNOWN);

  sublet_next_offer_ask (next, scene->f.engine);
  g_assert_cmpint (sublet_next_offer_get_state (next), ==, SUBLET_NEXT_OFFER_ASKING);
  sublet_test_await (has_ended, next);
  g_assert_cmpint (sublet_next_offer_get_state (next), !=, SUBLET_NEXT_OFFER_UNKNOWN);
}

/* What is not ours cannot be replaced, and what does not bid, is unknown or runs has no choices. */
static void
test_hidden (void)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  SubletRental *rental = NULL;
  g_autoptr (SubletInstanceRecord) record = NULL;
  GtkWidget *card = sublet_instance_card_new (fixture->engine, NULL);
  GtkWidget *window;
  GtkWidget *row;

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_OUTBID);
  record = sublet_instance_record_new (rental);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (card), rental, record);
  window = sublet_ui_test_present (card, 1100, 300);
  row = sublet_ui_test_find (card, "outbid_row");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (card, "move_line")));
  gtk_test_accessible_assert_property (sublet_ui_test_find (card, "move_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Try Another…");

  sublet_rental_set_stale (rental, TRUE);
  sublet_test_drain ();
  g_assert_false (gtk_widget_get_visible (row));
  sublet_rental_set_stale (rental, FALSE);
  sublet_rental_set_busy (rental, TRUE);
  sublet_test_drain ();
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (card, "move_line")));
  sublet_rental_set_busy (rental, FALSE);
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, 1);
  sublet_test_drain ();
  g_assert_false (gtk_widget_get_visible (row));
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/outbid-row/texts", test_texts);
  g_test_add_func ("/ui/instances/outbid-row/again", test_again);
  g_test_add_func ("/ui/instances/outbid-row/hidden", test_hidden);
  g_test_add ("/ui/instances/outbid-row/choices", Scene, NULL, set_up, test_choices, tear_down);
  g_test_add ("/ui/instances/outbid-row/move", Scene, NULL, set_up, test_move, tear_down);
  g_test_add ("/ui/instances/outbid-row/cut-off", Scene, NULL, set_up, test_cut_off, tear_down);

  return g_test_run ();
}
