/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

static void
on_notice (SubletRentalEngine *engine, const GError *error, EngineFixture *f)
{
  g_clear_error (&f->notice);
  f->notice = g_error_copy (error);
  f->n_notices++;
}

static void
on_added (SubletRentalEngine *engine, SubletRental *rental, EngineFixture *f)
{
  f->n_added++;
}

void
engine_fixture_open (EngineFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->client = sublet_client_new (sublet_test_simulator_get_url (f->simulator), f->clock, &error);
  g_assert_no_error (error);
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->engine = sublet_rental_engine_new (f->client, f->profile);
  g_signal_connect (f->engine, "notice", G_CALLBACK (on_notice), f);
  g_signal_connect (f->engine, "rental-added", G_CALLBACK (on_added), f);
  sublet_rental_engine_open_async (f->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_open_finish (f->engine, result, &error));
  g_assert_no_error (error);
}

void
engine_fixture_sign_in (EngineFixture *f, const char *key)
{
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_set_key (f->client, value);
  secret_value_unref (value);
  sublet_client_get_account_async (f->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  account = sublet_client_get_account_finish (f->client, result, &error);
  if (!g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    g_assert_no_error (error);
  sublet_rental_engine_set_account (f->engine, account, TRUE);
}

static bool
is_alone (gpointer user_data)
{
  return G_OBJECT (user_data)->ref_count == 1;
}

void
engine_fixture_close (EngineFixture *f)
{
  if (f->engine == NULL)
    return;

  sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  sublet_test_wait_for (is_alone, f->engine, SUBLET_TEST_TIMEOUT_MS);
  g_assert_finalize_object (g_steal_pointer (&f->engine));
  g_clear_object (&f->client);
  /* The database's last jobs hold it, and with it the lock. */
  sublet_test_wait_for (is_alone, f->profile, SUBLET_TEST_TIMEOUT_MS);
  g_assert_finalize_object (g_steal_pointer (&f->profile));
}

void
engine_fixture_restart (EngineFixture *f)
{
  engine_fixture_close (f);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
}

void
engine_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", NULL);
  if (f->epoch_s != 0)
    {
      g_autofree char *json = g_strdup_printf ("{\"epoch\": %" G_GINT64_FORMAT "}", f->epoch_s);

      engine_fixture_post (f, "/_sim/clock", json);
    }
  if (data != NULL)
    engine_fixture_set (f, data);
  f->clock = SUBLET_CLOCK (
    sublet_simulator_clock_new (sublet_test_simulator_get_url (f->simulator), "engine"));
  sublet_simulator_clock_set_peer (SUBLET_SIMULATOR_CLOCK (f->clock),
                                   sublet_test_simulator_get_process_id (f->simulator));
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
}

void
engine_fixture_tear_down (EngineFixture *f, gconstpointer data)
{
  engine_fixture_close (f);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
  g_clear_error (&f->notice);
  sublet_test_remove_folder (f->folder);
}

void
engine_fixture_post (EngineFixture *f, const char *path, const char *json)
{
  JsonNode *answer = sublet_test_simulator_control_post (f->simulator, path, json);

  g_clear_pointer (&answer, json_node_unref);
}

static bool
is_known (gpointer user_data)
{
  return sublet_rental_engine_get_knowledge (user_data) == SUBLET_KNOWLEDGE_KNOWN;
}

void
engine_fixture_await_known (EngineFixture *f)
{
  if (!sublet_test_wait_for (is_known, f->engine, SUBLET_TEST_TIMEOUT_MS))
    g_error ("the list never came to be known: %s",
             f->engine->error != NULL ? f->engine->error->message : "no error");
}

typedef struct
{
  SubletRental *rental;
  SubletRentalState state;
} Expected;

static bool
has_state (gpointer user_data)
{
  Expected *expected = user_data;

  return sublet_rental_get_state (expected->rental) == expected->state;
}

void
engine_fixture_await_state (SubletRental *rental, SubletRentalState state)
{
  Expected expected = { rental, state };

  if (!sublet_test_wait_for (has_state, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("state %d instead of %d, detail %s",
             sublet_rental_get_state (rental),
             state,
             sublet_rental_get_detail (rental));
}

/* An hour at a time: a long day under a sanitizer takes longer than one wait may. */
void
engine_fixture_pass (EngineFixture *f, gint64 duration_ms)
{
  while (duration_ms > 0)
    {
      /* So many polls are waited for at once, also where they are slow. */
      gint64 step_ms = MIN (duration_ms, 10 * 60 * 1000);
      g_autoptr (GAsyncResult) result = NULL;

      sublet_clock_wait_async (f->clock, step_ms, NULL, sublet_test_on_result, &result);
      sublet_test_await_result (&result);
      sublet_clock_wait_finish (f->clock, result, NULL);
      duration_ms -= step_ms;
    }
}

guint
engine_fixture_count (EngineFixture *f)
{
  return g_list_model_get_n_items (sublet_rental_engine_get_rentals (f->engine));
}

SubletRental *
engine_fixture_nth (EngineFixture *f, guint position)
{
  g_autoptr (SubletRental)
    rental = g_list_model_get_item (sublet_rental_engine_get_rentals (f->engine), position);

  g_assert_nonnull (rental);
  return rental;
}

SubletRental *
engine_fixture_find (EngineFixture *f, gint64 contract_id)
{
  guint n = engine_fixture_count (f);
  guint i;

  for (i = 0; i < n; i++)
    {
      SubletRental *rental = engine_fixture_nth (f, i);

      if (sublet_rental_get_instance_id (rental) == contract_id)
        return rental;
    }

  return NULL;
}
