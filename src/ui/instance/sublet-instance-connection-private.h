/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-connection.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The parts of the section:
 *   sublet-instance-connection.c          the widget, its actions, what the doctor finds
 *   sublet-instance-connection-doctor.c   which doctor looks, and when it does so by itself
 *   sublet-instance-connection-keys.c     the host key; the person's, while the instance lacks it
 *   sublet-instance-connection-mend.c     the one order that mends the first broken link
 */
struct _SubletInstanceConnection
{
  SubletInstanceSection parent_instance;

  SubletDoctor *doctor; /* (owned) (nullable): until there is a contract */
  GCancellable *asking; /* (owned): with the widget */
  bool checks_after;    /* once the connection has tried what was ordered */
  bool was_running;
  char *missing_said; /* (owned) (nullable): of a key that is missing, the latest reason */

  /* (borrowed): inside */
  GtkWidget *rows[SUBLET_DOCTOR_N_LINKS];
  GtkWidget *announcer;
  GtkWidget *top;
  GtkLabel *headline_label;
  GtkLabel *age_label;
  GtkWidget *check_button;
  GtkWidget *missing_card; /* while a key is not on the instance */
  GtkWidget *missing_icon;
  GtkLabel *missing_label;
  GtkWidget *missing_ways; /* what can be done now */
  GtkWidget *missing_buttons;
  GtkWidget *choose_button;
  GtkLabel *missing_detail;
  GtkWidget *list_box;
  GtkWidget *foot;
  GtkWidget *key_group;
  AdwActionRow *key_row;
};

/* All that it knows. */
void sublet_instance_connection_show (SubletInstanceConnection *self);

/* -doctor.c */

/* (nullable): also of what does not run. */
SubletConnection *sublet_instance_connection_get (SubletInstanceConnection *self);
void sublet_instance_connection_ensure_doctor (SubletInstanceConnection *self);
void sublet_instance_connection_check_after (SubletInstanceConnection *self);
bool sublet_instance_connection_is_in_trouble (SubletConnection *connection);

/* -keys.c */

void sublet_instance_connection_update_host_key (SubletInstanceConnection *self);
void sublet_instance_connection_update_missing_key (SubletInstanceConnection *self);

/* -mend.c */

void sublet_instance_connection_mend (SubletInstanceConnection *self);
void sublet_instance_connection_forget_key (SubletInstanceConnection *self);
/* Where it is chosen: for this instance, or for all. */
void sublet_instance_connection_choose_key (SubletInstanceConnection *self);

G_END_DECLS
