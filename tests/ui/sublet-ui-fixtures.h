/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-rental-engine.h"
#include "support/sublet-manual-clock.h"
#include "ui/sublet-ui-rentals.h"

G_BEGIN_DECLS

/*
 * An engine that holds rentals in chosen states and knows or does not know, at Monday 14:10.
 */

typedef struct
{
  SubletManualClock *clock;        /* (owned) */
  SubletRentalEngine *engine;      /* (owned) */
  GListStore *rentals;             /* (borrowed): the engine's */
  SubletConnections *connections;  /* (owned): none starts by itself */
  SubletIdentityStore *identities; /* (owned): what they sign in with */
  SubletProfile *profile;          /* (owned) */
  char *folder;                    /* (owned) */
} SubletUiFixture;

SubletUiFixture *sublet_ui_fixture_new (void);
void sublet_ui_fixture_free (SubletUiFixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletUiFixture, sublet_ui_fixture_free)

void sublet_ui_fixture_set_knowledge (SubletUiFixture *fixture, SubletKnowledge knowledge);
void sublet_ui_fixture_set_account (SubletUiFixture *fixture, gint64 credit_uusd);
void sublet_ui_fixture_set_burn (SubletUiFixture *fixture, gint64 burn_rate_nusd);

/* (transfer none): also put into the engine's list. */
SubletRental *sublet_ui_fixture_add_rental (SubletUiFixture *fixture,
                                            const char *label,
                                            SubletRentalState state);

G_END_DECLS
