/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "core/base/sublet-money.h"
#include "core/ssh/key-agent-fixture.h"
#include "core/ssh/key-fixture.h"
#include "ui/rent/sublet-access-fold.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

#include <gio/gunixsocketaddress.h>

/* ---- the form ---- */

static void
test_fine (SubletUiRenting *fixture, gconstpointer data)
{
  const SubletOfferRow *row = sublet_offer_get_row (fixture->offer);
  GtkWidget *focus;
  g_autofree char *disk = NULL;

  sublet_ui_renting_open_dialog (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "Rent RTX 4090");
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Rent · $"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Nothing else is rented"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Credit of $41.37 lasts"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "This job, 8"));
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "image"))),
                   ==,
                   "pytorch/pytorch:latest");
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "label"))),
                   ==,
                   "ada-1");
  disk = g_strdup_printf ("8 to %d, fixed for life.", (int) row->disk_space_gb);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, disk));

  focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  g_assert_true (gtk_widget_is_ancestor (focus, sublet_ui_renting_find_widget (fixture, "image")));

  /* Looking costs nothing. */
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static void
test_accessible (SubletUiRenting *fixture, gconstpointer data)
{
  const char *const fields[] = { "ceiling", "image", "disk", "label" };
  gsize i;

  sublet_ui_renting_open_dialog (fixture);
  for (i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkAccessible *field = GTK_ACCESSIBLE (sublet_ui_renting_find_widget (fixture, fields[i]));

      g_assert_true (gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_true (
        gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
      gtk_test_accessible_assert_state (field,
                                        GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_FALSE);
    }
  gtk_test_accessible_assert_role (fixture->dialog, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_test_accessible_assert_role (sublet_ui_renting_find_widget (fixture, "head_button"),
                                   GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_role (sublet_ui_renting_find_widget (fixture, "announcer"),
                                   GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
test_field_problems (SubletUiRenting *fixture, gconstpointer data)
{
  const SubletOfferRow *row = sublet_offer_get_row (fixture->offer);
  g_autofree char *disk =
    g_strdup_printf ("Disk must be 8 to %d\u00a0GB on this machine.", (int) row->disk_space_gb);
  const struct
  {
    const char *field;
    const char *wrong;
    const char *problem;
    const char *fine;
  } cases[] = {
    { "disk", "7", disk, "64" },
    { "disk", "90000", disk, "64" },
    { "disk", "", disk, "64" },
    { "image", "", "Name an image, such as pytorch/pytorch:latest.", "pytorch/pytorch" },
    { "image", "pytorch latest", "The name of an image has no spaces.", "pytorch/pytorch" },
    { "label", " ", "Name the instance, so that you find it again.", "ada-7" },
    { "ceiling", "x", "Type a rate in dollars an hour, or 0 to never take another one.", "0" },
  };
  gsize i;

  sublet_ui_renting_open_dialog (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *field = sublet_ui_renting_find_widget (fixture, cases[i].field);

      g_test_message ("%s: %s", cases[i].field, cases[i].wrong);
      sublet_ui_renting_type_in (fixture, cases[i].field, cases[i].wrong);
      g_assert_cmpstr (sublet_ui_renting_get_problem (fixture, cases[i].field),
                       ==,
                       cases[i].problem);
      g_assert_true (gtk_widget_has_css_class (field, "error"));
      g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
      g_assert_cmpstr (gtk_label_get_label (
                         GTK_LABEL (sublet_ui_renting_find_widget (fixture, "head_reason"))),
                       ==,
                       cases[i].problem);
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (field),
                                        GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);

      sublet_ui_renting_type_in (fixture, cases[i].field, cases[i].fine);
      g_assert_null (sublet_ui_renting_get_problem (fixture, cases[i].field));
      g_assert_false (gtk_widget_has_css_class (field, "error"));
      sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
    }
}

/* The disk is part of the price, and an untouched ceiling follows the price. */
static void
test_price_follows (SubletUiRenting *fixture, gconstpointer data)
{
  SubletJob job;
  SubletQuote quote;
  double ceiling;

  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "disk", "200");
  sublet_job_init (&job);
  job.disk_gb = 200;
  sublet_quote_for_row (sublet_offer_get_row (fixture->offer), &job, &quote);
  ceiling = gtk_spin_button_get_value (
    GTK_SPIN_BUTTON (sublet_ui_renting_find_widget (fixture, "ceiling")));
  g_assert_cmpfloat_with_epsilon (ceiling,
                                  1.05 * sublet_money_usd_from_nusd (quote.running_rate_nusd),
                                  0.0006);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Disk 200"));

  sublet_ui_renting_type_in (fixture, "ceiling", "9");
  sublet_ui_renting_type_in (fixture, "disk", "100");
  ceiling = g_ascii_strtod (gtk_editable_get_text (
                              GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "ceiling"))),
                            NULL);
  g_assert_cmpfloat_with_epsilon (ceiling, 9, 1e-9);
}

/* The offer is priced for one kind; another one has to be searched for. */
static void
test_other_kind (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_renting_find_widget (fixture, "kind-interruptible")),
                                TRUE);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Search Interruptible"));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  {
    SubletJob job;

    sublet_settings_get_job (fixture->settings, &job);
    g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  }
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

/* ---- the SSH key ---- */

static bool
has_key (gpointer data)
{
  return sublet_account_keys_get_registration (data) == SUBLET_KEY_REGISTRATION_REGISTERED &&
         !sublet_account_keys_get_refreshing (data);
}

static bool
has_no_key (gpointer data)
{
  return sublet_account_keys_get_registration (data) == SUBLET_KEY_REGISTRATION_MISSING;
}

static bool
is_known_again (gpointer data)
{
  return sublet_ui_renting_is_known (data) && sublet_rental_engine_get_account (data) != NULL;
}

/* The line says what became of it, and its button mends it. */
static void
test_ssh_key (SubletUiRenting *fixture, gconstpointer data)
{
  const char *server = sublet_client_get_server (fixture->client);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (server, TRUE);
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (server, "desk", TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (fixture->client, key_store);
  g_autoptr (SubletAccountKeys) keys = sublet_account_keys_new (session, store);
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");
  g_autoptr (SubletSshKey) own = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GtkWidget *button;

  sublet_rental_engine_set_account_keys (fixture->engine, keys);
  sublet_session_start_demo (session, key);
  sublet_test_await (has_key, keys);
  sublet_test_await (is_known_again, fixture->engine);
  sublet_ui_renting_open_dialog (fixture);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "SSH key is registered"));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Register It"));
  g_assert_true (sublet_ui_renting_can_rent (fixture->dialog));

  own = g_list_model_get_item (sublet_account_keys_get_keys (keys), 0);
  sublet_account_keys_remove_async (keys, own, sublet_test_on_result, &result);
  sublet_test_await (has_no_key, keys);
  sublet_test_await_result (&result);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "SSH key is not registered."));
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  button = sublet_ui_test_find_button (fixture->dialog, "Register It");
  sublet_ui_test_click (button);
  sublet_test_await (has_key, keys);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "SSH key is registered"));
  g_assert_true (sublet_ui_renting_can_rent (fixture->dialog));

  sublet_rental_engine_set_account_keys (fixture->engine, NULL);
}

#define LOOKING "Looking at the SSH key…"

/* (transfer full): takes every question and answers none, until it goes. */
static GSocket *
listen_silently (const char *path)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;
  GSocket *socket =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_assert_true (g_socket_listen (socket, &error));

  return socket;
}

static bool
has_agent_key (gpointer choice)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (choice)) == 4;
}

static bool
is_looking (gpointer dialog)
{
  return sublet_ui_test_find_label (dialog, LOOKING) != NULL;
}

static bool
is_not_looking (gpointer dialog)
{
  return !is_looking (dialog);
}

/* While the agent says nothing of the rental's own key, a line tells what is waited for. */
static void
test_silent_agent (SubletUiRenting *fixture, gconstpointer data)
{
  const char *server = sublet_client_get_server (fixture->client);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (server, TRUE);
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (server, "desk", TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (fixture->client, key_store);
  g_autoptr (SubletAccountKeys) keys = sublet_account_keys_new (session, store);
  g_autofree char *path = key_fixture_make (fixture->folder, "lab", "-t ed25519 -N ''");
  g_autofree char *silent_path = g_build_filename (fixture->folder, "silent", NULL);
  g_autoptr (GSocket) silent = listen_silently (silent_path);
  KeyAgent agent = { NULL };
  GtkWidget *fold;
  GtkDropDown *choice;

  key_agent_start (&agent);
  key_agent_add (&agent, path, NULL);
  sublet_identity_store_set_agent_path (store, silent_path);
  sublet_rental_engine_set_account_keys (fixture->engine, keys);
  sublet_ui_renting_open_dialog (fixture);
  g_assert_false (is_looking (fixture->dialog));
  fold = sublet_ui_test_find_type (fixture->dialog, SUBLET_TYPE_ACCESS_FOLD);
  choice = GTK_DROP_DOWN (sublet_ui_renting_find_widget (fixture, "ssh-key"));
  sublet_key_field_set_agent_path (sublet_access_fold_get_key_field (SUBLET_ACCESS_FOLD (fold)),
                                   agent.path);
  sublet_test_await (has_agent_key, choice);
  gtk_drop_down_set_selected (choice, 3);
  sublet_test_await (is_looking, fixture->dialog);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));

  g_assert_true (g_socket_close (silent, NULL));
  sublet_test_await (is_not_looking, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Your SSH agent"));
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  sublet_rental_engine_set_account_keys (fixture->engine, NULL);
  key_agent_stop (&agent);
}

/* Unknown is never empty: nothing is rented on a list that failed. */
static void
test_not_known (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"http-500-html\",\"route\":\"list\",\"times\":0}");
  sublet_rental_engine_refresh (fixture->engine);
  sublet_ui_renting_open_dialog (fixture);
  while (sublet_ui_test_find_label (fixture->dialog, "Your instances are not known") == NULL)
    sublet_ui_test_settle (fixture->dialog);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Ask Again"));
  g_assert_null (sublet_ui_test_find_label (fixture->dialog, "Nothing else is rented"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static void
test_cap (SubletUiRenting *fixture, gconstpointer data)
{
  const SubletSpendCaps caps = { .per_hour_nusd = 1000000 };
  const SubletSpendCaps none = { 0 };

  sublet_rental_engine_set_caps (fixture->engine, &caps);
  sublet_ui_renting_open_dialog (fixture);
  while (sublet_ui_test_find_label (fixture->dialog, "This would make $") == NULL)
    sublet_ui_test_settle (fixture->dialog);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Change the Cap…"));

  /* As the application does when the preferences change it. */
  sublet_rental_engine_set_caps (fixture->engine, &none);
  g_object_set (fixture->settings, "spend-cap-per-hour", 100.0, NULL);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
}

/* What is typed as the deposit is shown, counted, and goes along with what is rented. */
static void
test_reserved (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_reserve (fixture);
  sublet_ui_renting_open_dialog (fixture);
  g_assert_null (sublet_ui_test_find_label (fixture->dialog, "Deposit, once it runs"));
  sublet_ui_renting_type_in (fixture, "deposit", "50");
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpstr (sublet_ui_renting_get_problem (fixture, "deposit"),
                   ==,
                   "The deposit is more than your credit of $41.37.");
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));

  sublet_ui_renting_type_in (fixture, "deposit", "12.34");
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Deposit, once it runs"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "$12.34"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "The deposit leaves $29.03"));
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_cmpint (sublet_rental_get_deposit_uusd (fixture->rented), ==, 12340000);
  g_assert_cmpint (sublet_rental_get_quoted_rate_nusd (fixture->rented),
                   >,
                   sublet_offer_get_row (fixture->offer)->discounted_dph_nusd);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/fine", test_fine);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/accessible", test_accessible);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/field-problems", test_field_problems);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/price-follows", test_price_follows);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/other-kind", test_other_kind);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/reserved", test_reserved);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/ssh-key", test_ssh_key);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/silent-agent", test_silent_agent);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/not-known", test_not_known);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/cap", test_cap);

  return g_test_run ();
}
