/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-update-queue.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-table.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

/* The page with its table. */

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *page;
  GtkWidget *window;
  SubletInstancesTable *table;
  SubletRental *ready;
  SubletRental *stopped;
} Scene;

static void
scene_init (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->page = sublet_instances_page_new (scene->fixture->engine, NULL);
  scene->window = sublet_ui_test_present (scene->page, 1200, 700);
  sublet_ui_test_take_action (scene->window, "show-instance", "(ss)");
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
  g_object_set (scene->page, "view", "table", NULL);
  scene->table =
    SUBLET_INSTANCES_TABLE (sublet_ui_test_find_type (scene->page, SUBLET_TYPE_INSTANCES_TABLE));
  scene->stopped =
    sublet_ui_fixture_add_rental (scene->fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  scene->ready = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene->window);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static void
assert_opened (Scene *scene, SubletRental *rental)
{
  g_autofree char *wanted = g_strdup_printf ("('%s', '')", sublet_rental_get_id (rental));

  g_assert_cmpstr (sublet_ui_test_get_taken (scene->window), ==, wanted);
}

static GtkWidget *
get_list (Scene *scene)
{
  return gtk_widget_get_last_child (GTK_WIDGET (sublet_instances_table_get_view (scene->table)));
}

/* (nullable) */
static GtkWidget *
find_cell (Scene *scene, guint line, SubletInstanceKey key)
{
  GtkWidget *row = gtk_widget_get_first_child (get_list (scene));
  GtkWidget *cell;
  guint i;

  for (i = 0; row != NULL && i < line; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row == NULL)
    return NULL;

  cell = gtk_widget_get_first_child (row);
  for (i = 0; i < key; i++)
    cell = gtk_widget_get_next_sibling (cell);

  return gtk_widget_get_first_child (cell);
}

static const char *
get_text (GtkWidget *cell)
{
  if (GTK_IS_BOX (cell))
    cell = gtk_widget_get_next_sibling (gtk_widget_get_first_child (cell));

  return gtk_inscription_get_text (GTK_INSCRIPTION (cell));
}

static void
assert_line (Scene *scene, guint line, const char *label)
{
  GtkWidget *cell = find_cell (scene, line, SUBLET_INSTANCE_KEY_LABEL);

  g_assert_nonnull (cell);
  g_assert_cmpstr (get_text (cell), ==, label);
}

static void
set_state (Scene *scene, SubletRental *rental, SubletRentalState state)
{
  sublet_rental_set_state (rental,
                           state,
                           SUBLET_RENTAL_REASON_NONE,
                           sublet_clock_get_service_us (SUBLET_CLOCK (scene->fixture->clock)));
  sublet_ui_test_settle (scene->window);
}

static guint
find_line (Scene *scene, const char *label)
{
  guint line = 0;

  while (!g_str_equal (get_text (find_cell (scene, line, SUBLET_INSTANCE_KEY_LABEL)), label))
    line++;

  return line;
}

/* The display's pointer may rest on the table. */
static void
leave (Scene *scene)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (scene->table));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "leave");
    }
  sublet_ui_test_settle (scene->window);
}

/* One line for each, its words live in the same widgets, and its sentence on the first. */
static void
test_lines (void)
{
  Scene scene;
  GtkWidget *state;
  GtkWidget *cost;

  scene_init (&scene);
  leave (&scene);
  assert_line (&scene, 0, "ada-1");
  assert_line (&scene, 1, "old-run");
  g_assert_null (find_cell (&scene, 2, SUBLET_INSTANCE_KEY_LABEL));
  state = find_cell (&scene, 0, SUBLET_INSTANCE_KEY_STATE);
  cost = find_cell (&scene, 0, SUBLET_INSTANCE_KEY_COST);
  g_assert_true (g_str_has_prefix (get_text (state), "Ready"));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_last_child (state)));

  set_state (&scene, scene.ready, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (find_cell (&scene, 0, SUBLET_INSTANCE_KEY_STATE) == state);
  g_assert_cmpstr (get_text (state), ==, "Running");
  g_assert_cmpstr (get_text (cost), ==, "$1.44");
  sublet_manual_clock_advance (scene.fixture->clock, 60 * 60 * 1000 + 1);
  g_assert_cmpstr (get_text (cost), ==, "$1.77");

  /* The word that is heard of it is the card's. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (state),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "ada-1, Running · 1\302\240h, RTX 4090 · Finland, $0.325/h, "
                                       "$1.77 so far");

  sublet_rental_set_stale (scene.ready, TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_has_css_class (state, "subdued"));
  g_assert_true (gtk_widget_has_css_class (cost, "subdued"));
  g_assert_cmpstr (get_text (state), ==, "Running · as of 14:00");
  sublet_rental_set_stale (scene.ready, FALSE);
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_has_css_class (cost, "subdued"));
  scene_clear (&scene);
}

/* Header, menu and settings have one order. */
static void
test_order (void)
{
  Scene scene;
  GListModel *columns;
  g_autoptr (GtkColumnViewColumn) rate = NULL;
  g_autofree char *key = NULL;
  gboolean descending;

  scene_init (&scene);
  leave (&scene);
  g_object_set (scene.page, "group", "none", NULL);
  columns = gtk_column_view_get_columns (sublet_instances_table_get_view (scene.table));
  rate = g_list_model_get_item (columns, SUBLET_INSTANCE_KEY_RATE);
  gtk_column_view_sort_by_column (sublet_instances_table_get_view (scene.table),
                                  rate,
                                  GTK_SORT_ASCENDING);
  sublet_ui_test_settle (scene.window);
  g_object_get (scene.page, "sort-key", &key, "sort-descending", &descending, NULL);
  g_assert_cmpstr (key, ==, "rate");
  g_assert_false (descending);
  assert_line (&scene, 0, "old-run");

  gtk_widget_activate_action (scene.page, "instances.sort-descending", NULL);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "ada-1");
  gtk_widget_activate_action (scene.page, "instances.sort-key", "s", "label");
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "old-run");
  g_object_set (scene.page, "sort-key", "colour", NULL);
  assert_line (&scene, 0, "old-run");

  /* The cards stand in the same order, in their groups. */
  g_object_set (scene.page, "view", "cards", "group", "state", "sort-descending", FALSE, NULL);
  sublet_ui_fixture_add_rental (scene.fixture, "ada-0", SUBLET_RENTAL_STATE_READY);
  sublet_ui_test_settle (scene.window);
  {
    GtkWidget *caption = gtk_widget_get_first_child (sublet_ui_test_find (scene.page, "list"));
    GtkWidget *card = gtk_widget_get_first_child (gtk_widget_get_next_sibling (caption));

    g_assert_cmpstr (sublet_rental_get_label (
                       sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (card))),
                     ==,
                     "ada-0");
  }
  scene_clear (&scene);
}

/* Without captions lines go by what groups them first; the order is among those of one group. */
static void
test_group (void)
{
  Scene scene;

  scene_init (&scene);
  leave (&scene);
  sublet_ui_fixture_add_rental (scene.fixture, "old-run", SUBLET_RENTAL_STATE_READY);
  g_object_set (scene.page, "sort-key", "label", "sort-descending", TRUE, NULL);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "old-run");
  assert_line (&scene, 1, "ada-1");
  assert_line (&scene, 2, "old-run");

  gtk_widget_activate_action (scene.page, "instances.group", "s", "label");
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "old-run");
  assert_line (&scene, 1, "old-run");
  assert_line (&scene, 2, "ada-1");

  /* The state's own order can be turned round. */
  g_object_set (scene.page, "group", "state", "sort-key", "state", NULL);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "old-run");
  g_object_set (scene.page, "sort-descending", FALSE, NULL);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "ada-1");
  scene_clear (&scene);
}

/* A narrow page has cards whatever was chosen, and the choice is kept. */
static void
test_narrow (void)
{
  Scene scene;
  g_autofree char *view = NULL;

  scene_init (&scene);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (scene.table)));
  sublet_instances_page_set_size_class (SUBLET_INSTANCES_PAGE (scene.page),
                                        SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (scene.table)));
  g_assert_false (gtk_widget_get_mapped (sublet_ui_test_find (scene.page, "view_buttons")));
  g_assert_null (gtk_widget_get_first_child (get_list (&scene)));
  g_assert_nonnull (gtk_widget_get_first_child (sublet_ui_test_find (scene.page, "list")));
  g_object_get (scene.page, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "table");

  sublet_instances_page_set_size_class (SUBLET_INSTANCES_PAGE (scene.page),
                                        SUBLET_SIZE_CLASS_MEDIUM);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, 0, "ada-1");
  g_assert_null (gtk_widget_get_first_child (sublet_ui_test_find (scene.page, "list")));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Cards"));
  sublet_ui_test_settle (scene.window);
  g_assert_null (gtk_widget_get_first_child (get_list (&scene)));
  scene_clear (&scene);
}

/* A line does what its card would. */
static void
test_keys (void)
{
  Scene scene;

  scene_init (&scene);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (scene.page), scene.stopped);
  sublet_ui_test_settle (scene.window);
  g_assert_true (sublet_instances_table_get_focused (scene.table) == scene.stopped);

  sublet_ui_test_press (scene.page, GDK_KEY_Delete, 0);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Destroy old-run?"));
  sublet_ui_test_answer ("Destroy old-run?", "cancel");

  gtk_widget_activate_action (get_list (&scene), "list.activate-item", "u", 1);
  assert_opened (&scene, scene.stopped);
  gtk_widget_activate_action (get_list (&scene), "list.activate-item", "u", 0);
  assert_opened (&scene, scene.ready);

  /* The line that needs somebody is the first to have the focus. */
  set_state (&scene, scene.stopped, SUBLET_RENTAL_STATE_FAILED);
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (sublet_instances_table_get_focused (scene.table) == scene.stopped);
  scene_clear (&scene);
}

static bool
says (GtkWidget *cell, const char *start, const char *end)
{
  g_autofree char *spoken =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

  return spoken != NULL && strstr (spoken, start) != NULL && strstr (spoken, end) != NULL;
}

/* What stands at a card's foot has a sign in its line, and is heard with the line. */
static void
test_trouble (void)
{
  Scene scene;
  GtkWidget *state;
  GtkWidget *sign;

  scene_init (&scene);
  state = find_cell (&scene, 0, SUBLET_INSTANCE_KEY_STATE);
  sign = gtk_widget_get_last_child (state);
  g_assert_false (gtk_widget_get_visible (sign));

  sublet_ui_add_increase (SUBLET_CLOCK (scene.fixture->clock), scene.ready, 39000000, 26);
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_get_visible (sign));
  g_assert_true (says (state,
                       " so far. From tomorrow ",
                       " it costs $0.364/h instead of $0.325/h, $0.94 a day more."));

  /* What is worse comes first, as on the card. */
  sublet_rental_set_increase_answer (scene.ready, TRUE, SUBLET_INCREASE_STATE_UNCLEAR);
  sublet_ui_test_settle (scene.window);
  g_assert_true (says (state, ". The answer about its price increase got lost. ", "twice."));
  g_assert_false (says (state, "a day more", ""));
  sublet_rental_set_increase_answer (scene.ready, TRUE, SUBLET_INCREASE_STATE_NONE);
  sublet_rental_set_increase (scene.ready, NULL, 1);
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_get_visible (sign));
  g_assert_false (says (state, "increase", ""));
  scene_clear (&scene);
}

static GtkWidget *
find_menu (Scene *scene)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (scene->table));

  while (!GTK_IS_POPOVER_MENU (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
find_item (GtkWidget *widget, const char *label)
{
  GtkWidget *found = sublet_ui_test_find_label (widget, label);

  return found != NULL && gtk_widget_get_mapped (found) ? found : NULL;
}

/* The card's own menu, with what can be done with that one now. */
static void
test_menu (void)
{
  Scene scene;
  GtkWidget *menu;

  scene_init (&scene);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (scene.page), scene.ready);
  sublet_ui_test_press (scene.page, GDK_KEY_Menu, 0);
  sublet_ui_test_settle (scene.window);
  menu = find_menu (&scene);
  g_assert_true (gtk_widget_get_mapped (menu));
  g_assert_nonnull (find_item (menu, "Stop…"));
  g_assert_null (find_item (menu, "Start…"));

  /* While it is open it holds the lines, and follows what it is about. */
  set_state (&scene, scene.ready, SUBLET_RENTAL_STATE_STOPPED);
  assert_line (&scene, 0, "ada-1");
  g_assert_null (find_item (menu, "Stop…"));
  g_assert_nonnull (find_item (menu, "Start…"));
  gtk_widget_activate_action (menu, "instance.start", NULL);
  gtk_popover_popdown (GTK_POPOVER (menu));
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Start ada-1?"));
  sublet_ui_test_answer ("Start ada-1?", "cancel");
  sublet_ui_test_settle (scene.window);
  g_assert_true (sublet_instances_table_get_focused (scene.table) == scene.ready);
  scene_clear (&scene);
}

static void
on_slow (gpointer owner)
{
  /* Longer than a turn lasts. */
  g_usleep (50 * 1000);
  *(bool *) owner = true;
}

/* What changes waits for its turn behind others', as cards do; what goes before it is left alone.
 */
static void
test_turns (void)
{
  Scene scene = { 0 };
  bool slow_done = false;
  guint line;

  scene_init (&scene);
  line = find_line (&scene, "ada-1");
  sublet_update_queue_add (&slow_done, on_slow);
  sublet_rental_set_label (scene.ready, "ada-2");
  while (!slow_done)
    g_main_context_iteration (NULL, TRUE);
  assert_line (&scene, line, "ada-1");
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, find_line (&scene, "ada-2"), "ada-2");

  sublet_rental_set_label (scene.ready, "ada-3");
  g_object_set (scene.page, "view", "cards", NULL);
  sublet_ui_test_settle (scene.window);
  g_object_set (scene.page, "view", "table", NULL);
  sublet_ui_test_settle (scene.window);
  assert_line (&scene, find_line (&scene, "ada-3"), "ada-3");

  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances-table/lines", test_lines);
  g_test_add_func ("/ui/instances-table/order", test_order);
  g_test_add_func ("/ui/instances-table/group", test_group);
  g_test_add_func ("/ui/instances-table/narrow", test_narrow);
  g_test_add_func ("/ui/instances-table/keys", test_keys);
  g_test_add_func ("/ui/instances-table/trouble", test_trouble);
  g_test_add_func ("/ui/instances-table/menu", test_menu);
  g_test_add_func ("/ui/instances-table/turns", test_turns);

  return g_test_run ();
}
