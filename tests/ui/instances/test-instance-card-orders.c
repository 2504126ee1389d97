/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "card-scene.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-test.h"

/* What is ordered on a card. */

static bool
has_failed (gpointer user_data)
{
  return sublet_instance_record_get_failure (user_data) != NULL;
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
      CardScene scene;

      card_scene_init (&scene, rows[i].state);
      g_assert_true (gtk_widget_activate_action (scene.card, rows[i].action, NULL));
      sublet_test_drain ();
      sublet_ui_test_answer (rows[i].heading, "cancel");
      sublet_test_drain ();
      g_assert_null (sublet_ui_test_find_dialog (rows[i].heading));
      g_assert_null (sublet_instance_record_get_failure (scene.record));
      card_scene_clear (&scene);
    }
}

/* An engine that was never opened refuses, and the card says so in words. */
static void
test_failed_order (void)
{
  CardScene scene;
  GtkWidget *foot;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  foot = sublet_ui_test_find (scene.card, "foot");
  g_assert_false (gtk_widget_get_visible (foot));
  gtk_widget_activate_action (scene.card, "instance.reboot", NULL);
  sublet_test_drain ();
  sublet_ui_test_answer ("Reboot ada-1?", "order");
  sublet_test_await (has_failed, scene.record);
  sublet_test_drain ();
  g_assert_true (gtk_widget_get_visible (foot));
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "The reboot is not confirmed. "));
  g_assert_cmpstr (card_scene_get_text (&scene, "foot_details_label"),
                   ==,
                   sublet_instance_record_get_failure (scene.record)->message);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "foot_details_button")));

  sublet_instance_record_set_failure (scene.record, NULL, NULL);
  sublet_test_drain ();
  g_assert_false (gtk_widget_get_visible (foot));
  card_scene_clear (&scene);
}

/* While an order is on its way nothing else is said, whatever failed before. */
static void
test_order_under_way (void)
{
  g_autoptr (GError) failure = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "no answer");
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  sublet_instance_record_set_failure (scene.record, "The reboot is not confirmed.", failure);
  sublet_rental_set_busy (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "foot")));
  g_assert_cmpstr (card_scene_get_text (&scene, "foot_label"), ==, "The order is on its way.");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "foot_details_button")));

  sublet_rental_set_busy (scene.rental, FALSE);
  sublet_test_drain ();
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "The reboot is not confirmed. "));
  card_scene_clear (&scene);
}

/* While it comes up, the time goes on beside its steps, also when the service says nothing new. */
static void
test_gives_up (void)
{
  CardScene scene;
  SubletClock *clock;
  GtkWidget *label;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_PROVISIONING);
  clock = SUBLET_CLOCK (scene.fixture->clock);
  sublet_rental_set_patience (scene.rental,
                              sublet_clock_get_service_us (clock) + 11 * G_TIME_SPAN_MINUTE + 7,
                              FALSE);
  sublet_test_drain ();
  label = sublet_ui_test_find (scene.card, "progress_label");
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_true (g_str_has_suffix (card_scene_get_text (&scene, "progress_label"),
                                   " · gives up in 11\302\240min"));

  sublet_manual_clock_advance (scene.fixture->clock, 2 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_true (g_str_has_suffix (card_scene_get_text (&scene, "progress_label"),
                                   " · gives up in 9\302\240min"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label),
                   ==,
                   card_scene_get_text (&scene, "progress_label"));

  /* The last seconds are not counted. */
  sublet_manual_clock_advance (scene.fixture->clock, 9 * 60 * 1000);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (scene.card));
  g_assert_null (strstr (card_scene_get_text (&scene, "progress_label"), "gives up"));
  g_assert_cmpstr (card_scene_get_text (&scene, "progress_label"), !=, "");
  card_scene_clear (&scene);
}

/* Coming up without progress: said at the foot, and another one is offered; that it could not be
 * done is said too. */
static void
test_stuck (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_cmpstr (card_scene_get_text (&scene, "main_label"), ==, "Destroy…");
  sublet_rental_set_patience (scene.rental, 1, TRUE);
  sublet_test_drain ();
  g_assert_cmpstr (card_scene_get_text (&scene, "main_label"), ==, "Try Another…");
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "foot")));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.card, "failure_icon")));
  g_assert_true (
    g_str_has_prefix (card_scene_get_text (&scene, "foot_label"), "It makes no progress. "));

  g_assert_true (gtk_widget_activate_action (scene.card, "instance.try-another", NULL));
  sublet_test_await (has_failed, scene.record);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"),
                                   "It was not replaced and bills on. "));
  card_scene_clear (&scene);
}

/* Ordered away and still listed: the same order goes out again, without a question. */
static void
test_send_again (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_STILL_LISTED);
  g_assert_cmpstr (card_scene_get_text (&scene, "main_label"), ==, "Send Again");
  g_assert_true (gtk_widget_activate_action (scene.card, "instance.destroy-again", NULL));
  g_assert_null (sublet_ui_test_find_dialog ("Destroy ada-1?"));
  /* The engine was never opened: that it was asked is seen by its refusal. */
  sublet_test_await (has_failed, scene.record);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"),
                                   "It was not destroyed and bills on. "));
  card_scene_clear (&scene);
}

static void
test_relabel (void)
{
  CardScene scene;
  GtkWidget *dialog;
  GtkWidget *entry;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
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
  card_scene_clear (&scene);
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
  CardScene scene;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (scene.rental));
  g_assert_true (gtk_widget_activate_action (scene.card, "instance.copy-id", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (scene.card), NULL, on_read_text, &text);
  sublet_test_await (has_text, &text);
  g_assert_cmpstr (text, ==, id);
  card_scene_clear (&scene);
}

static void
test_adopt (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_null (sublet_ui_test_find_button (scene.card, "Adopt"));
  sublet_rental_set_origin (scene.rental, SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  sublet_test_drain ();
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Adopt"));
  sublet_test_await (has_failed, scene.record);
  card_scene_clear (&scene);
}

static void
on_rent_instead (SubletInstanceCard *card, SubletRental *rental, SubletRental **got)
{
  *got = rental;
}

static void
test_rent_instead (void)
{
  CardScene scene;
  SubletRental *got = NULL;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_REFUSED);
  g_signal_connect (scene.card, "rent-instead", G_CALLBACK (on_rent_instead), &got);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Rent It Instead…"));
  g_assert_true (got == scene.rental);
  card_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance-card/questions", test_questions);
  g_test_add_func ("/ui/instance-card/failed-order", test_failed_order);
  g_test_add_func ("/ui/instance-card/order-under-way", test_order_under_way);
  g_test_add_func ("/ui/instance-card/gives-up", test_gives_up);
  g_test_add_func ("/ui/instance-card/stuck", test_stuck);
  g_test_add_func ("/ui/instance-card/send-again", test_send_again);
  g_test_add_func ("/ui/instance-card/relabel", test_relabel);
  g_test_add_func ("/ui/instance-card/copy-id", test_copy_id);
  g_test_add_func ("/ui/instance-card/adopt", test_adopt);
  g_test_add_func ("/ui/instance-card/rent-instead", test_rent_instead);

  return g_test_run ();
}
