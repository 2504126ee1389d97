/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "offline-fixture.h"
#include "ui/sublet-ui-test.h"

/* A start while the service does not answer, with a keyring daemon of its own:
 * what was known is on the screen, as old as it is, and nothing of anybody
 * else's. */

/* What was known is there in each part of billing, and each says that it is
 * old. */
static void
test_history (OfflineFixture *f, gconstpointer data)
{
  offline_fixture_show (f, "spending");
  offline_fixture_await_text (f, "Spent per Day");
  offline_fixture_await_text (f, "No answer from Vast since");
  g_assert_cmpint (offline_fixture_add_up (f), >, 0);
  offline_fixture_show (f, "payments");
  offline_fixture_await_text (f, "Credit Added");
  offline_fixture_await_text (f, "No answer from Vast since");
  g_assert_false (offline_fixture_shows (f, "Your Bill Is Not Known"));

  /* The network is back: to try again where the bill is seen is enough, and it is new. */
  offline_fixture_show (f, "spending");
  offline_fixture_come_up (f, NULL);
  offline_fixture_try_again (f);
  sublet_test_await (offline_fixture_is_known, f->services);
  offline_fixture_await_no_text (f, "No answer from Vast since");
  g_assert_true (offline_fixture_shows (f, "Spent per Day"));
  offline_fixture_show (f, "payments");
  offline_fixture_await_text (f, "Known at");
  g_assert_true (offline_fixture_shows (f, "Credit Added"));
  g_assert_false (offline_fixture_shows (f, "No answer from Vast since"));
}

/* The key acts for somebody else by now. */
static void
test_other_account (OfflineFixture *f, gconstpointer data)
{
  offline_fixture_show (f, "payments");
  offline_fixture_await_text (f, "Credit Added");
  g_assert_cmpint (offline_fixture_add_up (f), >, 0);
  offline_fixture_come_up (f, "team");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.refresh", NULL);
  offline_fixture_await_no_text (f, "Credit Added");
  g_assert_cmpint (offline_fixture_add_up (f), ==, 0);
  offline_fixture_show (f, "spending");
  sublet_test_await (offline_fixture_is_known, f->services);
  g_assert_cmpint (offline_fixture_add_up (f), ==, 0);
}

/* Nobody sees it without the key. */
static void
test_forgotten (OfflineFixture *f, gconstpointer data)
{
  offline_fixture_show (f, "payments");
  offline_fixture_await_text (f, "Credit Added");
  g_assert_cmpint (offline_fixture_add_up (f), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (offline_fixture_is_welcome, f->window);
  g_assert_cmpint (offline_fixture_add_up (f), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (sublet_services_get_payments (f->services))),
                    ==,
                    0);
  sublet_test_await (offline_fixture_is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
  offline_fixture_end (f);

  /* For the next test a key is there to be forgotten. */
  offline_fixture_come_up (f, NULL);
  offline_fixture_start (f);
  offline_fixture_sign_in (f);
}

#define ADD(path, test) \
  g_test_add (path, OfflineFixture, NULL, offline_fixture_set_up, test, offline_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("/app/window-offline/history", test_history);
  ADD ("/app/window-offline/other-account", test_other_account);
  ADD ("/app/window-offline/forgotten", test_forgotten);

  return g_test_run ();
}
