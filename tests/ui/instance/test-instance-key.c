/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/instance/connection-scene.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-test.h"

/* What the page of an instance says of an SSH key that it is to have and does not have yet. */

/* Between two sentences that are said. */
#define PAUSE_MS 3000

#define QUESTION "Change the SSH Key of ada-1"
#define GONE                                                                                      \
  "ada-1 does not have the new SSH key yet. The file of your SSH key is not there. Put it back, " \
  "or choose another key for this instance."

static bool
is_mapped (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static bool
has_button (ConnectionScene *scene, const char *label)
{
  return is_mapped (sublet_ui_test_find_button (scene->section->missing_card, label));
}

static const char *
get_words (ConnectionScene *scene)
{
  return gtk_label_get_text (scene->section->missing_label);
}

static bool
has_reason (gpointer connection)
{
  return sublet_connection_get_key_missing_error (connection) != NULL;
}

static void
settle (ConnectionScene *scene)
{
  sublet_connection_tell (sublet_connections_get (scene->fixture->connections, scene->rental));
  sublet_ui_test_settle (scene->window);
}

/* READY, when a key of its own was chosen whose file is not there. (transfer none) */
static SubletConnection *
give_key_that_is_gone (ConnectionScene *scene)
{
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file ("/nonexistent/lab");
  g_autoptr (SubletIdentityStore)
    store = sublet_identity_store_ref_fixed (scene->fixture->identities, choice);
  SubletConnection *connection =
    sublet_ui_connection_walk (scene->fixture, scene->rental, SUBLET_CONNECTION_N_LINKS);

  sublet_connection_set_identities (connection, store);

  return connection;
}

/* It stands there with its next step, is heard once, and goes when the key is there. */
static void
test_gone (void)
{
  ConnectionScene scene;
  SubletConnection *connection;
  SubletAnnouncer *announcer;

  connection_scene_init (&scene);
  announcer = SUBLET_ANNOUNCER (scene.section->announcer);
  g_assert_false (is_mapped (scene.section->missing_card));

  connection = give_key_that_is_gone (&scene);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (scene.section->missing_card));
  sublet_test_await (has_reason, connection);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_words (&scene), ==, GONE);
  g_assert_true (is_mapped (scene.section->missing_icon));
  g_assert_true (has_button (&scene, "Try Now"));
  g_assert_cmpstr (sublet_announcer_get_said (announcer), ==, GONE);

  /* One that fails for the same again is nothing new. */
  sublet_manual_clock_advance (scene.fixture->clock, PAUSE_MS);
  sublet_announcer_say (announcer, "something else");
  sublet_manual_clock_advance (scene.fixture->clock, PAUSE_MS);
  settle (&scene);
  g_assert_cmpstr (sublet_announcer_get_said (announcer), ==, "something else");

  sublet_connection_end_placing (connection);
  settle (&scene);
  g_assert_false (is_mapped (scene.section->missing_card));
  connection_scene_clear (&scene);
}

/* It leads to where another is chosen; of what only a newer version can read, nothing does. */
static void
test_choose (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  sublet_test_await (has_reason, give_key_that_is_gone (&scene));
  sublet_ui_test_settle (scene.window);
  sublet_ui_test_click (
    sublet_ui_test_find_button (scene.section->missing_card, "Choose Another Key…"));
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog (QUESTION));
  sublet_ui_test_answer (QUESTION, "cancel");
  sublet_test_drain ();

  sublet_rental_set_takes_ssh_key (scene.rental, FALSE);
  settle (&scene);
  g_assert_false (has_button (&scene, "Choose Another Key…"));
  g_assert_true (has_button (&scene, "Try Now"));
  connection_scene_clear (&scene);
}

static void
fail_with (ConnectionScene *scene, int code)
{
  SubletConnection *connection =
    sublet_connections_get (scene->fixture->connections, scene->rental);

  g_clear_error (&connection->placing_error);
  connection->placing_error = g_error_new_literal (SUBLET_ERROR, code, "what the service said");
  settle (scene);
}

/* What the service does not take, or cannot be asked for, is tried again; which of the two keys is
 * meant is said. */
static void
test_not_taken (void)
{
  static const struct
  {
    int code;
    const char *words;
  } cases[] = {
    { SUBLET_ERROR_NO_NETWORK, "No answer from Vast. Sublet tries again by itself." },
    { SUBLET_ERROR_SERVER,
      "Vast answered with a failure of its own. Sublet tries again by itself." },
    { SUBLET_ERROR_INVALID, "Vast did not take it. Sublet tries again by itself." },
    { SUBLET_ERROR_AUTH,
      "Vast does not accept the API key. Paste a new one from your account page." },
    { SUBLET_ERROR_FORBIDDEN,
      "The API key may not attach SSH keys. Make one with that permission on your account page." },
  };
  ConnectionScene scene;
  gsize i;

  connection_scene_init (&scene);
  sublet_test_await (has_reason, give_key_that_is_gone (&scene));
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words =
        g_strconcat ("ada-1 does not have the new SSH key yet. ", cases[i].words, NULL);

      fail_with (&scene, cases[i].code);
      g_assert_cmpstr (get_words (&scene), ==, words);
      g_assert_true (has_button (&scene, "Try Now"));
      g_assert_false (has_button (&scene, "Choose Another Key…"));
    }

  g_assert_false (is_mapped (GTK_WIDGET (scene.section->missing_detail)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_test_find_button (scene.section->missing_card,
                                                              "Details")),
                                TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (GTK_WIDGET (scene.section->missing_detail)));
  g_assert_cmpstr (gtk_label_get_text (scene.section->missing_detail), ==, "what the service said");
  connection_scene_clear (&scene);
}

/* By hand: it is under way then, and whoever pressed is left somewhere when the key is there. */
static void
test_try_now (void)
{
  ConnectionScene scene;
  SubletConnection *connection;
  GtkWidget *button;

  connection_scene_init (&scene);
  connection = give_key_that_is_gone (&scene);
  sublet_test_await (has_reason, connection);
  sublet_ui_test_settle (scene.window);
  button = sublet_ui_test_find_button (scene.section->missing_card, "Try Now");
  gtk_widget_grab_focus (button);
  sublet_ui_test_click (button);
  g_assert_null (sublet_connection_get_key_missing_error (connection));
  g_assert_true (sublet_connection_get_key_missing (connection));
  sublet_test_await (has_reason, connection);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_words (&scene), ==, GONE);

  gtk_widget_grab_focus (button);
  sublet_connection_end_placing (connection);
  settle (&scene);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) == scene.section->check_button);
  connection_scene_clear (&scene);
}

/* What the doctor offers leaves what is READY alone, and looks again when that was tried. */
static void
test_attach (void)
{
  ConnectionScene scene;
  SubletConnection *connection;

  connection_scene_init (&scene);
  connection = give_key_that_is_gone (&scene);
  sublet_test_await (has_reason, connection);
  sublet_ui_test_settle (scene.window);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                         SUBLET_DOCTOR_FIX_ATTACH_KEY);
  sublet_ui_test_click (connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_AUTHORISED));
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_READY);
  g_assert_true (sublet_connection_get_key_missing (connection));
  g_assert_true (scene.section->checks_after);
  sublet_test_await (has_reason, connection);
  sublet_ui_test_settle (scene.window);
  g_assert_false (scene.section->checks_after);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_READY);
  connection_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance/key/gone", test_gone);
  g_test_add_func ("/ui/instance/key/choose", test_choose);
  g_test_add_func ("/ui/instance/key/not-taken", test_not_taken);
  g_test_add_func ("/ui/instance/key/try-now", test_try_now);
  g_test_add_func ("/ui/instance/key/attach", test_attach);

  return g_test_run ();
}
