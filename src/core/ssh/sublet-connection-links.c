/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

void
sublet_connection_reset_links (SubletConnection *self)
{
  int i;

  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    self->links[i] = (SubletLinkResult){ SUBLET_LINK_STATE_WAITING, 0 };
}

static bool
is_trying (SubletConnection *self, SubletConnectionLink link)
{
  return link < SUBLET_CONNECTION_N_LINKS && self->links[link].state == SUBLET_LINK_STATE_TRYING;
}

/**
 * sublet_connection_enter_link: (skip)
 * @self: a connection
 * @link: what is tried now; SUBLET_CONNECTION_N_LINKS: all are done
 *
 * A link that was passed without being seen (a quick server) took no time of its own. The key's
 * link may have failed and the chain gone on: it keeps saying so.
 */
void
sublet_connection_enter_link (SubletConnection *self, SubletConnectionLink link)
{
  gint64 now_us = sublet_clock_get_monotonic_us (self->clock);
  int i;

  if (is_trying (self, link))
    return;

  for (i = 0; i < (int) link; i++)
    {
      SubletLinkResult *result = &self->links[i];

      if (result->state == SUBLET_LINK_STATE_TRYING)
        result->duration_us = now_us - self->link_since_us;
      if (result->state != SUBLET_LINK_STATE_FAILED)
        result->state = SUBLET_LINK_STATE_DONE;
    }
  if (link < SUBLET_CONNECTION_N_LINKS)
    self->links[link] = (SubletLinkResult){ SUBLET_LINK_STATE_TRYING, 0 };
  self->link_since_us = now_us;
}

/**
 * sublet_connection_break_link: (skip)
 * @self: a connection
 * @link: where the try ended
 * @error: why
 */
void
sublet_connection_break_link (SubletConnection *self,
                              SubletConnectionLink link,
                              const GError *error)
{
  int i;

  sublet_connection_enter_link (self, link);
  self->links[link].state = SUBLET_LINK_STATE_FAILED;
  for (i = link + 1; i < SUBLET_CONNECTION_N_LINKS; i++)
    self->links[i] = (SubletLinkResult){ SUBLET_LINK_STATE_WAITING, 0 };
  self->broken_link = link;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

/**
 * sublet_connection_link_for_phase: (skip)
 * @phase: of a session that is not over
 *
 * Returns: the link that it is at
 */
SubletConnectionLink
sublet_connection_link_for_phase (SubletSshPhase phase)
{
  switch (phase)
    {
    case SUBLET_SSH_PHASE_BANNER:
    case SUBLET_SSH_PHASE_HANDSHAKE:
      return SUBLET_CONNECTION_LINK_HANDSHAKE;

    case SUBLET_SSH_PHASE_HOST_KEY:
      return SUBLET_CONNECTION_LINK_HOST_KEY;

    case SUBLET_SSH_PHASE_AUTHENTICATION:
      return SUBLET_CONNECTION_LINK_AUTHENTICATION;

    case SUBLET_SSH_PHASE_READY:
    case SUBLET_SSH_PHASE_CLOSED:
      return SUBLET_CONNECTION_LINK_COMMAND;

    case SUBLET_SSH_PHASE_NEW:
    case SUBLET_SSH_PHASE_RESOLVING:
    case SUBLET_SSH_PHASE_CONNECTING:
    default:
      return SUBLET_CONNECTION_LINK_PORT;
    }
}
