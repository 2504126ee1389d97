/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-enums-private.h"
#include "core/store/sublet-sql.h"

typedef enum
{
  CHANGE_RENTAL,
  CHANGE_TIES,
  CHANGE_EVENT,
  CHANGE_INTENT,
  CHANGE_REQUEST,
  CHANGE_ORDER,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  SubletRentalRecord *rental; /* (owned) (nullable) */
  SubletRentalEvent event;
  SubletIntentRecord *intent;   /* (owned) (nullable) */
  SubletRequestRecord *request; /* (owned) (nullable) */
  SubletOrderRecord *order;     /* (owned) (nullable) */
} Change;

struct _SubletJournalBatch
{
  GPtrArray *changes; /* (owned) (element-type Change) */
};

static void
change_free (Change *change)
{
  g_clear_pointer (&change->rental, sublet_rental_record_free);
  g_clear_pointer (&change->intent, sublet_intent_record_free);
  g_clear_pointer (&change->request, sublet_request_record_free);
  g_clear_pointer (&change->order, sublet_order_record_free);
  g_free (change);
}

static Change *
add (SubletJournalBatch *self, ChangeKind kind, const SubletRentalRecord *rental)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  if (rental != NULL)
    change->rental = sublet_rental_record_copy (rental);
  g_ptr_array_add (self->changes, change);

  return change;
}

/* ---- on the database's thread ---- */

static bool
write_rental (sqlite3 *db, const SubletRentalRecord *r, GError **error)
{
  return sublet_sql_run (
    db,
    error,
    "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason, state_since_us,"
    "                     contract_id, machine_id, num_gpus, gpu_name, place, image, label, detail,"
    "                     disk_gb, quoted_running_nusd, quoted_stopped_nusd, next_rate_nusd,"
    "                     lease_us, lease_at_end, lease_end_us, made_us, ended_us, meter_uusd,"
    "                     meter_at_us, meter_rate_nusd, price_kind, bid_nusd, launch_json, "
    "key_print, deposit_uusd, deposit_before_uusd, deposit_state, lease_done_us,"
    "                     bid_asked_nusd, bid_before_nusd, bid_rate_nusd, bid_state,"
    "                     increase_id, increase_accepts, increase_before_nusd, increase_rate_nusd,"
    "                     increase_state, agreed_id, agreed_before_nusd, agreed_rate_nusd,"
    "                     quoted_traffic_uusd, stopped_rate_nusd, seen_us)"
    "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    "          ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34,"
    "          ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46,"
    "          ?47, ?48, ?49, ?50, ?51)"
    "  ON CONFLICT (id) DO UPDATE SET"
    "    state = ?6, reason = ?7, state_since_us = ?8, contract_id = ?9, machine_id = ?10,"
    "    num_gpus = ?11, gpu_name = ?12, place = ?13, image = ?14, label = ?15, detail = ?16,"
    "    disk_gb = ?17, quoted_running_nusd = ?18, quoted_stopped_nusd = ?19,"
    "    next_rate_nusd = ?20, lease_us = ?21, lease_at_end = ?22, lease_end_us = ?23,"
    "    ended_us = ?25, meter_uusd = ?26, meter_at_us = ?27, meter_rate_nusd = ?28,"
    "    bid_nusd = ?30, launch_json = ?31, account_id = ?3, key_print = ?32, deposit_uusd = ?33,"
    "    deposit_before_uusd = ?34, deposit_state = ?35, lease_done_us = ?36,"
    "    bid_asked_nusd = ?37, bid_before_nusd = ?38, bid_rate_nusd = ?39, bid_state = ?40,"
    "    increase_id = ?41, increase_accepts = ?42, increase_before_nusd = ?43,"
    "    increase_rate_nusd = ?44, increase_state = ?45, agreed_id = ?46,"
    "    agreed_before_nusd = ?47, agreed_rate_nusd = ?48, quoted_traffic_uusd = ?49,"
    "    stopped_rate_nusd = ?50, seen_us = ?51",
    "ssisissiiiisssssdmmmisiiimimsmssiisiimmsiimmsimmmmi",
    r->id,
    r->owner.server,
    r->owner.account_id,
    r->token,
    (gint64) r->adopted,
    sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_STATE, r->state),
    sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_REASON, r->reason),
    r->state_since_us,
    r->contract_id,
    r->machine_id,
    (gint64) r->num_gpus,
    r->gpu_name,
    r->place,
    r->image,
    r->label,
    r->detail,
    r->disk_gb,
    r->quoted_running_nusd,
    r->quoted_stopped_nusd,
    r->next_rate_nusd,
    r->lease_us,
    sublet_rental_enum_nick (SUBLET_TYPE_LEASE_END, r->lease_at_end),
    r->lease_end_us,
    r->made_us,
    r->ended_us,
    r->meter_uusd,
    r->meter_at_us,
    r->meter_rate_nusd,
    r->price_kind != SUBLET_PRICE_KIND_UNKNOWN
      ? sublet_rental_enum_nick (SUBLET_TYPE_PRICE_KIND, (int) r->price_kind)
      : NULL,
    r->bid_nusd > 0 ? r->bid_nusd : SUBLET_MONEY_UNKNOWN,
    r->launch_json,
    r->key_print,
    r->deposit_uusd,
    r->deposit_before_uusd,
    sublet_rental_enum_nick (SUBLET_TYPE_DEPOSIT_STATE, (int) r->deposit_state),
    r->lease_done_us,
    r->bid_asked_nusd,
    r->bid_before_nusd,
    r->bid_rate_nusd,
    sublet_rental_enum_nick (SUBLET_TYPE_BID_STATE, (int) r->bid_state),
    r->increase_id,
    (gint64) r->increase_accepts,
    r->increase_before_nusd,
    r->increase_rate_nusd,
    sublet_rental_enum_nick (SUBLET_TYPE_INCREASE_STATE, (int) r->increase_state),
    r->agreed_id,
    r->agreed_before_nusd,
    r->agreed_id != 0 ? r->agreed_rate_nusd : SUBLET_MONEY_UNKNOWN,
    r->quoted_traffic_uusd,
    r->stopped_rate_nusd,
    r->seen_us);
}

static bool
write_ties (sqlite3 *db, const SubletRentalRecord *r, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "UPDATE rentals SET batch_id = ?2, batch_position = ?3, replaces_id = ?4"
                         "  WHERE id = ?1",
                         "ssis",
                         r->id,
                         r->batch_id,
                         (gint64) r->batch_position,
                         r->replaces_id);
}

static bool
write_event (sqlite3 *db, const Change *change, GError **error)
{
  const SubletRentalRecord *r = change->rental;
  const SubletRentalEvent *e = &change->event;

  return sublet_sql_run (db,
                         error,
                         "INSERT INTO events (rental_id, server, account_id, at_us, state, reason, "
                         "offer_id, rate_nusd,"
                         "                    cost_uusd, detail)"
                         "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "ssiissimms",
                         r->id,
                         r->owner.server,
                         r->owner.account_id,
                         e->at_us,
                         sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_STATE, e->state),
                         sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_REASON, e->reason),
                         e->offer_id,
                         e->rate_nusd,
                         r->meter_uusd,
                         r->detail);
}

static bool
write_intent (sqlite3 *db, const Change *change, GError **error)
{
  const SubletRentalRecord *r = change->rental;
  const SubletIntentRecord *i = change->intent;

  return sublet_sql_run (
    db,
    error,
    "INSERT INTO intents (id, rental_id, server, account_id, number, offer_id, machine_id,"
    "                     num_gpus, gpu_name, image, label, disk_gb, running_nusd, ceiling_nusd,"
    "                     written_us)"
    "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sssiiiiisssdmii",
    i->id,
    r->id,
    r->owner.server,
    r->owner.account_id,
    (gint64) i->number,
    i->offer_id,
    i->machine_id,
    (gint64) i->num_gpus,
    i->gpu_name,
    r->image,
    r->label,
    i->disk_gb,
    i->running_nusd,
    i->ceiling_nusd,
    i->written_us);
}

static bool
write_request (sqlite3 *db, const Change *change, GError **error)
{
  const SubletRentalRecord *r = change->rental;
  const SubletRequestRecord *q = change->request;

  return sublet_sql_run (
    db,
    error,
    "INSERT INTO requests (id, intent_id, rental_id, server, account_id, sending, written_us,"
    "                      ended_us, outcome, http_status, detail)"
    "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    "  ON CONFLICT (id) DO UPDATE SET ended_us = ?8, outcome = ?9, http_status = ?10,"
    "    detail = ?11",
    "ssssiiiisis",
    q->id,
    q->intent_id,
    r->id,
    r->owner.server,
    r->owner.account_id,
    (gint64) q->sending,
    q->written_us,
    q->ended_us,
    q->outcome,
    (gint64) q->http_status,
    q->detail);
}

static bool
write_order (sqlite3 *db, const SubletOrderRecord *o, GError **error)
{
  return sublet_sql_run (
    db,
    error,
    "INSERT INTO orders (id, rental_id, server, account_id, contract_id, kind, written_us, sent_us,"
    "                    accepted_us, closed_us, outcome, detail, amount_uusd, by_lease,"
    "                    rate_nusd, launch_json)"
    "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
    "  ON CONFLICT (id) DO UPDATE SET sent_us = ?8, accepted_us = ?9, closed_us = ?10,"
    "    outcome = ?11, detail = ?12",
    "sssiisiiiissiiis",
    o->id,
    o->rental_id,
    o->owner.server,
    o->owner.account_id,
    o->contract_id,
    sublet_rental_enum_nick (SUBLET_TYPE_ORDER, o->kind),
    o->written_us,
    o->sent_us,
    o->accepted_us,
    o->closed_us,
    o->outcome,
    o->detail,
    o->amount_uusd,
    (gint64) o->by_lease,
    o->rate_nusd,
    o->launch_json);
}

/**
 * sublet_journal_write:
 * @db: the journal's connection, in a transaction
 * @batch: a SubletJournalBatch
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether all of it was written
 */
bool
sublet_journal_write (sqlite3 *db, gpointer batch, GError **error)
{
  SubletJournalBatch *self = batch;
  bool written = true;
  guint i;

  for (i = 0; written && i < self->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (self->changes, i);

      switch (change->kind)
        {
        case CHANGE_RENTAL:
          written = write_rental (db, change->rental, error);
          break;

        case CHANGE_TIES:
          written = write_ties (db, change->rental, error);
          break;

        case CHANGE_EVENT:
          written = write_event (db, change, error);
          break;

        case CHANGE_INTENT:
          written = write_intent (db, change, error);
          break;

        case CHANGE_REQUEST:
          written = write_request (db, change, error);
          break;

        case CHANGE_ORDER:
          written = write_order (db, change->order, error);
          break;

        default:
          g_assert_not_reached ();
        }
    }

  return written;
}

/* ---- on the main thread ---- */

/**
 * sublet_journal_batch_new:
 *
 * Returns: (transfer full): an empty batch
 */
SubletJournalBatch *
sublet_journal_batch_new (void)
{
  SubletJournalBatch *self = g_new0 (SubletJournalBatch, 1);

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  return self;
}

/**
 * sublet_journal_batch_free:
 * @self: a batch
 */
void
sublet_journal_batch_free (SubletJournalBatch *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/**
 * sublet_journal_batch_put_rental:
 * @self: a batch
 * @record: a rental as it is now
 */
void
sublet_journal_batch_put_rental (SubletJournalBatch *self, const SubletRentalRecord *record)
{
  add (self, CHANGE_RENTAL, record);
}

/**
 * sublet_journal_batch_put_ties:
 * @self: a batch
 * @record: a rental that was put before, in this batch or an earlier one
 *
 * What it belongs to.
 */
void
sublet_journal_batch_put_ties (SubletJournalBatch *self, const SubletRentalRecord *record)
{
  add (self, CHANGE_TIES, record);
}

/**
 * sublet_journal_batch_add_event:
 * @self: a batch
 * @record: whose, as it is now: its cost and detail go along
 * @event: a transition
 */
void
sublet_journal_batch_add_event (SubletJournalBatch *self,
                                const SubletRentalRecord *record,
                                const SubletRentalEvent *event)
{
  add (self, CHANGE_EVENT, record)->event = *event;
}

/**
 * sublet_journal_batch_add_intent:
 * @self: a batch
 * @record: whose, as it is now: its image and label go along
 * @intent: what is to be asked for
 */
void
sublet_journal_batch_add_intent (SubletJournalBatch *self,
                                 const SubletRentalRecord *record,
                                 const SubletIntentRecord *intent)
{
  add (self, CHANGE_INTENT, record)->intent = sublet_intent_record_copy (intent);
}

/**
 * sublet_journal_batch_put_request:
 * @self: a batch
 * @record: whose
 * @request: one sending, before it or with its outcome
 */
void
sublet_journal_batch_put_request (SubletJournalBatch *self,
                                  const SubletRentalRecord *record,
                                  const SubletRequestRecord *request)
{
  add (self, CHANGE_REQUEST, record)->request = sublet_request_record_copy (request);
}

/**
 * sublet_journal_batch_put_order:
 * @self: a batch
 * @order: as it is now
 */
void
sublet_journal_batch_put_order (SubletJournalBatch *self, const SubletOrderRecord *order)
{
  add (self, CHANGE_ORDER, NULL)->order = sublet_order_record_copy (order);
}
