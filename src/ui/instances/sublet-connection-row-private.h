/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-connection-row.h"

#include <stdbool.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *name_label;
  GtkWidget *time_label;
} SubletLinkWidgets;

struct _SubletConnectionRow
{
  GtkWidget parent_instance;

  bool narrow; /* the links stand in two lines */

  SubletLinkWidgets links[SUBLET_CONNECTION_N_LINKS];
  GtkWidget *grid;
  GtkWidget *foot;
  GtkWidget *buttons; /* in the foot */
  GtkWidget *sign;
  GtkWidget *line_label;
  GtkWidget *fix_button;
  GtkWidget *cause_button;
  GtkWidget *details_button;
  GtkWidget *details_label;
  GtkWidget *checks_button;
  GtkWidget *checks_list;
};

G_END_DECLS
