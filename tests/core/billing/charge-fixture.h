/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-watch.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-simulator.h"

G_BEGIN_DECLS

/* The days of charges against the simulator, in virtual time. */

#define CHARGE_FIXTURE_ACCOUNT 5

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletChargeHistory *history;
  SubletChargeWatch *watch; /* (nullable): nobody looks */
} ChargeFixture;

void charge_fixture_set_up (ChargeFixture *f, gconstpointer data);
void charge_fixture_tear_down (ChargeFixture *f, gconstpointer data);

/* The program ends, and starts again with what it has kept. */
void charge_fixture_close (ChargeFixture *f);
void charge_fixture_open (ChargeFixture *f);

bool charge_fixture_is_at_rest (gpointer history);
/* So many days until today are seen; until all were asked for. */
void charge_fixture_look (ChargeFixture *f, int n_days);
void charge_fixture_pass (ChargeFixture *f, gint64 duration_ms);

/* times: how many of the questions are refused; 0: all. */
void charge_fixture_refuse (ChargeFixture *f, int status, int times);
void charge_fixture_set (ChargeFixture *f, const char *json);
/* How many of so many days until today are not known. */
guint charge_fixture_count_missing (ChargeFixture *f, int n_days);
/* What the days that are known add up to. */
gint64 charge_fixture_add_up (ChargeFixture *f, guint *n_rows);

G_END_DECLS
