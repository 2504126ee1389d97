/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-field-row.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-reserve-question.h"
#include "ui/sublet-ui-test.h"

/* A deposit for what runs on demand, from the card's menu to the service, with the shipped
 * engine. */

#define HEADING "Convert ada-1 to Reserved"

typedef struct
{
  EngineFixture f;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
} Scene;

/* The engine's own polls are ten real seconds apart. */
static void
look (Scene *scene)
{
  if (!scene->f.engine->asking)
    sublet_rental_engine_refresh (scene->f.engine);
}

static bool
is_ready (gpointer user_data)
{
  Scene *scene = user_data;

  if (sublet_rental_can_prepay (scene->rental))
    return true;

  look (scene);
  return false;
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
  sublet_test_await (is_ready, scene);
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

  g_assert_true (gtk_widget_activate_action (scene->card, "instance.reserve", NULL));
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
assert_problem (GtkWidget *dialog, const char *start)
{
  SubletFieldRow *row = SUBLET_FIELD_ROW (sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW));

  g_assert_false (gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Pay")));
  g_assert_nonnull (sublet_field_row_get_problem (row));
  g_assert_true (g_str_has_prefix (sublet_field_row_get_problem (row), start));
}

/* In words, with a sign beside them. */
static bool
warns (GtkWidget *dialog)
{
  GtkWidget *label = sublet_ui_test_find_label (dialog, "Your credit then lasts less than a day.");

  return label != NULL && gtk_widget_get_mapped (label) &&
         GTK_IS_IMAGE (gtk_widget_get_prev_sibling (label));
}

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene->card, name)));
}

static bool
is_reserved (gpointer user_data)
{
  Scene *scene = user_data;

  if (sublet_rental_is_reserved (scene->rental))
    return true;

  look (scene);
  return false;
}

static bool
has_little_credit (gpointer user_data)
{
  Scene *scene = user_data;
  SubletAccount *account = sublet_rental_engine_get_account (scene->f.engine);

  if (account != NULL && sublet_account_get_data (account)->credit_uusd < 2 * SUBLET_UUSD_PER_USD)
    return true;

  look (scene);
  return false;
}

static bool
has_failed (gpointer user_data)
{
  return sublet_instance_record_get_failure (user_data) != NULL;
}

/* A month of it, as far as the credit goes, is proposed; what is typed is checked and named on the
 * button; once paid, the card says so and asks no more. */
static void
test_pay (Scene *scene, gconstpointer data)
{
  const SubletSpendCaps low = { .per_hour_nusd = 1 };
  const SubletSpendCaps none = { 0 };
  GtkWidget *dialog = ask (scene);

  g_assert_nonnull (sublet_ui_test_find_label (dialog, " off the GPU. How much, Vast says"));
  g_assert_true (gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Pay $")));
  g_assert_false (warns (dialog));

  type (dialog, "0");
  assert_problem (dialog, "Type an amount in dollars.");
  type (dialog, "much");
  assert_problem (dialog, "Type an amount in dollars.");
  type (dialog, "99999");
  assert_problem (dialog, "The deposit is more than your credit of $");
  sublet_rental_engine_set_caps (scene->f.engine, &low);
  type (dialog, "5");
  assert_problem (dialog, "What runs is above your spend cap");
  sublet_rental_engine_set_caps (scene->f.engine, &none);

  type (dialog, "5.25");
  g_assert_true (gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Pay $5.25")));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "Prepay $5.25 for ada-1? That leaves $"));
  sublet_ui_test_answer (HEADING, "pay");
  sublet_test_await (is_reserved, scene);
  g_assert_cmpint (sublet_rental_get_deposit_uusd (scene->rental), ==, 5250000);
  sublet_test_drain ();
  g_assert_true (g_str_has_suffix (get_text (scene, "gpu_label"), " · reserved"));
  g_assert_nonnull (
    strstr (gtk_widget_get_tooltip_text (sublet_ui_test_find (scene->card, "rate_label")),
            " of its deposit are left"));
  gtk_widget_activate_action (scene->card, "instance.reserve", NULL);
  g_assert_null (sublet_ui_test_find_dialog (HEADING));
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "prepay"), ==, 1);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
}

/* With so little that a day needs it, nothing is proposed, and what is typed is warned of. */
static void
test_little_credit (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *spin;
  SubletFieldRow *row;

  engine_fixture_set (&scene->f, "{\"credit\":{\"usd\":1.5}}");
  /* Not in a quarter of a minute. */
  scene->f.engine->account_due_mono_us = 0;
  sublet_test_await (has_little_credit, scene);
  dialog = ask (scene);
  spin = sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");
  /* Nobody who has not typed yet is wrong. */
  row = SUBLET_FIELD_ROW (sublet_ui_test_find_type (dialog, SUBLET_TYPE_FIELD_ROW));
  g_assert_null (sublet_field_row_get_problem (row));
  g_assert_false (gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Pay")));
  type (dialog, "x");
  type (dialog, "");
  assert_problem (dialog, "Type an amount in dollars.");
  g_assert_false (warns (dialog));

  type (dialog, "1");
  g_assert_true (gtk_widget_is_sensitive (sublet_ui_test_find_button (dialog, "Pay $1.00")));
  g_assert_true (warns (dialog));
  type (dialog, "99");
  g_assert_false (warns (dialog));
  sublet_ui_test_answer (HEADING, "cancel");
}

static void
test_cancel (Scene *scene, gconstpointer data)
{
  ask (scene);
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "prepay"), ==, 0);
  g_assert_null (sublet_instance_record_get_failure (scene->record));
  g_assert_null (strstr (get_text (scene, "gpu_label"), "reserved"));
}

static bool
has_no_credit (gpointer rental)
{
  return sublet_rental_get_deposit_state (rental) == SUBLET_DEPOSIT_STATE_NO_CREDIT;
}

/* Less credit than was known when it was asked: the service says 411, and the card tells. */
static void
test_no_credit (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = ask (scene);

  type (dialog, "20");
  engine_fixture_set (&scene->f, "{\"credit\":{\"usd\":3}}");
  sublet_ui_test_answer (HEADING, "pay");
  sublet_test_await (has_failed, scene->record);
  g_assert_error (sublet_instance_record_get_failure (scene->record),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_CREDIT);
  sublet_test_drain ();
  g_assert_true (
    g_str_has_prefix (get_text (scene, "foot_label"), "The deposit is not confirmed. "));
  g_assert_false (sublet_rental_is_reserved (scene->rental));
  /* Told at once, and shown once it is written down. */
  sublet_test_await (has_no_credit, scene->rental);
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

  add ("/ui/instances/reserve-question/pay", test_pay);
  add ("/ui/instances/reserve-question/little-credit", test_little_credit);
  add ("/ui/instances/reserve-question/cancel", test_cancel);
  add ("/ui/instances/reserve-question/no-credit", test_no_credit);

  return g_test_run ();
}
