/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-ledger.h"

static void
free_record (gpointer data)
{
  SimRequestRecord *record = data;

  g_free (record->method);
  g_free (record->path);
  g_free (record->asked);
  g_free (record);
}

/**
 * sim_ledger_new:
 *
 * Returns: (transfer full): an empty ledger
 */
SimLedger *
sim_ledger_new (void)
{
  SimLedger *self = g_new0 (SimLedger, 1);

  self->requests = g_ptr_array_new_with_free_func (free_record);
  return self;
}

/**
 * sim_ledger_free:
 * @self: (transfer full): a ledger
 */
void
sim_ledger_free (SimLedger *self)
{
  g_ptr_array_unref (self->requests);
  g_free (self);
}

/**
 * sim_ledger_clear:
 * @self: a ledger
 */
void
sim_ledger_clear (SimLedger *self)
{
  g_ptr_array_set_size (self->requests, 0);
}

/**
 * sim_ledger_add:
 * @self: a ledger
 * @at_us: service time of arrival
 * @method: the HTTP method
 * @path: the path without its query
 *
 * Returns: (transfer none): the record, to be completed while the request is answered
 */
SimRequestRecord *
sim_ledger_add (SimLedger *self, gint64 at_us, const char *method, const char *path)
{
  SimRequestRecord *record = g_new0 (SimRequestRecord, 1);

  record->number = self->requests->len + 1;
  record->at_us = at_us;
  record->method = g_strdup (method);
  record->path = g_utf8_make_valid (path, -1);
  g_ptr_array_add (self->requests, record);

  return record;
}

/**
 * sim_ledger_write_requests:
 * @self: a ledger
 * @json: where to; an object
 * @after: leave out the requests up to this number
 */
void
sim_ledger_write_requests (SimLedger *self, SimJson *json, gint64 after)
{
  guint i;

  sim_json_begin_array (json, "requests");
  for (i = (guint) CLAMP (after, 0, self->requests->len); i < self->requests->len; i++)
    {
      const SimRequestRecord *record = g_ptr_array_index (self->requests, i);

      sim_json_begin_object (json, NULL);
      sim_json_int (json, "number", record->number);
      sim_json_epoch (json, "at", record->at_us);
      sim_json_string (json, "method", record->method);
      sim_json_string (json, "path", record->path);
      sim_json_string (json, "route", record->route);
      if (record->asked != NULL)
        sim_json_raw (json, "asked", record->asked);
      sim_json_int (json, "account", record->account_id);
      sim_json_int (json, "key", record->key_id);
      sim_json_int (json, "status", record->status);
      sim_json_string (json, "fault", record->fault);
      if (record->note != NULL)
        sim_json_string (json, "note", record->note);
      sim_json_bool (json, "worked", record->worked);
      sim_json_bool (json, "query_key", record->query_key);
      sim_json_int (json, "connection", record->connection);
      sim_json_int (json, "on_connection", record->on_connection);
      if (record->offer_id != 0)
        sim_json_int (json, "offer", record->offer_id);
      if (record->contract_id != 0)
        sim_json_int (json, "contract", record->contract_id);
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
}
