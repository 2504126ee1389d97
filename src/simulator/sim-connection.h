/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A client's connection: which one it is and how often it was used. */
typedef struct
{
  gint64 number; /* from 1 */
  int requests;  /* so far, this one included */
  GSource *idle; /* (owned) (nullable): sees the client hang up between two requests */
} SimConnection;

const SimConnection *sim_connection_note (SoupServerMessage *message);

G_END_DECLS
