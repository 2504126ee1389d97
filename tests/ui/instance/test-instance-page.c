/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-sections.h"
#include "ui/instance/sublet-instance-checks.h"
#include "ui/instance/sublet-instance-facts.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-tunnels.h"

/* The page of one instance. */

#define FINGERPRINT "SHA256:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed): the fixture's */
  GtkWidget *page;      /* weak */
  GtkWidget *window;
  guint n_left;
  SubletRental *asked; /* (borrowed): of the latest "terminal" */
} Scene;

static void
on_leave (Scene *scene)
{
  scene->n_left++;
}

static void
on_terminal (Scene *scene, SubletRental *rental)
{
  scene->asked = rental;
}

static void
scene_init (Scene *scene, SubletRentalState state)
{
  g_autoptr (SubletInstanceSubject) subject = NULL;

  *scene = (Scene){ NULL };
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", state);
  subject = sublet_instance_subject_new (scene->fixture->engine,
                                         scene->fixture->connections,
                                         NULL,
                                         scene->rental,
                                         NULL);
  scene->page = sublet_instance_page_new (subject);
  g_signal_connect_swapped (scene->page, "leave", G_CALLBACK (on_leave), scene);
  g_signal_connect_swapped (scene->page, "terminal", G_CALLBACK (on_terminal), scene);
  scene->window = sublet_ui_test_present (scene->page, 1000, 700);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static SubletSections *
get_sections (Scene *scene)
{
  return SUBLET_SECTIONS (sublet_ui_test_find_type (scene->page, SUBLET_TYPE_SECTIONS));
}

static void
set_narrow (Scene *scene)
{
  g_object_set (scene->page, "size-class", SUBLET_SIZE_CLASS_NARROW, NULL);
  sublet_ui_test_settle (scene->window);
}

static bool
is_mapped (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
test_overview (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpstr (sublet_sections_get_shown (get_sections (&scene)), ==, "overview");
  g_assert_cmpstr (sublet_instance_page_get_title (SUBLET_INSTANCE_PAGE (scene.page)), ==, "ada-1");
  g_assert_true (is_mapped (sublet_ui_test_find_type (scene.page, SUBLET_TYPE_INSTANCE_CARD)));
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene.page, "$0.325/h · $7.80 a day")));
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene.page, "Image")));
  scene_clear (&scene);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static bool
is_read (gpointer text)
{
  return *(char **) text != NULL;
}

static void
choose (Scene *scene, SubletKeyChoice *choice)
{
  sublet_identity_store_set_choice (scene->fixture->identities, choice);
  sublet_key_choice_unref (choice);
}

/* Its first line is shown, all of them are copied. */
static void
assert_config (SubletFactsGroup *group, SubletInstanceSubject *subject, const char *expected)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (group)));
  g_autofree char *copied = NULL;
  GtkWidget *line;

  sublet_instance_facts_show_addresses (group, subject);
  sublet_ui_test_settle (window);
  line = sublet_ui_test_find_label (GTK_WIDGET (group), "Host ada-1-7");
  g_assert_nonnull (line);
  sublet_ui_test_click (
    sublet_ui_test_find_type (gtk_widget_get_ancestor (line, ADW_TYPE_ACTION_ROW),
                              GTK_TYPE_BUTTON));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, on_text, &copied);
  sublet_test_await (is_read, &copied);
  g_assert_cmpstr (copied, ==, expected);
}

/* With what ssh cannot be told of the key that was chosen. */
static void
test_config (void)
{
  SubletFactsGroup *group = SUBLET_FACTS_GROUP (sublet_facts_group_new ("Addresses"));
  GtkWidget *window = sublet_ui_test_present (GTK_WIDGET (group), 360, 600);
  SubletConnection *connection;
  g_autoptr (SubletInstanceSubject) subject = NULL;
  g_autoptr (SubletInstance) reached = NULL;
  g_autofree char *block = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *with_file = NULL;
  g_autofree char *unnamed = NULL;
  g_autofree char *held = NULL;
  SubletInstanceData row;
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  subject = sublet_instance_subject_new (scene.fixture->engine,
                                         scene.fixture->connections,
                                         NULL,
                                         scene.rental,
                                         NULL);
  connection = sublet_connections_get (scene.fixture->connections, scene.rental);
  sublet_instance_data_init (&row);
  row.id = 7;
  row.public_ipaddr = g_strdup ("203.0.113.4");
  row.direct_ssh_port = 41022;
  reached = sublet_instance_new_take (&row, 0);
  sublet_connection_set_instance (connection, reached);

  block = sublet_connection_dup_config (connection, "ada-1");
  g_assert_nonnull (block);
  expected = g_strconcat ("# Needs a key of yours that this instance has.\n", block, NULL);
  assert_config (group, subject, expected);
  g_assert_null (sublet_ui_test_find_label (GTK_WIDGET (group), "HostName"));

  with_file =
    g_strconcat (block, "  IdentityFile \"/home/ada/my key\"\n  IdentitiesOnly yes\n", NULL);
  choose (&scene, sublet_key_choice_new_file ("/home/ada/my key"));
  assert_config (group, subject, with_file);
  unnamed = g_strconcat ("# Needs the file with your key, whose path cannot be written here.\n",
                         block,
                         NULL);
  choose (&scene, sublet_key_choice_new_file ("/home/ada/my\"key"));
  assert_config (group, subject, unnamed);
  held = g_strconcat ("# Needs the key " FINGERPRINT " of your SSH agent.\n", block, NULL);
  choose (&scene, sublet_key_choice_new_agent (FINGERPRINT));
  assert_config (group, subject, held);
  choose (&scene, sublet_key_choice_new_other ("moon:7"));
  assert_config (group, subject, expected);
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (group), "Chosen by another version of Sublet"));

  gtk_window_destroy (GTK_WINDOW (window));
  scene_clear (&scene);
}

/* Another one is a button away, and what the instance does not have yet is said. */
static void
test_ssh_key (void)
{
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file ("/nonexistent/lab");
  g_autoptr (SubletIdentityStore) store = NULL;
  SubletConnection *connection;
  GtkWidget *button;
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene.page), SUBLET_SECTION_OVERVIEW);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "Sublet's own key"));
  button = sublet_ui_test_find_button (scene.page, "Change…");
  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (button,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Change the SSH Key…");
  sublet_ui_test_click (button);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Change the SSH Key of ada-1"));
  sublet_ui_test_answer ("Change the SSH Key of ada-1", "cancel");
  sublet_test_drain ();

  connection = sublet_ui_connection_walk (scene.fixture, scene.rental, SUBLET_CONNECTION_N_LINKS);
  store = sublet_identity_store_ref_fixed (scene.fixture->identities, choice);
  sublet_connection_set_identities (connection, store);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (
    sublet_ui_test_find_label (scene.page, "/nonexistent/lab, not on the instance yet"));

  /* What is not ours has no button. */
  sublet_rental_set_origin (scene.rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  sublet_ui_test_settle (scene.window);
  button = sublet_ui_test_find_button (scene.page, "Change…");
  g_assert_false (button != NULL && gtk_widget_get_mapped (button));
  scene_clear (&scene);
}

static void
test_sections (void)
{
  Scene scene;
  SubletInstancePage *page;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  page = SUBLET_INSTANCE_PAGE (scene.page);
  sublet_instance_page_show_section (page, SUBLET_SECTION_CHECKS);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (sublet_sections_get_shown (get_sections (&scene)), ==, "checks");
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene.page, "Not Checked Yet")));

  /* Beside its list a section is no page of its own. */
  gtk_widget_activate_action (scene.page, "page.back", NULL);
  g_assert_cmpuint (scene.n_left, ==, 1);
  scene_clear (&scene);
}

/* How many tunnels there are stands beside their page's name, and is read with it. */
static void
test_count (void)
{
  Scene scene;
  SubletConnection *connection;
  GtkWidget *list;
  GtkWidget *row;
  GtkWidget *count;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  list = sublet_ui_test_find (scene.page, "list");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  count = gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  g_assert_nonnull (sublet_ui_test_find_label (row, "Ports"));
  g_assert_false (gtk_widget_get_visible (count));

  connection = sublet_connections_get (scene.fixture->connections, scene.rental);
  sublet_ui_tunnels_add (connection, 8888, "Jupyter", 8888, 0);
  sublet_ui_tunnels_add (connection, 6006, "TensorBoard", 16006, 0);
  g_assert_true (gtk_widget_get_visible (count));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (count)), ==, "2");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Ports, 2 tunnels");

  sublet_tunnel_list_remove_all (sublet_connection_get_tunnels (connection));
  g_assert_false (gtk_widget_get_visible (count));
  scene_clear (&scene);
}

/* The list first, a section as a page, and one step back at a time. */
static void
test_narrow (void)
{
  Scene scene;
  GtkWidget *list;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  set_narrow (&scene);
  list = sublet_ui_test_find (scene.page, "list");
  g_assert_true (is_mapped (list));
  g_assert_null (sublet_sections_get_shown (get_sections (&scene)));
  g_assert_false (is_mapped (sublet_ui_test_find_type (scene.page, SUBLET_TYPE_INSTANCE_CARD)));

  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene.page), SUBLET_SECTION_CHECKS);
  sublet_ui_test_settle (scene.window);
  g_assert_false (is_mapped (list));
  g_assert_true (is_mapped (sublet_ui_test_find_type (scene.page, SUBLET_TYPE_INSTANCE_CHECKS)));

  sublet_ui_test_press (scene.page, GDK_KEY_Escape, 0);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (list));
  g_assert_cmpuint (scene.n_left, ==, 0);
  sublet_ui_test_press (scene.page, GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpuint (scene.n_left, ==, 1);

  /* With more room both are seen again. */
  g_object_set (scene.page, "size-class", SUBLET_SIZE_CLASS_MEDIUM, NULL);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (list));
  g_assert_cmpstr (sublet_sections_get_shown (get_sections (&scene)), ==, "checks");
  scene_clear (&scene);
}

/* A row is chosen by a click or Enter, also the one that was chosen before. */
static void
test_narrow_row (void)
{
  Scene scene;
  GtkListBox *list;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  set_narrow (&scene);
  list = GTK_LIST_BOX (sublet_ui_test_find (scene.page, "list"));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (sublet_sections_get_shown (get_sections (&scene)), ==, "overview");
  scene_clear (&scene);
}

static void
test_head (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  sublet_ui_test_click (sublet_ui_test_find (scene.page, "terminal_button"));
  g_assert_true (scene.asked == scene.rental);
  scene.asked = NULL;
  sublet_ui_test_press (scene.page, GDK_KEY_t, GDK_CONTROL_MASK);
  g_assert_true (scene.asked == scene.rental);

  sublet_rental_set_label (scene.rental, "ada-9");
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene.page, "name_label"))),
                   ==,
                   "ada-9");
  g_assert_cmpstr (sublet_instance_page_get_title (SUBLET_INSTANCE_PAGE (scene.page)), ==, "ada-9");
  scene_clear (&scene);
}

/* What does not run has no shell. */
static void
test_stopped (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_false (is_mapped (sublet_ui_test_find (scene.page, "terminal_button")));
  g_assert_false (gtk_widget_activate_action (scene.page, "page.terminal", NULL) &&
                  scene.asked != NULL);
  scene_clear (&scene);
}

static void
assert_gone (Scene *scene)
{
  sublet_ui_test_settle (scene->window);
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene->page, "ada-1 Is Gone")));
  sublet_ui_test_click (sublet_ui_test_find_button (scene->page, "Back to Your Instances"));
  g_assert_cmpuint (scene->n_left, ==, 1);
}

static void
test_gone (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  sublet_rental_set_state (scene.rental, SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_REASON_NONE, 0);
  assert_gone (&scene);
  scene_clear (&scene);
}

static void
test_not_listed (void)
{
  Scene scene;
  guint position;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  /* Another one stays. */
  sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_READY);
  g_assert_true (g_list_store_find (scene.fixture->rentals, scene.rental, &position));
  g_list_store_remove (scene.fixture->rentals, position);
  assert_gone (&scene);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance/page/overview", test_overview);
  g_test_add_func ("/ui/instance/page/config", test_config);
  g_test_add_func ("/ui/instance/page/ssh-key", test_ssh_key);
  g_test_add_func ("/ui/instance/page/sections", test_sections);
  g_test_add_func ("/ui/instance/page/count", test_count);
  g_test_add_func ("/ui/instance/page/narrow", test_narrow);
  g_test_add_func ("/ui/instance/page/narrow-row", test_narrow_row);
  g_test_add_func ("/ui/instance/page/head", test_head);
  g_test_add_func ("/ui/instance/page/stopped", test_stopped);
  g_test_add_func ("/ui/instance/page/gone", test_gone);
  g_test_add_func ("/ui/instance/page/not-listed", test_not_listed);

  return g_test_run ();
}
