/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/*
 * Time that goes on while one looks at it. In virtual time it stands still between two things that
 * are due, and on a fast computer it nearly does.
 */

#define SLOW_TYPE_CLOCK (slow_clock_get_type ())

G_DECLARE_FINAL_TYPE (SlowClock, slow_clock, SLOW, CLOCK, SubletClock)

/* The computer's own, a millisecond later each time that it is read. */
struct _SlowClock
{
  SubletClock parent_instance;

  gint64 late_us;
  guint n_waits;
};

G_DEFINE_FINAL_TYPE (SlowClock, slow_clock, SUBLET_TYPE_CLOCK)

static gint64
slow_clock_get_monotonic_us (SubletClock *clock)
{
  SlowClock *self = SLOW_CLOCK (clock);

  self->late_us += G_TIME_SPAN_MILLISECOND;

  return SUBLET_CLOCK_CLASS (slow_clock_parent_class)->get_monotonic_us (clock) + self->late_us;
}

static void
slow_clock_wait_async (SubletClock *clock,
                       gint64 duration_ms,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  SLOW_CLOCK (clock)->n_waits++;
  SUBLET_CLOCK_CLASS (slow_clock_parent_class)
    ->wait_async (clock, duration_ms, cancellable, callback, user_data);
}

static void
slow_clock_class_init (SlowClockClass *klass)
{
  SubletClockClass *clock_class = SUBLET_CLOCK_CLASS (klass);

  clock_class->get_monotonic_us = slow_clock_get_monotonic_us;
  clock_class->wait_async = slow_clock_wait_async;
}

static void
slow_clock_init (SlowClock *self)
{
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", NULL);
  f->clock = g_object_new (SLOW_TYPE_CLOCK, NULL);
  engine_fixture_open (f);
}

static bool
is_known (gpointer user_data)
{
  return sublet_rental_engine_get_knowledge (user_data) == SUBLET_KNOWLEDGE_KNOWN;
}

static bool
never (gpointer user_data)
{
  return false;
}

/* However late it is when it is looked at: what is due is done, and then waited for. */
static void
test_known (EngineFixture *f, gconstpointer data)
{
  guint n_waits;

  engine_fixture_sign_in (f, "demo-key");
  g_assert_true (sublet_test_wait_for (is_known, f->engine, SUBLET_TEST_TIMEOUT_MS));

  n_waits = SLOW_CLOCK (f->clock)->n_waits;
  sublet_test_wait_for (never, NULL, 500);
  g_assert_cmpuint (SLOW_CLOCK (f->clock)->n_waits - n_waits, <, 20);
}

/* Without a key nothing is due. */
static void
test_without_a_key (EngineFixture *f, gconstpointer data)
{
  guint n_waits;

  sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  n_waits = SLOW_CLOCK (f->clock)->n_waits;
  sublet_test_wait_for (never, NULL, 500);
  g_assert_cmpuint (SLOW_CLOCK (f->clock)->n_waits - n_waits, <, 20);
}

#define ADD(name, func)                   \
  g_test_add ("/core/rental/clock/" name, \
              EngineFixture,              \
              NULL,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("known", test_known);
  ADD ("without-a-key", test_without_a_key);

  return g_test_run ();
}
