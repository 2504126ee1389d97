/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-phase.h"

G_DEFINE_ENUM_TYPE (SubletSshPhase,
                    sublet_ssh_phase,
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_RESOLVING, "resolving"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_BANNER, "banner"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_HANDSHAKE, "handshake"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_HOST_KEY, "host-key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_AUTHENTICATION, "authentication"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SSH_PHASE_CLOSED, "closed"))

/**
 * sublet_ssh_phase_get_nick:
 * @phase: a phase
 *
 * Returns: (transfer none): its word in the log
 */
const char *
sublet_ssh_phase_get_nick (SubletSshPhase phase)
{
  static const char *const nicks[] = { "new",       "resolving", "connecting",     "banner",
                                       "handshake", "host key",  "authentication", "ready",
                                       "closed" };

  return (gsize) phase < G_N_ELEMENTS (nicks) ? nicks[phase] : "unknown";
}
