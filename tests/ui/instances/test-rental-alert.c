/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-rental-alert.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

typedef struct
{
  SubletRentalState state;
  SubletRentalState before;
  SubletRentalReason reason;
  SubletRentalAlert alert;
  bool urgent;
  const char *title;
  const char *body;
} Row;

static const Row rows[] = {
  { SUBLET_RENTAL_STATE_READY,
    SUBLET_RENTAL_STATE_CONNECTING,
    SUBLET_RENTAL_REASON_NONE,
    SUBLET_RENTAL_ALERT_READY,
    false,
    "ada-1 is ready",
    "RTX 4090 · Finland · $0.325/h" },
  { SUBLET_RENTAL_STATE_FAILED,
    SUBLET_RENTAL_STATE_PROVISIONING,
    SUBLET_RENTAL_REASON_IMAGE,
    SUBLET_RENTAL_ALERT_FAILED,
    true,
    "ada-1 did not start",
    "There is no such image. It bills $0.36 a day." },
  { SUBLET_RENTAL_STATE_EXITED,
    SUBLET_RENTAL_STATE_READY,
    SUBLET_RENTAL_REASON_NONE,
    SUBLET_RENTAL_ALERT_FAILED,
    true,
    "ada-1 has stopped working",
    "RTX 4090 · Finland · $0.36 a day" },
  { SUBLET_RENTAL_STATE_STILL_LISTED,
    SUBLET_RENTAL_STATE_DESTROYING,
    SUBLET_RENTAL_REASON_NONE,
    SUBLET_RENTAL_ALERT_NOT_DESTROYED,
    true,
    "ada-1 is still listed and billing",
    "RTX 4090 · Finland · $0.325/h" },
  { SUBLET_RENTAL_STATE_OUTBID,
    SUBLET_RENTAL_STATE_READY,
    SUBLET_RENTAL_REASON_NONE,
    SUBLET_RENTAL_ALERT_OUTBID,
    false,
    "ada-1 was outbid",
    "Raise to $0.310/h: with its disk at most $7.80 a day. It bills $0.36 a day." },
  { SUBLET_RENTAL_STATE_OFFLINE,
    SUBLET_RENTAL_STATE_READY,
    SUBLET_RENTAL_REASON_NONE,
    SUBLET_RENTAL_ALERT_OFFLINE,
    false,
    "The host of ada-1 is offline",
    "RTX 4090 · Finland · Not billed" },
};

static void
test_rows (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SubletClock) clock = SUBLET_CLOCK (sublet_manual_clock_new ());
      g_autoptr (SubletRental) rental = sublet_ui_make_rental (clock, "ada-1", row->state);
      g_autofree char *title = NULL;
      g_autofree char *body = NULL;

      sublet_rental_set_state (rental, row->state, row->reason, 1);
      title = sublet_rental_alert_dup_title (rental, row->before);
      body = sublet_rental_alert_dup_body (rental);
      g_assert_cmpint (sublet_rental_alert_get (rental), ==, row->alert);
      g_assert_cmpint (sublet_rental_alert_is_urgent (row->alert), ==, row->urgent);
      g_assert_cmpstr (title, ==, row->title);
      g_assert_cmpstr (body, ==, row->body);
    }
}

/* Every other state is nobody's news. */
static void
test_others (void)
{
  SubletRentalState state;
  guint n_alerts = 0;

  for (state = SUBLET_RENTAL_STATE_UNKNOWN; state <= SUBLET_RENTAL_STATE_GONE; state++)
    {
      g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);

      sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, 0);
      n_alerts += sublet_rental_alert_get (rental) != SUBLET_RENTAL_ALERT_NONE;
    }
  g_assert_cmpuint (n_alerts, ==, G_N_ELEMENTS (rows));
}

/* Of what somebody else has started only what costs money without a use. */
static void
test_elsewhere (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_ELSEWHERE);

  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, 0);
  g_assert_cmpint (sublet_rental_alert_get (rental), ==, SUBLET_RENTAL_ALERT_NONE);
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_EXITED, SUBLET_RENTAL_REASON_NONE, 0);
  g_assert_cmpint (sublet_rental_alert_get (rental), ==, SUBLET_RENTAL_ALERT_NONE);
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_OUTBID, SUBLET_RENTAL_REASON_NONE, 0);
  g_assert_cmpint (sublet_rental_alert_get (rental), ==, SUBLET_RENTAL_ALERT_OUTBID);
}

/* Why stands before the money. */
static void
test_unfit (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  g_autoptr (SubletRuntimeReport)
    report = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  g_autofree char *title = sublet_rental_alert_dup_unfit_title (rental);
  g_autofree char *body = sublet_rental_alert_dup_unfit_body (rental, report);
  g_autofree char *money = sublet_rental_alert_dup_body (rental);

  g_assert_cmpstr (title, ==, "ada-1 is ready, but not fit for work");
  g_assert_true (g_str_has_prefix (body, "Not fit: "));
  g_assert_true (g_str_has_suffix (body, money));
  g_assert_cmpuint (strlen (body), >, strlen (money) + 10);
  sublet_ui_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/rental-alert/rows", test_rows);
  g_test_add_func ("/ui/instances/rental-alert/others", test_others);
  g_test_add_func ("/ui/instances/rental-alert/elsewhere", test_elsewhere);
  g_test_add_func ("/ui/instances/rental-alert/unfit", test_unfit);

  return g_test_run ();
}
