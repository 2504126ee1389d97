/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"
#include "ui/instance/connection-scene.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* What the page of an instance offers to mend its connection with. */

static bool
is_mapped (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static const char *
get_headline (ConnectionScene *scene)
{
  return gtk_label_get_text (scene->section->headline_label);
}

static void
mend (ConnectionScene *scene, SubletDoctorLink link)
{
  sublet_ui_test_click (connection_scene_get_fix (scene, link));
  sublet_test_drain ();
}

static void
test_reboot (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_PORT,
                         SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                         SUBLET_DOCTOR_FIX_REBOOT);
  mend (&scene, SUBLET_DOCTOR_LINK_PORT);
  g_assert_nonnull (sublet_ui_test_find_dialog ("Reboot ada-1?"));
  sublet_ui_test_answer ("Reboot ada-1?", "cancel");
  connection_scene_clear (&scene);
}

static void
test_terminal (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_HOME,
                         SUBLET_DOCTOR_FINDING_HOME_FULL,
                         SUBLET_DOCTOR_FIX_TERMINAL);
  mend (&scene, SUBLET_DOCTOR_LINK_HOME);
  g_assert_true (scene.asked == scene.rental);
  connection_scene_clear (&scene);
}

typedef struct
{
  SubletDoctorFinding finding;
  SubletDoctorFix fix;
  const char *question;
} HostKey;

static const HostKey other_key = { SUBLET_DOCTOR_FINDING_HOST_KEY,
                                   SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY,
                                   "Accept the New Host Key of ada-1?" };
static const HostKey new_key = { SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                                 SUBLET_DOCTOR_FIX_TRUST_HOST_KEY,
                                 "Trust the Host Key of ada-1?" };

/* The fingerprint is seen first, and a no changes nothing. */
static void
test_host_key (gconstpointer data)
{
  const HostKey *what = data;
  ConnectionScene scene;
  SubletConnection *connection;
  SubletSshHostKey *shown;
  GtkWidget *dialog;

  connection_scene_init (&scene);
  connection = sublet_connections_get (scene.fixture->connections, scene.rental);
  connection_scene_find (&scene, SUBLET_DOCTOR_LINK_HOST_KEY, what->finding, what->fix);
  if (what->finding == SUBLET_DOCTOR_FINDING_HOST_KEY)
    g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (scene.section->key_row), "\nTrusted since "));
  mend (&scene, SUBLET_DOCTOR_LINK_HOST_KEY);
  shown = sublet_doctor_get_presented_key (scene.section->doctor);
  dialog = sublet_ui_test_find_dialog (what->question);
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                            sublet_ssh_host_key_get_fingerprint (shown)));
  sublet_ui_test_answer (what->question, "cancel");
  sublet_test_drain ();
  g_assert_null (connection->pinned);

  mend (&scene, SUBLET_DOCTOR_LINK_HOST_KEY);
  sublet_ui_test_answer (what->question, "yes");
  sublet_test_drain ();
  g_assert_true (connection->pinned != NULL &&
                 sublet_ssh_host_key_equal (connection->pinned, shown));
  connection_scene_clear (&scene);
}

static void
test_copy (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  g_assert_false (is_mapped (scene.section->foot));
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_PORT,
                         SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                         SUBLET_DOCTOR_FIX_REBOOT);
  g_assert_true (is_mapped (scene.section->foot));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (scene.section), "doctor.copy-report", NULL));
  connection_scene_clear (&scene);
}

/* Who comes with a broken connection need not ask for it. */
static void
test_by_itself (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene.page), SUBLET_SECTION_OVERVIEW);
  sublet_ui_test_settle (scene.window);
  sublet_ui_connection_break (scene.fixture,
                              scene.rental,
                              SUBLET_CONNECTION_LINK_PORT,
                              SUBLET_ERROR_NO_NETWORK,
                              TRUE);
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene.page), SUBLET_SECTION_CONNECTION);
  sublet_ui_test_settle (scene.window);
  g_assert_true (sublet_doctor_get_running (scene.section->doctor) ||
                 sublet_doctor_get_checked_us (scene.section->doctor) != 0);
  connection_scene_clear (&scene);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, char **page)
{
  g_free (*page);
  *page = g_variant_dup_string (parameter, NULL);
}

/* A key of the person's is named, and where it cannot be used the way leads to where it is chosen.
 */
static void
test_chosen_key (void)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction)
    action = g_simple_action_new ("show-preferences-page", G_VARIANT_TYPE_STRING);
  g_autofree char *page = NULL;
  SubletDoctor *doctor;
  ConnectionScene scene;

  connection_scene_init (&scene);
  doctor = scene.section->doctor;
  g_signal_connect (action, "activate", G_CALLBACK (on_preferences), &page);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (scene.window, "win", G_ACTION_GROUP (actions));

  doctor->key_name = g_strdup ("my desk (SHA256:abc)");
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                         SUBLET_DOCTOR_FIX_ATTACH_KEY);
  g_assert_cmpstr (get_headline (&scene),
                   ==,
                   "Key refused: ada-1 does not have your key my desk (SHA256:abc)");

  g_clear_pointer (&doctor->key_name, g_free);
  doctor->key_problem = SUBLET_KEY_PROBLEM_PASSPHRASE;
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_KEYS,
                         SUBLET_DOCTOR_FINDING_NO_KEY,
                         SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpstr (get_headline (&scene),
                   ==,
                   "Your SSH key is locked, and its passphrase was not given.");
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "Your key is taken"));
  g_assert_null (sublet_ui_test_find_label (scene.page, "Sublet’s key is taken"));
  sublet_ui_test_click (connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_KEYS));
  g_assert_cmpstr (page, ==, "connection");
  connection_scene_clear (&scene);
}

/* Where it is the instance's own, the way leads to another one for it. What the doctor found with
 * the key before says nothing any more. */
static void
test_own_key (void)
{
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file ("/nonexistent/lab");
  g_autoptr (SubletIdentityStore) store = NULL;
  g_autoptr (SubletDoctor) before = NULL;
  SubletConnection *connection;
  ConnectionScene scene;
  GtkWidget *fix;

  connection_scene_init (&scene);
  connection = sublet_connections_get (scene.fixture->connections, scene.rental);
  /* Held, so that no other one can have its place. */
  before = g_object_ref (scene.section->doctor);
  store = sublet_identity_store_ref_fixed (scene.fixture->identities, choice);
  sublet_connection_set_identities (connection, store);
  sublet_ui_test_settle (scene.window);
  g_assert_true (scene.section->doctor != before);
  g_assert_true (sublet_doctor_has_own_key (scene.section->doctor));

  scene.section->doctor->key_problem = SUBLET_KEY_PROBLEM_GONE;
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_KEYS,
                         SUBLET_DOCTOR_FINDING_NO_KEY,
                         SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  fix = connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_KEYS);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fix)), ==, "Choose Another Key…");
  mend (&scene, SUBLET_DOCTOR_LINK_KEYS);
  g_assert_nonnull (sublet_ui_test_find_dialog ("Change the SSH Key of ada-1"));
  sublet_ui_test_answer ("Change the SSH Key of ada-1", "cancel");
  sublet_test_drain ();

  /* Of what only a newer version can read, nothing is offered that does nothing. */
  sublet_rental_set_takes_ssh_key (scene.rental, FALSE);
  sublet_rental_set_label (scene.rental, "ada-2");
  sublet_ui_test_settle (scene.window);
  g_assert_null (connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_KEYS));
  connection_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance/mending/reboot", test_reboot);
  g_test_add_func ("/ui/instance/mending/terminal", test_terminal);
  g_test_add_data_func ("/ui/instance/mending/host-key", &other_key, test_host_key);
  g_test_add_data_func ("/ui/instance/mending/host-key-new", &new_key, test_host_key);
  g_test_add_func ("/ui/instance/mending/copy", test_copy);
  g_test_add_func ("/ui/instance/mending/by-itself", test_by_itself);
  g_test_add_func ("/ui/instance/mending/chosen-key", test_chosen_key);
  g_test_add_func ("/ui/instance/mending/own-key", test_own_key);

  return g_test_run ();
}
