/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-enums-private.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test.h"

#include <gio/gunixinputstream.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The shipped engine as a process of its own, to be killed. Orders come line by line on standard
 * input, each is answered by one line of JSON on standard output:
 *
 *   key KEY              signs in and waits until it is known what runs
 *   rent NTH CEILING     rents the NTH cheapest RTX 4090; CEILING in nano-dollars
 *   destroy CONTRACT     orders it away
 *   settle SECONDS       waits until nothing is on its way any more, at most so long
 *   pass SECONDS         lets so much time pass
 *   status               what a person would see
 *
 * Time is the simulator's.
 */
typedef struct
{
  SubletClock *clock;         /* (owned) */
  SubletClient *client;       /* (owned) */
  SubletProfile *profile;     /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
} Runner;

static void
answer (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  printf ("%s\n", text);
  fflush (stdout);
}

static void
answer_error (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error->message);
  json_builder_end_object (builder);
  answer (builder);
}

static void
answer_fine (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  answer (builder);
}

static void
die (const GError *error)
{
  g_printerr ("fault-runner: %s\n", error->message);
  exit (1);
}

static void
pass (Runner *self, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (self->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_clock_wait_finish (self->clock, result, NULL);
}

static bool
is_known (gpointer user_data)
{
  Runner *self = user_data;

  return sublet_rental_engine_get_knowledge (self->engine) == SUBLET_KNOWLEDGE_KNOWN;
}

static void
sign_in (Runner *self, const char *key)
{
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_set_key (self->client, value);
  secret_value_unref (value);
  sublet_client_get_account_async (self->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  account = sublet_client_get_account_finish (self->client, result, &error);
  if (account == NULL)
    {
      answer_error (error);
      return;
    }

  sublet_rental_engine_set_account (self->engine, account, TRUE);
  sublet_test_wait_for (is_known, self, SUBLET_TEST_TIMEOUT_MS);
  answer_fine ();
}

static int
compare_price (gconstpointer a, gconstpointer b)
{
  const SubletOfferRow *x = a;
  const SubletOfferRow *y = b;

  return (x->dph_total_nusd > y->dph_total_nusd) - (x->dph_total_nusd < y->dph_total_nusd);
}

static SubletOffer *
pick_offer (Runner *self, guint nth, GError **error)
{
  const char *const names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint i;

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_client_search_offers_async (self->client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (self->client, result, error);
  if (page == NULL)
    return NULL;

  g_array_sort (page->rows, compare_price);
  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (row->rentable && !row->rented && row->disk_space_gb >= 64 && nth-- == 0)
        return sublet_offer_new (row, page->kind, page->known_at_us);
    }

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such offer");
  return NULL;
}

static void
rent (Runner *self, guint nth, gint64 ceiling_nusd)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletJob job;

  offer = pick_offer (self, nth, &error);
  if (offer == NULL)
    {
      answer_error (error);
      return;
    }

  /* The driver's delay to the kill starts here. */
  answer_fine ();
  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  sublet_rental_request_set_label (request, "campaign");
  sublet_rental_request_set_ceiling_nusd (request, ceiling_nusd);
  sublet_rental_engine_rent_async (self->engine, request, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  rental = sublet_rental_engine_rent_finish (self->engine, result, &error);
  if (rental == NULL)
    {
      answer_error (error);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rental");
  json_builder_add_string_value (builder, sublet_rental_get_id (rental));
  json_builder_end_object (builder);
  answer (builder);
}

static void
order_destroy (Runner *self, gint64 contract_id)
{
  SubletRentalTrack *track = sublet_engine_find_contract (self->engine, contract_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (track == NULL)
    {
      g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no card for it");
      answer_error (error);
      return;
    }

  sublet_rental_engine_order_async (self->engine,
                                    track->rental,
                                    SUBLET_ORDER_DESTROY,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  if (sublet_rental_engine_order_finish (self->engine, result, &error))
    answer_fine ();
  else
    answer_error (error);
}

static bool
is_settled (Runner *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      SubletRentalState state = sublet_rental_get_state (rental);

      if (sublet_rental_machine_is_unsettled (state) || state == SUBLET_RENTAL_STATE_DESTROYING ||
          state == SUBLET_RENTAL_STATE_STILL_LISTED)
        return false;
    }

  return is_known (self);
}

static void
settle (Runner *self, int seconds)
{
  int passed;

  for (passed = 0; passed < seconds && !is_settled (self); passed += 5)
    pass (self, 5000);
  /* One more list, so that what is shown is what is. */
  sublet_rental_engine_refresh (self->engine);
  pass (self, 2000);
  answer_fine ();
}

static bool
was (SubletRental *rental, SubletRentalState state)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      if (g_array_index (events, SubletRentalEvent, i).state == state)
        return true;
    }

  return false;
}

static void
add_rental (JsonBuilder *builder, SubletRental *rental)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, sublet_rental_get_id (rental));
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder,
                                 sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_STATE,
                                                          sublet_rental_get_state (rental)));
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder,
                                 sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_REASON,
                                                          sublet_rental_get_reason (rental)));
  json_builder_set_member_name (builder, "origin");
  json_builder_add_string_value (builder,
                                 sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_ORIGIN,
                                                          sublet_rental_get_origin (rental)));
  json_builder_set_member_name (builder, "contract");
  json_builder_add_int_value (builder, sublet_rental_get_instance_id (rental));
  json_builder_set_member_name (builder, "was-refused");
  json_builder_add_boolean_value (builder, was (rental, SUBLET_RENTAL_STATE_REFUSED));
  json_builder_set_member_name (builder, "was-gone");
  json_builder_add_boolean_value (builder, was (rental, SUBLET_RENTAL_STATE_GONE));
  json_builder_set_member_name (builder, "open");
  json_builder_add_boolean_value (builder, sublet_rental_is_open (rental));
  json_builder_end_object (builder);
}

static void
tell_status (Runner *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "known");
  json_builder_add_boolean_value (builder, is_known (self));
  json_builder_set_member_name (builder, "rentals");
  json_builder_begin_array (builder);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      add_rental (builder, rental);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  answer (builder);
}

static void
obey (Runner *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint n = g_strv_length (words);

  if (n == 2 && strcmp (words[0], "key") == 0)
    sign_in (self, words[1]);
  else if (n == 3 && strcmp (words[0], "rent") == 0)
    rent (self, (guint) atoi (words[1]), g_ascii_strtoll (words[2], NULL, 10));
  else if (n == 2 && strcmp (words[0], "destroy") == 0)
    order_destroy (self, g_ascii_strtoll (words[1], NULL, 10));
  else if (n == 2 && strcmp (words[0], "settle") == 0)
    settle (self, atoi (words[1]));
  else if (n == 2 && strcmp (words[0], "pass") == 0)
    {
      pass (self, (gint64) atoi (words[1]) * 1000);
      answer_fine ();
    }
  else if (n == 1 && strcmp (words[0], "status") == 0)
    tell_status (self);
  else
    {
      g_printerr ("fault-runner: what is \"%s\"?\n", line);
      exit (2);
    }
}

static void
listen (Runner *self)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (lines,
                                           G_PRIORITY_DEFAULT,
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      line = g_data_input_stream_read_line_finish (lines, result, NULL, &error);
      if (line == NULL)
        break;
      obey (self, line);
    }
}

/* Nothing a person would have to hear is expected here. */
static void
on_notice (SubletRentalEngine *engine, const GError *error, gpointer user_data)
{
  g_printerr ("fault-runner: notice: %s\n", error->message);
}

int
main (int argc, char *argv[])
{
  Runner self = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3 || (argc == 4 && strcmp (argv[3], "--without-settlement") != 0) || argc > 4)
    {
      g_printerr ("usage: fault-runner URL FOLDER [--without-settlement]\n");
      return 2;
    }

  self.clock = SUBLET_CLOCK (sublet_simulator_clock_new (argv[1], "engine"));
  self.client = sublet_client_new (argv[1], self.clock, &error);
  if (self.client == NULL)
    die (error);
  self.profile = sublet_profile_new_for_folder (argv[2], &error);
  if (self.profile == NULL)
    die (error);
  self.engine = sublet_rental_engine_new (self.client, self.profile);
  /* The one switch of the engine that exists for a test: what settlement is good for. */
  self.engine->settlement = argc == 3;
  g_signal_connect (self.engine, "notice", G_CALLBACK (on_notice), NULL);
  sublet_rental_engine_open_async (self.engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (!sublet_rental_engine_open_finish (self.engine, result, &error))
    die (error);
  g_clear_object (&result);
  answer_fine ();

  listen (&self);

  g_clear_object (&self.engine);
  g_clear_object (&self.profile);
  g_clear_object (&self.client);
  g_clear_object (&self.clock);
  return 0;
}
