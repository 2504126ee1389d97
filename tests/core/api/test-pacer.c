/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/api/sublet-pacer-private.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

typedef struct
{
  SubletManualClock *clock;
  SubletPacer *pacer;
  gint64 start_us;
  GString *log; /* "name@ms " for each grant, "name! " for each that was cancelled */
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *name;
} Asker;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const SubletPace *pace = data;

  fixture->clock = sublet_manual_clock_new ();
  fixture->pacer = sublet_pacer_new (SUBLET_CLOCK (fixture->clock), pace);
  fixture->start_us = sublet_clock_get_monotonic_us (SUBLET_CLOCK (fixture->clock));
  fixture->log = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sublet_test_drain ();
  g_assert_finalize_object (fixture->pacer);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->log, TRUE);
}

static void
on_granted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asker *asker = user_data;
  Fixture *fixture = asker->fixture;
  g_autoptr (GError) error = NULL;

  if (sublet_pacer_wait_finish (SUBLET_PACER (source), result, &error))
    g_string_append_printf (fixture->log,
                            "%s@%" G_GINT64_FORMAT " ",
                            asker->name,
                            (sublet_clock_get_monotonic_us (SUBLET_CLOCK (fixture->clock)) -
                             fixture->start_us) /
                              1000);
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_string_append_printf (fixture->log, "%s! ", asker->name);
    }
}

static void
ask_full (Fixture *fixture,
          const char *name,
          SubletEndpointId endpoint,
          bool ordered,
          GCancellable *cancellable)
{
  Asker *asker = g_new0 (Asker, 1);

  asker->fixture = fixture;
  asker->name = name;
  sublet_pacer_wait_async (fixture->pacer,
                           sublet_endpoint_get (endpoint),
                           ordered,
                           cancellable,
                           on_granted,
                           asker);
}

static void
ask (Fixture *fixture, const char *name, SubletEndpointId endpoint)
{
  ask_full (fixture, name, endpoint, false, NULL);
}

static void
check_log (Fixture *fixture, gint64 advance_ms, const char *expected)
{
  sublet_manual_clock_advance (fixture->clock, advance_ms);
  g_assert_cmpstr (fixture->log->str, ==, expected);
}

static const SubletPace gaps_only = { .gap_percent = 100, .max_in_window = 0 };

static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "destroy1", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  ask (fixture, "destroy2", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  ask (fixture, "destroy3", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  /* Another endpoint is not held up, one of the same method and path is. */
  ask (fixture, "label", SUBLET_ENDPOINT_SET_LABEL);
  ask (fixture, "stop", SUBLET_ENDPOINT_STOP_INSTANCE);
  ask (fixture, "account", SUBLET_ENDPOINT_ACCOUNT);
  ask (fixture, "account", SUBLET_ENDPOINT_ACCOUNT);
  check_log (fixture, 0, "destroy1@0 label@0 account@0 account@0 ");
  check_log (fixture, 999, "destroy1@0 label@0 account@0 account@0 ");
  check_log (fixture,
             9000,
             "destroy1@0 label@0 account@0 account@0 stop@1000 destroy2@3000 destroy3@6000 ");
}

static void
test_loopback (Fixture *fixture, gconstpointer data)
{
  int i;

  for (i = 0; i < 3; i++)
    ask (fixture, "list", SUBLET_ENDPOINT_LIST_INSTANCES);
  ask (fixture, "search", SUBLET_ENDPOINT_SEARCH_OFFERS);
  ask (fixture, "search", SUBLET_ENDPOINT_SEARCH_OFFERS);
  for (i = 0; i < 6; i++)
    ask (fixture, "a", SUBLET_ENDPOINT_ACCOUNT);
  check_log (fixture, 600, "list@0 search@0 a@0 a@0 a@0 a@0 a@0 a@0 list@100 list@200 search@600 ");
}

static void
test_window (Fixture *fixture, gconstpointer data)
{
  int i;

  for (i = 0; i < 5; i++)
    ask (fixture, "r", SUBLET_ENDPOINT_ACCOUNT);
  /* Three reads, and the place that is kept. */
  check_log (fixture, 4000, "r@0 r@0 r@0 ");
  ask (fixture, "destroy", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  check_log (fixture, 0, "r@0 r@0 r@0 destroy@4000 ");
  /* Full: even an order waits now. */
  ask (fixture, "reboot", SUBLET_ENDPOINT_REBOOT_INSTANCE);
  check_log (fixture, 5999, "r@0 r@0 r@0 destroy@4000 ");
  check_log (fixture, 1, "r@0 r@0 r@0 destroy@4000 reboot@10000 r@10000 ");
  check_log (fixture, 20000, "r@0 r@0 r@0 destroy@4000 reboot@10000 r@10000 r@14000 ");
}

/* In no stretch of ten seconds are there more than four, however they come. */
static void
test_never_more_than_four (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) grants = NULL;
  gint64 moments[64] = { 0 };
  guint n = 0;
  guint i;

  for (i = 0; i < 40; i++)
    {
      ask_full (fixture, "x", SUBLET_ENDPOINT_ACCOUNT, i % 3 == 0, NULL);
      sublet_manual_clock_advance (fixture->clock, (gint64) (i * 577 % 1900));
    }
  sublet_manual_clock_advance (fixture->clock, 200000);
  grants = g_strsplit (fixture->log->str, " ", -1);
  for (i = 0; grants[i] != NULL; i++)
    {
      if (*grants[i] != '\0')
        moments[n++] = g_ascii_strtoll (grants[i] + 2, NULL, 10);
    }
  g_assert_cmpuint (n, ==, 40);
  for (i = 4; i < n; i++)
    g_assert_cmpint (moments[i] - moments[i - 4], >=, 10000);
}

static void
test_ranks (Fixture *fixture, gconstpointer data)
{
  int i;

  for (i = 0; i < 4; i++)
    ask_full (fixture, "full", SUBLET_ENDPOINT_ACCOUNT, true, NULL);
  ask (fixture, "read", SUBLET_ENDPOINT_ACCOUNT);
  ask (fixture, "create", SUBLET_ENDPOINT_CREATE_INSTANCE);
  ask_full (fixture, "asked-for", SUBLET_ENDPOINT_ACCOUNT, true, NULL);
  ask (fixture, "destroy", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  ask (fixture, "stop", SUBLET_ENDPOINT_STOP_INSTANCE);
  sublet_manual_clock_advance (fixture->clock, 0);
  g_string_truncate (fixture->log, 0);
  check_log (fixture, 10000, "destroy@10000 stop@10000 create@10000 asked-for@10000 ");
  check_log (fixture, 10000, "destroy@10000 stop@10000 create@10000 asked-for@10000 read@20000 ");
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  const SubletEndpoint *search = sublet_endpoint_get (SUBLET_ENDPOINT_SEARCH_OFFERS);

  sublet_pacer_hold (fixture->pacer, search, 8000);
  ask (fixture, "search", SUBLET_ENDPOINT_SEARCH_OFFERS);
  ask (fixture, "list", SUBLET_ENDPOINT_LIST_INSTANCES);
  ask (fixture, "stop", SUBLET_ENDPOINT_STOP_INSTANCE);
  /* A stop is not what the service complained about. */
  check_log (fixture, 7999, "stop@0 ");
  check_log (fixture, 1, "stop@0 search@8000 list@8000 ");
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();

  g_cancellable_cancel (early);
  ask_full (fixture, "early", SUBLET_ENDPOINT_DESTROY_INSTANCE, false, early);
  sublet_test_drain ();
  g_assert_cmpstr (fixture->log->str, ==, "early! ");

  /* Nothing was counted for it: the next one goes at once. */
  ask (fixture, "first", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  ask_full (fixture, "late", SUBLET_ENDPOINT_DESTROY_INSTANCE, false, late);
  ask (fixture, "last", SUBLET_ENDPOINT_DESTROY_INSTANCE);
  sublet_manual_clock_advance (fixture->clock, 1000);
  g_cancellable_cancel (late);
  check_log (fixture, 0, "early! first@0 late! ");
  check_log (fixture, 2000, "early! first@0 late! last@3000 ");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, pace, test) \
  g_test_add ("/core/api/pacer/" path, Fixture, pace, set_up, test, tear_down)
  ADD ("gaps", &gaps_only, test_gaps);
  ADD ("loopback", &sublet_pace_loopback, test_loopback);
  ADD ("window", &sublet_pace_service, test_window);
  ADD ("never-more-than-four", &sublet_pace_service, test_never_more_than_four);
  ADD ("ranks", &sublet_pace_service, test_ranks);
  ADD ("hold", &gaps_only, test_hold);
  ADD ("cancel", &gaps_only, test_cancel);
#undef ADD

  return g_test_run ();
}
