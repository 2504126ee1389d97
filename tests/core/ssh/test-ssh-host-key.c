/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ssh-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

/* ---- the key itself ---- */

static SubletSshHostKey *
make_key (const char *base64)
{
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *data;
  gsize length;
  SubletSshHostKey *key;

  data = g_base64_decode (base64, &length);
  blob = g_bytes_new_take (data, length);
  key = sublet_ssh_host_key_new (blob, &error);
  g_assert_no_error (error);

  return key;
}

/* A key of RFC 8032's, and what ssh-keygen -lf says about it. */
#define KNOWN "AAAAC3NzaC1lZDI1NTE5AAAAID1AF8PoQ4lakrcKp01bfrycmCzPLsSWjM0SzVXxL0Zg"
#define OTHER "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static char *
ask_keygen (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "key.pub", NULL);
  const char *argv[] = { "ssh-keygen", "-l", "-f", path, NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "ssh-ed25519 " KNOWN "\n", -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);
  words = g_strsplit (output, " ", 3);
  sublet_test_remove_folder (folder);

  return g_strdup (words[1]);
}

static void
test_key (void)
{
  g_autoptr (SubletSshHostKey) key = make_key (KNOWN);
  g_autoptr (SubletSshHostKey) again = make_key (KNOWN);
  g_autoptr (SubletSshHostKey) other = make_key (OTHER);
  g_autofree char *fingerprint = ask_keygen ();

  g_assert_cmpstr (sublet_ssh_host_key_get_algorithm (key), ==, "ssh-ed25519");
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (key), ==, fingerprint);
  g_assert_true (sublet_ssh_host_key_equal (key, again));
  g_assert_false (sublet_ssh_host_key_equal (key, other));
}

static void
test_no_key (void)
{
  static const struct
  {
    const char *data;
    gsize length;
  } blobs[] = {
    { "", 0 },
    { "\0\0\0", 3 },
    { "\0\0\0\0", 4 },
    { "\0\0\0\x0b", 4 },
    { "\0\0\0\x0bssh-ed25519", 15 },
    { "\xff\xff\xff\xffssh-ed25519", 15 },
    { "\0\0\0\x03"
      "a b"
      "rest",
      11 },
    { "\0\0\0\x03"
      "a,b"
      "rest",
      11 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (blobs); i++)
    {
      g_autoptr (GBytes) blob = g_bytes_new_static (blobs[i].data, blobs[i].length);
      g_autoptr (GError) error = NULL;

      g_assert_null (sublet_ssh_host_key_new (blob, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
    }
}

/* ---- against a server ---- */

static SubletSshHostKey *
get_first (SshServer *server, SubletSshIdentity *identity)
{
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, ssh_server_get_port (server), 0, NULL);
  g_autofree char *fingerprint = ssh_server_dup_fingerprint (server);
  SubletSshHostKey *key;

  ssh_connect_well (session);
  key = sublet_ssh_session_get_host_key (session);
  g_assert_nonnull (key);
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (key), ==, fingerprint);
  sublet_ssh_host_key_ref (key);
  ssh_close (session);

  return key;
}

static void
test_same (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  const char *const kinds[] = { "ed25519", "ecdsa" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (SshServer) server = ssh_server_new (identity, kinds[i]);
      g_autoptr (SubletSshHostKey) key = get_first (server, identity);
      g_autoptr (SubletSshSession)
        session = ssh_make_session (identity, ssh_server_get_port (server), 0, key);

      ssh_connect_well (session);
      ssh_close (session);
    }
}

static void
on_phase (SubletSshSession *session, GParamSpec *pspec, gpointer user_data)
{
  g_assert_cmpint (sublet_ssh_session_get_phase (session), !=, SUBLET_SSH_PHASE_AUTHENTICATION);
}

/* @data: the kind of the other server's key. */
static void
test_changed (gconstpointer data)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SshServer) other = ssh_server_new (identity, data);
  g_autoptr (SubletSshHostKey) key = get_first (server, identity);
  g_autofree char *fingerprint = ssh_server_dup_fingerprint (other);
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, ssh_server_get_port (other), 0, key);
  const SubletSshFailure *failure;
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "notify::phase", G_CALLBACK (on_phase), NULL);
  g_assert_false (ssh_connect (session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY);
  failure = sublet_ssh_session_get_failure (session);
  g_assert_cmpint (failure->phase, ==, SUBLET_SSH_PHASE_HOST_KEY);
  g_assert_true (sublet_ssh_host_key_equal (failure->expected, key));
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (failure->presented), ==, fingerprint);
  g_assert_nonnull (strstr (error->message, fingerprint));
  g_assert_nonnull (strstr (error->message, sublet_ssh_host_key_get_fingerprint (key)));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/host-key/key", test_key);
  g_test_add_func ("/core/ssh/host-key/no-key", test_no_key);
  g_test_add_func ("/core/ssh/host-key/same", test_same);
  g_test_add_data_func ("/core/ssh/host-key/changed", "ed25519", test_changed);
  g_test_add_data_func ("/core/ssh/host-key/other-kind", "ecdsa", test_changed);

  return g_test_run ();
}
