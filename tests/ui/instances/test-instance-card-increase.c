/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "card-scene.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"
#include "support/sublet-test.h"

/* A price increase at the foot of a card. */

#define ACCEPT "Accept the Higher Price for ada-1?"

static bool
is_shown (CardScene *scene, const char *name)
{
  return gtk_widget_get_mapped (sublet_ui_test_find (scene->card, name));
}

static void
announce (CardScene *scene)
{
  sublet_ui_add_increase (SUBLET_CLOCK (scene->fixture->clock),
                          scene->rental,
                          SUBLET_NUSD_PER_USD / 10,
                          26);
  sublet_test_drain ();
}

/* One line with its money and its answers, until it is answered or there is something worse. */
static void
test_foot (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  g_assert_false (is_shown (&scene, "foot_answers"));
  announce (&scene);
  g_assert_true (is_shown (&scene, "foot_answers"));
  g_assert_false (is_shown (&scene, "failure_icon"));
  g_assert_nonnull (strstr (card_scene_get_text (&scene, "foot_label"),
                            " it costs $0.425/h instead of $0.325/h, $2.40 a day more."));
  g_assert_true (gtk_widget_is_sensitive (sublet_ui_test_find_button (scene.card, "Accept…")));
  g_assert_true (gtk_widget_is_sensitive (sublet_ui_test_find_button (scene.card, "Reject…")));
  gtk_test_accessible_assert_relation (sublet_ui_test_find_button (scene.card, "Accept…"),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       sublet_ui_test_find (scene.card, "foot_label"),
                                       NULL);
  gtk_test_accessible_assert_relation (sublet_ui_test_find_button (scene.card, "Reject…"),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       sublet_ui_test_find (scene.card, "foot_label"),
                                       NULL);

  sublet_rental_set_stale (scene.rental, TRUE);
  sublet_test_drain ();
  g_assert_false (gtk_widget_is_sensitive (sublet_ui_test_find_button (scene.card, "Accept…")));
  sublet_rental_set_stale (scene.rental, FALSE);

  sublet_rental_set_increase_answer (scene.rental, TRUE, SUBLET_INCREASE_STATE_ASKED);
  sublet_test_drain ();
  g_assert_false (is_shown (&scene, "foot_answers"));
  sublet_rental_set_increase_answer (scene.rental, TRUE, SUBLET_INCREASE_STATE_UNCLEAR);
  sublet_test_drain ();
  g_assert_false (is_shown (&scene, "foot_answers"));
  g_assert_true (is_shown (&scene, "failure_icon"));
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"),
                                   "The answer about its price increase got lost."));
  sublet_rental_set_increase_answer (scene.rental, TRUE, SUBLET_INCREASE_STATE_NOT_KNOWN);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"),
                                   "It is not known what became of your answer. From "));
  g_assert_true (is_shown (&scene, "foot_answers"));
  sublet_rental_set_increase_answer (scene.rental, TRUE, SUBLET_INCREASE_STATE_NOT_SEEN);
  sublet_test_drain ();
  g_assert_true (g_str_has_prefix (card_scene_get_text (&scene, "foot_label"),
                                   "Your answer came to nothing. From "));
  g_assert_true (is_shown (&scene, "foot_answers"));

  sublet_rental_set_increase (scene.rental, NULL, 1);
  sublet_test_drain ();
  g_assert_false (is_shown (&scene, "foot_answers"));
  card_scene_clear (&scene);
}

static void
test_ask (void)
{
  CardScene scene;

  card_scene_init (&scene, SUBLET_RENTAL_STATE_READY);
  announce (&scene);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Accept…"));
  g_assert_nonnull (sublet_ui_test_find_dialog (ACCEPT));
  sublet_ui_test_answer (ACCEPT, "cancel");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.card, "Reject…"));
  g_assert_nonnull (sublet_ui_test_find_dialog ("Reject the Higher Price for ada-1?"));
  sublet_ui_test_answer ("Reject the Higher Price for ada-1?", "cancel");
  card_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/card-increase/foot", test_foot);
  g_test_add_func ("/ui/instances/card-increase/ask", test_ask);

  return g_test_run ();
}
