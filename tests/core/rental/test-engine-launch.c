/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#include <string.h>

/* What a launch says arrives, and what of it is secret is in no file and in no log. */

static const char *const planted[] = { "planted-value-4711",
                                       "planted-script-4712",
                                       "planted-password-4713" };

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static SubletLaunch *
make_launch (void)
{
  SubletLaunch *launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "registry.example/ada/train:2.6");
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_add_env (launch, "HF_TOKEN", planted[0]);
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_set_onstart (launch, planted[1]);
  sublet_launch_set_registry (launch, "registry.example", "ada", planted[2]);

  return launch;
}

static bool
holds (const char *bytes, gsize length, const char *word)
{
  gsize size = strlen (word);
  gsize i;

  for (i = 0; i + size <= length; i++)
    {
      if (memcmp (bytes + i, word, size) == 0)
        return true;
    }

  return false;
}

/* Every file of the profile, the journal's log beside it among them. */
static guint
count_files_with (const char *folder, const char *word)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files_with (path, word);
      else if (g_file_get_contents (path, &bytes, &length, NULL) && holds (bytes, length, word))
        n++;
    }

  return n;
}

static void
test_secrets (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletLaunch) launch = make_launch ();
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (JsonNode) owner = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *logs = NULL;
  JsonObject *contract;
  gsize i;

  sublet_test_logs_start ();
  sublet_rental_request_set_launch (request, launch);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  logs = sublet_test_logs_stop ();

  contract =
    json_array_get_object_element (json_object_get_array_member (engine_fixture_ledger (f, &owner),
                                                                 "contracts"),
                                   0);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (contract, "env"),
                                                  "HF_TOKEN"),
                   ==,
                   planted[0]);
  g_assert_cmpstr (json_object_get_string_member (contract, "onstart"), ==, planted[1]);
  g_assert_cmpstr (json_object_get_string_member (contract, "image_login"),
                   ==,
                   "-u ada -p planted-password-4713 registry.example");
  g_assert_cmpstr (json_object_get_string_member (contract, "runtype"),
                   ==,
                   "jupyter_direc ssh_direc ssh_proxy");

  /* The names are kept, so the search finds what there is to find. */
  g_assert_cmpuint (count_files_with (f->folder, "HF_TOKEN"), >=, 1);
  for (i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      g_assert_cmpuint (count_files_with (f->folder, planted[i]), ==, 0);
      g_assert_null (strstr (logs, planted[i]));
    }
  g_assert_cmpint (engine_fixture_ask_journal (
                     f,
                     "SELECT count (*) FROM rentals WHERE price_kind = 'on-demand'"
                     "  AND bid_nusd IS NULL AND json_extract (launch_json, '$.mode') = 'jupyter'"
                     "  AND json_extract (launch_json, '$.env[0]') = 'HF_TOKEN'"
                     "  AND json_extract (launch_json, '$.onstart') = 1"),
                   ==,
                   1);
}

/* A secret that was not kept is asked again: nothing is written, nothing is sent. */
static void
test_not_kept (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletLaunch) launch = make_launch ();
  g_autoptr (GError) error = NULL;

  sublet_launch_set_env_value (launch, 0, NULL);
  sublet_rental_request_set_launch (request, launch);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "secrets: "));
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM rentals"), ==, 0);
}

static SubletRentalRequest *
make_bid (EngineFixture *f, gint64 over_floor_nusd)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletOffer) priced = NULL;
  SubletRentalRequest *request;
  SubletJob job;

  priced = sublet_offer_new (sublet_offer_get_row (offer), SUBLET_PRICE_KIND_INTERRUPTIBLE, 1);
  request = engine_fixture_make_request (f, priced);
  job = *sublet_rental_request_get_job (request);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_rental_request_set_job (request, &job);
  sublet_rental_request_set_bid_nusd (request,
                                      sublet_offer_get_row (priced)->min_bid_nusd +
                                        over_floor_nusd);

  return request;
}

static void
test_bid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) low = make_bid (f, -1000000);
  g_autoptr (SubletRentalRequest) request = make_bid (f, 20000000);
  const gint64 bid_nusd = sublet_rental_request_get_bid_nusd (request);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (JsonNode) owner = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *contract;

  g_assert_null (engine_fixture_try_rent (f, low, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "bid: "));
  g_clear_error (&error);

  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  contract =
    json_array_get_object_element (json_object_get_array_member (engine_fixture_ledger (f, &owner),
                                                                 "contracts"),
                                   0);
  g_assert_cmpint (sublet_json_opt_rate_nusd (contract, "gpu_per_hour"), ==, bid_nusd);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT bid_nusd FROM rentals WHERE price_kind = 'bid'"),
    ==,
    bid_nusd);
  /* The quote has the bid and the disk. */
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT quoted_running_nusd - quoted_stopped_nusd - "
                                               "bid_nusd FROM rentals"),
                   ==,
                   0);
}

/* More than the machine can do is refused before anything is written. */
static void
test_route (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletOffer) closed = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletLaunch) launch = make_launch ();
  g_autoptr (GError) error = NULL;
  SubletOfferRow row;

  sublet_offer_row_copy (sublet_offer_get_row (offer), &row);
  row.direct_port_count = 1;
  closed = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 1);
  sublet_offer_row_clear (&row);
  request = engine_fixture_make_request (f, closed);
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_DIRECT);
  sublet_rental_request_set_launch (request, launch);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "route: "));
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 0);
}

/* The words name the member: that is what can be mended, and it is no other value. */
static void
test_template_gone (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_launch_set_template (launch, "00000000000000000000000000000000", "Gone");
  sublet_rental_request_set_launch (request, launch);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_TEMPLATE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE reason = "
                                               "'template'"),
                   ==,
                   1);
}

#define ADD(path, test) \
  g_test_add (path, EngineFixture, NULL, set_up, test, engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/rental/engine/launch/secrets", test_secrets);
  ADD ("/core/rental/engine/launch/not-kept", test_not_kept);
  ADD ("/core/rental/engine/launch/bid", test_bid);
  ADD ("/core/rental/engine/launch/route", test_route);
  ADD ("/core/rental/engine/launch/template-gone", test_template_gone);

  return g_test_run ();
}
