/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "card-scene.h"

#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

void
card_scene_init (CardScene *scene, SubletRentalState state)
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

void
card_scene_clear (CardScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->card);
  g_clear_object (&scene->record);
  g_clear_object (&scene->rental);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

const char *
card_scene_get_text (CardScene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene->card, name)));
}
