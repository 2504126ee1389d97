/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-doctor-private.h"
#include "ui/instance/sublet-instance-connection-private.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* The page of one instance, with its connection shown. What the doctor finds is told to it. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed): the fixture's */
  SubletInstanceConnection *section;
  GtkWidget *page; /* weak */
  GtkWidget *window;
  SubletRental *asked; /* (borrowed): of the latest "terminal" */
} ConnectionScene;

void connection_scene_init (ConnectionScene *scene);
void connection_scene_clear (ConnectionScene *scene);
/* The doctor has looked, and this is the link that is broken. */
void connection_scene_find (ConnectionScene *scene,
                            SubletDoctorLink link,
                            SubletDoctorFinding finding,
                            SubletDoctorFix fix);
/* (transfer none) (nullable): the button that mends a link. */
GtkWidget *connection_scene_get_fix (ConnectionScene *scene, SubletDoctorLink link);

G_END_DECLS
