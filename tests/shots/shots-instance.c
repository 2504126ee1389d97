/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "core/secrets/sublet-session.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-doctor-private.h"
#include "support/sublet-test.h"
#include "ui/instance/sublet-instance-connection-private.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/ports/sublet-port-chooser.h"
#include "ui/ports/sublet-ports-view.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-tunnels.h"

#include <glib/gi18n.h>

static GtkWidget *
make (SubletUiFixture *fixture, SubletRentalState state)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", state);
  g_autoptr (SubletInstanceRecord) record = sublet_instance_record_new (rental);
  g_autoptr (SubletInstanceSubject) subject =
    sublet_instance_subject_new (fixture->engine, fixture->connections, NULL, rental, record);

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_add_readings (SUBLET_CLOCK (fixture->clock), rental);

  return sublet_instance_page_new (subject);
}

static GtkWidget *
make_ready (SubletUiFixture *fixture)
{
  return make (fixture, SUBLET_RENTAL_STATE_READY);
}

/* One that is there, one whose number is taken here, one where nothing listens, one switched off.
 */
static GtkWidget *
make_ports (SubletUiFixture *fixture)
{
  GtkWidget *page = make (fixture, SUBLET_RENTAL_STATE_READY);
  SubletRental *rental = sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (page));
  SubletConnection *connection =
    sublet_ui_connection_walk (fixture, rental, SUBLET_CONNECTION_N_LINKS);
  SubletTunnel *off;

  sublet_ui_tunnels_stand (connection);
  sublet_ui_tunnels_add (connection, 8888, "Jupyter", 8888, 12400000);
  sublet_ui_tunnels_add (connection, 6006, "TensorBoard", 16006, 1100000);
  sublet_ui_tunnel_refuse (sublet_ui_tunnels_add (connection, 7860, "Gradio", 7860, 0));
  off = sublet_ui_tunnels_add (connection, 9000, NULL, 9000, 0);
  sublet_tunnel_set_on (off, FALSE);
  sublet_ui_tunnels_publish (rental);

  return page;
}

static GtkWidget *
make_no_tunnel (SubletUiFixture *fixture)
{
  GtkWidget *page = make (fixture, SUBLET_RENTAL_STATE_READY);

  sublet_ui_tunnels_stand (
    sublet_ui_connection_walk (fixture,
                               sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (page)),
                               SUBLET_CONNECTION_N_LINKS));

  return page;
}

/* With a key of its own, whose file is not there; READY with the one before. */
static GtkWidget *
make_key (SubletUiFixture *fixture)
{
  GtkWidget *page = make (fixture, SUBLET_RENTAL_STATE_READY);
  SubletRental *rental = sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (page));
  g_autoptr (SubletKeyChoice)
    choice = sublet_key_choice_new_file ("/home/ada/.ssh/a-long-name-of-a-key-for-the-lab-2026");
  g_autoptr (SubletIdentityStore)
    store = sublet_identity_store_ref_fixed (fixture->identities, choice);

  sublet_connection_set_identities (sublet_ui_connection_walk (fixture,
                                                               rental,
                                                               SUBLET_CONNECTION_N_LINKS),
                                    store);

  return page;
}

static GtkWidget *
make_gone (SubletUiFixture *fixture)
{
  return make (fixture, SUBLET_RENTAL_STATE_GONE);
}

static GtkWidget *
show (GtkWidget *window, const char *section)
{
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_PAGE);

  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (page), section);
  return window;
}

static GtkWidget *
show_overview (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (window, SUBLET_SECTION_OVERVIEW);
}

static GtkWidget *
show_checks (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (window, SUBLET_SECTION_CHECKS);
}

static GtkWidget *
show_ports (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (window, SUBLET_SECTION_PORTS);
}

static GtkWidget *
show_chooser (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *view;

  show (window, SUBLET_SECTION_PORTS);
  view = sublet_ui_test_find_type (window, SUBLET_TYPE_PORTS_VIEW);
  gtk_menu_button_popup (GTK_MENU_BUTTON (sublet_ui_test_find (view, "open_button")));

  return sublet_ui_test_find_type (view, SUBLET_TYPE_PORT_CHOOSER);
}

static SubletDoctor *
show_doctor (GtkWidget *window)
{
  GtkWidget *section = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CONNECTION);

  show (window, SUBLET_SECTION_CONNECTION);
  return SUBLET_INSTANCE_CONNECTION (section)->doctor;
}

static GtkWidget *
show_not_checked (SubletUiFixture *fixture, GtkWidget *window)
{
  show_doctor (window);
  return window;
}

static GtkWidget *
show_checking (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_doctor_walk (show_doctor (window), SUBLET_DOCTOR_LINK_HANDSHAKE);
  return window;
}

static GtkWidget *
show_holds (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_doctor_find (fixture,
                         show_doctor (window),
                         SUBLET_DOCTOR_N_LINKS,
                         SUBLET_DOCTOR_FINDING_NONE,
                         SUBLET_DOCTOR_FIX_NONE);
  return window;
}

static GtkWidget *
show_refused (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_doctor_find (fixture,
                         show_doctor (window),
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                         SUBLET_DOCTOR_FIX_ATTACH_KEY);
  return window;
}

static GtkWidget *
show_ports_shut (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *button;

  sublet_ui_doctor_find (fixture,
                         show_doctor (window),
                         SUBLET_DOCTOR_LINK_PORT,
                         SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                         SUBLET_DOCTOR_FIX_REBOOT);
  sublet_ui_test_settle (window);
  button = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CONNECTION);
  button = sublet_ui_test_find (SUBLET_INSTANCE_CONNECTION (button)->rows[SUBLET_DOCTOR_LINK_PORT],
                                "detail_button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  return window;
}

static GtkWidget *
show_host_key (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_doctor_find (fixture,
                         show_doctor (window),
                         SUBLET_DOCTOR_LINK_HOST_KEY,
                         SUBLET_DOCTOR_FINDING_HOST_KEY,
                         SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY);
  return window;
}

static GtkWidget *
show_mending (GtkWidget *window)
{
  sublet_ui_test_settle (window);
  gtk_widget_activate_action (sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CONNECTION),
                              "doctor.mend",
                              NULL);
  sublet_ui_test_settle (window);
  return sublet_ui_test_find_dialog ("");
}

/* The file of its own key is not there. */
static GtkWidget *
show_own_key (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletDoctor *doctor = show_doctor (window);

  doctor->key_problem = SUBLET_KEY_PROBLEM_GONE;
  sublet_ui_doctor_find (fixture,
                         doctor,
                         SUBLET_DOCTOR_LINK_KEYS,
                         SUBLET_DOCTOR_FINDING_NO_KEY,
                         SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  return window;
}

static bool
says_gone (gpointer dialog)
{
  return sublet_ui_test_find_label (dialog, _ ("The file of your SSH key is not there.")) != NULL;
}

static GtkWidget *
show_change_key (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_mending (show_own_key (fixture, window));
}

/* The key of Preferences, which is not there either. */
static GtkWidget *
show_change_to_preference (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletClient *client = fixture->engine->client;
  g_autoptr (SubletKeyStore)
    key_store = sublet_key_store_new (sublet_client_get_server (client), TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (client, key_store);
  g_autoptr (SubletAccountKeys) keys = sublet_account_keys_new (session, fixture->identities);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file ("/home/ada/.ssh/id_ed25519");
  GtkWidget *dialog;

  sublet_identity_store_set_choice (fixture->identities, choice);
  sublet_rental_engine_set_account_keys (fixture->engine, keys);
  dialog = show_change_key (fixture, window);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find_type (dialog, GTK_TYPE_DROP_DOWN)),
                              0);
  sublet_test_await (says_gone, dialog);

  return dialog;
}

/* The fact at the end of the page is what is looked at. */
static GtkWidget *
show_key (SubletUiFixture *fixture, GtkWidget *window)
{
  show (window, SUBLET_SECTION_OVERVIEW);
  sublet_ui_test_settle (window);
  gtk_widget_grab_focus (sublet_ui_test_find_button (window, _ ("Change…")));
  return window;
}

static bool
has_reason (gpointer connection)
{
  return sublet_connection_get_key_missing_error (connection) != NULL;
}

static SubletConnection *
await_reason (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_PAGE);
  SubletConnection *connection =
    sublet_connections_get (fixture->connections,
                            sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (page)));

  sublet_test_await (has_reason, connection);
  return connection;
}

/* Why it does not have the key, where somebody looks for what is wrong. */
static GtkWidget *
show_key_reason (SubletUiFixture *fixture, GtkWidget *window)
{
  show_not_checked (fixture, window);
  await_reason (fixture, window);
  return window;
}

static GtkWidget *
show_key_refused (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletConnection *connection = await_reason (fixture, window);

  show_refused (fixture, window);
  g_clear_error (&connection->placing_error);
  connection->placing_error =
    g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "instance-ssh-attach: HTTP 502");
  sublet_connection_tell (connection);
  return window;
}

static GtkWidget *
show_accept (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_mending (show_host_key (fixture, window));
}

static GtkWidget *
show_new_host_key (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_doctor_find (fixture,
                         show_doctor (window),
                         SUBLET_DOCTOR_LINK_HOST_KEY,
                         SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                         SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  return window;
}

static GtkWidget *
show_trust (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_mending (show_new_host_key (fixture, window));
}

const Shot instance_shots[] = {
  { "instance-list", make_ready, NULL, true },
  { "instance-overview", make_ready, show_overview, true },
  { "instance-checks", make_ready, show_checks, false },
  { "instance-ports", make_ports, show_ports, true },
  { "instance-ports-empty", make_no_tunnel, show_ports, false },
  { "instance-ports-choose", make_no_tunnel, show_chooser, false },
  { "instance-doctor-not-checked", make_ready, show_not_checked, false },
  { "instance-doctor-checking", make_ready, show_checking, false },
  { "instance-doctor-holds", make_ready, show_holds, false },
  { "instance-doctor-refused", make_ready, show_refused, true },
  { "instance-doctor-ports-shut", make_ready, show_ports_shut, false },
  { "instance-doctor-host-key", make_ready, show_host_key, false },
  { "instance-doctor-accept", make_ready, show_accept, false },
  { "instance-doctor-new-host-key", make_ready, show_new_host_key, false },
  { "instance-doctor-trust", make_ready, show_trust, false },
  { "instance-doctor-own-key", make_key, show_own_key, true },
  { "instance-key-change", make_key, show_change_key, true },
  { "instance-key-change-preference", make_key, show_change_to_preference, false },
  { "instance-key-missing", make_key, show_key, true },
  { "instance-key-missing-why", make_key, show_key_reason, true },
  { "instance-key-missing-refused", make_key, show_key_refused, false },
  { "instance-gone", make_gone, NULL, false },
  { NULL },
};
