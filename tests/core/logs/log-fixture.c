/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/log-fixture.h"

#include "core/logs/sublet-log-private.h"
#include "support/sublet-test.h"

static void
on_items_changed (GListModel *model, guint at, guint removed, guint added, LogFixture *f)
{
  g_assert_cmpuint (at + removed, <=, f->n_told);
  f->n_told += added - removed;
  f->n_changes++;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, f->n_told);
}

void
log_fixture_set_up (LogFixture *f, gconstpointer data)
{
  fixture_set_up (&f->api, NULL);
  f->clock = sublet_manual_clock_new ();
  fixture_use_clock (&f->api, SUBLET_CLOCK (f->clock));
  f->address = g_strdup_printf ("{\"success\":true,\"result_url\":\"%slog\"}", f->api.url);
  f->log = sublet_log_new (f->api.client, 7, FALSE);
  g_signal_connect (f->log, "items-changed", G_CALLBACK (on_items_changed), f);
}

void
log_fixture_tear_down (LogFixture *f, gconstpointer data)
{
  sublet_log_set_watched (f->log, FALSE);
  g_assert_finalize_object (f->log);
  sublet_test_drain ();
  fixture_tear_down (&f->api, NULL);
  g_object_unref (f->clock);
  g_free (f->address);
}

void
log_fixture_forget_answers (LogFixture *f)
{
  g_queue_clear_full (&f->api.answers, g_free);
}

/* The next look, and only that, finds this. */
void
log_fixture_let_say (LogFixture *f, const char *text)
{
  log_fixture_forget_answers (f);
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, text);
}

/* While a request is under way the clock stands, but for the seconds between two looks. */
static void
go_on (LogFixture *f)
{
  gint64 due_ms = sublet_manual_clock_get_next_due_ms (f->clock);

  if (due_ms > 0 && due_ms <= 1000)
    sublet_manual_clock_advance (f->clock, due_ms);
  else
    g_main_context_iteration (NULL, FALSE);
}

void
log_fixture_await_rest (LogFixture *f)
{
  gint64 end_us = g_get_monotonic_time () + SUBLET_TEST_TIMEOUT_MS * G_GINT64_CONSTANT (1000);

  while (f->log->look != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      go_on (f);
    }
  sublet_test_drain ();
}

void
log_fixture_look (LogFixture *f, const char *text)
{
  log_fixture_let_say (f, text);
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
}

/* The text of every line, "+2" for two more, "(gap)". */
static char *
describe (LogFixture *f)
{
  GString *text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->log));
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletLogLine) line = g_list_model_get_item (G_LIST_MODEL (f->log), i);

      g_string_append_printf (text,
                              "%s%s",
                              i > 0 ? "|" : "",
                              sublet_log_line_get_gap (line) ? "(gap)"
                                                             : sublet_log_line_get_text (line));
      if (sublet_log_line_get_n_more (line) > 0)
        g_string_append_printf (text, "+%u", sublet_log_line_get_n_more (line));
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->log), n));

  return g_string_free (text, FALSE);
}

void
log_fixture_assert_lines (LogFixture *f, const char *lines)
{
  g_autofree char *found = describe (f);

  g_assert_cmpstr (found, ==, lines);
}
