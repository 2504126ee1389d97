/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-table.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

/* What is done to a line of the table: as a card does it, and to the line that is meant. */

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

/* A key on the line of a rental, and what is asked then. */
static void
press (Scene *scene, SubletRental *rental, guint key, const char *heading)
{
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (scene->page), rental);
  sublet_ui_test_press (scene->page, key, 0);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog (heading));
  sublet_ui_test_answer (heading, "cancel");
  sublet_ui_test_settle (scene->window);
}

/* The line with the focus is meant, also when another one was just before. */
static void
test_keys (void)
{
  Scene scene;

  scene_init (&scene);
  press (&scene, scene.ready, GDK_KEY_F2, "Relabel ada-1");
  press (&scene, scene.stopped, GDK_KEY_F2, "Relabel old-run");
  press (&scene, scene.stopped, GDK_KEY_Delete, "Destroy old-run?");
  press (&scene, scene.ready, GDK_KEY_Delete, "Destroy ada-1?");
  scene_clear (&scene);
}

/* Nothing is done that its state does not allow, as on its card. */
static void
test_what_can_be_done (void)
{
  static const struct
  {
    const char *action;
    const char *heading;
    bool when_ready;
    bool when_stopped;
  } rows[] = {
    { "instance.start", "Start %s?", false, true },
    { "instance.stop", "Stop %s?", true, false },
    { "instance.reboot", "Reboot %s?", true, false },
    { "instance.recycle", "Recycle %s?", true, false },
    { "instance.destroy", "Destroy %s?", true, true },
  };
  Scene scene;
  gsize i;
  int which;

  scene_init (&scene);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (which = 0; which < 2; which++)
        {
          SubletRental *rental = which == 0 ? scene.ready : scene.stopped;
          bool can = which == 0 ? rows[i].when_ready : rows[i].when_stopped;
          const char *name = sublet_rental_get_label (rental);
          g_autoptr (GString) heading = g_string_new (rows[i].heading);

          g_string_replace (heading, "%s", name, 1);
          g_assert_true (
            sublet_instance_actions_activate (sublet_instances_table_get_actions (scene.table,
                                                                                  rental),
                                              rows[i].action));
          sublet_test_drain ();
          g_assert_cmpint (sublet_ui_test_find_dialog (heading->str) != NULL, ==, can);
          if (can)
            sublet_ui_test_answer (heading->str, "cancel");
          sublet_test_drain ();
        }
    }
  g_assert_false (
    sublet_instance_actions_activate (sublet_instances_table_get_actions (scene.table, NULL),
                                      "instance.no-such-thing"));
  scene_clear (&scene);
}

static bool
has_failed (gpointer data)
{
  return sublet_instance_record_get_failure (data) != NULL;
}

/* An engine that was never opened refuses: that is remembered of the line that was meant, though
 * another one is meant by the time of the answer. */
static void
test_failed_order (void)
{
  Scene scene;
  SubletInstancesPage *page;
  SubletInstanceRecord *ready;
  SubletInstanceRecord *stopped;

  scene_init (&scene);
  page = SUBLET_INSTANCES_PAGE (scene.page);
  ready = sublet_instances_page_get_record (page, scene.ready);
  stopped = sublet_instances_page_get_record (page, scene.stopped);
  sublet_instance_actions_activate (sublet_instances_table_get_actions (scene.table, scene.ready),
                                    "instance.reboot");
  sublet_test_drain ();
  sublet_instances_table_get_actions (scene.table, scene.stopped);
  sublet_ui_test_answer ("Reboot ada-1?", "order");
  sublet_test_await (has_failed, ready);
  g_assert_cmpstr (sublet_instance_record_get_failed_order (ready),
                   ==,
                   "The reboot is not confirmed.");
  g_assert_null (sublet_instance_record_get_failure (stopped));
  scene_clear (&scene);
}

/* A line that is meant no longer, for the table is not seen, is not acted on. */
static void
test_no_line (void)
{
  Scene scene;
  SubletInstanceActions *actions;

  scene_init (&scene);
  actions = sublet_instances_table_get_actions (scene.table, scene.ready);
  g_object_set (scene.page, "view", "cards", NULL);
  sublet_ui_test_settle (scene.window);
  g_assert_null (sublet_instance_actions_get_rental (actions));
  g_assert_true (sublet_instance_actions_activate (actions, "instance.stop"));
  sublet_test_drain ();
  g_assert_null (sublet_ui_test_find_dialog ("Stop ada-1?"));
  scene_clear (&scene);
}

/* No card stands behind the table. */
static void
test_no_card (void)
{
  Scene scene;

  scene_init (&scene);
  g_assert_null (sublet_ui_test_find_type (GTK_WIDGET (scene.table), SUBLET_TYPE_INSTANCE_CARD));
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/table-actions/keys", test_keys);
  g_test_add_func ("/ui/table-actions/what-can-be-done", test_what_can_be_done);
  g_test_add_func ("/ui/table-actions/failed-order", test_failed_order);
  g_test_add_func ("/ui/table-actions/no-line", test_no_line);
  g_test_add_func ("/ui/table-actions/no-card", test_no_card);

  return g_test_run ();
}
