/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

#include <stdlib.h>
#include <string.h>

static SubletSshHostKey *
get_host_key (SubletSshWorker *self, GError **error)
{
  g_autoptr (GBytes) blob = NULL;
  const char *data;
  size_t length = 0;
  int type;

  data = libssh2_session_hostkey (self->link->session, &length, &type);
  blob = g_bytes_new (data, data != NULL ? length : 0);

  return sublet_ssh_host_key_new (blob, error);
}

/* Takes @key. */
static void
refuse_host_key (SubletSshWorker *self, SubletSshHostKey *key)
{
  SubletSshFailure *failure;
  GError *error;

  if (self->expected != NULL)
    error = g_error_new (SUBLET_ERROR,
                         SUBLET_ERROR_SSH_HOST_KEY,
                         "the host key is %s %s, not %s %s",
                         sublet_ssh_host_key_get_algorithm (key),
                         sublet_ssh_host_key_get_fingerprint (key),
                         sublet_ssh_host_key_get_algorithm (self->expected),
                         sublet_ssh_host_key_get_fingerprint (self->expected));
  else
    error = g_error_new (SUBLET_ERROR,
                         SUBLET_ERROR_SSH_HOST_KEY_NEW,
                         "the host key is %s %s, and none is known",
                         sublet_ssh_host_key_get_algorithm (key),
                         sublet_ssh_host_key_get_fingerprint (key));
  failure = sublet_ssh_worker_fail_on_route (self, error);
  if (self->expected != NULL)
    failure->expected = sublet_ssh_host_key_ref (self->expected);
  failure->presented = key;
}

/* The handshake has proved that the server holds the key; whose it is, only this can say. */
static void
step_host_key (SubletSshWorker *self)
{
  g_autoptr (SubletSshHostKey) key = NULL;
  SubletSshNote *note;
  GError *error = NULL;

  key = get_host_key (self, &error);
  if (key == NULL)
    {
      g_clear_error (&error);
      sublet_ssh_worker_fail_on_route (self,
                                       g_error_new (SUBLET_ERROR,
                                                    SUBLET_ERROR_PROTOCOL,
                                                    "the server's key cannot be read"));
      return;
    }

  note = sublet_ssh_note_new (SUBLET_SSH_NOTE_HOST_KEY);
  note->key = sublet_ssh_host_key_ref (key);
  sublet_ssh_worker_tell (self, note);
  if (self->expected != NULL ? sublet_ssh_host_key_equal (self->expected, key)
                             : !self->refuses_new_key)
    sublet_ssh_worker_enter (self, SUBLET_SSH_PHASE_AUTHENTICATION, self->times.authentication_ms);
  else
    refuse_host_key (self, g_steal_pointer (&key));
}

/* libssh2 frees the signature with free(). */
static int
on_sign (LIBSSH2_SESSION *session,
         unsigned char **signature,
         size_t *signature_length,
         const unsigned char *data,
         size_t data_length,
         void **abstract)
{
  SubletSshWorker *self = *abstract;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer content;
  gsize length;

  g_clear_error (&self->signing_error);
  bytes = sublet_ssh_identity_sign (self->identity, data, data_length, &self->signing_error);
  if (bytes == NULL)
    return -1;

  content = g_bytes_get_data (bytes, &length);
  *signature = malloc (length);
  if (*signature == NULL)
    return -1;
  memcpy (*signature, content, length);
  *signature_length = length;

  return 0;
}

static int
authenticate (SubletSshWorker *self)
{
  GBytes *blob = sublet_ssh_identity_get_public_blob (self->identity);
  const guint8 *data;
  void *abstract = self;
  gsize length;

  data = g_bytes_get_data (blob, &length);
  return libssh2_userauth_publickey (self->link->session,
                                     self->user,
                                     data,
                                     length,
                                     on_sign,
                                     &abstract);
}

static void
step_authentication (SubletSshWorker *self)
{
  int code = authenticate (self);

  if (code == 0)
    sublet_ssh_worker_enter (self, SUBLET_SSH_PHASE_READY, 0);
  else if (code == LIBSSH2_ERROR_EAGAIN)
    return;
  else if (self->signing_error != NULL)
    sublet_ssh_worker_fail_on_route (self, g_steal_pointer (&self->signing_error));
  else if (self->link->lost == 0 && (code == LIBSSH2_ERROR_AUTHENTICATION_FAILED ||
                                     code == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED))
    sublet_ssh_worker_fail_on_route (self,
                                     g_error_new (SUBLET_ERROR,
                                                  SUBLET_ERROR_SSH_AUTH,
                                                  "the server does not accept the SSH key for "
                                                  "\"%s\"",
                                                  self->user));
  else
    sublet_ssh_worker_fail_on_route (self, sublet_ssh_link_make_error (self->link, "signing in"));
}

/**
 * sublet_ssh_worker_step_sign_in: (skip)
 * @self: a worker that knows the host key, to the end of authentication
 */
void
sublet_ssh_worker_step_sign_in (SubletSshWorker *self)
{
  if (self->phase == SUBLET_SSH_PHASE_HOST_KEY)
    step_host_key (self);
  if (self->phase == SUBLET_SSH_PHASE_AUTHENTICATION && !self->finished)
    step_authentication (self);
}

/**
 * sublet_ssh_worker_abandon_sign_in: (skip)
 * @self: a worker whose link is cut
 */
void
sublet_ssh_worker_abandon_sign_in (SubletSshWorker *self)
{
  if (self->phase == SUBLET_SSH_PHASE_AUTHENTICATION)
    authenticate (self);
}
