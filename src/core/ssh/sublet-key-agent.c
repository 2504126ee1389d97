/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-agent.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-agent-words-private.h"
#include "core/ssh/sublet-ssh-wire-private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* In the second case it may ask the person whether it may. */
#define LIST_TIMEOUT_MS 5000
#define SIGN_TIMEOUT_MS 60000

/* Of one answer, as OpenSSH's own programs take it. */
#define MAX_ANSWER (256 * 1024)

/* More than a person can choose among. */
#define MAX_KEYS 64

/* ---- one question ---- */

static int
dial (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd;

  if (g_strlcpy (address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    return -1;
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static bool
wait_for (int fd, short events, gint64 deadline_us)
{
  struct pollfd waiting = { .fd = fd, .events = events };
  gint64 left_us;
  int n_ready = 0;

  while ((left_us = deadline_us - g_get_monotonic_time ()) > 0)
    {
      n_ready = poll (&waiting, 1, (int) (left_us / 1000) + 1);
      if (n_ready > 0 || (n_ready < 0 && errno != EINTR))
        break;
    }

  return n_ready > 0;
}

static bool
send_all (int fd, const guint8 *data, gsize length, gint64 deadline_us)
{
  while (length > 0)
    {
      ssize_t n_sent = send (fd, data, length, MSG_NOSIGNAL);

      if (n_sent > 0)
        {
          data += n_sent;
          length -= (gsize) n_sent;
        }
      else if ((errno != EAGAIN && errno != EINTR) || !wait_for (fd, POLLOUT, deadline_us))
        return false;
    }

  return true;
}

static bool
receive_all (int fd, guint8 *data, gsize length, gint64 deadline_us)
{
  while (length > 0)
    {
      ssize_t n_received = recv (fd, data, length, 0);

      if (n_received == 0)
        return false;
      if (n_received > 0)
        {
          data += n_received;
          length -= (gsize) n_received;
        }
      else if ((errno != EAGAIN && errno != EINTR) || !wait_for (fd, POLLIN, deadline_us))
        return false;
    }

  return true;
}

static GBytes *
receive (int fd, gint64 deadline_us)
{
  guint8 head[4];
  SubletSshBytes bytes = { head, sizeof head };
  guint8 *answer;
  guint32 length;

  if (!receive_all (fd, head, sizeof head, deadline_us) ||
      !sublet_ssh_wire_take_number (&bytes, &length) || length == 0 || length > MAX_ANSWER)
    return NULL;

  answer = g_malloc (length);
  if (!receive_all (fd, answer, length, deadline_us))
    g_clear_pointer (&answer, g_free);

  return answer != NULL ? g_bytes_new_take (answer, length) : NULL;
}

static GBytes *
ask (const char *path, GByteArray *question, guint timeout_ms, SubletKeyProblem *problem)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  g_autoptr (GByteArray) framed = g_byte_array_new ();
  GBytes *answer = NULL;
  int fd;

  fd = path != NULL ? dial (path) : -1;
  *problem = fd < 0 ? SUBLET_KEY_PROBLEM_NO_AGENT : SUBLET_KEY_PROBLEM_NONE;
  if (fd < 0)
    return NULL;

  sublet_ssh_wire_add_string (framed, question->data, question->len);
  if (send_all (fd, framed->data, framed->len, deadline_us))
    answer = receive (fd, deadline_us);
  if (answer == NULL)
    *problem = SUBLET_KEY_PROBLEM_AGENT_SILENT;
  close (fd);

  return answer;
}

/* ---- its keys ---- */

static bool
take_keys (SubletSshBytes answer, GPtrArray *keys)
{
  SubletSshBytes blob, comment;
  guint32 n_keys, i;
  guint8 type;

  if (!sublet_ssh_wire_take_byte (&answer, &type) || type != SUBLET_SSH_AGENT_IDENTITIES_ANSWER ||
      !sublet_ssh_wire_take_number (&answer, &n_keys))
    return false;
  for (i = 0; i < n_keys && i < MAX_KEYS; i++)
    {
      g_autofree char *words = NULL;

      if (!sublet_ssh_wire_take_string (&answer, &blob) ||
          !sublet_ssh_wire_take_string (&answer, &comment))
        return false;
      words = g_strndup ((const char *) comment.data, comment.length);
      g_ptr_array_add (keys, sublet_key_facts_new_for_blob (blob.data, blob.length, words, NULL));
    }

  return true;
}

/**
 * sublet_key_agent_dup_path:
 *
 * Returns: (transfer full) (type filename) (nullable): where the person's agent listens, as
 *   SSH_AUTH_SOCK tells; NULL when there is none
 */
char *
sublet_key_agent_dup_path (void)
{
  const char *path = g_getenv ("SSH_AUTH_SOCK");

  return path != NULL && *path != '\0' ? g_strdup (path) : NULL;
}

/**
 * sublet_key_agent_list:
 * @socket_path: (type filename) (nullable): where it listens
 * @problem: (out): NONE, NO_AGENT, AGENT_SILENT or AGENT_EMPTY
 *
 * One that is locked has none, as far as it tells. Waits five seconds at most: not for the main
 * thread. Source: draft-miller-ssh-agent, 4.4.
 *
 * Returns: (transfer full) (element-type SubletKeyFacts): its first 64 keys, with those that cannot
 *   be used
 */
GPtrArray *
sublet_key_agent_list (const char *socket_path, SubletKeyProblem *problem)
{
  g_autoptr (GByteArray) question = g_byte_array_new ();
  g_autoptr (GBytes) answer = NULL;
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_key_facts_free);
  SubletSshBytes bytes;

  sublet_ssh_wire_add_byte (question, SUBLET_SSH_AGENT_REQUEST_IDENTITIES);
  answer = ask (socket_path, question, LIST_TIMEOUT_MS, problem);
  if (answer == NULL)
    return keys;

  bytes.data = g_bytes_get_data (answer, &bytes.length);
  if (!take_keys (bytes, keys))
    {
      g_ptr_array_set_size (keys, 0);
      *problem = SUBLET_KEY_PROBLEM_AGENT_SILENT;
    }
  else if (keys->len == 0)
    {
      *problem = SUBLET_KEY_PROBLEM_AGENT_EMPTY;
    }

  return keys;
}

/* ---- a signature ---- */

static GBytes *
take_signature (SubletSshBytes answer, const char *algorithm)
{
  SubletSshBytes signature, name, made;
  guint8 type;

  if (!sublet_ssh_wire_take_byte (&answer, &type) || type != SUBLET_SSH_AGENT_SIGN_RESPONSE ||
      !sublet_ssh_wire_take_string (&answer, &signature) ||
      !sublet_ssh_wire_take_string (&signature, &name) ||
      !sublet_ssh_wire_is_text (&name, algorithm) ||
      !sublet_ssh_wire_take_string (&signature, &made))
    return NULL;

  return g_bytes_new (made.data, made.length);
}

/**
 * sublet_key_agent_sign:
 * @socket_path: (type filename): where it listens
 * @blob: the public half of one of its keys
 * @algorithm: that key's
 * @data: (array length=length): what to sign
 * @length: in bytes
 * @error: SUBLET_ERROR_SSH_KEY when the agent is not there, does not answer or refuses
 *
 * The agent may ask the person first; it is waited for a minute: not for the main thread. Source:
 * draft-miller-ssh-agent, 4.5.
 *
 * Returns: (transfer full) (nullable): the signature, without the algorithm's name; NULL on error
 */
GBytes *
sublet_key_agent_sign (const char *socket_path,
                       GBytes *blob,
                       const char *algorithm,
                       const guint8 *data,
                       gsize length,
                       GError **error)
{
  g_autoptr (GByteArray) question = g_byte_array_new ();
  g_autoptr (GBytes) answer = NULL;
  GBytes *signature = NULL;
  SubletKeyProblem problem;
  SubletSshBytes bytes;

  bytes.data = g_bytes_get_data (blob, &bytes.length);
  sublet_ssh_wire_add_byte (question, SUBLET_SSH_AGENT_SIGN_REQUEST);
  sublet_ssh_wire_add_string (question, bytes.data, bytes.length);
  sublet_ssh_wire_add_string (question, data, length);
  sublet_ssh_wire_add_number (question, 0);
  answer = ask (socket_path, question, SIGN_TIMEOUT_MS, &problem);
  if (answer == NULL)
    {
      sublet_key_problem_set_error (error, problem, NULL);
      return NULL;
    }

  bytes.data = g_bytes_get_data (answer, &bytes.length);
  signature = take_signature (bytes, algorithm);
  if (signature == NULL)
    sublet_key_problem_set_error (error, SUBLET_KEY_PROBLEM_AGENT_REFUSES, NULL);

  return signature;
}
