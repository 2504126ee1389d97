/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

/* What the instances are grouped by, chosen in a menu. */

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *page;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_add_rental (scene->fixture, "train", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_add_rental (scene->fixture, "", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (scene->fixture, "ada", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (scene->fixture, "train", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->page = sublet_instances_page_new (scene->fixture->engine, NULL);
  scene->window = sublet_ui_test_present (scene->page, 1100, 1000);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

/* Captions in brackets, a space for each card behind them, as the rows stand. */
static void
assert_rows (Scene *scene, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  sublet_ui_test_settle (scene->window);
  for (row = gtk_widget_get_first_child (sublet_ui_test_find (scene->page, "list")); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);

      if (!gtk_widget_get_mapped (row))
        continue;
      if (SUBLET_IS_INSTANCE_CARD (child))
        {
          SubletRental *rental = sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (child));
          const char *label = sublet_rental_get_label (rental);

          g_string_append_printf (text, " %s", *label != '\0' ? label : "-");
        }
      else
        g_string_append_printf (text, "[%s]", gtk_label_get_label (GTK_LABEL (child)));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Captions are rows; those without a label come last; the order is among those of one group. */
static void
test_cards (void)
{
  Scene scene;
  g_autofree char *group = NULL;

  scene_init (&scene);
  assert_rows (&scene, "[Running] - ada train[Stopped] train");
  gtk_widget_activate_action (scene.page, "instances.group", "s", "label");
  g_object_get (scene.page, "group", &group, NULL);
  g_assert_cmpstr (group, ==, "label");
  /* By state, where the groups stand as the first of each does. */
  assert_rows (&scene, "[ada] ada[train] train train[No Label] -");
  g_object_set (scene.page, "sort-key", "label", "sort-descending", TRUE, NULL);
  assert_rows (&scene, "[train] train train[ada] ada[No Label] -");
  gtk_widget_activate_action (scene.page, "instances.group", "s", "none");
  g_object_set (scene.page, "sort-descending", FALSE, NULL);
  assert_rows (&scene, " - ada train train");
  /* A word of a later version changes nothing. */
  g_object_set (scene.page, "group", "colour", NULL);
  assert_rows (&scene, " - ada train train");
  scene_clear (&scene);
}

/* Another label is another group, and no restart is needed for it. */
static void
test_relabelled (void)
{
  Scene scene;
  g_autoptr (SubletRental) rental = NULL;

  scene_init (&scene);
  g_object_set (scene.page, "group", "label", NULL);
  rental = g_list_model_get_item (G_LIST_MODEL (scene.fixture->rentals), 2);
  sublet_rental_set_label (rental, "train");
  assert_rows (&scene, "[train] train train train[No Label] -");
  scene_clear (&scene);
}

static char *
get_item_label (GMenuModel *menu, int section, int item)
{
  g_autoptr (GMenuModel) part = g_menu_model_get_item_link (menu, section, G_MENU_LINK_SECTION);
  char *label = NULL;

  g_menu_model_get_item_attribute (part, item, G_MENU_ATTRIBUTE_LABEL, "s", &label);

  return label;
}

static bool
is_open (gpointer button)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button)));
}

/* The button says what it is, and is heard as that in a narrow page too, where the order is inside.
 */
static void
test_button (void)
{
  Scene scene;
  GtkWidget *group;
  GtkWidget *sort;
  GMenuModel *menu;
  g_autofree char *label = NULL;
  g_autofree char *rest = NULL;

  scene_init (&scene);
  group = sublet_ui_test_find (scene.page, "group_button");
  sort = sublet_ui_test_find (scene.page, "sort_button");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (group)), ==, "Group: State");
  g_assert_true (gtk_widget_get_mapped (sort));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (group));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 1);
  label = get_item_label (menu, 0, 1);
  g_assert_cmpstr (label, ==, "Label");

  /* By keys alone. */
  g_assert_true (gtk_widget_child_focus (group, GTK_DIR_TAB_FORWARD));
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (scene.window)));
  sublet_test_await (is_open, group);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (group));

  g_object_set (scene.page, "group", "label", NULL);
  sublet_instances_page_set_size_class (SUBLET_INSTANCES_PAGE (scene.page),
                                        SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (group)), ==, "Label");
  gtk_test_accessible_assert_property (group, GTK_ACCESSIBLE_PROPERTY_LABEL, "Group: Label");
  g_assert_false (gtk_widget_get_mapped (sort));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (group));
  rest = get_item_label (menu, 1, 0);
  g_assert_cmpstr (rest, ==, "_Sort");
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances-group/cards", test_cards);
  g_test_add_func ("/ui/instances-group/relabelled", test_relabelled);
  g_test_add_func ("/ui/instances-group/button", test_button);

  return g_test_run ();
}
