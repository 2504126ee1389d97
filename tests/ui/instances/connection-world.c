/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/instances/connection-world.h"

#include "support/sublet-test.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* Lists are asked for faster than a person's window would. */
static void
refresh (ConnectionWorld *world)
{
  gint64 now_us = g_get_monotonic_time ();

  if (now_us - world->refreshed_us < 300 * G_TIME_SPAN_MILLISECOND)
    return;
  world->refreshed_us = now_us;
  sublet_rental_engine_refresh (world->f.engine);
}

/* From then on its ports can be broken. */
static bool
has_ports (gpointer data)
{
  ConnectionWorld *world = data;
  SubletInstance *instance = sublet_rental_get_instance (world->rental);

  refresh (world);
  return instance != NULL &&
         g_strcmp0 (sublet_instance_get_data (instance)->ssh_host, "127.0.0.1") == 0;
}

void
connection_world_set_up (ConnectionWorld *world, gconstpointer data)
{
  EngineFixture *f = &world->f;
  g_autofree char *sshd = sublet_test_simulator_dup_sshd_option ();

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "60", sshd, NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  sublet_rental_engine_set_visible (f->engine, TRUE);
  world->identities =
    sublet_identity_store_new (sublet_client_get_server (f->client), "test", TRUE);
  world->rental = engine_fixture_rent (f);
  sublet_test_await (has_ports, world);
}

void
connection_world_close_window (ConnectionWorld *world)
{
  if (world->window == NULL)
    return;

  gtk_window_destroy (GTK_WINDOW (world->window));
  world->window = NULL;
  sublet_ui_test_assert_gone ((gpointer *) &world->page);
}

/* Whatever the chain was at, nothing holds it for long. */
void
connection_world_tear_down (ConnectionWorld *world, gconstpointer data)
{
  connection_world_close_window (world);
  g_assert_finalize_object (g_steal_pointer (&world->connections));
  sublet_ui_test_assert_gone ((gpointer *) &world->connection);
  g_clear_object (&world->rental);
  g_clear_object (&world->identities);
  sublet_test_drain ();
  engine_fixture_tear_down (&world->f, data);
}

static void
on_terminal (ConnectionWorld *world, SubletRental *rental)
{
  world->asked = rental;
  world->n_asked++;
}

/* For a break: quick tries, long enough for a server that is slow and well. */
void
connection_world_set_times (ConnectionWorld *world, bool one_try)
{
  SubletConnectionTimes times;

  sublet_connection_get_times (world->connection, &times);
  times.limit_ms = one_try ? 1 : 2 * SUBLET_TEST_TIMEOUT_MS;
  times.first_pause_ms = 300;
  times.longest_pause_ms = 600;
  times.command_ms = 2500;
  times.session.banner_ms = 2500;
  sublet_connection_set_times (world->connection, &times);
}

/* After the break was armed: the chain begins by itself as soon as the instance runs. */
void
connection_world_show (ConnectionWorld *world, bool one_try)
{
  EngineFixture *f = &world->f;
  GtkWidget *toasts = adw_toast_overlay_new ();
  bool runs;

  world->connections = sublet_connections_new (f->engine, f->client, world->identities, NULL);
  g_set_weak_pointer (&world->connection,
                      sublet_connections_get (world->connections, world->rental));
  g_assert_nonnull (world->connection);
  runs = sublet_connection_get_state (world->connection) != SUBLET_CONNECTION_STATE_IDLE;
  sublet_connection_stop (world->connection);
  connection_world_set_times (world, one_try);
  if (runs)
    sublet_connection_start (world->connection);

  g_set_weak_pointer (&world->page, sublet_instances_page_new (f->engine, world->connections));
  g_signal_connect_swapped (world->page, "terminal", G_CALLBACK (on_terminal), world);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), world->page);
  world->window = sublet_ui_test_present (toasts, 1100, 700);
}

/* ---- breaking and mending ---- */

void
connection_world_order (ConnectionWorld *world, const char *path, const char *json)
{
  g_autoptr (GString) order = g_string_new (json);
  g_autofree char *contract =
    g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (world->rental));

  g_string_replace (order, "CONTRACT", contract, 0);
  engine_fixture_post (&world->f, path, order->str);
}

void
connection_world_set_links (ConnectionWorld *world, const char *route, const char *how)
{
  g_autofree char *json =
    g_strdup_printf ("{\"contract\":CONTRACT,\"route\":\"%s\",\"how\":\"%s\"}", route, how);

  connection_world_order (world, "/_sim/link", json);
}

/* As the server has it, not as the client saw it. */
char *
connection_world_dup_server_fingerprint (ConnectionWorld *world)
{
  g_autofree char *json = g_strdup_printf ("{\"contract\":%" G_GINT64_FORMAT ",\"how\":\"ok\"}",
                                           sublet_rental_get_instance_id (world->rental));
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (world->f.simulator, "/_sim/link", json);
  const char *line = json_object_get_string_member (json_node_get_object (answer), "host_key");
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autoptr (SubletSshHostKey) key = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  guchar *data;
  gsize length;

  g_assert_cmpuint (g_strv_length (words), >=, 2);
  data = g_base64_decode (words[1], &length);
  blob = g_bytes_new_take (data, length);
  key = sublet_ssh_host_key_new (blob, &error);
  g_assert_no_error (error);

  return g_strdup (sublet_ssh_host_key_get_fingerprint (key));
}

guint
connection_world_count_attached (ConnectionWorld *world)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (&world->f, &owner), "requests");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);
      const char *route = json_object_get_string_member_with_default (request, "route", NULL);

      n += g_strcmp0 (route, "instance-ssh-attach") == 0;
    }

  return n;
}

/* ---- what the card says ---- */

GtkWidget *
connection_world_find_card (ConnectionWorld *world)
{
  return sublet_ui_test_find_type (world->page, SUBLET_TYPE_INSTANCE_CARD);
}

GtkWidget *
connection_world_find_row (ConnectionWorld *world)
{
  GtkWidget *card = connection_world_find_card (world);

  return card == NULL ? NULL : sublet_ui_test_find_type (card, SUBLET_TYPE_CONNECTION_ROW);
}

/* Of each link that is marked as broken, in order: the name above the mark. */
static void
add_broken (GtkWidget *widget, GString *names)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), "broken") == 0)
    g_string_append (names, gtk_label_get_text (GTK_LABEL (gtk_widget_get_prev_sibling (widget))));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_broken (child, names);
}

static bool
card_says (gpointer data)
{
  ConnectionWorld *world = data;
  GtkWidget *row = connection_world_find_row (world);
  g_autoptr (GString) broken = g_string_new (NULL);

  refresh (world);
  if (row == NULL || sublet_ui_test_find_label (row, world->sentence) == NULL)
    return false;
  add_broken (row, broken);

  return g_strcmp0 (broken->str, world->broken) == 0;
}

/* @broken: the only link that is marked; "": none. */
void
connection_world_await_card (ConnectionWorld *world, const char *sentence, const char *broken)
{
  GtkWidget *row;
  GtkWidget *label;

  world->sentence = sentence;
  world->broken = broken;
  if (!sublet_test_wait_for (card_says, world, SUBLET_TEST_TIMEOUT_MS))
    {
      const GError *error = sublet_connection_get_error (world->connection);

      g_error ("the card never said “%s”; rental %d, connection %d, link %d: %s",
               sentence,
               sublet_rental_get_state (world->rental),
               sublet_connection_get_state (world->connection),
               sublet_connection_get_broken_link (world->connection),
               error == NULL ? "no error" : error->message);
    }

  row = connection_world_find_row (world);
  label = sublet_ui_test_find_label (row, sentence);
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (row,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_label_get_label (GTK_LABEL (label)));
}

/* It still tries: the link is named already, and nothing has to be pressed. */
void
connection_world_await_trying_again (ConnectionWorld *world,
                                     const char *sentence,
                                     const char *broken)
{
  g_autofree char *whole = g_strconcat (sentence, " Trying again", NULL);

  connection_world_await_card (world, whole, broken);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  g_assert_null (sublet_ui_test_find_button (connection_world_find_row (world), "Check Again"));
}

static bool
word_is_ready (gpointer data)
{
  GtkWidget *label = sublet_ui_test_find (connection_world_find_card (data), "state_label");

  return g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), "Ready") == 0;
}

void
connection_world_await_ready (ConnectionWorld *world, const char *route)
{
  connection_world_await_card (world, route, "");
  sublet_test_await (word_is_ready, world);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_READY);
}

/* A card's words may be a turn of the main loop ahead of its buttons, of which nothing is drawn. */
static bool
can_press (gpointer data)
{
  ConnectionWorld *world = data;
  GtkWidget *button = sublet_ui_test_find_button (connection_world_find_card (world), world->word);

  return button != NULL && gtk_widget_is_sensitive (button);
}

GtkWidget *
connection_world_await_button (ConnectionWorld *world, const char *label)
{
  world->word = label;
  sublet_test_await (can_press, world);

  return sublet_ui_test_find_button (connection_world_find_card (world), label);
}
