/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-idle-volumes-private.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-volume-row.h"
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
                                    G_LIST_MODEL (scene->volumes),
                                    scene->fixture->engine);
  scene->window = sublet_ui_test_present (scene->group, 600, 800);
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
  g_assert_cmpstr (gtk_label_get_label (
                     GTK_LABEL (sublet_ui_test_find (scene.group, "heading_label"))),
                   ==,
                   "2 unused volumes, $0.90 a day");
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
  g_assert_nonnull (sublet_ui_test_find_button (dialog, "Delete d1 & <b>data</b>"));
  g_assert_nonnull (
    sublet_ui_test_find_label (dialog, "is lost for good. This saves $0.30 a day."));
  sublet_ui_test_answer ("Delete d1 & <b>data</b>?", "cancel");
  sublet_test_drain ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scene.volumes)), ==, 2);
  tear_down (&scene);
}

/* What goes on, and why it failed, stand in the row: the button is off, and on again. */
static void
test_deletion (void)
{
  Scene scene;
  GtkWidget *button;

  set_up (&scene);
  sublet_ui_show_volumes (scene.volumes, 2);
  g_assert_true (is_shown (&scene));
  button = sublet_ui_test_find_button (scene.group, "Delete…");
  gtk_widget_grab_focus (button);

  sublet_idle_volumes_set_deletion (scene.volumes, 61, true, NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Deleting…");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_test_accessible_assert_property (button,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Deleting d1 & <b>data</b>…");
  g_assert_true (gtk_widget_is_focus (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)));
  g_assert_nonnull (sublet_ui_test_find_button (scene.group, "Delete…"));

  sublet_idle_volumes_set_deletion (scene.volumes,
                                    61,
                                    false,
                                    g_error_new_literal (SUBLET_ERROR,
                                                         SUBLET_ERROR_OUTCOME_UNKNOWN,
                                                         "x"));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_nonnull (
    sublet_ui_test_find_label (scene.group,
                               "⚠ That it is deleted is not confirmed. It may still bill."));
  g_assert_null (sublet_ui_test_find_label (scene.group, "Not deleted."));

  sublet_idle_volumes_set_deletion (scene.volumes,
                                    61,
                                    false,
                                    g_error_new_literal (SUBLET_ERROR,
                                                         SUBLET_ERROR_FORBIDDEN,
                                                         "x"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.group, "⚠ Not deleted. "));

  sublet_idle_volumes_set_deletion (scene.volumes, 61, true, NULL);
  g_assert_null (sublet_ui_test_find_label (scene.group, "⚠ "));
  tear_down (&scene);
}

/* A window that only shows says so at the button, whenever that comes to be. */
static void
test_read_only (void)
{
  Scene scene;
  GtkWidget *button;

  set_up (&scene);
  sublet_ui_show_volumes (scene.volumes, 1);
  button = sublet_ui_test_find_button (scene.group, "Delete…");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_null (gtk_widget_get_tooltip_text (button));
  scene.fixture->engine->read_only = true;
  g_object_notify (G_OBJECT (scene.fixture->engine), "read-only");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "Another Sublet"));
  tear_down (&scene);
}

/* What the sum says, with prices per GB and month; 0 stands for one that is not known. */
static void
test_sum (void)
{
  static const struct
  {
    const char *prices;
    const char *sum;
  } rows[] = {
    { "", NULL }, { "3", "$0.30 a day" }, { "36", "$0.90 a day" }, { "30", "at least $0.30 a day" },
    { "0", "–" },
  };
  gsize i;
  const char *price;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GListStore) store = g_list_store_new (SUBLET_TYPE_VOLUME);
      g_autofree char *sum = NULL;

      for (price = rows[i].prices; *price != '\0'; price++)
        {
          SubletVolumeData data = {
            .id = 7,
            .size_gb = 50,
            .nusd_per_gb_month = *price == '0' ? SUBLET_MONEY_UNKNOWN
                                               : (*price - '0') * 60 * SUBLET_NUSD_PER_USD / 1000,
          };
          g_autoptr (SubletVolume) volume = sublet_volume_new_take (&data);

          g_list_store_append (store, volume);
        }
      sum = sublet_volume_text_dup_sum (G_LIST_MODEL (store));
      g_assert_cmpstr (sum, ==, rows[i].sum);
    }
}

/* Why nothing was deleted, in the words of a volume. */
static void
test_failure (void)
{
  static const struct
  {
    int code; /* of SubletError */
    const char *text;
  } rows[] = {
    { SUBLET_ERROR_INVALID, "Not deleted. An instance uses it, or did until just now." },
    { SUBLET_ERROR_NOT_KNOWN, "Not deleted. Whether an instance uses it is not known." },
    { SUBLET_ERROR_NO_NETWORK, "Not deleted. No answer from Vast. Check the network." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, rows[i].code, "x");
      g_autofree char *text = sublet_volume_text_dup_failure (error);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
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
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_SERVER, "x");
  SubletIdleVolumes *volumes;

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  page = sublet_instances_page_new (fixture->engine, NULL);
  volumes = SUBLET_INSTANCES_PAGE (page)->volumes;
  window = sublet_ui_test_present (page, 600, 800);
  g_assert_nonnull (sublet_ui_test_find_label (page, "Whether volumes bill is not known."));
  sublet_ui_show_volumes (volumes, 0);
  g_assert_nonnull (sublet_ui_test_find_label (page, "So nothing is billed."));
  sublet_idle_volumes_take (volumes, NULL, error);
  g_assert_nonnull (sublet_ui_test_find_label (page, "Whether volumes bill is not known."));
  g_assert_null (sublet_ui_test_find_label (page, "So nothing is billed."));
  /* Said once. */
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (page, "doubt_label")));
  sublet_ui_show_volumes (volumes, 1);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_label (page, "Only volumes are billed."));
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (page, "expander")));
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
  g_test_add_func ("/ui/instances/volumes-group/deletion", test_deletion);
  g_test_add_func ("/ui/instances/volumes-group/read-only", test_read_only);
  g_test_add_func ("/ui/instances/volumes-group/sum", test_sum);
  g_test_add_func ("/ui/instances/volumes-group/failure", test_failure);
  g_test_add_func ("/ui/instances/volumes-group/text", test_text);
  g_test_add_func ("/ui/instances/volumes-group/nothing-rented", test_nothing_rented);

  return g_test_run ();
}
