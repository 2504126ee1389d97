/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shots/shots.h"
#include "ui/rent/sublet-rent-dialog.h"

G_BEGIN_DECLS

/*
 * The rent window that its pictures are of. The figures are those of the screens' page: RTX 4090 at
 * $0.310/h, 64 GB at $0.17 a month, credit $41.37.
 */

#define SHOTS_RENT_CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define SHOTS_RENT_OFFER_ID 31900417

gint64 shots_rent_now_us (SubletUiFixture *fixture);
SubletOffer *shots_rent_make_offer (SubletUiFixture *fixture, SubletPriceKind kind);
void shots_rent_add_three (SubletUiFixture *fixture);
void shots_rent_set_key (SubletUiFixture *fixture, SubletKeyRegistration registration);

/* What the window stands before. */
GtkWidget *shots_rent_make_behind (SubletUiFixture *fixture);

SubletRentDialog *shots_rent_open (SubletUiFixture *fixture,
                                   GtkWidget *window,
                                   SubletKnowledge knowledge,
                                   gint64 credit_uusd,
                                   SubletPriceKind kind);
SubletRentDialog *shots_rent_open_known (SubletUiFixture *fixture, GtkWidget *window);

G_END_DECLS
