/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-preflight.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/rent/sublet-running-row.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

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

/* ---- renting ---- */

static void
test_rent_once (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  /* A double click, and the keys. */
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_signal_emit_by_name (sublet_ui_renting_find_widget (fixture, "head_button"), "clicked");
  gtk_widget_activate_action (fixture->dialog, "rent.rent", NULL);

  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  g_assert_cmpuint (fixture->n_rented, ==, 1);
  g_assert_cmpstr (sublet_rental_get_label (fixture->rented), ==, "ada-1");
  g_assert_cmpint (sublet_rental_get_instance_id (fixture->rented), >, 0);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
shows_destroy (gpointer data)
{
  return sublet_ui_test_find_button (data, "Destroy…") != NULL;
}

static float
get_top (SubletUiRenting *fixture, const char *name)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (sublet_ui_renting_find_widget (fixture, name),
                                            fixture->dialog,
                                            &bounds));
  return bounds.origin.y;
}

static void
rent_and_open_again (SubletUiRenting *fixture)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);

  g_clear_object (&fixture->offer);
  fixture->offer = sublet_ui_renting_find_offer (fixture->client);
  sublet_ui_renting_open_dialog (fixture);
}

static void
test_warning (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *accept;

  rent_and_open_again (fixture);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "1 instance runs, $"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "1 warning to accept"));
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "label"))),
                   ==,
                   "ada-2");

  /* What runs already, with its way out. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Show"));
  sublet_test_await (shows_destroy, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_type (fixture->dialog, SUBLET_TYPE_RUNNING_ROW));
  /* The name has the row to itself. */
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpfloat (get_top (fixture, "destroy_button"), >, get_top (fixture, "facts_label"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Destroy…"));
  sublet_ui_test_answer ("Destroy ada-1?", "cancel");

  accept = gtk_widget_get_ancestor (sublet_ui_test_find_label (fixture->dialog, "Rent one more"),
                                    GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (accept), TRUE);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
answer_is_lost (gpointer data)
{
  return sublet_ui_test_find_label (data, "The answer got lost") != NULL;
}

static void
test_unclear (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"lost-reply\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (answer_is_lost, fixture->dialog);

  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Written to the journal"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Asked Vast for offer"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "will not rent a second one"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Close"));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Rent"));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Again"));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Close"));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
engine_has_instance (gpointer data)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (data);
  g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, 0);

  return rental != NULL && sublet_rental_get_instance_id (rental) > 0;
}

static bool
asks_vast (gpointer data)
{
  return sublet_ui_test_find_label (data, "Waiting for Vast's answer") != NULL;
}

static void
test_close_while_asking (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture, "/_sim/faults", "{\"fault\":\"hold\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (asks_vast, fixture->dialog);

  /* Escape closes it and the work goes on. */
  gtk_widget_activate_action (fixture->dialog, "rent.cancel", NULL);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  sublet_ui_renting_arm (fixture, "/_sim/await", "{\"route\":\"create\",\"count\":1}");
  sublet_ui_renting_arm (fixture, "/_sim/release", "{}");
  sublet_test_await (engine_has_instance, fixture->engine);
  g_assert_cmpuint (fixture->n_rented, ==, 0);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
says_why_not (gpointer data)
{
  return gtk_widget_get_visible (data) &&
         sublet_ui_test_find_label (data, "more than your cap allows. Nothing was rented.") != NULL;
}

/* Whoever closes the window in the moment before the intent is written thinks that something was
 * asked for: when nothing was, it comes back to say so. */
static void
test_close_before_written (SubletUiRenting *fixture, gconstpointer data)
{
  const SubletSpendCaps caps = { .per_hour_nusd = 1000000 };

  sublet_ui_renting_open_dialog (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  /* Lowered behind the window's back: the engine has the last word. */
  sublet_rental_engine_set_caps (fixture->engine, &caps);
  sublet_ui_test_click (sublet_ui_renting_find_widget (fixture, "head_button"));
  gtk_widget_activate_action (fixture->dialog, "rent.cancel", NULL);
  g_assert_nonnull (fixture->dialog);
  g_assert_false (gtk_widget_get_visible (fixture->dialog));

  sublet_test_await (says_why_not, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Cancel"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static bool
is_gone (gpointer data)
{
  return sublet_ui_test_find_label (data, "This Offer Is Gone") != NULL;
}

static void
test_taken_too_dear (SubletUiRenting *fixture, gconstpointer data)
{
  gint64 first = sublet_offer_get_row (fixture->offer)->id;

  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"no-such-ask\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "ceiling", "0");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (is_gone, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);

  /* Proposed, never rented: the person sees its price first. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Rent It Instead…"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpint (sublet_offer_get_row (
                     sublet_rent_dialog_get_offer (SUBLET_RENT_DIALOG (fixture->dialog)))
                     ->id,
                   !=,
                   first);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 2);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static void
test_taken_next_one (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"no-such-ask\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "ceiling", "50");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 2);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
was_refused (gpointer data)
{
  return sublet_ui_test_find_label (data, "Nothing was rented") != NULL;
}

static void
test_refused (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture, "/_sim/faults", "{\"fault\":\"auth-401\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (was_refused, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "does not accept this key"));

  /* Back with everything as it was chosen. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Back to the Offer"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Cancel"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);
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

static void
assert_natural_height (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget,
                      GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (widget),
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  g_assert_cmpint (gtk_widget_get_height (widget), ==, natural);
}

/* Where there is little room the receipt folds above the button. */
static void
test_narrow (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *fold;
  GtkImage *arrow;

  sublet_ui_renting_open_dialog (fixture);
  arrow = GTK_IMAGE (sublet_ui_renting_find_widget (fixture, "fold_icon"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 640);
  while (!gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "foot_button")))
    sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpint (gtk_widget_get_width (fixture->dialog), <=, 360);
  g_assert_false (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "head_button")));
  g_assert_false (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  g_assert_cmpstr (gtk_image_get_icon_name (arrow), ==, "go-up-symbolic");

  fold = sublet_ui_renting_find_widget (fixture, "fold_button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fold), TRUE);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  assert_natural_height (sublet_ui_renting_find_widget (fixture, "receipt_group"));
  g_assert_cmpstr (gtk_image_get_icon_name (arrow), ==, "go-down-symbolic");

  /* And back beside the form, as high as it was. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 1060, 720);
  while (!gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "head_button")))
    sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  assert_natural_height (sublet_ui_renting_find_widget (fixture, "receipt_group"));
}

/* Nothing in it is wider than the narrowest window: not the receipt, nor a check with a button. */
static void
test_large_text (SubletUiRenting *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *content;
  int least;

  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  rent_and_open_again (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_renting_find_widget (fixture, "fold_button")),
                                TRUE);
  sublet_ui_test_settle (fixture->dialog);
  content = sublet_size_bin_get_child (
    SUBLET_SIZE_BIN (sublet_ui_renting_find_widget (fixture, "size_bin")));
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
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

#define ADD(path, function)             \
  g_test_add ("/ui/rent/dialog/" path,  \
              SubletUiRenting,          \
              NULL,                     \
              sublet_ui_renting_set_up, \
              function,                 \
              sublet_ui_renting_tear_down)

  ADD ("fine", test_fine);
  ADD ("accessible", test_accessible);
  ADD ("field-problems", test_field_problems);
  ADD ("price-follows", test_price_follows);
  ADD ("other-kind", test_other_kind);
  ADD ("reserved", test_reserved);
  ADD ("ssh-key", test_ssh_key);
  ADD ("rent-once", test_rent_once);
  ADD ("warning", test_warning);
  ADD ("unclear", test_unclear);
  ADD ("close-while-asking", test_close_while_asking);
  ADD ("close-before-written", test_close_before_written);
  ADD ("taken-too-dear", test_taken_too_dear);
  ADD ("taken-next-one", test_taken_next_one);
  ADD ("refused", test_refused);
  ADD ("not-known", test_not_known);
  ADD ("cap", test_cap);
  ADD ("narrow", test_narrow);
  ADD ("large-text", test_large_text);

  return g_test_run ();
}
