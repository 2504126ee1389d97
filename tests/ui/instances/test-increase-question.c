/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-increase-question.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* An answer to a price increase, from the question to the service, with the shipped engine. */

#define ACCEPT "Accept the Higher Price for ada-1?"
#define REJECT "Reject the Higher Price for ada-1?"

typedef struct
{
  EngineFixture f;
  SubletRental *rental; /* (owned) */
  GtkWidget *window;
  GAsyncResult *result; /* (owned) (nullable): of the question */
} Scene;

/* The engine's own polls are ten real seconds apart. */
static bool
is_running (gpointer user_data)
{
  Scene *scene = user_data;

  if (sublet_rental_get_state (scene->rental) == SUBLET_RENTAL_STATE_RUNNING)
    return true;

  if (!scene->f.engine->asking)
    sublet_rental_engine_refresh (scene->f.engine);
  return false;
}

static bool
can_answer (gpointer user_data)
{
  return sublet_rental_can_answer_increase (user_data);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  g_autofree char *order = NULL;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "50", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  scene->rental = engine_fixture_rent (f);
  sublet_test_await (is_running, scene);
  order = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT ",\"gpu\":9}}",
                           sublet_rental_get_instance_id (scene->rental));
  engine_fixture_set (f, order);
  /* Not in five minutes. */
  f->engine->increases_due_mono_us = 0;
  sublet_rental_engine_refresh (f->engine);
  sublet_test_await (can_answer, scene->rental);
  scene->window = sublet_ui_test_present (gtk_label_new ("page"), 600, 300);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_clear_object (&scene->result);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_clear_object (&scene->rental);
  engine_fixture_tear_down (&scene->f, data);
}

static GtkWidget *
ask (Scene *scene, gboolean accept)
{
  GtkWidget *dialog;

  sublet_increase_ask_async (scene->window,
                             scene->f.engine,
                             scene->rental,
                             accept,
                             NULL,
                             sublet_test_on_result,
                             &scene->result);
  dialog = sublet_ui_test_find_dialog (accept ? ACCEPT : REJECT);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);

  return dialog;
}

static gboolean
end (Scene *scene, GError **error)
{
  sublet_test_await_result (&scene->result);
  return sublet_increase_ask_finish (scene->result, error);
}

static bool
is_done (gpointer user_data)
{
  return sublet_rental_get_increase_state (user_data) == SUBLET_INCREASE_STATE_DONE;
}

/* The money of a day is said, and only the button orders. */
static void
test_accept (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (sublet_ui_test_find_label (dialog, " a day more. Until then nothing changes."));
  sublet_ui_test_answer (ACCEPT, "answer");
  g_assert_true (end (scene, &error));
  g_assert_no_error (error);
  sublet_test_await (is_done, scene->rental);
  g_assert_true (sublet_rental_get_increase_accepts (scene->rental));
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "increase-accept"), ==, 1);
}

static void
test_reject (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (sublet_ui_test_find_label (dialog, "expect it to stop"));
  sublet_ui_test_answer (REJECT, "answer");
  g_assert_true (end (scene, &error));
  g_assert_no_error (error);
  sublet_test_await (is_done, scene->rental);
  g_assert_false (sublet_rental_get_increase_accepts (scene->rental));
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "increase-accept"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "increase-reject"), ==, 1);
}

static void
test_cancel (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ask (scene, TRUE);
  sublet_ui_test_answer (ACCEPT, "cancel");
  g_assert_false (end (scene, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "increase-accept"), ==, 0);
}

/* Its host wants even more while the question stands: what was read is not what would be accepted.
 */
static void
test_another (Scene *scene, gconstpointer data)
{
  g_autofree char *order = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT
                                            ",\"gpu\":11}}",
                                            sublet_rental_get_instance_id (scene->rental));
  g_autoptr (GError) error = NULL;

  ask (scene, TRUE);
  engine_fixture_set (&scene->f, order);
  sublet_ui_test_answer (ACCEPT, "answer");
  g_assert_false (end (scene, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

static bool
is_told_gone (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data,
                                    "The price increase of ada-1 no longer waits for an answer") !=
         NULL;
}

/* From a card: nothing failed, so that it is told and nothing is left at its foot. */
static void
test_gone (Scene *scene, gconstpointer data)
{
  g_autofree char *order = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT
                                            ",\"gpu\":11}}",
                                            sublet_rental_get_instance_id (scene->rental));
  g_autoptr (SubletInstanceRecord) record = sublet_instance_record_new (scene->rental);
  GtkWidget *card = sublet_instance_card_new (scene->f.engine, NULL);
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *window;

  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (card), scene->rental, record);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), card);
  window = sublet_ui_test_present (toasts, 1100, 300);
  g_assert_true (gtk_widget_activate_action (card, "instance.accept-increase", NULL));
  g_assert_nonnull (sublet_ui_test_find_dialog (ACCEPT));
  engine_fixture_set (&scene->f, order);
  sublet_ui_test_answer (ACCEPT, "answer");
  sublet_test_await (is_told_gone, window);
  g_assert_null (sublet_instance_record_get_failure (record));
  g_assert_false (gtk_widget_get_mapped (sublet_ui_test_find (card, "failure_icon")));
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "increase-accept"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
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

  add ("/ui/instances/increase-question/accept", test_accept);
  add ("/ui/instances/increase-question/reject", test_reject);
  add ("/ui/instances/increase-question/cancel", test_cancel);
  add ("/ui/instances/increase-question/gone", test_gone);
  add ("/ui/instances/increase-question/another", test_another);

  return g_test_run ();
}
