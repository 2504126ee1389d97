/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-lost-tasks.h"
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

static int
compare_price (gconstpointer a, gconstpointer b)
{
  const SubletOfferRow *x = a;
  const SubletOfferRow *y = b;

  return (x->dph_total_nusd > y->dph_total_nusd) - (x->dph_total_nusd < y->dph_total_nusd);
}

static SubletOffer *
pick_offer (EngineFixture *f, SubletPriceKind kind, guint nth)
{
  const char *const names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_offer_query_set_kind (query, kind);
  sublet_client_search_offers_async (f->client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (f->client, result, &error);
  g_assert_no_error (error);
  g_array_sort (page->rows, compare_price);
  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (row->rentable && !row->rented && row->disk_space_gb >= 64 &&
          (kind != SUBLET_PRICE_KIND_RESERVED || row->discounted_dph_nusd < row->dph_total_nusd) &&
          nth-- == 0)
        return sublet_offer_new (row, page->kind, page->known_at_us);
    }

  g_error ("too few offers for this test");
}

SubletOffer *
engine_fixture_pick_offer (EngineFixture *f, guint nth)
{
  return pick_offer (f, SUBLET_PRICE_KIND_ON_DEMAND, nth);
}

SubletRentalRequest *
engine_fixture_make_bid (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = pick_offer (f, SUBLET_PRICE_KIND_INTERRUPTIBLE, 0);
  SubletRentalRequest *request = engine_fixture_make_request (f, offer);
  SubletJob job = *sublet_rental_request_get_job (request);

  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_rental_request_set_job (request, &job);

  return request;
}

SubletRentalRequest *
engine_fixture_make_reserved (EngineFixture *f, gint64 deposit_uusd)
{
  g_autoptr (SubletOffer) offer = pick_offer (f, SUBLET_PRICE_KIND_RESERVED, 0);
  SubletRentalRequest *request = engine_fixture_make_request (f, offer);
  SubletJob job = *sublet_rental_request_get_job (request);

  job.kind = SUBLET_PRICE_KIND_RESERVED;
  sublet_rental_request_set_job (request, &job);
  sublet_rental_request_set_deposit_uusd (request, deposit_uusd);

  return request;
}

SubletRentalRequest *
engine_fixture_make_request (EngineFixture *f, SubletOffer *offer)
{
  SubletRentalRequest *request;
  SubletJob job;

  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  sublet_rental_request_set_label (request, "ada-1");
  sublet_rental_request_set_lease (request, 8 * G_TIME_SPAN_HOUR, SUBLET_LEASE_END_STOP);

  return request;
}

SubletRental *
engine_fixture_try_rent (EngineFixture *f, SubletRentalRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_rent_async (f->engine, request, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_rent_finish (f->engine, result, error);
}

gint64
engine_fixture_add_volume (SubletRentalRequest *request, gint64 volume_offer_id)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  const SubletLaunchVolume volume = { .kind = SUBLET_LAUNCH_VOLUME_NEW,
                                      .id = volume_offer_id,
                                      .size_gb = 100,
                                      .mount_path = (char *) "/data",
                                      .nusd_per_gb_month = 180 * (SUBLET_NUSD_PER_USD / 1000) };
  gint64 rate_nusd;

  sublet_launch_set_volume (launch, &volume);
  sublet_rental_request_set_launch (request, launch);
  rate_nusd = sublet_rental_request_get_volume_rate_nusd (request);
  g_assert_cmpint (rate_nusd, >, 0);

  return rate_nusd;
}

SubletRental *
engine_fixture_rent (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_try_rent (f, request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (rental);
  return rental;
}

SubletRental *
engine_fixture_rent_running (EngineFixture *f)
{
  SubletRental *rental = engine_fixture_rent (f);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  return rental;
}

gboolean
engine_fixture_order (EngineFixture *f, SubletRental *rental, SubletOrder order, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_order_async (f->engine, rental, order, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_order_finish (f->engine, result, error);
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

/* ---- the ledger ---- */

JsonObject *
engine_fixture_ledger (EngineFixture *f, JsonNode **owner)
{
  *owner = sublet_test_simulator_ledger (f->simulator);
  return json_node_get_object (*owner);
}

guint
engine_fixture_ledger_rented (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    n += !json_object_get_boolean_member (json_array_get_object_element (contracts, i), "foreign");

  return n;
}

guint
engine_fixture_ledger_billing (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return json_array_get_length (
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "billing"));
}

guint
engine_fixture_ledger_creates (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return (guint) json_object_get_int_member (engine_fixture_ledger (f, &owner), "create_requests");
}

guint
engine_fixture_ledger_destroys (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return (guint) json_object_get_int_member (engine_fixture_ledger (f, &owner), "destroy_requests");
}

guint
engine_fixture_ledger_requests (EngineFixture *f, const char *route)
{
  return sublet_test_simulator_count_requests (f->simulator, route);
}

gint64
engine_fixture_ledger_contract (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  gint64 id = 0;
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    {
      JsonObject *contract = json_array_get_object_element (contracts, i);

      if (json_object_get_boolean_member (contract, "foreign"))
        continue;
      g_assert_cmpint (id, ==, 0);
      id = json_object_get_int_member (contract, "id");
    }
  g_assert_cmpint (id, >, 0);

  return id;
}

/* ---- the journal ---- */

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static bool
ask (sqlite3 *db, gpointer data, GError **error)
{
  Question *question = data;

  return sublet_sql_get_int (db, question->sql, &question->value, error);
}

gint64
engine_fixture_ask_journal (EngineFixture *f, const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             ask,
                             &question,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, &error));
  g_assert_no_error (error);

  return question.value;
}

guint
engine_fixture_count_events (EngineFixture *f, const char *reason)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM events WHERE reason = '%s'", reason);

  return (guint) engine_fixture_ask_journal (f, sql);
}

static bool
order (sqlite3 *db, gpointer sql, GError **error)
{
  return sublet_sql_exec (db, sql, error);
}

void
engine_fixture_order_journal (EngineFixture *f, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             order,
                             (gpointer) sql,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, &error));
  g_assert_no_error (error);
}
