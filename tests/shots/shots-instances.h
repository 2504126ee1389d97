/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shots/shots.h"

G_BEGIN_DECLS

/* What pictures of the instances and of one card begin with. */

GtkWidget *shots_instances_make_page (SubletUiFixture *fixture, SubletKnowledge knowledge);
/* Nobody answers in a picture what volumes there are: nothing is said of them. */
GtkWidget *shots_instances_hush_volumes (GtkWidget *page);
/* One that is ready. */
GtkWidget *shots_instances_make_one (SubletUiFixture *fixture);

/* Acts: all of a page that is taller than its window. */
GtkWidget *shots_instances_show_tall (SubletUiFixture *fixture, GtkWidget *window);
/* Acts: those that are ready have readings. */
GtkWidget *shots_instances_fill_charts (SubletUiFixture *fixture, GtkWidget *window);

G_END_DECLS
