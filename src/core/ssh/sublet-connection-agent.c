/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"

#include <string.h>

/*
 * The person's own configuration counts, a jump host or a keepalive of theirs for one, except where
 * it could weaken what is pinned here or let the agent out of this computer: what is on the command
 * line comes first. Source: ssh_config(5).
 */
static const char *const fixed_options[] = {
  /* Ours is the first that is offered, whatever keys they have. */
  "IdentitiesOnly=no",
  "AddKeysToAgent=no",
  /* To whoever is root over there, it would open the other instances. */
  "ForwardAgent=no",
  /* A connection of theirs that is shared was checked by somebody else. */
  "ControlPath=none",
  "StrictHostKeyChecking=yes",
  "GlobalKnownHostsFile=/dev/null",
  "KnownHostsCommand=none",
  "VerifyHostKeyDNS=no",
  "UpdateHostKeys=no",
};

/* In quotation marks, ssh takes everything but these as it is. */
static bool
is_plain_path (const char *path)
{
  return strpbrk (path, "\"\\%$\n") == NULL;
}

static void
add_option (GStrvBuilder *builder, const char *option)
{
  g_strv_builder_add (builder, "-o");
  g_strv_builder_add (builder, option);
}

static void
add_path_option (GStrvBuilder *builder, const char *name, const char *path)
{
  g_autofree char *option = g_strdup_printf ("%s=\"%s\"", name, path);

  add_option (builder, option);
}

/* A key that another agent holds is asked for there. */
static const char *
get_agent_path (SubletConnection *self)
{
  const char *path = self->identity != NULL ? sublet_ssh_identity_get_agent_path (self->identity)
                                            : NULL;

  return path != NULL ? path : sublet_ssh_agent_get_socket_path (self->agent);
}

static GStrv
make_arguments (SubletConnection *self, const char *alias, const char *known_hosts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *alias_option = g_strconcat ("HostKeyAlias=", alias, NULL);
  g_autofree char *port = g_strdup_printf ("%u", self->route->port);
  g_autofree char *target = g_strconcat ("root@", self->route->host, NULL);
  gsize i;

  g_strv_builder_add (builder, "ssh");
  add_path_option (builder, "IdentityAgent", get_agent_path (self));
  add_path_option (builder, "UserKnownHostsFile", known_hosts);
  add_option (builder, alias_option);
  for (i = 0; i < G_N_ELEMENTS (fixed_options); i++)
    add_option (builder, fixed_options[i]);
  g_strv_builder_add_many (builder, "-p", port, target, NULL);

  return g_strv_builder_end (builder);
}

/**
 * sublet_connection_set_agent:
 * @self: a connection
 * @agent: (nullable): signs for the person's own ssh; started when it is first needed
 */
void
sublet_connection_set_agent (SubletConnection *self, SubletSshAgent *agent)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (agent == NULL || SUBLET_IS_SSH_AGENT (agent));

  g_set_object (&self->agent, agent);
}

/**
 * sublet_connection_has_agent_command:
 * @self: a connection
 *
 * Only what is READY: the host key is pinned, the route is known to work, and the instance has the
 * key.
 *
 * Returns: whether sublet_connection_dup_agent_command() can give one
 */
gboolean
sublet_connection_has_agent_command (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);

  return self->agent != NULL && self->state == SUBLET_CONNECTION_STATE_READY &&
         !self->key_missing && self->route != NULL && self->pinned != NULL &&
         sublet_connection_host_is_plain (self->route->host);
}

/**
 * sublet_connection_dup_agent_command:
 * @self: a connection
 * @error: SUBLET_ERROR_FAILED when it is not READY or the agent cannot be started
 *
 * What connects the person's own ssh with Sublet's key, which the agent signs with, to the host key
 * that is pinned and no other. Nothing in it is secret. It works until the agent is stopped. Writes
 * the file with the host key.
 *
 * Returns: (transfer full) (nullable): program and arguments, NULL on error
 */
GStrv
sublet_connection_dup_agent_command (SubletConnection *self, GError **error)
{
  g_autofree char *alias = NULL;
  g_autofree char *known_hosts = NULL;

  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  if (!sublet_connection_has_agent_command (self))
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_FAILED,
                           "another program can connect only to what is ready");
      return NULL;
    }
  if (!sublet_ssh_agent_start (self->agent, error))
    return NULL;

  alias = g_strdup_printf ("sublet-%" G_GINT64_FORMAT, self->instance_id);
  known_hosts = sublet_ssh_agent_write_known_host (self->agent, alias, self->pinned, error);
  if (known_hosts == NULL)
    return NULL;
  if (!is_plain_path (known_hosts) || !is_plain_path (get_agent_path (self)))
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_FAILED,
                   "ssh cannot be told one of these paths: %s, %s",
                   known_hosts,
                   get_agent_path (self));
      return NULL;
    }

  return make_arguments (self, alias, known_hosts);
}
