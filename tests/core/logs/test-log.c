/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log.h"

#include "core/api/api-fixture.h"
#include "core/base/sublet-error.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

#include <string.h>

/* A log against a scripted service, in virtual time. */

typedef struct
{
  Fixture api;
  SubletManualClock *clock;
  SubletLog *log;
  char *address; /* the answer to every request for the log */
  guint n_told;  /* items that were told of, by "items-changed" alone */
  guint n_changes;
} LogFixture;

static void
on_items_changed (GListModel *model, guint at, guint removed, guint added, LogFixture *f)
{
  g_assert_cmpuint (at + removed, <=, f->n_told);
  f->n_told += added - removed;
  f->n_changes++;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, f->n_told);
}

static void
set_up (LogFixture *f, gconstpointer data)
{
  fixture_set_up (&f->api, NULL);
  f->clock = sublet_manual_clock_new ();
  fixture_use_clock (&f->api, SUBLET_CLOCK (f->clock));
  f->address = g_strdup_printf ("{\"success\":true,\"result_url\":\"%slog\"}", f->api.url);
  f->log = sublet_log_new (f->api.client, 7, FALSE);
  g_signal_connect (f->log, "items-changed", G_CALLBACK (on_items_changed), f);
}

static void
tear_down (LogFixture *f, gconstpointer data)
{
  sublet_log_set_watched (f->log, FALSE);
  g_assert_finalize_object (f->log);
  sublet_test_drain ();
  fixture_tear_down (&f->api, NULL);
  g_object_unref (f->clock);
  g_free (f->address);
}

static void
forget_answers (LogFixture *f)
{
  g_queue_clear_full (&f->api.answers, g_free);
}

/* The next look, and only that, finds this. */
static void
let_say (LogFixture *f, const char *text)
{
  forget_answers (f);
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

static void
await_rest (LogFixture *f)
{
  gint64 end_us = g_get_monotonic_time () + SUBLET_TEST_TIMEOUT_MS * G_GINT64_CONSTANT (1000);

  while (sublet_log_get_asking (f->log))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      go_on (f);
    }
  sublet_test_drain ();
}

static void
look (LogFixture *f, const char *text)
{
  let_say (f, text);
  sublet_log_ask (f->log);
  await_rest (f);
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

static void
assert_lines (LogFixture *f, const char *lines)
{
  g_autofree char *found = describe (f);

  g_assert_cmpstr (found, ==, lines);
}

static void
test_states (LogFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (f->log, "state");
  g_autoptr (SubletNotifyCounter) errors = sublet_notify_counter_new (f->log, "error");

  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_NEVER);
  let_say (f, "");
  sublet_log_ask (f->log);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LOADING);
  /* Once asked for is enough. */
  sublet_log_ask (f->log);
  await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_EMPTY);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
  g_assert_cmpuint (f->api.requests->len, ==, 2);
  g_assert_cmpint (sublet_log_get_known_at_us (f->log), >, 0);

  look (f, "a\n");
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 1);
  g_assert_cmpuint (sublet_notify_counter_take (errors), ==, 0);
  g_assert_cmpstr (fixture_get_request (&f->api, 0)->body, ==, "{\"tail\":\"5000\"}");
  g_assert_cmpstr (fixture_get_request (&f->api, 2)->body, ==, "{\"tail\":\"1000\"}");
}

static void
test_error (LogFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) errors = sublet_notify_counter_new (f->log, "error");
  gint64 known_at_us;

  fixture_answer (&f->api, 403, "{\"error\":\"permission_denied\"}");
  sublet_log_ask (f->log);
  await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_ERROR);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (sublet_notify_counter_take (errors), ==, 1);

  /* Asked again by hand: what failed is forgotten at once. */
  let_say (f, "a\n");
  sublet_log_ask (f->log);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LOADING);
  g_assert_null (sublet_log_get_error (f->log));
  await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  known_at_us = sublet_log_get_known_at_us (f->log);

  /* A later failure leaves the lines, and when they were known. */
  forget_answers (f);
  fixture_answer (&f->api, 404, "{\"error\":\"no_such_instance\",\"msg\":\"x\"}");
  sublet_log_ask (f->log);
  await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpint (sublet_log_get_known_at_us (f->log), ==, known_at_us);
  assert_lines (f, "a");
}

static void
test_grows (LogFixture *f, gconstpointer data)
{
  look (f, "a\nb\n");
  assert_lines (f, "a|b");
  f->n_changes = 0;

  look (f, "a\nb\n");
  g_assert_cmpuint (f->n_changes, ==, 0);
  look (f, "b\nc\n");
  assert_lines (f, "a|b|c");
  /* The last line goes on being the last. */
  look (f, "b\nc\nc\nc\n");
  assert_lines (f, "a|b|c+2");
  look (f, "c\nc\nc\nc\nd\n");
  assert_lines (f, "a|b|c+3|d");
  g_assert_cmpuint (f->n_changes, ==, 3);
}

/* A progress bar: its line has no end yet, and is written anew each time. */
static void
test_unfinished (LogFixture *f, gconstpointer data)
{
  look (f, "a\n10%\r20%");
  assert_lines (f, "a|20%");
  look (f, "a\n10%\r20%\r30%");
  assert_lines (f, "a|30%");
  look (f, "a\n10%\r20%\r30%\n30%\n");
  assert_lines (f, "a|30%+1");
  look (f, "a\n10%\r20%\r30%\n30%\n30%");
  assert_lines (f, "a|30%+1|30%");
}

/* Where the short look does not reach back, a long one follows; where that does not either, it is
 * said that lines may be missing. */
static void
test_gap (LogFixture *f, gconstpointer data)
{
  look (f, "a\nb\n");
  let_say (f, "x\ny\n");
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, "b\nc\nx\ny\n");
  sublet_log_ask (f->log);
  await_rest (f);
  assert_lines (f, "a|b|c|x|y");
  g_assert_cmpuint (f->api.requests->len, ==, 6);
  g_assert_cmpstr (fixture_get_request (&f->api, 2)->body, ==, "{\"tail\":\"1000\"}");
  g_assert_cmpstr (fixture_get_request (&f->api, 4)->body, ==, "{\"tail\":\"5000\"}");

  let_say (f, "y2\n");
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, "y1\ny2\n");
  sublet_log_ask (f->log);
  await_rest (f);
  assert_lines (f, "a|b|c|x|y|(gap)|y1|y2");
  look (f, "y1\ny2\ny3\n");
  assert_lines (f, "a|b|c|x|y|(gap)|y1|y2|y3");
}

/* Older lines go when there are too many. */
static void
test_limit (LogFixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SubletLogLine) first = NULL;
  guint i;

  for (i = 0; i < SUBLET_LOG_MAX_LINES; i++)
    g_string_append_printf (text, "%u\n", i);
  look (f, text->str);
  g_assert_cmpuint (f->n_told, ==, SUBLET_LOG_MAX_LINES);
  f->n_changes = 0;

  look (f, "49999\nx\ny\n");
  g_assert_cmpuint (f->n_told, ==, SUBLET_LOG_MAX_LINES);
  g_assert_cmpuint (f->n_changes, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (f->log), 0);
  g_assert_cmpstr (sublet_log_line_get_text (first), ==, "2");
}

static guint
count_looks (LogFixture *f)
{
  guint n_looks = 0;
  guint i;

  for (i = 0; i < f->api.requests->len; i++)
    if (g_str_equal (fixture_get_request (&f->api, i)->method, "PUT"))
      n_looks++;

  return n_looks;
}

/* So long until it is asked for again; -1: it is not. */
static gint64
measure_pause_ms (LogFixture *f)
{
  sublet_test_drain ();
  g_assert_false (sublet_log_get_asking (f->log));

  return sublet_manual_clock_get_next_due_ms (f->clock);
}

static void
test_watched (LogFixture *f, gconstpointer data)
{
  let_say (f, "a\n");
  sublet_log_set_watched (f->log, TRUE);
  g_assert_true (sublet_log_get_watched (f->log));
  g_assert_true (sublet_log_get_asking (f->log));
  await_rest (f);
  g_assert_cmpuint (count_looks (f), ==, 1);
  /* The look took a second. */
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);

  let_say (f, "a\nb\n");
  sublet_manual_clock_advance (f->clock, 8999);
  g_assert_cmpuint (count_looks (f), ==, 1);
  sublet_manual_clock_advance (f->clock, 1);
  await_rest (f);
  g_assert_cmpuint (count_looks (f), ==, 2);
  assert_lines (f, "a|b");

  /* Nobody looks: nothing is asked. Somebody does again: no sooner than it would have been. */
  sublet_log_set_watched (f->log, FALSE);
  g_assert_cmpint (measure_pause_ms (f), ==, -1);
  sublet_log_set_watched (f->log, TRUE);
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);
  sublet_log_set_watched (f->log, FALSE);
  sublet_manual_clock_advance (f->clock, 60000);
  sublet_log_set_watched (f->log, TRUE);
  g_assert_cmpint (measure_pause_ms (f), ==, 1000);
}

/* After a failure it is asked for less often, after what stays as it is not at all. */
static void
test_pauses (LogFixture *f, gconstpointer data)
{
  static const gint64 pauses_ms[] = { 20000, 40000, 60000, 60000 };
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (f->log, "state");
  gsize i;

  fixture_answer (&f->api, 400, "{\"detail\":\"x\"}");
  fixture_answer (&f->api, 200, "{\"success\":false,\"error\":\"x\"}");
  sublet_log_set_watched (f->log, TRUE);
  await_rest (f);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpint (measure_pause_ms (f), ==, -1);

  sublet_log_ask (f->log);
  for (i = 0; i < G_N_ELEMENTS (pauses_ms); i++)
    {
      await_rest (f);
      g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_FAILED);
      g_assert_cmpint (measure_pause_ms (f), ==, pauses_ms[i]);
      g_assert_cmpuint (count_looks (f), ==, 2 + i);
      if (i == G_N_ELEMENTS (pauses_ms) - 1)
        let_say (f, "a\n");
      sublet_manual_clock_advance (f->clock, pauses_ms[i]);
    }
  await_rest (f);
  /* What failed stayed in sight meanwhile. */
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 5);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);
}

/* Another key ends a look without an error, and it is asked for again. */
static void
test_another_key (LogFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = new_key ("another-key");

  let_say (f, "a\n");
  sublet_log_set_watched (f->log, TRUE);
  sublet_client_set_key (f->api.client, key);
  await_rest (f);
  g_assert_null (sublet_log_get_error (f->log));
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_NEVER);
  g_assert_cmpint (measure_pause_ms (f), ==, 20000);
}

/* It may go in the middle of a look. */
static void
test_goes (LogFixture *f, gconstpointer data)
{
  SubletLog *other = sublet_log_new (f->api.client, 8, TRUE);

  let_say (f, "a\n");
  sublet_log_ask (other);
  g_assert_finalize_object (other);
  sublet_test_drain ();
  g_assert_cmpuint (f->api.requests->len, <=, 1);
}

static void
test_host (LogFixture *f, gconstpointer data)
{
  g_clear_object (&f->log);
  f->log = sublet_log_new (f->api.client, 7, TRUE);
  look (f, "kaalia: image pulled\n");
  g_assert_cmpstr (fixture_get_request (&f->api, 0)->body,
                   ==,
                   "{\"tail\":\"5000\",\"daemon_logs\":\"true\"}");
  assert_lines (f, "kaalia: image pulled");
}

#define ADD(name, function) \
  g_test_add ("/core/logs/log/" name, LogFixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("states", test_states);
  ADD ("error", test_error);
  ADD ("grows", test_grows);
  ADD ("unfinished", test_unfinished);
  ADD ("gap", test_gap);
  ADD ("limit", test_limit);
  ADD ("watched", test_watched);
  ADD ("pauses", test_pauses);
  ADD ("another-key", test_another_key);
  ADD ("goes", test_goes);
  ADD ("host", test_host);

  return g_test_run ();
}
