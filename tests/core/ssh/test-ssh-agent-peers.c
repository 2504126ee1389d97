/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "agent-fixture.h"

#include "ssh-fixture.h"
#include "support/sublet-test.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Sublet's key lent to the person's own ssh: what is answered to whom, and bad peers. */

/* ---- peers ---- */

/* One who is connected: sends, and gathers what comes while the agent works beside. */
typedef struct
{
  int fd;
  GByteArray *out; /* (owned) not sent yet */
  GByteArray *in;  /* (owned) */
  bool closed;
} Peer;

static void
peer_clear (Peer *peer)
{
  close (peer->fd);
  g_byte_array_unref (peer->out);
  g_byte_array_unref (peer->in);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Peer, peer_clear)

static Peer
dial (SubletSshAgent *agent)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  Peer peer = { .fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0),
                .out = g_byte_array_new (),
                .in = g_byte_array_new () };

  g_assert_cmpint (peer.fd, >=, 0);
  g_strlcpy (address.sun_path, sublet_ssh_agent_get_socket_path (agent), sizeof address.sun_path);
  g_assert_cmpint (connect (peer.fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return peer;
}

static void
pump (Peer *peer)
{
  guint8 buffer[4096];
  gssize n = 0;

  if (peer->out->len > 0)
    n = send (peer->fd, peer->out->data, peer->out->len, MSG_NOSIGNAL);
  if (n > 0)
    g_byte_array_remove_range (peer->out, 0, (guint) n);

  while ((n = recv (peer->fd, buffer, sizeof buffer, 0)) > 0)
    g_byte_array_append (peer->in, buffer, (guint) n);
  if (n == 0 || (n < 0 && errno != EAGAIN))
    peer->closed = true;
}

static bool
is_closed (gpointer data)
{
  Peer *peer = data;

  pump (peer);
  return peer->closed;
}

static guint32
get_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static bool
has_answer (gpointer data)
{
  Peer *peer = data;

  pump (peer);
  return peer->in->len >= 4 && peer->in->len >= get_number (peer->in->data) + 4;
}

static void
add_number (GByteArray *array, guint32 value)
{
  guint8 big[] = { (guint8) (value >> 24),
                   (guint8) (value >> 16),
                   (guint8) (value >> 8),
                   (guint8) value };

  g_byte_array_append (array, big, sizeof big);
}

static void
add_string (GByteArray *array, const void *data, gsize length)
{
  add_number (array, (guint32) length);
  g_byte_array_append (array, data, (guint) length);
}

/* The type of the answer. */
static int
ask (Peer *peer, const guint8 *message, gsize length)
{
  int type;

  add_string (peer->out, message, length);
  sublet_test_await (has_answer, peer);
  g_assert_cmpuint (peer->in->len, ==, get_number (peer->in->data) + 4);
  type = peer->in->data[4];
  g_byte_array_set_size (peer->in, 0);

  return type;
}

static int
ask_for_keys (Peer *peer)
{
  return ask (peer, (const guint8 *) "\x0b", 1);
}

/* What is neither listing nor signing is refused, and the peer may go on. */
static void
test_unknown (AgentWorld *world, gconstpointer data)
{
  /* Old protocol, add, remove, remove all, lock, an extension, none, with something behind. */
  static const char *const messages[] = { "\x01", "\x11", "\x12", "\x13",
                                          "\x16", "\x1b", "\xff", "\x0b?" };
  g_auto (Peer) peer = dial (world->agent);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (messages); i++)
    g_assert_cmpint (ask (&peer, (const guint8 *) messages[i], strlen (messages[i])), ==, 5);
  g_assert_cmpint (ask_for_keys (&peer), ==, 12);
}

/* ---- signing ---- */

typedef struct
{
  const char *name;
  guint8 type;
  const char *service;
  const char *method;
  const char *algorithm;
  bool other_key;
  const char *behind;
  guint32 flags;
  int cut; /* bytes that are missing */
  int answer;
} SignCase;

/* What a client asks to sign. Source: RFC 4252, 7. */
static GByteArray *
make_data (const SignCase *sign, GBytes *blob)
{
  GByteArray *data = g_byte_array_new ();

  add_string (data, "0123456789abcdef", 16);
  g_byte_array_append (data, &sign->type, 1);
  add_string (data, "root", 4);
  add_string (data, sign->service, strlen (sign->service));
  add_string (data, sign->method, strlen (sign->method));
  g_byte_array_append (data, (const guint8 *) "\x01", 1);
  add_string (data, sign->algorithm, strlen (sign->algorithm));
  add_string (data, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
  if (sign->behind != NULL)
    add_string (data, sign->behind, strlen (sign->behind));

  return data;
}

static GByteArray *
make_request (const SignCase *sign, SubletSshIdentity *identity)
{
  GByteArray *request = g_byte_array_new ();
  g_autoptr (SubletSshIdentity) other = ssh_make_identity ();
  GBytes *ours = sublet_ssh_identity_get_public_blob (identity);
  GBytes *blob = sign->other_key ? sublet_ssh_identity_get_public_blob (other) : ours;
  g_autoptr (GByteArray) data = make_data (sign, ours);

  g_byte_array_append (request, (const guint8 *) "\x0d", 1);
  add_string (request, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
  add_string (request, data->data, data->len);
  add_number (request, sign->flags);
  g_byte_array_set_size (request, request->len - (guint) sign->cut);

  return request;
}

/* Only a sign-in with Sublet's key, whole and nothing behind it. */
static void
test_sign (AgentWorld *world, gconstpointer data)
{
#define PLAIN "ssh-connection", "publickey", "ssh-ed25519"
#define BOUND "ssh-connection", "publickey-hostbound-v00@openssh.com", "ssh-ed25519"
  static const SignCase cases[] = {
    { "a sign-in", 50, PLAIN, false, NULL, 0, 0, 14 },
    { "a sign-in to one server", 50, BOUND, false, "key", 0, 0, 14 },
    { "to one server, without it", 50, BOUND, false, NULL, 0, 0, 5 },
    { "something behind", 50, PLAIN, false, "more", 0, 0, 5 },
    { "another key", 50, PLAIN, true, NULL, 0, 0, 5 },
    { "an RSA hash", 50, PLAIN, false, NULL, 2, 0, 5 },
    { "another message", 51, PLAIN, false, NULL, 0, 0, 5 },
    { "another service", 50, "git", "publickey", "ssh-ed25519", false, NULL, 0, 0, 5 },
    { "another method", 50, "ssh-connection", "none", "ssh-ed25519", false, NULL, 0, 0, 5 },
    { "another algorithm", 50, "ssh-connection", "publickey", "ssh-rsa", false, NULL, 0, 0, 5 },
    { "no flags", 50, PLAIN, false, NULL, 0, 4, 5 },
    { "half of the flags", 50, PLAIN, false, NULL, 0, 2, 5 },
    { "half of the text", 50, PLAIN, false, NULL, 0, 60, 5 },
    { "half of the key", 50, PLAIN, false, NULL, 0, 180, 5 },
  };
  g_auto (Peer) peer = dial (world->agent);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) request = make_request (&cases[i], world->identity);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (ask (&peer, request->data, request->len), ==, cases[i].answer);
    }
}

/* ---- bad peers ---- */

static void
test_lengths (AgentWorld *world, gconstpointer data)
{
  static const guint32 refused[] = { 0, SUBLET_SSH_AGENT_MESSAGE_BYTES + 1, G_MAXUINT32 };
  g_autofree guint8 *longest = g_malloc0 (SUBLET_SSH_AGENT_MESSAGE_BYTES);
  g_auto (Peer) peer = dial (world->agent);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto (Peer) bad = dial (world->agent);

      add_number (bad.out, refused[i]);
      sublet_test_await (is_closed, &bad);
      g_assert_cmpuint (bad.in->len, ==, 0);
    }

  g_assert_cmpint (ask (&peer, longest, SUBLET_SSH_AGENT_MESSAGE_BYTES), ==, 5);
  g_assert_cmpint (ask_for_keys (&peer), ==, 12);
}

/* Those who say nothing, half a length or half a message keep nobody else from being answered. */
static void
test_silent (AgentWorld *world, gconstpointer data)
{
  g_auto (Peer) silent = dial (world->agent);
  g_auto (Peer) half_length = dial (world->agent);
  g_auto (Peer) half_message = dial (world->agent);
  g_auto (Peer) peer = dial (world->agent);

  g_byte_array_append (half_length.out, (const guint8 *) "\0\0", 2);
  add_number (half_message.out, 100);
  g_byte_array_append (half_message.out, (const guint8 *) "\x0d", 1);
  pump (&half_length);
  pump (&half_message);
  g_assert_cmpint (ask_for_keys (&peer), ==, 12);
  g_assert_false (silent.closed || half_length.closed || half_message.closed);

  /* A peer may also hang up in the middle. */
  shutdown (half_message.fd, SHUT_WR);
  sublet_test_await (is_closed, &half_message);
  g_assert_cmpint (ask_for_keys (&peer), ==, 12);
}

static void
test_many (AgentWorld *world, gconstpointer data)
{
  Peer peers[64];
  g_auto (Peer) one_more = { .fd = -1 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      peers[i] = dial (world->agent);
      g_assert_cmpint (ask_for_keys (&peers[i]), ==, 12);
    }
  one_more = dial (world->agent);
  sublet_test_await (is_closed, &one_more);

  for (i = 0; i < G_N_ELEMENTS (peers); i++)
    peer_clear (&peers[i]);
}

/* With somebody connected, in the middle of a message. */
static void
test_end (AgentWorld *world, gconstpointer data)
{
  g_autofree char *path = g_strdup (sublet_ssh_agent_get_socket_path (world->agent));
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (Peer) idle = dial (world->agent);
  g_auto (Peer) talking = dial (world->agent);

  g_assert_cmpint (ask_for_keys (&idle), ==, 12);
  g_assert_cmpint (ask_for_keys (&talking), ==, 12);
  add_number (talking.out, 100);
  pump (&talking);
  sublet_test_drain ();

  g_clear_object (&world->agent);
  sublet_test_await (is_closed, &idle);
  sublet_test_await (is_closed, &talking);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

#define ADD(name, function)             \
  g_test_add ("/ssh/agent-peers/" name, \
              AgentWorld,               \
              NULL,                     \
              agent_world_set_up,       \
              function,                 \
              agent_world_tear_down)

  ADD ("unknown", test_unknown);
  ADD ("sign", test_sign);
  ADD ("lengths", test_lengths);
  ADD ("silent", test_silent);
  ADD ("many", test_many);
  ADD ("end", test_end);

  return g_test_run ();
}
