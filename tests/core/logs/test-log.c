/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log.h"

#include "core/base/sublet-error.h"

#include "core/logs/log-fixture.h"
#include "support/sublet-test.h"

/* What is kept of a log. */

static void
test_states (LogFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (f->log, "state");
  g_autoptr (SubletNotifyCounter) errors = sublet_notify_counter_new (f->log, "error");

  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_NEVER);
  log_fixture_let_say (f, "");
  sublet_log_ask (f->log);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LOADING);
  /* Once asked for is enough. */
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_EMPTY);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
  g_assert_cmpuint (f->api.requests->len, ==, 2);
  g_assert_cmpint (sublet_log_get_known_at_us (f->log), >, 0);

  log_fixture_look (f, "a\n");
  g_assert_cmpint (sublet_log_get_state (f->log), ==, SUBLET_LOG_STATE_LINES);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 1);
  g_assert_cmpuint (sublet_notify_counter_take (errors), ==, 0);
  g_assert_cmpstr (fixture_get_request (&f->api, 0)->body, ==, "{\"tail\":\"5000\"}");
  g_assert_cmpstr (fixture_get_request (&f->api, 2)->body, ==, "{\"tail\":\"1000\"}");
}

static void
test_grows (LogFixture *f, gconstpointer data)
{
  log_fixture_look (f, "a\nb\n");
  log_fixture_assert_lines (f, "a|b");
  f->n_changes = 0;

  log_fixture_look (f, "a\nb\n");
  g_assert_cmpuint (f->n_changes, ==, 0);
  log_fixture_look (f, "b\nc\n");
  log_fixture_assert_lines (f, "a|b|c");
  /* The last line goes on being the last. */
  log_fixture_look (f, "b\nc\nc\nc\n");
  log_fixture_assert_lines (f, "a|b|c+2");
  log_fixture_look (f, "c\nc\nc\nc\nd\n");
  log_fixture_assert_lines (f, "a|b|c+3|d");
  g_assert_cmpuint (f->n_changes, ==, 3);
}

/* A progress bar: its line has no end yet, and is written anew each time. */
static void
test_unfinished (LogFixture *f, gconstpointer data)
{
  log_fixture_look (f, "a\n10%\r20%");
  log_fixture_assert_lines (f, "a|20%");
  log_fixture_look (f, "a\n10%\r20%\r30%");
  log_fixture_assert_lines (f, "a|30%");
  log_fixture_look (f, "a\n10%\r20%\r30%\n30%\n");
  log_fixture_assert_lines (f, "a|30%+1");
  log_fixture_look (f, "a\n10%\r20%\r30%\n30%\n30%");
  log_fixture_assert_lines (f, "a|30%+1|30%");
}

/* Where the short look does not reach back, a long one follows; where that does not either, it is
 * said that lines may be missing. */
static void
test_gap (LogFixture *f, gconstpointer data)
{
  log_fixture_look (f, "a\nb\n");
  log_fixture_let_say (f, "x\ny\n");
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, "b\nc\nx\ny\n");
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  log_fixture_assert_lines (f, "a|b|c|x|y");
  g_assert_cmpuint (f->api.requests->len, ==, 6);
  g_assert_cmpstr (fixture_get_request (&f->api, 2)->body, ==, "{\"tail\":\"1000\"}");
  g_assert_cmpstr (fixture_get_request (&f->api, 4)->body, ==, "{\"tail\":\"5000\"}");

  log_fixture_let_say (f, "y2\n");
  fixture_answer (&f->api, 200, f->address);
  fixture_answer (&f->api, 200, "y1\ny2\n");
  sublet_log_ask (f->log);
  log_fixture_await_rest (f);
  log_fixture_assert_lines (f, "a|b|c|x|y|(gap)|y1|y2");
  log_fixture_look (f, "y1\ny2\ny3\n");
  log_fixture_assert_lines (f, "a|b|c|x|y|(gap)|y1|y2|y3");
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
  log_fixture_look (f, text->str);
  g_assert_cmpuint (f->n_told, ==, SUBLET_LOG_MAX_LINES);
  f->n_changes = 0;

  log_fixture_look (f, "49999\nx\ny\n");
  g_assert_cmpuint (f->n_told, ==, SUBLET_LOG_MAX_LINES);
  g_assert_cmpuint (f->n_changes, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (f->log), 0);
  g_assert_cmpstr (sublet_log_line_get_text (first), ==, "2");
}

/* Nor more of them than so much text. */
static void
test_limit_of_bytes (LogFixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (3990, 'x');
  g_autoptr (SubletLogLine) first = NULL;
  guint n_kept = SUBLET_LOG_MAX_BYTES / 3996;
  guint i;

  for (i = 0; i < n_kept + 3; i++)
    g_string_append_printf (text, "%05u %s\n", i, filler);
  log_fixture_look (f, text->str);
  g_assert_cmpuint (f->n_told, ==, n_kept);
  first = g_list_model_get_item (G_LIST_MODEL (f->log), 0);
  g_assert_true (g_str_has_prefix (sublet_log_line_get_text (first), "00003 "));
  g_clear_object (&first);

  /* What takes the place of another one, and what folds, is counted once. */
  g_string_erase (text, 0, (gssize) (text->len - 3997));
  for (i = 0; i < 10; i++)
    {
      g_string_append_printf (text, "\r%u0%%", i);
      log_fixture_look (f, text->str);
    }
  g_string_append (text, "\n90%\n");
  log_fixture_look (f, text->str);
  g_assert_cmpuint (f->n_told, ==, n_kept + 1);
  first = g_list_model_get_item (G_LIST_MODEL (f->log), 0);
  g_assert_true (g_str_has_prefix (sublet_log_line_get_text (first), "00003 "));
}

static void
test_host (LogFixture *f, gconstpointer data)
{
  g_clear_object (&f->log);
  f->log = sublet_log_new (f->api.client, 7, TRUE);
  log_fixture_look (f, "kaalia: image pulled\n");
  g_assert_cmpstr (fixture_get_request (&f->api, 0)->body,
                   ==,
                   "{\"tail\":\"5000\",\"daemon_logs\":\"true\"}");
  log_fixture_assert_lines (f, "kaalia: image pulled");
}

#define ADD(name, function)           \
  g_test_add ("/core/logs/log/" name, \
              LogFixture,             \
              NULL,                   \
              log_fixture_set_up,     \
              function,               \
              log_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("states", test_states);
  ADD ("grows", test_grows);
  ADD ("unfinished", test_unfinished);
  ADD ("gap", test_gap);
  ADD ("limit", test_limit);
  ADD ("limit-of-bytes", test_limit_of_bytes);
  ADD ("host", test_host);

  return g_test_run ();
}
