/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletSshPhase:
 * @SUBLET_SSH_PHASE_NEW: not connecting yet
 * @SUBLET_SSH_PHASE_RESOLVING: a route's name is looked up
 * @SUBLET_SSH_PHASE_CONNECTING: TCP
 * @SUBLET_SSH_PHASE_BANNER: waiting for the server's first line
 * @SUBLET_SSH_PHASE_HANDSHAKE: key exchange
 * @SUBLET_SSH_PHASE_HOST_KEY: the server's key is compared, on the route that was first
 * @SUBLET_SSH_PHASE_AUTHENTICATION: signing in
 * @SUBLET_SSH_PHASE_READY: commands can run
 * @SUBLET_SSH_PHASE_CLOSED: the end, by order or by failure
 *
 * How far a session has come. It never goes back. While several routes are tried it is that of the
 * one which is furthest.
 */
typedef enum
{
  SUBLET_SSH_PHASE_NEW,
  SUBLET_SSH_PHASE_RESOLVING,
  SUBLET_SSH_PHASE_CONNECTING,
  SUBLET_SSH_PHASE_BANNER,
  SUBLET_SSH_PHASE_HANDSHAKE,
  SUBLET_SSH_PHASE_HOST_KEY,
  SUBLET_SSH_PHASE_AUTHENTICATION,
  SUBLET_SSH_PHASE_READY,
  SUBLET_SSH_PHASE_CLOSED,
} SubletSshPhase;

#define SUBLET_TYPE_SSH_PHASE (sublet_ssh_phase_get_type ())

GType sublet_ssh_phase_get_type (void);

const char *sublet_ssh_phase_get_nick (SubletSshPhase phase);

G_END_DECLS
