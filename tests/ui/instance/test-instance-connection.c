/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-doctor-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/instance/sublet-doctor-row.h"
#include "ui/instance/sublet-doctor-text.h"
#include "ui/instance/sublet-instance-connection-private.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* What the page of an instance says of its connection. What the doctor finds is told to it. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed): the fixture's */
  SubletInstanceConnection *section;
  GtkWidget *page; /* weak */
  GtkWidget *window;
  SubletRental *asked; /* (borrowed): of the latest "terminal" */
} Scene;

static void
on_terminal (Scene *scene, SubletRental *rental)
{
  scene->asked = rental;
}

static void
scene_init (Scene *scene)
{
  g_autoptr (SubletInstanceSubject) subject = NULL;

  *scene = (Scene){ NULL };
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  subject = sublet_instance_subject_new (scene->fixture->engine,
                                         scene->fixture->connections,
                                         NULL,
                                         scene->rental,
                                         NULL);
  scene->page = sublet_instance_page_new (subject);
  g_signal_connect_swapped (scene->page, "terminal", G_CALLBACK (on_terminal), scene);
  scene->window = sublet_ui_test_present (scene->page, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene->page), SUBLET_SECTION_CONNECTION);
  sublet_ui_test_settle (scene->window);
  scene->section = SUBLET_INSTANCE_CONNECTION (
    sublet_ui_test_find_type (scene->page, SUBLET_TYPE_INSTANCE_CONNECTION));
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static void
find (Scene *scene, SubletDoctorLink link, SubletDoctorFinding finding, SubletDoctorFix fix)
{
  sublet_ui_doctor_find (scene->fixture, scene->section->doctor, link, finding, fix);
  sublet_ui_test_settle (scene->window);
}

static bool
is_mapped (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static const char *
get_headline (Scene *scene)
{
  return gtk_label_get_text (scene->section->headline_label);
}

static bool
is_suggested (GtkWidget *button)
{
  return gtk_widget_has_css_class (button, "suggested-action");
}

static GtkWidget *
get_fix (Scene *scene, SubletDoctorLink link)
{
  return sublet_doctor_row_get_fix (SUBLET_DOCTOR_ROW (scene->section->rows[link]));
}

static void
test_not_checked (void)
{
  Scene scene;

  scene_init (&scene);
  g_assert_nonnull (scene.section->doctor);
  g_assert_cmpstr (get_headline (&scene), ==, "Not Checked Yet");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (scene.section->check_button)),
                   ==,
                   "Check Now");
  g_assert_true (is_suggested (scene.section->check_button));
  g_assert_false (is_mapped (scene.section->list_box));
  g_assert_false (is_mapped (scene.section->key_group));

  sublet_ui_test_click (scene.section->check_button);
  g_assert_true (sublet_doctor_get_running (scene.section->doctor));
  g_assert_true (is_mapped (scene.section->list_box));
  scene_clear (&scene);
}

/* Row by row; no button mends anything while it looks. */
static void
test_running (void)
{
  Scene scene;
  int i;

  scene_init (&scene);
  sublet_ui_doctor_walk (scene.section->doctor, SUBLET_DOCTOR_LINK_BANNER);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_headline (&scene), ==, "Checking…");
  g_assert_false (gtk_widget_get_sensitive (scene.section->check_button));
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene.page, "trying")));
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    g_assert_null (get_fix (&scene, i));
  scene_clear (&scene);
}

static void
test_holds (void)
{
  Scene scene;
  int i;

  scene_init (&scene);
  find (&scene, SUBLET_DOCTOR_N_LINKS, SUBLET_DOCTOR_FINDING_NONE, SUBLET_DOCTOR_FIX_NONE);
  g_assert_cmpstr (get_headline (&scene), ==, "The connection to ada-1 holds");
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    g_assert_null (get_fix (&scene, i));
  g_assert_false (is_suggested (scene.section->check_button));
  g_assert_true (is_mapped (scene.section->key_group));
  scene_clear (&scene);
}

/* Every finding has its sentence, and each that can be mended one button, on its row alone. */
static void
test_findings (void)
{
  static const struct
  {
    SubletDoctorLink link;
    SubletDoctorFinding finding;
    SubletDoctorFix fix;
    const char *headline;
    const char *button;
  } cases[] = {
    { SUBLET_DOCTOR_LINK_RUNNING,
      SUBLET_DOCTOR_FINDING_STOPPED,
      SUBLET_DOCTOR_FIX_START,
      "ada-1 is stopped",
      "Start…" },
    { SUBLET_DOCTOR_LINK_RUNNING,
      SUBLET_DOCTOR_FINDING_NO_ANSWER,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "Vast could not be asked",
      NULL },
    { SUBLET_DOCTOR_LINK_PORTS,
      SUBLET_DOCTOR_FINDING_NO_PORTS,
      SUBLET_DOCTOR_FIX_OPEN_PORTS,
      "Vast lists no SSH port of ada-1",
      "Show the Ports" },
    { SUBLET_DOCTOR_LINK_PORT,
      SUBLET_DOCTOR_FINDING_PORTS_SHUT,
      SUBLET_DOCTOR_FIX_REBOOT,
      "No port of ada-1 answers",
      "Reboot…" },
    { SUBLET_DOCTOR_LINK_BANNER,
      SUBLET_DOCTOR_FINDING_NOT_SSH,
      SUBLET_DOCTOR_FIX_REBOOT,
      "Something else than SSH answers at the port of ada-1",
      "Reboot…" },
    { SUBLET_DOCTOR_LINK_HOST_KEY,
      SUBLET_DOCTOR_FINDING_HOST_KEY,
      SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY,
      "ada-1 shows a different host key than before",
      "Accept the New Key…" },
    { SUBLET_DOCTOR_LINK_HOST_KEY,
      SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
      SUBLET_DOCTOR_FIX_TRUST_HOST_KEY,
      "ada-1 has a host key that Sublet has not seen yet",
      "Trust This Key…" },
    { SUBLET_DOCTOR_LINK_AUTHORISED,
      SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
      SUBLET_DOCTOR_FIX_ATTACH_KEY,
      "Key refused: ada-1 does not have Sublet’s key",
      "Attach the Key" },
    { SUBLET_DOCTOR_LINK_AUTHORISED,
      SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "Key refused, and whether ada-1 was given it is not known",
      NULL },
    { SUBLET_DOCTOR_LINK_COMMAND,
      SUBLET_DOCTOR_FINDING_INSIDE_CUT,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "The look inside ada-1 was cut off",
      NULL },
    { SUBLET_DOCTOR_LINK_HOME,
      SUBLET_DOCTOR_FINDING_HOME_FULL,
      SUBLET_DOCTOR_FIX_TERMINAL,
      "The disk of ada-1 is full",
      "Terminal" },
    { SUBLET_DOCTOR_LINK_HOME,
      SUBLET_DOCTOR_FINDING_HOME_SLOW,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "The disk of ada-1 does not answer in time",
      NULL },
  };
  Scene scene;
  gsize i;
  int link;

  scene_init (&scene);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      find (&scene, cases[i].link, cases[i].finding, cases[i].fix);
      g_assert_cmpstr (get_headline (&scene), ==, cases[i].headline);
      for (link = 0; link < SUBLET_DOCTOR_N_LINKS; link++)
        {
          GtkWidget *fix = get_fix (&scene, link);

          if (link != (int) cases[i].link || cases[i].button == NULL)
            g_assert_null (fix);
          else
            g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fix)), ==, cases[i].button);
        }
    }
  scene_clear (&scene);
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
  Scene scene;

  scene_init (&scene);
  doctor = scene.section->doctor;
  g_signal_connect (action, "activate", G_CALLBACK (on_preferences), &page);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (scene.window, "win", G_ACTION_GROUP (actions));

  doctor->key_name = g_strdup ("my desk (SHA256:abc)");
  find (&scene,
        SUBLET_DOCTOR_LINK_AUTHORISED,
        SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
        SUBLET_DOCTOR_FIX_ATTACH_KEY);
  g_assert_cmpstr (get_headline (&scene),
                   ==,
                   "Key refused: ada-1 does not have your key my desk (SHA256:abc)");

  g_clear_pointer (&doctor->key_name, g_free);
  doctor->key_problem = SUBLET_KEY_PROBLEM_PASSPHRASE;
  find (&scene,
        SUBLET_DOCTOR_LINK_KEYS,
        SUBLET_DOCTOR_FINDING_NO_KEY,
        SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpstr (get_headline (&scene),
                   ==,
                   "Your SSH key is locked, and its passphrase was not given.");
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "Your key is taken"));
  g_assert_null (sublet_ui_test_find_label (scene.page, "Sublet’s key is taken"));
  sublet_ui_test_click (get_fix (&scene, SUBLET_DOCTOR_LINK_KEYS));
  g_assert_cmpstr (page, ==, "connection");
  scene_clear (&scene);
}

/* What only limps is left alone while something else is broken. */
static void
test_one_button (void)
{
  SubletDoctorResult *port;
  Scene scene;

  scene_init (&scene);
  find (&scene,
        SUBLET_DOCTOR_LINK_AUTHORISED,
        SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
        SUBLET_DOCTOR_FIX_ATTACH_KEY);
  port = &scene.section->doctor->results[SUBLET_DOCTOR_LINK_PORT];
  port->state = SUBLET_DOCTOR_STATE_LIMPING;
  port->finding = SUBLET_DOCTOR_FINDING_DIRECT_SHUT;
  port->fix = SUBLET_DOCTOR_FIX_SWITCH_ROUTE;
  sublet_doctor_tell (scene.section->doctor);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (get_fix (&scene, SUBLET_DOCTOR_LINK_AUTHORISED));
  g_assert_null (get_fix (&scene, SUBLET_DOCTOR_LINK_PORT));
  scene_clear (&scene);
}

/* The end of a look is heard. */
static void
test_spoken (void)
{
  Scene scene;

  scene_init (&scene);
  sublet_ui_doctor_walk (scene.section->doctor, SUBLET_DOCTOR_LINK_BANNER);
  find (&scene,
        SUBLET_DOCTOR_LINK_AUTHORISED,
        SUBLET_DOCTOR_FINDING_KEY_REFUSED,
        SUBLET_DOCTOR_FIX_REBOOT);
  g_assert_cmpstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (scene.section->announcer)),
                   ==,
                   "Key refused, although ada-1 was given it");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) ==
                 get_fix (&scene, SUBLET_DOCTOR_LINK_AUTHORISED));
  scene_clear (&scene);
}

static void
test_details (void)
{
  Scene scene;
  GtkWidget *row;
  GtkWidget *detail;

  scene_init (&scene);
  find (&scene,
        SUBLET_DOCTOR_LINK_PORT,
        SUBLET_DOCTOR_FINDING_PORTS_SHUT,
        SUBLET_DOCTOR_FIX_REBOOT);
  row = scene.section->rows[SUBLET_DOCTOR_LINK_PORT];
  detail = sublet_ui_test_find (row, "detail_label");
  g_assert_false (is_mapped (detail));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (row, "detail_button")),
                                TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (detail));
  g_assert_false (is_mapped (
    sublet_ui_test_find (scene.section->rows[SUBLET_DOCTOR_LINK_BANNER], "detail_button")));
  scene_clear (&scene);
}

static void
assert_detail (Scene *scene, SubletDoctorLink link, gboolean shown, gboolean folds)
{
  GtkWidget *row = scene->section->rows[link];

  g_assert_cmpint (is_mapped (sublet_ui_test_find (row, "detail_label")), ==, shown);
  g_assert_cmpint (is_mapped (sublet_ui_test_find (row, "detail_button")), ==, folds);
}

/* Which key it was stands there; once that link is not reached, or is the broken one, it does not.
 */
static void
test_key_named (void)
{
  Scene scene;

  scene_init (&scene);
  find (&scene,
        SUBLET_DOCTOR_LINK_COMMAND,
        SUBLET_DOCTOR_FINDING_COMMAND_HANGS,
        SUBLET_DOCTOR_FIX_REBOOT);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_HOST_KEY, FALSE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_AUTHORISED, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_COMMAND, FALSE, TRUE);

  find (&scene,
        SUBLET_DOCTOR_LINK_AUTHORISED,
        SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
        SUBLET_DOCTOR_FIX_ATTACH_KEY);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_AUTHORISED, FALSE, TRUE);

  find (&scene,
        SUBLET_DOCTOR_LINK_PORT,
        SUBLET_DOCTOR_FINDING_PORTS_SHUT,
        SUBLET_DOCTOR_FIX_REBOOT);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, FALSE, FALSE);
  scene_clear (&scene);
}

/* ---- what mends ---- */

static void
mend (Scene *scene, SubletDoctorLink link)
{
  sublet_ui_test_click (get_fix (scene, link));
  sublet_test_drain ();
}

static void
test_reboot (void)
{
  Scene scene;

  scene_init (&scene);
  find (&scene,
        SUBLET_DOCTOR_LINK_PORT,
        SUBLET_DOCTOR_FINDING_PORTS_SHUT,
        SUBLET_DOCTOR_FIX_REBOOT);
  mend (&scene, SUBLET_DOCTOR_LINK_PORT);
  g_assert_nonnull (sublet_ui_test_find_dialog ("Reboot ada-1?"));
  sublet_ui_test_answer ("Reboot ada-1?", "cancel");
  scene_clear (&scene);
}

static void
test_terminal (void)
{
  Scene scene;

  scene_init (&scene);
  find (&scene,
        SUBLET_DOCTOR_LINK_HOME,
        SUBLET_DOCTOR_FINDING_HOME_FULL,
        SUBLET_DOCTOR_FIX_TERMINAL);
  mend (&scene, SUBLET_DOCTOR_LINK_HOME);
  g_assert_true (scene.asked == scene.rental);
  scene_clear (&scene);
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
  Scene scene;
  SubletConnection *connection;
  SubletSshHostKey *shown;
  GtkWidget *dialog;

  scene_init (&scene);
  connection = sublet_connections_get (scene.fixture->connections, scene.rental);
  find (&scene, SUBLET_DOCTOR_LINK_HOST_KEY, what->finding, what->fix);
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
  scene_clear (&scene);
}

static void
test_copy (void)
{
  Scene scene;

  scene_init (&scene);
  g_assert_false (is_mapped (scene.section->foot));
  find (&scene,
        SUBLET_DOCTOR_LINK_PORT,
        SUBLET_DOCTOR_FINDING_PORTS_SHUT,
        SUBLET_DOCTOR_FIX_REBOOT);
  g_assert_true (is_mapped (scene.section->foot));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (scene.section), "doctor.copy-report", NULL));
  scene_clear (&scene);
}

/* Who comes with a broken connection need not ask for it. */
static void
test_by_itself (void)
{
  Scene scene;

  scene_init (&scene);
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
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance/connection/not-checked", test_not_checked);
  g_test_add_func ("/ui/instance/connection/running", test_running);
  g_test_add_func ("/ui/instance/connection/holds", test_holds);
  g_test_add_func ("/ui/instance/connection/findings", test_findings);
  g_test_add_func ("/ui/instance/connection/one-button", test_one_button);
  g_test_add_func ("/ui/instance/connection/spoken", test_spoken);
  g_test_add_func ("/ui/instance/connection/details", test_details);
  g_test_add_func ("/ui/instance/connection/key-named", test_key_named);
  g_test_add_func ("/ui/instance/connection/reboot", test_reboot);
  g_test_add_func ("/ui/instance/connection/terminal", test_terminal);
  g_test_add_data_func ("/ui/instance/connection/host-key", &other_key, test_host_key);
  g_test_add_data_func ("/ui/instance/connection/host-key-new", &new_key, test_host_key);
  g_test_add_func ("/ui/instance/connection/copy", test_copy);
  g_test_add_func ("/ui/instance/connection/by-itself", test_by_itself);
  g_test_add_func ("/ui/instance/connection/chosen-key", test_chosen_key);

  return g_test_run ();
}
