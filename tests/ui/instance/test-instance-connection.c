/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-announcer.h"
#include "ui/instance/connection-scene.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-test.h"

/* What the page of an instance says of its connection. What the doctor finds is told to it. */

static bool
is_mapped (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static const char *
get_headline (ConnectionScene *scene)
{
  return gtk_label_get_text (scene->section->headline_label);
}

static bool
is_suggested (GtkWidget *button)
{
  return gtk_widget_has_css_class (button, "suggested-action");
}

static void
test_not_checked (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  g_assert_nonnull (scene.section->doctor);
  g_assert_cmpstr (get_headline (&scene), ==, "Not Checked Yet");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (scene.section->check_button)),
                   ==,
                   "Check Now");
  g_assert_true (is_suggested (scene.section->check_button));
  g_assert_false (is_mapped (scene.section->list_box));
  g_assert_false (is_mapped (scene.section->key_group));

  sublet_ui_test_click (scene.section->check_button);
  g_assert_true (sublet_doctor_get_running (scene.section->doctor));
  g_assert_true (is_mapped (scene.section->list_box));
  connection_scene_clear (&scene);
}

/* Row by row; no button mends anything while it looks. */
static void
test_running (void)
{
  ConnectionScene scene;
  int i;

  connection_scene_init (&scene);
  sublet_ui_doctor_walk (scene.section->doctor, SUBLET_DOCTOR_LINK_BANNER);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_headline (&scene), ==, "Checking…");
  g_assert_false (gtk_widget_get_sensitive (scene.section->check_button));
  g_assert_true (is_mapped (sublet_ui_test_find_label (scene.page, "trying")));
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    g_assert_null (connection_scene_get_fix (&scene, i));
  connection_scene_clear (&scene);
}

static void
test_holds (void)
{
  ConnectionScene scene;
  int i;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_N_LINKS,
                         SUBLET_DOCTOR_FINDING_NONE,
                         SUBLET_DOCTOR_FIX_NONE);
  g_assert_cmpstr (get_headline (&scene), ==, "The connection to ada-1 holds");
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    g_assert_null (connection_scene_get_fix (&scene, i));
  g_assert_false (is_suggested (scene.section->check_button));
  g_assert_true (is_mapped (scene.section->key_group));
  connection_scene_clear (&scene);
}

/* Every finding has its sentence, and each that can be mended one button, on its row alone. */
static void
test_findings (void)
{
  static const struct
  {
    SubletDoctorLink link;
    SubletDoctorFinding finding;
    SubletDoctorFix fix;
    const char *headline;
    const char *button;
  } cases[] = {
    { SUBLET_DOCTOR_LINK_RUNNING,
      SUBLET_DOCTOR_FINDING_STOPPED,
      SUBLET_DOCTOR_FIX_START,
      "ada-1 is stopped",
      "Start…" },
    { SUBLET_DOCTOR_LINK_RUNNING,
      SUBLET_DOCTOR_FINDING_NO_ANSWER,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "Vast could not be asked",
      NULL },
    { SUBLET_DOCTOR_LINK_PORTS,
      SUBLET_DOCTOR_FINDING_NO_PORTS,
      SUBLET_DOCTOR_FIX_OPEN_PORTS,
      "Vast lists no SSH port of ada-1",
      "Show the Ports" },
    { SUBLET_DOCTOR_LINK_PORT,
      SUBLET_DOCTOR_FINDING_PORTS_SHUT,
      SUBLET_DOCTOR_FIX_REBOOT,
      "No port of ada-1 answers",
      "Reboot…" },
    { SUBLET_DOCTOR_LINK_BANNER,
      SUBLET_DOCTOR_FINDING_NOT_SSH,
      SUBLET_DOCTOR_FIX_REBOOT,
      "Something else than SSH answers at the port of ada-1",
      "Reboot…" },
    { SUBLET_DOCTOR_LINK_HOST_KEY,
      SUBLET_DOCTOR_FINDING_HOST_KEY,
      SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY,
      "ada-1 shows a different host key than before",
      "Accept the New Key…" },
    { SUBLET_DOCTOR_LINK_HOST_KEY,
      SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
      SUBLET_DOCTOR_FIX_TRUST_HOST_KEY,
      "ada-1 has a host key that Sublet has not seen yet",
      "Trust This Key…" },
    { SUBLET_DOCTOR_LINK_AUTHORISED,
      SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
      SUBLET_DOCTOR_FIX_ATTACH_KEY,
      "Key refused: ada-1 does not have Sublet’s key",
      "Attach the Key" },
    { SUBLET_DOCTOR_LINK_AUTHORISED,
      SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "Key refused, and whether ada-1 was given it is not known",
      NULL },
    { SUBLET_DOCTOR_LINK_COMMAND,
      SUBLET_DOCTOR_FINDING_INSIDE_CUT,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "The look inside ada-1 was cut off",
      NULL },
    { SUBLET_DOCTOR_LINK_HOME,
      SUBLET_DOCTOR_FINDING_HOME_FULL,
      SUBLET_DOCTOR_FIX_TERMINAL,
      "The disk of ada-1 is full",
      "Terminal" },
    { SUBLET_DOCTOR_LINK_HOME,
      SUBLET_DOCTOR_FINDING_HOME_SLOW,
      SUBLET_DOCTOR_FIX_CHECK_AGAIN,
      "The disk of ada-1 does not answer in time",
      NULL },
  };
  ConnectionScene scene;
  gsize i;
  int link;

  connection_scene_init (&scene);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      connection_scene_find (&scene, cases[i].link, cases[i].finding, cases[i].fix);
      g_assert_cmpstr (get_headline (&scene), ==, cases[i].headline);
      for (link = 0; link < SUBLET_DOCTOR_N_LINKS; link++)
        {
          GtkWidget *fix = connection_scene_get_fix (&scene, link);

          if (link != (int) cases[i].link || cases[i].button == NULL)
            g_assert_null (fix);
          else
            g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fix)), ==, cases[i].button);
        }
    }
  connection_scene_clear (&scene);
}

/* What only limps is left alone while something else is broken. */
static void
test_one_button (void)
{
  SubletDoctorResult *port;
  ConnectionScene scene;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                         SUBLET_DOCTOR_FIX_ATTACH_KEY);
  port = &scene.section->doctor->results[SUBLET_DOCTOR_LINK_PORT];
  port->state = SUBLET_DOCTOR_STATE_LIMPING;
  port->finding = SUBLET_DOCTOR_FINDING_DIRECT_SHUT;
  port->fix = SUBLET_DOCTOR_FIX_SWITCH_ROUTE;
  sublet_doctor_tell (scene.section->doctor);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_AUTHORISED));
  g_assert_null (connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_PORT));
  connection_scene_clear (&scene);
}

/* The end of a look is heard. */
static void
test_spoken (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  sublet_ui_doctor_walk (scene.section->doctor, SUBLET_DOCTOR_LINK_BANNER);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_KEY_REFUSED,
                         SUBLET_DOCTOR_FIX_REBOOT);
  g_assert_cmpstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (scene.section->announcer)),
                   ==,
                   "Key refused, although ada-1 was given it");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) ==
                 connection_scene_get_fix (&scene, SUBLET_DOCTOR_LINK_AUTHORISED));
  connection_scene_clear (&scene);
}

static void
test_details (void)
{
  ConnectionScene scene;
  GtkWidget *row;
  GtkWidget *detail;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_PORT,
                         SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                         SUBLET_DOCTOR_FIX_REBOOT);
  row = scene.section->rows[SUBLET_DOCTOR_LINK_PORT];
  detail = sublet_ui_test_find (row, "detail_label");
  g_assert_false (is_mapped (detail));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (row, "detail_button")),
                                TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_mapped (detail));
  g_assert_false (is_mapped (
    sublet_ui_test_find (scene.section->rows[SUBLET_DOCTOR_LINK_BANNER], "detail_button")));
  connection_scene_clear (&scene);
}

static void
assert_detail (ConnectionScene *scene, SubletDoctorLink link, gboolean shown, gboolean folds)
{
  GtkWidget *row = scene->section->rows[link];

  g_assert_cmpint (is_mapped (sublet_ui_test_find (row, "detail_label")), ==, shown);
  g_assert_cmpint (is_mapped (sublet_ui_test_find (row, "detail_button")), ==, folds);
}

/* Which key it was stands there; once that link is not reached, or is the broken one, it does not.
 */
static void
test_key_named (void)
{
  ConnectionScene scene;

  connection_scene_init (&scene);
  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_COMMAND,
                         SUBLET_DOCTOR_FINDING_COMMAND_HANGS,
                         SUBLET_DOCTOR_FIX_REBOOT);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_HOST_KEY, FALSE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_AUTHORISED, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_COMMAND, FALSE, TRUE);

  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_AUTHORISED,
                         SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                         SUBLET_DOCTOR_FIX_ATTACH_KEY);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, TRUE, FALSE);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_AUTHORISED, FALSE, TRUE);

  connection_scene_find (&scene,
                         SUBLET_DOCTOR_LINK_PORT,
                         SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                         SUBLET_DOCTOR_FIX_REBOOT);
  assert_detail (&scene, SUBLET_DOCTOR_LINK_KEYS, FALSE, FALSE);
  connection_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance/connection/not-checked", test_not_checked);
  g_test_add_func ("/ui/instance/connection/running", test_running);
  g_test_add_func ("/ui/instance/connection/holds", test_holds);
  g_test_add_func ("/ui/instance/connection/findings", test_findings);
  g_test_add_func ("/ui/instance/connection/one-button", test_one_button);
  g_test_add_func ("/ui/instance/connection/spoken", test_spoken);
  g_test_add_func ("/ui/instance/connection/details", test_details);
  g_test_add_func ("/ui/instance/connection/key-named", test_key_named);

  return g_test_run ();
}
