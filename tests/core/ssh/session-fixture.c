/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

#include "support/sublet-test.h"

#include <string.h>

void
session_fixture_set_up (SessionFixture *f, gconstpointer data)
{
  f->identity = ssh_make_identity ();
  f->server = ssh_server_new (f->identity, "ed25519");
  f->session = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
}

void
session_fixture_tear_down (SessionFixture *f, gconstpointer data)
{
  if (f->session != NULL)
    {
      ssh_close (f->session);
      g_assert_finalize_object (g_steal_pointer (&f->session));
    }
  g_clear_pointer (&f->server, ssh_server_free);
  g_assert_finalize_object (f->identity);
}

void
session_fixture_assert_bytes (GBytes *bytes, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (data, length, text, strlen (text));
}

SubletSshExecResult *
session_fixture_exec_well (SubletSshSession *session, const char *command)
{
  g_autoptr (GError) error = NULL;
  SubletSshExecResult *result = ssh_exec (session, command, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}
