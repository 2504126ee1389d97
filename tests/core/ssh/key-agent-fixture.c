/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "key-agent-fixture.h"

#include "key-fixture.h"
#include "support/sublet-test.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Its socket is there before it listens. */
static bool
listens (gpointer path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int code;

  g_assert_cmpint (fd, >=, 0);
  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  code = connect (fd, (struct sockaddr *) &address, sizeof address);
  close (fd);

  return code == 0;
}

void
key_agent_start (KeyAgent *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("agent-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "socket", NULL);
  /* A test that fails leaves it behind: nobody waits for the end of its output. */
  self->process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                      &error,
                      "ssh-agent",
                      "-D",
                      "-a",
                      self->path,
                      NULL);
  g_assert_no_error (error);
  sublet_test_await (listens, self->path);
}

void
key_agent_stop (KeyAgent *self)
{
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
      g_clear_object (&self->process);
    }
  sublet_test_remove_folder (g_steal_pointer (&self->folder));
  g_clear_pointer (&self->path, g_free);
}

static void
run (KeyAgent *self, const char *command)
{
  g_autofree char *whole =
    g_strdup_printf ("env SSH_AUTH_SOCK=%s sh -c \"%s\"", self->path, command);

  g_free (key_fixture_run (whole));
}

void
key_agent_add (KeyAgent *self, const char *path, const char *options)
{
  g_autofree char *command =
    g_strdup_printf ("ssh-add -q %s %s", options != NULL ? options : "", path);

  run (self, command);
}

void
key_agent_tell (KeyAgent *self, const char *option)
{
  g_autofree char *command = g_strdup_printf ("ssh-add -q %s", option);

  run (self, command);
}

void
key_agent_lock (KeyAgent *self)
{
  /* It asks for the word as for a passphrase. */
  run (self, "SSH_ASKPASS=/bin/pwd SSH_ASKPASS_REQUIRE=force ssh-add -x");
}
