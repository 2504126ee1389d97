/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What an SSH agent and who asks it begin their messages with. Source: draft-miller-ssh-agent, 6.1.
 */
#define SUBLET_SSH_AGENT_FAILURE 5
#define SUBLET_SSH_AGENT_REQUEST_IDENTITIES 11
#define SUBLET_SSH_AGENT_IDENTITIES_ANSWER 12
#define SUBLET_SSH_AGENT_SIGN_REQUEST 13
#define SUBLET_SSH_AGENT_SIGN_RESPONSE 14
