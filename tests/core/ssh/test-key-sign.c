/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-key-agent.h"
#include "core/ssh/sublet-key-file.h"

#include "core/base/sublet-error.h"

#include "key-agent-fixture.h"
#include "key-fixture.h"
#include "ssh-fixture.h"
#include "support/sublet-test.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Signing in to a real server with keys of the person's: from files that ssh-keygen made, and with
 * OpenSSH's own agent. */

typedef struct
{
  char *folder; /* (owned) */
  KeyAgent agent;
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->folder = sublet_test_make_folder ();
  key_agent_start (&world->agent);
}

static void
tear_down (World *world, gconstpointer data)
{
  key_agent_stop (&world->agent);
  sublet_test_remove_folder (world->folder);
}

static SubletSshIdentity *
open_well (const char *path, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  SubletKeyProblem problem;
  SubletSshIdentity *identity = sublet_key_file_open (path, passphrase, &problem, &error);

  g_assert_no_error (error);
  g_assert_nonnull (identity);
  g_assert_cmpint (problem, ==, SUBLET_KEY_PROBLEM_NONE);

  return identity;
}

static void
assert_not_opened (const char *path, const char *passphrase, SubletKeyProblem expected)
{
  g_autoptr (GError) error = NULL;
  SubletKeyProblem problem;

  g_assert_null (sublet_key_file_open (path, passphrase, &problem, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (problem, ==, expected);
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, expected);
}

/* To a server that accepts that line alone. */
static void
sign_in (SubletSshIdentity *identity)
{
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, ssh_server_get_port (server), 0, NULL);

  ssh_connect_well (session);
  ssh_close (session);
}

/* ---- files ---- */

typedef struct
{
  const char *options;
  const char *passphrase; /* (nullable) */
} Key;

static const Key keys[] = {
  { "-t ed25519 -C mine -N ''", NULL },
  { "-t ed25519 -C mine -N 'w\xc3\xb6rd of mine'", "w\xc3\xb6rd of mine" },
  { "-t ecdsa -b 256 -C mine -N ''", NULL },
  { "-t ecdsa -b 256 -C mine -N secret", "secret" },
  { "-t ecdsa -b 384 -C mine -N secret -a 30", "secret" },
  { "-t ecdsa -b 521 -C mine -N secret", "secret" },
  { "-t ed25519 -C mine -N secret -Z aes256-cbc -a 1", "secret" },
  { "-t ed25519 -C mine -N secret -Z aes192-ctr -a 1", "secret" },
  { "-t ed25519 -C mine -N secret -Z aes128-cbc -a 1", "secret" },
};

static void
test_files (World *world, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", (guint) i);
      g_autofree char *path = key_fixture_make (world->folder, name, keys[i].options);
      g_autofree char *line = key_fixture_dup_line (path);
      g_autoptr (SubletSshIdentity) identity = open_well (path, keys[i].passphrase);

      g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), ==, line);
      sign_in (identity);
    }
}

/* A number with zeros at its front, or its first bit set, is written shorter or longer. */
static void
test_numbers (World *world, gconstpointer data)
{
  guint i;

  for (i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);
      g_autofree char *path =
        key_fixture_make (world->folder,
                          name,
                          i % 2 == 0 ? "-t ecdsa -b 256 -N ''" : "-t ecdsa -b 521 -N ''");

      g_object_unref (open_well (path, NULL));
    }
}

static void
test_passphrase (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", "-t ed25519 -N secret -a 1");
  g_autofree char *rsa = key_fixture_make (world->folder, "rsa", "-t rsa -b 1024 -N secret -a 1");
  g_autofree char *gone = g_build_filename (world->folder, "gone", NULL);

  assert_not_opened (path, NULL, SUBLET_KEY_PROBLEM_PASSPHRASE);
  assert_not_opened (path, "", SUBLET_KEY_PROBLEM_PASSPHRASE);
  assert_not_opened (path, "Secret", SUBLET_KEY_PROBLEM_PASSPHRASE);
  assert_not_opened (path, "secret ", SUBLET_KEY_PROBLEM_PASSPHRASE);
  assert_not_opened (rsa, "secret", SUBLET_KEY_PROBLEM_RSA);
  assert_not_opened (gone, "secret", SUBLET_KEY_PROBLEM_GONE);
  g_object_unref (open_well (path, "secret"));
}

/* The public half says one key, the private half has another. */
static void
test_mixed (World *world, gconstpointer data)
{
  static const char *const kinds[] = { "-t ed25519 -C a -N ''", "-t ecdsa -b 256 -C a -N ''" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *one = key_fixture_make (world->folder, "one", kinds[i]);
      g_autofree char *two = key_fixture_make (world->folder, "two", kinds[i]);
      g_autofree char *command = NULL;
      g_autofree char *mixed = g_build_filename (world->folder, "mixed", NULL);

      /* Of one kind and comment, the two files have their parts at the same places. The public half
       * in front ends before the fourth line. */
      command = g_strdup_printf ("sh -c '(head -n 3 %s; tail -n +4 %s) > %s'", one, two, mixed);
      g_free (key_fixture_run (command));
      assert_not_opened (mixed, NULL, SUBLET_KEY_PROBLEM_DAMAGED);
      g_assert_cmpint (unlink (one), ==, 0);
      g_assert_cmpint (unlink (two), ==, 0);
    }
}

/* ---- the agent ---- */

static SubletSshIdentity *
choose (World *world, const char *algorithm)
{
  SubletKeyProblem problem;
  g_autoptr (GPtrArray) found = sublet_key_agent_list (world->agent.path, &problem);
  guint i;

  g_assert_cmpint (problem, ==, SUBLET_KEY_PROBLEM_NONE);
  for (i = 0; i < found->len; i++)
    {
      SubletKeyFacts *facts = g_ptr_array_index (found, i);

      if (g_str_equal (facts->algorithm, algorithm))
        return sublet_ssh_identity_new_for_agent (world->agent.path,
                                                  facts->public_blob,
                                                  facts->comment);
    }
  g_assert_not_reached ();
}

static void
add_keys (World *world)
{
  g_autofree char *ed = key_fixture_make (world->folder, "ed", "-t ed25519 -C 'my ed' -N ''");
  g_autofree char *ec = key_fixture_make (world->folder, "ec", "-t ecdsa -b 521 -C ec -N ''");
  g_autofree char *rsa = key_fixture_make (world->folder, "rsa", "-t rsa -b 2048 -C rsa -N ''");

  key_agent_add (&world->agent, ed, NULL);
  key_agent_add (&world->agent, ec, NULL);
  key_agent_add (&world->agent, rsa, NULL);
}

static void
test_agent (World *world, gconstpointer data)
{
  static const char *const algorithms[] = { "ssh-ed25519", "ecdsa-sha2-nistp521" };
  SubletKeyProblem problem;
  g_autoptr (GPtrArray) found = NULL;
  const SubletKeyFacts *facts;
  gsize i;

  add_keys (world);
  found = sublet_key_agent_list (world->agent.path, &problem);
  g_assert_cmpint (problem, ==, SUBLET_KEY_PROBLEM_NONE);
  g_assert_cmpuint (found->len, ==, 3);
  facts = g_ptr_array_index (found, 0);
  g_assert_cmpstr (facts->comment, ==, "my ed");
  g_assert_cmpint (facts->problem, ==, SUBLET_KEY_PROBLEM_NONE);
  facts = g_ptr_array_index (found, 2);
  g_assert_cmpstr (facts->comment, ==, "rsa");
  g_assert_cmpint (facts->problem, ==, SUBLET_KEY_PROBLEM_RSA);
  g_assert_nonnull (facts->fingerprint);

  for (i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (SubletSshIdentity) identity = choose (world, algorithms[i]);

      sign_in (identity);
    }
}

static void
assert_not_listed (const char *path, SubletKeyProblem expected)
{
  SubletKeyProblem problem;
  g_autoptr (GPtrArray) found = sublet_key_agent_list (path, &problem);

  g_assert_cmpint (problem, ==, expected);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
assert_not_signed (SubletSshIdentity *identity, SubletKeyProblem expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sublet_ssh_identity_sign (identity, (const guint8 *) "data", 4, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, expected);
}

/* The key is taken out, the agent locked, then it is gone; and the session says so. */
static void
test_agent_changes (World *world, gconstpointer data)
{
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (SshServer) server = NULL;
  g_autoptr (SubletSshSession) session = NULL;
  g_autoptr (GError) error = NULL;

  assert_not_listed (world->agent.path, SUBLET_KEY_PROBLEM_AGENT_EMPTY);
  add_keys (world);
  identity = choose (world, "ssh-ed25519");
  key_agent_lock (&world->agent);
  assert_not_listed (world->agent.path, SUBLET_KEY_PROBLEM_AGENT_EMPTY);
  assert_not_signed (identity, SUBLET_KEY_PROBLEM_AGENT_REFUSES);

  server = ssh_server_new (identity, "ed25519");
  session = ssh_make_session (identity, ssh_server_get_port (server), 0, NULL);
  g_assert_false (ssh_connect (session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_AGENT_REFUSES);
  ssh_close (session);

  g_subprocess_force_exit (world->agent.process);
  g_assert_true (g_subprocess_wait (world->agent.process, NULL, NULL));
  g_clear_object (&world->agent.process);
  assert_not_listed (world->agent.path, SUBLET_KEY_PROBLEM_NO_AGENT);
  assert_not_listed (NULL, SUBLET_KEY_PROBLEM_NO_AGENT);
  assert_not_signed (identity, SUBLET_KEY_PROBLEM_NO_AGENT);
}

/* ---- what is no agent ---- */

typedef struct
{
  const char *bytes;
  gsize length;
} Answer;

/* Cut off, too long, of another kind, or with more keys than are there. */
static const Answer answers[] = {
  { "", 0 },
  { "\0\0\0\x05\x0c\0\0", 7 },
  { "\x7f\xff\xff\xff", 4 },
  { "\0\0\0\0", 4 },
  { "\0\0\0\x01\x05", 5 },
  { "\0\0\0\x05\x0c\0\0\0\x09", 9 },
  { "\0\0\0\x0d\x0c\0\0\0\x01\xff\xff\xff\xff\0\0\0\0", 17 },
  { "SSH-2.0-server\r\n", 16 },
};

typedef struct
{
  int listener;
  const Answer *answer;
} Liar;

static gpointer
lie (gpointer user_data)
{
  Liar *liar = user_data;
  int fd = accept (liar->listener, NULL, NULL);
  char question[64];

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (read (fd, question, sizeof question), >, 0);
  g_assert_cmpint (write (fd, liar->answer->bytes, liar->answer->length), >=, 0);
  close (fd);

  return NULL;
}

static void
test_liars (World *world, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/liar-%u", world->agent.folder, (guint) i);
      struct sockaddr_un address = { .sun_family = AF_UNIX };
      Liar liar = { socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), &answers[i] };
      GThread *thread;

      g_strlcpy (address.sun_path, path, sizeof address.sun_path);
      g_assert_cmpint (bind (liar.listener, (struct sockaddr *) &address, sizeof address), ==, 0);
      g_assert_cmpint (listen (liar.listener, 1), ==, 0);
      thread = g_thread_new ("liar", lie, &liar);
      assert_not_listed (path, SUBLET_KEY_PROBLEM_AGENT_SILENT);
      g_thread_join (thread);
      close (liar.listener);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/core/ssh/key-sign/" name, World, NULL, set_up, function, tear_down)

  ADD ("files", test_files);
  ADD ("numbers", test_numbers);
  ADD ("passphrase", test_passphrase);
  ADD ("mixed", test_mixed);
  ADD ("agent", test_agent);
  ADD ("agent-changes", test_agent_changes);
  ADD ("liars", test_liars);

  return g_test_run ();
}
