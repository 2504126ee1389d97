/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-agent-private.h"

#include "core/ssh/sublet-ssh-agent-words-private.h"
#include "core/ssh/sublet-ssh-wire-private.h"

#include <string.h>

/* Source: RFC 4250, 4.1.2. */
#define USERAUTH_REQUEST 50

#define SERVICE "ssh-connection"
#define METHOD "publickey"
/* The same with the server's host key at its end. Source: OpenSSH, PROTOCOL, 3.1. */
#define METHOD_HOSTBOUND "publickey-hostbound-v00@openssh.com"

/* ---- reading ---- */

static bool
is_key (const SubletSshBytes *bytes, SubletSshIdentity *identity)
{
  gsize length;
  const guint8 *blob = g_bytes_get_data (sublet_ssh_identity_get_public_blob (identity), &length);

  return bytes->length == length && memcmp (bytes->data, blob, length) == 0;
}

/*
 * What a client signs to sign in, and nothing else: whoever reaches the socket gets no signature
 * under a text of their own. Source: RFC 4252, 7.
 */
static bool
is_sign_in (SubletSshBytes data, SubletSshIdentity *identity)
{
  SubletSshBytes session, user, service, method, algorithm, key, host_key;
  guint8 type, has_signature;

  if (!sublet_ssh_wire_take_string (&data, &session) || session.length == 0 ||
      !sublet_ssh_wire_take_byte (&data, &type) || type != USERAUTH_REQUEST ||
      !sublet_ssh_wire_take_string (&data, &user) ||
      !sublet_ssh_wire_take_string (&data, &service) ||
      !sublet_ssh_wire_is_text (&service, SERVICE) ||
      !sublet_ssh_wire_take_string (&data, &method) ||
      !sublet_ssh_wire_take_byte (&data, &has_signature) || has_signature == 0 ||
      !sublet_ssh_wire_take_string (&data, &algorithm) ||
      !sublet_ssh_wire_is_text (&algorithm, sublet_ssh_identity_get_algorithm (identity)) ||
      !sublet_ssh_wire_take_string (&data, &key) || !is_key (&key, identity))
    return false;

  if (sublet_ssh_wire_is_text (&method, METHOD_HOSTBOUND))
    return sublet_ssh_wire_take_string (&data, &host_key) && data.length == 0;

  return sublet_ssh_wire_is_text (&method, METHOD) && data.length == 0;
}

/* ---- writing ---- */

static GBytes *
frame (GByteArray *body)
{
  GByteArray *framed = g_byte_array_sized_new (body->len + sizeof (guint32));

  sublet_ssh_wire_add_string (framed, body->data, body->len);

  return g_byte_array_free_to_bytes (framed);
}

/* ---- answers ---- */

static void
list_identities (GByteArray *body, SubletSshIdentity *identity)
{
  const char *comment;
  gsize length;
  const guint8 *blob;

  sublet_ssh_wire_add_byte (body, SUBLET_SSH_AGENT_IDENTITIES_ANSWER);
  sublet_ssh_wire_add_number (body, identity != NULL ? 1 : 0);
  if (identity == NULL)
    return;

  blob = g_bytes_get_data (sublet_ssh_identity_get_public_blob (identity), &length);
  comment = strrchr (sublet_ssh_identity_get_public_line (identity), ' ') + 1;
  sublet_ssh_wire_add_string (body, blob, length);
  sublet_ssh_wire_add_string (body, comment, strlen (comment));
}

/* Flags ask for a hash of RSA signatures, so with these keys none has a meaning. */
static bool
sign (GByteArray *body, SubletSshIdentity *identity, SubletSshBytes request)
{
  g_autoptr (GByteArray) signature = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) made = NULL;
  const char *algorithm;
  gsize length;
  SubletSshBytes key, data;
  guint32 flags;

  if (identity == NULL || !sublet_ssh_wire_take_string (&request, &key) ||
      !is_key (&key, identity) || !sublet_ssh_wire_take_string (&request, &data) ||
      !is_sign_in (data, identity) || !sublet_ssh_wire_take_number (&request, &flags) ||
      flags != 0 || request.length != 0)
    return false;
  made = sublet_ssh_identity_sign (identity, data.data, data.length, &error);
  if (made == NULL)
    {
      g_warning ("the agent cannot sign: %s", error->message);
      return false;
    }

  algorithm = sublet_ssh_identity_get_algorithm (identity);
  signature = g_byte_array_new ();
  sublet_ssh_wire_add_string (signature, algorithm, strlen (algorithm));
  data.data = g_bytes_get_data (made, &length);
  sublet_ssh_wire_add_string (signature, data.data, length);
  sublet_ssh_wire_add_byte (body, SUBLET_SSH_AGENT_SIGN_RESPONSE);
  sublet_ssh_wire_add_string (body, signature->data, signature->len);

  return true;
}

/**
 * sublet_ssh_agent_answer: (skip)
 * @identity: (nullable): the key, with its private half; NULL when there is none
 * @message: (array length=length): what a peer said, without its length
 * @length: in bytes
 *
 * Any thread. Source: draft-miller-ssh-agent, 3.4, 3.5 and 4.
 *
 * Returns: (transfer full): what to send back, its length included
 */
GBytes *
sublet_ssh_agent_answer (SubletSshIdentity *identity, const guint8 *message, gsize length)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  SubletSshBytes rest = { message, length };
  bool answered = false;
  guint8 type;

  /* What another agent holds is asked for there. */
  if (identity != NULL && sublet_ssh_identity_get_agent_path (identity) != NULL)
    identity = NULL;
  if (sublet_ssh_wire_take_byte (&rest, &type))
    {
      if (type == SUBLET_SSH_AGENT_REQUEST_IDENTITIES && rest.length == 0)
        {
          list_identities (body, identity);
          answered = true;
        }
      else if (type == SUBLET_SSH_AGENT_SIGN_REQUEST)
        {
          answered = sign (body, identity, rest);
        }
    }
  if (!answered)
    sublet_ssh_wire_add_byte (body, SUBLET_SSH_AGENT_FAILURE);

  return frame (body);
}
