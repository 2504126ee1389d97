/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"
#include "ui/welcome/sublet-welcome-page.h"

/* What the page is made of goes with it. */
typedef struct
{
  SubletTestSimulator *simulator; /* (owned) */
  SubletSession *session;         /* (owned) */
} Stage;

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  g_object_unref (stage->session);
  g_object_unref (stage->simulator);
  g_free (stage);
}

static bool
is_waiting_over (gpointer user_data)
{
  return !gtk_widget_get_visible (sublet_ui_test_find (user_data, "waiting_box"));
}

/* The application's, so that what it opens does not look as if it were off. */
static void
add_actions (GtkWidget *page)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("explore-demo", NULL);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (page, "app", G_ACTION_GROUP (group));
}

static GtkWidget *
make_page (SecretValue *environment_key)
{
  Stage *stage = g_new0 (Stage, 1);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletKeyStore) store = NULL;
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *page;

  stage->simulator = sublet_test_simulator_new ("--offers", "20", NULL);
  node = sublet_test_simulator_control_post (stage->simulator,
                                             "/_sim/set",
                                             "{\"add_key\":{\"account\":\"ada\",\"key\":\"narrow\","
                                             "\"without\":[\"billing_read\"]}}");
  client = sublet_client_new (sublet_test_simulator_get_url (stage->simulator), clock, &error);
  g_assert_no_error (error);
  store = sublet_key_store_new (sublet_client_get_server (client), TRUE);
  stage->session = sublet_session_new (client, store);
  sublet_session_start (stage->session, environment_key, "VAST_API_KEY");
  page = sublet_welcome_page_new (stage->session);
  add_actions (page);
  g_object_set_data_full (G_OBJECT (page), "stage", stage, stage_free);

  return page;
}

static GtkWidget *
make_first (SubletUiFixture *fixture)
{
  return make_page (NULL);
}

static GtkWidget *
make_environment (SubletUiFixture *fixture)
{
  SecretValue *key = secret_value_new ("not-a-key", -1, "text/plain");
  GtkWidget *page = make_page (key);

  secret_value_unref (key);
  return page;
}

static GtkWidget *
check (GtkWidget *window, const char *key)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "key_row")), key);
  sublet_ui_test_click (sublet_ui_test_find (window, "go_button"));
  sublet_test_await (is_waiting_over, window);

  return window;
}

static GtkWidget *
show_rejected (SubletUiFixture *fixture, GtkWidget *window)
{
  return check (window, "wrong-key");
}

static GtkWidget *
show_accepted (SubletUiFixture *fixture, GtkWidget *window)
{
  return check (window, "demo-key");
}

static GtkWidget *
show_missing (SubletUiFixture *fixture, GtkWidget *window)
{
  return check (window, "narrow");
}

const Shot welcome_shots[] = {
  { "welcome-first", make_first, NULL, true },
  { "welcome-environment", make_environment, NULL, false },
  { "welcome-rejected", make_first, show_rejected, false },
  { "welcome-accepted", make_first, show_accepted, false },
  { "welcome-missing", make_first, show_missing, false },
  { NULL },
};
