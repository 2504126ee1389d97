/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-key-problem.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* What a card says of the way to its instance. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
  SubletRental *asked; /* (borrowed): of the latest "terminal" */
} Scene;

static void
on_terminal (Scene *scene, SubletRental *rental)
{
  scene->asked = rental;
}

static void
scene_init (Scene *scene, SubletRentalState state)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  scene->asked = NULL;
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->rental = g_object_ref (sublet_ui_fixture_add_rental (scene->fixture, "ada-1", state));
  scene->record = sublet_instance_record_new (scene->rental);
  scene->card = sublet_instance_card_new (scene->fixture->engine, scene->fixture->connections);
  g_signal_connect_swapped (scene->card, "terminal", G_CALLBACK (on_terminal), scene);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), scene->card);
  scene->window = sublet_ui_test_present (toasts, 1100, 400);
  g_object_add_weak_pointer (G_OBJECT (scene->card), (gpointer *) &scene->card);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->card);
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static GtkWidget *
find_row (Scene *scene)
{
  return sublet_ui_test_find_type (scene->card, SUBLET_TYPE_CONNECTION_ROW);
}

static bool
is_shown (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
test_nothing_asked (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (gtk_widget_get_visible (find_row (&scene)));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Terminal"));
  g_assert_true (scene.asked == scene.rental);
  scene_clear (&scene);

  /* What does not run has no terminal. */
  scene_init (&scene, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_null (sublet_ui_test_find_button (scene.card, "Terminal"));
  g_assert_false (gtk_widget_activate_action (scene.card, "instance.terminal", NULL) &&
                  scene.asked != NULL);
  scene_clear (&scene);
}

static void
test_walk (void)
{
  Scene scene;
  int link;

  scene_init (&scene, SUBLET_RENTAL_STATE_CONNECTING);
  for (link = 0; link < SUBLET_CONNECTION_N_LINKS; link++)
    {
      sublet_ui_connection_walk (scene.fixture, scene.rental, link);
      sublet_test_drain ();
      g_assert_true (gtk_widget_get_visible (find_row (&scene)));
      g_assert_true (
        is_shown (sublet_ui_test_find_label (scene.card,
                                             "Connecting to ada-1, 40\302\240s of 2\302\240min.")));
      g_assert_true (is_shown (sublet_ui_test_find_label (scene.card, "trying")));
    }
  scene_clear (&scene);
}

/* Each of the links that can break is named, with its next step, and one button leads on. */
static void
test_broken (void)
{
  static const struct
  {
    SubletConnectionLink link;
    int code;
    const char *line;
    const char *button;
    const char *action;
  } breaks[] = {
    { SUBLET_CONNECTION_LINK_KEY,
      SUBLET_ERROR_SERVER,
      "The SSH key could not be given to ada-1. Attach it once more; Details has what Vast said.",
      "Attach the Key",
      "instance.connect" },
    { SUBLET_CONNECTION_LINK_PORT,
      SUBLET_ERROR_NO_NETWORK,
      "No port of ada-1 answers, neither directly nor through Vast's proxy. It may still be "
      "starting. If it stays so, reboot it.",
      "Check Again",
      "instance.connect" },
    { SUBLET_CONNECTION_LINK_PORT,
      SUBLET_ERROR_NOT_FOUND,
      "Vast lists no SSH port of ada-1. The image may have no SSH.",
      "Check Again",
      "instance.connect" },
    { SUBLET_CONNECTION_LINK_HANDSHAKE,
      SUBLET_ERROR_TIMED_OUT,
      "A port of ada-1 answers, but no SSH server is behind it. It may still be starting. If it "
      "stays so, reboot it.",
      "Check Again",
      "instance.connect" },
    { SUBLET_CONNECTION_LINK_HOST_KEY,
      SUBLET_ERROR_SSH_HOST_KEY,
      "ada-1 shows a different host key than before. Somebody may be in between, so Sublet does "
      "not sign in.",
      "Find the Cause",
      "instance.find-cause" },
    { SUBLET_CONNECTION_LINK_HOST_KEY,
      SUBLET_ERROR_SSH_HOST_KEY_NEW,
      "ada-1 has a host key that Sublet has not seen yet. Compare it with what the instance itself "
      "shows, then trust it.",
      "Find the Cause",
      "instance.find-cause" },
    { SUBLET_CONNECTION_LINK_AUTHENTICATION,
      SUBLET_ERROR_SSH_AUTH,
      "ada-1 does not take the SSH key. Attach the key once more.",
      "Attach the Key",
      "instance.connect" },
    { SUBLET_CONNECTION_LINK_COMMAND,
      SUBLET_ERROR_TIMED_OUT,
      "ada-1 lets Sublet in, but no command answers. The machine may be stuck. Reboot it.",
      "Reboot…",
      "instance.reboot" },
  };
  GtkWidget *button;
  Scene scene;
  gsize i;

  scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  for (i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      sublet_ui_connection_break (scene.fixture,
                                  scene.rental,
                                  breaks[i].link,
                                  breaks[i].code,
                                  TRUE);
      sublet_test_drain ();
      g_assert_true (is_shown (sublet_ui_test_find_label (scene.card, breaks[i].line)));
      g_assert_true (is_shown (sublet_ui_test_find_label (scene.card, "broken")));
      button = sublet_ui_test_find_button (scene.card, breaks[i].button);
      g_assert_true (is_shown (button));
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)),
                       ==,
                       breaks[i].action);
      /* The same key would come again. */
      g_assert_true (breaks[i].link != SUBLET_CONNECTION_LINK_HOST_KEY ||
                     !is_shown (sublet_ui_test_find_button (scene.card, "Check Again")));
      gtk_test_accessible_assert_property (find_row (&scene),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           breaks[i].line);
    }
  scene_clear (&scene);
}

/* What is wrong with the person's own key, and not that the link to the instance is broken. */
static void
test_key_cannot_be_used (void)
{
  const char *line =
    "Your SSH agent no longer has the key that was chosen. Add it with ssh-add, or "
    "choose another in Preferences.";
  g_autoptr (SubletKeyChoice)
    choice = sublet_key_choice_new_agent ("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  g_autoptr (SubletIdentityStore) store = NULL;
  Scene scene;
  SubletConnection *connection;

  scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  connection = sublet_ui_connection_break (scene.fixture,
                                           scene.rental,
                                           SUBLET_CONNECTION_LINK_KEY,
                                           SUBLET_ERROR_SSH_KEY,
                                           TRUE);
  g_clear_error (&connection->error);
  sublet_key_problem_set_error (&connection->error, SUBLET_KEY_PROBLEM_AGENT_OTHERS, NULL);
  sublet_connection_tell (connection);
  sublet_test_drain ();
  g_assert_true (is_shown (sublet_ui_test_find_label (scene.card, line)));
  g_assert_null (sublet_ui_test_find_label (scene.card, "could not be given"));
  gtk_test_accessible_assert_property (find_row (&scene), GTK_ACCESSIBLE_PROPERTY_LABEL, line);

  /* Where it is this instance's, Preferences are not the place for it. */
  store = sublet_identity_store_ref_fixed (scene.fixture->identities, choice);
  g_set_object (&connection->identities, store);
  sublet_connection_tell (connection);
  sublet_test_drain ();
  g_assert_true (is_shown (
    sublet_ui_test_find_label (scene.card,
                               "Your SSH agent no longer has the key that was chosen. Add it with "
                               "ssh-add, or choose another key for this instance.")));
  scene_clear (&scene);
}

static void
test_both_fingerprints (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  sublet_ui_connection_break (scene.fixture,
                              scene.rental,
                              SUBLET_CONNECTION_LINK_HOST_KEY,
                              SUBLET_ERROR_SSH_HOST_KEY,
                              TRUE);
  sublet_test_drain ();
  {
    SubletConnection *connection =
      sublet_connections_get (scene.fixture->connections, scene.rental);
    g_autofree char *text = g_strdup_printf ("Before\nssh-ed25519 %s\nNow\nssh-ed25519 %s",
                                             sublet_ssh_host_key_get_fingerprint (
                                               sublet_connection_get_expected_key (connection)),
                                             sublet_ssh_host_key_get_fingerprint (
                                               sublet_connection_get_presented_key (connection)));

    g_assert_cmpstr (gtk_label_get_label (
                       GTK_LABEL (sublet_ui_test_find (scene.card, "connection_details"))),
                     ==,
                     text);
  }
  scene_clear (&scene);
}

static void
test_trying_again (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_CONNECTING);
  sublet_ui_connection_break (scene.fixture,
                              scene.rental,
                              SUBLET_CONNECTION_LINK_AUTHENTICATION,
                              SUBLET_ERROR_SSH_AUTH,
                              FALSE);
  sublet_test_drain ();
  g_assert_true (is_shown (sublet_ui_test_find_label (scene.card,
                                                      "ada-1 does not take the SSH key. Trying "
                                                      "again, 40\302\240s of 2\302\240min.")));
  g_assert_false (is_shown (sublet_ui_test_find_button (scene.card, "Attach the Key")));
  scene_clear (&scene);
}

static void
test_ready (void)
{
  g_autoptr (SubletRuntimeReport) red =
    sublet_ui_runtime_report_new (1, "NVIDIA GeForce RTX 4090", "NVIDIA GeForce RTX 3090", NULL);
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  sublet_ui_connection_ready (scene.fixture, scene.rental, NULL);
  sublet_test_drain ();
  g_assert_true (is_shown (
    sublet_ui_test_find_label (scene.card, "Checking what was rented… · direct · 23\302\240ms")));
  g_assert_false (is_shown (sublet_ui_test_find_label (scene.card, "trying")));
  g_assert_false (is_shown (sublet_ui_test_find_button (scene.card, "Checks")));

  sublet_ui_connection_ready (scene.fixture, scene.rental, red);
  sublet_test_drain ();
  g_assert_true (is_shown (sublet_ui_test_find_button (scene.card, "Checks")));
  scene_clear (&scene);
}

static void
test_proxy (void)
{
  Scene scene;
  SubletConnection *connection;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  connection = sublet_ui_connection_ready (scene.fixture, scene.rental, NULL);
  g_clear_pointer (&connection->route, sublet_ssh_route_unref);
  connection->route = sublet_ssh_route_new (SUBLET_SSH_ROUTE_PROXY, "ssh5.example.test", 12232);
  connection->fell_back = true;
  sublet_connection_tell (connection);
  sublet_test_drain ();
  g_assert_true (is_shown (sublet_ui_test_find_label (scene.card,
                                                      "Checking what was rented… · through the "
                                                      "proxy, because the direct port "
                                                      "is shut · 23\302\240ms")));
  scene_clear (&scene);
}

/* Only when it is ready; and what is missing for it is said on the page. */
static void
test_own_terminal (void)
{
  const char *missing = "Your own terminal needs the program ssh. Install the OpenSSH client.";
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  Scene scene;

  g_setenv ("PATH", "/nowhere", TRUE);
  scene_init (&scene, SUBLET_RENTAL_STATE_CONNECTING);
  sublet_ui_connection_walk (scene.fixture, scene.rental, SUBLET_CONNECTION_LINK_COMMAND);
  sublet_test_drain ();
  gtk_widget_activate_action (scene.card, "instance.own-terminal", NULL);
  sublet_test_drain ();
  g_assert_null (sublet_ui_test_find_label (scene.window, missing));

  sublet_ui_connection_ready (scene.fixture, scene.rental, NULL);
  sublet_test_drain ();
  g_assert_true (gtk_widget_activate_action (scene.card, "instance.own-terminal", NULL));
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_label (scene.window, missing));
  scene_clear (&scene);
  g_setenv ("PATH", path, TRUE);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/connection-row/nothing-asked", test_nothing_asked);
  g_test_add_func ("/ui/connection-row/walk", test_walk);
  g_test_add_func ("/ui/connection-row/broken", test_broken);
  g_test_add_func ("/ui/connection-row/key-cannot-be-used", test_key_cannot_be_used);
  g_test_add_func ("/ui/connection-row/both-fingerprints", test_both_fingerprints);
  g_test_add_func ("/ui/connection-row/trying-again", test_trying_again);
  g_test_add_func ("/ui/connection-row/ready", test_ready);
  g_test_add_func ("/ui/connection-row/proxy", test_proxy);
  g_test_add_func ("/ui/connection-row/own-terminal", test_own_terminal);

  return g_test_run ();
}
