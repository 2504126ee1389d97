/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-connection.h"

#include <stdbool.h>

G_BEGIN_DECLS

struct _SubletInstanceConnection
{
  SubletInstanceSection parent_instance;

  SubletDoctor *doctor; /* (owned) (nullable): until there is a contract */
  GCancellable *asking; /* (owned): with the widget */
  bool checks_after;    /* once the connection has tried what was ordered */
  bool was_running;

  /* (borrowed): inside */
  GtkWidget *rows[SUBLET_DOCTOR_N_LINKS];
  GtkWidget *announcer;
  GtkWidget *top;
  GtkLabel *headline_label;
  GtkLabel *age_label;
  GtkWidget *check_button;
  GtkWidget *list_box;
  GtkWidget *foot;
  GtkWidget *key_group;
  AdwActionRow *key_row;
};

/* -mend.c: the one order that mends the first broken link. */
void sublet_instance_connection_mend (SubletInstanceConnection *self);
void sublet_instance_connection_forget_key (SubletInstanceConnection *self);
/* (nullable): also of what does not run. */
SubletConnection *sublet_instance_connection_get (SubletInstanceConnection *self);

G_END_DECLS
