/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-demo-past.h"

#include <libsoup/soup.h>
#include <stdbool.h>

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

/* Rates of a state are those of the quote but for what rounds. */
#define SAME_NUSD 10

/* ---- one contract ---- */

static gint64
get_rate_nusd (JsonObject *state)
{
  return sublet_money_add (sublet_json_opt_rate_nusd (state, "gpu_per_hour"),
                           sublet_json_opt_rate_nusd (state, "disk_per_hour"));
}

static SubletRentalState
get_state (JsonObject *state)
{
  g_autofree char *actual = sublet_json_dup_opt_string (state, "actual");

  if (g_strcmp0 (actual, "loading") == 0)
    return SUBLET_RENTAL_STATE_PROVISIONING;
  if (g_strcmp0 (actual, "exited") == 0)
    return SUBLET_RENTAL_STATE_STOPPED;

  return sublet_json_opt_rate_nusd (state, "gpu_per_hour") > 0 ? SUBLET_RENTAL_STATE_READY
                                                               : SUBLET_RENTAL_STATE_GONE;
}

/* What was accepted is what the first hour that it ran cost. */
static void
read_quote (JsonArray *states, SubletRentalRecord *record)
{
  guint i;

  for (i = 0; i < json_array_get_length (states); i++)
    {
      JsonObject *state = json_array_get_object_element (states, i);

      if (get_state (state) != SUBLET_RENTAL_STATE_READY)
        continue;
      record->quoted_stopped_nusd = sublet_json_opt_rate_nusd (state, "disk_per_hour");
      record->quoted_running_nusd = get_rate_nusd (state);
      return;
    }
}

static void
add_events (SubletJournalBatch *batch, JsonArray *states, const SubletRentalRecord *record)
{
  guint i;

  for (i = 0; i < json_array_get_length (states); i++)
    {
      JsonObject *state = json_array_get_object_element (states, i);
      SubletRentalEvent event = { .at_us = sublet_json_opt_epoch_us (state, "since"),
                                  .state = get_state (state),
                                  .rate_nusd = SUBLET_MONEY_UNKNOWN };

      if (event.state == SUBLET_RENTAL_STATE_READY &&
          ABS (get_rate_nusd (state) - record->quoted_running_nusd) > SAME_NUSD)
        event.reason = SUBLET_RENTAL_REASON_PRICE_DIFFERS;
      sublet_journal_batch_add_event (batch, record, &event);
    }
}

static SubletRentalRecord *
read_record (JsonObject *contract, const char *server)
{
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);

  record->contract_id = sublet_json_opt_int (contract, "id", 0);
  record->id = g_strdup_printf ("past-%" G_GINT64_FORMAT, record->contract_id);
  record->token = g_strdup (record->id);
  record->owner.server = g_strdup (server);
  record->owner.account_id = sublet_json_opt_int (contract, "account", 0);
  record->state = SUBLET_RENTAL_STATE_GONE;
  record->machine_id = sublet_json_opt_int (contract, "machine", 0);
  record->num_gpus = (int) sublet_json_opt_int (contract, "num_gpus", 1);
  record->gpu_name = sublet_json_dup_opt_string (contract, "gpu_name");
  record->image = sublet_json_dup_opt_string (contract, "image");
  record->label = sublet_json_dup_opt_string (contract, "label");
  record->disk_gb = sublet_json_opt_double (contract, "disk_gb", 0);
  record->price_kind = SUBLET_PRICE_KIND_ON_DEMAND;
  record->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  record->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  record->quoted_traffic_uusd = SUBLET_MONEY_UNKNOWN;
  record->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  record->made_us = sublet_json_opt_epoch_us (contract, "created");
  record->ended_us = sublet_json_opt_epoch_us (contract, "destroyed");
  record->state_since_us = record->ended_us;
  record->meter_uusd = sublet_json_opt_amount_uusd (contract, "cost");
  record->meter_at_us = record->ended_us;
  record->meter_rate_nusd = SUBLET_MONEY_UNKNOWN;

  return record;
}

/* Of those that are over: what runs is the engine's. */
static void
add_contract (SubletJournalBatch *batch, JsonObject *contract, const char *server)
{
  g_autoptr (SubletRentalRecord) record = read_record (contract, server);
  JsonNode *states = json_object_get_member (contract, "states");

  if (record->contract_id == 0 || record->owner.account_id == 0 || record->ended_us == 0 ||
      states == NULL || !JSON_NODE_HOLDS_ARRAY (states))
    return;

  read_quote (json_node_get_array (states), record);
  sublet_journal_batch_put_rental (batch, record);
  add_events (batch, json_node_get_array (states), record);
}

/* ---- asking and writing ---- */

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_journal_commit_finish (SUBLET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (nullable) (transfer full): what is to be written. */
static SubletJournalBatch *
read_ledger (JsonParser *parser, const char *server, GError **error)
{
  JsonNode *root = json_parser_get_root (parser);
  JsonNode *contracts = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                          ? json_object_get_member (json_node_get_object (root), "contracts")
                          : NULL;
  SubletJournalBatch *batch;
  JsonArray *array;
  guint i;

  if (contracts == NULL || !JSON_NODE_HOLDS_ARRAY (contracts))
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "the ledger has no contracts");
      return NULL;
    }

  batch = sublet_journal_batch_new ();
  array = json_node_get_array (contracts);
  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *contract = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (contract))
        add_contract (batch, json_node_get_object (contract), server);
    }

  return batch;
}

static bool
is_answered (SoupSession *session, GAsyncResult *result, GError **error)
{
  SoupStatus status =
    soup_message_get_status (soup_session_get_async_result_message (session, result));

  if (status == SOUP_STATUS_OK)
    return true;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_SERVER,
               "the ledger was answered with status %u",
               (guint) status);
  return false;
}

static void
on_ledger (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SubletJournalBatch) batch = NULL;
  GError *error = NULL;

  bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  if (bytes == NULL || !is_answered (SOUP_SESSION (source), result, &error) ||
      !json_parser_load_from_data (parser,
                                   g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes),
                                   &error) ||
      (batch = read_ledger (parser, g_task_get_task_data (task), &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sublet_journal_commit_async (SUBLET_JOURNAL (g_task_get_source_object (task)),
                               g_steal_pointer (&batch),
                               on_committed,
                               g_object_ref (task));
}

/**
 * sublet_demo_past_write_async:
 * @journal: the demo's, open and new
 * @base_url: where the simulator serves
 * @server: the server's origin, as rows of the journal have it
 * @cancellable: (nullable): to stop it
 * @callback: called when it is written
 * @user_data: for @callback
 */
void
sublet_demo_past_write_async (SubletJournal *journal,
                              const char *base_url,
                              const char *server,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = NULL;

  g_return_if_fail (SUBLET_IS_JOURNAL (journal));
  g_return_if_fail (base_url != NULL && server != NULL);

  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_demo_past_write_async);
  g_task_set_task_data (task, g_strdup (server), g_free);
  url = g_strconcat (base_url, "/_sim/ledger", NULL);
  message = soup_message_new (SOUP_METHOD_GET, url);
  if (message == NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_INVALID,
                               "the simulator's address is none");
      return;
    }

  session = soup_session_new ();
  soup_session_send_and_read_async (session,
                                    message,
                                    G_PRIORITY_DEFAULT_IDLE,
                                    cancellable,
                                    on_ledger,
                                    g_object_ref (task));
}

/**
 * sublet_demo_past_write_finish:
 * @journal: the demo's journal
 * @result: what the callback got
 * @error: a place for an error
 *
 * Returns: whether what is over is in the journal
 */
gboolean
sublet_demo_past_write_finish (SubletJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
