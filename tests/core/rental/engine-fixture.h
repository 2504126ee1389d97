/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-simulator.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The shipped engine and the shipped client over HTTP against a simulator whose time is virtual.
 * What happened to money is asked of the simulator's ledger, never of the engine.
 */
typedef struct
{
  char *folder;
  gint64 epoch_s; /* set before the set-up: when the world begins, in Unix time; 0: now */
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  GError *notice; /* the latest */
  guint n_notices;
  guint n_added;
} EngineFixture;

/* data: NULL, or a JSON order for the simulator's `set` before anything is asked. */
void engine_fixture_set_up (EngineFixture *f, gconstpointer data);
void engine_fixture_tear_down (EngineFixture *f, gconstpointer data);

/* The same in steps, for tests that end in between. */
void engine_fixture_open (EngineFixture *f);
void engine_fixture_sign_in (EngineFixture *f, const char *key);
void engine_fixture_close (EngineFixture *f);
/* As if the program had ended and was started again. */
void engine_fixture_restart (EngineFixture *f);

void engine_fixture_post (EngineFixture *f, const char *path, const char *json);
#define engine_fixture_arm(f, json) engine_fixture_post (f, "/_sim/faults", json)
#define engine_fixture_set(f, json) engine_fixture_post (f, "/_sim/set", json)

void engine_fixture_await_known (EngineFixture *f);
void engine_fixture_await_state (SubletRental *rental, SubletRentalState state);
/* Lets so much virtual time pass, with everything that is due in it. */
void engine_fixture_pass (EngineFixture *f, gint64 duration_ms);

/* The cheapest offer of one RTX 4090; the nth of them. */
SubletOffer *engine_fixture_pick_offer (EngineFixture *f, guint nth);
SubletRentalRequest *engine_fixture_make_request (EngineFixture *f, SubletOffer *offer);
/* For an interruptible one. */
SubletRentalRequest *engine_fixture_make_bid (EngineFixture *f);
/* For a reserved one: the cheapest with a discount, and what is to be paid ahead for it. */
SubletRentalRequest *engine_fixture_make_reserved (EngineFixture *f, gint64 deposit_uusd);
/* A volume of 100 GB that is made along, wherever: its rate. */
gint64 engine_fixture_add_volume (SubletRentalRequest *request, gint64 volume_offer_id);
/* NULL with error when the engine refuses before anything is written. */
SubletRental *engine_fixture_try_rent (EngineFixture *f,
                                       SubletRentalRequest *request,
                                       GError **error);
SubletRental *engine_fixture_rent (EngineFixture *f);
SubletRental *engine_fixture_rent_running (EngineFixture *f);
gboolean engine_fixture_order (EngineFixture *f,
                               SubletRental *rental,
                               SubletOrder order,
                               GError **error);

guint engine_fixture_count (EngineFixture *f);
SubletRental *engine_fixture_find (EngineFixture *f, gint64 contract_id); /* borrowed */
SubletRental *engine_fixture_nth (EngineFixture *f, guint position);      /* borrowed */

/* ---- the ledger ---- */

JsonObject *engine_fixture_ledger (EngineFixture *f, JsonNode **owner);
/* Contracts that were rented, destroyed ones included; foreign ones not. */
guint engine_fixture_ledger_rented (EngineFixture *f);
guint engine_fixture_ledger_billing (EngineFixture *f);
guint engine_fixture_ledger_creates (EngineFixture *f);
guint engine_fixture_ledger_destroys (EngineFixture *f);
/* That came by a route of the simulator's, whatever was answered. */
guint engine_fixture_ledger_requests (EngineFixture *f, const char *route);
/* Of the only contract that was rented. */
gint64 engine_fixture_ledger_contract (EngineFixture *f);

/* ---- the journal ---- */

guint engine_fixture_count_events (EngineFixture *f, const char *reason);
gint64 engine_fixture_ask_journal (EngineFixture *f, const char *sql);
void engine_fixture_order_journal (EngineFixture *f, const char *sql);

G_END_DECLS
