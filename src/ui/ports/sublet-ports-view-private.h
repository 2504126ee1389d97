/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ports/sublet-ports-view.h"

#include "ui/ports/sublet-port-chooser.h"
#include "ui/ports/sublet-tunnel-row.h"

G_BEGIN_DECLS

/*
 *   (none)   what is shown
 *   -browse  pages that are opened
 *   -public  what is open to the internet
 */
struct _SubletPortsView
{
  AdwBin parent_instance;

  char *name;                   /* (owned) (nullable) */
  SubletConnection *connection; /* (owned) (nullable) */
  SubletInstance *instance;     /* (owned) (nullable) */
  GPtrArray *public_rows;       /* (owned) (element-type GtkWidget): borrowed, the group's */
  char *public_shown;           /* (owned) (nullable): what they are made of */
  GCancellable *cancellable;    /* (owned) (nullable): while it is in a window */

  GtkLabel *title_label;
  GtkWidget *open_button;
  SubletPortChooser *chooser;
  GtkWidget *failure_label;
  GtkListBox *tunnels_list;
  AdwStatusPage *empty_page;
  GtkWidget *empty_button;
  AdwPreferencesGroup *public_group;
};

/* Of a tunnel; on its way to the browser it may be let in there. */
void sublet_ports_view_browse_tunnel (SubletPortsView *self, SubletTunnel *tunnel);
void sublet_ports_view_browse (SubletPortsView *self, const char *address);
void sublet_ports_view_set_failure (SubletPortsView *self, const char *failure);

void sublet_ports_view_update_public (SubletPortsView *self);

G_END_DECLS
