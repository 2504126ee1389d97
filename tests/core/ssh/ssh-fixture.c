/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ssh-fixture.h"

#include "support/sublet-test.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _SshServer
{
  char *folder;         /* (owned) */
  GSubprocess *process; /* (owned) (nullable) */
  guint16 port;
};

int
ssh_make_socket (void)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

struct sockaddr_in
ssh_make_address (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  return address;
}

bool
ssh_dial (int fd, guint16 port)
{
  struct sockaddr_in address = ssh_make_address (port);

  return connect (fd, (struct sockaddr *) &address, sizeof address) == 0;
}

guint16
ssh_bind_anywhere (int fd)
{
  struct sockaddr_in address = ssh_make_address (0);
  socklen_t size = sizeof address;

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &size), ==, 0);

  return ntohs (address.sin_port);
}

/* Below those that are given to whoever asks for any: another program that runs beside gets none of
 * them by chance. */
guint16
ssh_pick_port (void)
{
  guint16 port = 0;

  while (port == 0)
    {
      guint16 wanted = (guint16) g_random_int_range (10240, SSH_PICK_LIMIT);
      struct sockaddr_in address = ssh_make_address (wanted);
      int fd = ssh_make_socket ();

      if (bind (fd, (struct sockaddr *) &address, sizeof address) == 0)
        port = wanted;
      close (fd);
    }

  return port;
}

/* ---- a real server ---- */

static char *
find_sshd (void)
{
  const char *unpacked = g_getenv ("SUBLET_SSHD");
  char *found;

  if (unpacked != NULL && g_file_test (unpacked, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup (unpacked);
  if (g_file_test ("/usr/sbin/sshd", G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup ("/usr/sbin/sshd");
  found = g_find_program_in_path ("sshd");
  if (found == NULL)
    g_error ("sshd is missing; ./dev sshd fetches it to %s", unpacked);

  return found;
}

static void
write_file (SshServer *self, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static char *
run_keygen (SshServer *self, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_strv_builder_add (builder, "ssh-keygen");
  for (; *arguments != NULL; arguments++)
    g_strv_builder_add (builder, *arguments);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (self->folder,
                argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return output;
}

static bool
answers (gpointer user_data)
{
  SshServer *self = user_data;
  int fd = ssh_make_socket ();
  bool open = ssh_dial (fd, self->port);

  close (fd);
  return open;
}

static void
start_sshd (SshServer *self, const char *sshd)
{
  g_autofree char *folder = g_path_get_dirname (sshd);
  g_autofree char *libraries = g_build_filename (folder, "../lib/x86_64-linux-gnu", NULL);
  g_autofree char *passwd = g_build_filename (self->folder, "passwd", NULL);
  g_autofree char *group = g_build_filename (self->folder, "group", NULL);
  g_autofree char *shadow = g_build_filename (self->folder, "shadow", NULL);
  g_autofree char *config = g_build_filename (self->folder, "config", NULL);
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  if (bwrap == NULL)
    g_error ("bwrap is missing; install bubblewrap");

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "LD_LIBRARY_PATH", libraries, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher,
                                               &error,
                                               bwrap,
                                               "--unshare-user",
                                               "--unshare-pid",
                                               "--die-with-parent",
                                               "--uid",
                                               "1000",
                                               "--gid",
                                               "1000",
                                               "--bind",
                                               "/",
                                               "/",
                                               "--dev",
                                               "/dev",
                                               "--proc",
                                               "/proc",
                                               "--ro-bind",
                                               passwd,
                                               "/etc/passwd",
                                               "--ro-bind",
                                               group,
                                               "/etc/group",
                                               "--ro-bind",
                                               shadow,
                                               "/etc/shadow",
                                               sshd,
                                               "-D",
                                               "-e",
                                               "-f",
                                               config,
                                               NULL);
  g_assert_no_error (error);
  sublet_test_await (answers, self);
}

SshServer *
ssh_server_new (SubletSshIdentity *authorized, const char *kind)
{
  return ssh_server_new_with (authorized, kind, "");
}

SshServer *
ssh_server_new_with (SubletSshIdentity *authorized, const char *kind, const char *more)
{
  const char *const arguments[] = { "-q", "-t", kind, "-N", "", "-f", "host", NULL };
  SshServer *self = g_new0 (SshServer, 1);
  g_autofree char *sshd = find_sshd ();
  g_autofree char *config = NULL;
  g_autofree char *passwd = NULL;

  self->folder = sublet_test_make_folder ();
  self->port = ssh_pick_port ();
  g_free (run_keygen (self, arguments));
  config = g_strdup_printf ("Port %u\n"
                            "ListenAddress 127.0.0.1\n"
                            "HostKey %s/host\n"
                            "AuthorizedKeysFile %s/keys\n"
                            "PidFile none\n"
                            "StrictModes no\n"
                            "UsePAM no\n"
                            "PasswordAuthentication no\n"
                            "KbdInteractiveAuthentication no\n"
                            "PermitRootLogin prohibit-password\n"
                            "ClientAliveInterval 1\n"
                            "ClientAliveCountMax 2\n"
                            "%s",
                            self->port,
                            self->folder,
                            self->folder,
                            more);
  passwd = g_strdup_printf ("root:x:1000:1000:root:%s:/bin/sh\n", self->folder);
  write_file (self, "config", config);
  write_file (self, "passwd", passwd);
  write_file (self, "group", "root:x:1000:\n");
  /* An account whose entry it may not read counts as locked, whoever runs this. */
  write_file (self, "shadow", "root:*:19000::::::\n");
  write_file (self, "keys", sublet_ssh_identity_get_public_line (authorized));
  start_sshd (self, sshd);

  return self;
}

void
ssh_server_kill (SshServer *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

void
ssh_server_free (SshServer *self)
{
  if (self->process != NULL)
    ssh_server_kill (self);
  sublet_test_remove_folder (self->folder);
  g_free (self);
}

guint16
ssh_server_get_port (SshServer *self)
{
  return self->port;
}

char *
ssh_server_dup_fingerprint (SshServer *self)
{
  const char *const arguments[] = { "-l", "-f", "host.pub", NULL };
  g_autofree char *output = run_keygen (self, arguments);
  g_auto (GStrv) words = g_strsplit (output, " ", 3);

  return g_strdup (words[1]);
}

/* ---- the session ---- */

SubletSshIdentity *
ssh_make_identity (void)
{
  g_autoptr (GError) error = NULL;
  SubletSshIdentity *identity = sublet_ssh_identity_new ("test", &error);

  g_assert_no_error (error);
  return identity;
}

SubletSshSession *
ssh_make_session (SubletSshIdentity *identity,
                  guint16 direct,
                  guint16 proxy,
                  SubletSshHostKey *expected)
{
  g_autoptr (GPtrArray)
    routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);

  if (direct != 0)
    g_ptr_array_add (routes, sublet_ssh_route_new (SUBLET_SSH_ROUTE_DIRECT, "127.0.0.1", direct));
  if (proxy != 0)
    g_ptr_array_add (routes, sublet_ssh_route_new (SUBLET_SSH_ROUTE_PROXY, "127.0.0.1", proxy));

  return sublet_ssh_session_new (identity, "root", routes, expected);
}

gboolean
ssh_connect (SubletSshSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_ssh_session_connect_async (session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  return sublet_ssh_session_connect_finish (session, result, error);
}

void
ssh_connect_well (SubletSshSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ssh_connect (session, &error) || error != NULL);
  g_assert_no_error (error);
  g_assert_cmpint (sublet_ssh_session_get_phase (session), ==, SUBLET_SSH_PHASE_READY);
}

SubletSshExecResult *
ssh_exec (SubletSshSession *session,
          const char *command,
          const SubletSshExecLimits *limits,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_ssh_session_exec_async (session, command, limits, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  return sublet_ssh_session_exec_finish (session, result, error);
}

void
ssh_close (SubletSshSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_ssh_session_close_async (session, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_ssh_session_close_finish (session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_ssh_session_get_phase (session), ==, SUBLET_SSH_PHASE_CLOSED);
}
