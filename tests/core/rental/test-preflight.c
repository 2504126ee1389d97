/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-preflight.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static SubletPreflight *
make (EngineFixture *f, SubletRentalRequest **request)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);

  *request = engine_fixture_make_request (f, offer);
  return sublet_preflight_new (f->engine, *request);
}

static SubletPreflightCheck *
get (SubletPreflight *preflight, SubletPreflightKind kind)
{
  g_autoptr (SubletPreflightCheck)
    check = g_list_model_get_item (sublet_preflight_get_checks (preflight), kind);

  g_assert_cmpint (sublet_preflight_check_get_kind (check), ==, kind);
  return check;
}

static void
assert_verdict (SubletPreflight *preflight,
                SubletPreflightKind kind,
                SubletPreflightVerdict verdict)
{
  g_assert_cmpint (sublet_preflight_check_get_verdict (get (preflight, kind)), ==, verdict);
}

static void
test_fine (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  int kind;

  g_assert_cmpuint (g_list_model_get_n_items (sublet_preflight_get_checks (preflight)), ==, 7);
  for (kind = SUBLET_PREFLIGHT_KIND_KNOWN; kind <= SUBLET_PREFLIGHT_KIND_FIELDS; kind++)
    assert_verdict (preflight, kind, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_cmpuint (sublet_preflight_get_open_warnings (preflight), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&preflight));
}

/* A warning holds it up until it is accepted, and again when there is more to accept. */
static void
test_running (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletRental) another = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *running = get (preflight, SUBLET_PREFLIGHT_KIND_RUNNING);

  g_assert_cmpuint (sublet_preflight_check_get_count (running), ==, 1);
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (running),
                   ==,
                   sublet_rental_get_rate_now_nusd (rental));
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_WARNING);
  g_assert_cmpuint (sublet_preflight_get_open_warnings (preflight), ==, 1);
  sublet_preflight_check_set_accepted (running, TRUE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  another = engine_fixture_rent_running (f);
  g_assert_cmpuint (sublet_preflight_check_get_count (running), ==, 2);
  g_assert_false (sublet_preflight_check_get_accepted (running));
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_WARNING);
}

static void
test_credit (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *credit = get (preflight, SUBLET_PREFLIGHT_KIND_CREDIT);

  g_assert_cmpint (sublet_preflight_check_get_amount_uusd (credit), ==, 500000);
  g_assert_cmpint (sublet_preflight_check_get_time_us (credit), >, 0);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CREDIT, SUBLET_PREFLIGHT_VERDICT_WARNING);
}

static void
test_no_credit (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);

  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CREDIT, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_error (sublet_preflight_check_get_error (get (preflight, SUBLET_PREFLIGHT_KIND_CREDIT)),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_CREDIT);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_STOP);
}

static void
test_unknown (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 40}");
  engine_fixture_pass (f, 90000);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_KNOWN, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_error (sublet_preflight_check_get_error (get (preflight, SUBLET_PREFLIGHT_KIND_KNOWN)),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SERVER);
  engine_fixture_await_known (f);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
}

static void
test_cap (EngineFixture *f, gconstpointer data)
{
  const SubletSpendCaps caps = { .per_hour_nusd = 1 };
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  preflight = make (f, &request);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (
                     get (preflight, SUBLET_PREFLIGHT_KIND_CAP)),
                   >,
                   1);
}

static void
test_contract (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);

  g_assert_cmpint (sublet_preflight_check_get_time_us (
                     get (preflight, SUBLET_PREFLIGHT_KIND_CONTRACT)),
                   >,
                   0);
  sublet_rental_request_set_lease (request, 2000 * G_TIME_SPAN_DAY, SUBLET_LEASE_END_STOP);
  sublet_preflight_check_again (preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CONTRACT, SUBLET_PREFLIGHT_VERDICT_WARNING);
}

static void
test_fields (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);

  sublet_rental_request_set_image (request, NULL);
  sublet_preflight_check_again (preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_FIELDS, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_error (sublet_preflight_check_get_error (get (preflight, SUBLET_PREFLIGHT_KIND_FIELDS)),
                  SUBLET_ERROR,
                  SUBLET_ERROR_INVALID);
}

#define ADD(name, func, data)                 \
  g_test_add ("/core/rental/preflight/" name, \
              EngineFixture,                  \
              data,                           \
              set_up,                         \
              func,                           \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("fine", test_fine, NULL);
  ADD ("running", test_running, NULL);
  ADD ("credit", test_credit, "{\"credit\": {\"account\": \"ada\", \"usd\": 0.5}}");
  ADD ("no-credit", test_no_credit, "{\"credit\": {\"account\": \"ada\", \"usd\": 0}}");
  ADD ("unknown", test_unknown, NULL);
  ADD ("cap", test_cap, NULL);
  ADD ("contract", test_contract, NULL);
  ADD ("fields", test_fields, NULL);

  return g_test_run ();
}
