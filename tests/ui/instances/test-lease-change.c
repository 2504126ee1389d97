/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* What a person makes of a lease, with the shipped engine: told in a toast, and taken back there.
 */

#define HOUR_US G_TIME_SPAN_HOUR

typedef struct
{
  EngineFixture f;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *child;             /* (borrowed): where it is asked and told */
  GtkWidget *window;

  gint64 begun_us; /* the end that it had */

  /* what is waited for */
  const char *text;
  gint64 end_us;
} Scene;

static bool
has_lease (gpointer user_data)
{
  return sublet_rental_can_extend (user_data);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  GtkWidget *toasts = adw_toast_overlay_new ();

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  scene->rental = engine_fixture_rent (f);
  sublet_test_await (has_lease, scene->rental);
  scene->record = sublet_instance_record_new (scene->rental);
  scene->begun_us = sublet_rental_get_lease_end_us (scene->rental);
  g_assert_cmpint (scene->begun_us, >, 0);

  scene->child = gtk_label_new ("page");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), scene->child);
  scene->window = sublet_ui_test_present (toasts, 600, 300);
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

/* ---- what is seen ---- */

static bool
says (gpointer user_data)
{
  Scene *scene = user_data;

  return sublet_ui_test_find_label (scene->window, scene->text) != NULL;
}

/* A toast comes into sight, and with it or not what takes it back. */
static const char *
await_toast (Scene *scene, const char *text, bool undo)
{
  scene->text = text;
  sublet_test_await (says, scene);
  sublet_ui_test_settle (scene->window);
  g_assert_true ((sublet_ui_test_find_button (scene->window, "Undo") != NULL) == undo);

  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find_label (scene->window, text)));
}

static bool
ends_then (gpointer user_data)
{
  Scene *scene = user_data;

  return sublet_rental_get_lease_end_us (scene->rental) == scene->end_us;
}

static void
await_end (Scene *scene, gint64 end_us)
{
  scene->end_us = end_us;
  sublet_test_await (ends_then, scene);
}

static void
press_undo (Scene *scene)
{
  sublet_ui_test_click (sublet_ui_test_find_button (scene->window, "Undo"));
  sublet_ui_test_settle (scene->window);
}

static void
extend (Scene *scene)
{
  sublet_lease_change_extend (scene->child, scene->f.engine, scene->rental, scene->record);
}

/* From elsewhere: nobody is told. */
static gboolean
set_lease (Scene *scene, gint64 end_us, SubletLeaseEnd at_end, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_set_lease_async (scene->f.engine,
                                        scene->rental,
                                        end_us,
                                        at_end,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  return sublet_rental_engine_set_lease_finish (scene->f.engine,
                                                sublet_test_await_result (&result),
                                                error);
}

static void
set_lease_fine (Scene *scene, gint64 end_us, SubletLeaseEnd at_end)
{
  g_autoptr (GError) error = NULL;

  set_lease (scene, end_us, at_end, &error);
  g_assert_no_error (error);
}

/* ---- one hour more ---- */

/* Each adds its hour, also before the one before it is written down; Undo takes back the last. */
static void
test_extend (Scene *scene, gconstpointer data)
{
  extend (scene);
  extend (scene);
  await_end (scene, scene->begun_us + 2 * HOUR_US);
  g_assert_true (g_str_has_prefix (await_toast (scene, " more", true), "ada-1 ends "));
  press_undo (scene);
  await_end (scene, scene->begun_us + HOUR_US);
  g_assert_cmpint (sublet_rental_get_lease_at_end (scene->rental), ==, SUBLET_LEASE_END_STOP);
}

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* The newer offer takes the place of the older: one is pressed, and one hour goes. */
static void
test_one_after_the_other (Scene *scene, gconstpointer data)
{
  gpointer first = NULL;

  extend (scene);
  await_toast (scene, " more", true);
  g_set_weak_pointer (&first,
                      gtk_widget_get_ancestor (sublet_ui_test_find_button (scene->window, "Undo"),
                                               g_type_from_name ("AdwToastWidget")));
  g_assert_nonnull (first);
  extend (scene);
  await_end (scene, scene->begun_us + 2 * HOUR_US);
  sublet_test_await (is_null, &first);
  await_toast (scene, " more", true);
  press_undo (scene);
  await_end (scene, scene->begun_us + HOUR_US);
}

/* What came after it is not lost by it. */
static void
test_changed_since (Scene *scene, gconstpointer data)
{
  gint64 end_us = scene->begun_us + 5 * HOUR_US;

  extend (scene);
  await_toast (scene, " more", true);
  set_lease_fine (scene, end_us, SUBLET_LEASE_END_STOP);
  press_undo (scene);
  await_toast (scene, "changed again", false);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), ==, end_us);

  /* Nor where it ends at the same time, and something else is done then. */
  extend (scene);
  end_us += HOUR_US;
  await_end (scene, end_us);
  await_toast (scene, " more", true);
  set_lease_fine (scene, end_us, SUBLET_LEASE_END_DESTROY);
  press_undo (scene);
  await_toast (scene, "changed again", false);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), ==, end_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (scene->rental), ==, SUBLET_LEASE_END_DESTROY);
}

static bool
is_over (gpointer user_data)
{
  return sublet_rental_get_lease_state (user_data) == SUBLET_LEASE_STATE_OVER;
}

/* One that was over cannot be over again. */
static void
test_over (Scene *scene, gconstpointer data)
{
  gint64 now_us = sublet_clock_get_service_us (scene->f.clock);

  set_lease_fine (scene, now_us + G_TIME_SPAN_SECOND, SUBLET_LEASE_END_WARN);
  sublet_test_await (is_over, scene->rental);
  extend (scene);
  await_toast (scene, " more", false);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), >, now_us + HOUR_US);
}

/* ---- what is asked ---- */

static bool
is_asked (gpointer user_data)
{
  return sublet_ui_test_find_dialog (user_data) != NULL;
}

static GtkDropDown *
get_choice (const char *heading, const char *word)
{
  GtkWidget *label = sublet_ui_test_find_label (sublet_ui_test_find_dialog (heading), word);

  g_assert_nonnull (label);
  return GTK_DROP_DOWN (gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN));
}

static void
ask_new (Scene *scene)
{
  sublet_lease_change_ask_new (scene->child, scene->f.engine, scene->rental, scene->record);
  sublet_test_await (is_asked, (gpointer) "Lease of ada-1");
  sublet_ui_test_settle (sublet_ui_test_find_dialog ("Lease of ada-1"));
}

/* Shorter and with another ending: no cost is named, and both come back. */
static void
test_new (Scene *scene, gconstpointer data)
{
  gint64 now_us;

  ask_new (scene);
  sublet_ui_test_answer ("Lease of ada-1", "cancel");
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), ==, scene->begun_us);

  ask_new (scene);
  gtk_drop_down_set_selected (get_choice ("Lease of ada-1", "8\302\240h"), 1);
  gtk_drop_down_set_selected (get_choice ("Lease of ada-1", "Stop"), SUBLET_LEASE_END_DESTROY);
  now_us = sublet_clock_get_service_us (scene->f.clock);
  sublet_ui_test_answer ("Lease of ada-1", "set");
  g_assert_null (strchr (await_toast (scene, "ada-1 ends ", true), '$'));
  g_assert_cmpint (sublet_rental_get_lease_at_end (scene->rental), ==, SUBLET_LEASE_END_DESTROY);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), >=, now_us + 2 * HOUR_US);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), <, now_us + 3 * HOUR_US);
  press_undo (scene);
  await_end (scene, scene->begun_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (scene->rental), ==, SUBLET_LEASE_END_STOP);
}

static void
ask_none (Scene *scene)
{
  sublet_lease_change_ask_none (scene->child, scene->f.engine, scene->rental, scene->record);
  sublet_test_await (is_asked, (gpointer) "Run ada-1 without an end?");
  sublet_ui_test_settle (sublet_ui_test_find_dialog ("Run ada-1 without an end?"));
}

static void
test_none (Scene *scene, gconstpointer data)
{
  ask_none (scene);
  sublet_ui_test_answer ("Run ada-1 without an end?", "cancel");
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), ==, scene->begun_us);

  ask_none (scene);
  sublet_ui_test_answer ("Run ada-1 without an end?", "none");
  await_toast (scene, "ada-1 runs without an end", true);
  g_assert_cmpint (sublet_rental_get_lease_end_us (scene->rental), ==, 0);
  press_undo (scene);
  await_end (scene, scene->begun_us);
}

/* ---- what fails ---- */

/* On its card, or where nobody keeps one in a toast; nothing is changed, and nothing taken back. */
static void
test_failure (Scene *scene, gconstpointer data)
{
  SubletClock *clock = scene->f.clock;
  g_autoptr (SubletRental)
    other = sublet_ui_make_rental (clock, "ada-2", SUBLET_RENTAL_STATE_READY);
  g_autoptr (SubletInstanceRecord) record = sublet_instance_record_new (other);
  gint64 end_us = sublet_clock_get_service_us (clock) + HOUR_US;

  sublet_rental_set_lease_end_us (other, end_us);
  sublet_rental_set_lease_state (other, SUBLET_LEASE_STATE_RUNNING);
  sublet_lease_change_extend (scene->child, scene->f.engine, other, NULL);
  await_toast (scene, "Its lease was not changed.", false);
  sublet_lease_change_extend (scene->child, scene->f.engine, other, record);
  sublet_test_drain ();
  g_assert_error (sublet_instance_record_get_failure (record),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpint (sublet_rental_get_lease_end_us (other), ==, end_us);
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

  add ("/ui/instances/lease-change/extend", test_extend);
  add ("/ui/instances/lease-change/one-after-the-other", test_one_after_the_other);
  add ("/ui/instances/lease-change/changed-since", test_changed_since);
  add ("/ui/instances/lease-change/over", test_over);
  add ("/ui/instances/lease-change/new", test_new);
  add ("/ui/instances/lease-change/none", test_none);
  add ("/ui/instances/lease-change/failure", test_failure);

  return g_test_run ();
}
