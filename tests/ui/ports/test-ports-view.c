/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"
#include "ui/ports/sublet-port-text.h"
#include "ui/ports/sublet-ports-view.h"
#include "ui/ports/sublet-tunnel-row.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-tunnels.h"

#include <adwaita.h>
#include <string.h>

/* The ports of one instance. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletConnection *connection; /* (borrowed): the fixture's */
  SubletTunnelList *tunnels;    /* (borrowed): the connection's */
  GtkWidget *view;              /* weak */
  GtkWidget *window;
  guint16 port; /* a free one */
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  SubletRental *rental;
  GtkWidget *overlay = adw_toast_overlay_new ();

  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->connection = sublet_ui_connection_walk (scene->fixture, rental, SUBLET_CONNECTION_N_LINKS);
  scene->tunnels = sublet_connection_get_tunnels (scene->connection);
  sublet_ui_tunnels_stand (scene->connection);
  scene->view = sublet_ports_view_new ();
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), scene->view);
  sublet_ports_view_show (SUBLET_PORTS_VIEW (scene->view),
                          "ada-1",
                          scene->connection,
                          sublet_rental_get_instance (rental));
  scene->window = sublet_ui_test_present (overlay, 600, 600);
  scene->port = (guint16) g_random_int_range (20000, 30000);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  sublet_tunnel_list_remove_all (scene->tunnels);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  sublet_test_drain ();
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static GtkWidget *
find (Scene *scene, const char *name)
{
  GtkWidget *widget = sublet_ui_test_find (scene->view, name);

  g_assert_nonnull (widget);
  return widget;
}

static GtkWidget *
get_row (Scene *scene, int index)
{
  GtkListBox *list = GTK_LIST_BOX (find (scene, "tunnels_list"));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, index));
}

static const char *
get_title (GtkWidget *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static const char *
get_subtitle (GtkWidget *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

static SubletTunnel *
add (Scene *scene, const char *name)
{
  return sublet_ui_tunnels_add (scene->connection, scene->port, name, scene->port, 0);
}

/* ---- faces ---- */

static void
test_empty (Scene *scene, gconstpointer data)
{
  GtkWidget *page = find (scene, "empty_page");

  g_assert_true (gtk_widget_get_visible (page));
  g_assert_false (gtk_widget_get_visible (find (scene, "tunnels_list")));
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)),
                   ==,
                   "Reach a port of ada-1 from this computer alone.");
  g_assert_false (gtk_widget_get_visible (find (scene, "public_group")));

  sublet_ui_test_click (sublet_ui_test_find_button (scene->view, "Open Port 8888"));
  sublet_ui_test_settle (scene->window);
  g_assert_false (gtk_widget_get_visible (page));
  g_assert_cmpstr (get_title (get_row (scene, 0)), ==, "8888 · Jupyter");
  g_assert_nonnull (sublet_tunnel_list_find (scene->tunnels, 8888));
}

static void
test_not_running (Scene *scene, gconstpointer data)
{
  add (scene, NULL);
  sublet_ports_view_show (SUBLET_PORTS_VIEW (scene->view), "ada-1", NULL, NULL);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (find (scene, "empty_page"))),
                   ==,
                   "Ports are reached while ada-1 runs.");
  g_assert_null (get_row (scene, 0));
  g_assert_false (gtk_widget_get_visible (find (scene, "empty_button")));
  g_assert_false (gtk_widget_get_sensitive (find (scene, "open_button")));
}

/* ---- rows ---- */

static void
test_row (Scene *scene, gconstpointer data)
{
  SubletTunnel *tunnel = add (scene, "Notebook");
  GtkWidget *row = get_row (scene, 0);
  g_autofree char *title = g_strdup_printf ("%u · Notebook", scene->port);
  g_autofree char *where = g_strdup_printf ("localhost:%u", scene->port);
  g_autofree char *refused = NULL;

  g_assert_cmpstr (get_title (row), ==, title);
  g_assert_cmpstr (get_subtitle (row), ==, where);

  sublet_ui_tunnels_add (scene->connection, scene->port, NULL, scene->port, 12400000);
  /* A no-break blank stands before the unit. */
  g_assert_true (g_str_has_prefix (get_subtitle (row), where));
  g_assert_nonnull (strstr (get_subtitle (row), "12.4"));

  sublet_ui_tunnel_refuse (tunnel);
  refused = g_strdup (get_subtitle (row));
  g_assert_true (g_str_has_suffix (refused, "\nNothing listens on it yet."));
}

static void
test_taken (Scene *scene, gconstpointer data)
{
  g_autofree char *text =
    g_strdup_printf ("localhost:16006\n%u is taken on this computer.", scene->port);

  sublet_ui_tunnels_add (scene->connection, scene->port, NULL, 16006, 0);
  g_assert_cmpstr (get_subtitle (get_row (scene, 0)), ==, text);
}

static void
test_switch (Scene *scene, gconstpointer data)
{
  SubletTunnel *tunnel = add (scene, NULL);
  GtkWidget *row = get_row (scene, 0);
  GtkWidget *on_switch = sublet_ui_test_find_type (row, GTK_TYPE_SWITCH);
  GtkWidget *open_button = sublet_ui_test_find_button (row, "Open");

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (on_switch)));
  g_assert_true (gtk_widget_get_sensitive (open_button));
  gtk_switch_set_active (GTK_SWITCH (on_switch), FALSE);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OFF);
  g_assert_cmpstr (get_subtitle (row), ==, "Off");
  g_assert_false (gtk_widget_get_sensitive (open_button));

  sublet_tunnel_set_on (tunnel, TRUE);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (on_switch)));
}

static void
test_spoken (Scene *scene, gconstpointer data)
{
  SubletTunnel *tunnel = add (scene, "Jupyter");
  g_autofree char *open = sublet_port_text_dup_spoken (tunnel);
  g_autofree char *expected = g_strdup_printf ("Port %u, Jupyter, open", scene->port);
  g_autofree char *off = NULL;

  g_assert_cmpstr (open, ==, expected);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (scene, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       expected);
  sublet_tunnel_set_on (tunnel, FALSE);
  off = g_strdup_printf ("Port %u, Jupyter, off", scene->port);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (scene, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       off);
}

/* What is lost says so, and comes back. */
static void
test_waiting (Scene *scene, gconstpointer data)
{
  SubletTunnel *tunnel = add (scene, NULL);
  const struct
  {
    SubletConnectionState state;
    const char *text;
  } states[] = {
    { SUBLET_CONNECTION_STATE_CHECKING, "Opening…" },
    { SUBLET_CONNECTION_STATE_FAILED, "The instance cannot be reached; see its connection." },
    { SUBLET_CONNECTION_STATE_LOST, "The connection is lost; the tunnel is back when that is." },
    { SUBLET_CONNECTION_STATE_IDLE, "Waits for the connection." },
  };
  gsize i;

  sublet_tunnel_list_set_session (scene->tunnels, NULL);
  for (i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text = sublet_port_text_dup_state (tunnel, states[i].state);

      g_assert_cmpstr (text, ==, states[i].text);
    }
}

/* ---- closing one ---- */

static void
test_close (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletTunnel) tunnel = g_object_ref (add (scene, NULL));
  g_autofree char *said = g_strdup_printf ("The tunnel to port %u is closed", scene->port);

  gtk_widget_grab_focus (get_row (scene, 0));
  sublet_ui_test_press (scene->view, GDK_KEY_Delete, 0);
  sublet_ui_test_settle (scene->window);
  g_assert_null (get_row (scene, 0));
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OFF);
  g_assert_nonnull (sublet_ui_test_find_label (scene->window, said));

  sublet_ui_test_click (sublet_ui_test_find_button (scene->window, "Undo"));
  sublet_ui_test_settle (scene->window);
  g_assert_nonnull (get_row (scene, 0));
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
}

/* ---- choosing one ---- */

static void
type (Scene *scene, const char *text)
{
  GtkWidget *entry = find (scene, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_choose (Scene *scene, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (find (scene, "entry"));
  GtkWidget *problem = find (scene, "problem_label");
  GtkWidget *button = find (scene, "choose_button");
  g_autofree char *port = g_strdup_printf (" %u", scene->port);

  type (scene, "70000");
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scene->tunnels)), ==, 0);
  gtk_editable_set_text (entry, "");
  g_assert_false (gtk_widget_get_visible (problem));
  g_assert_false (gtk_widget_get_sensitive (button));

  gtk_editable_set_text (entry, port + 1);
  g_assert_true (gtk_widget_get_sensitive (button));
  type (scene, port + 1);
  g_assert_nonnull (sublet_tunnel_list_find (scene->tunnels, scene->port));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
}

static void
test_parse (void)
{
  g_assert_cmpuint (sublet_port_text_parse ("8888"), ==, 8888);
  g_assert_cmpuint (sublet_port_text_parse (" 1 "), ==, 1);
  g_assert_cmpuint (sublet_port_text_parse ("65535"), ==, 65535);
  g_assert_cmpuint (sublet_port_text_parse ("65536"), ==, 0);
  g_assert_cmpuint (sublet_port_text_parse ("0"), ==, 0);
  g_assert_cmpuint (sublet_port_text_parse ("-1"), ==, 0);
  g_assert_cmpuint (sublet_port_text_parse ("80a"), ==, 0);
  g_assert_cmpuint (sublet_port_text_parse (""), ==, 0);
}

/* ---- pages ---- */

static bool
is_told (gpointer data)
{
  Scene *scene = data;

  return gtk_widget_get_visible (find (scene, "failure_label"));
}

/* Nobody opens pages here; what is said is an address that goes on working. */
static void
test_no_browser (Scene *scene, gconstpointer data)
{
  g_autofree char *expected = NULL;

  add (scene, NULL);
  expected = g_strdup_printf ("No browser could be opened. The page is at http://localhost:%u/",
                              scene->port);
  gtk_widget_activate (get_row (scene, 0));
  sublet_test_await (is_told, scene);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find (scene, "failure_label"))), ==, expected);
}

/* The tunnel is there, and the way to it is not. */
static void
test_no_connection (Scene *scene, gconstpointer data)
{
  add (scene, NULL);
  scene->connection->state = SUBLET_CONNECTION_STATE_LOST;
  gtk_widget_activate (get_row (scene, 0));
  sublet_test_await (is_told, scene);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find (scene, "failure_label"))),
                   ==,
                   "ada-1 cannot be reached right now.");
}

static void
test_public (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletInstance) instance = sublet_ui_tunnels_make_public ("198.51.100.24");
  g_autoptr (SubletInstance) other = sublet_ui_tunnels_make_public ("2001:db8::1");
  GtkWidget *group = find (scene, "public_group");

  sublet_ports_view_show (SUBLET_PORTS_VIEW (scene->view), "ada-1", scene->connection, instance);
  sublet_ui_test_settle (scene->window);
  g_assert_true (gtk_widget_get_visible (group));
  g_assert_nonnull (sublet_ui_test_find_label (group, "8080/tcp"));
  g_assert_nonnull (sublet_ui_test_find_label (group, "198.51.100.24:41080"));
  g_assert_nonnull (sublet_ui_test_find_label (group, "9000/udp"));
  /* How Sublet itself gets there. */
  g_assert_null (sublet_ui_test_find_label (group, "22/tcp"));

  sublet_ports_view_show (SUBLET_PORTS_VIEW (scene->view), "ada-1", scene->connection, other);
  sublet_ui_test_settle (scene->window);
  g_assert_null (sublet_ui_test_find_label (group, "198.51.100.24:41080"));
  g_assert_nonnull (sublet_ui_test_find_label (group, "[2001:db8::1]:41080"));
}

#define ADD(name, function) g_test_add ("/ui/ports/" name, Scene, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("empty", test_empty);
  ADD ("not-running", test_not_running);
  ADD ("row", test_row);
  ADD ("taken", test_taken);
  ADD ("switch", test_switch);
  ADD ("spoken", test_spoken);
  ADD ("waiting", test_waiting);
  ADD ("close", test_close);
  ADD ("choose", test_choose);
  g_test_add_func ("/ui/ports/parse", test_parse);
  ADD ("no-browser", test_no_browser);
  ADD ("no-connection", test_no_connection);
  ADD ("public", test_public);

  return g_test_run ();
}
