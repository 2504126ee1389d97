/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "card-scene.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-sparkline.h"
#include "ui/sublet-ui-test.h"

/* Another rental on the same card, as when a row is used again. */
static void
show_state (CardScene *scene, SubletRentalState state)
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
assert_main_button (CardScene *scene, SubletRentalState state)
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
                   state == SUBLET_RENTAL_STATE_UNCLEAR || state == SUBLET_RENTAL_STATE_OUTBID ||
                   state == SUBLET_RENTAL_STATE_STOPPING ||
                   state == SUBLET_RENTAL_STATE_DESTROYING || state == SUBLET_RENTAL_STATE_GONE);
}

/* Nothing may ever be given less than it needs, which would be a warning. */
static void
assert_fits (CardScene *scene)
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
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_UNKNOWN);
  gtk_test_accessible_assert_role (scene.card, GTK_ACCESSIBLE_ROLE_GROUP);
  for (state = SUBLET_RENTAL_STATE_UNKNOWN; state <= SUBLET_RENTAL_STATE_GONE; state++)
    {
      show_state (&scene, state);
      g_assert_cmpstr (card_scene_get_text (&scene, "name_label"), ==, "ada-1");
      g_assert_cmpstr (card_scene_get_text (&scene, "state_label"), !=, "");
      assert_main_button (&scene, state);
      assert_fits (&scene);
    }
  card_scene_clear (&scene);
}

/* What is outbid is offered a raise; only what bids at all can bid something else. */
static void
test_bid (void)
{
  CardScene scene;
  GtkWidget *main_button;
  GtkWidget *raise_button;
  GtkWidget *dialog;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_OUTBID);
  main_button = sublet_ui_test_find (scene.card, "main_button");
  raise_button = sublet_ui_test_find (scene.card, "raise_button");
  /* At the foot, with what else can be done; not twice. */
  g_assert_false (gtk_widget_get_visible (main_button));
  sublet_ui_test_click (raise_button);
  dialog = sublet_ui_test_find_dialog ("Bid for ada-1");
  g_assert_nonnull (dialog);
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "the lowest bid is $0.310/h."));
  sublet_ui_test_answer ("Bid for ada-1", "cancel");

  /* On its way, or on an unknown list. */
  sublet_rental_set_bid (scene.rental, 310000000, SUBLET_BID_STATE_TAKEN);
  sublet_test_drain ();
  g_assert_false (gtk_widget_is_sensitive (raise_button));
  sublet_rental_set_bid (scene.rental, 310000000, SUBLET_BID_STATE_NOT_SEEN);
  sublet_test_drain ();
  g_assert_true (gtk_widget_is_sensitive (raise_button));
  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_cmpstr (card_scene_get_text (&scene, "main_label"), ==, "Raise Bid…");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (main_button)),
                   ==,
                   "instance.change-bid");
  g_assert_true (gtk_widget_get_visible (main_button));
  g_assert_false (gtk_widget_is_sensitive (main_button));
  g_assert_nonnull (gtk_widget_get_tooltip_text (main_button));

  show_state (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_false (gtk_widget_activate_action (scene.card, "instance.change-bid", NULL) &&
                  sublet_ui_test_find_dialog ("Bid for ada-1") != NULL);
  card_scene_clear (&scene);
}

static void
test_accessible (void)
{
  CardScene scene;
  GtkWidget *menu_button;
  GtkWidget *sparkline;
  const char *sentence =
    "ada-1, Ready · 4\302\240h 12\302\240min, RTX 4090 · Finland, $0.325/h, $1.44 so far";
  const char *use = "GPU use: now 93 %, lowest 61 %, highest 93 %";

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  gtk_test_accessible_assert_property (scene.card, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  menu_button = sublet_ui_test_find (scene.card, "menu_button");
  gtk_test_accessible_assert_property (menu_button, GTK_ACCESSIBLE_PROPERTY_LABEL, "All Actions");
  g_assert_nonnull (gtk_widget_get_tooltip_text (menu_button));

  sublet_ui_add_readings (SUBLET_CLOCK (scene.fixture->clock), scene.rental);
  sparkline = sublet_ui_test_find_type (scene.card, SUBLET_TYPE_SPARKLINE);
  gtk_test_accessible_assert_role (sparkline, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (sparkline, GTK_ACCESSIBLE_PROPERTY_LABEL, use);
  card_scene_clear (&scene);
}

/* A figure changes when what it shows changes, and nothing else does. */
static void
test_follows (void)
{
  CardScene scene;
  g_autoptr (SubletNotifyCounter) counter = NULL;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  counter = sublet_notify_counter_new (sublet_ui_test_find (scene.card, "cost_label"), "label");
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);
  sublet_manual_clock_advance (scene.fixture->clock, 60 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  g_assert_cmpstr (card_scene_get_text (&scene, "cost_label"), ==, "$1.77 so far");

  sublet_rental_set_label (scene.rental, "ada-9");
  sublet_test_drain ();
  g_assert_cmpstr (card_scene_get_text (&scene, "name_label"), ==, "ada-9");

  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_cmpstr (card_scene_get_text (&scene, "later_label"), ==, "as of 14:00");
  g_assert_true (
    gtk_widget_has_css_class (sublet_ui_test_find (scene.card, "identity"), "subdued"));
  card_scene_clear (&scene);
}

static void
show_lease (CardScene *scene, SubletLeaseState state, gint64 left_us)
{
  sublet_rental_set_lease_end_us (scene->rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene->fixture->clock)) +
                                    left_us);
  sublet_rental_set_lease_state (scene->rental, state);
  sublet_test_drain ();
}

static bool
is_shown (CardScene *scene, const char *name)
{
  return gtk_widget_get_visible (sublet_ui_test_find (scene->card, name));
}

/* What is left stands under the money, what is near at the foot with a button, and what cannot be
 * ended is said loudest. */
static void
test_lease (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpstr (card_scene_get_text (&scene, "lease_label"), ==, "No lease");
  g_assert_false (is_shown (&scene, "extend_button"));

  show_lease (&scene, SUBLET_LEASE_STATE_RUNNING, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (card_scene_get_text (&scene, "lease_label"), ==, "8\302\240h left");
  g_assert_true (is_shown (&scene, "extend_button"));
  g_assert_false (is_shown (&scene, "later_label"));
  g_assert_false (is_shown (&scene, "foot"));
  assert_fits (&scene);

  show_lease (&scene, SUBLET_LEASE_STATE_SOON, 29 * G_TIME_SPAN_MINUTE);
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "It stops "));
  g_assert_true (is_shown (&scene, "foot_extend_button"));
  g_assert_false (is_shown (&scene, "failure_icon"));
  assert_fits (&scene);

  /* Something else is wrong meanwhile. */
  sublet_rental_set_patience (scene.rental, 1, TRUE);
  sublet_test_drain ();
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "It makes no progress."));
  g_assert_true (is_shown (&scene, "foot_extend_button"));
  g_assert_true (is_shown (&scene, "failure_icon"));
  sublet_rental_set_patience (scene.rental, 1, FALSE);

  show_lease (&scene, SUBLET_LEASE_STATE_LAST, 250 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (card_scene_get_text (&scene, "lease_label"),
                   ==,
                   "4\302\240min 10\302\240s left");
  g_assert_true (is_shown (&scene, "failure_icon"));

  sublet_rental_set_patience (scene.rental, 1, TRUE);
  show_lease (&scene, SUBLET_LEASE_STATE_WAITING, -G_TIME_SPAN_MINUTE);
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "Its lease has ended"));
  g_assert_false (is_shown (&scene, "foot_extend_button"));
  card_scene_clear (&scene);
}

/* On an unknown list what ends stays on, what could raise the bill is off and says why. */
static void
test_unknown (void)
{
  CardScene scene;
  GtkWidget *button;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_STOPPED);
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
  card_scene_clear (&scene);
}

/* What the service said stands at the card's foot, as what failed here does, and one button shows
 * both. */
static void
test_details (void)
{
  CardScene scene;
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT, "no answer");
  g_autofree char *both = NULL;
  const char *detail;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_FAILED);
  detail = sublet_rental_get_detail (scene.rental);
  g_assert_nonnull (detail);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (scene.card, "foot_details_button")));
  g_assert_cmpstr (card_scene_get_text (&scene, "foot_details_label"), ==, detail);
  g_assert_cmpstr (card_scene_get_text (&scene, "foot_label"),
                   ==,
                   "Destroy it and rent again with the right image.");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "next_step_label")));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));

  sublet_instance_record_set_failure (scene.record, "It was not destroyed.", error);
  sublet_test_drain ();
  both = g_strdup_printf ("no answer\n\n%s", detail);
  g_assert_cmpstr (card_scene_get_text (&scene, "foot_details_label"), ==, both);
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "It was not destroyed. "));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "next_step_label")));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));
  card_scene_clear (&scene);
}

static graphene_rect_t
get_bounds (CardScene *scene, const char *name)
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
  CardScene scene;
  graphene_rect_t button;
  float end;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_FAILED);
  sublet_ui_test_settle (scene.window);
  button = get_bounds (&scene, "main_button");
  end = button.origin.x + button.size.width;
  show_state (&scene, SUBLET_RENTAL_STATE_REFUSED);
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "menu_button")));
  button = get_bounds (&scene, "main_button");
  g_assert_cmpfloat_with_epsilon (button.origin.x + button.size.width, end, 0.5);
  card_scene_clear (&scene);
}

/* A menu alone needs no line of a narrow card, and the place has a whole one. */
static void
test_narrow (void)
{
  CardScene scene;
  graphene_rect_t menu;
  graphene_rect_t money;
  graphene_rect_t place;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_STOPPING);
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
  card_scene_clear (&scene);
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
  g_test_add_func ("/ui/instance-card/details", test_details);
  g_test_add_func ("/ui/instance-card/menu-column", test_menu_column);
  g_test_add_func ("/ui/instance-card/narrow", test_narrow);

  return g_test_run ();
}
