/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-simulator.h"
#include "ui/common/sublet-strip.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-table.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/*
 * The page against the real engine, the real client and the simulator: a rental from its first card
 * to its last, driven by the card's own buttons.
 */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  char *folder;
  GtkWidget *strip;
  GtkWidget *page;
  GtkWidget *window;
  SubletRental *rental; /* (owned) (nullable) */
  const char *word;     /* what is waited for */
} Fixture;

static SubletAccount *
get_account (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  SubletAccount *account;
  g_autoptr (GError) error = NULL;
  SecretValue *key = secret_value_new ("demo-key", -1, "text/plain");

  sublet_client_set_key (fixture->client, key);
  secret_value_unref (key);
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &result);
  account =
    sublet_client_get_account_finish (fixture->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return account;
}

static void
sign_in (Fixture *fixture)
{
  g_autoptr (SubletAccount) account = get_account (fixture);

  sublet_rental_engine_set_account (fixture->engine, account, TRUE);
}

static bool
is_known (gpointer data)
{
  return sublet_rental_engine_get_knowledge (data) == SUBLET_KNOWLEDGE_KNOWN;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->simulator = sublet_test_simulator_new ("--speed", "1000", NULL);
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), clock, &error);
  g_assert_no_error (error);
  fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->engine = sublet_rental_engine_new (fixture->client, fixture->profile);
  sublet_rental_engine_open_async (fixture->engine, NULL, sublet_test_on_result, &result);
  g_assert_true (
    sublet_rental_engine_open_finish (fixture->engine, sublet_test_await_result (&result), &error));
  g_assert_no_error (error);
  sublet_rental_engine_set_visible (fixture->engine, TRUE);

  fixture->page = sublet_instances_page_new (fixture->engine, NULL);
  fixture->strip = sublet_strip_new (fixture->engine, fixture->profile, NULL);
  gtk_widget_set_vexpand (fixture->page, TRUE);
  gtk_box_append (GTK_BOX (box), fixture->strip);
  gtk_box_append (GTK_BOX (box), fixture->page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  fixture->window = sublet_ui_test_present (toasts, 1100, 700);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->page);
  sublet_rental_engine_set_account (fixture->engine, NULL, FALSE);
  g_clear_object (&fixture->rental);
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->profile);
  g_clear_object (&fixture->client);
  sublet_test_drain ();
  g_clear_object (&fixture->simulator);
  sublet_test_remove_folder (fixture->folder);
}

static void
rent (Fixture *fixture)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) rented = NULL;
  g_autoptr (GError) error = NULL;
  SubletJob job;
  guint i;

  sublet_client_search_offers_async (fixture->client, query, NULL, sublet_test_on_result, &found);
  page =
    sublet_client_search_offers_finish (fixture->client, sublet_test_await_result (&found), &error);
  g_assert_no_error (error);
  for (i = 0; i < page->rows->len && offer == NULL; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (row->num_gpus == 1 && row->disk_space_gb > 200 &&
          row->duration_us > 10 * G_TIME_SPAN_DAY && row->rentable && !row->rented)
        offer = sublet_offer_new (row, page->kind, page->known_at_us);
    }
  g_assert_nonnull (offer);

  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  sublet_rental_request_set_label (request, "ada-1");
  sublet_rental_engine_rent_async (fixture->engine, request, NULL, sublet_test_on_result, &rented);
  fixture->rental =
    sublet_rental_engine_rent_finish (fixture->engine, sublet_test_await_result (&rented), &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_card (Fixture *fixture)
{
  return sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_INSTANCE_CARD);
}

/* Asks again and again: the page follows the engine, and the engine the service. */
static bool
card_says (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *card = find_card (fixture);
  const char *state;

  if (card == NULL)
    return false;
  state = gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (card, "state_label")));
  if (g_str_has_prefix (state, fixture->word))
    return true;
  sublet_rental_engine_refresh (fixture->engine);

  return false;
}

static void
await_word (Fixture *fixture, const char *word)
{
  fixture->word = word;
  sublet_test_await (card_says, fixture);
  sublet_ui_test_settle (fixture->window);
}

static bool
dialog_is_open (gpointer data)
{
  return sublet_ui_test_find_dialog (data) != NULL;
}

static void
order (Fixture *fixture, const char *action, const char *heading)
{
  g_assert_true (gtk_widget_activate_action (find_card (fixture), action, NULL));
  sublet_test_await (dialog_is_open, (gpointer) heading);
  sublet_ui_test_answer (heading, "order");
}

/* ---- the same through a line of the table ---- */

typedef struct
{
  Fixture *fixture;
  SubletRentalState state;
} StateWait;

static bool
is_in_state (gpointer data)
{
  const StateWait *wait = data;

  if (sublet_rental_get_state (wait->fixture->rental) == wait->state)
    return true;
  sublet_rental_engine_refresh (wait->fixture->engine);

  return false;
}

static void
await_state (Fixture *fixture, SubletRentalState state)
{
  StateWait wait = { fixture, state };

  sublet_test_await (is_in_state, &wait);
  sublet_ui_test_settle (fixture->window);
}

/* From the menu of its line, which the keyboard opens. */
static void
order_in_line (Fixture *fixture, const char *action, const char *heading)
{
  GtkWidget *menu = gtk_widget_get_first_child (
    sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_INSTANCES_TABLE));

  while (!GTK_IS_POPOVER_MENU (menu))
    menu = gtk_widget_get_next_sibling (menu);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (fixture->page), fixture->rental);
  sublet_ui_test_press (fixture->page, GDK_KEY_Menu, 0);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (menu));
  g_assert_true (gtk_widget_activate_action (menu, action, NULL));
  gtk_popover_popdown (GTK_POPOVER (menu));
  sublet_test_await (dialog_is_open, (gpointer) heading);
  sublet_ui_test_answer (heading, "order");
}

static void
test_a_life_in_a_line (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  sublet_test_await (is_known, fixture->engine);
  g_object_set (fixture->page, "view", "table", NULL);

  rent (fixture);
  await_state (fixture, SUBLET_RENTAL_STATE_RUNNING);
  order_in_line (fixture, "instance.stop", "Stop ada-1?");
  await_state (fixture, SUBLET_RENTAL_STATE_STOPPED);
  order_in_line (fixture, "instance.start", "Start ada-1?");
  await_state (fixture, SUBLET_RENTAL_STATE_RUNNING);
  order_in_line (fixture, "instance.destroy", "Destroy ada-1?");
  await_state (fixture, SUBLET_RENTAL_STATE_GONE);
}

static bool
is_relabelled (gpointer data)
{
  return g_strcmp0 (sublet_rental_get_label (data), "ada-9") == 0;
}

static bool
is_labelled_back (gpointer data)
{
  return g_strcmp0 (sublet_rental_get_label (data), "ada-1") == 0;
}

static bool
undo_is_offered (gpointer data)
{
  return sublet_ui_test_find_button (data, "Undo") != NULL;
}

static void
test_a_life (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  sublet_test_await (is_known, fixture->engine);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Nothing Is Rented"));

  rent (fixture);
  await_word (fixture, "Running");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "1 running"));
  g_assert_nonnull (sublet_ui_test_find_label (find_card (fixture), "Disk"));

  order (fixture, "instance.stop", "Stop ada-1?");
  await_word (fixture, "Stopped");
  g_assert_nonnull (sublet_ui_test_find_button (find_card (fixture), "Start…"));
  g_assert_nonnull (sublet_ui_test_find_label (find_card (fixture), "a day"));

  order (fixture, "instance.start", "Start ada-1?");
  await_word (fixture, "Running");

  order (fixture, "instance.destroy", "Destroy ada-1?");
  await_word (fixture, "Gone");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Ended"));
  g_assert_nonnull (sublet_ui_test_find_label (find_card (fixture), "Seen absent twice"));
}

static void
test_relabel_and_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  sign_in (fixture);
  sublet_test_await (is_known, fixture->engine);
  rent (fixture);
  await_word (fixture, "Running");

  gtk_widget_activate_action (find_card (fixture), "instance.relabel", NULL);
  sublet_test_await (dialog_is_open, (gpointer) "Relabel ada-1");
  entry = sublet_ui_test_find_type (sublet_ui_test_find_dialog ("Relabel ada-1"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ada-9");
  sublet_ui_test_answer ("Relabel ada-1", "relabel");
  sublet_test_await (is_relabelled, fixture->rental);
  sublet_test_await (undo_is_offered, fixture->window);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Undo"));
  sublet_test_await (is_labelled_back, fixture->rental);

  /* Nothing that is rented is left behind. */
  order (fixture, "instance.destroy", "Destroy ada-1?");
  await_word (fixture, "Gone");
}

static bool
is_unknown (gpointer data)
{
  sublet_rental_engine_refresh (data);
  return sublet_rental_engine_get_knowledge (data) == SUBLET_KNOWLEDGE_UNKNOWN;
}

static bool
is_subdued (gpointer data)
{
  return gtk_widget_has_css_class (sublet_ui_test_find (data, "identity"), "subdued");
}

static void
test_when_the_service_is_gone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  sign_in (fixture);
  sublet_test_await (is_known, fixture->engine);
  rent (fixture);
  await_word (fixture, "Running");
  sublet_test_simulator_stop (fixture->simulator);
  sublet_test_await (is_unknown, fixture->engine);

  /* The card stays, dimmed and dated; what ends it can still be pressed. */
  sublet_test_await (is_subdued, find_card (fixture));
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "unknown since"));
  g_assert_nonnull (sublet_ui_test_find_label (find_card (fixture), "as of"));
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (fixture->strip)),
                   ==,
                   SUBLET_STRIP_KIND_UNKNOWN);
  button = sublet_ui_test_find_button (find_card (fixture), "Stop…");
  g_assert_true (gtk_widget_is_sensitive (button));
}

static bool
says_not_known (gpointer data)
{
  return sublet_ui_test_find_label (data, "Your Instances Are Not Known") != NULL;
}

/* Gone between the account and the first list. */
static void
test_never_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = get_account (fixture);

  sublet_test_simulator_stop (fixture->simulator);
  sublet_rental_engine_set_account (fixture->engine, account, TRUE);
  sublet_test_await (says_not_known, fixture->page);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "Nothing Is Rented"));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  add ("/ui/instances-live/a-life", test_a_life);
  add ("/ui/instances-live/a-life-in-a-line", test_a_life_in_a_line);
  add ("/ui/instances-live/relabel-and-undo", test_relabel_and_undo);
  add ("/ui/instances-live/when-the-service-is-gone", test_when_the_service_is_gone);
  add ("/ui/instances-live/never-known", test_never_known);

  return g_test_run ();
}
