/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-rent.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/ssh/sublet-account-keys-private.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

gint64
shots_rent_now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

SubletOffer *
shots_rent_make_offer (SubletUiFixture *fixture, SubletPriceKind kind)
{
  SubletOfferRow row;
  SubletOffer *offer;

  sublet_offer_row_init (&row);
  row.id = SHOTS_RENT_OFFER_ID;
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.num_gpus = 1;
  row.region = g_ref_string_new_intern ("Uusimaa");
  g_strlcpy (row.country, "FI", sizeof row.country);
  row.reliability = 0.9957;
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  row.dph_base_nusd = 310000000;
  row.dph_total_nusd = 310000000;
  row.discounted_dph_nusd = 238700000;
  row.storage_nusd_per_gb_month = 170000000;
  row.inet_down_nusd_per_tb = G_GINT64_CONSTANT (3072000000);
  row.inet_up_nusd_per_tb = G_GINT64_CONSTANT (4096000000);
  row.cuda_max_good = 12.8;
  row.inet_down_mbps = 870;
  row.min_bid_nusd = 280000000;
  row.direct_port_count = 4;
  row.machine_id = 20417;
  row.disk_space_gb = 812.4;
  row.end_us = shots_rent_now_us (fixture) + 21 * G_TIME_SPAN_DAY + 8 * G_TIME_SPAN_HOUR;
  row.rentable = true;
  offer = sublet_offer_new (&row, kind, shots_rent_now_us (fixture));
  sublet_offer_row_clear (&row);

  return offer;
}

/* One that the engine counts, as if a list had shown it. */
static void
add_running (SubletUiFixture *fixture, const char *label, const char *gpu_name, gint64 rate_nusd)
{
  SubletRentalEngine *engine = fixture->engine;
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);
  SubletRentalTrack *track;

  record->id = g_strdup (label);
  record->owner.server = g_strdup (engine->owner.server);
  record->owner.account_id = engine->owner.account_id;
  record->state = SUBLET_RENTAL_STATE_READY;
  track = sublet_rental_track_new (record, SUBLET_RENTAL_ORIGIN_OURS);
  sublet_rental_set_label (track->rental, label);
  sublet_rental_set_gpu (track->rental, gpu_name, 1);
  sublet_rental_set_instance_id (track->rental, 40112233);
  sublet_rental_set_rates (track->rental, rate_nusd, rate_nusd, 15111111);
  sublet_rental_set_image (track->rental, "vastai/base-image:latest");
  sublet_rental_set_state (track->rental,
                           SUBLET_RENTAL_STATE_READY,
                           SUBLET_RENTAL_REASON_NONE,
                           shots_rent_now_us (fixture));
  track->shown = true;
  track->written_state = SUBLET_RENTAL_STATE_READY;
  g_ptr_array_add (engine->tracks, track);
  g_list_store_append (fixture->rentals, track->rental);
}

void
shots_rent_add_three (SubletUiFixture *fixture)
{
  add_running (fixture, "ada-1", "RTX 4090", 325000000);
  add_running (fixture, "a-label-that-is-exactly-forty-characters", "A100 SXM4", 1190000000);
  add_running (fixture, "ada-3", "RTX 4090", 325000000);
}

/* What the dialog stands before. */
GtkWidget *
shots_rent_make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

/* Without a journal nothing may be rented, and every picture would say so. */
static void
open_journal (SubletUiFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_open_async (fixture->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_rental_engine_open_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
}

/* So that what fails is the network. */
static void
give_key (SubletUiFixture *fixture)
{
  SecretValue *key = secret_value_new ("not-a-key", -1, "text/plain");

  sublet_client_set_key (fixture->engine->client, key);
  secret_value_unref (key);
}

void
shots_rent_set_key (SubletUiFixture *fixture, SubletKeyRegistration registration)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  sublet_account_keys_set_registration (keys, registration, NULL);
  sublet_rental_engine_set_account_keys (fixture->engine, keys);
}

SubletRentDialog *
shots_rent_open (SubletUiFixture *fixture,
                 GtkWidget *window,
                 SubletKnowledge knowledge,
                 gint64 credit_uusd,
                 SubletPriceKind kind)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOffer) offer = shots_rent_make_offer (fixture, kind);
  SubletRentDialog *dialog;

  open_journal (fixture);
  if (fixture->engine->account_keys == NULL)
    shots_rent_set_key (fixture, SUBLET_KEY_REGISTRATION_REGISTERED);
  give_key (fixture);
  sublet_ui_fixture_set_account (fixture, credit_uusd);
  fixture->engine->asked_mono_us = sublet_engine_mono_us (fixture->engine);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);
  sublet_engine_recount (fixture->engine);
  g_object_set (settings,
                "spend-cap-per-hour",
                sublet_money_usd_from_nusd (fixture->engine->caps.per_hour_nusd),
                NULL);

  dialog = sublet_rent_dialog_new (GTK_WINDOW (window), fixture->engine, settings, NULL, offer);
  gtk_window_set_decorated (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  sublet_test_drain ();
  sublet_ui_test_settle (GTK_WIDGET (dialog));

  return dialog;
}

SubletRentDialog *
shots_rent_open_known (SubletUiFixture *fixture, GtkWidget *window)
{
  return shots_rent_open (fixture,
                          window,
                          SUBLET_KNOWLEDGE_KNOWN,
                          SHOTS_RENT_CREDIT_UUSD,
                          SUBLET_PRICE_KIND_ON_DEMAND);
}
