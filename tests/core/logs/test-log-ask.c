/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log.h"

#include "core/base/sublet-error.h"
#include "core/logs/sublet-log-private.h"

#include "core/logs/log-fixture.h"
#include "support/sublet-test.h"

/* When a log is asked for. */

static void
test_error (LogFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) errors = sublet_notify_counter_new (f->log, "error");
  gint64 known_at_us;

  fixture_answer (&f->api, 403, "{\"error\":\"permission_denied\"}");
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_ERROR);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (sublet_notify_counter_take (errors), ==, 1);

  /* Asked again by hand: what failed is forgotten at once. */
  log_fixture_let_say (f, "a\n");
  sublet_log_ask (f->log);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LOADING);
  g_assert_null (sublet_log_get_error (f->log));
  log_fixture_await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  known_at_us = sublet_log_get_known_at_us (f->log);

  /* A later failure leaves the lines, and when they were known. */
  log_fixture_forget_answers (f);
  fixture_answer (&f->api, 404, "{\"error\":\"no_such_instance\",\"msg\":\"x\"}");
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpint (sublet_log_get_known_at_us (f->log), ==, known_at_us);
  log_fixture_assert_lines (f, "a");
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
  g_assert_false (f->log->look != NULL);

  return sublet_manual_clock_get_next_due_ms (f->clock);
}

static void
test_watched (LogFixture *f, gconstpointer data)
{
  log_fixture_let_say (f, "a\n");
  sublet_log_set_watched (f->log, TRUE);
  g_assert_true (sublet_log_get_watched (f->log));
  g_assert_true (f->log->look != NULL);
  log_fixture_await_rest (f);
  g_assert_cmpuint (count_looks (f), ==, 1);
  /* The look took a second. */
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);

  log_fixture_let_say (f, "a\nb\n");
  sublet_manual_clock_advance (f->clock, 8999);
  g_assert_cmpuint (count_looks (f), ==, 1);
  sublet_manual_clock_advance (f->clock, 1);
  log_fixture_await_rest (f);
  g_assert_cmpuint (count_looks (f), ==, 2);
  log_fixture_assert_lines (f, "a|b");

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

/* As much as the market takes, no more: 5 MB a minute. */
static void
test_much (LogFixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i;

  for (i = 0; i < 25000; i++)
    g_string_append_printf (text,
                            "%05u %s\n",
                            i,
                            "as much as in other lines, or a bit more, of what is told in a log, "
                            "up to one hundred");
  log_fixture_let_say (f, text->str);
  sublet_log_set_watched (f->log, TRUE);
  log_fixture_await_rest (f);
  g_assert_cmpint (measure_pause_ms (f), ==, (gint64) text->len * 60 / 5000 - 1000);
  g_assert_cmpint (measure_pause_ms (f), >, 20000);
  g_assert_cmpuint (sublet_log_get_interval_s (f->log), ==, (text->len * 60 / 5000 + 999) / 1000);

  log_fixture_let_say (f, "a\n");
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, "a\n");
  sublet_manual_clock_advance (f->clock, measure_pause_ms (f));
  log_fixture_await_rest (f);
  /* Both parts of the look, of a second each. */
  g_assert_cmpint (measure_pause_ms (f), ==, 8000);
  g_assert_cmpuint (sublet_log_get_interval_s (f->log), ==, SUBLET_LOG_INTERVAL_S);
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
  log_fixture_await_rest (f);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpint (measure_pause_ms (f), ==, -1);

  sublet_log_ask (f->log);
  for (i = 0; i < G_N_ELEMENTS (pauses_ms); i++)
    {
      log_fixture_await_rest (f);
      g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_FAILED);
      g_assert_cmpint (measure_pause_ms (f), ==, pauses_ms[i]);
      g_assert_cmpuint (count_looks (f), ==, 2 + i);
      if (i == G_N_ELEMENTS (pauses_ms) - 1)
        log_fixture_let_say (f, "a\n");
      sublet_manual_clock_advance (f->clock, pauses_ms[i]);
    }
  log_fixture_await_rest (f);
  /* What failed stayed in sight meanwhile. */
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 5);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);
}

static void
change_key (LogFixture *f, const char *text)
{
  g_autoptr (SecretValue) key = new_key (text);

  sublet_client_set_key (f->api.client, key);
}

/* Another key ends a look without an error, and another one follows at once. */
static void
test_another_key (LogFixture *f, gconstpointer data)
{
  log_fixture_let_say (f, "a\n");
  sublet_log_set_watched (f->log, TRUE);
  change_key (f, "another-key");
  log_fixture_await_rest (f);
  g_assert_null (sublet_log_get_error (f->log));
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_NEVER);
  g_assert_cmpint (measure_pause_ms (f), ==, 1000);
  sublet_manual_clock_advance (f->clock, 1000);
  log_fixture_await_rest (f);
  log_fixture_assert_lines (f, "a");
  g_assert_cmpint (measure_pause_ms (f), ==, 9000);
}

static void
let_refuse (LogFixture *f)
{
  log_fixture_forget_answers (f);
  fixture_answer (&f->api, 401, "{\"error\":\"unauthorized\"}");
}

/* What the key was refused is asked for again with another one: at once where somebody looks, else
 * as soon as somebody does. */
static void
test_refused (LogFixture *f, gconstpointer data)
{
  log_fixture_look (f, "a\n");
  let_refuse (f);
  sublet_manual_clock_advance (f->clock, 60000);
  sublet_log_set_watched (f->log, TRUE);
  sublet_manual_clock_advance (f->clock, 1000);
  log_fixture_await_rest (f);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpint (measure_pause_ms (f), ==, -1);

  /* Without one there is nothing to ask. */
  sublet_client_set_key (f->api.client, NULL);
  g_assert_null (f->log->look);
  log_fixture_let_say (f, "a\nb\n");
  change_key (f, "another-key");
  log_fixture_await_rest (f);
  g_assert_null (sublet_log_get_error (f->log));
  log_fixture_assert_lines (f, "a|b");

  let_refuse (f);
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  g_assert_error (sublet_log_get_error (f->log), SUBLET_ERROR, SUBLET_ERROR_AUTH);
  sublet_log_set_watched (f->log, FALSE);
  log_fixture_let_say (f, "a\nb\nc\n");
  change_key (f, "a-third-key");
  g_assert_null (f->log->look);
  sublet_log_set_watched (f->log, TRUE);
  g_assert_nonnull (f->log->look);
  log_fixture_await_rest (f);
  log_fixture_assert_lines (f, "a|b|c");
}

static bool
waits_for_file (gpointer user_data)
{
  LogFixture *f = user_data;

  return f->api.requests->len == 1 && sublet_manual_clock_get_next_due_ms (f->clock) > 0;
}

/* It may go in the middle of a look, which ends with it. */
static void
test_goes (LogFixture *f, gconstpointer data)
{
  SubletLog *other = sublet_log_new (f->api.client, 8, TRUE);

  log_fixture_let_say (f, "a\n");
  sublet_log_ask (other);
  sublet_test_await (waits_for_file, f);
  g_assert_finalize_object (other);
  g_assert_cmpint (measure_pause_ms (f), ==, -1);
  g_assert_cmpuint (f->api.requests->len, ==, 1);
}

#define ADD(name, function)               \
  g_test_add ("/core/logs/log-ask/" name, \
              LogFixture,                 \
              NULL,                       \
              log_fixture_set_up,         \
              function,                   \
              log_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("error", test_error);
  ADD ("watched", test_watched);
  ADD ("much", test_much);
  ADD ("pauses", test_pauses);
  ADD ("another-key", test_another_key);
  ADD ("refused", test_refused);
  ADD ("goes", test_goes);

  return g_test_run ();
}
