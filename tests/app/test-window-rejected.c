/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "offline-fixture.h"
#include "ui/sublet-ui-test.h"

/* A key that the service does not accept any more, with a keyring daemon of its own: what was known
 * is on the screen, with that as the reason why nothing is newer. */

static bool
is_rejected (gpointer user_data)
{
  return sublet_session_get_state (sublet_services_get_session (user_data)) ==
         SUBLET_SESSION_STATE_REJECTED;
}

static bool
has_rented (gpointer user_data)
{
  return sublet_services_get_charges (user_data) != NULL &&
         sublet_services_count_open (user_data) == 1;
}

/* What was known is there in each part of billing, and each says why nothing newer is. Ends where
 * it can be tried again. */
static void
assert_rejected (OfflineFixture *f)
{
  static const char *const sections[] = { "overview", "payments", "spending" };
  gsize i;

  sublet_test_await (is_rejected, f->services);
  for (i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      offline_fixture_show (f, sections[i]);
      offline_fixture_await_text (f, "You see what was known at");
      g_assert_false (offline_fixture_shows (f, "No answer from Vast since"));
    }
  g_assert_true (offline_fixture_shows (f, "Spent per Day"));
  g_assert_cmpint (offline_fixture_add_up (f), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (sublet_services_get_payments (f->services))),
                    >,
                    0);
}

/* With something rented the pages stay in sight, whenever Vast says it. */
static void
test_billing (OfflineFixture *f, gconstpointer data)
{
  offline_fixture_come_up (f, NULL);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.refresh", NULL);
  g_object_unref (window_fixture_rent (f->services, f->window, "a/b:c"));
  offline_fixture_end (f);
  offline_fixture_go_down (f);

  /* After a while without an answer. */
  offline_fixture_start (f);
  sublet_test_await (window_fixture_is_main, f->window);
  offline_fixture_show (f, "spending");
  offline_fixture_await_text (f, "No answer from Vast since");
  offline_fixture_come_up (f, NULL);
  offline_fixture_control (f, "/_sim/set", "{\"revoke_key\":\"" OFFLINE_FIXTURE_KEY "\"}");
  offline_fixture_try_again (f);
  assert_rejected (f);
  offline_fixture_end (f);

  /* As the first answer. */
  offline_fixture_control (f,
                           "/_sim/faults",
                           "{\"fault\":\"hold\",\"route\":\"user\",\"times\":1}");
  offline_fixture_start (f);
  sublet_test_await (window_fixture_is_main, f->window);
  sublet_test_await (has_rented, f->services);
  offline_fixture_control (f, "/_sim/release", "{}");
  assert_rejected (f);

  /* And as the next one. */
  offline_fixture_try_again (f);
  g_assert_false (is_rejected (f->services));
  assert_rejected (f);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/app/window-rejected/billing",
              OfflineFixture,
              NULL,
              offline_fixture_set_up,
              test_billing,
              offline_fixture_tear_down);

  return g_test_run ();
}
