/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-fixtures.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "support/sublet-test.h"

#define NO_SUCH_SERVER "http://127.0.0.1:1"

static gint64
now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

/**
 * sublet_ui_fixture_new:
 *
 * Returns: (transfer full): a clock that stands at Monday 14:10, an engine without rentals
 */
SubletUiFixture *
sublet_ui_fixture_new (void)
{
  SubletUiFixture *fixture = g_new0 (SubletUiFixture, 1);
  g_autoptr (GError) problem =
    g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "This demo has no SSH servers.");
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;

  fixture->clock = sublet_manual_clock_new ();
  fixture->folder = sublet_test_make_folder ();
  client = sublet_client_new (NO_SUCH_SERVER, SUBLET_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->engine = sublet_rental_engine_new (client, fixture->profile);
  fixture->rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (fixture->engine));
  fixture->identities = sublet_identity_store_new (NO_SUCH_SERVER, "test", TRUE);
  fixture->connections =
    sublet_connections_new (fixture->engine, client, fixture->identities, problem);

  return fixture;
}

/**
 * sublet_ui_fixture_free:
 * @fixture: (transfer full): a fixture
 */
void
sublet_ui_fixture_free (SubletUiFixture *fixture)
{
  g_clear_object (&fixture->connections);
  g_clear_object (&fixture->identities);
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->profile);
  sublet_test_drain ();
  g_clear_object (&fixture->clock);
  sublet_test_remove_folder (fixture->folder);
  g_free (fixture);
}

/**
 * sublet_ui_fixture_set_knowledge:
 * @fixture: a fixture
 * @knowledge: what is to be known: at 14:10, or unknown since 14:02
 */
void
sublet_ui_fixture_set_knowledge (SubletUiFixture *fixture, SubletKnowledge knowledge)
{
  SubletRentalEngine *engine = fixture->engine;
  guint i;

  engine->knowledge = knowledge;
  engine->known_at_us = knowledge == SUBLET_KNOWLEDGE_KNOWN
                          ? now_us (fixture)
                          : now_us (fixture) - 8 * G_TIME_SPAN_MINUTE;
  engine->unknown_since_us = now_us (fixture) - 8 * G_TIME_SPAN_MINUTE;
  g_clear_error (&engine->error);
  if (knowledge == SUBLET_KNOWLEDGE_UNKNOWN)
    engine->error = g_error_new_literal (SUBLET_ERROR,
                                         SUBLET_ERROR_NO_NETWORK,
                                         "GET instances: could not connect: connection refused");
  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->rentals)); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (G_LIST_MODEL (fixture->rentals), i);

      sublet_rental_set_stale (rental, knowledge == SUBLET_KNOWLEDGE_UNKNOWN);
    }
  g_object_notify (G_OBJECT (engine), "knowledge");
  g_object_notify (G_OBJECT (engine), "error");
}

/**
 * sublet_ui_fixture_set_account:
 * @fixture: a fixture
 * @credit_uusd: its credit; SUBLET_MONEY_UNKNOWN: no account is known
 */
void
sublet_ui_fixture_set_account (SubletUiFixture *fixture, gint64 credit_uusd)
{
  g_clear_object (&fixture->engine->account);
  if (credit_uusd != SUBLET_MONEY_UNKNOWN)
    {
      SubletAccountData data = {
        .id = 7,
        .username = g_strdup ("ada"),
        .credit_uusd = credit_uusd,
        .balance_uusd = credit_uusd,
        .balance_threshold_uusd = SUBLET_MONEY_UNKNOWN,
      };

      fixture->engine->account = sublet_account_new_take (&data, now_us (fixture));
    }
  fixture->engine->signed_in = TRUE;
  g_object_notify (G_OBJECT (fixture->engine), "account");
  g_object_notify (G_OBJECT (fixture->engine), "account-known");
}

/**
 * sublet_ui_fixture_set_burn:
 * @fixture: a fixture
 * @burn_rate_nusd: what all rentals cost together
 */
void
sublet_ui_fixture_set_burn (SubletUiFixture *fixture, gint64 burn_rate_nusd)
{
  fixture->engine->burn_rate_nusd = burn_rate_nusd;
  g_object_notify (G_OBJECT (fixture->engine), "burn-rate-nusd");
}

/**
 * sublet_ui_fixture_add_rental:
 * @fixture: a fixture
 * @label: its label
 * @state: its state
 *
 * Returns: (transfer none): a rental that is in the engine's list
 */
SubletRental *
sublet_ui_fixture_add_rental (SubletUiFixture *fixture, const char *label, SubletRentalState state)
{
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (SUBLET_CLOCK (fixture->clock), label, state);

  g_list_store_append (fixture->rentals, rental);
  return rental;
}
