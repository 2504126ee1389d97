/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-idle-volumes-private.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-volume-row.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-volumes.h"

/* Volumes that no instance uses on the page of the instances: behind the cards, under the table. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletIdleVolumes *volumes; /* (borrowed): the page has it */
  GtkWidget *page;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene, int height)
{
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (scene->fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->page = sublet_instances_page_new (scene->fixture->engine, NULL);
  scene->volumes = SUBLET_INSTANCES_PAGE (scene->page)->volumes;
  scene->window = sublet_ui_test_present (scene->page, 1100, height);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static void
append_text (GString *text, GtkWidget *child)
{
  if (SUBLET_IS_INSTANCE_CARD (child))
    g_string_append_printf (text,
                            " %s",
                            sublet_rental_get_label (
                              sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (child))));
  else if (SUBLET_IS_VOLUME_ROW (child))
    g_string_append_printf (text,
                            " #%d",
                            (int) sublet_volume_get_data (
                              sublet_volume_row_get_volume (SUBLET_VOLUME_ROW (child)))
                              ->id);
  else if (GTK_IS_LABEL (child))
    g_string_append_printf (text, "[%s]", gtk_label_get_label (GTK_LABEL (child)));
  else
    for (child = gtk_widget_get_first_child (child); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      append_text (text, child);
}

/* Captions in brackets, a space before each card and volume, as the rows of the list stand. */
static void
assert_rows (Scene *scene, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  sublet_ui_test_settle (scene->window);
  for (row = gtk_widget_get_first_child (sublet_ui_test_find (scene->page, "list")); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row))
      append_text (text, gtk_widget_get_first_child (row));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
fail (Scene *scene)
{
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "x");

  sublet_idle_volumes_take (scene->volumes, NULL, error);
}

static GtkWidget *
find_row (Scene *scene)
{
  return sublet_ui_test_find_type (sublet_ui_test_find (scene->page, "list"),
                                   SUBLET_TYPE_VOLUME_ROW);
}

/* The last group, and no word of it where there is none; nobody who never asked has failed. */
static void
test_last_group (void)
{
  Scene scene;

  scene_init (&scene, 1000);
  assert_rows (&scene, "[Running] ada-1[Stopped] old-run");
  g_assert_false (gtk_widget_get_mapped (sublet_ui_test_find (scene.page, "volumes_group")));
  sublet_ui_show_volumes (scene.volumes, 2);
  assert_rows (&scene, "[Running] ada-1[Stopped] old-run[2 unused volumes, $0.90 a day] #61 #62");
  g_assert_false (gtk_widget_get_mapped (sublet_ui_test_find (scene.page, "volumes_group")));
  sublet_ui_show_volumes (scene.volumes, 1);
  assert_rows (&scene, "[Running] ada-1[Stopped] old-run[1 unused volume, $0.30 a day] #61");
  sublet_ui_show_volumes (scene.volumes, 0);
  assert_rows (&scene, "[Running] ada-1[Stopped] old-run");
  scene_clear (&scene);
}

/* One line with its reason, only after an ask that failed; what was known is seen to be old. */
static void
test_doubt (void)
{
  Scene scene;

  scene_init (&scene, 1000);
  fail (&scene);
  assert_rows (&scene,
               "[Running] ada-1[Stopped] old-run"
               "[Whether volumes bill is not known. No answer from Vast.]");
  sublet_ui_show_volumes (scene.volumes, 1);
  assert_rows (&scene, "[Running] ada-1[Stopped] old-run[1 unused volume, $0.30 a day] #61");
  g_assert_false (gtk_widget_has_css_class (find_row (&scene), "subdued"));
  fail (&scene);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find (scene.page, "list"),
                                               "Which volumes bill is unknown since "));
  g_assert_true (gtk_widget_has_css_class (find_row (&scene), "subdued"));
  sublet_ui_show_volumes (scene.volumes, 1);
  g_assert_false (gtk_widget_has_css_class (find_row (&scene), "subdued"));
  scene_clear (&scene);
}

/* Not all may be known. */
static void
test_not_all (void)
{
  SubletVolumeData data = { .id = 61, .size_gb = 50, .nusd_per_gb_month = 1 };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletCatalogueListing some = { .items = items, .n_found = 2, .whole = false };
  Scene scene;

  g_ptr_array_add (items, sublet_volume_new_take (&data));
  scene_init (&scene, 1000);
  sublet_idle_volumes_take (scene.volumes, &some, NULL);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find (scene.page, "list"),
                                               "There may be more volumes than these. "));
  scene_clear (&scene);
}

/* By name and number; a search that finds volumes alone shows them. */
static void
test_search (void)
{
  Scene scene;
  GtkEditable *entry;

  scene_init (&scene, 1000);
  sublet_ui_show_volumes (scene.volumes, 2);
  entry = GTK_EDITABLE (sublet_ui_test_find (scene.page, "search_entry"));
  gtk_editable_set_text (entry, "D1 &");
  g_signal_emit_by_name (entry, "search-changed");
  assert_rows (&scene, "[1 unused volume, $0.30 a day] #61");
  gtk_editable_set_text (entry, "62");
  g_signal_emit_by_name (entry, "search-changed");
  assert_rows (&scene, "[1 unused volume, $0.60 a day] #62");
  gtk_editable_set_text (entry, "ada");
  g_signal_emit_by_name (entry, "search-changed");
  assert_rows (&scene, "[Running] ada-1");
  gtk_editable_set_text (entry, "nothing of it");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     GTK_STACK (sublet_ui_test_find (scene.page, "faces"))),
                   ==,
                   "no-match");
  scene_clear (&scene);
}

/* Arrows reach the row, Delete asks for what has the focus, whatever is chosen elsewhere; and the
 * focus stays in the row while its button is off. */
static void
test_keys (void)
{
  Scene scene;
  GtkWidget *row;

  scene_init (&scene, 1000);
  sublet_ui_show_volumes (scene.volumes, 2);
  gtk_widget_activate_action (scene.page, "instances.select-all", NULL);
  sublet_ui_test_settle (scene.window);
  row = gtk_widget_get_parent (find_row (&scene));
  gtk_widget_grab_focus (row);
  sublet_ui_test_press (scene.page, GDK_KEY_Delete, 0);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Delete d1 & <b>data</b>?"));
  sublet_ui_test_answer ("Delete d1 & <b>data</b>?", "cancel");
  sublet_test_drain ();

  gtk_widget_grab_focus (sublet_ui_test_find_button (row, "Delete…"));
  sublet_idle_volumes_set_deletion (scene.volumes, 61, true, NULL);
  g_assert_true (gtk_widget_is_focus (row));
  sublet_ui_test_press (scene.page, GDK_KEY_Delete, 0);
  sublet_test_drain ();
  g_assert_null (sublet_ui_test_find_dialog ("Delete d1 & <b>data</b>?"));
  scene_clear (&scene);
}

/* Neither is a machine. */
static void
test_selection (void)
{
  Scene scene;
  SubletInstanceSelection *selection;

  scene_init (&scene, 1000);
  sublet_ui_show_volumes (scene.volumes, 2);
  gtk_widget_activate_action (scene.page, "instances.select-all", NULL);
  selection = SUBLET_INSTANCES_PAGE (scene.page)->selection;
  g_assert_cmpuint (sublet_instance_selection_get_n_selected (selection), ==, 2);
  sublet_ui_test_settle (scene.window);
  gtk_widget_grab_focus (gtk_widget_get_parent (find_row (&scene)));
  sublet_ui_test_press (sublet_ui_test_find (scene.page, "list"), GDK_KEY_space, 0);
  g_assert_cmpuint (sublet_instance_selection_get_n_selected (selection), ==, 2);
  scene_clear (&scene);
}

/* How far a row's button begins below its name. */
static double
get_drop (GtkWidget *list)
{
  GtkWidget *row = sublet_ui_test_find_type (list, SUBLET_TYPE_VOLUME_ROW);
  double y = 0;

  gtk_widget_translate_coordinates (sublet_ui_test_find_button (row, "Delete…"),
                                    sublet_ui_test_find (row, "facts_label"),
                                    0,
                                    0,
                                    NULL,
                                    &y);
  return y;
}

/* With little room what stands at the end of a row stands below it, of rows old and new. */
static void
test_narrow (void)
{
  Scene scene;
  GtkWidget *list;

  scene_init (&scene, 1000);
  list = sublet_ui_test_find (scene.page, "list");
  sublet_ui_show_volumes (scene.volumes, 1);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpfloat (get_drop (list), <=, 0);
  sublet_instances_page_set_size_class (SUBLET_INSTANCES_PAGE (scene.page),
                                        SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpfloat (get_drop (list), >, 0);
  sublet_ui_show_volumes (scene.volumes, 0);
  sublet_ui_show_volumes (scene.volumes, 1);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpfloat (get_drop (list), >, 0);
  scene_clear (&scene);
}

static bool
is_unfolded (Scene *scene)
{
  GtkWidget *group = sublet_ui_test_find (scene->page, "volumes_group");
  GtkWidget *row;

  sublet_ui_test_settle (scene->window);
  row = sublet_ui_test_find_type (group, SUBLET_TYPE_VOLUME_ROW);
  return row != NULL && gtk_widget_get_mapped (row);
}

/* Under the table, folded to one line in a low window until a person says otherwise. */
static void
test_table (void)
{
  Scene scene;
  GtkWidget *expander;

  scene_init (&scene, 600);
  g_object_set (scene.page, "view", "table", NULL);
  sublet_ui_show_volumes (scene.volumes, 2);
  expander = sublet_ui_test_find (scene.page, "expander");
  g_assert_false (is_unfolded (&scene));
  g_assert_true (gtk_widget_get_mapped (expander));
  gtk_test_accessible_assert_property (expander,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2 unused volumes, $0.90 a day");
  gtk_widget_activate (expander);
  g_assert_true (is_unfolded (&scene));
  /* What the person chose stays. */
  g_object_set (scene.page, "view", "cards", NULL);
  g_assert_false (is_unfolded (&scene));
  g_object_set (scene.page, "view", "table", NULL);
  g_assert_true (is_unfolded (&scene));
  scene_clear (&scene);

  scene_init (&scene, 800);
  g_object_set (scene.page, "view", "table", NULL);
  sublet_ui_show_volumes (scene.volumes, 2);
  g_assert_true (is_unfolded (&scene));
  scene_clear (&scene);
}

/* Whoever asks anew asks for the volumes too; nobody asks for a page that is not seen. */
static void
test_refresh (void)
{
  Scene scene;

  scene_init (&scene, 800);
  g_assert_cmpuint (scene.volumes->n_watching, ==, 1);
  scene.fixture->engine->signed_in = true;
  g_assert_null (scene.volumes->wait);
  gtk_widget_activate_action (scene.page, "instances.refresh", NULL);
  g_assert_nonnull (scene.volumes->wait);
  gtk_widget_set_visible (scene.page, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (scene.volumes->n_watching, ==, 0);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/volumes-list/last-group", test_last_group);
  g_test_add_func ("/ui/instances/volumes-list/doubt", test_doubt);
  g_test_add_func ("/ui/instances/volumes-list/not-all", test_not_all);
  g_test_add_func ("/ui/instances/volumes-list/search", test_search);
  g_test_add_func ("/ui/instances/volumes-list/keys", test_keys);
  g_test_add_func ("/ui/instances/volumes-list/selection", test_selection);
  g_test_add_func ("/ui/instances/volumes-list/narrow", test_narrow);
  g_test_add_func ("/ui/instances/volumes-list/table", test_table);
  g_test_add_func ("/ui/instances/volumes-list/refresh", test_refresh);

  return g_test_run ();
}
