/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-field-row.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-software-question.h"
#include "ui/sublet-ui-test.h"

/* Other software, from the card's menu to the service, with the shipped engine. */

#define HEADING "Update the software of ada-1?"
#define IMAGE "vllm/vllm-openai:v0.6"

typedef struct
{
  EngineFixture f;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
} Scene;

static bool
is_up (gpointer user_data)
{
  Scene *scene = user_data;

  sublet_rental_engine_refresh (scene->f.engine);
  return sublet_rental_can_update_software (scene->rental);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "50", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  scene->rental = engine_fixture_rent (f);
  sublet_test_await (is_up, scene);
  scene->record = sublet_instance_record_new (scene->rental);
  scene->card = sublet_instance_card_new (f->engine, NULL);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  scene->window = sublet_ui_test_present (scene->card, 1100, 300);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  engine_fixture_tear_down (&scene->f, data);
}

static GtkWidget *
ask (Scene *scene)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate_action (scene->card, "instance.update-software", NULL));
  dialog = sublet_ui_test_find_dialog (HEADING);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);

  return dialog;
}

static void
type (GtkWidget *dialog, const char *text)
{
  GtkWidget *row = sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW);
  GtkWidget *entry = sublet_ui_test_find_type (row, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  sublet_ui_test_settle (dialog);
}

static bool
is_live (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Recycle ada-1"));
}

static bool
is_changed (gpointer user_data)
{
  Scene *scene = user_data;

  sublet_rental_engine_refresh (scene->f.engine);
  return sublet_rental_is_up (scene->rental) &&
         g_strcmp0 (sublet_rental_get_image (scene->rental), IMAGE) == 0;
}

/* What is lost is said, what is typed is checked, and the card shows what runs then. */
static void
test_change (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);

  g_assert_nonnull (sublet_ui_test_find_label (dialog, "Its container is made anew"));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "lost for good"));
  type (dialog, "");
  g_assert_false (is_live (dialog));
  type (dialog, "no image");
  g_assert_false (is_live (dialog));
  type (dialog, IMAGE);
  g_assert_true (is_live (dialog));
  sublet_ui_test_answer (HEADING, "update");
  sublet_test_await (is_changed, scene);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update-template"), ==, 1);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
}

/* What stands on the button is the name, with every letter of it. */
static void
test_underscores (Scene *scene, gconstpointer data)
{
  const char *heading = "Update the software of ada_1_b?";
  GtkWidget *dialog;

  sublet_rental_set_label (scene->rental, "ada_1_b");
  g_assert_true (gtk_widget_activate_action (scene->card, "instance.update-software", NULL));
  dialog = sublet_ui_test_find_dialog (heading);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);
  g_assert_nonnull (sublet_ui_test_find_button (dialog, "Recycle ada_1_b"));
  sublet_ui_test_answer (heading, "cancel");
}

static void
test_cancel (Scene *scene, gconstpointer data)
{
  type (ask (scene), IMAGE);
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update-template"), ==, 0);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
}

static bool
has_failed (gpointer user_data)
{
  return sublet_instance_record_get_failure (user_data) != NULL;
}

static void
test_failure (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);

  engine_fixture_arm (&scene->f, "{\"fault\":\"json-error\",\"route\":\"update-template\"}");
  type (dialog, IMAGE);
  sublet_ui_test_answer (HEADING, "update");
  sublet_test_await (has_failed, scene->record);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (gtk_label_get_label (
                                     GTK_LABEL (sublet_ui_test_find (scene->card, "foot_label"))),
                                   "That other software runs is not confirmed. "));
}

static void
add (const char *path, void (*test) (Scene *, gconstpointer))
{
  g_test_add (path, Scene, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  add ("/ui/instances/software-question/change", test_change);
  add ("/ui/instances/software-question/underscores", test_underscores);
  add ("/ui/instances/software-question/cancel", test_cancel);
  add ("/ui/instances/software-question/failure", test_failure);

  return g_test_run ();
}
