/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"
#include "core/billing/sublet-outlook.h"
#include "core/billing/sublet-payments.h"
#include "core/market/sublet-market.h"
#include "core/market/sublet-saved-searches.h"
#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-journal-history.h"
#include "core/rental/sublet-recipe-store.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/secrets/sublet-session.h"
#include "core/ssh/sublet-account-keys.h"
#include "core/store/sublet-profile.h"
#include "core/store/sublet-settings.h"

G_BEGIN_DECLS

/**
 * SubletServicesState:
 * @SUBLET_SERVICES_STATE_STARTING: the demo's market is being opened
 * @SUBLET_SERVICES_STATE_READY: profile, client, market, bill, engine, session and keys are there
 * @SUBLET_SERVICES_STATE_FAILED: they are not; "error" says why
 */
typedef enum
{
  SUBLET_SERVICES_STATE_STARTING,
  SUBLET_SERVICES_STATE_READY,
  SUBLET_SERVICES_STATE_FAILED,
} SubletServicesState;

#define SUBLET_TYPE_SERVICES_STATE (sublet_services_state_get_type ())

GType sublet_services_state_get_type (void);

#define SUBLET_TYPE_SERVICES (sublet_services_get_type ())

/*
 * What the window stands on, built once and handed down. Properties (read-only, notify): "state",
 * "error" (boxed), "charges" (SubletChargeHistory, NULL until the databases are open). All else
 * that is not the settings is there while "state" is READY, and NULL else.
 */
G_DECLARE_FINAL_TYPE (SubletServices, sublet_services, SUBLET, SERVICES, GObject)

SubletServices *sublet_services_new (gboolean demo);

void sublet_services_start (SubletServices *self,
                            SecretValue *environment_key,
                            const char *environment_variable);
/* After it failed. */
void sublet_services_try_again (SubletServices *self);

gboolean sublet_services_get_demo (SubletServices *self);
const char *sublet_services_get_ssh_problem (SubletServices *self);
SubletServicesState sublet_services_get_state (SubletServices *self);
const GError *sublet_services_get_error (SubletServices *self);
SubletSettings *sublet_services_get_settings (SubletServices *self);
SubletProfile *sublet_services_get_profile (SubletServices *self);
SubletSession *sublet_services_get_session (SubletServices *self);
SubletIdentityStore *sublet_services_get_identity_store (SubletServices *self);
SubletAccountKeys *sublet_services_get_account_keys (SubletServices *self);
SubletMarket *sublet_services_get_market (SubletServices *self);
SubletChargeHistory *sublet_services_get_charges (SubletServices *self);
SubletOutlook *sublet_services_get_outlook (SubletServices *self);
SubletPayments *sublet_services_get_payments (SubletServices *self);
SubletJournalHistory *sublet_services_get_journal (SubletServices *self);
SubletRentalEngine *sublet_services_get_engine (SubletServices *self);
/* (nullable): until the journal is open. */
SubletRecipeStore *sublet_services_get_recipes (SubletServices *self);
SubletSavedSearches *sublet_services_get_searches (SubletServices *self);
SubletConnections *sublet_services_get_connections (SubletServices *self);
guint sublet_services_count_open (SubletServices *self);

G_END_DECLS
