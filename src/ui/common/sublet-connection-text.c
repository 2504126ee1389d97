/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-connection-text.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-problem-text.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * sublet_connection_text_get_link:
 * @link: one of the chain
 *
 * Returns: its name, beside its sign and time
 */
const char *
sublet_connection_text_get_link (SubletConnectionLink link)
{
  switch (link)
    {
    case SUBLET_CONNECTION_LINK_KEY:
      /* TRANSLATORS: a link of the chain to an instance: it has Sublet's SSH key */
      return C_ ("link", "Key");
    case SUBLET_CONNECTION_LINK_PORT:
      /* TRANSLATORS: a link: its SSH port answers */
      return C_ ("link", "Port");
    case SUBLET_CONNECTION_LINK_HANDSHAKE:
      /* TRANSLATORS: a link: an SSH server is behind the port */
      return C_ ("link", "SSH Server");
    case SUBLET_CONNECTION_LINK_HOST_KEY:
      /* TRANSLATORS: a link: the server shows the key that it had before */
      return C_ ("link", "Host Key");
    case SUBLET_CONNECTION_LINK_AUTHENTICATION:
      /* TRANSLATORS: a link: the server accepts Sublet's key */
      return C_ ("link", "Sign-In");
    case SUBLET_CONNECTION_LINK_COMMAND:
      /* TRANSLATORS: a link: a command answers */
      return C_ ("link", "Command");
    case SUBLET_CONNECTION_N_LINKS:
    default:
      return "";
    }
}

/**
 * sublet_connection_text_dup_broken:
 * @link: where the chain is broken
 * @error: (nullable): why
 * @name: the instance's label
 *
 * Returns: (transfer full): one sentence that names the link
 */
char *
sublet_connection_text_dup_broken (SubletConnectionLink link, const GError *error, const char *name)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return g_strdup (sublet_error_text_get_sentence (error));

  switch (link)
    {
    case SUBLET_CONNECTION_LINK_KEY:
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("The SSH key could not be given to %s."), name);
    case SUBLET_CONNECTION_LINK_PORT:
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
        /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
        return g_strdup_printf (_ ("Vast lists no SSH port of %s."), name);
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("No port of %s answers, neither directly nor through Vast's proxy."),
        name);
    case SUBLET_CONNECTION_LINK_HANDSHAKE:
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("A port of %s answers, but no SSH server is behind it."), name);
    case SUBLET_CONNECTION_LINK_HOST_KEY:
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_STORE))
        /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
        return g_strdup_printf (_ ("Sublet cannot read which host key %s had before."), name);
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW))
        /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
        return g_strdup_printf (_ ("%s has a host key that Sublet has not seen yet."), name);
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("%s shows a different host key than before."), name);
    case SUBLET_CONNECTION_LINK_AUTHENTICATION:
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("%s does not take the SSH key."), name);
    case SUBLET_CONNECTION_LINK_COMMAND:
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("%s lets Sublet in, but no command answers."), name);
    case SUBLET_CONNECTION_N_LINKS:
    default:
      /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
      return g_strdup_printf (_ ("The connection to %s was lost."), name);
    }
}

/**
 * sublet_connection_text_get_next_step:
 * @link: where the chain is broken
 * @error: (nullable): why
 * @own_key: whether the instance has an SSH key of its own, whatever Preferences name
 *
 * Returns: one sentence for the person
 */
const char *
sublet_connection_text_get_next_step (SubletConnectionLink link,
                                      const GError *error,
                                      gboolean own_key)
{
  if (own_key && g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return sublet_key_problem_text_get_instance_step (sublet_key_problem_of_error (error));
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return sublet_error_text_get_next_step (error);

  switch (link)
    {
    case SUBLET_CONNECTION_LINK_KEY:
      return _ ("Attach it once more; Details has what Vast said.");
    case SUBLET_CONNECTION_LINK_PORT:
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
        return _ ("The image may have no SSH.");
      return _ ("It may still be starting. If it stays so, reboot it.");
    case SUBLET_CONNECTION_LINK_HANDSHAKE:
      return _ ("It may still be starting. If it stays so, reboot it.");
    case SUBLET_CONNECTION_LINK_HOST_KEY:
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_STORE))
        return _ ("Without it a stranger's key would be taken for the right one.");
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW))
        return _ ("Compare it with what the instance itself shows, then trust it.");
      return _ ("Somebody may be in between, so Sublet does not sign in.");
    case SUBLET_CONNECTION_LINK_AUTHENTICATION:
      return _ ("Attach the key once more.");
    case SUBLET_CONNECTION_LINK_COMMAND:
      return _ ("The machine may be stuck. Reboot it.");
    case SUBLET_CONNECTION_N_LINKS:
    default:
      return _ ("Check it once more.");
    }
}

/**
 * sublet_connection_text_dup_keys:
 * @before: the host key that was seen first
 * @now: the one that is shown now
 *
 * Returns: (transfer full): both, so that they can be compared
 */
char *
sublet_connection_text_dup_keys (SubletSshHostKey *before, SubletSshHostKey *now)
{
  /* TRANSLATORS: two fingerprints of host keys: what was seen first, and what is shown now */
  return g_strdup_printf (_ ("Before\n%1$s %2$s\nNow\n%3$s %4$s"),
                             sublet_ssh_host_key_get_algorithm (before),
                             sublet_ssh_host_key_get_fingerprint (before),
                             sublet_ssh_host_key_get_algorithm (now),
                             sublet_ssh_host_key_get_fingerprint (now));
}

/* As OpenSSH names the file that has it. */
static const char *
get_file_kind (SubletSshHostKey *key)
{
  const char *algorithm = sublet_ssh_host_key_get_algorithm (key);

  if (strstr (algorithm, "ecdsa") != NULL)
    return "ecdsa";

  return strstr (algorithm, "rsa") != NULL ? "rsa" : "ed25519";
}

/**
 * sublet_connection_text_dup_new_key:
 * @key: a host key that nobody has seen before
 *
 * Returns: (transfer full): it, and how a person can tell whose it is
 */
char *
sublet_connection_text_dup_new_key (SubletSshHostKey *key)
{
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub", get_file_kind (key));

  return g_strdup_printf (
    "%s\n%s\n\n%s\n%s",
    sublet_ssh_host_key_get_algorithm (key),
    sublet_ssh_host_key_get_fingerprint (key),
    /* TRANSLATORS: a command for a shell stands below it */
    _ ("A shell that is open there, Jupyter’s for one, tells the instance’s own with"), command);
}

/**
 * sublet_connection_text_dup_details:
 * @connection: a connection
 *
 * Returns: (transfer full) (nullable): what stands behind its latest failure
 */
char *
sublet_connection_text_dup_details (SubletConnection *connection)
{
  const GError *error = sublet_connection_get_error (connection);
  SubletSshHostKey *before = sublet_connection_get_expected_key (connection);
  SubletSshHostKey *now = sublet_connection_get_presented_key (connection);

  if (before != NULL && now != NULL)
    return sublet_connection_text_dup_keys (before, now);
  if (now != NULL)
    return sublet_connection_text_dup_new_key (now);

  return error != NULL ? g_strdup (error->message) : NULL;
}

/**
 * sublet_connection_text_dup_duration:
 * @duration_us: microseconds
 *
 * Returns: (transfer full): milliseconds below a second, else seconds with one decimal
 */
char *
sublet_connection_text_dup_duration (gint64 duration_us)
{
  g_autofree char *number = NULL;

  if (duration_us < G_TIME_SPAN_SECOND)
    {
      number = sublet_format_number (MAX (duration_us / 1000.0, 1), 0);
      /* TRANSLATORS: milliseconds; %s is a number; a no-break space */
      return g_strdup_printf (_ ("%s ms"), number);
    }

  number = sublet_format_number (duration_us / (double) G_TIME_SPAN_SECOND, 1);
  /* TRANSLATORS: seconds; %s is a number; a no-break space */
  return g_strdup_printf (_ ("%s s"), number);
}

/**
 * sublet_connection_text_dup_route:
 * @connection: a connection
 *
 * Returns: (transfer full) (nullable): how it goes, and how fast
 */
char *
sublet_connection_text_dup_route (SubletConnection *connection)
{
  const SubletSshRoute *route = sublet_connection_get_route (connection);
  gint64 latency_us = sublet_connection_get_latency_us (connection);
  g_autofree char *latency = NULL;

  if (route == NULL || latency_us == 0)
    return NULL;

  latency = sublet_connection_text_dup_duration (latency_us);
  if (route->kind == SUBLET_SSH_ROUTE_DIRECT)
    /* TRANSLATORS: a connection straight to the machine; %s is how long an answer takes: "23 ms" */
    return g_strdup_printf (_ ("direct · %s"), latency);
  if (sublet_connection_get_fell_back (connection))
    /* TRANSLATORS: a connection through the service's proxy; %s is how long an answer takes */
    return g_strdup_printf (_ ("through the proxy, because the direct port is shut · %s"), latency);

  /* TRANSLATORS: a connection through the service's proxy; %s is how long an answer takes */
  return g_strdup_printf (_ ("through the proxy · %s"), latency);
}
