/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-preflight.h"
#include "core/runtime/sublet-runtime-report-store.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#include <string.h>

/* What was found on a machine is told before something is rented there again. */

static SubletPreflightCheck *
get_machine (SubletPreflight *preflight)
{
  return g_list_model_get_item (sublet_preflight_get_checks (preflight),
                                SUBLET_PREFLIGHT_KIND_MACHINE);
}

static void
keep (EngineFixture *f, const SubletOfferRow *row, const char *text, gint64 at_us)
{
  const SubletRuntimeMachine machine = { row->machine_id, row->host_id };
  const SubletRuntimeWish wish = { NULL };
  g_autoptr (GBytes) output = g_bytes_new (text, strlen (text));
  g_autoptr (SubletRuntimeReport) report = sublet_runtime_report_new (output, &wish, at_us);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_runtime_report_store_put_async (sublet_rental_engine_get_database (f->engine),
                                         sublet_rental_engine_get_server (f->engine),
                                         0,
                                         row->machine_id,
                                         &machine,
                                         report,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  sublet_runtime_report_store_put_finish (sublet_rental_engine_get_database (f->engine),
                                          result,
                                          &error);
  g_assert_no_error (error);
}

static bool
is_read (gpointer user_data)
{
  return sublet_preflight_check_get_verdict (user_data) != SUBLET_PREFLIGHT_VERDICT_CHECKING;
}

static void
assert_checked (EngineFixture *f,
                SubletOffer *offer,
                GPtrArray *offers,
                gint64 at_us,
                SubletPreflightVerdict verdict)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletPreflight) preflight = sublet_preflight_new (f->engine, request);
  g_autoptr (SubletPreflightCheck) machine = get_machine (preflight);
  SubletRuntimeReport *report;

  if (offers != NULL)
    sublet_preflight_set_offers (preflight, offers);
  sublet_test_await (is_read, machine);
  report = sublet_preflight_check_get_report (machine);
  g_assert_cmpint (report != NULL ? sublet_runtime_report_get_at_us (report) : 0, ==, at_us);
  g_assert_cmpint (sublet_preflight_check_get_verdict (machine), ==, verdict);
}

static const char no_driver[] = "@sublet gpus ?\n@sublet gpus . absent\n";
static const char driver[] = "@sublet gpus ?\n"
                             "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"
                             "@sublet gpus . 0\n"
                             "@sublet torch ?\n"
                             "@sublet torch : =available False\n"
                             "@sublet torch : =imported torch\n"
                             "@sublet torch . 0\n";

static void
test_checked (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletOffer) other = engine_fixture_pick_offer (f, 1);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();

  g_assert_cmpint (sublet_offer_get_row (offer)->machine_id,
                   !=,
                   sublet_offer_get_row (other)->machine_id);
  assert_checked (f, offer, NULL, 0, SUBLET_PREFLIGHT_VERDICT_FINE);

  keep (f, sublet_offer_get_row (offer), no_driver, 1000);
  assert_checked (f, offer, NULL, 1000, SUBLET_PREFLIGHT_VERDICT_WARNING);
  assert_checked (f, other, NULL, 0, SUBLET_PREFLIGHT_VERDICT_FINE);

  /* An image whose PyTorch does not work says nothing against the machine. */
  keep (f, sublet_offer_get_row (other), driver, 2000);
  assert_checked (f, other, NULL, 2000, SUBLET_PREFLIGHT_VERDICT_FINE);

  /* Of several the worst is told, although another one is newer. */
  g_ptr_array_add (both, offer);
  g_ptr_array_add (both, other);
  assert_checked (f, other, both, 1000, SUBLET_PREFLIGHT_VERDICT_WARNING);
  keep (f, sublet_offer_get_row (offer), driver, 1500);
  assert_checked (f, other, both, 2000, SUBLET_PREFLIGHT_VERDICT_FINE);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/core/rental/preflight-checked",
              EngineFixture,
              NULL,
              engine_fixture_set_up,
              test_checked,
              engine_fixture_tear_down);

  return g_test_run ();
}
