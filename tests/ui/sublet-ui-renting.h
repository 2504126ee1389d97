/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"
#include "support/sublet-test-simulator.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The rent window against the real engine, the real client and the simulator. What was rented is
 * asked of the simulator's ledger, never of what is tested. For g_test_add(), with a mark beside it
 * where the engine is not to know what runs.
 */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  SubletSettings *settings;
  SubletOffer *offer;
  SubletMarket *market; /* (nullable): until a test wants it */
  char *folder;
  GtkWidget *dialog;    /* weak */
  SubletRental *rented; /* what the window said */
  guint n_rented;
} SubletUiRenting;

#define SUBLET_UI_RENTING_ADD(path, function) \
  g_test_add (path,                           \
              SubletUiRenting,                \
              NULL,                           \
              sublet_ui_renting_set_up,       \
              function,                       \
              sublet_ui_renting_tear_down)

void sublet_ui_renting_set_up (SubletUiRenting *fixture, gconstpointer data);
void sublet_ui_renting_tear_down (SubletUiRenting *fixture, gconstpointer data);
/* Its offer as a search for reserved ones shows it, with a quarter off. */
void sublet_ui_renting_reserve (SubletUiRenting *fixture);
void sublet_ui_renting_open_dialog (SubletUiRenting *fixture);

/* (transfer full) */
SubletOffer *sublet_ui_renting_find_offer (SubletClient *client);

GtkWidget *sublet_ui_renting_find_widget (SubletUiRenting *fixture, const char *name);
const char *sublet_ui_renting_get_problem (SubletUiRenting *fixture, const char *name);
void sublet_ui_renting_type_in (SubletUiRenting *fixture, const char *name, const char *text);
void sublet_ui_renting_rent (SubletUiRenting *fixture);
/* Once more, for an offer that is still there. */
void sublet_ui_renting_rent_and_open_again (SubletUiRenting *fixture);
void sublet_ui_renting_arm (SubletUiRenting *fixture, const char *path, const char *json);
gint64 sublet_ui_renting_count_ledger (SubletUiRenting *fixture, const char *member);

/* For sublet_test_await(): of the engine, the dialog and the fixture. */
bool sublet_ui_renting_is_known (gpointer data);
bool sublet_ui_renting_can_rent (gpointer data);
bool sublet_ui_renting_has_rented (gpointer data);

/* The market's own offers, and the cheapest of them that has others like it. */
void sublet_ui_renting_use_market (SubletUiRenting *self);
/* Those about the machine and the like: they have tests of their own. */
void sublet_ui_renting_accept_warnings (SubletUiRenting *self);

G_END_DECLS
