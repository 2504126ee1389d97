/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"
#include "support/sublet-test-simulator.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One instance that is a real SSH server, in real time, and the shipped connection to it, which
 * does not go yet. Its key is in memory; its host keys are kept in a profile to throw away.
 */
typedef struct
{
  bool jupyter; /* before it is started: with such a server */

  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletIdentityStore *identities;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletConnection *connection;
  char *folder;
  gint64 id;
} SubletTestInstance;

void sublet_test_instance_start (SubletTestInstance *self);
void sublet_test_instance_stop (SubletTestInstance *self);

/* (transfer full): another connection to it, as after a restart; tries follow each other fast. */
SubletConnection *sublet_test_instance_make_connection (SubletTestInstance *self);

/* Tells the simulator, see CONTROL.md. */
void sublet_test_instance_order (SubletTestInstance *self,
                                 const char *path,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (3, 4);
/* route: NULL for both. */
void sublet_test_instance_set_link (SubletTestInstance *self, const char *route, const char *how);

G_END_DECLS
