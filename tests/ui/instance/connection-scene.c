/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/instance/connection-scene.h"

#include "ui/instance/sublet-doctor-row.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-test.h"

static void
on_terminal (ConnectionScene *scene, SubletRental *rental)
{
  scene->asked = rental;
}

void
connection_scene_init (ConnectionScene *scene)
{
  g_autoptr (SubletInstanceSubject) subject = NULL;

  *scene = (ConnectionScene){ NULL };
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  subject = sublet_instance_subject_new (scene->fixture->engine,
                                         scene->fixture->connections,
                                         NULL,
                                         scene->rental,
                                         NULL);
  scene->page = sublet_instance_page_new (subject);
  g_signal_connect_swapped (scene->page, "terminal", G_CALLBACK (on_terminal), scene);
  scene->window = sublet_ui_test_present (scene->page, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (scene->page), SUBLET_SECTION_CONNECTION);
  sublet_ui_test_settle (scene->window);
  scene->section = SUBLET_INSTANCE_CONNECTION (
    sublet_ui_test_find_type (scene->page, SUBLET_TYPE_INSTANCE_CONNECTION));
}

void
connection_scene_clear (ConnectionScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

void
connection_scene_find (ConnectionScene *scene,
                       SubletDoctorLink link,
                       SubletDoctorFinding finding,
                       SubletDoctorFix fix)
{
  sublet_ui_doctor_find (scene->fixture, scene->section->doctor, link, finding, fix);
  sublet_ui_test_settle (scene->window);
}

GtkWidget *
connection_scene_get_fix (ConnectionScene *scene, SubletDoctorLink link)
{
  return sublet_doctor_row_get_fix (SUBLET_DOCTOR_ROW (scene->section->rows[link]));
}
