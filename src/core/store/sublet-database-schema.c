/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-database-schema.h"

/*
 * Every row but those of recipes and searches carries its owner: the server's origin and the
 * account's number (0 when the key could not say whose it is). Times are service time in Unix
 * microseconds, 0 where there was none yet. Money is micro-dollars (_uusd) or nano-dollars per hour
 * (_nusd), NULL where it is not known. Words are the nicks of the enums in core/rental. Environment
 * values, passwords of registries and on-start texts are in no column.
 */
const char *const sublet_database_rentals_steps[] = {
  /* What a card shows, as it was last written. */
  "CREATE TABLE rentals ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  token TEXT NOT NULL," /* value of SUBLET_RENTAL; an adopted one keeps its own */
  "  adopted INTEGER NOT NULL,"
  "  state TEXT NOT NULL,"
  "  reason TEXT NOT NULL,"
  "  state_since_us INTEGER NOT NULL,"
  "  contract_id INTEGER NOT NULL," /* 0: none known */
  "  machine_id INTEGER NOT NULL,"
  "  num_gpus INTEGER NOT NULL,"
  "  gpu_name TEXT,"
  "  place TEXT,"
  "  image TEXT,"
  "  label TEXT,"
  "  detail TEXT,"
  "  disk_gb REAL,"
  "  quoted_running_nusd INTEGER,"
  "  quoted_stopped_nusd INTEGER,"
  "  next_rate_nusd INTEGER,"
  "  lease_us INTEGER NOT NULL,"
  "  lease_at_end TEXT NOT NULL,"
  "  lease_end_us INTEGER NOT NULL,"
  "  made_us INTEGER NOT NULL,"
  "  ended_us INTEGER NOT NULL,"
  "  meter_uusd INTEGER,"
  "  meter_at_us INTEGER NOT NULL,"
  "  meter_rate_nusd INTEGER"
  ") STRICT;"
  "CREATE INDEX rentals_by_contract ON rentals (server, contract_id);"
  "CREATE INDEX rentals_by_token ON rentals (token);"

  /* What the person accepted, and the one next candidate: written before anything is sent. */
  "CREATE TABLE intents ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  rental_id TEXT NOT NULL REFERENCES rentals (id) DEFERRABLE INITIALLY DEFERRED,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  number INTEGER NOT NULL,"
  "  offer_id INTEGER NOT NULL,"
  "  machine_id INTEGER NOT NULL,"
  "  num_gpus INTEGER NOT NULL,"
  "  gpu_name TEXT,"
  "  image TEXT,"
  "  label TEXT,"
  "  disk_gb REAL,"
  "  running_nusd INTEGER,"
  "  ceiling_nusd INTEGER NOT NULL,"
  "  written_us INTEGER NOT NULL,"
  "  UNIQUE (rental_id, number)"
  ") STRICT;"

  /* One row for each time a request that rents was allowed on the wire. */
  "CREATE TABLE requests ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  intent_id TEXT NOT NULL REFERENCES intents (id) DEFERRABLE INITIALLY DEFERRED,"
  "  rental_id TEXT NOT NULL REFERENCES rentals (id) DEFERRABLE INITIALLY DEFERRED,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  sending INTEGER NOT NULL,"
  "  written_us INTEGER NOT NULL,"
  "  ended_us INTEGER NOT NULL,"
  "  outcome TEXT," /* NULL: on the wire, or lost with the process */
  "  http_status INTEGER NOT NULL,"
  "  detail TEXT,"
  "  UNIQUE (intent_id, sending)"
  ") STRICT;"
  "CREATE INDEX requests_by_rental ON requests (rental_id);"

  /* Every transition, before it is shown. Nothing here is ever changed or deleted. */
  "CREATE TABLE events ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  rental_id TEXT NOT NULL REFERENCES rentals (id) DEFERRABLE INITIALLY DEFERRED,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  at_us INTEGER NOT NULL,"
  "  state TEXT NOT NULL,"
  "  reason TEXT NOT NULL,"
  "  offer_id INTEGER NOT NULL,"
  "  rate_nusd INTEGER,"
  "  cost_uusd INTEGER,"
  "  detail TEXT"
  ") STRICT;"
  "CREATE INDEX events_by_rental ON events (rental_id);"
  "CREATE TRIGGER events_stay BEFORE UPDATE ON events"
  "  BEGIN SELECT RAISE (ABORT, 'events are never changed'); END;"
  "CREATE TRIGGER events_last BEFORE DELETE ON events"
  "  BEGIN SELECT RAISE (ABORT, 'events are never deleted'); END;"

  /* What a person ordered, also for instances that are not ours (rental_id NULL). */
  "CREATE TABLE orders ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  rental_id TEXT REFERENCES rentals (id) DEFERRABLE INITIALLY DEFERRED,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  contract_id INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  written_us INTEGER NOT NULL,"
  "  sent_us INTEGER NOT NULL,"
  "  accepted_us INTEGER NOT NULL,"
  "  closed_us INTEGER NOT NULL,"
  "  outcome TEXT," /* NULL while it is open */
  "  detail TEXT"
  ") STRICT;"
  "CREATE INDEX orders_open ON orders (closed_us) WHERE closed_us = 0;",

  /* The key that each contract's server showed first. */
  "CREATE TABLE host_keys ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  contract_id INTEGER NOT NULL,"
  "  type TEXT NOT NULL,"
  "  blob BLOB NOT NULL," /* public, as it goes over the wire */
  "  first_seen_us INTEGER NOT NULL,"
  "  PRIMARY KEY (server, contract_id)"
  ") STRICT, WITHOUT ROWID;",

  /* What each instance turned out to be when it was last looked at. */
  "CREATE TABLE runtime_reports ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  contract_id INTEGER NOT NULL,"
  "  at_us INTEGER NOT NULL,"
  "  json TEXT NOT NULL," /* of SubletRuntimeReport */
  "  PRIMARY KEY (server, contract_id)"
  ") STRICT;",

  /* How a rental was priced and what ran on it. NULL in rows from before: not known. */
  "ALTER TABLE rentals ADD COLUMN price_kind TEXT;"
  "ALTER TABLE rentals ADD COLUMN bid_nusd INTEGER;"
  "ALTER TABLE rentals ADD COLUMN launch_json TEXT;", /* of SubletLaunch, without its secrets */

  /* What a rental belongs to: several that were asked for together, one that is ended for it. And
   * what a machine did before. */
  "ALTER TABLE rentals ADD COLUMN batch_id TEXT;"
  "ALTER TABLE rentals ADD COLUMN batch_position INTEGER NOT NULL DEFAULT 0;" /* from 1 */
  "ALTER TABLE rentals ADD COLUMN replaces_id TEXT;"
  "CREATE INDEX rentals_by_machine ON rentals (server, machine_id);",

  /* What may be rented again. The person's own: of no server and no account. Their secrets are in
   * the keyring, under the id. */
  "CREATE TABLE recipes ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  launch_json TEXT NOT NULL," /* of SubletLaunch, without its secrets */
  "  terms_json TEXT NOT NULL"   /* of SubletRecipeTerms */
  ") STRICT;",

  /* With which key a rental was made or seen last, as sublet_client_dup_key_print() has it: a key
   * that may not say whose it is can be known again. NULL: a row from before. */
  "ALTER TABLE rentals ADD COLUMN key_print TEXT;",

  /* What is looked for. The person's own: of no server and no account. */
  "CREATE TABLE searches ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  is_default INTEGER NOT NULL," /* applied at start; of one at most */
  "  terms_json TEXT NOT NULL"     /* of SubletSearchTerms, by whatever version */
  ") STRICT;",

  /* What is to be paid ahead for a rental, or was, and what the order for that was about. */
  "ALTER TABLE rentals ADD COLUMN deposit_uusd INTEGER NOT NULL DEFAULT 0;"        /* 0: nothing */
  "ALTER TABLE rentals ADD COLUMN deposit_before_uusd INTEGER NOT NULL DEFAULT 0;" /* was there */
  "ALTER TABLE rentals ADD COLUMN deposit_state TEXT NOT NULL DEFAULT 'none';"
  "ALTER TABLE orders ADD COLUMN amount_uusd INTEGER NOT NULL DEFAULT 0;", /* of a prepayment */

  /* That the end of a lease was carried out, and which orders a lease gave. */
  "ALTER TABLE rentals ADD COLUMN lease_done_us INTEGER NOT NULL DEFAULT 0;" /* 0: not yet */
  "ALTER TABLE orders ADD COLUMN by_lease INTEGER NOT NULL DEFAULT 0;"
  /* What was over before leases were kept was only noted, and the person told so: it stays over,
   * done in the moment it came, as nothing is that was carried out. */
  "UPDATE rentals SET lease_done_us = lease_end_us"
  "  WHERE lease_end_us > 0 AND lease_end_us <= CAST (strftime ('%s', 'now') AS INTEGER) * "
  "1000000;",

  /* Another bid for an interruptible one, what it was before, what it costs with it, and which bid
   * an order was about. */
  "ALTER TABLE rentals ADD COLUMN bid_asked_nusd INTEGER NOT NULL DEFAULT 0;" /* 0: none */
  "ALTER TABLE rentals ADD COLUMN bid_before_nusd INTEGER;"                   /* NULL: not known */
  "ALTER TABLE rentals ADD COLUMN bid_rate_nusd INTEGER;" /* NULL or 0: as quoted */
  "ALTER TABLE rentals ADD COLUMN bid_state TEXT NOT NULL DEFAULT 'none';"
  "ALTER TABLE orders ADD COLUMN rate_nusd INTEGER NOT NULL DEFAULT 0;", /* of a bid */

  /* The price increase that was answered latest, how, what an hour cost then and costs with it. */
  "ALTER TABLE rentals ADD COLUMN increase_id INTEGER NOT NULL DEFAULT 0;" /* 0: none */
  "ALTER TABLE rentals ADD COLUMN increase_accepts INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE rentals ADD COLUMN increase_before_nusd INTEGER;" /* NULL: not known */
  "ALTER TABLE rentals ADD COLUMN increase_rate_nusd INTEGER;"   /* NULL: not known */
  "ALTER TABLE rentals ADD COLUMN increase_state TEXT NOT NULL DEFAULT 'none';",

  /* What an order for other software is about: a SubletLaunch, without its secrets. */
  "ALTER TABLE orders ADD COLUMN launch_json TEXT;",

  /* The price increase that was accepted before the latest answer and does not hold yet, what an
   * hour cost when that was ordered and costs with it. */
  "ALTER TABLE rentals ADD COLUMN agreed_id INTEGER NOT NULL DEFAULT 0;" /* 0: none */
  "ALTER TABLE rentals ADD COLUMN agreed_before_nusd INTEGER;"           /* NULL: not known */
  "ALTER TABLE rentals ADD COLUMN agreed_rate_nusd INTEGER;",            /* NULL: none */

  /* What each machine turned out to be when something on it was last looked at. */
  "CREATE TABLE machine_reports ("
  "  server TEXT NOT NULL,"
  "  machine_id INTEGER NOT NULL,"
  "  host_id INTEGER NOT NULL," /* whose it was then; 0: not known */
  "  at_us INTEGER NOT NULL,"
  "  json TEXT NOT NULL," /* of SubletRuntimeReport */
  "  PRIMARY KEY (server, machine_id)"
  ") STRICT;",

  /* What the traffic of the job was thought to cost, once. NULL: nothing was said. */
  "ALTER TABLE rentals ADD COLUMN quoted_traffic_uusd INTEGER;",

  /* What the disk costs an hour with a price increase that holds by now, which leaves what it was
   * quoted at; and when a list showed one for the last time that ended without an order. */
  "ALTER TABLE rentals ADD COLUMN stopped_rate_nusd INTEGER;" /* NULL or 0: as quoted */
  "ALTER TABLE rentals ADD COLUMN seen_us INTEGER NOT NULL DEFAULT 0;",

  /* Volumes that were ordered away: a row before the request. Nothing here is ever deleted. */
  "CREATE TABLE volume_deletions ("
  "  id TEXT PRIMARY KEY NOT NULL,"
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  key_print TEXT," /* NULL: not known; as of rentals */
  "  volume_id INTEGER NOT NULL,"
  "  machine_id INTEGER NOT NULL,"
  "  written_us INTEGER NOT NULL,"
  "  closed_us INTEGER NOT NULL," /* 0: lists have not told yet */
  "  outcome TEXT,"               /* NULL while it is open */
  "  detail TEXT"
  ") STRICT;"
  "CREATE INDEX volume_deletions_open ON volume_deletions (server) WHERE closed_us = 0;",

  NULL,
};

/* What may be thrown away at any time. */
const char *const sublet_database_cache_steps[] = {
  /* What instances that are not ours have cost so far, about. */
  "CREATE TABLE meters ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  contract_id INTEGER NOT NULL,"
  "  meter_uusd INTEGER,"
  "  meter_at_us INTEGER NOT NULL,"
  "  meter_rate_nusd INTEGER,"
  "  PRIMARY KEY (server, account_id, contract_id)"
  ") STRICT, WITHOUT ROWID;",

  /* When the latest complete list of what an account rents was of. */
  "CREATE TABLE lists ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  known_at_us INTEGER NOT NULL,"
  "  PRIMARY KEY (server, account_id)"
  ") STRICT, WITHOUT ROWID;",

  /* What an account was charged, day by day as the service bills it: a day is written as a whole,
   * and is in charge_days also when it had no charge. */
  "CREATE TABLE charge_days ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  day_us INTEGER NOT NULL," /* its start, UTC */
  "  known_at_us INTEGER NOT NULL,"
  "  PRIMARY KEY (server, account_id, day_us)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE charges ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  day_us INTEGER NOT NULL,"
  "  position INTEGER NOT NULL," /* as the service sent them, from 0 */
  "  start_us INTEGER NOT NULL,"
  "  end_us INTEGER NOT NULL,"
  "  instance_id INTEGER NOT NULL," /* 0: not an instance's */
  "  type TEXT,"
  "  source TEXT,"
  "  label TEXT,"
  "  description TEXT,"
  "  amount_uusd INTEGER NOT NULL,"
  "  gpu_uusd INTEGER NOT NULL,"
  "  disk_uusd INTEGER NOT NULL,"
  "  download_uusd INTEGER NOT NULL,"
  "  upload_uusd INTEGER NOT NULL,"
  "  other_uusd INTEGER NOT NULL,"
  "  PRIMARY KEY (server, account_id, day_us, position)"
  ") STRICT, WITHOUT ROWID;",

  /* What an account paid in or got back: a list is written as a whole, and is in payment_lists
   * also when it had no row. */
  "CREATE TABLE payment_lists ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  known_at_us INTEGER NOT NULL,"
  "  PRIMARY KEY (server, account_id)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE payments ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"   /* the latest first, from 0 */
  "  payment_id INTEGER NOT NULL," /* 0: not said */
  "  when_us INTEGER NOT NULL,"
  "  paid_us INTEGER NOT NULL," /* 0: not paid yet */
  "  kind TEXT NOT NULL,"
  "  source TEXT,"
  "  service TEXT,"
  "  description TEXT,"
  "  amount_uusd INTEGER NOT NULL," /* what adds to the credit is positive */
  "  PRIMARY KEY (server, account_id, position)"
  ") STRICT, WITHOUT ROWID;",

  /* Of which budget a person was told how much of it is spent, the last time. */
  "CREATE TABLE budget_warnings ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  period TEXT NOT NULL,"      /* 'day' or 'month' */
  "  start_us INTEGER NOT NULL," /* of the UTC day or month */
  "  budget_uusd INTEGER NOT NULL,"
  "  level INTEGER NOT NULL," /* 1: four fifths, 2: all */
  "  PRIMARY KEY (server, account_id, period)"
  ") STRICT, WITHOUT ROWID;",

  /* Of which rentals a person was told that their bill is above their quote. */
  "CREATE TABLE bill_warnings ("
  "  server TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL,"
  "  rental_id TEXT NOT NULL,"
  "  PRIMARY KEY (server, account_id, rental_id)"
  ") STRICT, WITHOUT ROWID;",

  /* Whose the key is that the keyring keeps, so that a start without an answer may show what is
   * kept of that account. The print is that of sublet_client_dup_key_print(). */
  "CREATE TABLE key_accounts ("
  "  server TEXT PRIMARY KEY NOT NULL,"
  "  key_print TEXT NOT NULL,"
  "  account_id INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;",

  NULL,
};
