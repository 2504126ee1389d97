/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"
#include "simulator/sim-faults.h"
#include "simulator/sim-limiter.h"
#include "simulator/sim-sshd.h"
#include "simulator/sim-world.h"

G_BEGIN_DECLS

/* Sees a request as it arrives, before any fault and before the work. Returns what the ledger is to
 * say of it: (nullable), interned. */
typedef const char *(*SimWitness) (const SimExchange *exchange, GBytes *body, gpointer user_data);

/* The simulated service without the wire: the world, what goes wrong in it, how fast it may be
 * asked, and the scenario it started with. */
typedef struct
{
  SimOptions options;  /* as on the command line */
  SimWorld *world;     /* (owned) */
  SimFaults *faults;   /* (owned) */
  SimLimiter *limiter; /* (owned) */
  SimSshd *sshd;       /* (owned) (nullable): without --sshd there are no servers */
  JsonNode *scenario;  /* (owned) (nullable) */
  SimWitness witness;  /* (nullable): of the fault campaign's own program alone */
  gpointer witness_data;
} SimService;

SimService *sim_service_new (const SimOptions *options, const char *key);
void sim_service_free (SimService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimService, sim_service_free)

bool sim_service_use_sshd (SimService *self, const char *sshd, GError **error);
void sim_service_follow (SimService *self);
bool sim_service_load_scenario (SimService *self, const char *path, GError **error);
bool sim_service_reset (SimService *self, GError **error);
bool sim_service_apply (SimService *self, JsonNode *scenario, GError **error);

/* sim-set.c: the changes a test may order. */
bool sim_service_set (SimService *self, JsonNode *orders, SimJson *result, GError **error);
bool sim_service_set_clock (SimService *self, JsonNode *order, GError **error);

G_END_DECLS
