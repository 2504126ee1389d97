/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-preflight.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#include <math.h>

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static void
set_up_plain (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static SubletPreflightCheck *get (SubletPreflight *preflight, SubletPreflightKind kind);

static bool
has_read (gpointer user_data)
{
  return sublet_preflight_check_get_verdict (get (user_data, SUBLET_PREFLIGHT_KIND_MACHINE)) !=
         SUBLET_PREFLIGHT_VERDICT_CHECKING;
}

static SubletPreflight *
make_of (EngineFixture *f, SubletRentalRequest *request)
{
  SubletPreflight *preflight = sublet_preflight_new (f->engine, request);

  sublet_test_await (has_read, preflight);
  return preflight;
}

static SubletPreflight *
make (EngineFixture *f, SubletRentalRequest **request)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);

  *request = engine_fixture_make_request (f, offer);
  return make_of (f, *request);
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

  g_assert_cmpuint (g_list_model_get_n_items (sublet_preflight_get_checks (preflight)), ==, 10);
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

/* What is to be paid ahead has to be there, and what is left has to last. */
static void
test_deposit (EngineFixture *f, gconstpointer data)
{
  static const struct
  {
    gint64 deposit_uusd;
    guint count;
    SubletPreflightVerdict verdict;
  } rows[] = {
    { 0, 1, SUBLET_PREFLIGHT_VERDICT_FINE },
    { 10 * SUBLET_UUSD_PER_USD, 1, SUBLET_PREFLIGHT_VERDICT_FINE },
    { 39900000, 1, SUBLET_PREFLIGHT_VERDICT_WARNING },
    { 40 * SUBLET_UUSD_PER_USD, 1, SUBLET_PREFLIGHT_VERDICT_WARNING },
    { 40 * SUBLET_UUSD_PER_USD + 1, 1, SUBLET_PREFLIGHT_VERDICT_STOP },
    /* Each of two is prepaid. */
    { 15 * SUBLET_UUSD_PER_USD, 2, SUBLET_PREFLIGHT_VERDICT_WARNING },
    { 25 * SUBLET_UUSD_PER_USD, 2, SUBLET_PREFLIGHT_VERDICT_STOP },
  };
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_reserved (f, 0);
  g_autoptr (SubletPreflight) preflight = sublet_preflight_new (f->engine, request);
  SubletPreflightCheck *credit = get (preflight, SUBLET_PREFLIGHT_KIND_CREDIT);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) offers = g_ptr_array_new ();
      guint k;

      for (k = 0; k < rows[i].count; k++)
        g_ptr_array_add (offers, sublet_rental_request_get_offer (request));
      sublet_rental_request_set_deposit_uusd (request, rows[i].deposit_uusd);
      sublet_preflight_set_offers (preflight, rows[i].count > 1 ? offers : NULL);
      sublet_preflight_check_again (preflight);
      g_test_message ("row %u", i);
      g_assert_cmpint (sublet_preflight_check_get_verdict (credit), ==, rows[i].verdict);
      g_assert_cmpint (sublet_preflight_check_get_deposit_uusd (credit),
                       ==,
                       rows[i].deposit_uusd * rows[i].count);
      g_assert_cmpint (sublet_preflight_check_get_error (credit) != NULL,
                       ==,
                       rows[i].verdict == SUBLET_PREFLIGHT_VERDICT_STOP);
    }
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

/* ---- the image ---- */

static void
assert_cuda (SubletPreflight *preflight, double needed, SubletPreflightVerdict verdict)
{
  sublet_preflight_set_image_needs (preflight, needed, NAN);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CUDA, verdict);
}

static void
test_cuda (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *cuda = get (preflight, SUBLET_PREFLIGHT_KIND_CUDA);
  double offered = sublet_preflight_check_get_offered (cuda);

  g_assert_cmpfloat (offered, >, 11);
  g_assert_cmpfloat_with_epsilon (sublet_preflight_check_get_needed (cuda), 12.4, 0.01);
  g_assert_true (sublet_preflight_check_get_needed_is_least (cuda));

  assert_cuda (preflight, offered, SUBLET_PREFLIGHT_VERDICT_FINE);
  assert_cuda (preflight, 0, SUBLET_PREFLIGHT_VERDICT_FINE);
  assert_cuda (preflight, floor (offered) + 0.9, SUBLET_PREFLIGHT_VERDICT_WARNING);
  sublet_preflight_check_set_accepted (cuda, TRUE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  /* An RTX 4090 does not run what the next major version was made for. */
  assert_cuda (preflight, floor (offered) + 1, SUBLET_PREFLIGHT_VERDICT_STOP);

  /* Unknown is said, and no reason to stop. */
  sublet_rental_request_set_image (request, "example/own:1");
  assert_cuda (preflight, NAN, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_true (isnan (sublet_preflight_check_get_needed (cuda)));
}

/* A machine that does not say what its driver offers is no reason to stop either. */
static void
test_cuda_not_said (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletOffer) silent = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  SubletOfferRow row;

  sublet_offer_row_copy (sublet_offer_get_row (offer), &row);
  row.cuda_max_good = NAN;
  silent =
    sublet_offer_new (&row, sublet_offer_get_kind (offer), sublet_offer_get_known_at_us (offer));
  sublet_offer_row_clear (&row);
  request = engine_fixture_make_request (f, silent);
  preflight = make_of (f, request);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CUDA, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_true (
    isnan (sublet_preflight_check_get_offered (get (preflight, SUBLET_PREFLIGHT_KIND_CUDA))));
}

static void
test_image (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *image = get (preflight, SUBLET_PREFLIGHT_KIND_IMAGE);
  SubletJob job = *sublet_rental_request_get_job (request);

  g_assert_cmpfloat_with_epsilon (sublet_preflight_check_get_needed (image), 7.9, 0.01);
  g_assert_cmpint (sublet_preflight_check_get_duration_us (image), >, 0);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_IMAGE, SUBLET_PREFLIGHT_VERDICT_FINE);

  sublet_preflight_set_image_needs (preflight, NAN, job.disk_gb - 1);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_IMAGE, SUBLET_PREFLIGHT_VERDICT_WARNING);
  sublet_preflight_set_image_needs (preflight, NAN, job.disk_gb + 1);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_IMAGE, SUBLET_PREFLIGHT_VERDICT_STOP);

  /* So long that it would count as stuck. */
  job.disk_gb = 1e7;
  sublet_rental_request_set_job (request, &job);
  sublet_preflight_set_image_needs (preflight, NAN, 1e6);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_IMAGE, SUBLET_PREFLIGHT_VERDICT_WARNING);

  sublet_rental_request_set_image (request, "example/own:1");
  sublet_preflight_set_image_needs (preflight, NAN, NAN);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_IMAGE, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_true (isnan (sublet_preflight_check_get_needed (image)));
}

/* ---- the machine ---- */

/* What went wrong on it counts, what the image was to blame for does not. */
static void
test_machine (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRentalRequest) same = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  SubletPreflightCheck *machine;
  bool counts = strcmp (data, "example/oci-failure") == 0;

  sublet_rental_request_set_image (request, data);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_FAILED);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);

  same = engine_fixture_make_request (f, offer);
  preflight = make_of (f, same);
  machine = get (preflight, SUBLET_PREFLIGHT_KIND_MACHINE);
  g_assert_cmpuint (sublet_preflight_check_get_count (machine), ==, counts ? 1 : 0);
  g_assert_cmpint (sublet_preflight_check_get_time_us (machine) > 0, ==, counts);
  assert_verdict (preflight,
                  SUBLET_PREFLIGHT_KIND_MACHINE,
                  counts ? SUBLET_PREFLIGHT_VERDICT_WARNING : SUBLET_PREFLIGHT_VERDICT_FINE);
}

/* ---- several ---- */

static void
test_several (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *cap = get (preflight, SUBLET_PREFLIGHT_KIND_CAP);
  SubletSpendCaps caps = { 0 };
  gint64 sum_nusd = 0;
  guint i;

  for (i = 0; i < 4; i++)
    {
      g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, i);
      g_autoptr (SubletRentalRequest) one = sublet_rental_request_new_like (request, offer);
      SubletQuote quote;

      sublet_rental_request_get_quote (one, &quote);
      sum_nusd += quote.running_rate_nusd;
      g_ptr_array_add (offers, g_steal_pointer (&offer));
    }
  caps.per_hour_nusd = sum_nusd - 1;
  sublet_rental_engine_set_caps (f->engine, &caps);
  sublet_preflight_check_again (preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_FINE);

  sublet_preflight_set_offers (preflight, offers);
  sublet_test_await (has_read, preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (cap), ==, sum_nusd);
  /* Credit for one first day is not credit for four. */
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (
                     get (preflight, SUBLET_PREFLIGHT_KIND_CREDIT)),
                   ==,
                   sum_nusd);

  sublet_preflight_set_offers (preflight, NULL);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_FINE);
}

/* A volume that is made along is counted with each of them. */
static void
test_volumes (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make (f, &request);
  SubletPreflightCheck *cap = get (preflight, SUBLET_PREFLIGHT_KIND_CAP);
  gint64 rate_nusd = sublet_preflight_check_get_rate_nusd (cap);
  gint64 volume_nusd = engine_fixture_add_volume (request, 7);
  SubletSpendCaps caps = { .per_hour_nusd = rate_nusd + volume_nusd - 1 };

  sublet_rental_engine_set_caps (f->engine, &caps);
  sublet_preflight_check_again (preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (cap), ==, rate_nusd + volume_nusd);
  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  sublet_preflight_check_again (preflight);
  assert_verdict (preflight, SUBLET_PREFLIGHT_KIND_CAP, SUBLET_PREFLIGHT_VERDICT_FINE);

  g_ptr_array_add (offers, g_object_ref (sublet_rental_request_get_offer (request)));
  g_ptr_array_add (offers, g_object_ref (sublet_rental_request_get_offer (request)));
  sublet_preflight_set_offers (preflight, offers);
  g_assert_cmpint (sublet_preflight_check_get_rate_nusd (cap), ==, 2 * (rate_nusd + volume_nusd));
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
  ADD ("deposit", test_deposit, "{\"credit\": {\"account\": \"ada\", \"usd\": 40}}");
  ADD ("no-credit", test_no_credit, "{\"credit\": {\"account\": \"ada\", \"usd\": 0}}");
  ADD ("unknown", test_unknown, NULL);
  ADD ("cap", test_cap, NULL);
  ADD ("contract", test_contract, NULL);
  ADD ("fields", test_fields, NULL);
  ADD ("cuda", test_cuda, NULL);
  ADD ("cuda-not-said", test_cuda_not_said, NULL);
  ADD ("image", test_image, NULL);
  g_test_add ("/core/rental/preflight/machine/container",
              EngineFixture,
              "example/oci-failure",
              set_up_plain,
              test_machine,
              engine_fixture_tear_down);
  g_test_add ("/core/rental/preflight/machine/image",
              EngineFixture,
              "example/manifest-unknown",
              set_up_plain,
              test_machine,
              engine_fixture_tear_down);
  ADD ("several", test_several, NULL);
  ADD ("volumes", test_volumes, NULL);

  return g_test_run ();
}
