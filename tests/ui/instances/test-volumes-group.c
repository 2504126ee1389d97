/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-volume-text.h"
#include "ui/instances/sublet-volumes-group.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-volumes.h"

#include <math.h>

/* Volumes that no instance uses, as they stand under the instances. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletIdleVolumes *volumes;
  GtkWidget *group;
  GtkWidget *window;
} Scene;

static void
set_up (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->volumes = sublet_idle_volumes_new (scene->fixture->engine);
  scene->group = g_object_new (SUBLET_TYPE_VOLUMES_GROUP, NULL);
  sublet_volumes_group_set_volumes (SUBLET_VOLUMES_GROUP (scene->group),
                                    scene->volumes,
                                    scene->fixture->engine);
  scene->window = sublet_ui_test_present (scene->group, 600, 300);
}

static void
tear_down (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_assert_finalize_object (scene->volumes);
  sublet_ui_fixture_free (scene->fixture);
}

static bool
is_shown (Scene *scene)
{
  sublet_test_drain ();
  return gtk_widget_get_mapped (sublet_ui_test_find (scene->group, "content"));
}

/* No room for none; each with its money and a button of its own name. */
static void
test_shown (void)
{
  Scene scene;
  GtkWidget *button;

  set_up (&scene);
  g_assert_false (is_shown (&scene));
  sublet_ui_show_volumes (scene.volumes, 0);
  g_assert_false (is_shown (&scene));
  sublet_ui_show_volumes (scene.volumes, 2);
  g_assert_true (is_shown (&scene));
  g_assert_nonnull (sublet_ui_test_find_label (scene.group, "d1 & <b>data</b>"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.group, "Volume 62"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.group, "$0.30 a day"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene.group, "sum_label"))),
                   ==,
                   "$0.90 a day");
  button = sublet_ui_test_find_button (scene.group, "Delete…");
  gtk_test_accessible_assert_property (button,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Delete d1 & <b>data</b>…");
  sublet_ui_show_volumes (scene.volumes, 0);
  g_assert_false (is_shown (&scene));
  tear_down (&scene);
}

/* Unknown is never empty. */
static void
test_not_known (void)
{
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_SERVER, "x");
  Scene scene;

  set_up (&scene);
  sublet_idle_volumes_take (scene.volumes, NULL, error);
  g_assert_true (is_shown (&scene));
  g_assert_nonnull (sublet_ui_test_find_label (scene.group, "Whether volumes bill is not known."));
  sublet_ui_show_volumes (scene.volumes, 1);
  sublet_idle_volumes_take (scene.volumes, NULL, error);
  g_assert_true (is_shown (&scene));
  g_assert_nonnull (
    sublet_ui_test_find_label (scene.group, "Which volumes bill is unknown since "));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scene.volumes)), ==, 1);
  tear_down (&scene);
}

/* What is lost and what is saved; nothing is deleted without the answer. */
static void
test_ask (void)
{
  Scene scene;
  GtkWidget *dialog;

  set_up (&scene);
  sublet_ui_show_volumes (scene.volumes, 2);
  g_assert_true (is_shown (&scene));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.group, "Delete…"));
  dialog = sublet_ui_test_find_dialog ("Delete d1 & <b>data</b>?");
  g_assert_nonnull (dialog);
  g_assert_nonnull (
    sublet_ui_test_find_label (dialog, "is lost for good. This saves $0.30 a day."));
  sublet_ui_test_answer ("Delete d1 & <b>data</b>?", "cancel");
  sublet_test_drain ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scene.volumes)), ==, 2);
  tear_down (&scene);
}

/* With nothing said there is nothing wrong to say. */
static void
test_text (void)
{
  SubletVolumeData data = {
    .id = 7,
    .machine_id = 3,
    .size_gb = (double) NAN,
    .nusd_per_gb_month = SUBLET_MONEY_UNKNOWN,
  };
  Scene scene;
  g_autoptr (SubletVolume) volume = sublet_volume_new_take (&data);
  g_autofree char *facts = NULL;
  g_autofree char *loss = sublet_volume_text_dup_loss (volume);

  set_up (&scene);
  facts = sublet_volume_text_dup_facts (volume, SUBLET_CLOCK (scene.fixture->clock));
  g_assert_cmpstr (facts, ==, "on machine 3");
  g_assert_null (sublet_volume_text_dup_price (volume));
  g_assert_cmpstr (loss, ==, "All data on it is lost for good.");
  tear_down (&scene);
}

/* Where nothing is rented, volumes bill all the same. */
static void
test_nothing_rented (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  GtkWidget *page;
  GtkWidget *window;

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  page = sublet_instances_page_new (fixture->engine, NULL);
  window = sublet_ui_test_present (page, 600, 600);
  g_assert_nonnull (sublet_ui_test_find_label (page, "So nothing is billed."));
  sublet_ui_show_volumes (SUBLET_INSTANCES_PAGE (page)->volumes, 1);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_label (page, "Only volumes are billed."));
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (page, "scroller")));
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
  sublet_ui_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/volumes-group/shown", test_shown);
  g_test_add_func ("/ui/instances/volumes-group/not-known", test_not_known);
  g_test_add_func ("/ui/instances/volumes-group/ask", test_ask);
  g_test_add_func ("/ui/instances/volumes-group/text", test_text);
  g_test_add_func ("/ui/instances/volumes-group/nothing-rented", test_nothing_rented);

  return g_test_run ();
}
