/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-rental-engine-keys.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-field-row.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* Another SSH key, from the card's menu to the journal, with the shipped engine. */

#define HEADING "Change the SSH Key of ada-1"
#define GONE "file:///nonexistent/lab"

/* As they stand in the list. */
enum
{
  AS_IN_PREFERENCES,
  OWN,
  A_FILE,
};

typedef struct
{
  EngineFixture f;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
  const char *words; /* that are waited for */
} Scene;

static bool
is_held (gpointer user_data)
{
  return sublet_rental_can_set_ssh_key (user_data);
}

/* Rented with a file of the person's; none is there. */
static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "50", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  offer = engine_fixture_pick_offer (f, 0);
  request = engine_fixture_make_request (f, offer);
  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_ssh_key (launch, GONE);
  sublet_rental_request_set_launch (request, launch);
  scene->rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  sublet_test_await (is_held, scene->rental);
  scene->record = sublet_instance_record_new (scene->rental);
  scene->card = sublet_instance_card_new (f->engine, NULL);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  scene->window = sublet_ui_test_present (scene->card, 1100, 300);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  sublet_rental_engine_set_account_keys (scene->f.engine, NULL);
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  engine_fixture_tear_down (&scene->f, data);
}

static GtkWidget *
ask (Scene *scene)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate_action (scene->card, "instance.change-key", NULL));
  dialog = sublet_ui_test_find_dialog (HEADING);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);

  return dialog;
}

static GtkWidget *
get_list (GtkWidget *dialog)
{
  return sublet_ui_test_find_type (dialog, GTK_TYPE_DROP_DOWN);
}

static void
choose (GtkWidget *dialog, guint entry)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_list (dialog)), entry);
  sublet_ui_test_settle (dialog);
}

static bool
is_live (gpointer dialog)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Use This Key"));
}

static bool
says_gone (gpointer dialog)
{
  return sublet_ui_test_find_label (dialog, "The file of your SSH key is not there.") != NULL;
}

static void
assert_has_key (Scene *scene, const char *ssh_key)
{
  g_autofree char *has = sublet_rental_engine_dup_ssh_key (scene->f.engine, scene->rental);

  g_assert_cmpstr (has, ==, ssh_key);
}

static bool
is_changed (gpointer user_data)
{
  Scene *scene = user_data;

  return engine_fixture_count_events (&scene->f, "ssh-key-changed") == 1;
}

/* What it has is chosen, and why that is of no use is said; it is no answer. Another one is. */
static void
test_change (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);
  guint n_paid = engine_fixture_ledger_creates (&scene->f);

  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (get_list (dialog))), ==, A_FILE);
  sublet_test_await (says_gone, dialog);
  g_assert_false (is_live (dialog));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "Terminals that are open stay open"));

  choose (dialog, OWN);
  sublet_test_await (is_live, dialog);
  g_assert_false (says_gone (dialog));
  sublet_ui_test_answer (HEADING, "use");
  sublet_test_await (is_changed, scene);
  assert_has_key (scene, "own");
  g_assert_null (sublet_instance_record_get_failure (scene->record));
  g_assert_cmpuint (engine_fixture_ledger_creates (&scene->f), ==, n_paid);
}

/* From now on it is the one of Preferences; which that is nobody knows here. */
static void
test_preferences (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);

  choose (dialog, AS_IN_PREFERENCES);
  g_assert_true (is_live (dialog));
  sublet_ui_test_answer (HEADING, "use");
  sublet_test_await (is_changed, scene);
  assert_has_key (scene, NULL);
}

/* ---- what Preferences name ---- */

/* As the program has it; nobody is signed in there, so nothing is put on the account. (transfer
 * none): what has that key. */
static SubletIdentityStore *
add_account_keys (Scene *scene)
{
  EngineFixture *f = &scene->f;
  const char *server = sublet_client_get_server (f->client);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (server, TRUE);
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (server, "desk", TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (f->client, key_store);
  g_autoptr (SubletAccountKeys) keys = sublet_account_keys_new (session, store);

  sublet_rental_engine_set_account_keys (f->engine, keys);

  return sublet_rental_engine_get_identity_store (f->engine);
}

/* (transfer full): a file that ssh-keygen made. */
static char *
make_file (Scene *scene, const char *type)
{
  g_autofree char *path = g_build_filename (scene->f.folder, type, NULL);
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q -t %s -N '' -C lab -f '%s'", type, path);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_steal_pointer (&path);
}

static bool
says_words (gpointer user_data)
{
  Scene *scene = user_data;
  GtkWidget *dialog = sublet_ui_test_find_dialog (HEADING);

  return sublet_ui_test_find_label (dialog, scene->words) != NULL;
}

/* It is said, with where another is chosen, and is no answer; Sublet's own is one. */
static void
assert_refused (Scene *scene, const char *words)
{
  GtkWidget *dialog = ask (scene);

  choose (dialog, AS_IN_PREFERENCES);
  scene->words = words;
  sublet_test_await (says_words, scene);
  g_assert_false (is_live (dialog));

  choose (dialog, OWN);
  sublet_test_await (is_live, dialog);
  g_assert_false (says_words (scene));
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();
  assert_has_key (scene, GONE);
}

/* A file that is not there, a key that cannot sign, and an agent that does not run. */
static void
test_preference_refused (Scene *scene, gconstpointer data)
{
  SubletIdentityStore *store = add_account_keys (scene);
  g_autofree char *rsa = make_file (scene, "rsa");
  g_autofree char *agent = g_build_filename (scene->f.folder, "no-agent", NULL);
  g_autoptr (SubletKeyChoice) is_gone = sublet_key_choice_new_file ("/nonexistent/desk");
  g_autoptr (SubletKeyChoice) is_rsa = sublet_key_choice_new_file (rsa);
  g_autoptr (SubletKeyChoice) is_in_agent =
    sublet_key_choice_new_agent ("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

  sublet_identity_store_set_choice (store, is_gone);
  assert_refused (scene,
                  "The file of your SSH key is not there. Put it back, or choose another in "
                  "Preferences.");
  sublet_identity_store_set_choice (store, is_rsa);
  assert_refused (scene, "That is an RSA key");
  sublet_identity_store_set_agent_path (store, agent);
  sublet_identity_store_set_choice (store, is_in_agent);
  assert_refused (scene,
                  "Your SSH agent is not running. Start it, or choose another key in Preferences.");
}

/* One that can be used is named, and is an answer once it was looked at. */
static void
test_preference_usable (Scene *scene, gconstpointer data)
{
  SubletIdentityStore *store = add_account_keys (scene);
  g_autofree char *path = make_file (scene, "ed25519");
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  GtkWidget *dialog;

  sublet_identity_store_set_choice (store, choice);
  dialog = ask (scene);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_list (dialog)), AS_IN_PREFERENCES);
  g_assert_false (is_live (dialog));
  sublet_test_await (is_live, dialog);
  g_assert_nonnull (sublet_ui_test_find_label (dialog, path));
  sublet_ui_test_answer (HEADING, "use");
  sublet_test_await (is_changed, scene);
  assert_has_key (scene, NULL);
}

static void
test_cancel (Scene *scene, gconstpointer data)
{
  choose (ask (scene), OWN);
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();
  assert_has_key (scene, GONE);
  g_assert_cmpuint (engine_fixture_count_events (&scene->f, "ssh-key-changed"), ==, 0);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
}

static bool
has_failed (gpointer user_data)
{
  return sublet_instance_record_get_failure (user_data) != NULL;
}

/* What the journal does not take is told on the card, and the key is the one it was. */
static void
test_failure (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);

  engine_fixture_order_journal (&scene->f,
                                "CREATE TEMP TRIGGER full BEFORE INSERT ON rentals"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  choose (dialog, AS_IN_PREFERENCES);
  sublet_ui_test_answer (HEADING, "use");
  sublet_test_await (has_failed, scene->record);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (gtk_label_get_label (
                                     GTK_LABEL (sublet_ui_test_find (scene->card, "foot_label"))),
                                   "The SSH key was not changed. "));
  assert_has_key (scene, GONE);
  engine_fixture_order_journal (&scene->f, "DROP TRIGGER full");
}

/* By their titles, as those who listen hear them; and what is not ours is not asked about. */
static void
test_named (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);
  GtkWidget *row = sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "SSH _Key");
  g_assert_true (sublet_field_row_get_control (SUBLET_FIELD_ROW (row)) == get_list (dialog));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (get_list (dialog)),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_nonnull (sublet_ui_test_find_button (dialog, "Choose File…"));
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();

  sublet_rental_set_origin (scene->rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  sublet_test_drain ();
  g_assert_false (sublet_rental_can_set_ssh_key (scene->rental));
  gtk_widget_activate_action (scene->card, "instance.change-key", NULL);
  g_assert_null (sublet_ui_test_find_dialog (HEADING));
}

static void
add (const char *path, void (*test) (Scene *, gconstpointer))
{
  g_test_add (path, Scene, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  add ("/ui/instances/ssh-key-question/change", test_change);
  add ("/ui/instances/ssh-key-question/preferences", test_preferences);
  add ("/ui/instances/ssh-key-question/preference-refused", test_preference_refused);
  add ("/ui/instances/ssh-key-question/preference-usable", test_preference_usable);
  add ("/ui/instances/ssh-key-question/cancel", test_cancel);
  add ("/ui/instances/ssh-key-question/failure", test_failure);
  add ("/ui/instances/ssh-key-question/named", test_named);

  return g_test_run ();
}
