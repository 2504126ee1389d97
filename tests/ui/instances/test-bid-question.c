/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-field-row.h"
#include "ui/instances/sublet-bid-question.h"
#include "ui/sublet-ui-test.h"

/* Another bid, from the question to the service, with the shipped engine. */

#define HEADING "Bid for ada-1"

typedef struct
{
  EngineFixture f;
  SubletRental *rental; /* (owned) */
  GtkWidget *window;
  GAsyncResult *result; /* (owned) (nullable): of the question */
} Scene;

static bool
can_change (gpointer user_data)
{
  return sublet_rental_can_change_bid (user_data);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "50", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  request = engine_fixture_make_bid (f);
  scene->rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  sublet_test_await (can_change, scene->rental);
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

static const SubletInstanceData *
get_data (Scene *scene)
{
  return sublet_instance_get_data (sublet_rental_get_instance (scene->rental));
}

static GtkWidget *
ask (Scene *scene)
{
  GtkWidget *dialog;

  sublet_bid_ask_async (scene->window,
                        scene->f.engine,
                        scene->rental,
                        NULL,
                        sublet_test_on_result,
                        &scene->result);
  dialog = sublet_ui_test_find_dialog (HEADING);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);

  return dialog;
}

static void
type (GtkWidget *dialog, const char *text)
{
  GtkWidget *spin = sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  sublet_ui_test_settle (dialog);
}

static void
type_rate (GtkWidget *dialog, gint64 nusd)
{
  g_autofree char *text = g_strdup_printf ("%.9f", sublet_money_usd_from_nusd (nusd));

  type (dialog, text);
}

static bool
is_live (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Change Bid"));
}

static void
assert_problem (GtkWidget *dialog, const char *start)
{
  SubletFieldRow *row = SUBLET_FIELD_ROW (sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW));

  g_assert_false (is_live (dialog));
  g_assert_nonnull (sublet_field_row_get_problem (row));
  g_assert_true (g_str_has_prefix (sublet_field_row_get_problem (row), start));
}

static bool
is_changed (gpointer user_data)
{
  return sublet_rental_get_bid_state (user_data) == SUBLET_BID_STATE_CHANGED;
}

/* Checked while it is typed, said in money, ordered with Change Bid. */
static void
test_change (Scene *scene, gconstpointer data)
{
  gint64 now_nusd = get_data (scene)->dph_base_nusd;
  gint64 bid_nusd = now_nusd + 41234567;
  GtkWidget *dialog = ask (scene);
  g_autoptr (GError) error = NULL;

  /* What it bids already is nobody's mistake, and no order. */
  g_assert_false (is_live (dialog));
  g_assert_null (sublet_field_row_get_problem (
    SUBLET_FIELD_ROW (sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW))));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "the lowest bid is "));

  type (dialog, "much");
  assert_problem (dialog, "Type a bid in dollars an hour.");
  type_rate (dialog, get_data (scene)->min_bid_nusd - 1000000);
  assert_problem (dialog, "Bid ");
  type (dialog, "32.5");
  assert_problem (dialog, "A bid is at most $32 an hour.");
  type_rate (dialog, now_nusd);
  assert_problem (dialog, "This is what it bids now.");

  type_rate (dialog, bid_nusd);
  g_assert_true (is_live (dialog));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, " instead of "));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, " a day; credit then lasts "));
  sublet_ui_test_answer (HEADING, "change");
  sublet_test_await_result (&scene->result);
  g_assert_true (sublet_bid_ask_finish (scene->result, &error));
  g_assert_no_error (error);
  sublet_test_await (is_changed, scene->rental);
  g_assert_cmpint (get_data (scene)->dph_base_nusd, ==, bid_nusd);
}

static void
test_cancel (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);
  g_autoptr (GError) error = NULL;

  type_rate (dialog, get_data (scene)->dph_base_nusd + 10000000);
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_await_result (&scene->result);
  g_assert_false (sublet_bid_ask_finish (scene->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "bid"), ==, 0);
}

/* The lowest that would run is proposed for one that does not, and can be ordered as it stands. */
static bool
is_outbid (gpointer user_data)
{
  return sublet_rental_get_state (user_data) == SUBLET_RENTAL_STATE_OUTBID &&
         sublet_rental_can_change_bid (user_data);
}

static void
test_outbid (Scene *scene, gconstpointer data)
{
  g_autofree char *order = g_strdup_printf ("{\"outbid\":%" G_GINT64_FORMAT "}",
                                            sublet_rental_get_instance_id (scene->rental));
  g_autoptr (GError) error = NULL;
  gint64 floor_nusd;

  engine_fixture_set (&scene->f, order);
  sublet_rental_engine_refresh (scene->f.engine);
  sublet_test_await (is_outbid, scene->rental);
  floor_nusd = get_data (scene)->min_bid_nusd;
  g_assert_true (is_live (ask (scene)));
  sublet_ui_test_answer (HEADING, "change");
  sublet_test_await_result (&scene->result);
  g_assert_true (sublet_bid_ask_finish (scene->result, &error));
  g_assert_no_error (error);
  sublet_test_await (is_changed, scene->rental);
  g_assert_cmpint (get_data (scene)->dph_base_nusd, >=, floor_nusd);
  g_assert_cmpint (get_data (scene)->dph_base_nusd, <, floor_nusd + 1000000);
}

static void
test_failure (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (&scene->f, "{\"fault\":\"json-error\",\"route\":\"bid\"}");
  type_rate (dialog, get_data (scene)->dph_base_nusd + 10000000);
  sublet_ui_test_answer (HEADING, "change");
  sublet_test_await_result (&scene->result);
  g_assert_false (sublet_bid_ask_finish (scene->result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
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

  add ("/ui/instances/bid-question/change", test_change);
  add ("/ui/instances/bid-question/cancel", test_cancel);
  add ("/ui/instances/bid-question/outbid", test_outbid);
  add ("/ui/instances/bid-question/failure", test_failure);

  return g_test_run ();
}
