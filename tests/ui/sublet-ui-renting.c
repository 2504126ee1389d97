/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-renting.h"

#include "ui/common/sublet-field-row.h"
#include "ui/rent/sublet-rent-dialog.h"
#include "ui/sublet-ui-test.h"

#include "support/sublet-test-lost-tasks.h"

bool
sublet_ui_renting_is_known (gpointer data)
{
  return sublet_rental_engine_get_knowledge (data) == SUBLET_KNOWLEDGE_KNOWN;
}

SubletOffer *
sublet_ui_renting_find_offer (SubletClient *client)
{
  const char *gpu_names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  sublet_offer_query_set_gpu_names (query, gpu_names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_client_search_offers_async (client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (client, result, &error);
  g_assert_no_error (error);

  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      /* Room to choose, no end in sight, and cheap enough for one to come after it. */
      if (row->num_gpus == 1 && row->disk_space_gb > 200 && row->disk_space_gb < 90000 &&
          row->duration_us > 10 * G_TIME_SPAN_DAY && row->dph_base_nusd > 0)
        return sublet_offer_new (row, page->kind, page->known_at_us);
    }

  g_assert_not_reached ();
}

static void
sign_in (SubletUiRenting *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key = secret_value_new ("demo-key", -1, "text/plain");

  sublet_client_set_key (fixture->client, key);
  secret_value_unref (key);
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  account = sublet_client_get_account_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  sublet_rental_engine_set_account (fixture->engine, account, TRUE);
}

void
sublet_ui_renting_set_up (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->simulator = sublet_test_simulator_new ("--speed", "1000", NULL);
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), clock, &error);
  g_assert_no_error (error);
  fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->engine = sublet_rental_engine_new (fixture->client, fixture->profile);
  sublet_rental_engine_open_async (fixture->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_open_finish (fixture->engine, result, &error));
  g_assert_no_error (error);

  sign_in (fixture);
  fixture->settings = sublet_settings_new (TRUE);
  fixture->offer = sublet_ui_renting_find_offer (fixture->client);
  if (data == NULL)
    sublet_test_await (sublet_ui_renting_is_known, fixture->engine);
}

void
sublet_ui_renting_tear_down (SubletUiRenting *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);

  sublet_rental_engine_set_account (fixture->engine, NULL, FALSE);
  g_clear_object (&fixture->rented);
  g_clear_object (&fixture->market);
  g_clear_object (&fixture->offer);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->profile);
  g_clear_object (&fixture->client);
  sublet_test_drain ();
  sublet_test_simulator_stop (fixture->simulator);
  g_clear_object (&fixture->simulator);
  sublet_test_remove_folder (fixture->folder);
}

static void
on_rented (SubletUiRenting *fixture, SubletRental *rental)
{
  fixture->n_rented++;
  g_set_object (&fixture->rented, rental);
}

static bool
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

void
sublet_ui_renting_reserve (SubletUiRenting *fixture)
{
  SubletOfferRow row = *sublet_offer_get_row (fixture->offer);
  g_autoptr (SubletOffer) offer = NULL;

  row.discounted_dph_nusd = row.dph_total_nusd - row.dph_base_nusd / 4;
  offer = sublet_offer_new (&row,
                            SUBLET_PRICE_KIND_RESERVED,
                            sublet_offer_get_known_at_us (fixture->offer));
  g_set_object (&fixture->offer, offer);
}

void
sublet_ui_renting_open_dialog (SubletUiRenting *fixture)
{
  SubletRentDialog *dialog = sublet_rent_dialog_new (NULL,
                                                     fixture->engine,
                                                     fixture->settings,
                                                     fixture->market,
                                                     fixture->offer);

  g_set_weak_pointer (&fixture->dialog, GTK_WIDGET (dialog));
  gtk_window_set_decorated (GTK_WINDOW (dialog), FALSE);
  g_signal_connect_swapped (dialog, "rented", G_CALLBACK (on_rented), fixture);
  gtk_window_present (GTK_WINDOW (dialog));
  sublet_test_await (is_mapped, dialog);
  sublet_ui_test_settle (fixture->dialog);
}

GtkWidget *
sublet_ui_renting_find_widget (SubletUiRenting *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->dialog, name);
}

const char *
sublet_ui_renting_get_problem (SubletUiRenting *fixture, const char *name)
{
  GtkWidget *row =
    gtk_widget_get_ancestor (sublet_ui_renting_find_widget (fixture, name), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}

void
sublet_ui_renting_type_in (SubletUiRenting *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, name)), text);
}

bool
sublet_ui_renting_can_rent (gpointer data)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find (data, "head_button"));
}

bool
sublet_ui_renting_has_rented (gpointer data)
{
  SubletUiRenting *fixture = data;

  return fixture->n_rented > 0;
}

void
sublet_ui_renting_rent (SubletUiRenting *fixture)
{
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  sublet_ui_test_click (sublet_ui_renting_find_widget (fixture, "head_button"));
}

void
sublet_ui_renting_arm (SubletUiRenting *fixture, const char *path, const char *json)
{
  g_autoptr (JsonNode) reply = sublet_test_simulator_control_post (fixture->simulator, path, json);

  g_assert_nonnull (reply);
}

gint64
sublet_ui_renting_count_ledger (SubletUiRenting *fixture, const char *member)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (fixture->simulator);
  JsonNode *node = json_object_get_member (json_node_get_object (ledger), member);

  g_assert_nonnull (node);
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node))
                                      : json_node_get_int (node);
}

static bool
is_market_known (gpointer data)
{
  return sublet_market_get_state (data) == SUBLET_MARKET_STATE_KNOWN &&
         sublet_market_get_shown (data) > 0;
}

void
sublet_ui_renting_use_market (SubletUiRenting *fixture)
{
  SubletJob job;
  guint i;

  fixture->market = sublet_market_new (fixture->client);
  sublet_job_init (&job);
  sublet_market_set_job (fixture->market, &job);
  sublet_market_refresh (fixture->market);
  sublet_test_await (is_market_known, fixture->market);
  for (i = 0; i < sublet_market_get_shown (fixture->market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (fixture->market, i);

      if (g_strcmp0 (row->gpu_name, "RTX 4090") != 0 || row->num_gpus != 1 ||
          row->disk_space_gb < 200 || row->duration_us < 10 * G_TIME_SPAN_DAY)
        continue;
      g_clear_object (&fixture->offer);
      fixture->offer = sublet_market_dup_offer (fixture->market, i);
      return;
    }

  g_assert_not_reached ();
}

void
sublet_ui_renting_accept_warnings (SubletUiRenting *fixture)
{
  static const char *const words[] = { "Rent it all the same", "Rent one more" };
  gsize i;

  sublet_ui_test_settle (fixture->dialog);
  for (i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *label = sublet_ui_test_find_label (fixture->dialog, words[i]);

      if (label != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                       gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON)),
                                     TRUE);
    }
}

void
sublet_ui_renting_rent_and_open_again (SubletUiRenting *fixture)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);

  g_clear_object (&fixture->offer);
  fixture->offer = sublet_ui_renting_find_offer (fixture->client);
  sublet_ui_renting_open_dialog (fixture);
}
