/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sublet-demo-server.h"
#include "app/sublet-services.h"
#include "core/secrets/sublet-account-memory.h"

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   -get     what the window asks for
 *   -build   makes what needs the service's address, and takes it down
 *   -follow  tells each part what happened to the session, the settings and the network
 */
struct _SubletServices
{
  GObject parent_instance;

  /* construct-only */
  gboolean demo;
  SubletClock *clock;       /* (owned) */
  SubletSettings *settings; /* (owned) */

  SecretValue *environment_key; /* (owned) (nullable) */
  char *environment_variable;   /* (owned) (nullable) */

  SubletServicesState state;
  GError *error; /* (owned) (nullable) */

  /* while ready */
  SubletDemoServer *demo_server;  /* (owned) (nullable): the demo's, also while starting */
  SubletProfile *profile;         /* (owned) (nullable) */
  SubletMarket *market;           /* (owned) (nullable) */
  SubletChargeHistory *charges;   /* (owned) (nullable): until the engine is open */
  SubletRentalEngine *engine;     /* (owned) (nullable) */
  SubletOutlook *outlook;         /* (owned) (nullable) */
  SubletPayments *payments;       /* (owned) (nullable) */
  SubletJournalHistory *journal;  /* (owned) (nullable) */
  SubletRecipeStore *recipes;     /* (owned) (nullable): until the engine is open */
  SubletSavedSearches *searches;  /* (owned) (nullable) */
  SubletConnections *connections; /* (owned) (nullable) */
  SubletSession *session;         /* (owned) (nullable) */
  SubletAccountMemory *memory;    /* (owned) (nullable): whose the session's key is */
  SubletAccountKeys *keys;        /* (owned) (nullable) */
  gboolean engine_open;
  GCancellable *cancellable; /* (owned): of the start under way */
};

/* ---- services ---- */

void sublet_services_set_state (SubletServices *self,
                                SubletServicesState state,
                                const GError *error);

/* (nullable) */
void sublet_services_set_charges (SubletServices *self, SubletChargeHistory *charges);

/* ---- build ---- */

/* Towards READY or FAILED. */
void sublet_services_start_parts (SubletServices *self);
void sublet_services_clear_parts (SubletServices *self);

/* ---- follow ---- */

void sublet_services_update_account (SubletServices *self);
/* Whose days of charges, payments and budgets those are. */
void sublet_services_update_bill (SubletServices *self);
void sublet_services_update_caps (SubletServices *self);
void sublet_services_update_patience (SubletServices *self);
void sublet_services_update_idle_rule (SubletServices *self);
void sublet_services_follow_session (SubletServices *self);
void sublet_services_leave_session (SubletServices *self);
void sublet_services_on_network_changed (SubletServices *self, gboolean available);

G_END_DECLS
