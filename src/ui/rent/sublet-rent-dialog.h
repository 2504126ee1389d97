/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/rental/sublet-recipe-store.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RENT_DIALOG (sublet_rent_dialog_get_type ())

/*
 * The question before a rental: what will be paid, what is chosen, what stands against it; then how
 * it goes. Modal.
 *
 * Properties (construct-only): "engine", "settings", "market" (nullable), "offer", and
 * "account-label" (nullable: what instances are called, "ada"; else the account's own).
 *
 * Signals, for the window that opened it:
 * - "rented" (SubletRental): there is an instance, and this window closes: show its card;
 * - "preferences-requested" (char *): the person wants to change something on that page of the
 *   preferences, "renting".
 *
 * Closing it never stops what was asked: the engine goes on, its rental has a card.
 */
G_DECLARE_FINAL_TYPE (SubletRentDialog, sublet_rent_dialog, SUBLET, RENT_DIALOG, AdwWindow)

SubletRentDialog *sublet_rent_dialog_new (GtkWindow *parent,
                                          SubletRentalEngine *engine,
                                          SubletSettings *settings,
                                          SubletMarket *market,
                                          SubletOffer *offer);

/* What asks for templates, volumes and names of variables; NULL: none of them is offered. */
void sublet_rent_dialog_set_client (SubletRentDialog *self, SubletClient *client);
/* What it can be filled from, and saved to; NULL: nothing is offered. */
void sublet_rent_dialog_set_recipes (SubletRentDialog *self, SubletRecipeStore *recipes);
/* As by the menu: what is typed goes. The launch has what secrets there are. */
void sublet_rent_dialog_use_recipe (SubletRentDialog *self,
                                    SubletRecipe *recipe,
                                    SubletLaunch *launch);
SubletOffer *sublet_rent_dialog_get_offer (SubletRentDialog *self);

G_END_DECLS
