/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-sparkline.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene, SubletRentalState state)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_account (scene->fixture, G_GINT64_CONSTANT (41370000));
  sublet_ui_fixture_set_burn (scene->fixture, G_GINT64_CONSTANT (1840000000));
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->rental = g_object_ref (sublet_ui_fixture_add_rental (scene->fixture, "ada-1", state));
  scene->record = sublet_instance_record_new (scene->rental);
  scene->card = sublet_instance_card_new (scene->fixture->engine, NULL);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), scene->card);
  scene->window = sublet_ui_test_present (toasts, 1100, 300);
  g_object_add_weak_pointer (G_OBJECT (scene->card), (gpointer *) &scene->card);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->card);
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static bool
has_failed (gpointer user_data)
{
  return sublet_instance_record_get_failure (user_data) != NULL;
}

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene->card, name)));
}

/* Another rental on the same card, as when a row is used again. */
static void
show_state (Scene *scene, SubletRentalState state)
{
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  scene->rental = sublet_ui_make_rental (SUBLET_CLOCK (scene->fixture->clock), "ada-1", state);
  scene->record = sublet_instance_record_new (scene->rental);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (scene->card),
                                   scene->rental,
                                   scene->record);
  sublet_test_drain ();
}

/* Never a dead button: what stands there can be pressed. */
static void
assert_main_button (Scene *scene, SubletRentalState state)
{
  GtkWidget *main_button = sublet_ui_test_find (scene->card, "main_button");

  /* The window's own action, which this card is not in. */
  if (state == SUBLET_RENTAL_STATE_UNKNOWN)
    g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (main_button)),
                     ==,
                     "win.replace-key");
  else if (gtk_widget_get_visible (main_button))
    {
      g_assert_true (gtk_widget_is_sensitive (main_button));
      g_assert_nonnull (gtk_actionable_get_action_name (GTK_ACTIONABLE (main_button)));
    }
  else
    g_assert_true (state == SUBLET_RENTAL_STATE_INTENDED ||
                   state == SUBLET_RENTAL_STATE_REQUESTING ||
                   state == SUBLET_RENTAL_STATE_UNCLEAR || state == SUBLET_RENTAL_STATE_STOPPING ||
                   state == SUBLET_RENTAL_STATE_DESTROYING || state == SUBLET_RENTAL_STATE_GONE);
}

/* Nothing may ever be given less than it needs, which would be a warning. */
static void
assert_fits (Scene *scene)
{
  static const SubletSizeClass size_classes[] = {
    SUBLET_SIZE_CLASS_WIDE,
    SUBLET_SIZE_CLASS_MEDIUM,
    SUBLET_SIZE_CLASS_NARROW,
  };
  static const int widths[] = { 992, 552, 336 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (size_classes); i++)
    {
      int minimum;

      sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (scene->card), size_classes[i]);
      sublet_test_drain ();
      gtk_widget_measure (scene->card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, widths[i]);
    }
}

static void
test_every_state (void)
{
  SubletRentalState state;
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_UNKNOWN);
  gtk_test_accessible_assert_role (scene.card, GTK_ACCESSIBLE_ROLE_GROUP);
  for (state = SUBLET_RENTAL_STATE_UNKNOWN; state <= SUBLET_RENTAL_STATE_GONE; state++)
    {
      show_state (&scene, state);
      g_assert_cmpstr (get_text (&scene, "name_label"), ==, "ada-1");
      g_assert_cmpstr (get_text (&scene, "state_label"), !=, "");
      assert_main_button (&scene, state);
      assert_fits (&scene);
    }
  scene_clear (&scene);
}

/* What is outbid is offered a raise; only what bids at all can bid something else. */
static void
test_bid (void)
{
  Scene scene;
  GtkWidget *main_button;
  GtkWidget *dialog;

  scene_init (&scene, SUBLET_RENTAL_STATE_OUTBID);
  main_button = sublet_ui_test_find (scene.card, "main_button");
  g_assert_cmpstr (get_text (&scene, "main_label"), ==, "Raise Bid…");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (main_button)),
                   ==,
                   "instance.change-bid");
  sublet_ui_test_click (main_button);
  dialog = sublet_ui_test_find_dialog ("Bid for ada-1");
  g_assert_nonnull (dialog);
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "the lowest bid is $0.310/h."));
  sublet_ui_test_answer ("Bid for ada-1", "cancel");

  /* On its way, or on an unknown list. */
  sublet_rental_set_bid (scene.rental, 310000000, SUBLET_BID_STATE_TAKEN);
  sublet_test_drain ();
  g_assert_false (gtk_widget_is_sensitive (main_button));
  sublet_rental_set_bid (scene.rental, 310000000, SUBLET_BID_STATE_NOT_SEEN);
  sublet_test_drain ();
  g_assert_true (gtk_widget_is_sensitive (main_button));
  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_false (gtk_widget_is_sensitive (main_button));
  g_assert_nonnull (gtk_widget_get_tooltip_text (main_button));

  show_state (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_false (gtk_widget_activate_action (scene.card, "instance.change-bid", NULL) &&
                  sublet_ui_test_find_dialog ("Bid for ada-1") != NULL);
  scene_clear (&scene);
}

static void
test_accessible (void)
{
  Scene scene;
  GtkWidget *menu_button;
  GtkWidget *sparkline;
  const char *sentence =
    "ada-1, Ready · 4\302\240h 12\302\240min, RTX 4090 · Finland, $0.325/h, $1.44 so far";
  const char *use = "GPU use: now 93 %, lowest 61 %, highest 93 %";

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  gtk_test_accessible_assert_property (scene.card, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  menu_button = sublet_ui_test_find (scene.card, "menu_button");
  gtk_test_accessible_assert_property (menu_button, GTK_ACCESSIBLE_PROPERTY_LABEL, "All Actions");
  g_assert_nonnull (gtk_widget_get_tooltip_text (menu_button));

  sublet_ui_add_readings (SUBLET_CLOCK (scene.fixture->clock), scene.rental);
  sparkline = sublet_ui_test_find_type (scene.card, SUBLET_TYPE_SPARKLINE);
  gtk_test_accessible_assert_role (sparkline, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (sparkline, GTK_ACCESSIBLE_PROPERTY_LABEL, use);
  scene_clear (&scene);
}

/* A figure changes when what it shows changes, and nothing else does. */
static void
test_follows (void)
{
  Scene scene;
  g_autoptr (SubletNotifyCounter) counter = NULL;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  counter = sublet_notify_counter_new (sublet_ui_test_find (scene.card, "cost_label"), "label");
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);
  sublet_manual_clock_advance (scene.fixture->clock, 60 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  g_assert_cmpstr (get_text (&scene, "cost_label"), ==, "$1.77 so far");

  sublet_rental_set_label (scene.rental, "ada-9");
  sublet_test_drain ();
  g_assert_cmpstr (get_text (&scene, "name_label"), ==, "ada-9");

  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_cmpstr (get_text (&scene, "later_label"), ==, "as of 14:00");
  g_assert_true (
    gtk_widget_has_css_class (sublet_ui_test_find (scene.card, "identity"), "subdued"));
  scene_clear (&scene);
}

static void
show_lease (Scene *scene, SubletLeaseState state, gint64 left_us)
{
  sublet_rental_set_lease_end_us (scene->rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene->fixture->clock)) +
                                    left_us);
  sublet_rental_set_lease_state (scene->rental, state);
  sublet_test_drain ();
}

static bool
is_shown (Scene *scene, const char *name)
{
  return gtk_widget_get_visible (sublet_ui_test_find (scene->card, name));
}

/* What is left stands under the money, what is near at the foot with a button, and what cannot be
 * ended is said loudest. */
static void
test_lease (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpstr (get_text (&scene, "lease_label"), ==, "No lease");
  g_assert_false (is_shown (&scene, "extend_button"));

  show_lease (&scene, SUBLET_LEASE_STATE_RUNNING, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (get_text (&scene, "lease_label"), ==, "8\302\240h left");
  g_assert_true (is_shown (&scene, "extend_button"));
  g_assert_false (is_shown (&scene, "later_label"));
  g_assert_false (is_shown (&scene, "foot"));
  assert_fits (&scene);

  show_lease (&scene, SUBLET_LEASE_STATE_SOON, 29 * G_TIME_SPAN_MINUTE);
  g_assert_true (g_str_has_prefix (get_text (&scene, "foot_label"), "It stops "));
  g_assert_true (is_shown (&scene, "foot_extend_button"));
  g_assert_false (is_shown (&scene, "failure_icon"));
  assert_fits (&scene);

  /* Something else is wrong meanwhile. */
  sublet_rental_set_patience (scene.rental, 1, TRUE);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (get_text (&scene, "foot_label"), "It makes no progress."));
  g_assert_true (is_shown (&scene, "foot_extend_button"));
  g_assert_true (is_shown (&scene, "failure_icon"));
  sublet_rental_set_patience (scene.rental, 1, FALSE);

  show_lease (&scene, SUBLET_LEASE_STATE_LAST, 250 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (get_text (&scene, "lease_label"), ==, "4\302\240min 10\302\240s left");
  g_assert_true (is_shown (&scene, "failure_icon"));

  sublet_rental_set_patience (scene.rental, 1, TRUE);
  show_lease (&scene, SUBLET_LEASE_STATE_WAITING, -G_TIME_SPAN_MINUTE);
  g_assert_true (g_str_has_prefix (get_text (&scene, "foot_label"), "Its lease has ended"));
  g_assert_false (is_shown (&scene, "foot_extend_button"));
  scene_clear (&scene);
}

/* On an unknown list what ends stays on, what could raise the bill is off and says why. */
static void
test_unknown (void)
{
  Scene scene;
  GtkWidget *button;

  scene_init (&scene, SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  sublet_test_drain ();
  button = sublet_ui_test_find (scene.card, "main_button");
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button),
                   ==,
                   "Sublet cannot see your instances since 14:02.");
  g_assert_true (gtk_widget_activate_action (scene.card, "instance.destroy", NULL));
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Destroy ada-1?"));
  sublet_ui_test_answer ("Destroy ada-1?", "cancel");
  scene_clear (&scene);
}

/* Every action asks its question; what the questions say is tested beside them. */
static void
test_questions (void)
{
  static const struct
  {
    SubletRentalState state;
    const char *action;
    const char *heading;
  } rows[] = {
    { SUBLET_RENTAL_STATE_STOPPED, "instance.start", "Start ada-1?" },
    { SUBLET_RENTAL_STATE_READY, "instance.stop", "Stop ada-1?" },
    { SUBLET_RENTAL_STATE_READY, "instance.reboot", "Reboot ada-1?" },
    { SUBLET_RENTAL_STATE_READY, "instance.destroy", "Destroy ada-1?" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Scene scene;

      scene_init (&scene, rows[i].state);
      g_assert_true (gtk_widget_activate_action (scene.card, rows[i].action, NULL));
      sublet_test_drain ();
      sublet_ui_test_answer (rows[i].heading, "cancel");
      sublet_test_drain ();
      g_assert_null (sublet_ui_test_find_dialog (rows[i].heading));
      g_assert_null (sublet_instance_record_get_failure (scene.record));
      scene_clear (&scene);
    }
}

/* An engine that was never opened refuses, and the card says so in words. */
static void
test_failed_order (void)
{
  Scene scene;
  GtkWidget *foot;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  foot = sublet_ui_test_find (scene.card, "foot");
  g_assert_false (gtk_widget_get_visible (foot));
  gtk_widget_activate_action (scene.card, "instance.reboot", NULL);
  sublet_test_drain ();
  sublet_ui_test_answer ("Reboot ada-1?", "order");
  sublet_test_await (has_failed, scene.record);
  sublet_test_drain ();
  g_assert_true (gtk_widget_get_visible (foot));
  g_assert_true (
    g_str_has_prefix (get_text (&scene, "foot_label"), "The reboot is not confirmed. "));
  g_assert_cmpstr (get_text (&scene, "foot_details_label"),
                   ==,
                   sublet_instance_record_get_failure (scene.record)->message);

  sublet_instance_record_set_failure (scene.record, NULL, NULL);
  sublet_test_drain ();
  g_assert_false (gtk_widget_get_visible (foot));
  scene_clear (&scene);
}

/* While it comes up, the time goes on beside its steps, also when the service says nothing new. */
static void
test_gives_up (void)
{
  Scene scene;
  SubletClock *clock;
  GtkWidget *label;

  scene_init (&scene, SUBLET_RENTAL_STATE_PROVISIONING);
  clock = SUBLET_CLOCK (scene.fixture->clock);
  sublet_rental_set_patience (scene.rental,
                              sublet_clock_get_service_us (clock) + 11 * G_TIME_SPAN_MINUTE + 7,
                              FALSE);
  sublet_test_drain ();
  label = sublet_ui_test_find (scene.card, "progress_label");
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_true (
    g_str_has_suffix (get_text (&scene, "progress_label"), " · gives up in 11\302\240min"));

  sublet_manual_clock_advance (scene.fixture->clock, 2 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_true (
    g_str_has_suffix (get_text (&scene, "progress_label"), " · gives up in 9\302\240min"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label), ==, get_text (&scene, "progress_label"));

  /* The last seconds are not counted. */
  sublet_manual_clock_advance (scene.fixture->clock, 9 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_null (strstr (get_text (&scene, "progress_label"), "gives up"));
  g_assert_cmpstr (get_text (&scene, "progress_label"), !=, "");
  scene_clear (&scene);
}

/* Coming up without progress: said at the foot, and another one is offered; that it could not be
 * done is said too. */
static void
test_stuck (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_cmpstr (get_text (&scene, "main_label"), ==, "Destroy…");
  sublet_rental_set_patience (scene.rental, 1, TRUE);
  sublet_test_drain ();
  g_assert_cmpstr (get_text (&scene, "main_label"), ==, "Try Another…");
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "foot")));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));
  g_assert_true (g_str_has_prefix (get_text (&scene, "foot_label"), "It makes no progress. "));

  g_assert_true (gtk_widget_activate_action (scene.card, "instance.try-another", NULL));
  sublet_test_await (has_failed, scene.record);
  sublet_test_drain ();
  g_assert_true (
    g_str_has_prefix (get_text (&scene, "foot_label"), "It was not replaced and bills on. "));
  scene_clear (&scene);
}

/* What the service said stands at the card's foot, as what failed here does, and one button shows
 * both. */
static void
test_details (void)
{
  Scene scene;
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT, "no answer");
  g_autofree char *both = NULL;
  const char *detail;

  scene_init (&scene, SUBLET_RENTAL_STATE_FAILED);
  detail = sublet_rental_get_detail (scene.rental);
  g_assert_nonnull (detail);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (scene.card, "foot_details_button")));
  g_assert_cmpstr (get_text (&scene, "foot_details_label"), ==, detail);
  g_assert_cmpstr (get_text (&scene, "foot_label"),
                   ==,
                   "Destroy it and rent again with the right image.");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "next_step_label")));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));

  sublet_instance_record_set_failure (scene.record, "It was not destroyed.", error);
  sublet_test_drain ();
  both = g_strdup_printf ("no answer\n\n%s", detail);
  g_assert_cmpstr (get_text (&scene, "foot_details_label"), ==, both);
  g_assert_true (g_str_has_prefix (get_text (&scene, "foot_label"), "It was not destroyed. "));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "next_step_label")));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));
  scene_clear (&scene);
}

static graphene_rect_t
get_bounds (Scene *scene, const char *name)
{
  graphene_rect_t bounds;

  g_assert_true (
    gtk_widget_compute_bounds (sublet_ui_test_find (scene->card, name), scene->card, &bounds));
  return bounds;
}

/* Buttons end where others do, with a menu beside them or without. */
static void
test_menu_column (void)
{
  Scene scene;
  graphene_rect_t button;
  float end;

  scene_init (&scene, SUBLET_RENTAL_STATE_FAILED);
  sublet_ui_test_settle (scene.window);
  button = get_bounds (&scene, "main_button");
  end = button.origin.x + button.size.width;
  show_state (&scene, SUBLET_RENTAL_STATE_REFUSED);
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "menu_button")));
  button = get_bounds (&scene, "main_button");
  g_assert_cmpfloat_with_epsilon (button.origin.x + button.size.width, end, 0.5);
  scene_clear (&scene);
}

/* A menu alone needs no line of a narrow card, and the place has a whole one. */
static void
test_narrow (void)
{
  Scene scene;
  graphene_rect_t menu;
  graphene_rect_t money;
  graphene_rect_t place;

  scene_init (&scene, SUBLET_RENTAL_STATE_STOPPING);
  gtk_widget_set_halign (scene.card, GTK_ALIGN_START);
  gtk_widget_set_size_request (scene.card, 336, -1);
  sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (scene.card), SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  menu = get_bounds (&scene, "menu_button");
  money = get_bounds (&scene, "money");
  place = get_bounds (&scene, "gpu_label");
  g_assert_cmpfloat_with_epsilon (menu.origin.y, money.origin.y, 0.5);
  g_assert_cmpfloat (place.origin.y, >=, money.origin.y + money.size.height);
  g_assert_cmpfloat (place.origin.x + place.size.width, >, money.origin.x + money.size.width);

  /* A third line of money leaves room beside it. */
  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_ui_test_settle (scene.window);
  money = get_bounds (&scene, "money");
  place = get_bounds (&scene, "gpu_label");
  g_assert_cmpfloat (place.origin.y, <, money.origin.y + money.size.height);

  show_state (&scene, SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_test_settle (scene.window);
  menu = get_bounds (&scene, "menu_button");
  place = get_bounds (&scene, "gpu_label");
  g_assert_cmpfloat (menu.origin.y, >, place.origin.y + place.size.height);
  scene_clear (&scene);
}

static void
test_relabel (void)
{
  Scene scene;
  GtkWidget *dialog;
  GtkWidget *entry;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  gtk_widget_activate_action (scene.card, "instance.relabel", NULL);
  sublet_test_drain ();
  dialog = sublet_ui_test_find_dialog ("Relabel ada-1");
  entry = sublet_ui_test_find_type (dialog, GTK_TYPE_ENTRY);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Label");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "ada-1");
  gtk_editable_set_text (GTK_EDITABLE (entry), " ada-9 ");
  sublet_ui_test_answer ("Relabel ada-1", "relabel");
  /* The engine was never opened: that it was asked is seen by its refusal. */
  sublet_test_await (has_failed, scene.record);
  scene_clear (&scene);
}

static void
on_read_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static bool
has_text (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

static void
test_copy_id (void)
{
  Scene scene;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (scene.rental));
  g_assert_true (gtk_widget_activate_action (scene.card, "instance.copy-id", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (scene.card), NULL, on_read_text, &text);
  sublet_test_await (has_text, &text);
  g_assert_cmpstr (text, ==, id);
  scene_clear (&scene);
}

static void
test_adopt (void)
{
  Scene scene;

  scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_null (sublet_ui_test_find_button (scene.card, "Adopt"));
  sublet_rental_set_origin (scene.rental, SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  sublet_test_drain ();
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Adopt"));
  sublet_test_await (has_failed, scene.record);
  scene_clear (&scene);
}

static void
on_rent_instead (SubletInstanceCard *card, SubletRental *rental, SubletRental **got)
{
  *got = rental;
}

static void
test_rent_instead (void)
{
  Scene scene;
  SubletRental *got = NULL;

  scene_init (&scene, SUBLET_RENTAL_STATE_REFUSED);
  g_signal_connect (scene.card, "rent-instead", G_CALLBACK (on_rent_instead), &got);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Rent It Instead…"));
  g_assert_true (got == scene.rental);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance-card/every-state", test_every_state);
  g_test_add_func ("/ui/instance-card/bid", test_bid);
  g_test_add_func ("/ui/instance-card/accessible", test_accessible);
  g_test_add_func ("/ui/instance-card/follows", test_follows);
  g_test_add_func ("/ui/instance-card/lease", test_lease);
  g_test_add_func ("/ui/instance-card/unknown", test_unknown);
  g_test_add_func ("/ui/instance-card/questions", test_questions);
  g_test_add_func ("/ui/instance-card/failed-order", test_failed_order);
  g_test_add_func ("/ui/instance-card/details", test_details);
  g_test_add_func ("/ui/instance-card/gives-up", test_gives_up);
  g_test_add_func ("/ui/instance-card/stuck", test_stuck);
  g_test_add_func ("/ui/instance-card/menu-column", test_menu_column);
  g_test_add_func ("/ui/instance-card/narrow", test_narrow);
  g_test_add_func ("/ui/instance-card/relabel", test_relabel);
  g_test_add_func ("/ui/instance-card/copy-id", test_copy_id);
  g_test_add_func ("/ui/instance-card/adopt", test_adopt);
  g_test_add_func ("/ui/instance-card/rent-instead", test_rent_instead);

  return g_test_run ();
}
