/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "support/sublet-test-simulator.h"
#include "ui/billing/sublet-spend-view.h"
#include "ui/common/sublet-sections.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* A start while the service does not answer, with a keyring daemon of its own:
 * what was known is on the screen, as old as it is, and nothing of anybody
 * else's. */

#define KEY "demo-key"

typedef struct
{
  SubletTestSimulator *simulator; /* (nullable): the service is down */
  char *port;
  SubletServices *services;
  SubletWindow *window;
} Fixture;

/* ---- the service ---- */

/* @account: whose the key is, with nothing spent; NULL: the first one's, after
 * a month */
static void
come_up (Fixture *f, const char *account)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  f->simulator = sublet_test_simulator_new ("--offers",
                                            "100",
                                            "--port",
                                            f->port != NULL ? f->port : "0",
                                            "--key",
                                            account != NULL ? "a-key-of-nobody" : KEY,
                                            NULL);
  json =
    account != NULL
      ? g_strdup_printf ("{\"add_account\":{\"username\":\"%s\",\"key\":\"%s\"}}", account, KEY)
      : g_strdup ("{\"month\":\"ada\"}");
  node = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
  if (f->port == NULL)
    f->port = g_strdup (strrchr (sublet_test_simulator_get_url (f->simulator), ':') + 1);
}

static void
go_down (Fixture *f)
{
  g_clear_object (&f->simulator);
}

/* ---- the program ---- */

static void
start (Fixture *f)
{
  f->services = window_fixture_start (FALSE);
  f->window = window_fixture_present (f->services);
}

static void
end (Fixture *f)
{
  window_fixture_destroy (f->window);
  window_fixture_end (&f->services);
}

static void
show (Fixture *f, const char *section)
{
  GtkWidget *sections;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-page", "s", "billing");
  sections = sublet_ui_test_find_type (GTK_WIDGET (f->window), SUBLET_TYPE_SECTIONS);
  sublet_sections_show (SUBLET_SECTIONS (sections), section);
  sublet_ui_test_settle (GTK_WIDGET (f->window));
}

typedef struct
{
  Fixture *f;
  const char *text;
} Wanted;

static bool
is_shown (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return sublet_ui_test_find_label (GTK_WIDGET (wanted->f->window), wanted->text) != NULL;
}

static bool
is_not_shown (gpointer user_data)
{
  return !is_shown (user_data);
}

static void
await_text (Fixture *f, const char *text)
{
  Wanted wanted = { f, text };

  sublet_test_await (is_shown, &wanted);
}

static void
await_no_text (Fixture *f, const char *text)
{
  Wanted wanted = { f, text };

  sublet_test_await (is_not_shown, &wanted);
}

static bool
shows (Fixture *f, const char *text)
{
  Wanted wanted = { f, text };

  return is_shown (&wanted);
}

static bool
is_welcome (gpointer user_data)
{
  return g_strcmp0 (window_fixture_get_root (user_data), "welcome") == 0;
}

static bool
can_start (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Start") != NULL;
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

/* Until today, and added up. */
static bool
is_known (gpointer user_data)
{
  SubletChargeHistory *charges = sublet_services_get_charges (user_data);
  SubletRentalEngine *engine = sublet_services_get_engine (user_data);
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (engine));

  return charges != NULL && !sublet_charge_history_get_refreshing (charges) &&
         !sublet_charge_history_get_awaited (charges) &&
         sublet_charge_history_get_error (charges) == NULL &&
         sublet_charge_history_count_missing (charges, now_us, now_us) == 0;
}

static gint64
add_up (Fixture *f)
{
  GPtrArray *days = sublet_charge_history_get_days (sublet_services_get_charges (f->services));
  gint64 total_uusd = 0;
  guint i;

  for (i = 0; i < days->len; i++)
    total_uusd += sublet_charge_day_get_total_uusd (g_ptr_array_index (days, i));

  return total_uusd;
}

static bool
has_failed (gpointer user_data)
{
  return sublet_session_get_error (sublet_services_get_session (user_data)) != NULL;
}

static void
sign_in (Fixture *f)
{
  GtkWidget *top = GTK_WIDGET (f->window);

  sublet_test_await (is_welcome, f->window);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (top, "key_row")), KEY);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Check and Keep"));
  sublet_test_await (can_start, f->window);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Start"));
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
}

/* A month is looked at once; then the service is away, and the program starts
 * anew. */
static void
set_up (Fixture *f, gconstpointer data)
{
  come_up (f, NULL);
  g_setenv ("VAST_URL", sublet_test_simulator_get_url (f->simulator), TRUE);
  start (f);
  sign_in (f);
  show (f, "spending");
  sublet_test_await (is_known, f->services);
  await_text (f, "Spent per Day");
  show (f, "payments");
  await_text (f, "Credit Added");
  end (f);
  go_down (f);

  start (f);
  sublet_test_await (window_fixture_is_main, f->window);
  sublet_test_await (has_failed, f->services);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (is_welcome, f->window);
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
  end (f);
  g_clear_object (&f->simulator);
  g_free (f->port);
  g_unsetenv ("VAST_URL");
}

/* What was known is there in each part of billing, and each says that it is
 * old. */
static void
test_history (Fixture *f, gconstpointer data)
{
  GtkWidget *view;

  show (f, "spending");
  await_text (f, "Spent per Day");
  await_text (f, "No answer from Vast since");
  g_assert_cmpint (add_up (f), >, 0);
  show (f, "payments");
  await_text (f, "Credit Added");
  await_text (f, "No answer from Vast since");
  g_assert_false (shows (f, "Your Bill Is Not Known"));

  /* The network is back: to try again where the bill is seen is enough, and it is new. */
  show (f, "spending");
  come_up (f, NULL);
  view = sublet_ui_test_find_type (GTK_WIDGET (f->window), SUBLET_TYPE_SPEND_VIEW);
  sublet_ui_test_click (sublet_ui_test_find_button (view, "Try Again"));
  sublet_test_await (is_known, f->services);
  await_no_text (f, "No answer from Vast since");
  g_assert_true (shows (f, "Spent per Day"));
  show (f, "payments");
  await_text (f, "Known at");
  g_assert_true (shows (f, "Credit Added"));
  g_assert_false (shows (f, "No answer from Vast since"));
}

/* The key acts for somebody else by now. */
static void
test_other_account (Fixture *f, gconstpointer data)
{
  show (f, "payments");
  await_text (f, "Credit Added");
  g_assert_cmpint (add_up (f), >, 0);
  come_up (f, "team");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.refresh", NULL);
  await_no_text (f, "Credit Added");
  g_assert_cmpint (add_up (f), ==, 0);
  show (f, "spending");
  sublet_test_await (is_known, f->services);
  g_assert_cmpint (add_up (f), ==, 0);
}

/* Nobody sees it without the key. */
static void
test_forgotten (Fixture *f, gconstpointer data)
{
  show (f, "payments");
  await_text (f, "Credit Added");
  g_assert_cmpint (add_up (f), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (is_welcome, f->window);
  g_assert_cmpint (add_up (f), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (sublet_services_get_payments (f->services))),
                    ==,
                    0);
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
  end (f);

  /* For the next test a key is there to be forgotten. */
  come_up (f, NULL);
  start (f);
  sign_in (f);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("/app/window-offline/history", test_history);
  ADD ("/app/window-offline/other-account", test_other_account);
  ADD ("/app/window-offline/forgotten", test_forgotten);

  return g_test_run ();
}
