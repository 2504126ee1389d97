/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "offline-fixture.h"

#include <string.h>

#include "ui/billing/sublet-spend-view.h"
#include "ui/common/sublet-sections.h"
#include "ui/sublet-ui-test.h"

/* Each is a question, between which the client waits: whatever the date, they are few. */
#define N_DAYS 6

/* ---- the service ---- */

void
offline_fixture_come_up (OfflineFixture *f, const char *account)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  f->simulator =
    sublet_test_simulator_new ("--offers",
                               "100",
                               "--port",
                               f->port != NULL ? f->port : "0",
                               "--key",
                               account != NULL ? "a-key-of-nobody" : OFFLINE_FIXTURE_KEY,
                               NULL);
  json = account != NULL
           ? g_strdup_printf ("{\"add_account\":{\"username\":\"%s\",\"key\":\"%s\"}}",
                              account,
                              OFFLINE_FIXTURE_KEY)
           : g_strdup ("{\"month\":\"ada\"}");
  node = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
  if (f->port == NULL)
    f->port = g_strdup (strrchr (sublet_test_simulator_get_url (f->simulator), ':') + 1);
}

void
offline_fixture_go_down (OfflineFixture *f)
{
  g_clear_object (&f->simulator);
}

void
offline_fixture_control (OfflineFixture *f, const char *path, const char *json)
{
  g_autoptr (JsonNode) node = sublet_test_simulator_control_post (f->simulator, path, json);
}

/* ---- the program ---- */

void
offline_fixture_start (OfflineFixture *f)
{
  f->services = window_fixture_start (FALSE);
  window_fixture_choose_days (f->services, N_DAYS);
  f->window = window_fixture_present (f->services);
}

void
offline_fixture_end (OfflineFixture *f)
{
  window_fixture_destroy (f->window);
  window_fixture_end (&f->services);
}

void
offline_fixture_show (OfflineFixture *f, const char *section)
{
  GtkWidget *sections;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-page", "s", "billing");
  sections = sublet_ui_test_find_type (GTK_WIDGET (f->window), SUBLET_TYPE_SECTIONS);
  sublet_sections_show (SUBLET_SECTIONS (sections), section);
  sublet_ui_test_settle (GTK_WIDGET (f->window));
}

typedef struct
{
  OfflineFixture *f;
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

void
offline_fixture_await_text (OfflineFixture *f, const char *text)
{
  Wanted wanted = { f, text };

  sublet_test_await (is_shown, &wanted);
}

void
offline_fixture_await_no_text (OfflineFixture *f, const char *text)
{
  Wanted wanted = { f, text };

  sublet_test_await (is_not_shown, &wanted);
}

bool
offline_fixture_shows (OfflineFixture *f, const char *text)
{
  Wanted wanted = { f, text };

  return is_shown (&wanted);
}

bool
offline_fixture_is_welcome (gpointer user_data)
{
  return g_strcmp0 (window_fixture_get_root (user_data), "welcome") == 0;
}

static bool
can_start (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Start") != NULL;
}

bool
offline_fixture_is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

/* Until today, and added up. */
bool
offline_fixture_is_known (gpointer user_data)
{
  SubletChargeHistory *charges = sublet_services_get_charges (user_data);
  SubletRentalEngine *engine = sublet_services_get_engine (user_data);
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (engine));

  return charges != NULL && !sublet_charge_history_get_refreshing (charges) &&
         !sublet_charge_history_get_awaited (charges) &&
         sublet_charge_history_get_error (charges) == NULL &&
         sublet_charge_history_count_missing (charges, now_us, now_us) == 0;
}

gint64
offline_fixture_add_up (OfflineFixture *f)
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

void
offline_fixture_sign_in (OfflineFixture *f)
{
  GtkWidget *top = GTK_WIDGET (f->window);

  sublet_test_await (offline_fixture_is_welcome, f->window);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (top, "key_row")), OFFLINE_FIXTURE_KEY);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Check and Keep"));
  sublet_test_await (can_start, f->window);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Start"));
  sublet_test_await (offline_fixture_is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
}

/* A month is looked at once; then the service is away, and the program starts
 * anew. */
void
offline_fixture_set_up (OfflineFixture *f, gconstpointer data)
{
  offline_fixture_come_up (f, NULL);
  g_setenv ("VAST_URL", sublet_test_simulator_get_url (f->simulator), TRUE);
  offline_fixture_start (f);
  offline_fixture_sign_in (f);
  offline_fixture_show (f, "spending");
  sublet_test_await (offline_fixture_is_known, f->services);
  offline_fixture_await_text (f, "Spent per Day");
  offline_fixture_show (f, "payments");
  offline_fixture_await_text (f, "Credit Added");
  offline_fixture_end (f);
  offline_fixture_go_down (f);

  offline_fixture_start (f);
  sublet_test_await (window_fixture_is_main, f->window);
  sublet_test_await (has_failed, f->services);
}

void
offline_fixture_tear_down (OfflineFixture *f, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (offline_fixture_is_welcome, f->window);
  sublet_test_await (offline_fixture_is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (f->services)));
  offline_fixture_end (f);
  g_clear_object (&f->simulator);
  g_free (f->port);
  g_unsetenv ("VAST_URL");
}

void
offline_fixture_try_again (OfflineFixture *f)
{
  GtkWidget *view = sublet_ui_test_find_type (GTK_WIDGET (f->window), SUBLET_TYPE_SPEND_VIEW);

  sublet_ui_test_click (sublet_ui_test_find_button (view, "Try Again"));
}
