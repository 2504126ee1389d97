/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef enum
{
  SIM_LINK_OK,
  SIM_LINK_CUT,       /* open connections and new ones are reset */
  SIM_LINK_SLOW,      /* so many bytes per second, each way of each connection */
  SIM_LINK_BLACKHOLE, /* nothing comes through and nothing is answered, as behind a dead router */
  SIM_LINK_REFUSE,    /* new connections are refused; open ones go on */
  SIM_LINK_SILENT,    /* new connections are taken and nothing is ever said; open ones go on */
} SimLinkHow;

typedef struct
{
  SimLinkHow how;
  gint64 bytes_per_second; /* when slow */
} SimLinkMode;

/* One connection: passes bytes both ways between two sockets, with bounded buffers. */
typedef struct _SimPipe SimPipe;
typedef void (*SimPipeFunc) (SimPipe *pipe, gpointer data);

SimPipe *sim_pipe_new (int client,
                       int inner,
                       const SimLinkMode *mode,
                       SimPipeFunc on_end,
                       gpointer data);
void sim_pipe_free (SimPipe *self);
void sim_pipe_reset (SimPipe *self);
void sim_pipe_arm (SimPipe *self);

G_END_DECLS
