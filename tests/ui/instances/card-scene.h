/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-card.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* One card in a window. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
} CardScene;

void card_scene_init (CardScene *scene, SubletRentalState state);
void card_scene_clear (CardScene *scene);
const char *card_scene_get_text (CardScene *scene, const char *name);

G_END_DECLS
